"""Names of persons, places and organisations in an English text, told from all else that has a capital.

What begins a sentence, headings in title case, acts and codes, months, peoples, acronyms, products spelt as no name is
(GitHub), titles of works in italics or quotation marks, and countries everybody can write are none. A word is part of a
name if it is no common word; an organisation may consist of common words alone (Government Finance Officers
Association). Better a name missed than a word taken for one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from pubpipe.glossary.naming.pinyin import is_pinyin
from pubpipe.glossary.naming.sequences import Word, sequences, titled, words
from pubpipe.glossary.naming.vocabulary import Vocabulary, sets
from pubpipe.glossary.words import reading
from pubpipe.model import CodeKind, Content, NameKind, Span, text

__all__ = ["Name", "Vocabulary", "is_pinyin", "names", "without"]

_ACRONYM = re.compile("[A-Z]{3,6}")
_LOCATION = re.compile(r", ([A-Z][a-z]+(?: [A-Z][a-z]+)?)")
_QUOTED = re.compile(r"[“\"][^“”\"]{3,120}[”\"]")
_REFERENCE = re.compile(
    r"\(\d{4}[a-z]?\)\.|\b(?:pp?|vol|no|ed|eds)\. ?\d|\bet al\b|\(eds?\.\)"
    r"|\b[A-Z][a-z]+, [A-Z]\. ?(?:[A-Z]\.)?,? ?(?:\(\d{4}|and|&)"
    r"|: [A-Z][\w ]+(?:Press|Books|Publishers|Publishing)\b|\([A-Z][^()]*, (?:19|20)\d\d\)\.?$|\bISBN\b|\bdoi\b"
)
_DIVIDING = frozenset("and for to in on at & the".split())
_OF_NAMES = frozenset("City County Town Village University".split())
_OF_PLACES = frozenset("County River Creek Street Avenue Township Valley Island".split())
_BEFORE_PLACES = frozenset("North South East West New Old St Fort Mount San Santa Los Las El La Port Cape".split())


@dataclass(frozen=True, slots=True)
class Name:
    """A name where it stands; `span` counts code points of the content's text, `kind` is None where nothing tells it.

    `core` is the span of the words that are no common ones, of the whole where all are common.
    """

    span: Span
    text: str
    kind: NameKind | None
    core: Span


def names(content: Content, vocabulary: Vocabulary, role: str = "paragraph") -> Iterator[Name]:
    """Yield each name where it stands, in the order of the text."""
    if not vocabulary.may_name(text(content)):
        return
    read = reading(content)
    plain = read.text
    if plain.upper() == plain:
        return
    found, others = words(plain)
    if not any(word.proper for word in found):
        return
    heading = role in ("heading", "title") or (titled(found, others) and not plain.rstrip().endswith("."))
    named = [(name, run) for run in sequences(plain, found) for name in _named(run, plain, vocabulary, heading=heading)]
    if not named or _REFERENCE.search(plain):
        return
    closed = (*_works(content), *(each.span() for each in _QUOTED.finditer(plain) if titled(*words(each.group()))))
    for name, run in named:
        start, end = name[0].start, name[-1].end
        if not read.open(start, end) or any(first <= start and end <= last for first, last in closed):
            continue
        kind = _kind(name, run, vocabulary)
        core = [word for word in name if word.proper and not vocabulary.is_common(word.surface)] or name
        yield Name(read.span(start, end), plain[start:end], kind, read.span(core[0].start, core[-1].end))


def without(found: Iterable[Name], known: Iterable[Span]) -> Iterator[Name]:
    """The names that none of the `known` spans, those of the glossary's terms, holds."""
    spans = list(known)
    return (each for each in found if not any(start <= each.core[0] and each.core[1] <= end for start, end in spans))


def _works(content: Content) -> Iterator[Span]:
    """The stretches in italics of several words: titles of works."""
    place, opened, begun = 0, 0, 0
    for part in content:
        if isinstance(part, str):
            place += len(part)
        elif part.type in ("i", "bi") and part.kind is CodeKind.OPEN:
            opened, begun = opened + 1, place
        elif part.type in ("i", "bi") and part.kind is CodeKind.CLOSE and opened:
            opened -= 1
            yield begun, place


def _named(run: list[Word], plain: str, vocabulary: Vocabulary, *, heading: bool) -> Iterator[list[Word]]:
    """The names in a run of words with capitals: one, several joined by and, or none."""
    if not heading and len(run) > 1 and _is_organisation(run):
        yield _without_article(run)
        return
    if not any(_is_own(word, vocabulary) for word in run):
        return
    found = [name for part in _parted(run) if (name := _cut(part, vocabulary))]
    for place, name in enumerate(found):
        told = _is_located(name, plain) or len(found) > place + 1
        doubtful = heading or _crowded(name, run) or (name[0].first and not told)
        if _counts(name, vocabulary, doubtful=doubtful):
            yield name


def _is_located(name: list[Word], plain: str) -> bool:
    """Whether a place that everybody knows stands behind a name: Springfield, Ohio."""
    found = _LOCATION.match(plain, name[-1].end)
    return found is not None and not sets()["well_known"].isdisjoint((found[1], found[1].split()[0]))


def _is_organisation(run: list[Word]) -> bool:
    """Whether it is an organisation whatever its words: its last says so, or National … Council, Ministry of …"""
    lists = sets()
    capitals = [word for word in _without_article(run) if word.capital]
    if len(capitals) < 3:
        return len(capitals) == 2 and capitals[0].surface == "Ministry"
    if any(word.surface in lists["strong"] and after.surface in ("of", "for") for word, after in pairwise(run)):
        return True
    if run[-1].surface in lists["things"]:
        return False
    if capitals[-1].surface in lists["strong"]:
        return True
    first = capitals[0].surface
    if (first in lists["worldly"] or _ACRONYM.fullmatch(first)) and capitals[-1].surface in lists["weak"]:
        return True
    behind = run[run.index(capitals[0]) + (first in lists["worldly"]) :]
    return behind[0].surface in lists["heads"] and len(behind) > 1 and behind[1].surface in ("of", "for")


def _without_article(run: list[Word]) -> list[Word]:
    return run[1:] if run[0].surface in ("The", "A", "An", "Our", "This", "In", "At", "When", "For") else run


def _parted(run: list[Word]) -> Iterator[list[Word]]:
    """The run, divided at and, for, to, in, on, and at commas' small words; of and the foreign particles stay."""
    part: list[Word] = []
    for word in run:
        if not word.capital and (word.surface in _DIVIDING or (word.surface == "of" and _is_person(part))):
            if part:
                yield part
            part = []
            continue
        if _begins_person(part, word):
            yield part
            part = []
        part.append(word)
    if part:
        yield part


def _is_person(part: list[Word]) -> bool:
    """Whether words are a person's name by themselves, so that what of joins to them is no part of it."""
    return len(part) > 1 and (part[0].surface in sets()["given"] or is_pinyin(" ".join(word.surface for word in part)))


def _begins_person(part: list[Word], word: Word) -> bool:
    """Whether another person begins here, as in a list of authors without commas: Paul Grassi Elaine Newton."""
    given = sets()["given"]
    full = len(part) > 1 and part[0].surface in given and not part[-1].letter and part[-1].surface not in given
    return full and word.surface in given


def _cut(part: list[Word], vocabulary: Vocabulary) -> list[Word]:
    """From the first word that is no common one to the last, with what makes a place or organisation behind it."""
    lists = sets()
    own = [at for at, word in enumerate(part) if _is_own(word, vocabulary)]
    if not own:
        return []
    first, last = own[0], own[-1]
    if part[last].surface in _BEFORE_PLACES and last + 1 < len(part):
        last += 1
    heads = [at for at in range(last + 1, min(len(part), last + 4)) if part[at].surface in _heads()]
    last = heads[-1] if heads else last
    if first >= 2 and part[first - 1].surface == "of" and part[first - 2].surface in _OF_NAMES:
        first -= 2
    while first and part[first - 1].letter and not part[first - 1].first:
        first -= 1
    if first and part[first - 1].surface in lists["given"] | _BEFORE_PLACES:
        first -= 1
    return part[first : last + 1]


def _heads() -> frozenset[str]:
    lists = sets()
    return lists["places"] | lists["weak"] | lists["strong"]


def _is_own(word: Word, vocabulary: Vocabulary) -> bool:
    """Whether a word belongs to a name by itself: spelt as one, and neither common nor known to everybody."""
    return word.proper and len(word.surface) > 1 and vocabulary.is_own(word.surface)


def _crowded(name: list[Word], run: list[Word]) -> bool:
    """Whether common words with capitals stand beside a name of one word: Temporary Assistance for Needy Families."""
    lists = sets()
    place = run.index(name[0])
    beside = [*run[max(0, place - 1) : place], *run[place + len(name) : place + len(name) + 1]]
    usual = lists["titles"] | lists["peoples"]
    plain = [word for word in beside if word.capital and not word.letter and word.surface not in usual]
    return sum(word.capital for word in name) == 1 and bool(plain)


def _counts(name: list[Word], vocabulary: Vocabulary, *, doubtful: bool) -> bool:
    """Whether the words are a name: not one that everybody knows, and more than a capital that stands there anyhow.

    `doubtful`: the capital would stand there anyhow, in a heading, beside others, at the beginning of a sentence.
    """
    lists = sets()
    written = " ".join(word.surface for word in name)
    if written in lists["well_known"]:
        return False
    parts = [word for word in name if word.capital]
    if len(parts) > 1 and (parts[0].surface in lists["given"] or is_pinyin(written)):
        return True
    own = [word for word in name if _is_own(word, vocabulary)]
    if all(word.surface in lists["well_known"] for word in own):
        return False
    if not doubtful or (parts[-1].surface in _heads() and len(parts) > 1):
        return True
    return any(vocabulary.stands_alone(word.surface) for word in own)


def _kind(name: list[Word], run: list[Word], vocabulary: Vocabulary) -> NameKind | None:
    lists = sets()
    last = name[-1].surface
    written = " ".join(word.surface for word in name)
    before = run[: run.index(name[0])]
    if "&" in written or _is_organisation(name) or last in lists["strong"] | lists["weak"]:
        return NameKind.ORGANISATION
    if is_pinyin(written) or (len(name) > 1 and name[0].surface in lists["given"] and last not in _OF_PLACES):
        return NameKind.PERSON
    if last in lists["places"] or name[0].surface in _BEFORE_PLACES | {"City", "County", "Town"}:
        return NameKind.PLACE
    if before and before[-1].surface in lists["titles"]:
        return NameKind.PERSON
    return NameKind.PERSON if len([word for word in name if _is_own(word, vocabulary)]) == 2 == len(name) else None
