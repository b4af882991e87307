"""Questions asked of translations, one file a question.

A check is a generator: it takes what its scope shows (a segment, or all segments of a chapter, a book) and a context,
and yields an `Issue` for everything it saw. Its docstring is what the user reads; its id is its file's name, or the
`id` it declares where one file holds a family. To add a check, add one file here and its cases under `tests/checks/`.

Where a mark moved the meaning of a segment to its neighbour (`<above/>`, `<below/>`), checks of single segments are
shown the neighbour with all the sources it answers for, and not the marked segment: they judge the unit unknowingly.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from pubpipe.catalog import Parsed, encode, parse
from pubpipe.checks._fixing import fixed
from pubpipe.checks._marks import answering, units, written
from pubpipe.messages import _
from pubpipe.model import Finding, Issue, Scope, Segment, Severity, Span, State
from pubpipe.registry import offers

if TYPE_CHECKING:
    from pubpipe.glossary import Glossary

__all__ = ["CHAPTER", "Check", "Context", "check", "checks", "fixed", "run", "shifted", "written"]

NEUTRAL, MINOR, MAJOR, CRITICAL = Severity
SEGMENT, CHAPTER, BOOK, EDITION = Scope


@dataclass(frozen=True, slots=True)
class Context:
    """What a check may look at besides its segment.

    `unit` holds all segments of the same unit in order; `neighbours` the ones before and after in the chapter;
    `glossary` the project's terms; `allowed` the Latin words a Chinese text may keep; `listed` a publisher's words,
    each with what may stand instead and why.
    """

    glossary: Glossary | None = None
    unit: tuple[Segment, ...] = ()
    neighbours: tuple[Segment | None, Segment | None] = (None, None)
    allowed: frozenset[str] = frozenset()
    listed: Mapping[str, tuple[str, str]] = field(default_factory=dict)


Question = Callable[[Any, Context], Iterator[Issue]]


@dataclass(frozen=True, slots=True)
class Check:
    """A question with its id, MQM error type, usual severity and scope; called like the function it is."""

    ask: Question = field(compare=False)
    id: str
    type: str
    severity: Severity
    scope: Scope
    unfinished: bool

    @property
    def help(self) -> str:
        """Its docstring in the user's language."""
        return _(" ".join((self.ask.__doc__ or "").split()))

    def __call__(self, subject: Segment | Sequence[Segment], context: Context) -> Iterator[Issue]:
        """Ask it."""
        return self.ask(subject, context)


def check(
    type: str,
    *,
    severity: Severity = MAJOR,
    scope: Scope = SEGMENT,
    id: str = "",
    unfinished: bool = False,
) -> Callable[[Question], Check]:
    """Make a generator function a check.

    `type` is the MQM error type. A check is asked of translated segments only, unless it wants the `unfinished` too.
    Raises ValueError for the scope EDITION: nobody gives checks an edition yet, so it would never be asked.
    """
    if scope is EDITION:
        raise ValueError("a check of editions would never be asked: `run` sees segments, chapters and books")

    def declare(ask: Question) -> Check:
        return Check(ask, id or ask.__module__.rsplit(".", 1)[-1], type, severity, scope, unfinished)

    return declare


def checks() -> dict[str, Check]:
    """Every check on offer, by id, in order of id."""
    found = [each for module in offers("checks").values() for each in vars(module).values() if isinstance(each, Check)]
    return {each.id: each for each in sorted(found, key=lambda each: each.id)}


def run(
    chapters: Mapping[str, Sequence[Segment]],
    *,
    glossary: Glossary | None = None,
    allowed: Iterable[str] = (),
    listed: Mapping[str, tuple[str, str]] | None = None,
    disabled: Iterable[str] = (),
    severities: Mapping[str, Severity] | None = None,
) -> Iterator[Finding]:
    """Ask every check of every segment, chapter and of the whole book.

    `chapters` maps a PO file's name to its segments in reading order. Findings come in that order, those of the book
    last.
    """
    base = Context(glossary=glossary, allowed=frozenset(word.casefold() for word in allowed), listed=listed or {})
    unwanted = set(disabled)
    asked = [each for each in checks().values() if each.id not in unwanted]
    files = {id(segment): name for name, segments in chapters.items() for segment in segments}

    def finding(each: Check, issue: Issue, asked_of: Segment | None = None) -> tuple[Segment, Finding]:
        segment = asked_of or issue.segment
        assert segment is not None, f"{each.id}: an issue of a {each.scope} names its segment"
        severity = (severities or {}).get(each.id) or issue.severity or each.severity
        return segment, _finding(each, issue, segment, severity, files[id(segment)])

    for segments in chapters.values():
        found: list[tuple[Segment, Finding]] = []
        for segment, shown, context in _views(segments, base):
            for each in asked:
                if each.scope is SEGMENT and (each.unfinished or (segment.state is State.TRANSLATED and shown)):
                    found += (finding(each, issue, segment) for issue in each(shown or segment, context))
        for each in asked:
            if each.scope is CHAPTER:
                found += (finding(each, issue) for issue in each(_fit(each, segments), base))
        order = {id(segment): position for position, segment in enumerate(segments)}
        yield from (one for _segment, one in sorted(found, key=lambda pair: order[id(pair[0])]))
    everything = [segment for segments in chapters.values() for segment in segments]
    for each in asked:
        if each.scope is BOOK:
            yield from (finding(each, issue)[1] for issue in each(_fit(each, everything), base))


def _fit(each: Check, segments: Sequence[Segment]) -> tuple[Segment, ...]:
    return tuple(segment for segment in segments if each.unfinished or segment.state is State.TRANSLATED)


def _views(segments: Sequence[Segment], base: Context) -> Iterator[tuple[Segment, Segment | None, Context]]:
    """Each segment, what its target answers for (None where that is its neighbour's task), and its context."""
    shown = {
        id(segment): (unit, view)
        for unit in units(segments)
        for segment, view in zip(unit, answering(unit), strict=True)
    }
    edged = [None, *segments, None]
    for before, segment, after in zip(edged, segments, edged[2:], strict=False):
        unit, view = shown[id(segment)]
        yield segment, view, replace(base, unit=unit, neighbours=(before, after))


def _finding(each: Check, issue: Issue, segment: Segment, severity: Severity, file: str) -> Finding:
    target = written(segment)
    return Finding(
        check=each.id,
        type=each.type,
        severity=severity,
        file=file,
        place=segment.place,
        source=encode(segment.source),
        target=target,
        message=issue.message,
        span=issue.span if issue.coded or issue.span is None else shifted(target, issue.span),
        suggestion=issue.suggestion or issue.fix or "",
        concept=issue.concept,
        fix=issue.fix,
    )


def shifted(target: str, span: Span) -> Span:
    """A span of the text without codes, moved to where it stands in the target as its PO file writes it."""
    return _parsed(target).place(span)


@lru_cache(maxsize=8)
def _parsed(target: str) -> Parsed:
    return parse(target)
