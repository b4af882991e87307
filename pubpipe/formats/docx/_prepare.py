"""A copy of a Word file in which pandoc sees what a reader sees, paragraph by paragraph as the walk saw it.

Pandoc drops text boxes and the results of most fields, shows hidden text, and reads the contents as text; each is set
right here before it looks. Headers and footers it never reads.
"""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from pubpipe.formats import RULES
from pubpipe.formats._places import Attribute
from pubpipe.formats.docx import _citations
from pubpipe.formats.docx._capitals import is_drop_cap
from pubpipe.formats.docx._drawing import Sketch, words_of
from pubpipe.formats.docx._fields import LISTS
from pubpipe.formats.docx._flow import is_placeholder
from pubpipe.formats.docx._gaps import is_shown, keep_in_text, missing_pictures, pad_rows
from pubpipe.formats.docx._places import Passage, Place
from pubpipe.formats.docx._results import drop, plain_fields, replace
from pubpipe.formats.docx._styles import Styles
from pubpipe.formats.docx._walk import Walk, runs_on
from pubpipe.formats.docx.names import (
    ALTERNATE,
    BOX_CONTENT,
    CHOICE,
    DEL,
    DELETED,
    FALLBACK,
    FIELD_MARK,
    INSTRUCTION,
    PPR,
    RPR,
    SDT,
    SDT_CONTENT,
    SDT_PR,
    SPACE,
    TBL,
    TR,
    TRANSPARENT,
    TYPE,
    VAL,
    P,
    R,
    T,
    said_of,
    w,
)
from pubpipe.formats.docx.parts import Word
from pubpipe.text.page_marks import named_page, written

BOX_STYLE = "Text Box"
"""The paragraph style that pandoc reports for text that stood in a text box."""

ALTERNATIVE_STYLE = "Alt Text"
"""The paragraph style that pandoc reports for an alternative text of what it cannot show, right behind that."""

_FRONT = {"subtitle", "author", "date", "abstract", "abstract title"}
"""Styles of paragraphs that pandoc moves into the metadata, lower case; titles it moves too, which are headings."""

_PSTYLE, _STYLE_ID, _ITALIC, _EMPHASIS = w("pStyle"), w("styleId"), w("i"), w("em")
_BOOKMARK = w("bookmarkStart")
_PICTURES = (
    "{http://schemas.openxmlformats.org/drawingml/2006/main}blip",
    "{urn:schemas-microsoft-com:vml}imagedata",
)
_TABLE_WORDS = (w("tblCaption"), w("tblDescription"))
_COMMENTS = (w("commentRangeStart"), w("commentRangeEnd"), w("commentReference"))


def prepared(source: bytes) -> bytes:
    """The copy, as bytes."""
    word = Word(source)
    walk = Walk(word, RULES, asked=True)
    places = list(walk.places())
    styles = _NewStyles(word)
    for place in places:
        if place.written and isinstance(passage := place.written[0], Passage):
            _set_style_of(place, passage, walk.styles, styles)
    held = {each.id: each.target in word.package for each in word.package.relations(word.main)}
    _tell_alternatives(places, styles, held)
    missing_pictures(word.root(word.main), held, lambda name: _told(name, styles.id(ALTERNATIVE_STYLE)))
    _keep_pictures(word.root(word.main), walk.styles, styles)
    roots = [word.main, word.related("footnotes"), word.related("endnotes")]
    for name in filter(None, roots):
        root = word.root(name)
        _leave_lists(root, walk)
        pad_rows(root)
        _leave_hidden(root, walk.styles)
        _accept(root)
        _unwrap(root)
        for paragraph in plain_fields(root, word):
            _set_style(paragraph, styles.id(_citations.LIST_STYLE))
        _hoist(root, walk.styles, styles)
        _stress(root)
        _tell_pages(root)
        for each in list(root.iter(*_COMMENTS, *_TABLE_WORDS)):
            drop(each)
        word.touch(name)
    return word.bytes()


def _tell_pages(root: etree._Element) -> None:
    """Write the number of each page mark into the text: pandoc reads no bookmark that nothing refers to."""
    waiting: list[etree._Element] = []
    for each in list(root.iter(_BOOKMARK, P)):
        if each.tag == P:
            at = 1 if each.find(PPR) is not None else 0
            each[at:at], waiting = waiting, []
        elif number := named_page(each.get(w("name"), "")):
            run = etree.Element(R)
            etree.SubElement(run, T).text = written(number)
            if next(each.iterancestors(P), None) is not None:
                each.addnext(run)
            else:
                waiting.append(run)


class _NewStyles:
    """Styles the copy needs beside the file's own."""

    def __init__(self, word: Word) -> None:
        self._word, self._name = word, word.related("styles")

    def id(self, name: str) -> str:
        """The id of the paragraph style of this name, which is added if the file has none."""
        if not self._name:
            return name.replace(" ", "")
        root = self._word.root(self._name)
        for style in root.iter(w("style")):
            named = style.find(w("name"))
            if named is not None and named.get(VAL, "").lower() == name.lower():
                return style.get(_STYLE_ID, "")
        style = etree.SubElement(root, w("style"), {TYPE: "paragraph", _STYLE_ID: name.replace(" ", "")})
        etree.SubElement(style, w("name"), {VAL: name})
        self._word.touch(self._name)
        return name.replace(" ", "")

    def base(self, style: str, on: str) -> None:
        """Base a style of the file on another."""
        for element in self._word.root(self._name).iter(w("style")) if self._name else ():
            if element.get(_STYLE_ID) == style:
                for each in element.findall(w("basedOn")):
                    element.remove(each)
                etree.SubElement(element, w("basedOn"), {VAL: on})
                self._word.touch(self._name)


def _set_style(paragraph: etree._Element, style: str) -> None:
    properties = paragraph.find(PPR)
    if properties is None:
        properties = etree.Element(PPR)
        paragraph.insert(0, properties)
    element = properties.find(_PSTYLE)
    if element is None:
        element = etree.Element(_PSTYLE)
        properties.insert(0, element)
    element.set(VAL, style)


def _set_style_of(place: Place, passage: Passage, styles: Styles, new: _NewStyles) -> None:
    """Give a paragraph such a style that pandoc makes of it what its unit is: a heading of that depth, or none."""
    paragraph = passage.paragraphs[-1]
    style = styles.style_of(paragraph)
    named = styles.heading_name(style)
    name = styles.name(style)
    if place.role == "heading":
        outline = paragraph.find(f"{PPR}/{w('outlineLvl')}")
        if named == place.level and style not in styles.titles:
            return
        heading = new.id(f"heading {min(place.level, 9)}")
        if outline is None and not named and style and style not in styles.titles:
            new.base(style, heading)
        else:
            _set_style(paragraph, heading)
    elif place.role in ("paragraph", "item", "quote", "caption") and (named or name.lower() in _FRONT):
        _set_style(paragraph, new.id(f"Chapter {name}"))


def _keep_pictures(root: etree._Element, styles: Styles, new: _NewStyles) -> None:
    """Set the pictures of a title or byline apart, so that they stay in the text."""

    def moved(paragraph: etree._Element) -> str:
        style = styles.style_of(paragraph)
        name = styles.name(style)
        return name if style in styles.titles or name.lower() in _FRONT else ""

    keep_in_text(root, moved, lambda paragraph, name: _set_style(paragraph, new.id(f"Chapter {name}")))


def _tell_alternatives(places: list[Place], new: _NewStyles, held: Mapping[str, bool]) -> None:
    """Set texts that pandoc does not read (of charts, drawings, tables) into paragraphs of their own."""
    for place in reversed(places):
        first = place.written[0]
        if place.host is not None and place.role not in ("title", "header", "footer"):
            block = next(place.host.iterancestors(P), None)
            if block is not None:
                words = words_of(first.paragraph) if isinstance(first, Sketch) else _attribute_text(first)
                block.addnext(_told(words, new.id(ALTERNATIVE_STYLE if place.role == "alt" else BOX_STYLE)))
            continue
        if place.role != "alt" or not isinstance(first, Attribute):
            continue
        element = first.element
        host = next(element.iterancestors(w("drawing"), w("pict"), w("object")), None)
        if host is not None and is_shown(host, held):
            continue
        block = next(element.iterancestors(P if host is not None else TBL), None)
        if block is None:
            continue
        block.addnext(_told(element.get(first.name, ""), new.id(ALTERNATIVE_STYLE)))


def _attribute_text(written: object) -> str:
    if not isinstance(written, Attribute):
        return ""
    return (written.element.get(written.name) if written.name else written.element.text) or ""


def _told(words: str, style: str) -> etree._Element:
    """A new paragraph with these words in a style."""
    paragraph = etree.Element(P)
    _set_style(paragraph, style)
    element = etree.SubElement(etree.SubElement(paragraph, R), T)
    element.text = words
    element.set(SPACE, "preserve")
    return paragraph


def _leave_lists(root: etree._Element, walk: Walk) -> None:
    """Take out the paragraphs of the contents, the index and the like, which a book makes itself.

    A list of works cited stays: only the book knows whether it makes one.
    """
    gathered = set(LISTS.values()) - {LISTS["BIBLIOGRAPHY"]}
    found: dict[etree._Element, bool] = {}
    for (element, attribute), (_fate, rule) in walk.claims.said():
        if attribute or element.tag == INSTRUCTION or not (element.text or "").strip():
            continue
        paragraph = next(element.iterancestors(P), None)
        if paragraph is not None:
            found[paragraph] = found.get(paragraph, True) and rule in gathered
    for paragraph, only in found.items():
        if only and root in paragraph.iterancestors():
            drop(paragraph)


def _leave_hidden(root: etree._Element, styles: Styles) -> None:
    """Take out what hidden runs hold, but for the marks of fields."""
    for run in list(root.iter(R)):
        paragraph = next(run.iterancestors(P), None)
        properties = run.find(RPR)
        style = "" if paragraph is None else styles.style_of(paragraph)
        if ("vanish", "1") in styles.look(style, properties):
            for child in list(run):
                if child.tag not in (RPR, FIELD_MARK, INSTRUCTION):
                    run.remove(child)
            if not any(child.tag != RPR for child in run):
                drop(run)


def _accept(root: etree._Element) -> None:
    """Accept every tracked change."""
    for row in list(root.iter(TR)):
        if row.find(f"{w('trPr')}/{DEL}") is not None:
            drop(row)
    for paragraph in list(root.iter(P)):
        following = paragraph.getnext()
        if following is not None and following.tag == P and runs_on(paragraph, said_of(paragraph)):
            for run in paragraph.iter(R) if is_drop_cap(paragraph) else ():
                for properties in run.findall(RPR):
                    run.remove(properties)
            at = 1 if following.find(PPR) is not None else 0
            following[at:at] = [child for child in paragraph if child.tag != PPR]
            drop(paragraph)
    for each in list(root.iter(*DELETED)):
        drop(each)


def _unwrap(root: etree._Element) -> None:
    """Take away wrappers around text: accepted changes, smart tags, controls (prompts are dropped), older branches."""
    for each in list(root.iter(*TRANSPARENT, SDT, ALTERNATE)):
        if each.tag == SDT:
            inside = each.find(SDT_CONTENT)
            if is_placeholder(each):
                for run in list(each.iter(R)):
                    drop(run)
            cites = inside is not None and _citations.is_control(each.find(SDT_PR)) and inside.find(R) is not None
            children = [] if inside is None else _citations.field_of(each, inside) if cites else list(inside)
            replace(each, children)
        elif each.tag == ALTERNATE:
            branches = [*each.iterchildren(CHOICE), *each.iterchildren(FALLBACK)]
            telling = [branch for branch in branches if next(branch.iter(*_PICTURES, BOX_CONTENT), None) is not None]
            replace(each, [child for branch in (telling or branches)[:1] for child in branch])
        else:
            properties = (w("smartTagPr"), w("customXmlPr"))
            replace(each, [child for child in each if child.tag not in properties])


# Text boxes


def _hoist(root: etree._Element, styles: Styles, new: _NewStyles) -> None:
    """Set the paragraphs of text boxes behind the paragraph they hang on, and drop drawings that held nothing else."""
    for box in reversed(list(root.iter(BOX_CONTENT))):
        host = next(box.iterancestors(P), None)
        if host is None or root not in host.iterancestors():
            continue
        blocks = [child for child in box if child.tag in (P, TBL)]
        for paragraph in [child for child in blocks if child.tag == P]:
            name = styles.name(styles.style_of(paragraph))
            if "box" not in name.lower() or styles.role(paragraph)[0] == "heading":
                _set_style(paragraph, new.id(BOX_STYLE))
        for block in reversed(blocks):
            host.addnext(block)
            block.tail = None
        drawing = next(box.iterancestors(w("drawing"), w("pict"), w("object")), None)
        if drawing is not None and next(drawing.iter(*_PICTURES, BOX_CONTENT), None) in (None, box):
            drop(drawing)


def _stress(root: etree._Element) -> None:
    """Show emphasis marks, which pandoc does not know, as italics, which it reads as emphasis."""
    for mark in root.iter(_EMPHASIS):
        properties = mark.getparent()
        if mark.get(VAL, "none") == "none" or properties is None or properties.tag != RPR:
            continue
        italic = properties.find(_ITALIC)
        if italic is None:
            italic = etree.Element(_ITALIC)
            mark.addprevious(italic)
        italic.attrib.pop(VAL, "")
