"""Between a catalog and a memory: what is worth remembering, what is still wanted, and offers written down."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from pubpipe.catalog.catalog import Catalog, key
from pubpipe.catalog.codes import faults, understand
from pubpipe.catalog.notes import offer
from pubpipe.catalog.parsing import parse
from pubpipe.catalog.places import beside, order, role_of
from pubpipe.catalog.unit import step_of
from pubpipe.model import Entry, Match, MatchKind, TranslationUnit, text

FIGURES = "figures"

_FIGURES = re.compile(r"[\d\s.,:%‰+±−–—‑()-]+")


def remembered(catalog: Catalog, origin: str = "") -> Iterator[TranslationUnit]:
    """The sound pairs of a catalog, one for each place, with their neighbours; in the order of their places.

    Left out are fuzzy entries, unsound codes, omissions, and sentences that share a meaning with a neighbour. Obsolete
    entries come last; they stand nowhere and have no neighbours. `origin` names the catalog.
    """
    shared = _sharing(catalog)
    worthy = {key(entry) for entry in catalog.live if _worthy(entry)}
    for each in _standing(catalog):
        entry = each.entry
        if each.place not in shared and key(entry) in worthy:
            role = role_of(entry.context)
            yield TranslationUnit(entry.source, entry.target, role, origin, each.place, each.before, each.after)
    for entry in catalog.live:
        if not entry.places and key(entry) in worthy:
            yield TranslationUnit(entry.source, entry.target, role_of(entry.context), origin)
    for entry in catalog.obsolete:
        if _worthy(entry):
            yield TranslationUnit(entry.source, entry.target, role_of(entry.context), origin)


def wanting(catalog: Catalog, every: bool = False) -> Iterator[TranslationUnit]:
    """The entries without a translation, or every one, as units without target, to be asked of a memory.

    Neighbours are given only where they are the same at all places of the entry.
    """
    asked: dict[str, list[_Standing]] = {}
    for each in _standing(catalog):
        if every or not each.entry.target.strip():
            asked.setdefault(each.entry.places[0], []).append(each)
    for place, standing in asked.items():
        around = {(each.before, each.after) for each in standing}
        before, after = around.pop() if len(around) == 1 else ("", "")
        entry = standing[0].entry
        yield TranslationUnit(entry.source, "", role_of(entry.context), "", place, before, after)


@dataclass(frozen=True, slots=True)
class _Standing:
    """An entry at one of its places, between the sources of its neighbours."""

    entry: Entry
    place: str
    before: str
    after: str


def _standing(catalog: Catalog) -> list[_Standing]:
    """The entries wherever they stand, in the order of their addresses.

    Places that are no addresses of ours say nothing of neighbours.
    """
    placed = [(order(place), place, entry) for entry in catalog.live for place in set(entry.places)]
    placed.sort(key=lambda each: each[:2])
    ours = [not unknown for (*_, unknown), _place, _entry in placed]
    sources = ["", *(entry.source if known else "" for (_, _, entry), known in zip(placed, ours, strict=True)), ""]
    return [
        _Standing(entry, place, before if known else "", after if known else "")
        for (_, place, entry), known, before, after in zip(placed, ours, sources, sources[2:], strict=False)
    ]


def is_figures(source: str) -> bool:
    """Whether an entry is figures only (`1,200`, `45%`), which need no translator."""
    return _FIGURES.fullmatch(text(parse(source).content)) is not None


def fill(
    catalog: Catalog,
    offers: Iterable[tuple[TranslationUnit, Match]],
    sure: Callable[[Match], bool] = lambda match: match.kind is MatchKind.IN_CONTEXT and match.similarity == 100,
) -> tuple[Catalog, Counter[str]]:
    """Write offers into empty entries, and count them by kind; what has a target already is never touched.

    An offer is fuzzy unless it is `sure`; `#.` says where it is from and `#|` shows the source it was made for, where
    that is another. Figures (`1,200`, `45%`) need no translator: they are carried over.
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
            entries.append(_offered(entry, match, sure(match)))
        elif is_figures(entry.source):
            counts[FIGURES] += 1
            entries.append(replace(entry, target=entry.source))
        else:
            entries.append(entry)
    return replace(catalog, entries=tuple(entries)), counts


def _offered(entry: Entry, match: Match, sure: bool) -> Entry:
    unit = match.unit
    flags = tuple(flag for flag in entry.flags if flag != "fuzzy")
    kept = tuple(note for note in entry.notes if not note.startswith("offer "))
    previous = "" if unit.source == entry.source or match.kind is MatchKind.TERM else unit.source
    return replace(
        entry,
        target=unit.target,
        previous=previous,
        previous_context=unit.context if previous else "",
        flags=flags if sure else ("fuzzy", *flags),
        notes=(*kept, offer(unit.target, told(match))),
    )


def told(match: Match) -> str:
    """One line about an offer: how near, from where, who made it when, what was taken off, what differs."""
    unit = match.unit
    seen = unit.place if not unit.origin or unit.place.startswith(f"{unit.origin}:") else f"{unit.origin} {unit.place}"
    kind = match.kind.value
    if match.kind in (MatchKind.REPAIRED, MatchKind.FUZZY) or match.penalties:
        kind = f"{match.similarity}% {kind}"
    origin = ", ".join(filter(None, [kind, f"from {seen.strip()}" if seen.strip() else "", _made(unit)]))
    less = ", ".join(f"{name} -{percent}" for name, percent in match.penalties)
    return "; ".join(filter(None, [origin, less, match.change]))


def _made(unit: TranslationUnit) -> str:
    """Who made a pair and when, and who answers for it."""
    who = unit.engine or unit.author
    how = "signed" if unit.signed else "by" if who else ""
    return " ".join(filter(None, [how, "by" if unit.signed and who else "", who, unit.changed]))


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
