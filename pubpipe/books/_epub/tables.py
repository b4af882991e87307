"""Tables: a caption with its number, headers that say what they head, no widths but the reader's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pubpipe.books import Block
from pubpipe.books._ast import plain_blocks
from pubpipe.books._epub.markup import classed, escaped, shown, spoken
from pubpipe.books._epub.paragraphs import holder
from pubpipe.books._epub.writing import Writing, name_of
from pubpipe.books._grid import Place, places
from pubpipe.books._imprint import GAP

_SIDES = {"AlignLeft": "left", "AlignRight": "right", "AlignCenter": "center"}


def table(writing: Writing, node: Block) -> str:
    """The table; behind it its description, for those who are read to."""
    (own, names, pairs), (_short, title), columns, _head, _bodies, _foot = node["c"]
    given = dict(pairs)
    attributes = f"{writing.place(own)}{classed(names)}{spoken(given.get('lang', ''))}"
    text, behind = given.get("description", ""), ""
    if text and (place := writing.named(name_of(given.get("address", "") or own or text))):
        attributes += f' aria-describedby="{place}"'
        behind = f'<p class="description" id="{place}" hidden="hidden">{escaped(text)}</p>\n'
    sides = [_SIDES.get(column[0]["t"], "") for column in columns]
    inner = "".join(_groups(writing, node, sides))
    writing.text.tables += 1
    writing.text.headed += "<th" in inner.replace("<thead", "")
    return f"<table{attributes}>\n{caption(writing, 'caption', title, given.get('label', ''))}{inner}</table>\n{behind}"


def caption(writing: Writing, tag: str, title: list[Block], label: str) -> str:
    """The caption of a table or figure: 图2-1 and its text; nothing where there is neither."""
    empty = not plain_blocks(title).strip()
    if empty and not label:
        return ""
    before = f'<span class="label">{escaped(label)}</span>{"" if empty else GAP}' if label else ""
    return holder(writing, tag, title, before=before)


def _groups(writing: Writing, node: Block, sides: Sequence[str]) -> Iterator[str]:
    """The head, the bodies and the foot of a table, those that have rows."""
    _attributes, _caption, columns, head, bodies, foot = node["c"]
    grid = iter(places(node, len(columns))[0])
    parts = [("thead", [(row, len(columns), "col") for row in head[1]])]
    parts += [
        ("tbody", [(row, len(columns), "col") for row in over] + [(row, stub, "row") for row in under])
        for _attribute, stub, over, under in bodies
    ]
    parts.append(("tfoot", [(row, 0, "") for row in foot[1]]))
    for tag, rows in parts:
        written = [_row(writing, next(grid), heads, scope, sides) for _row_of_node, heads, scope in rows]
        if written:
            yield f"<{tag}>\n{''.join(written)}</{tag}>\n"


def _row(writing: Writing, row: Sequence[Place], heads: int, scope: str, sides: Sequence[str]) -> str:
    """A row whose first columns are headers of this scope; a header that is empty is none."""
    cells = "".join(
        [_cell(writing, place, scope if place.column < heads else "", sides) for place in row if not place.covered]
    )
    return f"<tr>\n{cells}</tr>\n"


def _cell(writing: Writing, place: Place, scope: str, sides: Sequence[str]) -> str:
    _attributes, side, down, _across, blocks = place.cell
    spans = f"{f' colspan={chr(34)}{place.span}{chr(34)}' if place.span > 1 else ''}"
    if down > 1:
        spans += f' rowspan="{down}"'
    if scope:
        made = holder(writing, "th", blocks, f'{spans} scope="{scope}"')
        if "<img " in made or shown(made):
            return made
        return f"<td{spans}></td>\n"
    aligned = _SIDES.get(side["t"], sides[place.column])
    return holder(writing, "td", blocks, f'{spans} class="{aligned}"' if aligned else spans)
