"""Which English words are common: our own list, the glossary's, and those the text itself writes in lower case."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from itertools import chain

_LOWER = re.compile(r"\b[a-zà-öø-ÿ]+\b")
_UPPER = re.compile(
    r"[A-ZÀ-ÖØ-Þ](?<![\w'’].)(?:(?:(?<=[OD])['’]|(?<=M)a?c|(?<=[DL])e|(?<=L)a|(?<=V)an)[A-ZÀ-ÖØ-Þ])?[a-zà-öø-ÿ]+(?!\w)"
)
"""A word with a capital as names have it; it begins with the capital, for that is found fast."""
_IN_LOWER_CASE = re.compile(r"(?:^|[^A-Za-z])[a-z][\w'’]*,? $")
_ACRONYM = re.compile(r"\b[A-Z]{3,6}\b")
_NO_NAME = re.compile(r"(?!\w)(?! [A-Z])")
_BEGINNING = re.compile(r"(?:^|[.!?:;•|–—]['\"”’)\]]*\s+|\s-\s+|[“\"‘(\[])\s*$")
_ENDINGS = (
    ("ies", ("y",)),
    ("ied", ("y",)),
    ("ier", ("y",)),
    ("ily", ("y",)),
    ("es", ("", "e")),
    ("s", ("",)),
    ("ed", ("", "e")),
    ("ing", ("", "e")),
    ("ings", ("", "e")),
    ("ly", ("", "le")),
    ("ers", ("", "e")),
    ("er", ("", "e")),
    ("ors", ("", "e")),
    ("or", ("", "e")),
    ("est", ("", "e")),
    ("ness", ("",)),
    ("ment", ("",)),
    ("ments", ("",)),
    ("al", ("", "e")),
    ("able", ("", "e")),
    ("ation", ("", "e")),
    ("ations", ("", "e")),
    ("ism", ("",)),
    ("ist", ("",)),
    ("ists", ("",)),
)
_USUAL = ("calendar", "peoples", "titles", "abbreviations")
"""The lists of words with capitals that are no part of a name."""
_KINDS = ("titles", "places", "strong", "weak", "things")
_PREFIXES = ("non", "re", "un", "inter", "intra", "multi", "over", "pre", "sub", "co", "anti", "mis", "dis", "out", "e")


@cache
def sets() -> dict[str, frozenset[str]]:
    """The word lists of `words.toml`, by name."""
    read = tomllib.loads((files(__package__) / "words.toml").read_text(encoding="utf-8"))
    found = {
        name: frozenset(re.split(r";\s*", " ".join(value.split())) if ";" in value else value.split())
        for name, value in read.items()
    }
    found["telling"] = found["strong"] | found["worldly"] | found["heads"]
    return found


@cache
def listed() -> frozenset[str]:
    """Common English words, in lower case, without their regular forms."""
    lines = (files(__package__) / "english-words.txt").read_text(encoding="utf-8").splitlines()
    words = {word for line in lines if not line.startswith("#") for word in line.split()}
    lists = sets()
    return frozenset(words) | lists["common"] | {word.lower() for name in _KINDS for word in lists[name]}


class Vocabulary:
    """What is a common word in some texts, and what stands with a capital where no sentence begins.

    `terms` are texts whose words in lower case are common besides, such as the glossary's terms.
    """

    def __init__(self, texts: Iterable[str] = (), terms: Iterable[str] = ()) -> None:
        every = [*texts]
        capitals = [_UPPER.findall(text) for text in every]
        self._capitals = dict(zip(every, capitals, strict=True))
        self._all = "\n\n".join(every)
        self._lower = _in_lower_case(self._all)
        self._upper = Counter(map(str.lower, chain.from_iterable(capitals)))
        self._terms = {word for term in terms for word in _LOWER.findall(term)}
        self._known: dict[str, bool] = {}
        self._own: dict[str, bool] = {}
        self._alone: dict[str, bool] = {}

    def is_common(self, word: str) -> bool:
        """Whether a word, whatever its capitals, is a common one."""
        known = self._known.get(word)
        if known is None:
            lower = word.lower().replace("’", "'").removesuffix("'s").rstrip("'")
            known = self._known[word] = self._is_common(lower)
        return known

    def _is_common(self, lower: str) -> bool:
        if self._lower[lower] > self._upper[lower] // 4 or lower in self._terms:
            return True
        return any(form in listed() for form in _bases(lower))

    def is_own(self, word: str) -> bool:
        """Whether a word spelt as names are is part of one by itself: neither common nor known to everybody."""
        known = self._own.get(word)
        if known is None:
            plain, lists = word.replace("’", "'"), sets()
            known = not any(plain in lists[name] for name in _USUAL) and not self.is_common(plain)
            self._own[word] = known
        return known

    def stands_alone(self, word: str) -> bool:
        """Whether a word stands with a capital somewhere where no sentence begins and no neighbour has one."""
        known = self._alone.get(word)
        if known is None:
            known = self._alone[word] = any(map(self._is_alone, self._places(word)))
        return known

    def _places(self, word: str) -> Iterator[tuple[int, int]]:
        place = self._all.find(word)
        while place >= 0:
            yield place, place + len(word)
            place = self._all.find(word, place + 1)

    def _is_alone(self, place: tuple[int, int]) -> bool:
        before = self._all[max(0, place[0] - 40) : place[0]]
        return bool(_IN_LOWER_CASE.search(before)) and bool(_NO_NAME.match(self._all, place[1]))

    def may_name(self, text: str) -> bool:
        """Whether a text may hold a name: cheap, and never wrong where it says no."""
        capitals = self._capitals[text] if text in self._capitals else _UPPER.findall(text)
        if any(map(self.is_own, capitals)):
            return True
        if len(capitals) < 2:
            return False
        lists = sets()
        return not lists["telling"].isdisjoint(capitals) or (
            not lists["weak"].isdisjoint(capitals) and bool(_ACRONYM.search(text))
        )


def begins(text: str, place: int) -> bool:
    """Whether a sentence, a bracket or a quotation begins at a place."""
    if place > 1 and text[place - 1] == " " and (text[place - 2].isalnum() or text[place - 2] == ","):
        return False
    return bool(_BEGINNING.search(text[max(0, place - 8) : place])) or not text[:place].strip()


def _in_lower_case(text: str) -> Counter[str]:
    """How often each word stands in lower case; the same pieces between spaces come again and again."""
    found: Counter[str] = Counter()
    for piece, times in Counter(text.split()).items():
        if piece.isascii() and piece.isalpha():
            if piece.islower():
                found[piece] += times
        elif not piece.isupper():
            for word in _LOWER.findall(piece):
                found[word] += times
    return found


def _bases(word: str) -> set[str]:
    """A word and what it may be a regular form of."""
    stems = {word}
    for prefix in _PREFIXES:
        if word.startswith(prefix) and len(word) > len(prefix) + 3:
            stems.add(word[len(prefix) :])
    found = set(stems)
    for stem in stems:
        for ending, instead in _ENDINGS:
            if stem.endswith(ending) and len(stem) > len(ending) + 2:
                root = stem[: -len(ending)]
                found.update(root + each for each in instead)
                if len(root) > 3 and root[-1] == root[-2]:
                    found.add(root[:-1])
    return found
