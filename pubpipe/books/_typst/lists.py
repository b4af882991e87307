"""Lists of terms with the places where they stand: glossary, names, index."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pubpipe.books import Block, Inline
from pubpipe.books._ast import classes, identity, inlines_of, plain
from pubpipe.books._imprint import GAP
from pubpipe.books._scripts import has_chinese
from pubpipe.books._typst.code import array, call, joined, literal, truth
from pubpipe.books._typst.inlines import locators, pieces
from pubpipe.books._typst.writing import Writing

LISTS = ("glossary", "index")
"""The roles of the lists that stand in two columns."""
_TERM = 16
"""The characters of a term that is not broken."""


def is_list(node: Block) -> bool:
    """Whether a block is a list of nothing but entries, perhaps under letters."""
    return (
        node["t"] == "Div"
        and bool(set(LISTS) & set(classes(node)))
        and all({"letter", "entry"} & set(classes(each)) for each in node["c"][1])
    )


def items(writing: Writing, node: Block) -> str:
    """What such a list shows, none of it to be parted, each with whether a letter begins it."""
    leaders = "index" not in classes(node)
    made, begun = [], [writing.placing(identity(node))]
    lettered = False
    for each in node["c"][1]:
        if "letter" in classes(each):
            begun += letter(writing, each)
            lettered = True
        else:
            made.append(array([truth(lettered), joined([*begun, *entry(writing, each, leaders)])]))
            begun, lettered = [], False
    return array(made)


def letter(writing: Writing, node: Block) -> list[str]:
    """The letter above the terms that begin with it."""
    shown = joined(piece for each in node["c"][1] for piece in pieces(writing, inlines_of(each) or []))
    return [writing.placing(identity(node)), call("letter", shown)]


def entry(writing: Writing, node: Block, leaders: bool) -> list[str]:
    """A term with the pages its locators lead to, behind dots or not, and what it means."""
    made = [writing.placing(identity(node))]
    for each in node["c"][1]:
        if each["t"] != "Div":
            made.append(_line(writing, each, leaders))
        elif "definition" in classes(each):
            meaning = joined(piece for inner in each["c"][1] for piece in pieces(writing, inner["c"]))
            made.append(call("definition", meaning))
    return made


def _line(writing: Writing, node: Block, leaders: bool) -> str:
    held = inlines_of(node) or []
    first = next((place for place, each in enumerate(held) if "locator" in classes(each)), len(held))
    goals = [each["c"][2][0][1:] for each in held[first:] if "locator" in classes(each)]
    while first and plain(held[first - 1 : first]).strip() == "":
        first -= 1
    return call(
        "entry",
        joined(_terms(writing, held[:first])),
        locators(goals) if goals else "none",
        leaders=truth(leaders),
    )


def _terms(writing: Writing, held: list[Inline]) -> Iterator[str]:
    """The terms of an entry: a short Chinese one that stands between gaps is not broken."""
    for place, node in enumerate(held):
        if node["t"] != "Str":
            yield from pieces(writing, [node])
            continue
        found = re.split(f"({GAP})", node["c"])
        for order, piece in enumerate(found):
            alone = (order or not place) and (order < len(found) - 1 or place == len(held) - 1)
            short = has_chinese(piece) and piece != GAP and len(piece) <= _TERM
            yield call("box", literal(piece)) if alone and short else literal(piece) if piece else ""
