"""Pinyin above characters, as Word's 拼音指南 makes it: a run a character, its reading in a style of its own."""

from __future__ import annotations

from pubpipe.books._docx import fields
from pubpipe.books._docx.xml import Element, make, valued

STYLE = "Ruby"
_SIZE, _RAISE, _BASE = 10, 17, 21
"""Half points: of the pinyin, how far it is raised, of the text below it (五号).

Word's own 18 makes the line higher than the grid's pitch, and Word then gives it two.
"""
_LANGUAGE = "zh-CN"


def rubies(text: str, syllables: str, style: str) -> list[Element]:
    """Each character of a text below its syllable."""
    return [_ruby(character, syllable, style) for character, syllable in zip(text, syllables.split(" "), strict=True)]


def _ruby(character: str, syllable: str, style: str) -> Element:
    looks = make(
        "w:rubyPr",
        {},
        valued("w:rubyAlign", "center"),
        valued("w:hps", _SIZE),
        valued("w:hpsRaise", _RAISE),
        valued("w:hpsBaseText", _BASE),
        valued("w:lid", _LANGUAGE),
    )
    reading = fields.run(syllable, STYLE, language="en-US")
    reading[0].insert(1, valued("w:sz", _SIZE))  # LibreOffice looks for the size here alone
    base = make("w:rubyBase", {}, fields.run(character, style))
    properties = [make("w:rPr", {}, valued("w:rStyle", style))] if style else []
    return make("w:r", {}, *properties, make("w:ruby", {}, looks, make("w:rt", {}, reading), base))
