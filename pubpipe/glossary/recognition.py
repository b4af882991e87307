"""Recognition: which terms of the glossary an English text holds, and where.

Longest first: *assistant city manager* leaves nothing for *city manager*. Codes may stand inside a term.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache
from operator import itemgetter
from typing import NamedTuple

from pubpipe.glossary.acronyms import is_acronym, spelt_otherwise
from pubpipe.glossary.store import Glossary
from pubpipe.glossary.trie import Occurrence
from pubpipe.glossary.words import Reading, neighbour, reading, word, word_before
from pubpipe.messages import _
from pubpipe.model import TARGET_LANGUAGE, Concept, Content, Span, Status, Term
from pubpipe.text.scripts import han_count

_AUXILIARIES = frozenset("will would shall should may might must can could cannot 'll".split())
_SINGULAR_SUBJECTS = frozenset("he she it who".split())
_PLURAL_SUBJECTS = frozenset("i we you they".split())
_OBJECTS = frozenset("a an the it them him her us me you his their its our your".split())
_TITLES = frozenset("mr mrs ms miss dr".split())
_ORDINARY = frozenset("it us safe who far act aid care cap map ten bid pit all are or in is as at on no".split())
_BEFORE_VERBS = _AUXILIARIES | _SINGULAR_SUBJECTS | _PLURAL_SUBJECTS | {"to"}
_LONGEST_FIRST = itemgetter(0, 1)


class Hit(NamedTuple):
    """A term where it stands: `span` counts code points of the content's text, `form` is what stands there.

    `homonyms` are other concepts that the same words may mean. `elliptical`: only the term's first word stands there,
    and the rest behind a second term, as capital in capital and operating budgets.
    """

    span: Span
    form: str
    term: Term
    concept: Concept
    homonyms: tuple[Concept, ...] = ()
    elliptical: bool = False

    @property
    def concepts(self) -> tuple[Concept, ...]:
        """What it may mean, likeliest first."""
        return (self.concept, *self.homonyms)


def recognise(content: Content, glossary: Glossary, surroundings: str = "") -> Iterator[Hit]:
    """Yield each known term where it stands, the longest first claimed, in the order of the text.

    `surroundings` is text in which a concept's required context may stand as well as in the content: headings, the
    chapter's title. Excluded context counts in the content alone.
    """
    read = reading(content)
    claimed, shortened = _groups(read, glossary, surroundings)
    for group in _in_order(claimed, shortened):
        first, *others = (each.designation for each in group)
        start, end = group[0].span(read.text)
        homonyms: tuple[Concept, ...] = ()
        if others:
            meant = {first.concept.id: first.concept} | {other.concept.id: other.concept for other in others}
            homonyms = tuple(meant.values())[1:]
        elliptical = any(group is each for each in shortened)
        yield Hit(read.span(start, end), read.text[start:end], first.term, first.concept, homonyms, elliptical)


def recognised(content: Content, glossary: Glossary) -> list[Concept]:
    """The concept of each known term, the likeliest where it may be several, in the order of the text."""
    groups = _in_order(*_groups(reading(content), glossary, ""))
    return [group[0].designation.concept for group in groups]


_Groups = list[list[Occurrence]]


def _groups(read: Reading, glossary: Glossary, surroundings: str) -> tuple[_Groups, _Groups]:
    """The terms of a text, homonyms together, in its order; and those of which only the first word stands there."""
    found = glossary.english.occurrences(read.text)
    if not found:
        return [], []
    claimed = _claimed(_unblocked(found), read, surroundings)
    shortened = _shortened(claimed, read.text, glossary)
    return claimed, [group for group in shortened if _meant(group[0], read.text, surroundings)]


def _in_order(claimed: _Groups, shortened: _Groups) -> _Groups:
    return sorted([*claimed, *shortened], key=lambda group: group[0].start) if shortened else claimed


def terms_of(content: Content, glossary: Glossary, surroundings: str = "") -> list[tuple[str, str]]:
    """The terms a content holds and their preferred Chinese, each once, in the order of the text.

    An acronym that Chinese uses too is offered beside the full form: ("ICMA", "国际城市管理协会 / ICMA"). The form of
    the first mention, 国际城市管理协会（ICMA）, is made when the book is assembled and never offered here.
    """
    offers: dict[tuple[str, str], None] = {}
    for hit in recognise(content, glossary, surroundings):
        renderings = [rendering for concept in hit.concepts for rendering in _renderings(hit.term, concept)]
        if renderings:
            offers[hit.term.text, " / ".join(dict.fromkeys(renderings))] = None
    return list(offers)


def _renderings(english: Term, concept: Concept) -> Iterator[str]:
    """The Chinese form to use, a provisional one in Chinese characters; and the acronym itself where it is admitted."""
    if concept.do_not_translate:
        yield english.text
        return
    settled = list(concept.designations(TARGET_LANGUAGE, Status.PREFERRED, Status.PROVISIONAL))
    admitted = list(concept.designations(TARGET_LANGUAGE, Status.ADMITTED))
    if settled:
        chosen = settled[0]
        if chosen.status is Status.PROVISIONAL and not han_count(chosen.text):
            chosen = next((term for term in admitted if han_count(term.text)), chosen)
        yield chosen.text
        if is_acronym(english.text) and any(term.text == english.text for term in admitted):
            yield english.text


def _meant(occurrence: Occurrence, plain: str, surroundings: str) -> bool:
    """Whether form, case, neighbours and context let these words be the term."""
    if occurrence.designation.plain:
        return occurrence.shortness < 0 or not _otherwise_used(occurrence, plain)
    return not _objection(occurrence, plain, surroundings)


def _objection(occurrence: Occurrence, plain: str, surroundings: str) -> str:
    """Why these words are not the term here, or "" if they are."""
    designation = occurrence.designation
    term, concept = designation.term, designation.concept
    if term.status is Status.FORBIDDEN or term.status is Status.PROPOSED:
        return _("the English term is {status}").format(status=_(term.status))
    form = plain[slice(*occurrence.span(plain))]
    if (designation.sensitive or term.exact_form) and word(form) not in designation.listed:
        if designation.sensitive and not _same_case(form, term.text, plain):
            return _("written with other capitals")
        if term.exact_form and word(form) != word(term.text):
            return _("only its exact form counts")
    if not occurrence.shortness and _otherwise_used(occurrence, plain):
        return _("a verb or a surname here")
    if is_acronym(term.text) and any(spelt_otherwise(each, term, concept) for each in (plain, surroundings)):
        return _("the text spells the acronym out as something else")
    if concept.excluded_context and _is_said(concept.excluded_context, plain):
        return _("excluded by its context")
    wanted = concept.required_context
    if not wanted or _is_said(wanted, plain) or _is_said(wanted, surroundings):
        return ""
    return _("the context it requires is not there")


class Decision(NamedTuple):
    """Words that may be a term, and what was made of them: `objection` is "" where they are taken for it."""

    span: Span
    form: str
    term: Term
    concept: Concept
    objection: str = ""


def decisions(content: Content, glossary: Glossary, surroundings: str = "") -> list[Decision]:
    """Everything recognition looked at, found or not, in the order of the text, the longest first."""
    read = reading(content)
    found = glossary.english.occurrences(read.text)
    hits = {(hit.span, concept.id) for hit in recognise(content, glossary, surroundings) for concept in hit.concepts}
    free = {id(each) for each in _unblocked(found)}
    told: list[Decision] = []
    for each in sorted((each for each in found if not each.designation.blocks), key=_LONGEST_FIRST):
        start, end = each.span(read.text)
        span = read.span(start, end)
        objection = ""
        if (span, each.designation.concept.id) not in hits:
            objection = _("within a longer phrase that is something else") if id(each) not in free else ""
            objection = objection or _objection(each, read.text, surroundings)
            objection = objection or _("a longer term takes these words, or they are not to be translated")
        told.append(Decision(span, read.text[start:end], each.designation.term, each.designation.concept, objection))
    return sorted(told, key=lambda each: (each.span[0], -each.span[1]))


def _is_said(phrases: tuple[str, ...], plain: str) -> bool:
    """Whether a text holds one of these phrases; most are ruled out by their first words."""
    if plain.isascii():
        lowered = plain.lower()
        if not any(first in lowered for first in _first_words(phrases)):
            return False
    return _context(phrases).search(plain) is not None


@lru_cache(maxsize=10_000)
def _first_words(phrases: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(phrase.partition(" ")[0].lower() for phrase in phrases)


@lru_cache(maxsize=10_000)
def _context(phrases: tuple[str, ...]) -> re.Pattern[str]:
    """The pattern of any of these phrases; one with a capital letter is that word as it stands, a name."""
    parts = []
    for phrase in sorted(phrases, key=len, reverse=True):
        written = re.escape(phrase).replace(r"\ ", r"[\s\-]+")
        parts.append(f"(?-i:{written})" if phrase != phrase.lower() else written)
    return re.compile(rf"(?<!\w)(?:{'|'.join(parts)})(?:s|es)?(?!\w)", re.IGNORECASE)


def _same_case(form: str, term: str, plain: str) -> bool:
    if not form.startswith(term):
        kept = len(term) - 1
        return len(term) > 4 and form[:kept] == term[:kept] and not term.isupper()
    shouted = plain.upper() == plain and plain.count(" ") > 1
    return not (shouted and term.lower() in _ORDINARY)


def _otherwise_used(occurrence: Occurrence, plain: str) -> bool:
    """Whether a single word is a verb or a surname here: she leaves, may fund, grants the, Mr. Grant."""
    _shortness, start, end, designation = occurrence
    term, surface = designation.term, plain[start:end]
    if designation.concept.kind and surface[0].isupper() and term.text[0].isupper():
        return False
    form = word(surface)
    if designation.listed and word(plain[slice(*occurrence.span(plain))]) in designation.listed:
        return False
    plural = form != word(term.text)
    behind = word_before(plain, start)
    before = word(plain[slice(*behind)]) if behind else ""
    if before in _BEFORE_VERBS and not designation.sensitive and behind and plain[behind[1] : start].isspace():
        if before in (_SINGULAR_SUBJECTS if plural else _PLURAL_SUBJECTS | _AUXILIARIES):
            return True
        if before == "to" and not plural and term.part_of_speech == "noun":
            return True
    if before in _TITLES and surface[0].isupper():
        return True
    return plural and "'" not in form and neighbour(plain, end) in _OBJECTS


def _unblocked(found: list[Occurrence]) -> list[Occurrence]:
    """Without those that lie within a longer phrase in which their concept's terms do not count."""
    blockers = [each for each in found if each.designation.blocks]
    if not blockers:
        return found
    return [
        each
        for each in found
        if not each.designation.blocks
        and not any(
            blocker.designation.concept.id == each.designation.concept.id
            and blocker.start <= each.start
            and each.end <= blocker.end
            for blocker in blockers
        )
    ]


def _claimed(found: list[Occurrence], read: Reading, surroundings: str) -> list[list[Occurrence]]:
    """The longest occurrences that are meant and do not overlap, in the order of the text, homonyms together."""
    starts: list[int] = []
    ends: list[int] = []
    groups: list[list[Occurrence]] = []
    found.sort(key=_LONGEST_FIRST)
    for each in found:
        _shortness, start, end, _designation = each
        place = bisect_left(starts, end)
        if place and ends[place - 1] > start:
            if starts[place - 1] == start and ends[place - 1] == end and _meant(each, read.text, surroundings):
                groups[place - 1].append(each)
        elif _meant(each, read.text, surroundings) and (not read.closed or read.open(*each.span(read.text))):
            starts.insert(place, start)
            ends.insert(place, end)
            groups.insert(place, [each])
    return groups


def _shortened(claimed: list[list[Occurrence]], plain: str, glossary: Glossary) -> Iterator[list[Occurrence]]:
    """The terms of two words whose last stands only behind the next term: capital and operating budgets."""
    for group in claimed:
        shortness, start, end, _designation = group[0]
        joint = word_before(plain, start) if shortness else None
        if joint is None or plain[slice(*joint)].lower() not in ("and", "or") or not plain[joint[1] : start].isspace():
            continue
        first, last = word_before(plain, joint[0]), word_before(plain, end)
        if first is None or last is None or not plain[first[1] : joint[0]].isspace():
            continue
        if any(each[0].start < first[1] and first[0] < each[0].end for each in claimed):
            continue
        known = glossary.english.named(plain[slice(*first)], plain[slice(*last)])
        if known:
            yield [Occurrence(0, *first, designation) for designation in known]
