"""Verification: whether a translation renders the terms of its source as the glossary says.

Over the target all forms of all concepts are laid, the longest first, so that a form within another does not count;
what is left must stand there as a word (`boundary`). Presence is asked, not number. A doubt is never an error.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from pubpipe.glossary.boundary import Standing, standing, straddling
from pubpipe.glossary.forms import Form
from pubpipe.glossary.nearness import nearly
from pubpipe.glossary.normalisation import normalise, normalised
from pubpipe.glossary.recognition import Hit, recognise
from pubpipe.glossary.store import Glossary
from pubpipe.glossary.words import reading
from pubpipe.messages import _
from pubpipe.model import TARGET_LANGUAGE, CodeKind, Concept, Content, Span, Status, Term, text
from pubpipe.text.scripts import han_count

_ACCEPTED = (Status.PREFERRED, Status.PROVISIONAL, Status.ADMITTED)
_REFUSED = (Status.FORBIDDEN, Status.DEPRECATED, Status.SUPERSEDED)
_OTHERWISE = ("助理", "副", "代理", "非", "未", "反", "前")
"""What makes another thing of the word behind it: 助理城市经理 is no 城市经理."""


_WORD_BEFORE = re.compile(r"\w+\W*$")
_WORD_AFTER = re.compile(r"\W*\w+")
_NAME_BEHIND = re.compile(r" (?:[A-Z]\. )*[A-Z][a-z’']+\w*")


class Kind(StrEnum):
    """How a concept fares in a translation, worst first."""

    FORBIDDEN = "forbidden"
    DEPRECATED = "deprecated"
    SUPERSEDED = "superseded"
    MISSING = "missing"
    DOUBT = "doubt"
    NEAR = "near"
    ALIAS = "alias"
    ADMITTED = "admitted"
    OK = "ok"


@dataclass(frozen=True, slots=True)
class Verdict:
    """How one concept of the source fares in the target.

    `span` counts code points of the target's text and is None where nothing stands; `hit` is None for a form that is
    forbidden anywhere and whose concept the source does not hold; `expected` are the forms that would do, the preferred
    first; `reason` is a sentence for `pubpipe why`.
    """

    kind: Kind
    concept: Concept
    reason: str
    hit: Hit | None = None
    term: Term | None = None
    span: Span | None = None
    expected: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Stand:
    """Forms where they stand in the normalised target, and the longer form over them if there is one."""

    start: int
    end: int
    forms: tuple[Form, ...]
    over: Stand | None = None


class Target:
    """A target laid under all forms of the glossary."""

    def __init__(self, target: Content, glossary: Glossary) -> None:
        self.normal = normalise(target)
        self._known = glossary.chinese
        self._standings: dict[Span, Standing] = {}
        self.stands = list(self._laid(text(target)))

    def _laid(self, written: str) -> Iterator[Stand]:
        found = []
        for start, end, forms in self._known.occurrences(self.normal.text):
            here = written[slice(*self.normal.span(start, end))]
            forms = [form for form in forms if not form.sensitive or _spelt(here) == _spelt(form.term.text)]
            if forms:
                found.append(Stand(start, end, tuple(forms)))
        claimed: list[Stand] = []
        for each in sorted(found, key=_precedence):
            over = next((one for one in claimed if one.start < each.end and each.start < one.end), None)
            if over is None and self.standing(each) is not Standing.NO:
                claimed.append(each)
            yield replace(each, over=over)

    def standing(self, stand: Stand) -> Standing:
        """Whether the form stands there as a word; a blocker always does."""
        span = stand.start, stand.end
        if span not in self._standings:
            blocking = any(form.blocks for form in stand.forms)
            found = Standing.YES if blocking else standing(self.normal.text, *span, self._known)
            self._standings[span] = found
        return self._standings[span]

    def straddling(self, stand: Stand) -> str:
        """A common word over the left edge of a form, or over its right one, or ""."""
        return straddling(self.normal.text, stand.start) or straddling(self.normal.text, stand.end)


def verify(
    source: Content,
    target: Content,
    glossary: Glossary,
    *,
    surroundings: str = "",
    on: date | None = None,
    before: Callable[[], Iterable[str]] = tuple,
) -> list[Verdict]:
    """Judge every concept the source holds, one verdict each, and every form that is forbidden anywhere.

    `surroundings` is given to recognition; `on` is the date the text speaks of, at which a superseded name may have
    been the right one; `before` gives the targets that stand before in the chapter, after which a short form will do
    beside a name. A phrase the source has but for one misspelt word is NEAR a term. An empty target has no verdicts.
    Spans are code points of `text(target)`.
    """
    if not text(target).strip():
        return []
    hits = [hit for hit in recognise(source, glossary, surroundings) if not _kept(hit, source, target)]
    laid = Target(target, glossary)
    present = {concept.id for hit in hits for concept in hit.concepts}
    verdicts: dict[str, Verdict] = {}
    for hit in hits:
        if hit.concept.id in verdicts or not expected(hit, on):
            continue
        found = _judged(hit, laid, present, on)
        if found.kind is Kind.MISSING:
            found = _shortened(found, hit, text(source), laid, before) or found
        if hit.elliptical and found.kind is Kind.MISSING:
            continue
        known = verdicts.get(hit.concept.id)
        if known is None or list(Kind).index(found.kind) > list(Kind).index(known.kind):
            verdicts[hit.concept.id] = found
    return [*verdicts.values(), *_near(source, glossary, present, laid), *_anywhere(laid, present)]


def expected(hit: Hit, on: date | None = None) -> tuple[str, ...]:
    """The Chinese forms that render a hit, the preferred first; empty if nothing has been settled."""
    accepted = [term.text for concept in hit.concepts for term in _accepted(concept, on)]
    return tuple(dict.fromkeys(accepted))


def _accepted(concept: Concept, on: date | None) -> Iterator[Term]:
    if concept.do_not_translate:
        yield from concept.designations("en")
    settled = [term for term in concept.designations(TARGET_LANGUAGE) if _status(term, on) in _ACCEPTED]
    yield from sorted(settled, key=lambda term: _ACCEPTED.index(_status(term, on)))


def _status(term: Term, on: date | None) -> Status:
    """A term's standing at a date: a superseded name was admitted while it was valid, a later one was not yet."""
    if on is None:
        return term.status
    valid = (term.valid_from is None or term.valid_from <= on) and (term.valid_to is None or on <= term.valid_to)
    if term.status == Status.SUPERSEDED and valid and (term.valid_from or term.valid_to):
        return Status.ADMITTED
    return term.status


def _kept(hit: Hit, source: Content, target: Content) -> bool:
    """Whether the hit stands within English that the target keeps: with its neighbours, or in a marked title."""
    plain, written = text(source), text(target)
    if hit.form not in written:
        return False
    before, after = _WORD_BEFORE.search(plain[: hit.span[0]]), _WORD_AFTER.match(plain, hit.span[1])
    first = before.start() if before else hit.span[0]
    last = after.end() if after else hit.span[1]
    if (before or after) and plain[first:last] in written:
        return True
    place, opened = 0, list[int]()
    for part in source:
        if isinstance(part, str):
            place += len(part)
        elif part.kind is CodeKind.OPEN:
            opened.append(place)
        elif part.kind is CodeKind.CLOSE and opened:
            begin = opened.pop()
            title = plain[begin:place].strip()
            if begin <= hit.span[0] and hit.span[1] <= place and " " in title and title in written:
                return True
    return False


def _spelt(form: str) -> str:
    """The Latin letters and digits of a form, whatever their width: what a case-sensitive form must agree in."""
    return "".join(each for each in unicodedata.normalize("NFKC", form) if each.isascii() and each.isalnum())


def _precedence(stand: Stand) -> tuple[int, bool, int]:
    """The longest first; of equals what may stand, then the leftmost."""
    refused = all(form.term.status in _REFUSED and not form.blocks for form in stand.forms)
    return stand.start - stand.end, refused, stand.start


def _judged(hit: Hit, target: Target, present: set[str], on: date | None) -> Verdict:
    """The verdict on one hit: a refused form, else the best of the accepted ones, else what kept them from counting."""
    wanted = expected(hit, on)
    concepts = {concept.id: concept for concept in hit.concepts}
    best: tuple[int, Verdict] | None = None
    near = ""
    for stand in target.stands:
        for form in stand.forms:
            if form.blocks or form.concept.id not in concepts:
                continue
            span = target.normal.span(stand.start, stand.end)
            status = _status(form.term, on)
            if status in _REFUSED:
                kind = _refusal(stand, status, hit, target, present)
            elif status in _ACCEPTED or form.term.language == "en":
                kind, near = _acceptance(stand, form, status, hit, target, present)
            else:
                continue
            if kind is None:
                continue
            reason = _reason(kind, form.term, near, hit)
            if kind in (Kind.OK, Kind.ADMITTED) and (meanings := _meanings(stand, hit)):
                kind = Kind.DOUBT
                reason = _("{form} may mean any of several concepts: {ids}").format(form=form.term.text, ids=meanings)
            verdict = Verdict(kind, form.concept, reason, hit, form.term, span, wanted)
            rank = _rank(kind, status)
            if best is None or rank < best[0]:
                best = rank, verdict
    if best is not None:
        return best[1]
    return Verdict(Kind.MISSING, hit.concept, _absence(hit, wanted, near), hit, None, None, wanted)


def _shortened(
    missing: Verdict, hit: Hit, source: str, target: Target, before: Callable[[], Iterable[str]]
) -> Verdict | None:
    """The end of a form beside a name where a target before has the whole: 史密斯经理 for City Manager Smith."""
    if not _NAME_BEHIND.match(source, hit.span[1]):
        return None
    for form in missing.expected:
        short = form[-2:]
        place = target.normal.text.find(short) if len(form) > len(short) and han_count(short) == len(short) else -1
        if place >= 0 and any(form in each for each in before()):
            reason = _("{form} is the short form of {whole}, which stands before").format(form=short, whole=form)
            return replace(missing, kind=Kind.ALIAS, reason=reason, span=target.normal.span(place, place + len(short)))
    return None


def _near(source: Content, glossary: Glossary, present: set[str], target: Target) -> Iterator[Verdict]:
    """Terms the source has but for one misspelt word; those of two words only where the target renders them."""
    read = reading(source)
    for span, term, concept in nearly(read.text, glossary.english, glossary.nearness):
        if concept.id in present or not read.open(*span):
            continue
        wanted = tuple(each.text for each in _accepted(concept, None))
        if term.text.count(" ") < 2 and not any(normalised(each).text in target.normal.text for each in wanted):
            continue
        place = read.span(*span)
        form = read.text[slice(*span)]
        reason = _("{form} is nearly {english}: a slip in the source?").format(form=form, english=term.text)
        yield Verdict(Kind.NEAR, concept, reason, Hit(place, form, term, concept), None, None, wanted)


def _meanings(stand: Stand, hit: Hit) -> str:
    """The ids of the concepts, if the English words and the Chinese form have the same several meanings."""
    meant = {concept.id for concept in hit.concepts}
    same = {form.concept.id for form in stand.forms if not form.blocks and form.term.status in _ACCEPTED}
    return ", ".join(sorted(meant & same)) if len(meant & same) > 1 else ""


def _rank(kind: Kind, status: Status) -> int:
    """Refused forms first, but a doubtful refused one after every accepted one; then ok, admitted, doubt."""
    if kind is Kind.DOUBT:
        return 6 if status in _REFUSED else 5
    return [Kind.FORBIDDEN, Kind.DEPRECATED, Kind.SUPERSEDED, Kind.OK, Kind.ADMITTED].index(kind)


def _refusal(stand: Stand, status: Status, hit: Hit, target: Target, present: set[str]) -> Kind | None:
    """What a refused form amounts to where it stands: nothing within a longer form or as another concept's own."""
    if stand.over is not None or target.standing(stand) is Standing.NO:
        return None
    own = {concept.id for concept in hit.concepts}
    for form in stand.forms:
        excused = form.concept.id in present or form.concept.id in own
        if not form.blocks and excused and form.term.status in _ACCEPTED:
            return None
    return Kind.DOUBT if target.standing(stand) is Standing.DOUBT else Kind(status.value)


def _acceptance(
    stand: Stand, form: Form, status: Status, hit: Hit, target: Target, present: set[str]
) -> tuple[Kind | None, str]:
    """What an accepted form amounts to where it stands, and what surrounds it if it does not simply count."""
    sound = Kind.ADMITTED if status is Status.ADMITTED and not _holds_better(form, hit) else Kind.OK
    if target.standing(stand) is Standing.NO:
        return None, target.straddling(stand)
    if stand.over is None:
        return (Kind.DOUBT, target.straddling(stand)) if target.standing(stand) is Standing.DOUBT else (sound, "")
    over = stand.over
    longer = target.normal.text[over.start : over.end]
    own = {concept.id for concept in hit.concepts}
    strangers = [each for each in over.forms if each.concept.id not in own or each.term.status not in _ACCEPTED]
    if any(each.blocks for each in over.forms):
        return None, longer
    if len(strangers) < len(over.forms):
        return None, ""
    if any(_shuts(each, form, present, longer[: max(0, stand.start - over.start)]) for each in strangers):
        return None, longer
    if over.end == stand.end and over.start < stand.start and not any(each.concept.id in present for each in strangers):
        return sound, longer
    if any(each.concept.id in present or _contains(each.concept, hit) for each in strangers):
        return sound, longer
    return Kind.DOUBT, longer


def _holds_better(form: Form, hit: Hit) -> bool:
    """Whether an admitted form is the English itself or holds the preferred one, as 市宪章 holds 宪章."""
    preferred = form.concept.designations(TARGET_LANGUAGE, Status.PREFERRED)
    return form.term.text == hit.term.text or any(term.text in form.term.text for term in preferred)


def _contains(longer: Concept, hit: Hit) -> bool:
    """Whether an English term of a concept contains the words of the hit: charter amendment contains charter."""
    return any(f" {hit.term.text.lower()} " in f" {term.text.lower()} " for term in longer.designations("en"))


def _shuts(longer: Form, form: Form, present: set[str], before: str) -> bool:
    """Whether a longer form makes something else of the form within it; `before` is what it puts before that."""
    if longer.term.status in _REFUSED and longer.concept.id in present:
        return True
    if longer.concept.id in form.concept.confusable_with or form.concept.id in longer.concept.confusable_with:
        return True
    return before.endswith(_OTHERWISE)


def _anywhere(target: Target, present: set[str]) -> Iterator[Verdict]:
    """Forms that are refused wherever they stand and whose concept the source does not hold."""
    seen: set[str] = set()
    for stand in sorted(target.stands, key=lambda stand: stand.start):
        for form in stand.forms:
            concept, term = form.concept, form.term
            if not term.anywhere or form.blocks or concept.id in present or concept.id in seen:
                continue
            if stand.over is not None or term.status not in _REFUSED or target.standing(stand) is Standing.NO:
                continue
            seen.add(concept.id)
            kind = Kind.DOUBT if target.standing(stand) is Standing.DOUBT else Kind(term.status.value)
            wanted = tuple(each.text for each in _accepted(concept, None))
            span = target.normal.span(stand.start, stand.end)
            yield Verdict(kind, concept, _reason(kind, term, "", None), None, term, span, wanted)


def _reason(kind: Kind, term: Term, near: str, hit: Hit | None) -> str:
    because = _(" ({reason})").format(reason=term.reason) if term.reason else ""
    if kind is Kind.DOUBT:
        if near:
            return _("{form} may belong to {near} here").format(form=term.text, near=near)
        return _("{form} may not be a word here").format(form=term.text)
    english = hit.form if hit else ""
    match kind:
        case Kind.FORBIDDEN:
            return _("{form} is forbidden{because}").format(form=term.text, because=because)
        case Kind.DEPRECATED:
            return _("{form} is deprecated{because}").format(form=term.text, because=because)
        case Kind.SUPERSEDED:
            return _("{form} is superseded{because}").format(form=term.text, because=because)
        case Kind.ADMITTED:
            return _("{form} is admitted for {english}").format(form=term.text, english=english)
    return _("{form} renders {english}").format(form=term.text, english=english)


def _absence(hit: Hit, wanted: tuple[str, ...], near: str) -> str:
    if near:
        return _("{english} lacks {form}: within {near} it does not count").format(
            english=hit.form, form=wanted[0], near=near
        )
    return _("{english} lacks {form}").format(english=hit.form, form=wanted[0])
