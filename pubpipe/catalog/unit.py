"""The translation of a unit from its segments, where a meaning may have gone from one into the next."""

from __future__ import annotations

from collections.abc import Sequence

from pubpipe.catalog.codes import (
    ABOVE,
    BELOW,
    MARKS,
    OMITTED,
    Fault,
    FaultKind,
    Target,
    at_a_glance,
    code_names,
    faults,
    understand,
)
from pubpipe.model import Code, CodeKind, Content, value


@value
class Understood:
    """A segment's msgstr, read together with its neighbours.

    `receiver` is the index of the segment its meaning went into, where it is marked `<above/>` or `<below/>`: -1 if
    there is none to receive it.
    """

    target: Target
    faults: tuple[Fault, ...] = ()
    receiver: int | None = None

    @property
    def omitted(self) -> bool:
        """Whether the translator cut it on purpose."""
        return OMITTED in self.target.marks


def understand_unit(sources: Sequence[Content], texts: Sequence[str]) -> list[Understood]:
    """The msgstrs of a unit's segments, in order; codes of a marked segment may stand in the one that received it."""
    marked = any("/>" in text and _mark(text) for text in texts)
    receivers = [_receiver(texts, index) if marked else None for index in range(len(texts))]
    moving = any(receiver is not None for receiver in receivers)
    found = []
    for index, (source, text) in enumerate(zip(sources, texts, strict=True)):
        if not moving and (sound := at_a_glance(text, source)):
            found.append(Understood(sound))
            continue
        givers = [giver for giver, receiver in enumerate(receivers) if receiver == index]
        moved = [sources[giver] for giver in givers]
        kept = {name for giver in givers for name in code_names(texts[giver])}
        unsound = (
            fault
            for fault in faults(source, text, moved)
            if not (fault.kind is FaultKind.MISSING and fault.code in kept)
        )
        target = understand(text, source, moved)
        if OMITTED in target.marks:
            target = Target(_halves(source), target.marks)
        found.append(Understood(target, tuple(unsound), receivers[index]))
    return found


def step_of(text: str) -> int:
    """Where the meaning of a msgstr went: -1 into the segment above, 1 into the one below, 0 nowhere."""
    return {ABOVE: -1, BELOW: 1}.get(_mark(text), 0)


def _receiver(texts: Sequence[str], index: int) -> int | None:
    """The segment a meaning went into; through others that went the same way."""
    step = step_of(texts[index])
    if not step:
        return None
    while 0 <= index < len(texts) and step_of(texts[index]) == step:
        index += step
    return index if 0 <= index < len(texts) and texts[index] and not _mark(texts[index]) else -1


def _mark(text: str) -> str:
    return next(iter(understand(text, ()).marks), "") if any(mark in text for mark in MARKS) else ""


def _halves(source: Content) -> Content:
    """The codes whose other half stands in another segment; without them the unit would not balance."""
    whole = {
        (part.type, part.id, kind)
        for part in source
        if isinstance(part, Code)
        for kind in (CodeKind.OPEN, CodeKind.CLOSE)
        if part.kind is not kind
    }
    return tuple(
        part
        for part in source
        if isinstance(part, Code) and part.kind is not CodeKind.ALONE and (part.type, part.id, part.kind) not in whole
    )
