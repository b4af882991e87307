"""Questions asked of translations, one file a question.

A check is a generator: it takes what its scope shows (a segment, all segments of a chapter or a book, all passages of
an edition) and a context, and yields an `Issue` for everything it saw. Its docstring is what the user reads; its id is
its file's name, or the `id` it declares where one file holds a family. To add a check, add one file here and its cases
under `tests/checks/`.

Where a mark moved the meaning of a segment to its neighbour (`<above/>`, `<below/>`), checks of single segments are
shown the neighbour with all the sources it answers for, and not the marked segment: they judge the unit unknowingly.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from functools import lru_cache
from operator import itemgetter
from types import ModuleType
from typing import TYPE_CHECKING, Any

from pubpipe.catalog import Parsed, encode, parse
from pubpipe.checks._asking import Asking
from pubpipe.checks._fixing import fixed
from pubpipe.checks._house import House, HousePattern
from pubpipe.checks._marks import answering, units, written
from pubpipe.checks._once import LATELY, lately, once
from pubpipe.messages import _
from pubpipe.model import Finding, Issue, Passage, Scope, Segment, Severity, Span, State, value
from pubpipe.registry import offers, telling

if TYPE_CHECKING:
    from pubpipe.glossary import Glossary

__all__ = [
    "BOOK",
    "CHAPTER",
    "CRITICAL",
    "EDITION",
    "MAJOR",
    "MINOR",
    "NEUTRAL",
    "SEGMENT",
    "Check",
    "Context",
    "House",
    "HousePattern",
    "check",
    "checks",
    "fixed",
    "run",
    "run_edition",
    "shifted",
    "written",
]

NEUTRAL, MINOR, MAJOR, CRITICAL = Severity
SEGMENT, CHAPTER, BOOK, EDITION = Scope
_NO_HOUSE = House()


@value
class Context:
    """What a check may look at besides its segment.

    `unit` holds all segments of the same unit in order; `neighbours` the ones before and after in the chapter;
    `chapter` all of its segments, of which this is the one at `position`;
    `glossary` the project's terms; `allowed` the Latin words a Chinese text may keep; `listed` a publisher's own list.
    """

    glossary: Glossary | None = None
    unit: tuple[Segment, ...] = ()
    neighbours: tuple[Segment | None, Segment | None] = (None, None)
    allowed: frozenset[str] = frozenset()
    listed: House = _NO_HOUSE
    chapter: tuple[Segment, ...] = ()
    position: int = 0


Question = Callable[[Any, Context], Iterator[Issue]]


@value
class Check:
    """A question with its id, MQM error type, usual severity and scope; called like the function it is."""

    ask: Question = field(compare=False)
    id: str
    type: str
    severity: Severity
    scope: Scope
    unfinished: bool
    signs: frozenset[str] = frozenset()
    wants: Callable[[Context], object] = field(default=bool, compare=False)

    @property
    def help(self) -> str:
        """Its docstring in the user's language."""
        return _(" ".join((self.ask.__doc__ or "").split()))

    def __call__(self, subject: Segment | Sequence[Segment] | Sequence[Passage], context: Context) -> Iterator[Issue]:
        """Ask it."""
        return self.ask(subject, context)


def check(
    type: str,
    *,
    severity: Severity = MAJOR,
    scope: Scope = SEGMENT,
    id: str = "",
    unfinished: bool = False,
    signs: Iterable[str] = "",
    wants: Callable[[Context], object] = bool,
) -> Callable[[Question], Check]:
    """Make a generator function a check.

    `type` is the MQM error type. A check is asked of translated segments only, unless it wants the `unfinished` too.
    `signs` are characters, or pairs of them, without which it finds nothing: `run` asks it only of targets that hold
    one. They save time and change no answer; none where any target may do. `wants` is what it looks up in a context:
    `run` does not ask it where that is empty.
    """

    def declare(ask: Question) -> Check:
        return Check(
            ask, id or ask.__module__.rsplit(".", 1)[-1], type, severity, scope, unfinished, frozenset(signs), wants
        )

    return declare


def checks(scope: Scope | None = None) -> dict[str, Check]:
    """Every check on offer, or those of a scope, by id, in order of id."""
    if scope is None or scope is SEGMENT:  # which nobody need write
        modules: Iterable[ModuleType] = offers("checks").values()
    else:
        modules = telling("checks", f"scope={scope.name}")
    found = [each for module in modules for each in vars(module).values() if isinstance(each, Check)]
    asked = [each for each in found if scope is None or each.scope is scope]
    return {each.id: each for each in sorted(asked, key=lambda each: each.id)}


def run(
    chapters: Mapping[str, Sequence[Segment]],
    *,
    glossary: Glossary | None = None,
    allowed: Iterable[str] = (),
    listed: House | None = None,
    disabled: Iterable[str] = (),
    severities: Mapping[str, Severity] | None = None,
    scope: Scope | None = None,
) -> Iterator[Finding]:
    """Ask every check, or those of a scope, of every segment, chapter and book; `run_edition` asks those of editions.

    `chapters` maps a PO file's name to its segments in reading order; the files of one folder are a book. Findings come
    in that order, those of books last.
    """
    kept = frozenset(word.casefold() for word in allowed)
    base = Context(glossary=glossary, allowed=kept, listed=listed or _NO_HOUSE)
    unwanted = set(disabled)
    asked = [each for each in checks(scope).values() if each.id not in unwanted and each.wants(base)]
    shown_severities = severities or {}
    files = {id(segment): name for name, segments in chapters.items() for segment in segments}

    def finding(each: Check, issue: Issue, asked_of: Segment | None = None) -> Finding:
        segment = asked_of or issue.segment
        assert segment is not None, f"{each.id}: an issue of a {each.scope} names its segment"
        severity = shown_severities.get(each.id) or issue.severity or each.severity
        return _finding(each, issue, segment, severity, files[id(segment)])

    asking = Asking(each for each in asked if each.scope is SEGMENT)
    for segments in chapters.values():
        ordered = tuple(segments)
        found = [
            (context.position, finding(each, issue, segment))
            for each, views in asking.rounds(_views(ordered, base))
            for ask in (each.ask,)
            for segment, shown, context in views
            for issue in ask(shown or segment, context)
        ]
        places = {id(segment): position for position, segment in enumerate(ordered)}
        for each in asked:
            if each.scope is CHAPTER:
                found += [
                    (places[id(issue.segment)], finding(each, issue)) for issue in each(_fit(each, ordered), base)
                ]
        found.sort(key=itemgetter(0))
        yield from (told for _position, told in found)
    for whole in _books(chapters):
        for each in asked:
            if each.scope is BOOK:
                yield from (finding(each, issue) for issue in each(_fit(each, whole), base))


def run_edition(
    edition: str,
    passages: Sequence[Passage],
    *,
    glossary: Glossary | None = None,
    disabled: Iterable[str] = (),
    severities: Mapping[str, Severity] | None = None,
) -> Iterator[Finding]:
    """Ask the checks of editions of an assembled book, its passages in reading order; findings come in that order.

    A finding has the edition's name for its file and the passage's address for its place.
    """
    context, unwanted = Context(glossary=glossary), set(disabled)
    places = {id(passage): place for place, passage in enumerate(passages)}
    found = []
    for each in checks(EDITION).values():
        if each.id not in unwanted:
            for issue in each(passages, context):
                assert issue.passage is not None, f"{each.id}: an issue of an edition names its passage"
                severity = (severities or {}).get(each.id) or issue.severity or each.severity
                found.append((places[id(issue.passage)], _of_edition(each, issue, issue.passage, severity, edition)))
    yield from (told for _place, told in sorted(found, key=itemgetter(0)))


def _of_edition(each: Check, issue: Issue, passage: Passage, severity: Severity, edition: str) -> Finding:
    return Finding(
        check=each.id,
        type=each.type,
        severity=severity,
        file=edition,
        place=passage.address,
        source=passage.source,
        target=passage.text,
        message=issue.message,
        span=issue.span,
        suggestion=issue.suggestion,
        concept=issue.concept,
    )


def _books(chapters: Mapping[str, Sequence[Segment]]) -> Iterator[tuple[Segment, ...]]:
    """The segments of the files of each folder."""
    folders: dict[str, list[Segment]] = {}
    for name, segments in chapters.items():
        folders.setdefault(name.rpartition("/")[0], []).extend(segments)
    yield from map(tuple, folders.values())


def _fit(each: Check, segments: tuple[Segment, ...]) -> tuple[Segment, ...]:
    return segments if each.unfinished else _finished(segments)


@once
def _finished(segments: tuple[Segment, ...]) -> tuple[Segment, ...]:
    finished = tuple(segment for segment in segments if segment.state is State.TRANSLATED)
    return segments if len(finished) == len(segments) else finished


def _views(segments: tuple[Segment, ...], base: Context) -> Iterator[tuple[Segment, Segment | None, Context]]:
    """Each segment, what its target answers for (None where that is its neighbour's task), and its context."""
    shown = {
        id(segment): (unit, view)
        for unit in units(segments)
        for segment, view in zip(unit, answering(unit), strict=True)
    }
    edged = [None, *segments, None]
    for position, (before, segment, after) in enumerate(zip(edged, segments, edged[2:], strict=False)):
        unit, view = shown[id(segment)]
        yield (
            segment,
            view,
            Context(base.glossary, unit, (before, after), base.allowed, base.listed, segments, position),
        )


def _finding(each: Check, issue: Issue, segment: Segment, severity: Severity, file: str) -> Finding:
    source, target = _texts(segment)
    message, span, suggestion, concept, _severity, _segment, coded, fix, _passage = issue
    if span is not None and not coded:
        span = shifted(target, span)
    suggestion = suggestion or fix or ""
    return Finding(
        each.id, each.type, severity, file, segment.place, source, target, message, span, suggestion, concept, fix
    )


@lately
def _texts(segment: Segment) -> tuple[str, str]:
    """Source and target as the PO file shows them."""
    return encode(segment.source), written(segment)


def shifted(target: str, span: Span) -> Span:
    """A span of the text without codes, moved to where it stands in the target as its PO file writes it."""
    return _parsed(target).place(span) if "<" in target else span


@lru_cache(maxsize=LATELY)
def _parsed(target: str) -> Parsed:
    return parse(target)
