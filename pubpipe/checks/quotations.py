"""Quotation marks of GB/T 15834: their Chinese form, their levels, and the marks at a quotation's end."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pubpipe.checks import MINOR, Context, check
from pubpipe.checks._prose import HAN, pieces, plain, seen
from pubpipe.messages import _
from pubpipe.model import Issue, Segment

_CORNERS = re.compile(r"「(?P<text>[^「」]*)」|『(?P<inner>[^『』]*)』")
_FRAGMENT = re.compile(rf"(?<=[{HAN}])“(?P<text>[^“”]{{1,200}}?)(?P<mark>[，。；、])”(?P<after>[，。；、]?)")
_DOUBLE = re.compile("[“”]")
_SPEECH = re.compile(r"(?:说|道|称|写|问|答|指出|认为|表示|规定|强调|补充|解释|写道|[：:，])$")


@check("linguistic-conventions/punctuation", id="ZH004", severity=MINOR, signs="「『")
def corner_brackets(segment: Segment, context: Context) -> Iterator[Issue]:
    """Simplified text quotes with “” and ‘’, not with 「」 and 『』."""
    for begin, piece in pieces(segment.target):
        for found in _CORNERS.finditer(piece):
            inside = found["text"] if found["text"] is not None else found["inner"]
            better = f"“{inside}”" if found["text"] is not None else f"‘{inside}’"
            span = (begin + found.start(), begin + found.end())
            yield Issue(_("quotation marks of Traditional text"), span, better)


@check("linguistic-conventions/punctuation", id="ZH007", severity=MINOR, signs="“")
def nested_quotes(segment: Segment, context: Context) -> Iterator[Issue]:
    """A quotation within a quotation has single marks: “……‘城市’……”."""
    target = plain(segment.target)
    if target.count("“") < 2:
        return
    depth = 0
    paired = target.count("“") == target.count("”")
    for found in _DOUBLE.finditer(target):
        position = found.start()
        if found[0] == "“":
            depth += 1
            closing = target.find("”", position) if depth == 2 and paired else -1
            if closing > 0:
                better = f"‘{target[position + 1 : closing]}’"
                yield Issue(_("the inner quotation has single marks"), (position, closing + 1), better)
        else:
            depth = max(0, depth - 1)


@check("linguistic-conventions/punctuation", id="ZH033", severity=MINOR, signs="”")
def mark_at_end_of_quotation(segment: Segment, context: Context) -> Iterator[Issue]:
    """A comma or full stop stands inside ” only where a whole sentence is quoted; a second mark never follows it."""
    for begin, piece in pieces(segment.target):
        for found in _FRAGMENT.finditer(piece):
            whole = _SPEECH.search(piece[max(0, found.start() - 8) : found.start()])
            if found["after"] or (not whole and found["mark"] in "，；、"):
                mark = found["after"] or found["mark"]
                span = (begin + found.start("mark"), begin + found.end())
                yield Issue(_("the mark stands after the closing quotation mark"), span, f"”{mark}")


@check("linguistic-conventions/punctuation", id="ZH028", severity=MINOR, signs="、")
def between_quotations(segment: Segment, context: Context) -> Iterator[Issue]:
    """No 、 stands between titles or quotations side by side: 《论语》《孟子》, “议会”“经理”."""
    yield from seen(segment.target, _BETWEEN_QUOTATIONS, _("no 、 between titles or quotations side by side"), "")


_BETWEEN_QUOTATIONS = re.compile(r"(?<=[》”])、(?=[《“])")
