"""Blocks as paragraphs: each kind of text in its own named style, each with the address it came from."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from pubpipe.books import Block
from pubpipe.books._ast import attributes, classes, identity, inlines_of, nodes, plain, plain_blocks
from pubpipe.books._docx import fields, index, pairs, tables
from pubpipe.books._docx.pagination import keep_together
from pubpipe.books._docx.pictures import seal
from pubpipe.books._docx.runs import runs
from pubpipe.books._docx.writing import Writing, styled
from pubpipe.books._docx.xml import Element, legal, make, valued
from pubpipe.books._numbering import gap

ROLES = {
    "byline": "Byline",
    "objectives": "Objectives",
    "case": "Case",
    "box": "Box",
    "exercise": "Exercise",
    "answer": "Answer",
    "trainer": "Trainer",
    "summary": "Summary",
    "source": "Source",
    "epigraph": "Epigraph",
    "signature": "Signature",
    "key": "KeyTerm",
    "captions": "TableofFigures",
    "references": "Reference",
}
_ENTRIES = ("GlossaryEntry", "GlossaryLine", "TableofFigures")
"""The styles of entries that end in a page: of a column, of a whole line, of the list of figures."""
_APART = "\u00a0"
"""What parts an entry that fills its line from its page: no dots find room there."""
_FRAMED = ("Box", "Case")
_BULLETS, _DECIMAL, _CAPITALS = 1, 2, 3
_ABSTRACTS = {"UpperAlpha": _CAPITALS, "LowerAlpha": 4, "UpperRoman": 5, "LowerRoman": 6}
_DEEPEST = 8


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a block stands: the style of its paragraphs, the address above it, and the list it is in.

    `number` is the (numbering, level) of the item's first paragraph; later paragraphs of an item have none.
    """

    style: str = "BodyText"
    address: str = ""
    depth: int = -1
    abstract: int = 0
    number: tuple[int, int] | None = None


def paragraphs(writing: Writing, blocks: list[Block], style: str = "BodyText") -> list[Element]:
    """The paragraphs and tables of blocks."""
    made = _blocks(writing, blocks, Setting(style))
    keep_together(made)
    return made


def _blocks(writing: Writing, blocks: list[Block], setting: Setting) -> list[Element]:
    made: list[Element] = []
    for beside, group in groupby(enumerate(blocks), key=lambda each: pairs.is_pair(each[1])):
        if beside:
            neighbours = [node for _place, node in group]
            whole = writing.page.text_width
            made.append(
                pairs.table(neighbours, whole, lambda held: _blocks(writing, held, replace(setting, number=None)))
            )
            if pairs.is_narrow(whole):
                pairs.narrow(writing, made[-1])
            made.append(styled("TableEnd"))
            continue
        for place, node in group:
            made += _block(writing, node, setting if place == 0 else replace(setting, number=None))
    return made


def _block(writing: Writing, node: Block, setting: Setting) -> list[Element]:
    kind = node["t"]
    if kind in ("Para", "Plain"):
        return [_paragraph(writing, node, setting)]
    if kind == "Header":
        return [heading(writing, node, setting)]
    if kind == "Div":
        return _division(writing, node, setting)
    if kind == "BlockQuote":
        return _blocks(writing, node["c"], replace(setting, style="Quote", number=None))
    if kind in ("BulletList", "OrderedList"):
        return _list(writing, node, setting)
    if kind == "DefinitionList":
        return _definitions(writing, node, setting)
    if kind == "Figure":
        return _figure(writing, node, setting)
    if kind == "Table":
        return [*_table_caption(writing, node), tables.table(writing, node), _table_end(writing, node)]
    if kind == "CodeBlock":
        return _code(writing, node, setting)
    return []


def _paragraph(writing: Writing, node: Block, setting: Setting) -> Element:
    style = setting.style
    inlines = inlines_of(node) or []
    if style == "BodyText" and any(each["t"] == "LineBreak" for each in inlines):
        style = "Lines"
    if style in _FRAMED and setting.depth < 0 and _is_heading(inlines):
        style += "Heading"
        inlines = inlines[0]["c"]
    content = writing.addressed(setting.address, runs(writing, inlines))
    if style in _ENTRIES and inlines and "locator" in classes(inlines[-1]):
        dots = [make("w:r", {}, make("w:tab")), fields.run(_APART)]
        content = [*runs(writing, inlines[:-2]), *dots, *runs(writing, inlines[-1:])]
    if style == "Reference" and inlines and "number" in classes(inlines[0]):
        tab = make("w:r", {}, make("w:tab"))
        content = [*runs(writing, inlines[:1]), tab, *runs(writing, inlines[2:])]
    for waiting in writing.waiting:
        content = writing.identified(waiting, content)
    writing.waiting.clear()
    return styled(style, *content, properties=_numbered(setting))


def _is_heading(inlines: list[Any]) -> bool:
    """A paragraph of a frame that is all bold is its title."""
    return len(inlines) == 1 and inlines[0]["t"] == "Strong" and not plain(inlines).endswith(("。", "："))


def _numbered(setting: Setting) -> list[Element]:
    if setting.number is None:
        return []
    number, level = setting.number
    return [make("w:numPr", {}, valued("w:ilvl", level), valued("w:numId", number))]


def heading(writing: Writing, node: Block, setting: Setting | None = None) -> Element:
    """A heading: numbered ones natively, the others in styles of their own; a chapter's counts for its captions too."""
    level, (own, names, _pairs), inlines = node["c"]
    framed = setting.style if setting and setting.style in _FRAMED else ""
    style = f"PlainHeading{min(level, 3)}" if "unnumbered" in names else f"Heading{level}"
    content = runs(writing, inlines)
    content = writing.identified(own, writing.addressed(attributes(node).get("address", ""), content))
    space = gap(attributes(node).get("number", ""))
    if space and not framed:
        content = [fields.run(space), *content]
    if level == 1:
        writing.translator_notes = 0
    if style == "Heading1":
        content += _count()
    return styled(f"{framed}Heading" if framed else style, *content)


def _count() -> list[Element]:
    """What a chapter's heading counts out of sight: one chapter more, its figures and tables from the beginning.

    Captions repeat the count of chapters (SEQ 章 \\c), because the heading's own number is written 第二章.
    """
    codes = ("SEQ 章 \\h", *(f"SEQ {word} \\r 0 \\h" for word in "图表"))
    return [each for code in codes for each in fields.coded(code, [], style="HiddenCount")]


def _division(writing: Writing, node: Block, setting: Setting) -> list[Element]:
    names, blocks = classes(node), node["c"][1]
    own = identity(node)
    if own and not own.startswith("_u"):
        writing.waiting.append(own)
    if "unit" in names:
        return _blocks(writing, blocks, replace(setting, address=attributes(node).get("address", "")))
    if "credit" in names:
        return _blocks(writing, blocks, Setting("PictureCredit"))
    if "letter" in names:
        return _blocks(writing, blocks, Setting("GlossaryLetter"))
    if "entry" in names:
        known = setting.style in (*_ENTRIES, "Reference")
        return _blocks(writing, blocks, Setting(setting.style if known else "GlossaryEntry"))
    if "definition" in names:
        return _blocks(writing, blocks, Setting("GlossaryDefinition"))
    if "original" in names:
        return _blocks(writing, blocks, replace(setting, style=_original(names, setting), number=None))
    if index.is_index(node):
        return index.paragraphs(writing, node)
    role = next((ROLES[name] for name in names if name in ROLES), "") if "role" in names else ""
    return _blocks(writing, blocks, replace(setting, style=role or setting.style))


def _original(names: list[str], setting: Setting) -> str:
    """The style of English that stands by Chinese: its own in running text, that of its place in cells and lists."""
    if "heading" in names:
        return "OriginalHeading" if "level1" in names or "level2" in names else "OriginalSubheading"
    style = setting.style
    if style in ("ListBullet", "ListNumber", "ListContinue", "Choice"):
        return "OriginalSubitem" if setting.depth else "OriginalItem"
    if style == "Signature":
        return "SignatureOriginal"
    return "Original" if style == "BodyText" else style


def _list(writing: Writing, node: Block, setting: Setting) -> list[Element]:
    """A list with native numbering; within a list of the same kind it goes one level down."""
    if node["t"] == "BulletList":
        abstract, start, items = _BULLETS, 1, node["c"]
    else:
        (start, style, _delimiter), items = node["c"]
        abstract = _ABSTRACTS.get(style["t"], _DECIMAL)
    depth = min(setting.depth + 1, _DEEPEST)
    number = writing.numbering(abstract, depth, start)
    name = setting.style
    if name in ("BodyText", "Exercise", "ListBullet", "ListNumber", "Choice"):
        name = {_BULLETS: "ListBullet", _CAPITALS: "Choice"}.get(abstract, "ListNumber")
    made: list[Element] = []
    for item in items:
        made += _blocks(
            writing, item, replace(setting, style=name, depth=depth, abstract=abstract, number=(number, depth))
        )
    return made


def _code(writing: Writing, node: Block, setting: Setting) -> list[Element]:
    """A paragraph a line; the address stands on the first and embraces them all."""
    lines = [styled("CodeText", fields.run(legal(line))) for line in node["c"][1].split("\n")]
    ends = writing.addressed(setting.address, [])
    if ends:
        lines[0].insert(1, ends[0])
        lines[-1].append(ends[1])
    return lines


def _definitions(writing: Writing, node: Block, setting: Setting) -> list[Element]:
    made: list[Element] = []
    for term, definitions in node["c"]:
        made.append(styled(setting.style, *runs(writing, term, ("Strong",))))
        for definition in definitions:
            made += _blocks(writing, definition, setting)
    return made


def _figure(writing: Writing, node: Block, setting: Setting) -> list[Element]:
    """The picture, centred, kept with the caption below it."""
    images = [each for each in nodes(node["c"][2]) if each["t"] == "Image"]
    caption = node["c"][1][1]
    alone = "Seal" if setting.style == "Signature" else "PictureAlone"
    shown = [each for image in images for each in seal(writing, image)] if alone == "Seal" else runs(writing, images)
    made = [styled("Figure" if caption else alone, *writing.addressed(setting.address, shown))]
    if not attributes(node).get("label"):
        writing.waiting += [identity(node)] if identity(node) else []
    return made + _caption(writing, node, "Caption")


def _table_end(writing: Writing, node: Block) -> Element:
    """The small space after a table; the address of its description stands there."""
    return styled("TableEnd", *writing.addressed(attributes(node).get("address", ""), []))


def _table_caption(writing: Writing, node: Block) -> list[Element]:
    return _caption(writing, node, "TableCaption")


def _caption(writing: Writing, node: Block, style: str) -> list[Element]:
    """A caption: its number is fields, with the results they will have, under the bookmark references lead to."""
    blocks = node["c"][1][1]
    label = attributes(node).get("label", "")
    if not label:
        return []
    first = blocks[0]
    address = attributes(first).get("address", "")
    inner = first["c"][1][0] if first["t"] == "Div" else first
    place = writing.place(identity(node))
    number = writing.bookmarked(f"{place}_n", _label(label))
    title = writing.addressed(address, runs(writing, inlines_of(inner) or []))
    space = [fields.run("\u3000")] if plain_blocks(blocks).strip() else []
    if any("credit" in classes(each) for each in blocks[1:]):
        style = "CaptionCredited"
    made = [styled(style, *writing.identified(identity(node), [*number, *space, *title]))]
    return made + _blocks(writing, blocks[1:], Setting(style))


def _label(label: str) -> list[Element]:
    """图2-1: the word, the chapter's number from its hidden count, a hyphen, the count within the chapter."""
    word, (chapter, hyphen, count) = label[0], label[1:].partition("-")
    if not hyphen:
        return [fields.run(word), *fields.coded(f"SEQ {word} \\* ARABIC", [fields.run(chapter)])]
    return [
        fields.run(word),
        *fields.coded("SEQ 章 \\c \\* ARABIC", [fields.run(chapter)]),
        fields.run("-"),
        *fields.coded(f"SEQ {word} \\* ARABIC", [fields.run(count)]),
    ]
