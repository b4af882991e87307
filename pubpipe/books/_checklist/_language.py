"""Which text is Chinese, and where two languages stand side by side."""

from __future__ import annotations

import re

from lxml import etree

from pubpipe.formats.docx.names import TC, TR, T, w
from pubpipe.text.scripts import han_count

_ENOUGH = 40
_SHARE = 0.3
_JAPANESE = 0.1
_KANA = re.compile("[\u3041-\u30fa]")
_WORD = re.compile(r"[A-Za-z\u00c0-\u024f\u0370-\u052f]+")
_SIDES = 2
_NEARLY = 0.8
_FEW = 0.5
"""Chinese characters a word, at most, in text that is not Chinese but names Chinese authors."""

MAP = re.compile(
    r"(?<!思维)(?<!认知)(?<!知识)(?<!心智)(?:地图|政区图|区划图|区位图|交通图|影像图)(?=[\s。（；]|图片来源|审图号|$)"
)
"""What the caption of a map ends with."""
REVIEWED = re.compile(r"审图号|GS[\u4e00-\u9fff]?（\d{4}）|国审字")
"""What shows the number of its review."""


def mostly_chinese(text: str) -> bool:
    """Whether a good part of a text is Chinese, half of it as in a bilingual book, and it is not Japanese.

    A Chinese character counts as much as a word of letters.
    """
    han = han_count(text)
    words = sum(1 for _word in _WORD.finditer(text))
    return han > max(_ENOUGH, (han + words) * _SHARE) and len(_KANA.findall(text)) < han * _JAPANESE


def sets_languages_apart(table: etree._Element) -> bool:
    """Whether a Word table only sets Chinese and another language side by side, in nearly every row, without a head."""
    sides = []
    for row in table.iterchildren(TR):
        cells = ["".join(each.text or "" for each in cell.iter(T)) for cell in row.iterchildren(TC)]
        if len(cells) > _SIDES:
            return False
        if len(cells) == _SIDES and any(cells):
            sides.append(_apart(*map(str.strip, cells)))
    headless = table.find(f".//{w('tblHeader')}") is None
    return headless and bool(sides) and sum(sides) >= len(sides) * _NEARLY


def _apart(one: str, other: str) -> bool:
    """Whether of two texts one is Chinese, or both are the same that was left as it is."""
    if one == other:
        return _WORD.search(one) is not None
    return bool(one and other) and in_chinese(one) != in_chinese(other)


def in_chinese(text: str) -> bool:
    """Whether a sentence is Chinese, and not of another language that names somebody in Chinese characters."""
    return han_count(text) > len(_WORD.findall(text)) * _FEW
