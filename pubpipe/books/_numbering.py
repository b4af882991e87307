"""How chapters and sections are numbered: by scheme, a level a heading's, for the text and for Word's own numbering."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from pubpipe.books._imprint import GAP
from pubpipe.books._numerals import han


class Level(NamedTuple):
    """The numbers of one level: `pattern` has %1 for the chapter's count, %2 for the section's …; `form` writes them.

    `form` is Word's name of it: chineseCountingThousand (二十一) or decimal.
    """

    pattern: str
    form: str = "chineseCountingThousand"


_SECTIONS = (Level("%2、"), Level("（%3）"), Level("%4．", "decimal"), Level("（%5）", "decimal"))
SCHEMES: dict[str, tuple[Level, ...]] = {
    "textbook": (
        Level("第%1章"),
        Level("第%2节"),
        Level("%3、"),
        Level("（%4）"),
        Level("%5．", "decimal"),
        Level("（%6）", "decimal"),
    ),
    "units": (Level("第%1单元"), *_SECTIONS),
    "lectures": (Level("第%1讲"), *_SECTIONS),
    "sections": (Level("%1、"), Level("（%2）"), Level("%3．", "decimal"), Level("（%4）", "decimal")),
    "clauses": (Level("第%1部分"), Level("第%2条"), Level("（%3）")),
    "articles": (Level(""), Level("第%2条"), Level("（%3）")),
    "decimal": tuple(Level(".".join(f"%{each}" for each in range(1, depth + 1)), "decimal") for depth in range(1, 5)),
    "none": (),
}
"""Each scheme's levels, the chapter's first; headings below the last have no number, nor has what is written "".

Where chapters have none, their sections are counted through the whole book, as an agreement's articles are.
"""
_GAPPED = re.compile(r"[章节条讲]|单元|部分|\d$")


def number(scheme: str, counts: Sequence[int]) -> str:
    """The number of a heading that is the counts[-1]th of its level, in the chapter counts[0]; "" where it has none."""
    levels = SCHEMES[scheme]
    if len(counts) > len(levels):
        return ""
    level = levels[len(counts) - 1]
    write = han if level.form != "decimal" else str
    return re.sub(r"%(\d)", lambda found: write(counts[int(found[1]) - 1]), level.pattern)


def gap(number: str) -> str:
    """What stands between a number and its heading: 第二章　标题, 一、标题, 1.2　标题."""
    return GAP if _GAPPED.search(number) and not number.endswith(("、", "）", "．")) else ""
