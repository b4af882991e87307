"""The order of lists: English by the alphabet, Chinese by pinyin (GB/T 22466), each under its letter."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

from pubpipe.books import Headword, Keep
from pubpipe.books._scripts import is_han

OTHERS = "数字与字母"
_RANKS = {
    "province": ("省",),
    "city": ("市",),
    "municipality": ("市",),
    "county": ("县",),
    "district": ("区",),
    "prefecture": ("州", "地区"),
    "town": ("镇",),
    "township": ("乡", "镇"),
    "village": ("村",),
    "river": ("河", "江"),
    "lake": ("湖",),
    "road": ("路",),
    "street": ("街",),
    "autonomous region": ("自治区",),
    "autonomous prefecture": ("自治州",),
    "autonomous county": ("自治县",),
}
"""What English says behind a place's name, and how its Chinese then ends."""
_SHELF = "readings"


@cache
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


def is_romanised(term: Headword) -> bool:
    """Whether the English is the pinyin of the Chinese: Nanjing, Jiangsu Province; Sun Yat-sen's is not."""
    syllables = [reading.rstrip("12345").replace("v", "u") for reading in readings(term.chinese, term.pinyin)]
    return any("".join(syllables[:length]) == letters for length, letters in spellings(term.chinese, term.english))


def spellings(chinese: str, english: str) -> Iterator[tuple[int, str]]:
    """How many characters which letters would spell: all of them, or all but a place's rank (Jiangsu Province)."""
    said = re.sub("[^a-z ]", "", english_key(english))
    yield len(chinese), said.replace(" ", "")
    for rank, endings in _RANKS.items():
        ending = next((ending for ending in endings if chinese.endswith(ending) and chinese != ending), "")
        if said.endswith(f" {rank}") and ending:
            yield len(chinese) - len(ending), said.removesuffix(rank).replace(" ", "")


def readings(chinese: str, override: str) -> tuple[str, ...]:
    """One reading a character ("zhong4"); an override ("ceng2 zi3") counts for the Han characters in order."""
    asked = f"{chinese}|{override}"
    found = _KNOWN.get(asked)
    if found is None:
        found = _KNOWN[asked] = _read(chinese, override)
    return found


_KNOWN: dict[str, tuple[str, ...]] = {}
"""The readings of Chinese with its override: to load the dictionary costs more than to read a book's terms in it."""


@contextmanager
def remembering(keep: Keep | None) -> Iterator[None]:
    """Take readings from an earlier build, and keep those that are new."""
    if keep is None:
        yield
        return
    try:
        before = {asked: tuple(said) for asked, said in json.loads(keep.get(_SHELF) or b"{}").items()}
    except (ValueError, TypeError, AttributeError):
        before = {}
    _KNOWN.update(before)
    yield
    if _KNOWN.keys() - before.keys():
        keep.put(_SHELF, json.dumps(_KNOWN, sort_keys=True).encode())


def _read(chinese: str, override: str) -> tuple[str, ...]:
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
