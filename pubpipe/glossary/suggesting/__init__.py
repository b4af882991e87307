"""What a glossary may lack: noun phrases, names and acronyms of the sources, with how often and where they stand.

    suggest(sentences, glossary)              proposals, the likeliest first
    Translated(pairs).renderings(terms)       Chinese candidates for one of them, with their evidence

Nothing here decides: a person accepts, mends or drops each.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from pubpipe.glossary.naming import Vocabulary, is_pinyin, names, without
from pubpipe.glossary.naming.vocabulary import listed, sets
from pubpipe.glossary.recognition import recognise
from pubpipe.glossary.store import Glossary
from pubpipe.glossary.suggesting.acronyms import bare, explained
from pubpipe.glossary.suggesting.phrases import c_values, phrases, united
from pubpipe.glossary.suggesting.renderings import Rendering, Translated
from pubpipe.glossary.words import reading
from pubpipe.model import Content, NameKind, Span

__all__ = ["Occurrence", "Rendering", "Sentence", "Suggestion", "Translated", "suggest"]

_SHOWN = 3
_ASIDE = ("header", "footer")
_ROMAN = re.compile("[IVXLC]+")
_AROUND = 60


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a source: its place, what it says, its role, and how many times it stands."""

    place: str
    source: Content
    role: str = "paragraph"
    times: int = 1


@dataclass(frozen=True, slots=True)
class Occurrence:
    """Where a proposal stands, with the words around it."""

    place: str
    text: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A proposal: a "term", "name" or "acronym", how often it stands, its weight, and the first places.

    `forms` are all ways it is written, `full` the words an acronym is explained by, `kind` what a name names. `pinyin`:
    a Chinese person, whose characters nobody may guess. `renderings` are Chinese candidates, the strongest first.
    """

    sort: str
    text: str
    count: int
    score: float
    contexts: tuple[Occurrence, ...]
    forms: tuple[str, ...] = ()
    full: str = ""
    kind: NameKind | None = None
    pinyin: bool = False
    renderings: tuple[Rendering, ...] = ()


def suggest(
    sentences: Sequence[Sentence],
    glossary: Glossary,
    *,
    least: int = 2,
    most: int = 50,
    translated: Translated | None = None,
) -> list[Suggestion]:
    """The terms, names and acronyms that the glossary lacks, the likeliest of each sort first, `most` of each.

    Terms and acronyms without explanation stand at least `least` times, names and explained acronyms once. Chinese
    candidates come from `translated`.
    """
    gathered = _Gathered(sentences, glossary)
    found = [*gathered.terms(least, most), *gathered.named(most), *gathered.shortened(least, most)]
    if translated is None:
        return found
    return [
        each if each.pinyin else replace(each, renderings=tuple(translated.renderings(_asked(each)))) for each in found
    ]


def _asked(each: Suggestion) -> list[str]:
    return [*each.forms, each.full] if each.full else list(each.forms)


class _Gathered:
    """Everything that may be proposed, gathered from the sentences in one pass."""

    def __init__(self, sentences: Sequence[Sentence], glossary: Glossary) -> None:
        self._phrases: Counter[tuple[str, ...]] = Counter()
        self._names: Counter[str] = Counter()
        self._kinds: dict[str, NameKind | None] = {}
        self._short: Counter[str] = Counter()
        self._full: dict[str, Counter[str]] = defaultdict(Counter)
        self._forms: dict[object, Counter[str]] = defaultdict(Counter)
        self._contexts: dict[object, dict[Occurrence, None]] = defaultdict(dict)
        english = [term.text for concept in glossary.concepts for term in concept.designations("en")]
        self._known = {text.casefold() for text in english}
        readings = [reading(each.source) for each in sentences]
        vocabulary = Vocabulary((read.text for read in readings), english)
        self._glossary = glossary
        for sentence, read in zip(sentences, readings, strict=True):
            known = [*(hit.span for hit in recognise((read.text,), glossary)), *read.closed]
            self._take(sentence, read.text, known, vocabulary)

    def _is_known(self, form: str) -> bool:
        """Whether a phrase is a term of the glossary, whatever stands around it in the texts."""
        hits = recognise((form,), self._glossary)
        return form.casefold() in self._known or any(hit.span == (0, len(form)) for hit in hits)

    def _take(self, sentence: Sentence, text: str, known: list[Span], vocabulary: Vocabulary) -> None:
        closed = list(known)
        found = list(names((text,), vocabulary, sentence.role))
        closed += [name.span for name in found]
        for name in without(found, known):
            self._names[name.text] += sentence.times
            self._kinds[name.text] = self._kinds.get(name.text) or name.kind
            self._note(name.text, sentence, text, name.span)
        for acronym, full in explained(text):
            if acronym.casefold() not in self._known:
                self._full[acronym][" ".join(full.split())] += sentence.times
        for acronym in bare(text):
            if acronym.casefold() not in self._known | listed() and not _ROMAN.fullmatch(acronym):
                self._short[acronym] += sentence.times
                place = text.find(acronym)
                self._note(acronym, sentence, text, (place, place + len(acronym)))
        for phrase in phrases(text, closed) if sentence.role not in _ASIDE else ():
            surface = text[slice(*phrase.span)]
            if " ".join(surface.split()) not in sets()["well_known"]:
                self._phrases[phrase.words] += sentence.times
                self._note(phrase.words, sentence, text, phrase.span)

    def _is_named(self, form: str) -> bool:
        """Whether a phrase is part of a name, or says no more than of which people: American cities."""
        if form.split()[0] in sets()["peoples"] and form.count(" ") == 1:
            return True
        return any(form != form.lower() and form in name for name in self._names)

    def _note(self, key: object, sentence: Sentence, text: str, span: Span) -> None:
        self._forms[key][" ".join(text[slice(*span)].split())] += sentence.times
        if len(self._contexts[key]) < _SHOWN:
            begin, end = max(0, span[0] - _AROUND), span[1] + _AROUND
            shown = ("…" if begin else "") + text[begin:end].strip() + ("…" if end < len(text) else "")
            self._contexts[key][Occurrence(sentence.place, " ".join(shown.split()))] = None

    def terms(self, least: int, most: int) -> Iterable[Suggestion]:
        """Phrases by C-value, plurals counted with their singulars, without full forms of acronyms."""
        counts: Counter[tuple[str, ...]] = Counter()
        forms: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
        contexts: dict[tuple[str, ...], dict[Occurrence, None]] = defaultdict(dict)
        for words, under in united(self._phrases).items():
            counts[under] += self._phrases[words]
            forms[under] += self._forms[words]
            contexts[under] |= self._contexts[words]
        explained_by = {full.casefold() for fulls in self._full.values() for full in fulls}
        values = c_values(counts)
        ranked = sorted((words for words in counts if counts[words] >= least), key=lambda one: (-values[one], one))
        told = 0
        for words in ranked:
            shown = _written(forms[words], " ".join(words))
            if values[words] <= 0 or " ".join(words) in explained_by or self._is_known(shown) or self._is_named(shown):
                continue
            told += 1
            if told > most:
                return
            yield Suggestion(
                "term",
                shown,
                counts[words],
                round(values[words], 2),
                tuple(contexts[words])[:_SHOWN],
                tuple(sorted({form.lower() for form in forms[words]})),
            )

    def named(self, most: int) -> Iterable[Suggestion]:
        """Names by how often they stand; a part of a longer one counts with it."""
        whole = [
            name
            for name in self._names
            if not any(f" {name} " in f" {other} " for other in self._names if other != name)
        ]
        ranked = sorted(whole, key=lambda name: (-self._names[name], name))
        for name in ranked[:most]:
            parts = [other for other in self._names if other != name and f" {other} " in f" {name} "]
            count = self._names[name] + sum(self._names[other] for other in parts)
            yield Suggestion(
                "name",
                name,
                count,
                float(count),
                tuple(self._contexts[name]),
                (name, *sorted(parts)),
                kind=self._kinds[name],
                pinyin=is_pinyin(name),
            )

    def shortened(self, least: int, most: int) -> Iterable[Suggestion]:
        """Acronyms: those the text explains, then those it only uses, each by how often they stand."""
        counted = {*self._full, *(acronym for acronym, count in self._short.items() if count >= least)}
        ranked = sorted(counted, key=lambda one: (one not in self._full, -self._short[one], one))
        for acronym in ranked[:most]:
            fulls = self._full.get(acronym, Counter())
            full = min(fulls, key=lambda one: (-fulls[one], one), default="")
            count = self._short[acronym] or sum(fulls.values())
            yield Suggestion(
                "acronym", acronym, count, float(count), tuple(self._contexts[acronym]), (acronym,), full=full
            )


def _written(forms: Counter[str], words: str) -> str:
    """How a phrase is written: in lower case, unless it always has capitals; singular where it stands so."""
    capitals = [form for form in forms if form == form.lower()]
    if capitals:
        return words if words in forms else min(capitals, key=lambda form: (-forms[form], form))
    return min(forms, key=lambda form: (-forms[form], form))
