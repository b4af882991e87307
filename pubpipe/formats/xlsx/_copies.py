"""Copies of cells in charts, told anew when the cells are, so that every program draws what the sheet says."""

from __future__ import annotations

import re

from pubpipe.formats.xlsx._names import area, c
from pubpipe.formats.xlsx._walk import Walk

_FORMULA = re.compile(r"(?:'((?:[^']|'')+)'|([^'!]+))!(.+)")

Changes = dict[tuple[str, int, int], str]
"""What changed cells show now, by the part of their sheet, row and column."""


def settle(walk: Walk, changes: Changes) -> None:
    """Write what changed cells show into every chart that copies them."""
    parts = {sheet.name: sheet.part for sheet in walk.sheets}
    for chart in walk.objects.charts if changes else ():
        for reference in walk.book.root(chart).iter(c("strRef")):
            found = _FORMULA.fullmatch((reference.findtext(c("f")) or "").strip())
            place = area(found[3]) if found else None
            if found is None or place is None:
                continue
            part = parts.get((found[1] or "").replace("''", "'") or found[2], "")
            for point in reference.iter(c("pt")):
                at = point.get("idx", "")
                value = point.find(c("v"))
                if value is None or not at.isdecimal() or len(at) > 7:
                    continue
                across = place[0] == place[2]
                row, column = (place[0], place[1] + int(at)) if across else (place[0] + int(at), place[1])
                if (part, row, column) in changes:
                    value.text = changes[part, row, column]
                    walk.book.touch(chart)
