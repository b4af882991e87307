"""References within the book: Figure 2-1 is 图2-1, Chapter 3 is 第三章."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pubpipe.checks import MAJOR, Context, check
from pubpipe.checks._prose import HAN, has_han, pieces
from pubpipe.messages import _
from pubpipe.model import Issue, Segment, text

_ENGLISH = re.compile(
    r"(?<![A-Za-z])(?P<what>Figures?|Figs?\.|Tables?|Chapters?|Sections?|Appendix|Appendices|Exhibits?|Boxe?s?|Part|Unit|Module|Exercise)"
    r"\s?(?P<number>\d+(?:[-–.]\d+)*|[A-Z]\b|[IVX]+\b)(?![A-Za-z0-9])"
)
_NAMED = re.compile("Fig|Table|Chapter|Section|Append|Exhibit|Box|Part|Unit|Module|Exercise")
_NAMES = {
    "fig": "图{}",
    "tab": "表{}",
    "cha": "第{}章",
    "sec": "第{}节",
    "app": "附录{}",
    "exh": "图表{}",
    "box": "专栏{}",
    "par": "第{}部分",
    "uni": "第{}单元",
    "mod": "模块{}",
    "exe": "练习{}",
}


@check("accuracy/untranslated", id="ZH059", severity=MAJOR, signs="FTCSAEBPUM")
def english_references(segment: Segment, context: Context) -> Iterator[Issue]:
    """A reference to a figure, table or chapter is translated, unless it stands in a source cited in English."""
    source = text(segment.source)
    if not _NAMED.search(text(segment.target)):
        return
    for begin, piece in pieces(segment.target):
        for found in _ENGLISH.finditer(piece):
            lead = piece[max(0, found.start() - 4) : found.start()]
            before, after = lead.rstrip()[-1:], piece[found.end() : found.end() + 4].lstrip()[:1]
            beside = has_han(before + after) or before in "（，。；：见、" or after in "），。；：、"
            if (
                beside
                and found[0] in source
                and not re.search(r"[A-Za-z0-9][,.]\s*\Z|[A-Za-z]{2}[,.]?\s*\Z|[A-Za-z]\s*[（(]?\Z", lead)
            ):
                span = (begin + found.start(), begin + found.end())
                better = _NAMES[found["what"][:3].lower()].format(found["number"])
                yield Issue(_("the reference is still English"), span, better if re.search(f"[{HAN}]", piece) else "")
