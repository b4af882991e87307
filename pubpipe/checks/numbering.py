"""Numbers before headings and items: 一、 （一） 1. （1）."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pubpipe.checks import MINOR, Context, check
from pubpipe.checks._prose import HAN
from pubpipe.messages import _
from pubpipe.model import Issue, Segment, text

_HAN_NUMBER = "[一二三四五六七八九十]{1,3}"
_WRONG = re.compile(
    rf"\s*(?:(?P<arabic>\d{{1,2}})、(?=[{HAN}“《])|(?P<han>{_HAN_NUMBER})[，,.．:：](?=[{HAN}“《])"
    rf"|(?P<bracket>（(?:{_HAN_NUMBER}|\d{{1,2}})）)[、.．，](?=[{HAN}“《])|(?P<half>\((?:{_HAN_NUMBER}|\d{{1,2}})\))、?(?=[{HAN}“《]))"
)
_LIST = re.compile(r"[、\d]\d*、|\d、\d")


@check("linguistic-conventions/punctuation", id="ZH053", severity=MINOR)
def order_marks(segment: Segment, context: Context) -> Iterator[Issue]:
    """After 一 stands 、, after 1 a point, after （一） and （1） nothing."""
    target = text(segment.target)
    found = _WRONG.match(target)
    if not found or (found["arabic"] and _LIST.match(target[found.end() - 1 :])):
        return
    if found["arabic"]:
        better = f"{found['arabic']}. "
    elif found["han"]:
        better = f"{found['han']}、"
    else:
        better = (found["bracket"] or found["half"]).replace("(", "（").replace(")", "）")
    start = len(found[0]) - len(found[0].lstrip())
    yield Issue(_("a number before a heading or item is written otherwise"), (start, found.end()), better)
