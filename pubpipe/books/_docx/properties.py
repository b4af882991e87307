"""Document properties: who made the book, in what language, from what."""

from __future__ import annotations

from datetime import datetime

from lxml import etree

from pubpipe.books._docx.xml import serialise, sole
from pubpipe.model import Book

_CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_DC = "http://purl.org/dc/elements/1.1/"
_TERMS = "http://purl.org/dc/terms/"
_INSTANCE = "http://www.w3.org/2001/XMLSchema-instance"
_EXTENDED = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
_CUSTOM = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_VARIANT = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_FORMAT = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"


def core(book: Book, modified: datetime | None) -> bytes:
    """docProps/core.xml; without a date it bears none."""
    made = etree.Element(
        f"{{{_CORE}}}coreProperties", nsmap={"cp": _CORE, "dc": _DC, "dcterms": _TERMS, "xsi": _INSTANCE}
    )
    translators = "；".join(person.name for person in book.people if person.role == "trl")
    authors = "；".join(person.name for person in book.people if person.role == "aut")
    values = (
        (_DC, "title", book.title),
        (_DC, "subject", book.subject),
        (_DC, "creator", authors),
        (_CORE, "keywords", "；".join(filter(None, (book.subject, book.series)))),
        (_DC, "description", book.description),
        (_CORE, "lastModifiedBy", translators),
        (_CORE, "category", "译著" if translators else "教材"),
        (_DC, "language", "zh-CN"),
        (_DC, "identifier", book.identifier or book.isbn),
    )
    for space, name, value in values:
        if value:
            etree.SubElement(made, f"{{{space}}}{name}").text = value
    for name in ("created", "modified") if modified else ():
        element = etree.SubElement(made, f"{{{_TERMS}}}{name}")
        element.set(f"{{{_INSTANCE}}}type", "dcterms:W3CDTF")
        element.text = f"{modified:%Y-%m-%dT%H:%M:%SZ}"
    return serialise(made)


def extended(book: Book) -> bytes:
    """docProps/app.xml."""
    made = sole(_EXTENDED, "Properties")
    etree.SubElement(made, f"{{{_EXTENDED}}}Application").text = "pubpipe"
    if book.publisher:
        etree.SubElement(made, f"{{{_EXTENDED}}}Company").text = book.publisher
    return serialise(made)


def custom(book: Book) -> bytes:
    """docProps/custom.xml: what the core properties have no name for."""
    made = sole(_CUSTOM, "Properties", vt=_VARIANT)
    values = (
        ("译者", "；".join(person.name for person in book.people if person.role == "trl")),
        ("审校", "；".join(person.name for person in book.people if person.role == "rev")),
        ("原书名", book.original_title),
        ("原作者", "；".join(person.original_name or person.name for person in book.people if person.role == "aut")),
        ("原出版者", book.original_publisher),
        ("版权", book.rights),
    )
    for number, (name, value) in enumerate([pair for pair in values if pair[1]], 2):
        element = etree.SubElement(made, f"{{{_CUSTOM}}}property", fmtid=_FORMAT, pid=str(number), name=name)
        etree.SubElement(element, f"{{{_VARIANT}}}lpwstr").text = value
    return serialise(made)
