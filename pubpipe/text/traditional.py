"""Which characters are Traditional forms that Simplified text does not know."""

from __future__ import annotations

from functools import cache

_BOTH = (
    "伋伕佺偭偯傢僇僎僩儅儳兙兛兝兞兡兣冑剋劻勗卄吋呎嘐堉塭塽墦壎奭姅屘屝崁巉帟徬惇愒慇抆撚撢擭敔昇昤晅晞暍朮杗枓栘梡梱棻楛"
    "榦槃橾欐歜毚毬汍沍沘沬泜洸浥浬涊湣湩湲潟潠澴濩炤焜煆牴犛玆玥珪琯璘璟瓖瓩甽疢瘉瘺睪瞋瞭砠祇祐穋篛篠籣籥糢絃縿繈繙羶脤脩脰"
    "芣苧蘗衹裯褕褽覜觔觼訑詨詻誧豭賸跦踡迆迺遝郃鄗鄘釆釭鉼雊霤韹鯈鴃鶸徵"
)
"""Characters GB 2312 lacks that a Simplified text may yet hold, mostly in names (通用规范汉字表, CC-CEDICT)."""


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
