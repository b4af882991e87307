"""Citations of reference managers and of Word itself, made ready for pandoc, which knows Zotero's and EndNote's fields.

Word's own CITATION fields and Mendeley's controls become fields of Mendeley's older kind: ADDIN CSL_CITATION and JSON.
"""

from __future__ import annotations

import base64
import binascii
import contextlib
import json
import re
from collections.abc import Iterator
from hashlib import sha256
from typing import Any

from lxml import etree

from pubpipe.errors import PubpipeError
from pubpipe.formats.docx._fields import MARK_TYPE, Field
from pubpipe.formats.docx.names import FIELD_MARK, INSTRUCTION, SDT_PR, SPACE, VAL, P, R, T, w
from pubpipe.formats.docx.parts import Word
from pubpipe.packages.xml import parse

LIST_STYLE = "Bibliography"
"""The paragraph style that pandoc reports for what a reference manager listed."""

_CITING = re.compile(r"\s*(?:ADDIN\s+(?:ZOTERO_ITEM|CSL_CITATION|EN\.CITE)|CITATION)\s")
_LISTING = re.compile(r"\s*(?:BIBLIOGRAPHY\b|ADDIN\s+(?:ZOTERO_BIBL|EN\.REFLIST|.*CSL_BIBLIOGRAPHY))")
_MENDELEY = "MENDELEY_CITATION_"
_TAG = w("tag")
_FIELD_DATA = w("fldData")
_ENDNOTE = re.compile(r"<EndNote>.*</EndNote>", re.DOTALL)
_DATA = re.compile(r"\{.*\}(?=\s*$)", re.DOTALL)
_SOURCES = "{http://schemas.openxmlformats.org/officeDocument/2006/bibliography}"
_SWITCH = re.compile(r'\\([a-z])(?:\s+("[^"]*"|(?![\\])\S+))?', re.IGNORECASE)
_TYPES = {
    "Book": "book",
    "BookSection": "chapter",
    "JournalArticle": "article-journal",
    "ArticleInAPeriodical": "article-magazine",
    "ConferenceProceedings": "paper-conference",
    "Report": "report",
    "InternetSite": "webpage",
    "DocumentFromInternetSite": "webpage",
    "ElectronicSource": "webpage",
    "Patent": "patent",
    "Case": "legal_case",
}
"""What CSL calls the types of Word's sources; all others are documents."""
_TEXTS = {
    "title": ("Title",),
    "container-title": ("BookTitle", "JournalName", "PeriodicalTitle", "ConferenceName", "InternetSiteTitle"),
    "publisher": ("Publisher", "Institution"),
    "publisher-place": ("City",),
    "volume": ("Volume",),
    "issue": ("Issue",),
    "page": ("Pages",),
    "edition": ("Edition",),
    "URL": ("URL",),
    "DOI": ("DOI",),
    "number": ("PatentNumber", "StandardNumber", "CaseNumber"),
}


def is_citation(instruction: str) -> bool:
    """Whether a field cites works."""
    return _CITING.match(instruction) is not None


def is_list(instruction: str) -> bool:
    """Whether a field lists the works cited."""
    return _LISTING.match(instruction) is not None


def listed(root: etree._Element, marks: list[etree._Element]) -> Iterator[etree._Element]:
    """The paragraphs that a field with these marks fills; Word may end one at the beginning of the next paragraph."""
    first, last = (next(mark.iterancestors(P), None) for mark in (marks[0], marks[-1]))
    within = False
    for paragraph in root.iter(P):
        within = within or paragraph is first
        if within and (paragraph is not last or paragraph is first or _has_words_before(paragraph, marks[-1])):
            yield paragraph
        if paragraph is last:
            return


def _has_words_before(paragraph: etree._Element, mark: etree._Element) -> bool:
    for element in paragraph.iter(T, FIELD_MARK):
        if element is mark:
            return False
        if element.tag == T and (element.text or "").strip():
            return True
    return False


def is_control(properties: etree._Element | None) -> bool:
    """Whether a content control is a citation of Mendeley's; `properties` are the control's."""
    tag = None if properties is None else properties.find(_TAG)
    return tag is not None and tag.get(VAL, "").startswith(_MENDELEY)


def field_of(control: etree._Element, inside: etree._Element) -> list[etree._Element]:
    """The runs that stand for a control that cites: a field with its data, or, where they cannot be read, its text."""
    properties = control.find(SDT_PR)
    tag = None if properties is None else properties.find(_TAG)
    encoded = "" if tag is None else tag.get(VAL, "").rpartition("_")[2]
    try:
        data = json.loads(base64.b64decode(encoded + "=" * (-len(encoded) % 4)))
    except (ValueError, binascii.Error, RecursionError):
        return list(inside)
    return complex_field(_instruction(data), list(inside))


def complex_field(instruction: str, shown: list[etree._Element]) -> list[etree._Element]:
    """A field of runs."""

    def mark(kind: str) -> etree._Element:
        run = etree.Element(R)
        etree.SubElement(run, FIELD_MARK, {MARK_TYPE: kind})
        return run

    code = etree.Element(R)
    etree.SubElement(code, INSTRUCTION, {SPACE: "preserve"}).text = instruction
    return [mark("begin"), code, mark("separate"), *shown, mark("end")]


def _instruction(data: Any) -> str:
    return f" ADDIN CSL_CITATION {json.dumps(data)} "


def ready(word: Word, this: Field, marks: list[etree._Element]) -> bool:
    """Whether pandoc can read a field that cites.

    Word's own is written anew for it, with the source the file holds; so are those with data of their own, for Mendeley
    calls the first work of every citation ITEM-1, and pandoc knows one work by a name.
    """
    codes = [mark for mark in marks if mark.tag == INSTRUCTION]
    data: Any = None
    if "EN.CITE" in this.instruction:
        record = _ENDNOTE.search(this.instruction) or _ENDNOTE.search(_decoded(this.begin.findtext(_FIELD_DATA, "")))
        if record is not None and codes:
            codes[0].text = f" ADDIN EN.CITE {record[0]}"
            for code in codes[1:]:
                code.text = ""
        return record is not None and bool(codes)
    if this.kind == "CITATION":
        data = _own(word, this.instruction)
    elif given := _DATA.search(this.instruction):
        with contextlib.suppress(ValueError, RecursionError):
            data = json.loads(given[0])
    if not isinstance(data, dict) or not codes:
        return False
    codes[0].text = _instruction(_named_apart(data))
    for code in codes[1:]:
        code.text = ""
    return True


def _decoded(data: str) -> str:
    """The data of a field as text; "" where it is none."""
    try:
        return base64.b64decode("".join(data.split())).decode("utf-8", "replace")
    except (ValueError, binascii.Error):
        return ""


def _named_apart(data: dict[str, Any]) -> dict[str, Any]:
    """The data of a citation, each work by a name made of what is said of it."""
    items = data.get("citationItems")
    for item in items if isinstance(items, list) else ():
        work = item.get("itemData") if isinstance(item, dict) else None
        if isinstance(work, dict):
            said = json.dumps({key: value for key, value in work.items() if key != "id"}, sort_keys=True)
            item["id"] = work["id"] = f"w{sha256(said.encode()).hexdigest()[:16]}"
    return data


def _own(word: Word, instruction: str) -> dict[str, Any] | None:
    r"""What Word's CITATION field cites: `CITATION Sva90 \p 12 \m Mon01`; None where the file does not say of what."""
    sources = _sources(word)
    head = re.match(r"\s*CITATION\s+(\S+)", instruction)
    keys = [head[1]] if head else []
    items: list[dict[str, Any]] = [{"id": key} for key in keys]
    for letter, value in _SWITCH.findall(instruction):
        value = value.strip('"')
        if letter == "m":
            items.append({"id": value})
        elif items and letter == "p":
            items[-1] |= {"locator": value, "label": "page"}
        elif items and letter in "fs" and value:
            items[-1]["prefix" if letter == "f" else "suffix"] = value
        elif items and letter == "n":
            items[-1]["suppress-author"] = True
    if not items or any(item["id"] not in sources for item in items):
        return None
    return {"citationItems": [{**item, "itemData": sources[item["id"]]} for item in items]}


def _sources(word: Word) -> dict[str, dict[str, Any]]:
    """The works a Word file keeps for its own citations, by their tags, as CSL-JSON."""
    found: dict[str, dict[str, Any]] = {}
    for relation in word.package.relations(word.main):
        if relation.kind != "customXml" or relation.target not in word.package:
            continue
        try:
            root = parse(word.package.read(relation.target), relation.target).getroot()
        except PubpipeError:
            continue
        for source in root.iter(f"{_SOURCES}Source"):
            work = _work(source)
            found[work["id"]] = work
    return found


def _work(source: etree._Element) -> dict[str, Any]:
    def said(*names: str) -> str:
        texts = (source.findtext(f"{_SOURCES}{name}", "") for name in names)
        return next((text.strip() for text in texts if text and text.strip()), "")

    work: dict[str, Any] = {"id": said("Tag"), "type": _TYPES.get(said("SourceType"), "document")}
    work |= {key: text for key, names in _TEXTS.items() if (text := said(*names))}
    for key, suffix in (("issued", ""), ("accessed", "Accessed")):
        parts = [said(f"{name}{suffix}") for name in ("Year", "Month", "Day")]
        numbers = [int(part) for part in parts if part.isdecimal()]
        if numbers and parts[0].isdecimal():
            work[key] = {"date-parts": [numbers]}
    for key, name in (("author", "Author"), ("editor", "Editor"), ("translator", "Translator")):
        if people := _people(source.find(f"{_SOURCES}Author/{_SOURCES}{name}")):
            work[key] = people
    return work


def _people(role: etree._Element | None) -> list[dict[str, str]]:
    if role is None:
        return []
    corporate = role.findtext(f"{_SOURCES}Corporate")
    if corporate:
        return [{"literal": corporate.strip()}]
    people = []
    for person in role.iter(f"{_SOURCES}Person"):
        last, first, middle = (person.findtext(f"{_SOURCES}{name}", "").strip() for name in ("Last", "First", "Middle"))
        people.append({"family": last, "given": " ".join(filter(None, (first, middle)))})
    return people
