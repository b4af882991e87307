"""What a chapter shows to the others: its outline stands for it while the book is made of all of them.

A block is quiet where nothing in it counts beyond its own pages, nor can be changed by what others say: no heading,
caption, picture, link, citation, mark of a page, id, and nothing that reads like a reference. A run of quiet blocks
leaves a placeholder with its last address, so that what stands beside, and below, is as before. The steps of the book
work on outlines; then each placeholder makes room for its run again.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import groupby
from typing import NamedTuple

from pubpipe.books._address import bookmark
from pubpipe.books._ast import Node, attribute_list, div, nodes, paragraph, plain_blocks, said
from pubpipe.books._manuscript import QUIET, RUN, run_of
from pubpipe.books._places import noted
from pubpipe.books._steps.book.captions import may_be_caption
from pubpipe.books._steps.book.references import may_be_named

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
    seen = _seen(blocks)
    for is_loud, run in groupby(zip(seen, blocks, strict=True), lambda each: each[0].loud):
        stretch = list(run)
        if is_loud:
            made.blocks.extend(block for _seen, block in stretch)
            continue
        places = [pair for seen, _block in stretch for pair in seen.places]
        last = {"address": places[-1][0]} if places else {}
        made.blocks.append(div([paragraph([])], "unit", QUIET, **last, **{RUN: str(len(made.runs))}))
        made.runs.append([block for _seen, block in stretch])
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


class _Seen(NamedTuple):
    """Whether anything in a block counts beyond its own pages; its places: addresses, each with those found there."""

    loud: bool
    places: Sequence[tuple[str, str]]


def _seen(blocks: Sequence[Node]) -> list[_Seen]:
    """What is seen of each block.

    A table is loud beside what may be its caption; so is what shares an address with something that is.
    """
    found = [_looked(block) for block in blocks]
    for place, block in enumerate(blocks):
        if block["t"] == "Table" and any(each.loud for each in found[max(place - 1, 0) : place + 2]):
            found[place] = found[place]._replace(loud=True)
    spoken = {own for each in found if each.loud for _place, own in each.places}
    return [each._replace(loud=True) if any(own in spoken for _place, own in each.places) else each for each in found]


def _looked(block: Node) -> _Seen:
    sentence = _sentence(block)
    if sentence is not None:
        address = said(block, "address")
        loud = _speaks(block, block) or may_be_named(sentence) or may_be_caption(sentence)
        return _Seen(loud, [(address, address)] if address else [])
    held = list(nodes([block]))
    places = [(address, own) for node in held if (address := said(node, "address")) for own in (address, *noted(node))]
    loud = any(_speaks(node, block) for node in held) or may_be_caption(plain_blocks([block]))
    return _Seen(loud, [(address, own) for address, own in places if own])


def _sentence(block: Node) -> str | None:
    """What a paragraph says, or a unit of one paragraph, that is words alone."""
    if block["t"] == "Div" and len(block["c"][1]) == 1:
        block = block["c"][1][0]
    if block["t"] not in ("Para", "Plain"):
        return None
    words = [node["c"] if node["t"] == "Str" else " " if node["t"] == "Space" else None for node in block["c"]]
    return None if None in words else "".join(filter(None, words))


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
