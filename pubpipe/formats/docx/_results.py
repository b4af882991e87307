"""What fields show, left as text in a copy that pandoc reads."""

from __future__ import annotations

from copy import deepcopy

from lxml import etree

from pubpipe.formats.docx import _citations
from pubpipe.formats.docx._fields import MARK_TYPE, Field
from pubpipe.formats.docx.names import FIELD, FIELD_MARK, HYPERLINK, INSTRUCTION, RPR, P, R, w
from pubpipe.formats.docx.parts import Word

_ANCHOR = w("anchor")
_REFERENCES = ("REF", "PAGEREF")
"""Fields that show the words of a place, or its page, and lead there."""


def drop(element: etree._Element) -> None:
    """Take an element away, and what stands in it."""
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def replace(element: etree._Element, others: list[etree._Element]) -> None:
    """Put other elements in an element's place."""
    parent = element.getparent()
    if parent is not None:
        at = parent.index(element)
        parent[at : at + 1] = others


def plain_fields(root: etree._Element, word: Word) -> list[etree._Element]:
    """Leave of each field its result; links, references and citations within one paragraph stay fields for pandoc.

    Gives the paragraphs of lists of works.
    """
    listing: list[etree._Element] = []
    for element in list(root.iter(FIELD)):
        replace(element, _linked(element))
    for run in {mark.getparent(): None for mark in root.iter(FIELD_MARK, INSTRUCTION)}:
        if run is not None and run.tag == R:
            _split(run)
    standing: list[tuple[Field, list[etree._Element]]] = []
    for mark in list(root.iter(FIELD_MARK, INSTRUCTION)):
        kind = mark.get(MARK_TYPE)
        if kind == "begin":
            standing.append((Field(mark), [mark]))
        elif not standing:
            drop(mark)
        else:
            this, marks = standing[-1]
            marks.append(mark)
            if mark.tag == INSTRUCTION:
                this.instruction += mark.text or ""
            elif kind == "separate":
                this.shows = True
            else:
                standing.pop()
                if _citations.is_list(this.instruction):
                    listing += _citations.listed(root, marks)
                _settle(this, marks, word)
    for _this, marks in standing:
        for mark in marks:
            drop(mark)
    return listing


def _split(run: etree._Element) -> None:
    """Give each child of a run a run of its own: pandoc drops text that shares one with a field's marks."""
    properties = run.find(RPR)
    for child in [each for each in run if each is not properties][1:]:
        other = etree.Element(R)
        if properties is not None:
            other.append(deepcopy(properties))
        other.append(child)
        run.addnext(other)
        run = other


def _settle(this: Field, marks: list[etree._Element], word: Word) -> None:
    paragraphs = {next(mark.iterancestors(P), None) for mark in marks}
    cites = _citations.is_citation(this.instruction)
    kept = this.shows and len(paragraphs) == 1 and (_is_link(this) or cites)
    if not kept or (cites and not _citations.ready(word, this, marks)):
        for mark in marks:
            drop(mark)


def _is_link(this: Field) -> bool:
    return this.kind == "HYPERLINK" or (this.kind in _REFERENCES and "\\h" in this.instruction)


def _linked(element: etree._Element) -> list[etree._Element]:
    """The result of a simple field, as a link where it is a reference."""
    this = Field(element, element.get(w("instr"), ""))
    children = [child for child in element if child.tag != w("fldData")]
    words = this.instruction.split()
    if _citations.is_citation(this.instruction):
        return _citations.complex_field(this.instruction, children)
    if this.kind in _REFERENCES and "\\h" in words and len(words) > 1:
        link = etree.Element(HYPERLINK, {_ANCHOR: words[1]})
        link.extend(children)
        return [link]
    return children
