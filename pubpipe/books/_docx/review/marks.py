"""The marks of tracked changes: w:ins and w:del round runs, and on the ends of paragraphs and rows."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from typing import Protocol

from pubpipe.books._docx.xml import Element, make, tag

AUTHOR = "pubpipe"
_RENAMED = {tag("w:t"): tag("w:delText"), tag("w:instrText"): tag("w:delInstrText")}
_ENDS = (tag("w:bookmarkStart"), tag("w:bookmarkEnd"))
_LATER = (tag("w:sectPr"), tag("w:pPrChange"))
_RELATIONS = (tag("r:id"), tag("r:embed"))


class Carrier(Protocol):
    """What brings over from the earlier file what deleted text leads to."""

    def relation(self, identity: str) -> str:
        """The new id of a relationship."""

    def note(self, identity: str) -> str:
        """The new id of a note."""


class Marks:
    """Makes the marks of one review; `part` is the part of the file under way."""

    def __init__(self, date: str, first: int, carrier: Carrier) -> None:
        self.part = "word/document.xml"
        self._date, self._number, self._carrier = date, first, carrier
        self._pairs: list[tuple[str, str]] = []

    def mark(self, kind: str) -> Element:
        """An empty w:ins, w:del or the like."""
        self._number += 1
        dated: dict[str, str | int] = {"w:date": self._date} if self._date else {}
        return make(kind, {"w:id": self._number, "w:author": AUTHOR, **dated})

    def pair_notes(self, new: str, old: str) -> None:
        """Say that a note of the new file is one of the earlier one."""
        self._pairs.append((new, old))

    def paired_notes(self) -> Iterator[tuple[str, str]]:
        """The pairs of notes, (new, earlier)."""
        return iter(list(self._pairs))

    def round(self, kind: str, elements: list[Element]) -> list[Element]:
        """Inline elements as inserted (`w:ins`) or deleted (`w:del`); the ends of bookmarks are left out of marks."""
        made: list[Element] = []
        holder: Element | None = None
        for element in elements:
            if element.tag in _ENDS:
                holder = None
                made += [element] if kind == "w:ins" else []
            elif element.tag == tag("w:hyperlink"):
                holder = None
                inner = self.round(kind, list(element))
                link = deepcopy(element) if kind == "w:del" else element
                for child in list(link):
                    link.remove(child)
                if kind == "w:del":
                    self._carry(link)
                link.extend(inner)
                made.append(link)
            else:
                if holder is None:
                    holder = self.mark(kind)
                    made.append(holder)
                holder.append(self._deleted(element) if kind == "w:del" else element)
        return made

    def _deleted(self, element: Element) -> Element:
        copy = deepcopy(element)
        for each in list(copy.iter(*_ENDS)):
            parent = each.getparent()
            assert parent is not None
            parent.remove(each)
        for each in copy.iter():
            each.tag = _RENAMED.get(str(each.tag), each.tag)
            self._carry(each)
            if each.tag == tag("wp:docPr"):
                self._number += 1
                each.set("id", str(self._number))
            if each.tag == tag("w:footnoteReference"):
                each.set(tag("w:id"), self._carrier.note(each.get(tag("w:id"), "")))
        return copy

    def _carry(self, element: Element) -> None:
        for name in _RELATIONS:
            if own := element.get(name):
                element.set(name, self._carrier.relation(own))

    def paragraph(self, kind: str, paragraph: Element) -> None:
        """Mark the end of a paragraph."""
        properties = properties_of(paragraph)
        look = properties.find(tag("w:rPr"))
        if look is None:
            look = make("w:rPr")
            later = next((each for each in properties if each.tag in _LATER), None)
            if later is None:
                properties.append(look)
            else:
                later.addprevious(look)
        look.insert(0, self.mark(kind))

    def restyled(self, paragraph: Element, old: Element) -> None:
        """Track that a paragraph has another style."""
        styles = [properties_of(each).find(tag("w:pStyle")) for each in (paragraph, old)]
        if [None if each is None else each.get(tag("w:val")) for each in styles[:1]] != [
            None if each is None else each.get(tag("w:val")) for each in styles[1:]
        ]:
            change = self.mark("w:pPrChange")
            change.append(make("w:pPr", {}, *([deepcopy(styles[1])] if styles[1] is not None else [])))
            properties_of(paragraph).append(change)

    def row(self, kind: str, row: Element) -> None:
        """Mark a row of a table."""
        properties = row.find(tag("w:trPr"))
        if properties is None:
            properties = make("w:trPr")
            row.insert(1 if len(row) and row[0].tag == tag("w:tblPrEx") else 0, properties)
        properties.append(self.mark(kind))


def properties_of(paragraph: Element) -> Element:
    """A paragraph's w:pPr, made where it has none."""
    found = paragraph.find(tag("w:pPr"))
    if found is None:
        found = make("w:pPr")
        paragraph.insert(0, found)
    return found
