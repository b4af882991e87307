"""How years, decades and centuries are written: GB/T 15835."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pubpipe.checks import MINOR, NEUTRAL, Context, check
from pubpipe.checks._prose import HAN, pieces, plain
from pubpipe.messages import _
from pubpipe.model import Issue, Segment

_DIGITS = "〇一二三四五六七八九"
_MIXED = re.compile(r"(?<![\dA-Za-z一二三四五六七八九〇零])[一二三四五六七八九][一二三四五六七八九〇零0OＯ○]{3}(?=年)")
_ZERO = re.compile("[零0OＯ○]")
_SHORT = re.compile(
    r"(?<![\d.,—～－–~/’'第前后近约达共每过了满这那几两-])(?P<year>[1-9]\d)年(?![级代期间来后前内里之限多以]|[上中下]半|会|人|度)"
)
_APOSTROPHE = re.compile(r"['’]\d\d\b")
_HAN_DECADE = re.compile(r"(?:世纪)?(?P<decade>[二三四五六七八九]十)年代")
_DIGIT_DECADE = re.compile(r"\d0年代")


@check("locale-conventions/date-format", id="ZH022", severity=MINOR, signs="年")
def zero_in_year(segment: Segment, context: Context) -> Iterator[Issue]:
    """A year in Chinese characters writes its nought 〇: 二〇二四年, not 二零二四年 or 二0二四年."""
    for begin, piece in pieces(segment.target):
        for found in _MIXED.finditer(piece):
            if _ZERO.search(found[0]):
                better = _ZERO.sub("〇", found[0])
                span = (begin + found.start(), begin + found.end())
                yield Issue(_("the nought of a year is 〇"), span, better, fix=better)


@check("locale-conventions/date-format", id="ZH023", severity=MINOR, signs="年")
def short_year(segment: Segment, context: Context) -> Iterator[Issue]:
    """A year has four figures: 1998年, not 98年."""
    if not _APOSTROPHE.search(plain(segment.source)) and not re.search(r"\b(?:19|20)\d\d\b", plain(segment.source)):
        return
    years = re.findall(r"\b((?:19|20)\d\d)\b", plain(segment.source))
    for begin, piece in pieces(segment.target):
        for found in _SHORT.finditer(piece):
            full = [year for year in years if year.endswith(found["year"])]
            apostrophe = f"'{found['year']}" in plain(segment.source).replace("’", "'")
            if (full and not any(year in plain(segment.target) for year in full)) or apostrophe:
                span = (begin + found.start(), begin + found.end())
                yield Issue(_("a year has four figures"), span, f"{full[0]}年" if full else "")


@check("locale-conventions/date-format", id="ZH024", severity=NEUTRAL, signs="年")
def decade(segment: Segment, context: Context) -> Iterator[Issue]:
    """Decades are written one way, with figures: 20世纪80年代, not 20世纪八十年代."""
    for begin, piece in pieces(segment.target):
        for found in _HAN_DECADE.finditer(piece):
            figures = re.search(
                rf"\d\d世纪\Z|[{HAN}]世纪\Z", piece[max(0, found.start("decade") - 6) : found.start("decade")]
            )
            if (figures and figures[0][0].isdigit()) or _DIGIT_DECADE.search(piece):
                better = f"{_DIGITS.index(found['decade'][0])}0"
                span = (begin + found.start("decade"), begin + found.end("decade"))
                yield Issue(_("a decade is written with figures: 80年代"), span, better)
