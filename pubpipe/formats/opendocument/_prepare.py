"""A copy of an OpenDocument text in which pandoc sees what a reader sees, paragraph by paragraph as the walk saw it.

Pandoc drops text boxes and most fields, and reads indexes and hidden text; each is set right here before it looks.
Headers and footers it never reads. Of a presentation, which pandoc cannot read, a plain HTML page is made.
"""

from __future__ import annotations

from lxml import etree

from pubpipe.formats import RULES
from pubpipe.formats._page import READER
from pubpipe.formats._places import Attribute
from pubpipe.formats.opendocument._claims import enclosed
from pubpipe.formats.opendocument._flow import shown
from pubpipe.formats.opendocument._names import (
    AFTER,
    ANNOTATION_ENDS,
    ANNOTATIONS,
    BOOKMARK,
    BOOKMARK_NAME,
    BREAK,
    CELL,
    COVERED,
    FRAME,
    IMAGE,
    INDEXES,
    LINK,
    LIST,
    META,
    NOTE,
    NUMBER,
    OUTLINE_LEVEL,
    ROW,
    RUBY,
    RUBY_BASE,
    RUBY_TEXT,
    SECTION,
    SHAPE_SPACES,
    SOFT_BREAK,
    SPACES,
    SPAN,
    STYLE_NAME,
    TAB,
    TABLE,
    TRACKED,
    H,
    P,
    all_named,
    named,
    tag_of,
)
from pubpipe.formats.opendocument._parts import OpenDocument
from pubpipe.formats.opendocument._places import Passage, Place
from pubpipe.formats.opendocument._presentation import whole
from pubpipe.formats.opendocument._walk import Walk
from pubpipe.text.page_marks import named_page, written

_UNSEEN = {
    *INDEXES,
    *ANNOTATIONS,
    *ANNOTATION_ENDS,
    *all_named("text", "change", "change-start", "change-end", "script", "hidden-paragraph"),
    TRACKED,
    SOFT_BREAK,
    NUMBER,
    RUBY_TEXT,
    named("office:forms"),
}
_READ = {SPAN, LINK, NOTE, SPACES, TAB, BREAK, *all_named("text", "bookmark", "bookmark-start", "bookmark-end")} | (
    all_named("text", "bookmark-ref", "reference-ref", "reference-mark", "reference-mark-start", "reference-mark-end")
)
"""What pandoc reads of what stands in a paragraph."""

_SPANS = (named("table:number-columns-spanned"), named("table:number-rows-spanned"))
_BLOCKS = {P, H, LIST, TABLE}


def prepared(source: bytes) -> tuple[bytes, str]:
    """The copy, as bytes, and the name of pandoc's reader for it."""
    document = OpenDocument(source)
    walk = Walk(document, RULES)
    places = list(walk.places())
    if document.kind == "presentation":
        return whole(places), READER
    for place in places:
        if isinstance(passage := place.written[0], Passage):
            _set_level(place, passage.element)
    _tell_alternatives(places)
    for body in document.body():
        _leave_hidden(body, walk)
        _unwrap(body)
        _plain_fields(body)
        _hoist(body)
        _plain_tables(body)
        _tell_pages(body)
    document.touch(document.content)
    return document.bytes() if document.package is not None else _package(document), "odt"


def _package(document: OpenDocument) -> bytes:
    """A flat file as a package, which is all that pandoc reads."""
    import io
    import zipfile

    from pubpipe.packages.xml import write

    output = io.BytesIO()
    part = write(document.root(document.content).getroottree())
    parts = {"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": part, "styles.xml": part}
    with zipfile.ZipFile(output, "w") as package:
        for name, data in parts.items():
            package.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), data)
    return output.getvalue()


def _drop(element: etree._Element) -> None:
    """Take an element out and leave the text behind it."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        before = element.getprevious()
        if before is None:
            parent.text = (parent.text or "") + element.tail
        else:
            before.tail = (before.tail or "") + element.tail
    element.tail = None
    parent.remove(element)


def _set_level(place: Place, paragraph: etree._Element) -> None:
    """Make a paragraph the heading of its depth that its unit is, or none."""
    if place.role == "heading":
        paragraph.tag = H
        paragraph.set(OUTLINE_LEVEL, str(place.level))
    elif paragraph.tag == H:
        paragraph.tag = P


def _tell_alternatives(places: list[Place]) -> None:
    """Set alternative texts where pandoc reads them: of pictures in their frame, others in paragraphs of their own."""
    for place in reversed(places):
        if place.role != "alt" or not isinstance(written := place.written[0], Attribute):
            continue
        element = written.element
        owner = element.getparent()
        if owner is None:
            continue
        if owner.tag == FRAME and (picture := next(owner.iterchildren(IMAGE), None)) is not None:
            picture.tail = " ".join([*(element.text or "").split(), *(picture.tail or "").split()])
            owner.remove(element)
            continue
        block = owner if owner.tag == TABLE else next(owner.iterancestors(P, H), owner)
        paragraph = etree.Element(P)
        paragraph.text = element.text
        _behind(block, paragraph)


def _behind(block: etree._Element, other: etree._Element) -> None:
    tail, block.tail = block.tail, None
    block.addnext(other)
    other.tail = tail


def _leave_hidden(body: etree._Element, walk: Walk) -> None:
    """Take out what a reader does not see: hidden text and sections, indexes, revisions and comments."""
    for element in list(body.iter()):
        for slot in ("", AFTER):
            said = walk.claims.said(element, slot)
            if said and said[1] == "hidden text":
                if slot:
                    element.tail = None
                else:
                    element.text = None
    for element in list(body.iter(*_UNSEEN)):
        _drop(element)
    for element in list(body.iter(SECTION)):
        if not any(each.strip() for each in element.itertext(with_tail=False)):
            _drop(element)


def _unwrap(body: etree._Element) -> None:
    """Make spans of what only wraps text."""
    for element in body.iter(META, RUBY, RUBY_BASE):
        element.tag = SPAN
        element.attrib.pop(STYLE_NAME, "")


def _plain_fields(body: etree._Element) -> None:
    """Leave of each field its result."""
    for element in [each for paragraph in body.iter(P, H) for each in paragraph]:
        _plain(element)


def _plain(element: etree._Element) -> None:
    tag = tag_of(element)
    if tag in (SPAN, LINK):
        for child in list(element):
            _plain(child)
    elif tag not in _READ and not tag.startswith(SHAPE_SPACES):
        plain = enclosed("" if tag == "comment" else shown(element))
        plain.tail = element.tail
        parent = element.getparent()
        if parent is not None:
            parent.replace(element, plain)


def _hoist(body: etree._Element) -> None:
    """Set the paragraphs of text boxes and shapes behind the paragraph they hang on; drop drawings without picture."""
    boxes = [
        each
        for each in body.iter()
        if isinstance(each.tag, str)
        and each.tag.startswith(SHAPE_SPACES)
        and any(child.tag in _BLOCKS for child in each)
    ]
    for box in reversed(boxes):
        drawing = box
        for ancestor in box.iterancestors():
            if not tag_of(ancestor).startswith(SHAPE_SPACES):
                break
            drawing = ancestor
        host = next(box.iterancestors(P, H), drawing)
        for block in reversed([child for child in box if child.tag in _BLOCKS]):
            _behind(host, block)
    for drawing in [each for each in body.iter() if tag_of(each).startswith(SHAPE_SPACES)]:
        if next(drawing.iter(IMAGE), None) is None:
            _drop(drawing)


def _tell_pages(body: etree._Element) -> None:
    """Write the number of each page mark into the text: pandoc reads no bookmark that nothing refers to."""
    for mark in body.iter(BOOKMARK, named("text:bookmark-start")):
        if number := named_page(mark.get(BOOKMARK_NAME, "")):
            mark.tail = written(number) + (mark.tail or "")


def _plain_tables(body: etree._Element) -> None:
    """Put the paragraphs of nested tables in their cell, and undo spans in tables no row of which shows their width.

    Pandoc drops nested tables, and counts a table's columns by the cells of its longest row.
    """
    for table in reversed(list(body.iter(TABLE))):
        if next(table.iterancestors(CELL), None) is not None:
            for block in reversed([child for cell in table.iter(CELL, COVERED) for child in cell]):
                _behind(table, block)
            _drop(table)
    for table in body.iter(TABLE):
        rows = list(table.iter(ROW))
        shown_widths = [len(row.findall(CELL)) for row in rows]
        if max(shown_widths, default=0) < max((len(row) for row in rows), default=0):
            for cell in table.iter(CELL, COVERED):
                cell.tag = CELL
                for name in _SPANS:
                    cell.attrib.pop(name, "")
