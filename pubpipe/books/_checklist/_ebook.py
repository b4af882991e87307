"""An EPUB opened for examination: its package document, its pages in reading order, its styles."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import unquote

from lxml import etree

from pubpipe.books._cascade import Setting
from pubpipe.books._checklist import Passage
from pubpipe.books._checklist._language import in_chinese, mostly_chinese
from pubpipe.books._css import Rules, rules
from pubpipe.books._scripts import HAN
from pubpipe.errors import Unreadable
from pubpipe.messages import _
from pubpipe.packages.package import Package
from pubpipe.packages.xml import parse

Element = etree._Element
XHTML = "{http://www.w3.org/1999/xhtml}"
OPF = "{http://www.idpf.org/2007/opf}"
DC = "{http://purl.org/dc/elements/1.1/}"
TYPE = "{http://www.idpf.org/2007/ops}type"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
MATH = "{http://www.w3.org/1998/Math/MathML}math"
_CONTAINER = "META-INF/container.xml"
_ENCRYPTION = "META-INF/encryption.xml"
_URL = re.compile(r"url\(\s*[\"']?([^\"')]+?)[\"']?\s*\)")
_ELSEWHERE = re.compile("[a-z]+:", re.I)
_ENTITY = re.compile(rb"<!ENTITY", re.I)
_PAGES = ("application/xhtml+xml", "text/html")
_BLOCKS = ("p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "td", "th", "dt", "dd", "figcaption", "caption", "pre")
_SKIPPED = ("pre", "code", "script", "style", "rt", "rp", "annotation", "annotation-xml")


@dataclass(frozen=True, slots=True)
class Item:
    """A line of the manifest: its part's name in the package, its media type and properties."""

    id: str
    name: str
    media: str
    properties: frozenset[str]


@dataclass(frozen=True, slots=True)
class Face:
    """A @font-face: its family, whether it is bold and slanted, and the parts its sources mean."""

    family: str
    bold: bool
    slanted: bool
    files: tuple[str, ...]


@dataclass(eq=False)
class Page:
    """A page of the text: its part's name and its tree."""

    name: str
    root: Element

    @property
    def body(self) -> Element:
        """Its body, or all of it where it has none."""
        found = self.root.find(f"{XHTML}body")
        return self.root if found is None else found

    def each(self, *tags: str) -> Iterator[Element]:
        """Its elements of these names in order, of its body."""
        return self.body.iter(*(XHTML + tag for tag in tags))

    def at(self, element: Element) -> str:
        """The place of an element: part and line."""
        return f"{self.name}:{element.sourceline}"


class Ebook:
    """An EPUB as an editor sees it. Raises Unreadable where its package cannot be read."""

    def __init__(self, data: bytes) -> None:
        self.package = Package(data)
        if _CONTAINER not in self.package:
            raise Unreadable(_("not an EPUB: no META-INF/container.xml"))
        container = parse(self.package.xml(_CONTAINER), _CONTAINER).getroot()
        found = [each.get("full-path", "") for each in container.iter("{*}rootfile")]
        self.opf_name = next((name for name in found if name in self.package), "")
        if not self.opf_name:
            raise Unreadable(_("not an EPUB: its container names no package document that is there"))
        self.opf = xml(self.package.xml(self.opf_name), self.opf_name)
        self.folder = posixpath.dirname(self.opf_name)
        self.damaged: dict[str, str] = {}

    @cached_property
    def items(self) -> dict[str, Item]:
        """The manifest by id."""
        found: dict[str, Item] = {}
        for each in self.opf.iter(f"{OPF}item"):
            properties = frozenset(each.get("properties", "").split())
            name = self.find(each.get("href", ""), self.folder)
            found.setdefault(each.get("id", ""), Item(each.get("id", ""), name, each.get("media-type", ""), properties))
        return found

    @cached_property
    def pages(self) -> list[Page]:
        """The pages of the spine in reading order, the navigation among them where it stands there."""
        named = [
            self.items[each.get("idref", "")]
            for each in self.opf.iter(f"{OPF}itemref")
            if each.get("idref") in self.items
        ]
        made = [self._page(each.name) for each in named if each.media in _PAGES]
        return [each for each in made if each is not None]

    @cached_property
    def navigation(self) -> Page | None:
        """The navigation document, or None."""
        name = next((each.name for each in self.items.values() if "nav" in each.properties), "")
        return next((each for each in self.pages if each.name == name), None) or self._page(name)

    @cached_property
    def texts(self) -> list[Page]:
        """The pages that hold text: all but the navigation and those that only show a picture."""
        nav = self.navigation
        return [each for each in self.pages if (nav is None or each.name != nav.name) and words(each.body)]

    @cached_property
    def chinese(self) -> bool:
        """Whether it is a Chinese text."""
        return mostly_chinese("".join(words(each.body) for each in self.pages))

    @cached_property
    def passages(self) -> list[Passage]:
        """The texts of its paragraphs, headings, items and cells."""
        return [
            Passage(page.at(element), text, _english(element) and not in_chinese(text))
            for page in self.pages
            for element, text in blocks(page)
        ]

    @cached_property
    def rules(self) -> Rules:
        """The rules of all its style sheets, in the order of the manifest."""
        return rules("\n".join(text for _name, text in self._sheets()))

    @cached_property
    def faces(self) -> list[Face]:
        """The fonts its style sheets name with a file; those of other books and machines have none."""
        return [
            self._face(face, posixpath.dirname(name)) for name, text in self._sheets() for face in rules(text).faces
        ]

    @cached_property
    def hidden(self) -> frozenset[str]:
        """The parts that are obfuscated or encrypted."""
        if _ENCRYPTION not in self.package:
            return frozenset()
        references = parse(self.package.xml(_ENCRYPTION), _ENCRYPTION).getroot().iter("{*}CipherReference")
        return frozenset(self.find(each.get("URI", ""), "") for each in references)

    def _sheets(self) -> Iterator[tuple[str, str]]:
        for each in self.items.values():
            if each.media == "text/css" and each.name in self.package:
                yield each.name, self.package.xml(each.name).decode("utf-8", "replace")

    def _face(self, declarations: Mapping[str, str], folder: str) -> Face:
        found = _URL.findall(declarations.get("src", ""))
        files = tuple(self.find(each, folder) for each in found if not _ELSEWHERE.match(each))
        name, weight, style = (declarations.get(f"font-{key}", "") for key in ("family", "weight", "style"))
        setting = Setting().changed({"font-weight": weight.split(" ")[0], "font-style": style})
        return Face(name.strip("\"' "), setting.bold, setting.slanted, files)

    def metadata(self, name: str) -> list[Element]:
        """The Dublin Core elements of a name."""
        return list(self.opf.iter(DC + name))

    def properties(self, name: str) -> list[Element]:
        """The meta elements of a property (`schema:accessMode`)."""
        return [each for each in self.opf.iter(f"{OPF}meta") if each.get("property") == name]

    def refined(self, element: Element, name: str) -> str:
        """What a meta element says of another of the metadata (`role`), or its attribute of EPUB 2, or ""."""
        target = f"#{element.get('id', '')}"
        for each in self.properties(name):
            if each.get("refines") == target and target != "#":
                return (each.text or "").strip()
        return element.get(OPF + name, "")

    def find(self, reference: str, folder: str) -> str:
        """The name in the package of what a reference means from a folder; as it should be where it is not there."""
        return posixpath.normpath(posixpath.join(folder, unquote(reference.partition("#")[0])))

    def target(self, page: Page, reference: str) -> tuple[str, str]:
        """The part and the id that a link on a page leads to."""
        path, _hash, anchor = reference.partition("#")
        name = self.find(path, posixpath.dirname(page.name)) if path else page.name
        return name, unquote(anchor)

    @cached_property
    def ids(self) -> Mapping[str, Mapping[str, Element]]:
        """The elements of each page by their ids, the first of each."""
        every = [*self.pages, *([self.navigation] if self.navigation else [])]
        return {page.name: {each.get("id", ""): each for each in reversed(list(page.root.iter("*")))} for page in every}

    @cached_property
    def order(self) -> Mapping[str, int]:
        """The place of each page in the reading order."""
        return {page.name: place for place, page in enumerate(self.pages)}

    def _page(self, name: str) -> Page | None:
        if not name or name not in self.package:
            return None
        try:
            return Page(name, xml(self.package.xml(name), name))
        except Unreadable as error:
            self.damaged[name] = str(error)
            return None


def xml(data: bytes, name: str) -> Element:
    """The tree of a page: a document type is allowed, as XHTML has one, but nothing is loaded, no entity expanded."""
    if _ENTITY.search(data):
        raise Unreadable(_("a document type or entity is declared, which is refused: {part}").format(part=name))
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        reason = " ".join(str(error).split())
        raise Unreadable(_("damaged: {part} is not well-formed XML: {error}").format(part=name, error=reason)) from None


def local(element: Element) -> str:
    """An element's name without its namespace; "" for a comment."""
    return str(element.tag).rpartition("}")[2] if isinstance(element.tag, str) else ""


def kinds(element: Element) -> frozenset[str]:
    """What an element says it is: its epub:type and role, without the prefix of the latter."""
    return frozenset((element.get(TYPE, "") + " " + element.get("role", "").replace("doc-", "")).split())


def words(element: Element) -> str:
    """The text a reader sees in an element, in one line."""
    return re.sub(r"[ \t\n\r\f\u2028]+", " ", "".join(_shown(element, ()))).strip()


def heading(element: Element) -> str:
    """A heading's words without marks of notes."""
    text = words(element)
    for link in element.iter(f"{XHTML}a"):
        if "noteref" in kinds(link):
            text = text.replace(words(link), "", 1)
    return text.replace("\u2060", "").strip()


def language(element: Element) -> str:
    """The language an element's text is in, in lower case."""
    for each in (element, *element.iterancestors()):
        given = each.get(LANGUAGE) or each.get("lang")
        if given is not None:
            return given.lower()
    return ""


def blocks(page: Page) -> Iterator[tuple[Element, str]]:
    """The innermost blocks of a page with their texts; white space of the markup is one space, none beside Han."""
    for element in page.body.iter("*"):
        if local(element) not in _BLOCKS or local(element) == "pre" or element.get("hidden") is not None:
            continue
        text = re.sub(r"[ \t\n\r]+", " ", "".join(_shown(element, _BLOCKS))).strip()
        if text:
            yield element, text


def chinese(text: str) -> bool:
    """Whether a text has Chinese characters."""
    return re.search(f"[{HAN}]", text) is not None


def _english(element: Element) -> bool:
    """Whether a block, or all that is in it, is marked as English."""
    if language(element).startswith("en"):
        return True
    inner = [each for each in element if local(each)]
    bare = (element.text or "") + "".join(each.tail or "" for each in inner)
    return bool(inner) and not re.search("[A-Za-z]", bare) and all(language(each).startswith("en") for each in inner)


def _shown(element: Element, apart: tuple[str, ...]) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        name = local(child)
        if name in apart:
            yield "\n"
        elif name == "br":
            yield "\u2028"
        elif name and name not in _SKIPPED:
            yield from _shown(child, apart)
        yield child.tail or ""
