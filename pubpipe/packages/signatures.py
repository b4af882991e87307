"""What a file is by its first bytes, whatever its name says; who gets a file of another kind is told which kind."""

from __future__ import annotations

import re

from pubpipe.errors import Unreadable
from pubpipe.messages import _

_PAGE = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype html|html)\b", re.I)
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8")
_BEGINNING = 1024


def refuse_others(source: bytes) -> None:
    """Raise Unreadable where a file begins as one that none of our formats is, or is empty of everything."""
    head = source[:_BEGINNING]
    if not source:
        raise Unreadable(_("an empty file"))
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        if "EncryptedPackage".encode("utf-16-le") in source:
            raise Unreadable(_("encrypted: remove the password in the program it was made with and save it again"))
        raise Unreadable(_("an old binary Office file: save it as .docx, .pptx or .xlsx"))
    if head.startswith(b"{\\rtf"):
        raise Unreadable(_("an RTF file under another name: save it as .docx"))
    if b"%PDF-" in head:
        raise Unreadable(_("a PDF under another name: ask for the file it was made from"))
    if head.startswith(_PICTURES):
        raise Unreadable(_("a picture under another name"))


def refuse_no_package(source: bytes) -> None:
    """Raise Unreadable where a file is no zip package, saying what it is where that can be told."""
    refuse_others(source)
    if _PAGE.match(source[:_BEGINNING]):
        raise Unreadable(_("a web page under another name: save it as the kind of file its name says"))
    if not source.startswith(b"PK"):
        raise Unreadable(_("of another kind than its name says"))


def refuse_package(source: bytes) -> None:
    """Raise Unreadable where a file that should be text is a zip package, or of another kind that is no text."""
    if source:
        refuse_others(source)
    if source.startswith(b"PK\x03\x04"):
        raise Unreadable(_("a zip package under another name, perhaps a Word, PowerPoint or Excel file"))
