"""Blocks as Typst code: each kind of text is a function of the design."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from pubpipe.books import ROLES, Block
from pubpipe.books._ast import attributes, classes, identity, inlines_of, nodes, plain, plain_blocks
from pubpipe.books._imprint import GAP
from pubpipe.books._numbering import gap
from pubpipe.books._typst import lists, pictures, tables
from pubpipe.books._typst.code import array, call, joined, literal, truth
from pubpipe.books._typst.inlines import DISPLAYED, inlines, pieces, repeated
from pubpipe.books._typst.writing import Writing, addressed

_FRAMED = ("case", "box")
_STYLES = {"UpperAlpha": "A.", "LowerAlpha": "a.", "UpperRoman": "I.", "LowerRoman": "i."}
_NUMBERED = ("（1）", "①", "1)")
"""How lists within lists are numbered."""
_CHOICES, _TOGETHER = 6, 400
"""The choices of a question that stays on one page, and the characters of all of it."""


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a block stands: within a `frame`, in how many lists, in the `flow` of the page or within something.

    `headed`: right below a heading. `leaders`: dots lead from an entry to its pages. `signing`: a picture is a seal.
    """

    frame: bool = False
    depth: int = 0
    flow: bool = True
    headed: bool = False
    leaders: bool = True
    signing: bool = False

    @property
    def within(self) -> Setting:
        """The setting of what it holds."""
        return replace(self, flow=False)


FLOW = Setting()


def blocks(writing: Writing, nodes: list[Block], setting: Setting = FLOW) -> str:
    """Content made of blocks; a line that leads to a list stays with it."""
    made: list[str] = []
    headed = False
    for node, after in pairwise([*nodes, None]):
        assert node is not None
        written = _block(writing, node, replace(setting, headed=headed))
        headed = node["t"] == "Header"
        made += [call("leading-to", joined(written))] if _leads(node, after) else written
    return joined(made)


def _leads(node: Block, after: Block | None) -> bool:
    """Whether a short paragraph announces the list below it."""
    if after is None or after["t"] not in ("BulletList", "OrderedList") or node["t"] not in ("Para", "Plain", "Div"):
        return False
    return (
        "role" not in classes(node) and plain_blocks([node]).endswith("：") and len(plain_blocks([node])) <= _TOGETHER
    )


def _block(writing: Writing, node: Block, setting: Setting, before: tuple[str, ...] = ()) -> list[str]:
    """The expressions a block becomes; `before` are marks that stand at the beginning of its text."""
    kind = node["t"]
    if kind in ("Para", "Plain"):
        return [_paragraph(writing, node, setting, before)]
    if kind == "Header":
        return [heading(writing, node, setting)]
    if kind == "Div":
        return division(writing, node, setting)
    if kind == "BlockQuote":
        return [call("quotation", blocks(writing, node["c"], setting.within))]
    if kind in ("BulletList", "OrderedList"):
        return [_list(writing, node, setting)]
    if kind == "DefinitionList":
        return _definitions(writing, node, setting)
    if kind == "Figure":
        return [_figure(writing, node, setting, before)]
    if kind == "Table":
        return [_table(writing, node, setting)]
    if kind == "CodeBlock":
        return [writing.placing(identity(node)), *before, call("raw", literal(node["c"][1]), block="true")]
    if kind == "LineBlock":
        lines = [piece for line in node["c"] for piece in (*pieces(writing, line), "linebreak()")]
        return [call("lines", joined([*before, *lines[:-1]]))]
    return list(before)


def _paragraph(writing: Writing, node: Block, setting: Setting, before: tuple[str, ...] = ()) -> str:
    held = inlines_of(node) or []
    if setting.frame and is_title(node):
        return call("frame-title", joined([*before, *pieces(writing, held[0]["c"])]))
    if any(each["t"] == "LineBreak" for each in held):
        return call("lines", joined([*before, *pieces(writing, held)]))
    return joined(_stretches([*before, *pieces(writing, held, display=True)]))


def is_title(node: Block) -> bool:
    """Whether a paragraph of a frame is its title: all bold, and no sentence."""
    held = inlines_of(node) or []
    return len(held) == 1 and held[0]["t"] == "Strong" and not plain(held).endswith(("。", "："))


def _stretches(written: list[str]) -> Iterator[str]:
    """A paragraph, parted where an equation stands on a line of its own; what follows one is not indented."""
    form = "par"
    for alone, stretch in groupby(filter(None, written), key=lambda piece: piece.startswith(f"{DISPLAYED}(")):
        if alone:
            yield from stretch
        else:
            yield call(form, joined(stretch))
        form = "going-on"


def heading(writing: Writing, node: Block, setting: Setting = FLOW) -> str:
    """A heading with the number the book gives it; what the contents show of it goes along."""
    level, (own, names, _pairs), held = node["c"]
    pairs = attributes(node)
    number = numbered(pairs.get("number", ""))
    before = [literal(number)] if number else []
    body = joined([addressed(pairs.get("address", "")), *before, *pieces(writing, held)])
    shown = joined([*before, repeated(writing, held)])
    return call(
        "framed-heading" if setting.frame else "part-heading" if level == 1 else "text-heading",
        str(writing.level(level)),
        body,
        shown,
        literal(own) if writing.first(own) else "none",
        listed=truth(not setting.frame and (level == 1 or "unnumbered" not in names)),
    )


def numbered(number: str) -> str:
    """A heading's number with the gap behind it."""
    return f"{number} " if number.endswith(".") else number + gap(number)


def division(writing: Writing, node: Block, setting: Setting) -> list[str]:
    """The expressions a Div becomes."""
    names, inner = classes(node), node["c"][1]
    place = writing.placing(identity(node))
    if "unit" in names:
        before = tuple(filter(None, (place, addressed(attributes(node).get("address", "")))))
        first = _block(writing, inner[0], setting, before) if inner else list(before)
        return [*first, *(piece for each in inner[1:] for piece in _block(writing, each, setting))]
    if "pair" in names:
        from pubpipe.books._typst.pairs import pair

        return [place, *pair(writing, node, setting)]
    if "original" in names:
        return [place, addressed(attributes(node).get("address", "")), original(writing, node, setting)]
    if "letter" in names:
        return lists.letter(writing, node)
    if "entry" in names:
        return lists.entry(writing, node, setting.leaders)
    role = next((name for name in names if name in ROLES), "") if "role" in names else ""
    if not role:
        return [place, blocks(writing, inner, setting)]
    if role == "references" and all("entry" in classes(each) for each in inner):
        return [place, *(_work(writing, each) for each in inner)]
    inside = replace(setting, frame=role in _FRAMED, flow=False, leaders=role != "index", signing=role == "signature")
    return [place, call(f"{role}-text", blocks(writing, inner, inside))]


def _work(writing: Writing, node: Block) -> str:
    """An entry of the list of works cited, its number apart."""
    held = inlines_of(node["c"][1][0]) or []
    counted = bool(held) and "number" in classes(held[0])
    number = inlines(writing, held[:1]) if counted else "none"
    return call(
        "work", number, joined([writing.placing(identity(node)), *pieces(writing, held[2 if counted else 0 :])])
    )


def original(writing: Writing, node: Block, setting: Setting) -> str:
    """English that stands by its Chinese; a heading's below it, or on its facing page."""
    names, inner = classes(node), node["c"][1]
    if "heading" not in names:
        return call("original", blocks(writing, inner, setting), alone=truth("facing" in names))
    level = next((name[-1] for name in names if name[:-1] == "level"), "2")
    held = joined(piece for each in inner for piece in pieces(writing, inlines_of(each) or []))
    return call("original-heading", level, held, alone=truth("facing" in names))


def _list(writing: Writing, node: Block, setting: Setting) -> str:
    """A list; numbers go from （1） to ① to 1) as it goes deeper."""
    deeper = replace(setting, depth=setting.depth + 1, flow=False)
    held = node["c"] if node["t"] == "BulletList" else node["c"][1]
    items = [
        call("kept", made) if _is_question(item) else made for item in held for made in [blocks(writing, item, deeper)]
    ]
    if node["t"] == "BulletList":
        return call("bullets", array(items), str(setting.depth))
    start, style, _delimiter = node["c"][0]
    pattern = _STYLES.get(style["t"], _NUMBERED[min(setting.depth, len(_NUMBERED) - 1)])
    return call("numbers", array(items), literal(pattern), str(start), str(setting.depth))


def _is_question(item: list[Block]) -> bool:
    """Whether an item ends in a few short choices."""
    last = item[-1] if item else {"t": "Null"}
    if last["t"] not in ("BulletList", "OrderedList"):
        return False
    choices = last["c"] if last["t"] == "BulletList" else last["c"][1]
    return len(choices) <= _CHOICES and len(plain_blocks(item)) <= _TOGETHER


def _definitions(writing: Writing, node: Block, setting: Setting) -> list[str]:
    made: list[str] = []
    for term, definitions in node["c"]:
        made.append(call("par", call("bold", inlines(writing, term))))
        made += [piece for definition in definitions for each in definition for piece in _block(writing, each, setting)]
    return made


def note(writing: Writing, held: list[Block]) -> str:
    """A note's or a caption's text: its first paragraph follows the mark, later ones stand below."""
    flat = [paragraph for each in held for paragraph in _flattened(writing, each)]
    made: list[str] = []
    for place, (before, each) in enumerate(flat):
        if each["t"] in ("Para", "Plain", "Header"):
            made += ["parbreak()"] if place else []
            made += [writing.placing(identity(each)), addressed(attributes(each).get("address", ""))]
            made += [*before, *pieces(writing, inlines_of(each) or [], display=True)]
        else:
            made += _block(writing, each, FLOW.within, before)
    return joined(made)


def _flattened(writing: Writing, node: Block) -> list[tuple[tuple[str, ...], Block]]:
    """The paragraphs within divisions of a note, the first of each division with its marks."""
    if node["t"] != "Div":
        return [((), node)]
    marks = (writing.placing(identity(node)), addressed(attributes(node).get("address", "")))
    inner = [each for block in node["c"][1] for each in _flattened(writing, block)]
    if inner:
        inner[0] = (*filter(None, marks), *inner[0][0]), inner[0][1]
    return inner


def _figure(writing: Writing, node: Block, setting: Setting, before: tuple[str, ...]) -> str:
    """The pictures with the caption below them; without caption they stand alone."""
    images = [each for each in nodes(node["c"][2]) if each["t"] == "Image"]
    marks = [
        mark
        for each in images
        for mark in (writing.placing(identity(each)), addressed(attributes(each).get("address", "")))
    ]
    shown = joined([*before, *marks, *(pictures.picture(writing, each) for each in images)])
    own = identity(node)
    if not attributes(node).get("label"):
        return call("seal" if setting.signing else "lone-picture", joined([writing.placing(own), shown]))
    return _captioned("captioned-picture", writing, node, setting, shown)


def _table(writing: Writing, node: Block, setting: Setting) -> str:
    """A table with the caption above it, and 续表 above what of it stands on further pages."""
    made = tables.table(writing, node)
    given = attributes(node).get("label", "")
    if not given:
        return call("lone-table", joined([writing.placing(identity(node)), made]))
    open_made = f"(..continued) => {made[:-1]}, ..continued)"
    return _captioned("captioned-table", writing, node, setting, open_made, continued=literal(f"续{given}"))


def _captioned(name: str, writing: Writing, node: Block, setting: Setting, shown: str, **more: str) -> str:
    """A figure or table with its caption, which may go to the next page but not before the one before it."""
    own = identity(node)
    earlier, floating = writing.floated, setting.flow and own not in writing.placed
    if floating:
        writing.floated = own
    return call(
        name,
        shown,
        _caption(writing, node),
        literal(own) if writing.first(own) else "none",
        earlier=literal(earlier) if earlier and floating else "none",
        floating=truth(floating),
        headed=truth(setting.headed),
        **more,
    )


def _caption(writing: Writing, node: Block) -> str:
    """A caption with its number; whose the picture is stands below it."""
    held = [each for each in node["c"][1][1] if "credit" not in classes(each)]
    owners = [each for each in node["c"][1][1] if "credit" in classes(each)]
    given = attributes(node).get("label", "")
    number = literal(f"{given}{GAP}" if plain_blocks(held).strip() else given)
    return joined([number, note(writing, held), *(call("credit", note(writing, [each])) for each in owners)])
