"""Bytes of text files and their characters: what a file says of itself, what its bytes say, and the way back."""

from __future__ import annotations

import codecs
from typing import NamedTuple

from pubpipe.errors import Unreadable
from pubpipe.messages import _
from pubpipe.packages.signatures import refuse_package

LARGEST = 20_000_000
"""Bytes. A text of this size is four hundred chapters."""

MOST_MARKS = 1_000_000
"""Lines, cells and tags of one file: each costs two kilobytes of memory; a novel has twenty thousand."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


_UNREAD = {0xDC00 + byte: bytes([byte]).decode("windows-1252", "replace") for byte in range(0x80, 0x100)}


def readable(text: str) -> str:
    """The text with bytes that were no characters of the file's encoding as what they most probably mean.

    Editors on Windows left quotes and dashes of Windows-1252 in files that call themselves UTF-8.
    """
    return text if text.isascii() else text.translate(_UNREAD)


class Decoded(NamedTuple):
    """The characters of a file without its byte order mark, and how they were written."""

    text: str
    encoding: str
    mark: bytes = b""

    def encoded(self, text: str, references: bool) -> bytes:
        """The characters as this file writes them.

        What its encoding cannot hold becomes a character reference, or, without `references`, turns the file into
        UTF-8. Bytes that could not be read come back as they were.
        """
        if self.encoding == "utf-8":
            return self.mark + text.encode("utf-8", "surrogateescape")
        try:
            return self.mark + text.encode(self.encoding, "surrogateescape")
        except UnicodeEncodeError:
            pass
        if not references:
            return text.encode("utf-8", "replace")
        return self.mark + b"".join(self._referred(each) for each in text.splitlines(keepends=True))

    def _referred(self, line: str) -> bytes:
        written = []
        for character in line:
            try:
                written.append(character.encode(self.encoding, "surrogateescape"))
            except UnicodeEncodeError:
                written.append(character.encode(self.encoding, "xmlcharrefreplace"))
        return b"".join(written)


def decoded(source: bytes, declared: str = "") -> Decoded:
    """Read a text file: by its byte order mark, by what it declares, as UTF-8, as GB18030, as Windows-1252.

    Raises Unreadable where it is no text or too large.
    """
    if len(source) > LARGEST:
        raise Unreadable(_("too large for a text file: {size} bytes").format(size=len(source)))
    refuse_package(source)
    if len(source) > MOST_MARKS and sum(map(source.count, (b"\n", b"\r", b"<", b",", b";", b"\t", b"|"))) > MOST_MARKS:
        raise Unreadable(_("too many lines, cells or tags for one file: divide it"))
    for mark, encoding in _MARKS:
        if source.startswith(mark):
            return _checked(source[len(mark) :], encoding, mark)
    if b"\0" in source:
        raise Unreadable(_("not a text file: it holds null bytes"))
    if _mostly_controls(source):
        raise Unreadable(_("not a text file: its bytes are no characters"))
    if declared:
        return _checked(source, declared)
    for encoding in ("utf-8", "gb18030"):
        try:
            text = source.decode(encoding)
        except UnicodeDecodeError:
            continue
        if encoding == "utf-8" or _is_chinese(text):
            return _checked(source, encoding)
    return _checked(source, "windows-1252")


def _is_chinese(text: str) -> bool:
    """Most of what is not ASCII is Han or full-width punctuation, and there is enough of it to tell."""
    foreign = [character for character in text if character > "\x7f"]
    han = sum("\u3000" <= character <= "\u9fff" or "\uff00" <= character <= "\uffef" for character in foreign)
    return han >= 4 and han * 10 >= len(foreign) * 9


def _mostly_controls(source: bytes) -> bool:
    head = source[:4096]
    return sum(byte < 32 and byte not in b"\t\n\r\f\x1b" for byte in head) * 20 > len(head)


def _checked(source: bytes, encoding: str, mark: bytes = b"") -> Decoded:
    try:
        text = source.decode(encoding, "surrogateescape")
        if text.encode(encoding, "surrogateescape") != source:
            raise UnicodeDecodeError(encoding, source, 0, 1, "")
    except UnicodeError:
        raise Unreadable(_("its bytes are not the encoding it names: {encoding}").format(encoding=encoding)) from None
    if "\0" in text:
        raise Unreadable(_("not a text file: it holds null bytes"))
    return Decoded(text, encoding, mark)
