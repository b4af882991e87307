"""The package document: what the book is, what it holds, in which order it is read."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, NamedTuple

from lxml import etree

from pubpipe.books._epub.accessibility import Access
from pubpipe.books._epub.front import tidy
from pubpipe.books._epub.markup import readable
from pubpipe.books._epub.page import STYLE, Page
from pubpipe.books._epub.pictures import Picture
from pubpipe.books._imprint import original_title
from pubpipe.model import SOURCE_LANGUAGE, TARGET_LANGUAGE, Book

_OPF = "http://www.idpf.org/2007/opf"
_DC = "http://purl.org/dc/elements/1.1/"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_SPACES: dict[Any, str] = {None: _OPF}
_CREATORS = ("aut", "com", "cre")


class Font(NamedTuple):
    """A font as the package holds it."""

    name: str
    media_type: str
    content: bytes


def identifier(book: Book) -> str:
    """The book's own identifier: its ISBN, what book.toml gives, or a UUID made of its id, always the same."""
    if book.isbn:
        return "urn:isbn:" + "".join(character for character in book.isbn if character.isalnum())
    return book.identifier or uuid.uuid5(uuid.NAMESPACE_URL, f"pubpipe:{book.id}").urn


def package(
    book: Book,
    pages: Sequence[Page],
    pictures: Sequence[Picture],
    cover: Picture,
    access: Access,
    modified: datetime,
    fonts: Sequence[Font] = (),
) -> bytes:
    """The package document. `pages` stand in reading order."""
    root = etree.Element(f"{{{_OPF}}}package", nsmap=_SPACES)
    root.set("version", "3.0")
    root.set("unique-identifier", "identifier")
    root.set(_LANGUAGE, TARGET_LANGUAGE)
    _Metadata(root).write(book, access, modified)
    manifest = _add(root, "manifest")
    _item(manifest, "style", STYLE, "text/css")
    for page in pages:
        _item(manifest, _id(page), page.name, "application/xhtml+xml", page.properties)
    _item(manifest, "cover-image", cover.name, cover.media_type, "cover-image")
    for order, picture in enumerate((each for each in pictures if each.name != cover.name), 1):
        _item(manifest, f"picture-{order}", picture.name, picture.media_type)
    for order, font in enumerate(fonts, 1):
        _item(manifest, f"font-{order}", font.name, font.media_type)
    spine = _add(root, "spine")
    spine.set("page-progression-direction", "ltr")
    for page in pages:
        _add(spine, "itemref").set("idref", _id(page))
    etree.indent(root)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8") + b"\n"


def _id(page: Page) -> str:
    return "page-" + page.name.removesuffix(".xhtml")


def _add(parent: etree._Element, tag: str, text: str = "") -> etree._Element:
    made = etree.SubElement(parent, f"{{{_OPF}}}{tag}")
    made.text = readable(text) or None
    return made


def _item(manifest: etree._Element, identity: str, href: str, media_type: str, properties: str = "") -> None:
    item = _add(manifest, "item")
    for key, value in (("id", identity), ("href", href), ("media-type", media_type), ("properties", properties)):
        if value:
            item.set(key, value)


class _Metadata:
    """The metadata element while it is written."""

    def __init__(self, root: etree._Element) -> None:
        self.element = etree.SubElement(root, f"{{{_OPF}}}metadata", nsmap={"dc": _DC})

    def write(self, book: Book, access: Access, modified: datetime) -> None:
        """Say what book.toml says, nothing more, and what was found of accessibility."""
        self.core("identifier", identifier(book), "identifier")
        self._titles(book)
        self.core("language", TARGET_LANGUAGE)
        self._people(book)
        self.core("publisher", tidy(book.publisher))
        self.core("date", str(book.year or ""))
        self.core("subject", tidy(book.subject))
        self.core("description", tidy(book.description))
        published = ", ".join(each for each in (book.original_publisher, str(book.original_year or "")) if each)
        source = ". ".join(each for each in (original_title(book), published) if each)
        source = source if book.original_title else ""
        self.core("source", source, "source" if access.breaks else "", language=SOURCE_LANGUAGE)
        if source and access.breaks:
            self.meta("source-of", "pagination", refines="source")
            self.meta("pageBreakSource", source, language=SOURCE_LANGUAGE)
        self.core("rights", tidy(book.rights))
        self.core("rights", book.original_rights, language=SOURCE_LANGUAGE)
        if book.series:
            self.meta("belongs-to-collection", tidy(book.series), identity="series")
            self.meta("collection-type", "series", refines="series")
        for mode in access.modes:
            self.meta("schema:accessMode", mode)
        for modes in access.sufficient:
            self.meta("schema:accessModeSufficient", modes)
        for feature in access.features:
            self.meta("schema:accessibilityFeature", feature)
        self.meta("schema:accessibilityHazard", access.hazard)
        self.meta("schema:accessibilitySummary", access.summary)
        moment = modified.replace(tzinfo=UTC) if modified.tzinfo is None else modified.astimezone(UTC)
        self.meta("dcterms:modified", moment.strftime("%Y-%m-%dT%H:%M:%SZ"))

    def _titles(self, book: Book) -> None:
        titles = [("title", "main", book.title, book.original_title)]
        titles += [("subtitle", "subtitle", book.subtitle, book.original_subtitle)] if book.subtitle else []
        for order, (identity, kind, title, source) in enumerate(titles, 1):
            self.core("title", tidy(title), identity)
            self.meta("title-type", kind, refines=identity)
            self.meta("display-seq", str(order), refines=identity)
            if source:
                self.meta("alternate-script", source, refines=identity, language=SOURCE_LANGUAGE)

    def _people(self, book: Book) -> None:
        for order, person in enumerate(book.people, 1):
            identity = f"person-{order}"
            self.core("creator" if person.role in _CREATORS else "contributor", tidy(person.name), identity)
            self.meta("role", person.role, refines=identity, scheme="marc:relators")
            self.meta("file-as", person.sort_as, refines=identity)
            self.meta("alternate-script", person.original_name, refines=identity, language=SOURCE_LANGUAGE)

    def core(self, term: str, text: str, identity: str = "", language: str = "") -> None:
        """A Dublin Core element, unless there is nothing to say."""
        if text:
            made = etree.SubElement(self.element, f"{{{_DC}}}{term}")
            made.text = readable(text)
            self._mark(made, identity, language)

    def meta(
        self, term: str, text: str, refines: str = "", identity: str = "", scheme: str = "", language: str = ""
    ) -> None:
        """A meta element, unless there is nothing to say."""
        if text:
            made = _add(self.element, "meta", text)
            made.set("property", term)
            if refines:
                made.set("refines", f"#{refines}")
            if scheme:
                made.set("scheme", scheme)
            self._mark(made, identity, language)

    def _mark(self, made: etree._Element, identity: str, language: str) -> None:
        if identity:
            made.set("id", identity)
        if language:
            made.set(_LANGUAGE, language)
