"""Between a catalog and a memory: what is worth remembering, what is still wanted, and offers written down."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from pubpipe.catalog.catalog import Catalog
from pubpipe.catalog.codes import faults, parse, understand
from pubpipe.catalog.header import SOURCE
from pubpipe.catalog.notes import offer
from pubpipe.catalog.places import Placed, beside, finder, order, role_of, walk
from pubpipe.catalog.unit import step_of
from pubpipe.model import Document, Entry, Match, MatchKind, TranslationUnit, text

FIGURES = "figures"

_FIGURES = re.compile(r"[\d\s.,:%‰+±−–—‑()-]+")


def remembered(catalog: Catalog, document: Document | None = None, origin: str = "") -> Iterator[TranslationUnit]:
    """The sound pairs of a catalog, one for each place, with their neighbours where the segmented document is given.

    Left out are fuzzy entries, unsound codes, omissions, and sentences that share a meaning with a neighbour. Obsolete
    entries come last; they stand nowhere and have no neighbours. `origin` names the catalog.
    """
    shared = _sharing(catalog)
    if document:
        find = finder(catalog)
        for each in walk(document, catalog.header.get(SOURCE, "")):
            entry = find(each)
            if entry and each.address not in shared and _worthy(entry):
                yield TranslationUnit(
                    entry.source, entry.target, each.context, origin, each.address, each.before, each.after
                )
    else:
        for entry in catalog.live:
            if _worthy(entry):
                for place in sorted(set(entry.places or ("",)) - shared, key=order):
                    yield TranslationUnit(entry.source, entry.target, role_of(entry.context), origin, place)
    for entry in catalog.obsolete:
        if _worthy(entry):
            yield TranslationUnit(entry.source, entry.target, role_of(entry.context), origin)


def wanting(catalog: Catalog, document: Document) -> Iterator[TranslationUnit]:
    """The entries without a translation, as units without target, to be asked of a memory.

    Neighbours are given only where they are the same at all places of the entry.
    """
    find = finder(catalog)
    asked: dict[str, list[Placed]] = {}
    for each in walk(document, catalog.header.get(SOURCE, "")):
        entry = find(each)
        if entry and not entry.target.strip() and entry.places:
            asked.setdefault(entry.places[0], []).append(each)
    for place, standing in asked.items():
        around = {(each.before, each.after) for each in standing}
        before, after = around.pop() if len(around) == 1 else ("", "")
        yield TranslationUnit(standing[0].source, "", standing[0].context, "", place, before, after)


def fill(catalog: Catalog, offers: Iterable[tuple[TranslationUnit, Match]]) -> tuple[Catalog, Counter[str]]:
    """Write offers into empty entries, and count them by kind; what has a target already is never touched.

    An offer is fuzzy unless it matched in context; `#.` says where it is from. Figures (`1,200`, `45%`) need no
    translator: they are carried over.
    """
    wanted = {unit.place: match for unit, match in offers}
    entries: list[Entry] = []
    counts: Counter[str] = Counter()
    for entry in catalog.entries:
        match = next((wanted[place] for place in entry.places if place in wanted), None)
        if entry.obsolete or entry.target.strip():
            entries.append(entry)
        elif match:
            counts[match.kind.value] += 1
            entries.append(_offered(entry, match))
        elif _FIGURES.fullmatch(text(parse(entry.source).content)):
            counts[FIGURES] += 1
            entries.append(replace(entry, target=entry.source))
        else:
            entries.append(entry)
    return replace(catalog, entries=tuple(entries)), counts


def _offered(entry: Entry, match: Match) -> Entry:
    unit = match.unit
    seen = unit.place if not unit.origin or unit.place.startswith(f"{unit.origin}:") else f"{unit.origin} {unit.place}"
    origin = f"{match.kind.value}, from {seen.strip()}" if seen.strip() else match.kind.value
    if match.kind is MatchKind.FUZZY:
        origin = f"{match.similarity}% {origin}"
    if match.change:
        origin = f"{origin}; {match.change}"
    flags = tuple(flag for flag in entry.flags if flag != "fuzzy")
    kept = tuple(note for note in entry.notes if not note.startswith("offer "))
    return replace(
        entry,
        target=unit.target,
        flags=flags if match.kind is MatchKind.IN_CONTEXT else ("fuzzy", *flags),
        notes=(*kept, offer(unit.target, origin)),
    )


def _worthy(entry: Entry) -> bool:
    """Whether a pair may be used again."""
    if entry.fuzzy or not entry.target.strip():
        return False
    source = parse(entry.source).content
    return not faults(source, entry.target) and not understand(entry.target, source).marks


def _sharing(catalog: Catalog) -> set[str]:
    """The addresses of sentences that share a meaning with a neighbour, marked or receiving."""
    targets = {place: entry.target for entry in catalog.live for place in entry.places}
    shared: set[str] = set()
    for place, target in targets.items():
        step = step_of(target)
        while step and place in targets:
            shared.add(place)
            place = beside(place, step) if step_of(targets[place]) == step else ""
    return shared
