"""Where addresses stand in the book: what lists of its end lead to."""

from __future__ import annotations

from collections.abc import Iterable

from pubpipe.books import Headword
from pubpipe.books._address import bookmark
from pubpipe.books._ast import Node, attribute_list, attributes, identity, nodes
from pubpipe.books._manuscript import Manuscript


def standing(manuscript: Manuscript) -> list[Headword]:
    """The terms that stand where this edition's readers look; one without places stands by itself."""
    return [
        term for term in manuscript.terms if not term.addresses or not manuscript.withheld.issuperset(term.addresses)
    ]


def firsts(manuscript: Manuscript, terms: Iterable[Headword]) -> dict[Headword, str]:
    """The first address of each term that is in the book; a term that has none is left out."""
    held = _held(manuscript)
    found = {term: next((address for address in term.addresses if address in held), "") for term in terms}
    return {term: address for term, address in found.items() if address}


def placed(manuscript: Manuscript, addresses: Iterable[str]) -> dict[str, tuple[str, str]]:
    """For each address in the book, the id its place gets and what its chapter is called; in reading order."""
    wanted = set(addresses)
    places: dict[str, tuple[str, str]] = {}
    for sheet in manuscript.sheets:
        called = manuscript.shown.get(sheet.id, ("", ""))[1]
        for node in nodes(sheet.blocks):
            address = attributes(node).get("address", "")
            if address:
                found = attribute_list(node)
                assert found is not None
                noted = [attributes(each).get("address", "") for note in _notes_in(node) for each in nodes(note["c"])]
                for own in wanted & {address, *noted} - set(places):
                    found[0] = identity(node) or bookmark(address)
                    places[own] = (found[0], called)
    return places


def _held(manuscript: Manuscript) -> set[str]:
    return {attributes(node).get("address", "") for sheet in manuscript.sheets for node in nodes(sheet.blocks)}


def _notes_in(node: Node) -> list[Node]:
    """The notes of a unit: what stands in them is found on the page of their mark."""
    return [each for each in nodes([node]) if each["t"] == "Note"]
