"""Item banks: a table of questions, one a row, becomes questions with their choices, and the key behind each.

A column is known by what its head says in Chinese or in the original; one nobody knows belongs to the key.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import partial

from pubpipe.books._ast import Node, attributes, div, inlines_of, nodes, plain_blocks, rewrite_blocks, rows_of, string
from pubpipe.books._manuscript import Manuscript, Sheet

_COLUMNS = {
    "id": r"(item |question )?(id|no\.?|number|code)|题号|编号|序号",
    "stem": r"(question|stem|item)( text)?|题干|题目|问题|试题",
    "key": r"(correct |right )?(answer|key|option|choice)|(正确|参考|标准)?答案|正确选项",
    "reason": r"(rationale|explanation|feedback|justification)|(答案)?解析|说明|理由",
}
_CHOICE = re.compile(
    r"(?:option |choice |选项|备选项)?\s*([A-H])(?:项|选项)?|(?:option|choice|选项)\s*([1-8])", re.IGNORECASE
)
_BOOLEANS = {"true": "正确", "false": "错误"}
"""What a workbook's own words, which are nobody's to translate, are in Chinese."""
_BANKS = (".csv", ".tab", ".tsv", ".xlsm", ".xlsx", ".xltm", ".xltx")
"""What a file's name ends in that is nothing but tables."""


def apply(manuscript: Manuscript) -> None:
    """Turn every table that is an item bank into its questions."""
    for sheet in manuscript.sheets:
        if sheet.may_hold("Table"):
            rewrite_blocks(sheet.blocks, partial(_questions, sheet))


def not_understood(sheet: Sheet) -> list[str]:
    """The heads of each table of a file of tables that is no item bank."""
    if not sheet.chapter.source.lower().endswith(_BANKS):
        return []
    tables = [[row for _part, row in rows_of(node)] for node in nodes(sheet.blocks) if node["t"] == "Table"]
    return [", ".join(plain_blocks(cell[4]).strip() for cell in rows[0][1]) for rows in tables if rows]


def _questions(sheet: Sheet, node: Node) -> list[Node] | None:
    """The questions of an item bank, each with its key in a Div of the role answer; None for any other table."""
    if node["t"] != "Table":
        return None
    rows = [[cell[4] for cell in row[1]] for _part, row in rows_of(node)]
    if len(rows) < 2 or len({len(row) for row in rows}) > 1:
        return None
    heads = [plain_blocks(cell).strip() for cell in rows[0]]
    addresses = list(map(_addresses, rows[0]))
    english = [" ".join(sheet.cells.get(each, "") for each in found).strip() for found in addresses]
    columns, choices = _heads([*zip(heads, english, strict=True)])
    if not {"stem", "key"} <= columns.keys() or len(choices) < 2:
        return None
    sheet.spent.update(*addresses, *(_addresses(row[columns["id"]]) for row in rows if "id" in columns))
    rest = {head: place for place, head in enumerate(heads) if place not in {*columns.values(), *choices.values()}}
    return [block for row in rows[1:] for block in _question(row, columns, choices, rest)]


def _addresses(cell: list[Node]) -> set[str]:
    return {attributes(each).get("address", "") for each in nodes(cell)} - {""}


def _heads(heads: Sequence[tuple[str, str]]) -> tuple[dict[str, int], dict[str, int]]:
    """Which column holds what, and which column each choice (A, B …), by its heads in Chinese and in English."""
    columns: dict[str, int] = {}
    choices: dict[str, int] = {}
    for place, both in enumerate(heads):
        if found := next(filter(None, map(_CHOICE.fullmatch, both)), None):
            choices[found[1].upper() if found[1] else "ABCDEFGH"[int(found[2]) - 1]] = place
            continue
        for name, pattern in _COLUMNS.items():
            if name not in columns and any(re.fullmatch(pattern, head, re.IGNORECASE) for head in both):
                columns[name] = place
                break
    return columns, choices


def _question(
    row: Sequence[list[Node]], columns: Mapping[str, int], choices: Mapping[str, int], rest: Mapping[str, int]
) -> list[Node]:
    """The stem, numbered by its own id, its choices, and the key with its reason and the rest by its heads."""
    number = plain_blocks(row[columns["id"]]).strip() if "id" in columns else ""
    for place in (*choices.values(), columns["key"]):
        if said := _BOOLEANS.get(plain_blocks(row[place]).strip().lower()):
            row[place][:] = [{"t": "Para", "c": [string(said)]}]
    asked = [_led(f"［{number}］", row[columns["stem"]])] if number else [row[columns["stem"]]]
    offered = {letter: row[place] for letter, place in choices.items() if plain_blocks(row[place]).strip()}
    if list(offered) == list("ABCDEFGH"[: len(offered)]):
        asked.append([{"t": "OrderedList", "c": [[1, {"t": "UpperAlpha"}, {"t": "Period"}], list(offered.values())]}])
    else:
        asked += [_led(f"{letter}. ", blocks) for letter, blocks in offered.items()]
    key = [_led(f"［{number}］答案：" if number else "答案：", row[columns["key"]])]
    if "reason" in columns and plain_blocks(row[columns["reason"]]).strip():
        key.append(_led("解析：", row[columns["reason"]]))
    key += [_led(f"{head}：", row[place]) for head, place in rest.items() if plain_blocks(row[place]).strip()]
    return [
        div([block for blocks in asked for block in blocks], "role", "exercise"),
        div([block for blocks in key for block in blocks], "role", "answer"),
    ]


def _led(lead: str, blocks: list[Node]) -> list[Node]:
    """A cell's blocks as paragraphs, the first beginning with these words, outside its unit's own text."""
    for node in blocks:
        _paragraph(node)
    first: Node = blocks[0] if blocks else {"t": "Para", "c": []}
    while first["t"] == "Div" and first["c"][1]:
        first = first["c"][1][0]
    held = inlines_of(first)
    if held is not None:
        held.insert(0, string(lead))
    return blocks


def _paragraph(node: Node) -> None:
    if node["t"] == "Plain":
        node["t"] = "Para"
    elif node["t"] == "Div":
        for inner in node["c"][1]:
            _paragraph(inner)
