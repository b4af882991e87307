"""A glossary as TBX-Basic, in each of its styles."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any
from urllib.parse import urlsplit

from lxml import etree

from pubpipe.errors import Misused
from pubpipe.exchange._xml import XML_LANG, Element
from pubpipe.exchange.tbx import _notes
from pubpipe.glossary import COLUMNS, Glossary
from pubpipe.glossary.table import OF_CONCEPT, REQUIRED
from pubpipe.messages import _
from pubpipe.model import TARGET_LANGUAGE, Concept, Status, Term

CORE = "urn:iso:std:iso:30042:ed-2"
MIN = "http://www.tbxinfo.net/ns/min"
BASIC = "http://www.tbxinfo.net/ns/basic"

_OF_MIN = ("subjectField", "administrativeStatus", "partOfSpeech", "externalCrossReference", "customerSubset")
_V3 = {"root": "tbx", "header": "tbxHeader", "concept": "conceptEntry", "language": "langSec", "term": "termSec"}
_V2 = {"root": "martif", "header": "martifHeader", "concept": "termEntry", "language": "langSet", "term": "tig"}
_URL = re.compile(r"https?://[!-~]+")
_CATEGORIES = frozenset(
    "status domain authority note part_of_speech type url definition concept_note geography example".split()
)
"""The columns of a glossary that TBX-Basic has a category for; the others go out as notes."""

_CONCEPT_NOTES = tuple(each for each in OF_CONCEPT if each not in _CATEGORIES)
_TERM_NOTES = tuple(each for each in COLUMNS if each not in {*REQUIRED, *OF_CONCEPT, *_CATEGORIES})


def written(glossary: Glossary, style: str) -> bytes:
    """The file. Raises Misused where there is nothing to write, or characters XML cannot hold."""
    concepts = [concept for concept in glossary.concepts if concept.terms]
    if not concepts:
        raise Misused(_("the glossary has no terms"))
    return etree.tostring(
        _Writer(style).document(concepts, glossary.columns), encoding="UTF-8", xml_declaration=True, pretty_print=True
    )


@dataclass(frozen=True)
class _Writer:
    style: str

    @property
    def _names(self) -> dict[str, str]:
        return _V2 if self.style == "v2" else _V3

    def document(self, concepts: Iterable[Concept], columns: Iterable[str]) -> Element:
        """The whole tree."""
        kept: Any = {} if self.style == "v2" else {None: CORE}
        if self.style == "dct":
            kept |= {"min": MIN, "basic": BASIC}
        root = etree.Element(self._tag(self._names["root"]), nsmap=kept)
        root.set("type", "TBX-Basic")
        if self.style != "v2":
            root.set("style", self.style)
        root.set(XML_LANG, "en")
        header = self._inside(root, self._names["header"])
        source = self._inside(self._inside(header, "fileDesc"), "sourceDesc")
        self._inside(source, "p", "pubpipe")
        for heading in columns:
            self._inside(source, "p", _notes.columns(heading, ""))
        body = self._inside(self._inside(root, "text"), "body")
        for concept in concepts:
            try:
                self._concept(body, concept)
            except ValueError:
                message = _("{concept}: it has characters that XML cannot hold")
                raise Misused(message.format(concept=concept.id)) from None
        return root

    def _concept(self, body: Element, concept: Concept) -> None:
        entry = self._inside(body, self._names["concept"])
        entry.set("id", concept.id)
        self._fact(entry, "descrip", "subjectField", concept.domain, "domain")
        self._fact(entry, "descrip", "definition", concept.definition, "definition")
        self._note(entry, concept.note)
        for name in _CONCEPT_NOTES:
            self._notes(entry, name, getattr(concept, name))
        for language, terms in groupby(concept.terms, key=lambda term: term.language):
            section = self._inside(entry, self._names["language"])
            section.set(XML_LANG, "zh-CN" if self.style == "v2" and language == TARGET_LANGUAGE else language)
            for term in terms:
                self._term(self._inside(section, self._names["term"]), term)

    def _term(self, section: Element, term: Term) -> None:
        plain = _notes.is_plain(term.text)
        self._inside(section, "term", term.text if plain else " ".join(term.text.split()) or term.text)
        known = _notes.PARTS_OF_SPEECH
        if term.part_of_speech in known:
            self._category(section, "termNote", "partOfSpeech", term.part_of_speech)
        if term.type in _notes.TERM_TYPES:
            self._category(section, "termNote", "termType", term.type)
        if term.status in _notes.STATUSES:
            self._category(section, "termNote", "administrativeStatus", _notes.STATUSES[term.status])
        self._fact(section, "termNote", "geographicalUsage", term.geography, "geography")
        self._fact(section, "descrip", "context", term.example, "example")
        self._fact(section, "admin", "source", term.authority, "authority")
        if _URL.fullmatch(term.url) and _sound(term.url):
            element = self._category(section, "xref", "externalCrossReference", term.url)
            element.set("target", term.url)
        else:
            self._notes(section, "url", term.url)
        self._note(section, term.note)
        if not plain:
            self._notes(section, "term", term.text)
        if term.status in (Status.FORBIDDEN, Status.PROVISIONAL):
            self._notes(section, "status", str(term.status))
        if term.part_of_speech not in known:
            self._notes(section, "part_of_speech", term.part_of_speech)
        if term.type not in _notes.TERM_TYPES:
            self._notes(section, "type", term.type)
        for name in _TERM_NOTES:
            self._notes(section, name, getattr(term, name))
        for heading, value in term.extra:
            self._inside(section, "note", _notes.columns(heading, value))

    def _fact(self, inside: Element, kind: str, category: str, value: str, name: str) -> None:
        """A text in the element of its category, or in a note of ours where it would not come back the same."""
        if value and _notes.is_plain(value):
            self._category(inside, kind, category, value)
        else:
            self._notes(inside, name, value)

    def _note(self, inside: Element, value: str) -> None:
        if value and _notes.is_plain(value):
            self._inside(inside, "note", value)
        else:
            self._notes(inside, "note", value)

    def _notes(self, inside: Element, name: str, value: object) -> None:
        for note in _notes.noted(name, value):
            self._inside(inside, "note", note)

    def _category(self, inside: Element, kind: str, category: str, value: str) -> Element:
        """A data category: `kind` with its name as type, or in the style DCT an element of that name."""
        if self.style == "dct":
            element = etree.SubElement(inside, f"{{{MIN if category in _OF_MIN else BASIC}}}{category}")
            element.text = value
            return element
        element = self._inside(inside, kind, value)
        element.set("type", category)
        return element

    def _inside(self, inside: Element, name: str, text: str | None = None) -> Element:
        element = etree.SubElement(inside, self._tag(name))
        element.text = text
        return element

    def _tag(self, name: str) -> str:
        return name if self.style == "v2" else f"{{{CORE}}}{name}"


def _sound(url: str) -> bool:
    """Whether it is a URI as XML Schema wants it: no brackets and percents astray."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return bool(parts.hostname) and not re.search(r"%(?![0-9A-Fa-f]{2})|[<>\"{}|\\^`\[\]]|#.*#", url)
