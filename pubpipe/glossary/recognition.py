"""Recognition: which terms of the glossary an English text holds, and where.

Longest first: *assistant city manager* leaves nothing for *city manager*. Codes may stand inside a term.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter

from pubpipe.glossary.acronyms import is_acronym, spelt_otherwise
from pubpipe.glossary.store import Glossary
from pubpipe.glossary.trie import Line, Occurrence
from pubpipe.glossary.words import Reading, reading, word
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


@dataclass(frozen=True, slots=True)
class Hit:
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
    line = Line(read.text)
    claimed, shortened = _groups(read, line, glossary, surroundings)
    for group in _in_order(claimed, shortened):
        first, *others = (each.designation for each in group)
        start, end = line.span(group[0].first, group[0].last)
        homonyms: tuple[Concept, ...] = ()
        if others:
            meant = {first.concept.id: first.concept} | {other.concept.id: other.concept for other in others}
            homonyms = tuple(meant.values())[1:]
        elliptical = any(group is each for each in shortened)
        yield Hit(read.span(start, end), read.text[start:end], first.term, first.concept, homonyms, elliptical)


def recognised(content: Content, glossary: Glossary) -> list[Concept]:
    """The concept of each known term, the likeliest where it may be several, in the order of the text."""
    read = reading(content)
    return [group[0].designation.concept for group in _in_order(*_groups(read, Line(read.text), glossary, ""))]


_Groups = list[list[Occurrence]]


def _groups(read: Reading, line: Line, glossary: Glossary, surroundings: str) -> tuple[_Groups, _Groups]:
    """The terms of a text, homonyms together, in its order; and those of which only the first word stands there."""
    found = glossary.english.occurrences(line)
    if not found:
        return [], []
    claimed = _claimed(_unblocked(found), line, read, surroundings)
    return claimed, [group for group in _shortened(claimed, line, glossary) if _meant(group[0], line, surroundings)]


def _in_order(claimed: _Groups, shortened: _Groups) -> _Groups:
    return sorted([*claimed, *shortened], key=lambda group: group[0].first) if shortened else claimed


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


def _meant(occurrence: Occurrence, line: Line, surroundings: str) -> bool:
    """Whether form, case, neighbours and context let these words be the term."""
    return occurrence.designation.plain or not _objection(occurrence, line, surroundings)


def _objection(occurrence: Occurrence, line: Line, surroundings: str) -> str:
    """Why these words are not the term here, or "" if they are."""
    designation = occurrence.designation
    term, concept = designation.term, designation.concept
    if term.status is Status.FORBIDDEN or term.status is Status.PROPOSED:
        return _("the English term is {status}").format(status=_(term.status))
    single = occurrence.first == occurrence.last
    form = line.plain[slice(*line.span(occurrence.first, occurrence.last))]
    listed = bool(term.inflections) and word(form) in map(word, term.inflections)
    if (designation.sensitive or term.exact_form) and not listed:
        if designation.sensitive and not _same_case(form, term.text, line.plain):
            return _("written with other capitals")
        if term.exact_form and word(form) != word(term.text):
            return _("only its exact form counts")
    if single and not listed and _otherwise_used(occurrence, line):
        return _("a verb or a surname here")
    if is_acronym(term.text) and any(spelt_otherwise(each, term, concept) for each in (line.plain, surroundings)):
        return _("the text spells the acronym out as something else")
    if concept.excluded_context and _context(concept.excluded_context).search(line.plain):
        return _("excluded by its context")
    if not concept.required_context:
        return ""
    context = _context(concept.required_context)
    found = context.search(line.plain) or context.search(surroundings)
    return "" if found else _("the context it requires is not there")


@dataclass(frozen=True, slots=True)
class Decision:
    """Words that may be a term, and what was made of them: `objection` is "" where they are taken for it."""

    span: Span
    form: str
    term: Term
    concept: Concept
    objection: str = ""


def decisions(content: Content, glossary: Glossary, surroundings: str = "") -> list[Decision]:
    """Everything recognition looked at, found or not, in the order of the text, the longest first."""
    read = reading(content)
    line = Line(read.text)
    found = glossary.english.occurrences(line)
    hits = {(hit.span, concept.id) for hit in recognise(content, glossary, surroundings) for concept in hit.concepts}
    free = {id(each) for each in _unblocked(found)}
    told: list[Decision] = []
    for each in sorted((each for each in found if not each.designation.blocks), key=_LONGEST_FIRST):
        start, end = line.span(each.first, each.last)
        span = read.span(start, end)
        objection = ""
        if (span, each.designation.concept.id) not in hits:
            objection = _("within a longer phrase that is something else") if id(each) not in free else ""
            objection = objection or _objection(each, line, surroundings)
            objection = objection or _("a longer term takes these words, or they are not to be translated")
        told.append(Decision(span, read.text[start:end], each.designation.term, each.designation.concept, objection))
    return sorted(told, key=lambda each: (each.span[0], -each.span[1]))


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


def _otherwise_used(occurrence: Occurrence, line: Line) -> bool:
    """Whether a single word is a verb or a surname here: she leaves, may fund, grants the, Mr. Grant."""
    place, term = occurrence.first, occurrence.designation.term
    surface = line.surfaces[place]
    if occurrence.designation.concept.kind and surface[0].isupper() and term.text[0].isupper():
        return False
    form = word(surface)
    plural = form != word(term.text)
    before = word(line.surfaces[place - 1]) if place else ""
    if before in _BEFORE_VERBS and not occurrence.designation.sensitive and line.neighbour(place - 1, place):
        if before in (_SINGULAR_SUBJECTS if plural else _PLURAL_SUBJECTS | _AUXILIARIES):
            return True
        if before == "to" and not plural and term.part_of_speech == "noun":
            return True
    if before in _TITLES and surface[0].isupper():
        return True
    return plural and "'" not in form and line.neighbour(place + 1, place) in _OBJECTS


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
            and blocker.first <= each.first
            and each.last <= blocker.last
            for blocker in blockers
        )
    ]


def _claimed(found: list[Occurrence], line: Line, read: Reading, surroundings: str) -> list[list[Occurrence]]:
    """The longest occurrences that are meant and do not overlap, in the order of the text, homonyms together."""
    taken: set[int] = set()
    groups: dict[tuple[int, int], list[Occurrence]] = {}
    found.sort(key=_LONGEST_FIRST)
    for each in found:
        key = each.first, each.last
        if key in groups:
            if _meant(each, line, surroundings):
                groups[key].append(each)
            continue
        places = range(each.first, each.last + 1)
        if not taken.isdisjoint(places) or not _meant(each, line, surroundings):
            continue
        if not read.closed or read.open(*line.span(each.first, each.last)):
            taken.update(places)
            groups[key] = [each]
    return [groups[key] for key in sorted(groups)]


def _shortened(claimed: list[list[Occurrence]], line: Line, glossary: Glossary) -> Iterator[list[Occurrence]]:
    """The terms of two words whose last stands only behind the next term: capital and operating budgets."""
    taken = {place for group in claimed for place in range(group[0].first, group[0].last + 1)}
    for group in claimed:
        first, last = group[0].first, group[0].last
        place = first - 2
        if last == first or place < 0 or place in taken or line.neighbour(first - 1, first) not in ("and", "or"):
            continue
        if line.neighbour(place, first - 1):
            known = glossary.english.named(line.surfaces[place], line.surfaces[last])
            if known:
                yield [Occurrence(0, place, place, designation) for designation in known]
