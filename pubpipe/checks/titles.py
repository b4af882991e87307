"""Title marks 《》: their form, what may stand in them and what not (GB/T 15834)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pubpipe.checks import MINOR, NEUTRAL, Context, check
from pubpipe.checks._prose import HAN, MASK, has_han, pieces, plain
from pubpipe.messages import _
from pubpipe.model import Issue, Segment

_ANGLES = re.compile(
    rf"<(?P<text>[{HAN}][^<>《》]{{1,60}})>|«(?P<other>[^«»]{{1,60}})»|＜(?P<wide>[{HAN}][^＜＞]{{1,60}})＞"
)
_TITLE = re.compile(r"《(?P<title>[^《》]*)》")
_NESTED = re.compile(r"《[^《》]{0,80}《(?P<inner>[^《》]{0,80})》[^《》]{0,80}》")
_NO_WORK = re.compile(
    r"《(?P<title>[^《》]+)》(?P<what>课程|课(?!文|本|题)|讲座|证书(?!样|模)|执照|许可证|奖(?!励办|惩)|培训班|研讨会|会议|论坛|项目|活动|展览|系统|平台|栏目组)"
)


@check("linguistic-conventions/punctuation", id="ZH029", severity=MINOR, signs="<«＜")
def angle_brackets(segment: Segment, context: Context) -> Iterator[Issue]:
    """A title stands in 《》, not in <> or «», unless the English has these too."""
    if "<" in plain(segment.source) or "«" in plain(segment.source):
        return
    for begin, piece in pieces(segment.target):
        for found in _ANGLES.finditer(piece):
            inside = found["text"] or found["other"] or found["wide"]
            span = (begin + found.start(), begin + found.end())
            yield Issue(_("a title stands in 《》"), span, f"《{inside}》")


@check("linguistic-conventions/punctuation", id="ZH030", severity=MINOR, signs="《")
def latin_title(segment: Segment, context: Context) -> Iterator[Issue]:
    """A title left in English carries no 《》 but italics: 《City Management》 is neither."""
    for begin, piece in pieces(segment.target):
        for found in _TITLE.finditer(piece):
            title = found["title"]
            if re.search("[A-Za-z]{3}", title) and not has_han(title) and not re.search(f"[{{}}%{MASK}]", title):
                span = (begin + found.start(), begin + found.end())
                yield Issue(_("an English title stands in italics, not in 《》"), span, title)


@check("linguistic-conventions/punctuation", id="ZH031", severity=MINOR, signs="《")
def title_in_title(segment: Segment, context: Context) -> Iterator[Issue]:
    """A title within a title has single marks: 《论〈宪法〉》."""
    for begin, piece in pieces(segment.target):
        for found in _NESTED.finditer(piece):
            span = (begin + found.start("inner") - 1, begin + found.end("inner") + 1)
            yield Issue(_("the inner title has single marks"), span, f"〈{found['inner']}〉")


@check("linguistic-conventions/punctuation", id="ZH032", severity=NEUTRAL, signs="《")
def no_work(segment: Segment, context: Context) -> Iterator[Issue]:
    """Courses, certificates, meetings, prizes and projects are no works: “城市管理”课程, not 《城市管理》课程."""
    for begin, piece in pieces(segment.target):
        for found in _NO_WORK.finditer(piece):
            span = (begin + found.start(), begin + found.end("title") + 1)
            yield Issue(_("《》 is for works: {what} is none").format(what=found["what"]), span, f"“{found['title']}”")
