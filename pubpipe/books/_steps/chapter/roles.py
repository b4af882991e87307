"""Styles of Word and classes of HTML and Markdown become the roles an edition sets apart; all others are unwrapped."""

from __future__ import annotations

import re

from pubpipe.books._ast import (
    Node,
    attribute,
    attributes,
    classes,
    each_block,
    header,
    identity,
    nodes,
    plain_blocks,
    put,
    rewrite_blocks,
    rewrite_inlines,
)
from pubpipe.books._manuscript import Manuscript
from pubpipe.books._steps.book.numbers import COLUMN, FRAMED, bare

ROLES = {
    "byline": ("chapter subtitle", "chapter author", "chapter date", "subtitle", "byline", "副标题"),
    "objectives": ("learning objective", "objective", "outcome", "学习目标", "教学目标"),
    "trainer": ("trainer", "instructor", "teacher", "facilitator", "教师", "教员", "培训师"),
    "case": ("case", "example", "vignette", "案例", "示例"),
    "answer": ("answer", "solution", "答案"),
    "exercise": ("exercise", "question", "quiz", "assignment", "练习", "思考题", "习题"),
    "summary": ("summary", "abstract", "key point", "takeaway", "小结", "要点"),
    "source": ("source", "资料来源"),
    "epigraph": ("epigraph", "题记"),
    "signature": ("signature", "closing", "落款", "签署"),
    "box": (
        "box",
        "textbox",
        "sidebar",
        "callout",
        "aside",
        "panel",
        "note block",
        "admonition",
        "tip",
        "warning",
        "文本框",
        "专栏",
    ),
    "key": ("key term", "关键术语"),
    "references": ("bibliography", "works cited", "reference list", "参考文献"),
}
"""Each role with the words in a style's or class's name that mean it; the first that fits."""
SEAL = "seal"
"""The class of a picture that is one."""
_WIDTH = "42mm"
"""Its width."""
_CASE = re.compile(r"案例([:：]|研究|分析)|case( study)?[:：]", re.IGNORECASE)
_QUOTES = ("quot", "block text", "引文", "引用")
_CAPTIONS = ("caption", "题注", "table title", "tabletitle", "figure title", "figuretitle", "表题", "图题")
_KEPT = frozenset(("unit", "translator"))
_PIECES = frozenset(("role", "unit"))
_DESCRIPTION = "alt text"
"""The style under which a Word file's texts come that stand for an object pandoc cannot read."""
_WORDS = {"strong": "Strong", "intense": "Strong", "emphasis": "Emph", "book title": "Emph", "cite": "Emph"}
"""What a character style means by its name; all others mean nothing in a book."""


def apply(manuscript: Manuscript) -> None:
    """Give every chapter's blocks their roles."""
    for sheet in manuscript.sheets:
        if sheet.may_hold("Span"):
            rewrite_inlines(sheet.blocks, _words)
        rewrite_blocks(sheet.blocks, _role)
        if any(map(_is_framed, each_block(sheet.blocks))):
            rewrite_blocks(sheet.blocks, _titled)
        _cases(sheet.blocks)
        framed = [node for node in each_block(sheet.blocks) if _is_framed(node)]
        if framed:
            _merge(sheet.blocks)
            rewrite_blocks(sheet.blocks, _merge_within)
        for node in framed:
            if node["t"] == "Div":
                _frame(node["c"][1])
                if "signature" in classes(node):
                    _seal(node)


def _is_framed(node: Node) -> bool:
    """Whether a block is a quotation or has a role."""
    return node["t"] == "BlockQuote" or (node["t"] == "Div" and "role" in node["c"][0][1])


def _seal(signature: Node) -> None:
    """Name the seals among signatures, and give them their usual size where they say none."""
    for node in nodes([signature]):
        if node["t"] == "Image":
            node["c"][0][1].append(SEAL)
            if not {"width", "height"} & set(attributes(node)):
                put(node, "width", _WIDTH)


def role_of(names: list[str]) -> str:
    """The role that a style's name or a list of classes means, or ""."""
    for name in names:
        lowered = re.sub(r"[-_]", " ", name.lower())
        for role, found in ROLES.items():
            if any(re.search(rf"\b{word}s?\b" if word.isascii() else word, lowered) for word in found):
                return role
    return ""


def _words(inlines: list[Node]) -> list[Node]:
    """Character styles by what they mean; a span that means nothing, or an author's highlight, is unwrapped."""
    kept: list[Node] = []
    for node in inlines:
        style = attributes(node).get("custom-style", "").lower() if node["t"] == "Span" else ""
        meant = next((kind for word, kind in _WORDS.items() if word in style), "")
        if meant:
            kept.append({"t": meant, "c": node["c"][1]})
        elif node["t"] == "Span" and not identity(node) and not set(attributes(node)) - {"custom-style"}:
            kept += [node] if set(classes(node)) - {"mark"} else node["c"][1]
        else:
            kept.append(node)
    return kept


def _titled(node: Node) -> list[Node] | None:
    """A role that begins with what is a heading of every chapter (学习目标) gets it as a heading."""
    if node["t"] != "Div" or "role" not in classes(node) or set(classes(node)) & {"box", "case"}:
        return None
    blocks = node["c"][1]
    first = blocks[0] if blocks else node
    inner = first["c"][1][0] if "unit" in classes(first) else first
    if inner["t"] not in ("Para", "Plain") or not COLUMN.fullmatch(bare(inner["c"])):
        return None
    heading = header(2, inner["c"], "")
    put(heading, "address", attributes(first).get("address", ""))
    del blocks[0]
    return [heading, node] if blocks else [heading]


def _cases(blocks: list[Node]) -> None:
    """What stands below a heading 案例：…, up to the next one, is a case, unless it has roles or pictures."""
    for place, node in enumerate(blocks):
        if node["t"] == "Div" and _PIECES.isdisjoint(node["c"][0][1]):
            _cases(node["c"][1])
        if node["t"] != "Header" or not _CASE.match(bare(node["c"][2])):
            continue
        end = place + 1
        while end < len(blocks) and blocks[end]["t"] != "Header":
            end += 1
        below = blocks[place + 1 : end]
        if below and all(_is_running(each) for each in below):
            blocks[place + 1 : end] = [_div("case", below)]


def _is_running(node: Node) -> bool:
    if node["t"] == "Div":
        return set(classes(node)) <= {"unit"} and all(map(_is_running, node["c"][1]))
    return node["t"] in ("Para", "Plain", "BulletList", "OrderedList", "BlockQuote")


def _role(node: Node) -> list[Node] | None:
    if node["t"] == "BlockQuote":
        return _flat_quote(node)
    if node["t"] == "Table" and _is_box(node):
        return [_div("box", node["c"][4][0][3][0][1][0][4])]
    if node["t"] != "Div" or not _KEPT.isdisjoint(node["c"][0][1]):
        return None
    style = attributes(node).get("custom-style", "")
    names = [style] if style else classes(node)
    lowered = " ".join(names).lower()
    blocks = node["c"][1]
    role = role_of(names)
    if style.lower() == _DESCRIPTION:
        changed = [_div("", blocks, "description")]
    elif any(word in lowered for word in _CAPTIONS):
        changed = [_div("", blocks, "caption")]
    elif role:
        changed = [_div(role, blocks)]
    elif any(word in lowered for word in _QUOTES) and not (len(blocks) == 1 and blocks[0]["t"] == "BlockQuote"):
        changed = [{"t": "BlockQuote", "c": blocks}]
    else:
        changed = blocks
    if identity(node):
        changed = [{"t": "Div", "c": [attribute(identity(node)), []]}, *changed]
    return changed


def _div(role: str, blocks: list[Node], *more: str) -> Node:
    return {"t": "Div", "c": [attribute("", *(("role", role) if role else ()), *more), blocks]}


def _flat_quote(node: Node) -> list[Node] | None:
    """A quotation that holds only a role, a caption or a quotation is that."""
    blocks = node["c"]
    if len(blocks) == 1 and (blocks[0]["t"] == "BlockQuote" or "role" in classes(blocks[0])):
        return list(blocks)
    return None


def _is_box(table: Node) -> bool:
    """A table of one cell is a frame round text."""
    head, bodies, foot = table["c"][3][1], table["c"][4], table["c"][5][1]
    rows = [row for body in bodies for row in body[3]]
    one = not head and not foot and len(rows) == 1 and len(rows[0][1]) == 1 and not bodies[0][2]
    return one and bool(plain_blocks(rows[0][1][0][4]).strip())


def _frame(blocks: list[Node]) -> None:
    """Headings within a role head that piece alone: they are not counted."""
    for node in each_block(blocks):
        if node["t"] == "Header" and FRAMED not in node["c"][1][1]:
            node["c"][1][1].append(FRAMED)


def _merge_within(node: Node) -> list[Node] | None:
    if node["t"] == "Div":
        _merge(node["c"][1])
    return None


def _merge(blocks: list[Node]) -> None:
    """Make neighbouring blocks of one role, or neighbouring quotations, one; Word has a Div a paragraph."""
    for place in range(len(blocks) - 1, 0, -1):
        before, after = blocks[place - 1], blocks[place]
        if before["t"] == after["t"] == "BlockQuote":
            before["c"] += after["c"]
            del blocks[place]
        elif "role" in classes(before) and classes(before) == classes(after):
            before["c"][1] += after["c"][1]
            del blocks[place]
