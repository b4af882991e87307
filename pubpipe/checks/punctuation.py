"""Marks of GB/T 15834 in their Chinese form: sentence marks, ellipses, doubled marks, headings."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pubpipe.checks import MAJOR, MINOR, Context, check
from pubpipe.checks._prose import HAN, pieces, seen
from pubpipe.messages import _
from pubpipe.model import CodeKind, Content, Issue, Segment, text
from pubpipe.text.scripts import HALF_WIDTH_MARKS

_BEFORE = f"(?:(?<=[{HAN}）》】].)|(?<=[{HAN}）》][”’].))"
_HALF_WIDTH = re.compile(
    rf"[ ,;:!?.](?:{_BEFORE}(?:(?:(?<=[,;:!?])|(?<= )[,;:!?])(?![,;:!?.=/\\])(?: +(?=[{HAN}“（《]))?|(?<=\.)(?![.\w]))"
    rf"|(?<=[A-Za-z0-9%][,;!?]) ?(?=“?[{HAN}《]))"
)
_ELLIPSIS = re.compile(
    rf"(?<=[{HAN}，、。”’）》])(?:\.{{3,}}|⋯+|…(?:……)*(?!…))|(?:(?<!\.)\.{{3,}}+|(?<!⋯)⋯++|(?<!…)…(?:……)*+)(?=[{HAN}“‘（《])|。{{3,}}"
)
_OMITTED = re.compile(r"[，,]\s*(?:…|\.{3})\s*[，,]|[)\]:=\w]\s+#\s")
"""The middle of a list of formulas (a1，…，aN), and program text with its comments."""

_TWO = [one + other for one in "。，、；：！？" for other in "。，、；：！？,.;:"]
_DOUBLED = re.compile(
    r"(?<!。)。。(?!。)|([，、；：])\1+|[。，、；：](?!\1)[，、；：？！]|[，、；：]。|[！？][。，、；：]"
    r"|[。，、；：！？][,.;:](?![\w.])"
)
_SURE = re.compile(rf"[{HAN}]?\Z")
_AND_SO_ON = re.compile(r"(?<!…)……++(?=等等|等(?![于待级候距式同效价])(?:[，。；）]|$))")
_EXCESS = re.compile(r"！{4,}|？{4,}|[!?]+[！？]+[!?！？]*|[！？]+[!?]+[!?！？]*")
_AT_END = re.compile(r"[。，、；]\s*\Z")


@check("linguistic-conventions/punctuation", id="ZH001", severity=MAJOR, signs=",;:!?.")
def half_width(segment: Segment, context: Context) -> Iterator[Issue]:
    """A mark of English form (, . ? ! : ;) stands in Chinese text: 预算,经理."""
    for begin, piece in pieces(segment.target):
        for found in _HALF_WIDTH.finditer(piece):
            mark = found[0].strip(" ")
            message = _("English {mark} in Chinese text").format(mark=mark)
            better = HALF_WIDTH_MARKS[mark]
            sure = _SURE.search(piece[max(0, found.start() - 1) : found.start()]) and _SURE.match(
                piece[found.end() :][:1]
            )
            span = (begin + found.start(), begin + found.end())
            yield Issue(message, span, better, fix=better if sure else None)


@check("linguistic-conventions/punctuation", id="ZH010", severity=MAJOR, signs=("..", "。。", "⋯", "…"))
def ellipsis(segment: Segment, context: Context) -> Iterator[Issue]:
    """A Chinese ellipsis is …… (two signs, six dots), not … or three full stops."""
    if _OMITTED.search(text(segment.target)):
        return
    labels = _ends_of_labels(segment.target) if _ends_of_labels(segment.source) else set()
    for issue in seen(segment.target, _ELLIPSIS, _("an ellipsis in Chinese is ……"), "……", "……"):
        if issue.span and issue.span[1] in labels:
            yield issue._replace(severity=MINOR, fix=None)
        else:
            yield issue


def _ends_of_labels(parts: Content) -> set[int]:
    """Where text within codes ends in an ellipsis: the label of a button (Open…) may keep it."""
    ends, position, before = set(), 0, ""
    for part in parts:
        if isinstance(part, str):
            position += len(part)
            before = part
        elif part.kind is CodeKind.CLOSE and before.endswith(("…", "...")):
            ends.add(position)
    return ends


@check("linguistic-conventions/punctuation", id="ZH011", severity=MINOR, signs="…")
def ellipsis_and_so_on(segment: Segment, context: Context) -> Iterator[Issue]:
    """…… already says “and so on”: 等 or 等等 does not follow it."""
    yield from seen(segment.target, _AND_SO_ON, _("…… and 等 say the same"))


@check("linguistic-conventions/punctuation", id="ZH035", severity=MINOR, signs="！？")
def excess(segment: Segment, context: Context) -> Iterator[Issue]:
    """At most three ！ or ？ stand together, and all of them full-width."""
    yield from seen(segment.target, _EXCESS, _("too many marks, or marks of two widths"))


@check("linguistic-conventions/punctuation", id="ZH034", severity=MAJOR, signs=_TWO)
def doubled(segment: Segment, context: Context) -> Iterator[Issue]:
    """Two marks stand where one belongs: 。。 or ，。"""
    for begin, piece in pieces(segment.target):
        for found in _DOUBLED.finditer(piece):
            better = found[0][0] if len(set(found[0])) == 1 and found[0][0] not in "！？" else ""
            span = (begin + found.start(), begin + found.end())
            yield Issue(_("two marks where one belongs"), span, better, fix=better or None)


@check("linguistic-conventions/punctuation", id="ZH036", severity=MINOR, signs="。，、；")
def closed_heading(segment: Segment, context: Context) -> Iterator[Issue]:
    """A heading or a title carries no full stop, comma or semicolon at its end."""
    found = _AT_END.search(text(segment.target)) if segment.role in ("heading", "title") else None
    if found:
        yield Issue(_("a heading ends without this mark"), found.span())
