"""Characters that do not belong into Simplified Chinese: full-width Latin, Traditional forms."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from unicodedata import normalize

from pubpipe.checks import MAJOR, MINOR, Context, check
from pubpipe.checks._prose import pieces
from pubpipe.messages import _
from pubpipe.model import Issue, Segment, text

_FULL_WIDTH = re.compile(r"[０-９Ａ-Ｚａ-ｚ]+(?:．[０-９]+)?")

_BOTH = (
    "伋伕佺偭偯傢僇僎僩儅儳兙兛兝兞兡兣冑剋劻勗卄吋呎嘐堉塭塽墦壎奭姅屘屝崁巉帟徬惇愒慇抆撚撢擭敔昇昤晅晞暍朮杗枓栘梡梱棻楛"
    "榦槃橾欐歜毚毬汍沍沘沬泜洸浥浬涊湣湩湲潟潠澴濩炤焜煆牴犛玆玥珪琯璘璟瓖瓩甽疢瘉瘺睪瞋瞭砠祇祐穋篛篠籣籥糢絃縿繈繙羶脤脩脰"
    "芣苧蘗衹裯褕褽覜觔觼訑詨詻誧豭賸跦踡迆迺遝郃鄗鄘釆釭鉼雊霤韹鯈鴃鶸徵"
)
"""Characters GB 2312 lacks that a Simplified text may yet hold, mostly in names (通用规范汉字表, CC-CEDICT)."""


@check("locale-conventions/full-width", id="ZH015", severity=MINOR)
def full_width(segment: Segment, context: Context) -> Iterator[Issue]:
    """Latin letters and digits are half-width: 3500, not ３５００."""
    for begin, piece in pieces(segment.target):
        for found in _FULL_WIDTH.finditer(piece):
            span = (begin + found.start(), begin + found.end())
            yield Issue(_("full-width letters or digits"), span, normalize("NFKC", found[0]))


@check("locale-conventions/script", id="ZH040", severity=MAJOR)
def traditional(segment: Segment, context: Context) -> Iterator[Issue]:
    """A Simplified text holds no Traditional characters: 议会, not 議會."""
    target = text(segment.target)
    found = [position for position, character in enumerate(target) if character in traditional_characters()]
    if found:
        characters = "".join(dict.fromkeys(target[position] for position in found))
        message = _("Traditional characters: {characters}").format(characters=characters)
        yield Issue(message, (found[0], found[0] + 1))


@cache
def traditional_characters() -> frozenset[str]:
    """The characters in daily use in Traditional text (Big5, level 1) that Simplified text (GB 2312) does not know."""
    found = set()
    for lead in range(0xA4, 0xC7):
        for trail in (*range(0x40, 0x7F), *range(0xA1, 0xFF)):
            try:
                character = bytes((lead, trail)).decode("big5")
                character.encode("gb2312")
            except UnicodeDecodeError:
                continue
            except UnicodeEncodeError:
                found.add(character)
    return frozenset(found - set(_BOTH))
