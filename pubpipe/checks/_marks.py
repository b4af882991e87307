"""Which target answers for a source where a mark moved its meaning to a neighbour, judged per unit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pubpipe.catalog import encode, understand_unit
from pubpipe.catalog.places import unit_of
from pubpipe.checks._once import once
from pubpipe.model import Content, Segment, codes, content, text

_MARKS = ("above", "below", "omitted")


def written(segment: Segment) -> str:
    """The target as a PO file shows it."""
    return segment.written or encode(segment.target, segment.source)


def units(segments: Sequence[Segment]) -> list[tuple[Segment, ...]]:
    """The segments by unit, each in the order of its sentences; one without a place is a unit of its own."""
    return _units(tuple(segments))


@once
def _units(segments: tuple[Segment, ...]) -> list[tuple[Segment, ...]]:
    found: dict[object, list[Segment]] = {}
    for segment in segments:
        found.setdefault(unit_of(segment.place)[0] or id(segment), []).append(segment)
    return [tuple(sorted(unit, key=_number)) if len(unit) > 1 else tuple(unit) for unit in found.values()]


def mark(segment: Segment) -> str:
    """`above`, `below` or `omitted` where the target is that mark, otherwise ""."""
    if is_text(segment.target):
        return ""
    marks = [code.type for code in codes(segment.target) if code.type in _MARKS]
    return marks[0] if len(marks) == 1 and not text(segment.target).strip() else ""


def is_text(parts: Content) -> bool:
    """Whether there is no code in it."""
    return not parts or (len(parts) == 1 and isinstance(parts[0], str))


def receivers(unit: Sequence[Segment]) -> list[int | None]:
    """For each segment that is moved by a mark, which one received its meaning; -1 if none stands there."""
    if "<" not in "".join(map(written, unit)):
        return [None] * len(unit)
    understood = understand_unit([segment.source for segment in unit], [written(segment) for segment in unit])
    return [
        -1 if each.receiver is not None and _apart(unit, index, each.receiver) else each.receiver
        for index, each in enumerate(understood)
    ]


def _apart(unit: Sequence[Segment], one: int, other: int) -> bool:
    """Whether a sentence between two stands elsewhere, because it is repeated."""
    return other >= 0 and _number(unit[other]) - _number(unit[one]) != other - one


def _number(segment: Segment) -> int:
    return unit_of(segment.place)[1]


def answering(unit: Sequence[Segment]) -> list[Segment | None]:
    """Each segment with all the sources its target answers for, in order; None where its target is a mark."""
    if not any(map(mark, unit)):
        return list(unit)
    answered: list[list[Segment]] = [[] for _ in unit]
    for index, receiver in enumerate(receivers(unit)):
        answered[index if receiver is None or receiver < 0 else receiver].append(unit[index])
    return [
        None if mark(segment) else segment if sources == [segment] else replace(segment, source=_joined(sources))
        for segment, sources in zip(unit, answered, strict=True)
    ]


def _joined(segments: Sequence[Segment]) -> Content:
    first, *rest = (segment.source for segment in segments)
    return content([*first, *(part for source in rest for part in (" ", *source))])
