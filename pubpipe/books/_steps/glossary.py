"""The appendix of terms: English to Chinese by the alphabet, Chinese to English by pinyin."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Container, Iterator, Sequence
from functools import cache

from pubpipe.books import Headword, Part
from pubpipe.books._address import bookmark
from pubpipe.books._ast import (
    Node,
    attribute_list,
    attributes,
    div,
    header,
    identity,
    link,
    nodes,
    paragraph,
    span,
    string,
    words,
)
from pubpipe.books._manuscript import Manuscript
from pubpipe.books._scripts import is_han
from pubpipe.books._steps.spacing import tight

TITLE, ENGLISH_FIRST, CHINESE_FIRST, OTHERS = "术语对照表", "英汉对照", "汉英对照", "数字与字母"


def apply(manuscript: Manuscript) -> None:
    """Add the appendix where the project gave terms; each entry leads to the place the term first stands."""
    terms = [term for term in manuscript.terms if _is_shown(manuscript, term)]
    if not terms or manuscript.setting("glossary") == "no":
        return
    places = _places(manuscript, terms)
    english = _list(terms, lambda term: english_key(term.english), english_group, places, chinese_first=False)
    chinese = _list(terms, chinese_key, chinese_group, places, chinese_first=True)
    blocks = [
        header(1, [string(TITLE)], "glossary", "unnumbered"),
        header(2, [string(ENGLISH_FIRST)], "glossary-s1", "unnumbered"),
        div(english, "role", "glossary"),
        header(2, [string(CHINESE_FIRST)], "glossary-s2", "unnumbered"),
        div(chinese, "role", "glossary"),
    ]
    manuscript.appendices.append(Part("glossary", "back", "", TITLE, tuple(blocks)))


def _is_shown(manuscript: Manuscript, term: Headword) -> bool:
    """Whether the term stands anywhere this edition's readers look; one without places stands by itself."""
    return not term.addresses or not manuscript.withheld.issuperset(term.addresses)


def _first(term: Headword, places: Container[str]) -> str:
    """The first of a term's addresses that is among the places, or ""."""
    return next((address for address in term.addresses if address in places), "")


def _places(manuscript: Manuscript, terms: Sequence[Headword]) -> dict[str, tuple[str, str]]:
    """For the first address of each term that is in the book, the id it gets and what its chapter is called."""
    standing = {attributes(node).get("address", "") for sheet in manuscript.sheets for node in nodes(sheet.blocks)}
    wanted = {_first(term, standing) for term in terms} - {""}
    places: dict[str, tuple[str, str]] = {}
    for sheet in manuscript.sheets:
        called = manuscript.shown.get(sheet.id, ("", ""))[1]
        for node in nodes(sheet.blocks):
            address = attributes(node).get("address", "")
            if address:
                found = attribute_list(node)
                assert found is not None
                noted = [attributes(each).get("address", "") for note in _notes_in(node) for each in nodes(note["c"])]
                for own in wanted & {address, *noted} - set(places):
                    found[0] = identity(node) or bookmark(address)
                    places[own] = (found[0], called)
    return places


def _notes_in(node: Node) -> list[Node]:
    """The notes of a unit: what stands in them is found on the page of their mark."""
    return [each for each in nodes([node]) if each["t"] == "Note"]


def _list(
    terms: Sequence[Headword],
    key: Callable[[Headword], object],
    group: Callable[[Headword], str],
    places: dict[str, tuple[str, str]],
    chinese_first: bool,
) -> list[Node]:
    blocks: list[Node] = []
    current = None
    for term in sorted(dict.fromkeys(terms), key=lambda each: (key(each), each.english, each.chinese)):
        if group(term) != current:
            current = group(term)
            blocks.append(div([paragraph([string(current)])], "letter"))
        english, chinese = span(words(term.english), lang="en"), string(tight(term.chinese))
        first, second = (chinese, english) if chinese_first else (english, chinese)
        inlines = [first, string("\u3000"), second]
        identifier, called = places.get(_first(term, places), ("", ""))
        if identifier:
            inlines += [string("\u3000"), link([string(called or "正文")], f"#{identifier}", "locator")]
        blocks.append(div([paragraph(inlines)], "entry"))
    return blocks


def english_key(english: str) -> str:
    """Letter by letter, without case, accents and punctuation."""
    decomposed = unicodedata.normalize("NFKD", english).casefold()
    return re.sub(r"[^a-z0-9 ]", "", decomposed)


def english_group(term: Headword) -> str:
    """The letter an English headword stands under."""
    initial = english_key(term.english)[:1].upper()
    return initial if initial.isalpha() else OTHERS


def chinese_key(term: Headword) -> tuple[tuple[int, str, int, str], ...]:
    """Character by character without punctuation: figures and Latin first, then by syllable, tone and code point.

    ü sorts as v; 《 does not count, as no punctuation does.
    """
    return tuple(
        (1, *_syllable(reading), character) if is_han(character) else (0, character.casefold(), 0, "")
        for character, reading in _lettered(term)
    )


def chinese_group(term: Headword) -> str:
    """The letter a Chinese headword stands under."""
    first, reading = next(_lettered(term), ("", ""))
    return reading[:1].upper() if first and is_han(first) else OTHERS


def _lettered(term: Headword) -> Iterator[tuple[str, str]]:
    """The letters and figures of a Chinese term with their readings, without punctuation and spaces."""
    for character, reading in zip(term.chinese, readings(term.chinese, term.pinyin), strict=True):
        if character.isalnum():
            yield character, reading


@cache
def readings(chinese: str, override: str) -> tuple[str, ...]:
    """One reading a character ("zhong4"); an override ("ceng2 zi3") counts for the Han characters in order."""
    from pypinyin import Style, lazy_pinyin
    from pypinyin.contrib.tone_convert import to_tone3

    own = [to_tone3(syllable, v_to_u=False, neutral_tone_with_five=True) for syllable in override.lower().split()]
    if len(own) == sum(is_han(character) for character in chinese):
        given = iter(own)
        return tuple(next(given) if is_han(character) else character for character in chinese)
    found: list[str] = []
    for piece in re.findall(r"[^\W\d_a-zA-Z]+|.", chinese, re.DOTALL):
        syllables = lazy_pinyin(piece, style=Style.TONE3, neutral_tone_with_five=True)
        found += syllables if len(syllables) == len(piece) else list(piece)
    return tuple(found)


def _syllable(reading: str) -> tuple[str, int]:
    letters = reading.rstrip("12345")
    return letters, int(reading[len(letters) :] or 0)
