"""Whole-unit targets for merging: what is soundly translated, and why the rest is not."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from pubpipe.catalog.catalog import Catalog
from pubpipe.catalog.codes import at_a_glance, in_brackets, weighty
from pubpipe.catalog.header import SOURCE
from pubpipe.catalog.places import Placed, finder, walk
from pubpipe.catalog.unit import Understood, understand_unit
from pubpipe.messages import _
from pubpipe.model import Content, Document, Entry, Unit, content, text
from pubpipe.segmentation import join


class Reason(StrEnum):
    """Why a segment keeps its English."""

    UNTRANSLATED = "untranslated"
    FUZZY = "fuzzy"
    CODES = "codes"
    MARK = "mark"


class Refusal(NamedTuple):
    """A segment that keeps its English: where it stands, what it says, and why."""

    place: str
    source: str
    target: str
    reason: Reason
    message: str


class Omission(NamedTuple):
    """A segment the translator cut on purpose, and the reason a person gave in its comment."""

    place: str
    source: str
    comment: str


@dataclass(frozen=True, slots=True)
class Targets:
    """Contents by unit id, for `merge`; what was refused; what was omitted on purpose."""

    contents: Mapping[str, Content]
    refusals: tuple[Refusal, ...] = ()
    omissions: tuple[Omission, ...] = ()


def targets(
    catalog: Catalog,
    document: Document,
    *,
    unfinished: Callable[[Content], Content] | None = None,
    note: Callable[[Content], Content] = in_brackets,
    language: str = "zh-Hans",
    walked: Sequence[Placed] | None = None,
) -> Targets:
    """What to write into each unit of a segmented document.

    A segment without a sound target (empty, fuzzy, broken codes, a mark that cannot be meant) keeps its source and is
    refused; where a bold, an italic or an underline is lost, what it dressed stands without. A unit with nothing
    translated is left out. For a draft, `unfinished` marks what is refused: the target as far as there is one,
    otherwise the source. `note` writes a translator's note where it stands. `walked` is what `must_fit` gave for the
    document, if it was asked.
    """
    file = catalog.header.get(SOURCE, "")
    find = finder(catalog)
    placed: dict[str, dict[int, Placed]] = {}
    for each in walk(document, file) if walked is None else walked:
        placed.setdefault(each.unit.id, {})[each.number] = each
    contents: dict[str, Content] = {}
    refusals: list[Refusal] = []
    omissions: list[Omission] = []
    for unit in document.units:
        here = placed.get(unit.id, {})
        if (sound := _sound(here, find) if len(here) == len(unit.segments) else None) is not None:
            contents[unit.id] = join(unit.segments, _gathered(sound), language)
            continue
        work = _Work(unit, here, find)
        refused = work.refusals()
        refusals += refused.values()
        finished = work.understood.keys() - refused.keys()
        if not finished and not (refused and unfinished):
            continue
        omissions += [
            Omission(work.placed[number].address, work.placed[number].source, work.entries[number].comment)
            for number in sorted(finished)
            if work.understood[number].omitted
        ]
        pieces = []
        for number, segment in enumerate(unit.segments, start=1):
            if number in finished:
                pieces.append(work.understood[number].target.shown(note))
            elif number in refused and unfinished:
                shown = work.understood[number].target.shown(note)
                pieces.append(unfinished(shown if text(shown).strip() else segment.source))
            else:
                pieces.append(segment.source)
        contents[unit.id] = join(unit.segments, _gathered(pieces), language)
    return Targets(contents, tuple(refusals), tuple(omissions))


def _sound(placed: Mapping[int, Placed], find: Callable[[Placed], Entry | None]) -> list[Content] | None:
    """The translations of sentences that are all sound at a glance; None where they, or their marks, must be read."""
    found: list[Content] = []
    for each in placed.values():
        entry = find(each)
        if entry is None or entry.fuzzy or not entry.target.strip():
            return None
        target = at_a_glance(entry.target, each.segment.source)
        if target is None:
            return None
        found.append(target.shown(in_brackets))
    return found or None


def _gathered(pieces: Sequence[Content]) -> list[Content]:
    """The pieces of a unit, codes that stand without text put to the text before them, or else after."""
    gathered = list(pieces)
    if len(pieces) < 2:
        return gathered
    for index, piece in enumerate(pieces):
        if piece and not text(piece).strip():
            before = [each for each in range(index) if gathered[each]]
            if before:
                gathered[before[-1]] = content([*gathered[before[-1]], *piece])
                gathered[index] = ()
            elif index + 1 < len(pieces):
                gathered[index + 1] = content([*piece, *gathered[index + 1]])
                gathered[index] = ()
    return gathered


class _Work:
    """One unit, its sentences and their entries, by number."""

    def __init__(self, unit: Unit, placed: Mapping[int, Placed], find: Callable[[Placed], Entry | None]) -> None:
        self.placed = placed
        self.entries = {number: find(each) or Entry(each.source) for number, each in placed.items()}
        sources = [placed[number].segment.source for number in placed]
        read = understand_unit(sources, [entry.target for entry in self.entries.values()])
        self.understood: dict[int, Understood] = dict(zip(placed, read, strict=True))

    def refusals(self) -> dict[int, Refusal]:
        """The sentences that have no sound target, and why."""
        found: dict[int, tuple[Reason, str]] = {}
        for number, entry in self.entries.items():
            understood = self.understood[number]
            if not entry.target.strip():
                found[number] = Reason.UNTRANSLATED, _("not translated")
            elif entry.fuzzy:
                found[number] = Reason.FUZZY, _("fuzzy: a person must confirm it")
            elif grave := weighty(understood.faults, self.placed[number].segment.source):
                found[number] = Reason.CODES, "; ".join(fault.message for fault in grave)
        numbers = list(self.placed)
        for number, understood in self.understood.items():
            if number not in found and understood.receiver is not None:
                why = self._misread(understood.receiver, numbers, found, self.entries[number])
                if why:
                    found[number] = Reason.MARK, why
        return {
            number: Refusal(self.placed[number].address, self.placed[number].source, self.entries[number].target, *why)
            for number, why in sorted(found.items())
        }

    def _misread(self, receiver: int, numbers: Sequence[int], found: Mapping[int, object], entry: Entry) -> str:
        """Why a meaning cannot have gone where its mark says; "" if it can."""
        if receiver < 0 or numbers[receiver] in found:
            return _("the neighbour its meaning went into is not translated")
        if len(entry.places) > 1 or len(self.entries[numbers[receiver]].places) > 1:
            return _("a meaning can go into a neighbour only where both stand at one place: use `pubpipe split`")
        return ""
