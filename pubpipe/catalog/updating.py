"""A catalog brought up to date with its document; no translation is lost on the way.

For each sentence of the document, in this order: its own entry, whose translation, flags and comments stay as they are;
the obsolete entry it once was; the entry of the sentence it has grown from, fuzzy and with the previous text; the
same text in another role, likewise fuzzy. What has gone becomes obsolete, unless its translation lives on elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from pubpipe.catalog.aligning import align
from pubpipe.catalog.catalog import Catalog, Key, key
from pubpipe.catalog.codes import faults
from pubpipe.catalog.header import Extraction, header
from pubpipe.catalog.notes import explained, notes, offer, offer_of, origin
from pubpipe.catalog.parsing import parse
from pubpipe.catalog.places import Placed, beside, digest, order, role_of, walk
from pubpipe.catalog.recutting import Cut, carried, recut
from pubpipe.catalog.unit import step_of
from pubpipe.model import Content, Document, Entry
from pubpipe.segmentation import segment

Terms: TypeAlias = Callable[[Content], Iterable[tuple[str, str]]]
"""The approved terms in a source: English and Chinese."""

Changes: TypeAlias = Callable[[str, str], tuple[str, bool]]
"""How an earlier source became the present one: a line for `#.`, and whether its translation may stay as it is."""

EARLIER = "earlier text"
CARRIED = "carried over"
NEIGHBOUR = "neighbour changed"


@dataclass(frozen=True, slots=True)
class Report:
    """What an update did, in entries: kept, new, changed (now fuzzy), carried over, come back, gone (now obsolete)."""

    kept: int = 0
    added: int = 0
    changed: int = 0
    carried: int = 0
    returned: int = 0
    gone: int = 0


def update(
    old: Catalog | None,
    document: Document,
    extraction: Extraction,
    terms: Terms | None = None,
    cut: Cut = segment,
    changes: Changes | None = None,
) -> tuple[Catalog, Report]:
    """The catalog of a segmented document, with everything an older catalog of it knew.

    `cut` finds the sentences of a unit; it is asked only where the older catalog was cut in another way. `changes`
    explains what became of a changed sentence, in the offer line of `#.`; where it says so, and the codes are still
    sound, the translation stays without becoming fuzzy. Updating twice with the same document changes nothing.
    """
    old = old or Catalog()
    recutting = bool(old.live) and old.segmentation not in ("", extraction.segmentation)
    before = recut(document, old.segmentation, cut) if recutting else document
    if recutting:
        old, _ = update(old, before, extraction._replace(segmentation=old.segmentation), terms, cut, changes)
    placed = walk(document, extraction.file)
    versions = _Versions.of(old, placed, changed=not recutting)
    contexts = _split_contexts(old, versions)
    ready, spent = carried(old, before, document, contexts) if recutting else ({}, frozenset())
    groups = _groups(placed, contexts)
    entries = _Succession(old, groups, versions, ready, changes, recutting)
    live = {each: entries.entry(each, group, terms) for each, group in groups.items()}
    if not recutting:
        live.update(_unsettled(versions, live))
    obsolete = list(entries.obsolete(live, spent))
    made = Catalog((*live.values(), *obsolete), header(old.header, placed, extraction), old.comment, old.charset)
    return made, entries.report(obsolete)


@dataclass(frozen=True, slots=True)
class _Versions:
    """The old and the new sentences in the order of their addresses, and which old one each new one was."""

    old: list[tuple[str, Entry]]
    new: list[Placed]
    pairs: dict[int, int]

    @classmethod
    def of(cls, catalog: Catalog, placed: Sequence[Placed], changed: bool) -> _Versions:
        """With `changed`, a sentence whose text has changed may have been another; else only the same text."""
        old = [(place, entry) for entry in catalog.live for place in entry.places]
        old.sort(key=lambda each: order(each[0]))
        new = sorted(placed, key=lambda each: order(each.address))
        pairs = align([entry.source for _, entry in old], [each.source for each in new], changed=changed)
        return cls(old, new, pairs)


def _groups(placed: Iterable[Placed], contexts: Mapping[str, str]) -> dict[Key, list[Placed]]:
    """The places of each entry to be, in reading order."""
    groups: dict[Key, list[Placed]] = {}
    for each in placed:
        groups.setdefault((contexts.get(each.address, each.context), each.source), []).append(each)
    return groups


def _split_contexts(catalog: Catalog, versions: _Versions) -> dict[str, str]:
    """Which addresses have an entry of their own: where it stood, or else where its neighbours stand now."""
    contexts: dict[str, str] = {}
    lost = {entry.context: entry for entry in reversed(catalog.entries) if "@" in entry.context}
    for new, old in versions.pairs.items():
        entry, place = versions.old[old][1], versions.new[new]
        if "@" in entry.context and role_of(entry.context) == place.context:
            contexts[place.address] = entry.context
            lost.pop(entry.context, None)
    if lost:
        sources = ["", *(each.source for each in versions.new), ""]
        for place, before, after in zip(versions.new, sources, sources[2:], strict=False):
            context = f"{place.context or 'text'}@{digest(before, after)}"
            if context in lost and lost[context].source == place.source and place.address not in contexts:
                contexts[place.address] = context
                del lost[context]
    return contexts


class _Succession:
    """Who inherits what from the old catalog."""

    def __init__(
        self,
        old: Catalog,
        groups: Mapping[Key, Sequence[Placed]],
        versions: _Versions,
        ready: Mapping[Key, Entry],
        changes: Changes | None,
        recutting: bool,
    ) -> None:
        self._old = old
        self._live = {key(entry): entry for entry in old.live}
        self._obsolete = {key(entry): entry for entry in reversed(old.obsolete)}
        self._ready = ready
        self._changes = changes or (lambda _before, _after: ("", False))
        self._recutting = recutting
        self._was = {versions.new[new].address: versions.old[was][1] for new, was in versions.pairs.items()}
        self._staying = set(groups) & set(self._live)
        self._inherited: set[Key] = set()
        self._revived: set[Key] = set()
        self._counts = {"kept": 0, "added": 0, "changed": 0, "carried": 0, "returned": 0}
        self._leaving: dict[str, list[Entry]] = {}
        self._earlier: dict[Key, Entry] = {}
        for entry in (*old.live, *old.obsolete):
            if entry.target and (entry.obsolete or key(entry) not in self._staying):
                self._leaving.setdefault(entry.source, []).append(entry)
            if entry.previous and origin(entry) == EARLIER:
                self._earlier.setdefault((entry.previous_context, entry.previous), entry)

    def entry(self, named: Key, group: Sequence[Placed], terms: Terms | None) -> Entry:
        """The entry of this context and source, standing at these places."""
        context, source = named
        entry, how = self._found(named, group)
        self._counts[how] += 1
        first = group[0]
        sentence = first.segment.source
        known = notes(first.where, sentence, terms(sentence) if terms else (), offer_of(entry))
        return replace(
            entry,
            context=context,
            source=source,
            places=tuple(place.address for place in group),
            notes=entry.notes if " ".join(entry.notes) == " ".join(known) else known,
            obsolete=False,
        )

    def _found(self, named: Key, group: Sequence[Placed]) -> tuple[Entry, str]:
        if named in self._live:
            return self._live[named], "kept"
        if named in self._ready:
            self._revived.add(named)
            return self._ready[named], "kept"
        if named in self._obsolete:
            self._revived.add(named)
            return self._obsolete[named], "returned"
        if self._recutting:
            return Entry(named[1]), "added"
        for entry in self._ancestors(named, group):
            if entry.target or entry.comment:
                heir = self._heir(entry, named)
                if not entry.obsolete and key(entry) not in self._staying:
                    self._inherited.add(key(entry))
                return heir, _how(heir)
        return Entry(named[1]), "added"

    def _ancestors(self, named: Key, group: Sequence[Placed]) -> Iterator[Entry]:
        """The entries this one may have grown from, the likeliest first."""
        if named in self._earlier:
            yield self._earlier[named]
        yield from (self._was[place.address] for place in group if place.address in self._was)
        yield from self._leaving.get(named[1], ())

    def _heir(self, entry: Entry, named: Key) -> Entry:
        """What a new entry takes over from the one it has grown from."""
        context, source = named
        flags = tuple(flag for flag in entry.flags if flag != "fuzzy")
        comment = "" if key(entry) in self._staying and not entry.obsolete else entry.comment
        heir = Entry(source, entry.target, flags=flags, comment=comment)
        if not entry.target:
            return heir
        if origin(entry) == EARLIER and (entry.previous_context, entry.previous) == named:
            return heir
        if not entry.fuzzy and entry.context == context and entry.source != source:
            changed, carried_over = self._changes(entry.source, source)
            if carried_over and not faults(parse(source).content, entry.target):
                return replace(heir, notes=(explained(offer(entry.target, CARRIED), changed),))
        previous = (entry.context, entry.source)
        told = offer_of(entry)
        if entry.fuzzy and entry.previous:
            previous = (entry.previous_context, entry.previous)
        elif not entry.fuzzy:
            told = offer(entry.target, EARLIER)
        if told and previous[1] != source:
            told = explained(told, self._changes(previous[1], source)[0])
        return replace(
            heir,
            flags=("fuzzy", *flags),
            previous_context=previous[0],
            previous=previous[1],
            notes=(told,) if told else (),
        )

    def obsolete(self, live: Mapping[Key, Entry], spent: frozenset[Key]) -> Iterator[Entry]:
        """What is kept although its source has gone, what has gone longest first."""
        for entry in self._old.obsolete:
            if key(entry) not in self._revived or self._obsolete[key(entry)] is not entry:
                yield entry
        targets = {entry.target for entry in live.values()}
        for named, entry in self._live.items():
            if named in live or named in self._inherited or named in spent:
                continue
            if not (entry.target or entry.comment or "@" in entry.context):
                continue
            if not entry.comment and entry.fuzzy and offer_of(entry) and entry.target in targets:
                continue
            yield replace(entry, obsolete=True, places=(), notes=tuple(filter(None, [offer_of(entry)])))

    def report(self, obsolete: Sequence[Entry]) -> Report:
        """The counts of what was done."""
        return Report(gone=len(set(map(key, obsolete)) - set(self._obsolete)), **self._counts)


def _how(heir: Entry) -> str:
    """What became of an entry that another has grown into."""
    if heir.fuzzy:
        return "changed"
    if not heir.target:
        return "added"
    return "carried" if origin(heir) == CARRIED else "returned"


def _unsettled(versions: _Versions, live: Mapping[Key, Entry]) -> Iterator[tuple[Key, Entry]]:
    """Entries that become fuzzy because the neighbour with which they share a meaning (`<above/>`) changed."""
    now = {old: new for new, old in versions.pairs.items()}
    position = {place: index for index, (place, _) in enumerate(versions.old)}
    for index, (place, marked) in enumerate(versions.old):
        step = step_of(marked.target)
        neighbour = position.get(beside(place, step)) if step else None
        if neighbour is None:
            continue
        here = _still(versions, now.get(index), index)
        there = _still(versions, now.get(neighbour), neighbour)
        if here and there and beside(here.address, step) == there.address:
            continue
        for old, new in ((index, here), (neighbour, there)):
            if new:
                entry = live.get(key(versions.old[old][1]))
                if entry and entry.target and not entry.fuzzy and new.address in entry.places:
                    told = offer(entry.target, NEIGHBOUR)
                    flags = ("fuzzy", *entry.flags)
                    kept = tuple(note for note in entry.notes if not note.startswith("offer "))
                    yield key(entry), replace(entry, flags=flags, notes=(*kept, told))


def _still(versions: _Versions, new: int | None, old: int) -> Placed | None:
    """Where an old sentence stands now, if its text is the same."""
    if new is None or versions.new[new].source != versions.old[old][1].source:
        return None
    return versions.new[new]
