"""PO files read and written, by polib, with what polib would lose.

polib forgets the previous msgid of obsolete entries (`#~|`) and their extracted comments, counts U+2028 and its like as
the end of a line, splits file names at spaces and stumbles over `#,fuzzy`; all this is set right before and after it.
Its own wrapping is off: Chinese has no spaces to wrap at, and one line a text reads well in a diff.

Places stand in `#:` with their white space and percent signs percent-encoded (`02%20Budgeting.docx:2.1/p3`): the
isolates U+2068 and U+2069, which gettext 0.22 puts around names with spaces, are torn apart by gettext before 0.22,
which then drops every word it has seen before, and by polib, Poedit and Weblate. Names in isolates are read.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import takewhile
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from pubpipe.catalog.catalog import Catalog, Key, key
from pubpipe.catalog.plain import plain_block, separated
from pubpipe.errors import Unreadable
from pubpipe.messages import _
from pubpipe.model import Entry

if TYPE_CHECKING:
    import polib

_CHARSET = re.compile(rb'"Content-Type:[^"\n]{0,60}charset=([\w.:-]{1,40})')
_MARKS = {codecs.BOM_UTF8: "utf-8", codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
_WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "charset": "utf-8", "ascii": "utf-8", "us-ascii": "utf-8"}
_GLUED = re.compile(r"^#([.:,|=])(?=\S)")
_STRING = re.compile(r'(?:msg\w+(?:\[\d+\])?\s*)?"[^"\\]*(?:\\.[^"\\]*)*"')
_UNSAFE = re.compile(r"[\s%]")


class _Lines(str):
    """A text whose lines end at line feeds and nowhere else."""

    __slots__ = ()

    def splitlines(self, keepends: bool = False) -> list[str]:
        return self.split("\n")


def read_po(data: bytes) -> Catalog:
    """The catalog in a PO file: UTF-8 with or without BOM, UTF-16 with BOM, or the charset its header names.

    Raises Unreadable, with the line, if it is not a PO file or says the same entry twice.
    """
    text, charset = _decoded(data)
    if (catalog := _mostly_plain(text, charset)) is not None:
        return catalog
    return _whole(_sound(text), charset)


def _mostly_plain(text: str, charset: str) -> Catalog | None:
    """The same where entries stand apart, as ours do, and polib need see but few; None where it must see all."""
    apart = separated(text)
    if apart is None:
        return None
    entries, rest = apart
    try:
        others = _whole(_sound(rest), charset)
    except Unreadable:
        return None
    left = iter(others.entries)
    if len(others.entries) != sum(each is None for each in entries):
        return None
    found = tuple([next(left) if each is None else each for each in entries])
    live = [key(entry) for entry in found if not entry.obsolete]
    return replace(others, entries=found) if len(set(live)) == len(live) else None


def _whole(text: str, charset: str) -> Catalog:
    import polib

    comments, text = _ending(text)
    try:
        parsed = polib.pofile(_Lines(text), encoding="utf-8")
    except (OSError, ValueError, IndexError, AttributeError) as error:
        line = re.search(r"line (\d+)", str(error))
        raise Unreadable(_("not a PO file: line {line}").format(line=line[1] if line else 1)) from None
    entries = []
    lines: dict[Key, int] = {}
    for position, each in enumerate(parsed):
        entry = _entry(each)
        line_number = parsed[position].linenum or 1
        if not entry.obsolete:
            if key(entry) in lines:
                message = _("the same entry twice: lines {first} and {second}: {source}")
                first = lines[key(entry)]
                raise Unreadable(message.format(first=first, second=line_number, source=entry.source[:60]))
            lines[key(entry)] = line_number
        entries.append(entry)
    comment = "\n".join(filter(None, [parsed.header.strip("\n"), comments]))
    return Catalog(tuple(entries), dict(parsed.metadata), comment, charset)


def write_po(catalog: Catalog) -> bytes:
    """The PO file of a catalog, in UTF-8: live entries first, each text on one line."""
    import polib

    first = polib.POFile(wrapwidth=0, encoding="utf-8")
    first.metadata = dict(catalog.header)
    above = "".join(f"# {line}\n" for line in catalog.comment.split("\n") if catalog.comment)
    written = [above + str(first).removeprefix("#\n")]
    for entry in (*catalog.live, *catalog.obsolete):
        if (plain := plain_block(entry)) is not None:
            written.append(plain)
            continue
        block = polib.POEntry(
            msgctxt=entry.context or None,
            msgid=entry.source,
            msgstr=entry.target,
            previous_msgctxt=entry.previous_context or None,
            previous_msgid=entry.previous or None,
            flags=list(entry.flags),
            occurrences=[(_spelled(place), "") for place in entry.places],
            tcomment=entry.comment,
            comment="\n".join(entry.notes),
            obsolete=entry.obsolete,
        ).__unicode__(0)
        notes = [f"#. {note}\n" for note in entry.notes if entry.obsolete]
        written.append("".join(notes) + block)
    return "\n".join(written).encode()


def _decoded(data: bytes) -> tuple[str, str]:
    charset = next((name for mark, name in _MARKS.items() if data.startswith(mark)), "")
    if not charset:
        named = _CHARSET.search(data[:100_000])
        charset = named[1].decode("ascii").lower() if named else "utf-8"
        charset = _WIDER.get(charset, charset)
    try:
        text = data.decode(charset)
    except LookupError:
        raise Unreadable(_("the header names an unknown charset: {charset}").format(charset=charset)) from None
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        message = _("not {charset}, although it should be: line {line}")
        raise Unreadable(message.format(charset=charset.upper(), line=line)) from None
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n"), charset


def _sound(text: str) -> str:
    """The text as polib wants it. Raises Unreadable, with the line, where it is cut off."""
    lines = [_straightened(line) for line in text.split("\n")]
    broken = _broken(lines)
    if broken:
        raise Unreadable(_("not a PO file: line {line}").format(line=broken))
    return "\n".join(lines) + "\n"


def _broken(lines: Sequence[str]) -> int:
    """The first line, from 1, where a string is not closed or a msgid has no msgstr; 0 if there is none."""
    asked = 0
    for number, line in enumerate(lines, start=1):
        bare = line.removeprefix("#~").lstrip() if line.startswith("#") else line
        if "\0" in line:
            return number
        if not bare or bare.startswith("#"):
            continue
        if not _STRING.fullmatch(bare) or (asked and bare.startswith(("msgctxt", "msgid "))):
            return number
        if bare.startswith("msgid "):
            asked = number
        elif bare.startswith("msgstr"):
            asked = 0
    return asked


def _straightened(line: str) -> str:
    """A line as polib wants it."""
    line = line.strip(" \t")
    if line[:1] != "#":
        return line
    if line.startswith("#~|"):
        return "#|" + line[3:]
    if line.startswith("##"):
        return "# " + line[1:]
    return _GLUED.sub(r"#\1 ", line).replace("#= ", "#, ", 1) if line[1:2] in ".:,|=" else line


def _ending(text: str) -> tuple[str, str]:
    """Comments below the last entry, which polib would drop, and the text before them."""
    lines = text.rstrip("\n").split("\n")
    last = list(takewhile(lambda line: not line or line.startswith("# ") or line == "#", reversed(lines)))
    if len(last) == len(lines):
        return "", text
    comments = [line[2:] for line in reversed(last) if line]
    return "\n".join(comments), "\n".join(lines[: len(lines) - len(last)]) + "\n"


def _entry(parsed: polib.POEntry) -> Entry:
    plural: dict[int, str] = parsed.msgstr_plural
    obsolete = bool(parsed.obsolete)
    return Entry(
        source=parsed.msgid_plural or parsed.msgid,
        target=plural[max(plural)] if plural else parsed.msgstr,
        context=parsed.msgctxt or "",
        previous=parsed.previous_msgid or "",
        previous_context=parsed.previous_msgctxt or "",
        flags=tuple(dict.fromkeys(filter(None, parsed.flags))),
        places=() if obsolete else tuple(_places(parsed.occurrences)),
        comment=parsed.tcomment,
        notes=tuple(parsed.comment.split("\n")) if parsed.comment else (),
        obsolete=obsolete,
    )


def _places(occurrences: Iterable[Any]) -> Iterator[str]:
    """Places with their white space; words between isolates are one place."""
    words: list[str] = []
    for name, line in occurrences:
        words.append(f"{name}:{line}" if line else name)
        if words[0].startswith("\u2068") and not any("\u2069" in word for word in words):
            continue
        yield unquote(" ".join(words).replace("\u2068", "").replace("\u2069", ""))
        words = []
    yield from (unquote(word) for word in words)


def _spelled(place: str) -> str:
    return _UNSAFE.sub(lambda found: "".join(f"%{byte:02X}" for byte in found[0].encode()), place)
