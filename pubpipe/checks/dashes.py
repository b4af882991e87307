"""Dashes: the Chinese one is ——, two em."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pubpipe.checks import MAJOR, MINOR, Context, check
from pubpipe.checks._prose import HAN, pieces, seen
from pubpipe.messages import _
from pubpipe.model import Issue, Segment, text

_ENGLISH_DASH = re.compile(r"—|(?<=\w)\s*--\s*(?=\w)|\s[–-]\s")
_SINGLE = re.compile(rf"(?<=[{HAN}”’）》])(?<!—)—(?!—)(?=[{HAN}“‘（《])")
_IMITATED = re.compile(
    rf"(?:(?<=[{HAN}”’）》，])(?:\s?(?:-{{2,}}|－{{2,}}|─{{1,}}|⸺|—\s—|—{{3,}}|–{{1,2}})\s?(?![A-Za-z]))"
    rf"|(?:(?<!-)-{{2,}}+|－{{2,}}|─{{2,}}|⸺|—\s—)(?=[{HAN}“‘（《]))"
)
_HYPHENS = re.compile("-{2,3}|－{2,3}|─{2}|⸺|—\\s—")


@check("linguistic-conventions/punctuation", id="ZH008", severity=MINOR, signs="—")
def single_dash(segment: Segment, context: Context) -> Iterator[Issue]:
    """Where the English has a dash, the Chinese one is —— and not a single —, which joins names and ranges."""
    if _SINGLE.search(text(segment.target)) and _ENGLISH_DASH.search(text(segment.source)):
        yield from seen(segment.target, _SINGLE, _("a dash in Chinese is ——"), "——")


@check("linguistic-conventions/punctuation", id="ZH009", severity=MAJOR, signs=("--", "－－", "─", "⸺", "—", "–"))
def imitated_dash(segment: Segment, context: Context) -> Iterator[Issue]:
    """A dash is written ——, not with hyphens or box-drawing lines."""
    for begin, piece in pieces(segment.target):
        for found in _IMITATED.finditer(piece):
            span = (begin + found.start(), begin + found.end())
            yield Issue(_("a dash in Chinese is ——"), span, "——", fix="——" if _HYPHENS.fullmatch(found[0]) else None)
