"""Inlines as Typst code."""

from __future__ import annotations

from pubpipe.books import Inline
from pubpipe.books._ast import attributes, classes, identity, inlines_of, plain
from pubpipe.books._scripts import has_chinese, is_han
from pubpipe.books._steps.chapter.pages import is_page
from pubpipe.books._typst import pictures
from pubpipe.books._typst.code import EMPTY, array, call, joined, label, literal, truth
from pubpipe.books._typst.writing import Writing, addressed

_FORMS = {
    "Strong": "bold",
    "Superscript": "above",
    "Subscript": "below",
    "Underline": "underline",
    "Strikeout": "strike",
    "SmallCaps": "smallcaps",
}
"""What each way of setting words apart is called in the design."""
DISPLAYED = "displayed"
_UNPRINTED = ("Note", "Image", "LineBreak")
"""What a heading leaves behind where it is repeated."""


def inlines(writing: Writing, nodes: list[Inline]) -> str:
    """Content made of inlines."""
    return joined(pieces(writing, nodes))


def pieces(writing: Writing, nodes: list[Inline], display: bool = False) -> list[str]:
    """The expressions inlines become, one after another; `display`: an equation may stand on a line of its own."""
    made: list[str] = []
    textual = ""
    for place, node in enumerate(nodes):
        if node["t"] in ("Str", "Space"):
            textual += plain([node])
            continue
        made += [literal(textual)] if textual else []
        textual = ""
        made += _reference(writing, nodes, place) if "reference" in classes(node) else _inline(writing, node, display)
    return [*made, literal(textual)] if textual else made


def _reference(writing: Writing, nodes: list[Inline], place: int) -> list[str]:
    """A reference, never parted; a distance behind its figures where Chinese follows, as the layout draws elsewhere."""
    shown = _link(writing, nodes[place])
    after = plain(nodes[place + 1 : place + 2])[:1]
    figures = plain([nodes[place]])[-1:].isdigit() and is_han(after)
    return [*shown[:-1], call("reference", shown[-1], followed=truth(figures))]


def repeated(writing: Writing, nodes: list[Inline]) -> str:
    """A heading's inlines as the contents repeat them: without notes, pictures and ids."""
    kept = [node for node in nodes if node["t"] not in _UNPRINTED]
    bare = Writing(writing.assembled, writing.paper, writing.equations, placed=_all(kept))
    return inlines(bare, kept)


def _all(nodes: list[Inline]) -> set[str]:
    from pubpipe.books._ast import nodes as every

    return {identity(node) for node in every(nodes)}


def _inline(writing: Writing, node: Inline, display: bool) -> list[str]:
    kind = node["t"]
    if kind in _FORMS:
        cites = kind == "Superscript" and any("citation" in classes(each) for each in node["c"])
        return [*(["sym.wj"] if cites else []), call(_FORMS[kind], inlines(writing, node["c"]))]
    if kind == "Emph":
        return [call("emphasis" if has_chinese(plain(node["c"])) else "slanted", inlines(writing, node["c"]))]
    if kind == "LineBreak":
        return ["linebreak()"]
    if kind == "Code":
        return [writing.placing(identity(node)), call("raw", literal(node["c"][1]))]
    if kind == "Math":
        return [_equation(writing, node, display)]
    if kind == "Span":
        return _span(writing, node, display)
    if kind == "Link":
        return _link(writing, node)
    if kind == "Note":
        return [_note(writing, node)]
    if kind == "Image":
        return [
            writing.placing(identity(node)),
            addressed(attributes(node).get("address", "")),
            pictures.picture(writing, node, inline=True),
        ]
    if kind == "Quoted":
        left, right = ("“", "”") if node["c"][0]["t"] == "DoubleQuote" else ("‘", "’")
        return [literal(left), *pieces(writing, node["c"][1]), literal(right)]
    return pieces(writing, inlines_of(node) or [], display)


def _equation(writing: Writing, node: Inline, display: bool) -> str:
    form, formula = node["c"]
    if formula not in writing.equations:
        return literal(formula)
    return call(DISPLAYED if form["t"] == "DisplayMath" and display else "formula", literal(formula))


def _span(writing: Writing, node: Inline, display: bool) -> list[str]:
    pairs = attributes(node)
    if is_page(node):
        place = writing.placing(identity(node))
        return [place, call("page-mark", literal(pairs["number"]))] if place else []
    if "ruby" in classes(node):
        held = zip(plain(node["c"][1]), pairs["pinyin"].split(" "), strict=True)
        return [call("ruby", array(array(map(literal, pair)) for pair in held))]
    before = [writing.placing(identity(node)), addressed(pairs.get("address", ""))]
    forms = ["english"] if pairs.get("lang", "").startswith("en") else []
    forms += [name for name in ("placeholder", "unfinished") if name in classes(node)]
    inner = pieces(writing, node["c"][1], display and not forms)
    for form in forms:
        inner = [call(form, joined(inner))]
    return [*before, *inner]


def _link(writing: Writing, node: Inline) -> list[str]:
    target = node["c"][2][0]
    before = [writing.placing(identity(node))]
    if "locator" in classes(node) and target.startswith("#"):
        return [*before, locators([target[1:]])]
    shown = inlines(writing, node["c"][1])
    if shown == EMPTY:
        return before
    goal = label(target[1:]) if target.startswith("#") else literal(target)
    return [*before, call("link", goal, shown)] if target not in ("", "#") else [*before, shown]


def locators(identities: list[str]) -> str:
    """The pages on which these ids stand."""
    return call("pages", array(label(each) for each in identities))


def _note(writing: Writing, node: Inline) -> str:
    """A footnote; a translator's belongs to a series of its own."""
    from pubpipe.books._typst.blocks import note

    blocks = node["c"]
    translator = bool(blocks) and "translator" in classes(blocks[0])
    return call("translators-note" if translator else "note", note(writing, blocks))
