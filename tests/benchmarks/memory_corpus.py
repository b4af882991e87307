"""Real pairs to remember, and sentences to look up: edits at a known distance, and ones with no good match."""

from __future__ import annotations

import os
import random
import re
import tarfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pubpipe.memory.points import Pattern, points
from pubpipe.model import TranslationUnit

ORIGIN = "translations/zh_CN/imported/bench.po"
"""Where the entries are said to be from."""

HELD_OUT = "comprehensive-rust.tsv"
"""Remembered by nobody; sentences without a good match are taken from it."""

_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")
_NUMBER = re.compile(r"\d+")
_CLAUSES = (
    "as the council may decide",
    "where this is required by law",
    "in the following fiscal year",
    "which is described in the next section",
    "unless the manager directs otherwise",
    "for example in a small city",
)


@dataclass(frozen=True)
class Query:
    """A sentence to look up; `origin` is the number of the entry it was made from, -1 for none, `distance` how many
    points it was moved from it."""

    text: str
    origin: int
    distance: int


def data() -> Path:
    """The folder of parallel texts; leaves the process where it is not named."""
    folder = os.environ.get("PUBPIPE_TEST_DATA")
    if not folder:
        raise SystemExit("set PUBPIPE_TEST_DATA to the folder that holds parallel/visible.tar.xz")
    return Path(folder) / "parallel" / "visible.tar.xz"


def real_pairs() -> tuple[dict[str, str], list[str]]:
    """English and Chinese of every table, each English once; and the English that is held out.

    Sentences of the paragraphs among them follow at the end, so that they are taken only where paragraphs run out.
    """
    known: dict[str, str] = {}
    held: list[str] = []
    with tarfile.open(data()) as archive:
        for member in sorted(archive.getmembers(), key=lambda each: each.name):
            if not member.name.endswith(".tsv"):
                continue
            stream = archive.extractfile(member)
            assert stream
            for line in stream.read().decode("utf-8").splitlines()[1:]:
                english, chinese, *_ = [*line.split("\t"), ""]
                if member.name.endswith(HELD_OUT):
                    held.append(english)
                elif english.strip() and chinese.strip():
                    known.setdefault(english, chinese)
    for english in list(known):
        for sentence in _SENTENCE.split(english):
            known.setdefault(sentence, f"［{sentence}］")
    return known, sorted({each for each in held if each not in known and len(each) > 12})


def entries(count: int, chance: random.Random) -> tuple[list[TranslationUnit], int, list[str]]:
    """So many units to remember, how many of them are real, and the English held out.

    What real ones there are not is made of them: each with 10 to 60 % of its words changed.
    """
    known, held = real_pairs()
    chosen = list(known.items())[:count]
    units = [unit(number, *pair) for number, pair in enumerate(chosen)]
    real = len(units)
    words = _vocabulary(known, chance)
    seen = set(known)
    while len(units) < count:
        english, chinese = chosen[chance.randrange(real)]
        made = edited(english, chance.uniform(0.1, 0.6), words, chance)
        if made not in seen:
            seen.add(made)
            units.append(unit(len(units), made, chinese))
    return units, real, held


def unit(number: int, english: str, chinese: str) -> TranslationUnit:
    """An entry as an imported memory holds it."""
    return TranslationUnit(english, chinese, "", ORIGIN, f"{number:07}")


def queries(units: list[TranslationUnit], real: int, count: int, chance: random.Random) -> Iterator[Query]:
    """Realistic edits of real entries: 3 to 30 % of the words, numbers, cases, marks, a clause."""
    words = _vocabulary({each.source: "" for each in units[:real]}, chance)
    known = {each.source for each in units}
    made = 0
    while made < count:
        number = chance.randrange(real)
        source = units[number].source
        text = edited(source, chance.uniform(0.03, 0.3), words, chance)
        if text.strip() and text not in known:
            made += 1
            yield Query(text, number, Pattern(points(source)).distance(points(text)))


def edited(text: str, share: float, vocabulary: list[str], chance: random.Random) -> str:
    """A text with about so much of it changed, as editors change it."""
    words = text.split(" ")
    for _ in range(max(1, round(len(words) * share))):
        _EDITS[chance.choices(range(len(_EDITS)), _WEIGHTS)[0]](words, vocabulary, chance)
    return " ".join(words)


def _replace(words: list[str], vocabulary: list[str], chance: random.Random) -> None:
    words[chance.randrange(len(words))] = chance.choice(vocabulary)


def _insert(words: list[str], vocabulary: list[str], chance: random.Random) -> None:
    words.insert(chance.randrange(len(words) + 1), chance.choice(vocabulary))


def _delete(words: list[str], _vocabulary: list[str], chance: random.Random) -> None:
    if len(words) > 1:
        del words[chance.randrange(len(words))]


def _swap(words: list[str], _vocabulary: list[str], chance: random.Random) -> None:
    place = chance.randrange(len(words))
    words[place - 1], words[place] = words[place], words[place - 1]


def _renumber(words: list[str], vocabulary: list[str], chance: random.Random) -> None:
    numbered = [place for place, word in enumerate(words) if _NUMBER.search(word)]
    if not numbered:
        return _replace(words, vocabulary, chance)
    place = chance.choice(numbered)
    words[place] = _NUMBER.sub(lambda found: str(int(found[0][:9]) + chance.randint(1, 9)), words[place])
    return None


def _recase(words: list[str], _vocabulary: list[str], chance: random.Random) -> None:
    place = chance.randrange(len(words))
    words[place] = words[place].swapcase() if chance.random() < 0.3 else words[place].capitalize()


def _punctuate(words: list[str], _vocabulary: list[str], chance: random.Random) -> None:
    place = chance.randrange(len(words))
    words[place] = words[place].rstrip(",.;") if words[place][-1:] in ",.;" else f"{words[place]},"


def _add_clause(words: list[str], _vocabulary: list[str], chance: random.Random) -> None:
    if len(words) > 8:
        place = chance.randrange(len(words))
        words[place:place] = chance.choice(_CLAUSES).split(" ")


_Edit = Callable[[list[str], list[str], random.Random], None]
_EDITS: tuple[_Edit, ...] = (_replace, _insert, _delete, _swap, _renumber, _recase, _punctuate, _add_clause)
_WEIGHTS = (30, 18, 18, 4, 10, 6, 12, 2)


def _vocabulary(known: dict[str, str], chance: random.Random) -> list[str]:
    """Words as often as they stand in the texts."""
    sample = chance.sample(sorted(known), min(len(known), 4000))
    return [word for text in sample for word in text.split(" ") if word]
