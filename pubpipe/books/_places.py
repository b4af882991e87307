"""Where addresses and terms stand in the book: what lists of its end lead to, and what is written at first mentions."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

from pubpipe.books import Headword
from pubpipe.books._address import addressed_chapter, bookmark
from pubpipe.books._ast import (
    Node,
    are_leaves,
    attribute_list,
    attributes,
    block_lists,
    classes,
    identity,
    inlines_of,
    nodes,
    plain,
    rows_of,
    said,
)
from pubpipe.books._manuscript import Manuscript
from pubpipe.glossary.boundary import straddling

_PROSE = "，。；："
"""What a cell has that is text and not a column's figure."""


def standing(manuscript: Manuscript) -> list[Headword]:
    """The terms that stand where this edition's readers look; one without places stands by itself."""
    return [
        term for term in manuscript.terms if not term.addresses or not manuscript.withheld.issuperset(term.addresses)
    ]


def firsts(manuscript: Manuscript, terms: Iterable[Headword]) -> dict[Headword, str]:
    """The first address of each term that is in the book; a term that has none is left out."""
    wanted = {address for term in terms for address in term.addresses}
    held = {own for sheet in manuscript.sheets for own in sheet.quiet if own in wanted} | {
        own for sheet in manuscript.sheets for node in nodes(sheet.blocks) if (own := said(node, "address")) in wanted
    }
    found = {term: next((address for address in term.addresses if address in held), "") for term in terms}
    return {term: address for term, address in found.items() if address}


def placed(manuscript: Manuscript, addresses: Iterable[str]) -> dict[str, tuple[str, str]]:
    """For each address in the book, the id its place gets and what its chapter is called; in reading order."""
    wanted = set(addresses)
    chapters = {addressed_chapter(address) for address in wanted}
    places: dict[str, tuple[str, str]] = {}
    for sheet in manuscript.sheets:
        called = manuscript.shown.get(sheet.id, ("", ""))[1]
        for node in nodes(sheet.blocks) if str(sheet.index) in chapters else ():
            address = said(node, "address")
            for own in (address, *noted(node)) if address else ():
                if own in wanted and own not in places and own not in sheet.quiet:
                    found = attribute_list(node)
                    assert found is not None
                    found[0] = identity(node) or bookmark(address)
                    places[own] = (found[0], called)
        for own in wanted.intersection(sheet.quiet).difference(places):
            places[own] = (bookmark(sheet.quiet[own]), called)
            sheet.named.add(sheet.quiet[own])
    return places


def noted(node: Node) -> list[str]:
    """The addresses in the notes of a unit: what stands in them is found on the page of their mark."""
    held = node["c"][1] if node["t"] == "Div" else []
    if len(held) == 1 and held[0]["t"] in ("Para", "Plain") and are_leaves(held[0]["c"]):
        return []
    notes = [each for each in nodes([node]) if each["t"] == "Note"]
    return [said(each, "address") for note in notes for each in nodes(note["c"])]


def running(manuscript: Manuscript) -> dict[str, list[Node]]:
    """The inlines of each unit of running text, by its address; headings and captions are left out."""
    found: dict[str, list[Node]] = {}
    for sheet in manuscript.sheets:
        for node in nodes(sheet.blocks):
            address = attributes(node).get("address", "")
            holder = node["c"][1][0] if node["t"] == "Div" and node["c"][1] else node
            if address and holder["t"] in ("Para", "Plain"):
                found[address] = inlines_of(holder) or []
    return found


def standing_at(text: str, form: str, longer: Iterable[str]) -> int:
    """Where a form first stands by itself, in no longer term's; -1 where it does not."""
    taken = [False] * len(text)
    for each in longer:
        if len(each) > len(form) and form in each:
            for found in re.finditer(re.escape(each), text):
                taken[found.start() : found.end()] = [True] * len(each)
    for found in re.finditer(re.escape(form), text):
        if not any(taken[found.start() : found.end()]):
            return found.start()
    return -1


def prose(blocks: list[Node], left: Collection[str], notes: bool = True) -> Iterator[list[Node]]:
    """The inlines of each paragraph of running text, those of its notes behind it.

    Left out are headings, captions, quotations of their own paragraph, columns' figures, Divs of the classes `left`.
    """
    for node in blocks:
        kind = node["t"]
        if kind in ("Para", "Plain"):
            inlines = inlines_of(node) or []
            yield inlines
            for note in [each for each in nodes(inlines) if each["t"] == "Note"] if notes else ():
                yield from prose(note["c"], left)
        elif kind == "Table":
            for _part, row in rows_of(node):
                for cell in row[1]:
                    found = prose(cell[4], left, notes)
                    yield from (each for each in found if any(mark in plain(each) for mark in _PROSE))
        elif kind in ("BulletList", "OrderedList", "DefinitionList") or _is_open(node, left):
            for held in block_lists(node):
                yield from prose(held, left, notes)


def _is_open(node: Node, left: Collection[str]) -> bool:
    return node["t"] == "Div" and not set(classes(node)).intersection(left)


def first_form(text: str, forms: Iterable[str], known: Collection[str]) -> tuple[str, int] | None:
    """The form that stands first in a text as a word, of several the longest, and where.

    Of the forms `known` the longer ones keep what is theirs: 预算 does not stand in 资本预算.
    """
    found = [(start, -len(form), form) for form in forms if (start := _word(text, form, known)) >= 0]
    return (min(found)[2], min(found)[0]) if found else None


def _word(text: str, form: str, known: Collection[str]) -> int:
    """Where a form first stands as a word of its own; -1 where it does not."""
    start = text.find(form)
    while start >= 0 and (
        straddling(text, start) or straddling(text, start + len(form)) or _is_part(text, start, form, known)
    ):
        start = text.find(form, start + 1)
    return start


def _is_part(text: str, start: int, form: str, known: Collection[str]) -> bool:
    """Whether what stands there is part of a longer form."""
    end = start + len(form)
    return any(
        text.find(longer, max(0, end - len(longer)), start + len(longer)) >= 0
        for longer in known
        if len(longer) > len(form) and form in longer
    )
