"""Pinyin of Chinese names (GB/T 16159, GB/T 28039): what the register's English spells chooses among the readings.

聂彪 is niè biāo because its English is Nie Biao; 单伟 is shàn wěi because its English is Shan Wei. A name whose English
spells no reading of it (芝加哥, Chicago) is not Chinese from the first, and has none here.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from pubpipe.books import Headword
from pubpipe.books._collation import spellings
from pubpipe.books._scripts import is_han

_PERSON = "person"


def pinyin(term: Headword) -> tuple[str, ...]:
    """One syllable with its tone mark for each character of a Chinese name; none where its English is no pinyin."""
    return _pinyin(term.chinese, term.english, term.pinyin, term.kind)


def reading(character: str) -> str:
    """How a single character is read, with its tone mark; "" where nobody knows."""
    from pypinyin import Style, lazy_pinyin

    found: list[str] = lazy_pinyin(character, style=Style.TONE, errors="ignore", v_to_u=True)[:1]
    return "".join(found)


@cache
def _pinyin(chinese: str, english: str, given: str, kind: str) -> tuple[str, ...]:
    if not chinese or not all(map(is_han, chinese)):
        return ()
    candidates = _given(given, len(chinese)) or [*_readings(chinese, kind == _PERSON)]
    for length, letters in spellings(chinese, english):
        orders = [0] if kind != _PERSON else [0, *{_surname(chinese), 1}]
        for surname in orders:
            order = [*range(surname, length), *range(surname)]
            found = _spelt([candidates[place] for place in order], letters)
            if found is not None:
                named = dict(zip(order, found, strict=True))
                return tuple(named.get(place) or candidates[place][0] for place in range(len(chinese)))
    return ()


def _given(syllables: str, length: int) -> list[tuple[str, ...]]:
    """The readings somebody wrote down ("ceng2 zi3"), if they are as many as there are characters."""
    from pypinyin.contrib.tone_convert import to_tone

    own = syllables.lower().split()
    return [(to_tone(each),) for each in own] if len(own) == length else []


def _readings(chinese: str, person: bool) -> Iterator[tuple[str, ...]]:
    """The readings of each character: the one it has in these words first; of a surname, its own."""
    from pypinyin import Style, lazy_pinyin
    from pypinyin import pinyin as all_readings

    surnames = _surnames()
    length = _surname(chinese) if person else 0
    usual = lazy_pinyin(chinese, style=Style.TONE)
    for place, character in enumerate(chinese):
        if length == 2 and place < 2:
            yield (surnames["compound"][chinese[:2]][place],)
        elif place < length and character in surnames["readings"]:
            yield tuple(surnames["readings"][character])
        else:
            others = all_readings(character, style=Style.TONE, heteronym=True)[0]
            first = usual[place] if len(usual) == len(chinese) else others[0]
            yield (first, *(each for each in others if each != first))


def _surname(chinese: str) -> int:
    """How many characters of a person's name are the surname."""
    return 2 if len(chinese) > 2 and chinese[:2] in _surnames()["compound"] else 1


@cache
def _surnames() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads(Path(__file__).with_name("_surnames.toml").read_text(encoding="utf-8"))


def _spelt(candidates: Sequence[tuple[str, ...]], letters: str) -> tuple[str, ...] | None:
    """The readings that these letters spell one after another, if they do; ü may be u, v or yu."""
    if not candidates:
        return None if letters else ()
    from pypinyin.contrib.tone_convert import to_normal

    for syllable in candidates[0]:
        plain = to_normal(syllable)
        for spelling in dict.fromkeys((plain.replace("v", "u"), plain, plain.replace("v", "yu"))):
            if letters.startswith(spelling):
                rest = _spelt(candidates[1:], letters[len(spelling) :])
                if rest is not None:
                    return (syllable, *rest)
    return None
