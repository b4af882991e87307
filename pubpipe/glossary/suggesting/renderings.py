"""Chinese candidates for an English term, out of translated text: what stands in the translations of its sentences.

A candidate is a run of Chinese characters that most targets of the term's sentences share and few others have; the
longest of those that always stand together is taken. Nothing is ever made from sound.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

_HAN_RUN = re.compile(r"[\u3400-\u9fff]+(?:·[\u3400-\u9fff]+)*")
_LONGEST = 12
_NEVER_FIRST = frozenset("的了和与及或是而但则若之其该此这那也又只着们·")
_NEVER_LAST = frozenset("的了和或是被把将而但若如之该此这那也又再每某从在·")
_LEAST_SHARE = 0.5
_LEAST_STRENGTH = 0.6
_SAMPLES = 40
"""Sentences of a term that are looked at; more say little more."""
_TRIED = 12
"""Candidates of a term that are counted in all pairs."""


@dataclass(frozen=True, slots=True)
class Rendering:
    """A candidate: in how many of the term's `of` pairs it stands, in how many pairs at all, and where."""

    text: str
    together: int
    of: int
    anywhere: int
    places: tuple[str, ...]

    @property
    def strength(self) -> float:
        """Dice's coefficient of term and candidate, 0 to 1."""
        return 2 * self.together / (self.of + self.anywhere)


class _Lines:
    """Many texts, asked at once which of them hold something."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._starts: list[int] = []
        place = 0
        lines = []
        for text in texts:
            line = " ".join(text.split("\n"))
            self._starts.append(place)
            lines.append(line)
            place += len(line) + 1
        self._all = "\n".join(lines)

    def holding(self, wanted: str) -> list[int]:
        """The numbers of the texts that hold it, in order."""
        found: list[int] = []
        place = self._all.find(wanted)
        while place >= 0:
            number = bisect_right(self._starts, place) - 1
            found.append(number)
            if number + 1 == len(self._starts):
                break
            place = self._all.find(wanted, self._starts[number + 1])
        return found


class Translated:
    """Pairs of sentences, ready to be asked: places, English, Chinese."""

    def __init__(self, pairs: Iterable[tuple[str, str, str]]) -> None:
        self._pairs = list(dict.fromkeys(pairs))
        self._english = _Lines(f" {_plain(source)} " for _place, source, _target in self._pairs)
        self._chinese = _Lines(target for _place, _source, target in self._pairs)

    def renderings(self, terms: Sequence[str], shown: int = 3) -> list[Rendering]:
        """The best candidates for a term in any of its forms, the strongest first."""
        forms = [f" {_plain(term)}{ending} " for term in terms for ending in ("", "s", "es")]
        having = sorted({at for form in forms for at in self._english.holding(form)})
        counts: Counter[str] = Counter()
        for at in having[:_SAMPLES]:
            counts.update(_candidates(self._pairs[at][2]))
        least = max(2, _LEAST_SHARE * min(len(having), _SAMPLES))
        likely = [text for text, count in counts.items() if count >= least]
        likely = sorted(_closed(likely, counts), key=lambda text: (-counts[text], -len(text), text))[:_TRIED]
        likely += [text for text in self._alone(having, terms) if text not in likely]
        found = [self._rendering(text, having) for text in likely]
        found.sort(key=lambda each: (-each.strength, -len(each.text), each.text))
        best: list[Rendering] = []
        for each in found:
            apart = not any(each.text in other.text or other.text in each.text for other in best)
            if apart and each.strength >= _LEAST_STRENGTH * (best[0].strength if best else 1):
                best.append(each)
        return best[:shown]

    def _alone(self, having: Sequence[int], terms: Sequence[str]) -> Iterator[str]:
        """The targets of pairs whose source is the term and nothing else, as in a heading or a cell."""
        wanted = {_plain(term) for term in terms}
        for at in having:
            _place, source, target = self._pairs[at]
            if _plain(source) in wanted and _HAN_RUN.fullmatch(target.strip("。 ")):
                yield target.strip("。 ")

    def _rendering(self, text: str, having: Sequence[int]) -> Rendering:
        anywhere = self._chinese.holding(text)
        together = sorted(set(anywhere).intersection(having))
        places = tuple(self._pairs[at][0] for at in together[:3])
        return Rendering(text, len(together), len(having), len(anywhere), places)


def _plain(text: str) -> str:
    """English for looking up: lower case, words parted by one space, a mark between words a bar."""
    return re.sub(r"\s+", " ", re.sub(r"[-‐‑/]", " ", re.sub(r"[^\w\s'’/‐‑-]", " | ", text.lower()))).strip()


def _candidates(target: str) -> set[str]:
    found = set()
    for run in _HAN_RUN.finditer(target):
        text = run.group()
        for begin in range(len(text)):
            if text[begin] in _NEVER_FIRST:
                continue
            for end in range(begin + 2, min(len(text), begin + _LONGEST) + 1):
                if text[end - 1] not in _NEVER_LAST:
                    found.add(text[begin:end])
    return found


def _closed(texts: Sequence[str], counts: Counter[str]) -> list[str]:
    """Those that do not always stand within a longer one."""
    return [
        text
        for text in texts
        if not any(text != longer and text in longer and counts[longer] >= counts[text] for longer in texts)
    ]
