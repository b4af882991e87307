"""What a chapter shows to the others: its outline stands for it while the book is made of all of them.

A block is quiet where nothing in it counts beyond its own pages, nor can be changed by what others say: no heading,
caption, picture, link, citation, mark of a page, id, and nothing that reads like a reference. A run of quiet blocks
leaves a placeholder with its last address, so that what stands beside, and below, is as before. The steps of the book
work on outlines; then each placeholder makes room for its run again.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from pubpipe.books._address import bookmark
from pubpipe.books._ast import Node, attribute_list, div, nodes, paragraph, plain_blocks, said
from pubpipe.books._manuscript import QUIET, RUN, run_of
from pubpipe.books._places import noted
from pubpipe.books._steps.captions import may_be_caption
from pubpipe.books._steps.references import may_be_named

_LOUD = frozenset(("Header", "Figure", "Image", "Link", "Cite", "RawBlock", "RawInline"))
_QUIET_CLASSES = frozenset(
    "unit role byline objectives case box exercise summary source epigraph signature key translator unfinished".split()
)
_QUIET_KEYS = frozenset(("address", "lang"))


class Outline(NamedTuple):
    """A chapter cut in two: the blocks of its outline, and the runs of quiet ones.

    `places` are the addresses in each run, each with the address of the paragraph it is found at: a note's stands with
    the paragraph of its mark.
    """

    blocks: list[Node]
    runs: list[list[Node]]
    places: list[dict[str, str]]


def outlined(blocks: Sequence[Node]) -> Outline:
    """Cut a chapter in two."""
    made = Outline([], [], [])
    for is_loud, stretch in groupby(zip(_loud(blocks), blocks, strict=True), itemgetter(0)):
        run = [block for _loud, block in stretch]
        if is_loud:
            made.blocks.extend(run)
            continue
        places = list(_held(run))
        last = {"address": places[-1][0]} if places else {}
        made.blocks.append(div([paragraph([])], "unit", QUIET, **last, **{RUN: str(len(made.runs))}))
        made.runs.append(run)
        made.places.append({own: address for address, own in reversed(places)})
    return made


def whole(blocks: Sequence[Node], runs: Sequence[list[Node]], named: Collection[str]) -> list[Node]:
    """An outline's blocks with the quiet ones in their places again; paragraphs of the addresses `named` have ids."""
    made: list[Node] = []
    sought = set(named)
    for block in blocks:
        run = run_of(block)
        if run is None:
            made.append(block)
            continue
        made += runs[run]
        for node in nodes(runs[run]) if sought else ():
            if (address := said(node, "address")) in sought:
                sought.discard(address)
                found = attribute_list(node)
                assert found is not None, node["t"]
                found[0] = bookmark(address)
    return made


def _held(blocks: list[Node]) -> Iterator[tuple[str, str]]:
    """The address of each node that has one, with each address that is found at its place: its own, its notes'."""
    for node in nodes(blocks):
        if address := said(node, "address"):
            for own in (address, *noted(node)):
                if own:
                    yield address, own


def _loud(blocks: Sequence[Node]) -> list[bool]:
    """Of each block, whether anything in it counts beyond its own pages.

    A table does beside what may be its caption; so does what shares an address with something that does.
    """
    loud = [_is_loud(block) for block in blocks]
    for place, block in enumerate(blocks):
        beside = loud[max(place - 1, 0) : place + 2]
        loud[place] = loud[place] or (block["t"] == "Table" and any(beside))
    spoken = {own for block, is_loud in zip(blocks, loud, strict=True) if is_loud for _place, own in _held([block])}
    return [
        is_loud or any(own in spoken for _place, own in _held([block]))
        for block, is_loud in zip(blocks, loud, strict=True)
    ]


def _is_loud(block: Node) -> bool:
    return any(_speaks(node, block) for node in nodes([block])) or may_be_caption(plain_blocks([block]))


def _speaks(node: Node, block: Node) -> bool:
    """Whether a node of a block counts beyond its own pages."""
    kind = node["t"]
    if kind == "Str":
        return may_be_named(node["c"])
    if kind in _LOUD:
        return True
    found = attribute_list(node)
    if not found:
        return False
    own, names, pairs = found
    if kind == "Table" and (node is not block or own or names or pairs or node["c"][1][1]):
        return True
    return bool(own) or not _QUIET_CLASSES.issuperset(names) or any(key not in _QUIET_KEYS for key, _value in pairs)
