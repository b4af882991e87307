"""What came back, put into the catalogs: nothing a person wrote meanwhile is overwritten, nothing that came is lost."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from pubpipe.catalog import Catalog, Key, faults, key, objection, offer, offer_of, parse, role_of, source_digest
from pubpipe.exchange._base import holds, state_of
from pubpipe.exchange._inline import bare, codes_of, mapped
from pubpipe.exchange._values import Returned
from pubpipe.messages import _
from pubpipe.model import Entry, State

TAKEN, CONFIRMED, FUZZY, SAME, EMPTY = "taken", "confirmed", "fuzzy", "same", "empty"


@dataclass(frozen=True, slots=True)
class Trouble:
    """A sentence that was not taken: where it stands, why, and the texts a person must choose between."""

    place: str
    message: str
    source: str
    target: str
    present: str = ""


@dataclass(frozen=True, slots=True)
class Taken:
    """The catalogs that changed, by name; how many sentences met which fate; what was not taken."""

    catalogs: Mapping[str, Catalog]
    counts: Counter[str] = field(default_factory=Counter)
    troubles: tuple[Trouble, ...] = ()


def take(
    catalogs: Mapping[str, Catalog],
    returned: Iterable[Returned],
    *,
    overwrite: bool = False,
    confirmed: bool = False,
    origin: str = "",
) -> Taken:
    """Put what came back into the catalogs, which are named as they are shown to people.

    A sentence finds its entry by place and source, or by source alone where it has moved. What a person has written
    into the entry since the work left stays, unless `overwrite`. `confirmed` takes every state as done, for tools that
    leave states alone. `origin` is written beside what must be looked at. Taking the same twice changes nothing.
    """
    return _Taking(catalogs, overwrite, confirmed, origin).take(returned)


class _Taking:
    def __init__(self, catalogs: Mapping[str, Catalog], overwrite: bool, confirmed: bool, origin: str) -> None:
        self._catalogs = catalogs
        self._overwrite, self._confirmed, self._origin = overwrite, confirmed, origin
        self._at: dict[str, tuple[str, Key]] = {}
        self._by_source: dict[str, list[tuple[str, Key]]] = {}
        self._entries: dict[tuple[str, Key], Entry] = {}
        for name, catalog in catalogs.items():
            for entry in catalog.live:
                self._entries[name, key(entry)] = entry
                self._by_source.setdefault(entry.source, []).append((name, key(entry)))
                self._at.update((place, (name, key(entry))) for place in entry.places)
        self._written: dict[tuple[str, Key], Returned] = {}
        self._counts: Counter[str] = Counter()
        self._troubles: list[Trouble] = []

    def take(self, returned: Iterable[Returned]) -> Taken:
        for each in returned:
            self._sentence(each)
        changed = {}
        for name, catalog in self._catalogs.items():
            entries = tuple(entry if entry.obsolete else self._entries[name, key(entry)] for entry in catalog.entries)
            if entries != catalog.entries:
                changed[name] = replace(catalog, entries=entries)
        return Taken(changed, self._counts, tuple(self._troubles))

    def _sentence(self, each: Returned) -> None:
        if each.refusal:
            self._refuse(each, each.refusal)
            return
        if not each.target.strip():
            self._counts[EMPTY] += 1
            return
        found, each = self._found(each)
        if found is None:
            self._refuse(each, self._why_lost(each))
            return
        entry = self._entries[found]
        if each.origin and (message := objection(entry.source, each.target)):
            self._refuse(each, message, entry.target)
            return
        commented = _with_comments(entry, each.comments)
        state, reason = self._state(entry, each)
        if entry.target == each.target:
            made = self._judged(commented, entry, state, each)
        elif each.base and entry.target.strip() and holds(each.base, each.target):  # the PO file alone has moved on
            made = commented
            self._counts[SAME] += 1
        elif message := self._forbids(found, entry, each):
            self._refuse(each, message, entry.target)
            return
        else:
            made = self._taken(commented, each, state, reason)
            self._written[found] = each
        self._entries[found] = made

    def _found(self, each: Returned) -> tuple[tuple[str, Key] | None, Returned]:
        """Its entry, and the sentence with its codes named as the entry names them."""
        standing = self._at.get(each.place)
        if each.digest:
            same = standing and source_digest(standing[1][1]) == each.digest
            return (standing, replace(each, source=standing[1][1])) if standing and same else (None, each)
        if standing and standing[1][1] == each.source:
            return standing, each
        if standing and bare(standing[1][1]) == bare(each.source):
            names = {
                theirs.text: ours.text
                for theirs, ours in zip(codes_of(each.source), codes_of(standing[1][1]), strict=True)
            }
            return standing, replace(each, source=standing[1][1], target=mapped(each.target, names))
        candidates = self._by_source.get(each.source, [])
        if standing:
            role = role_of(standing[1][0])
            candidates = [one for one in candidates if role_of(one[1][0]) == role] or candidates
        return (candidates[0] if len(candidates) == 1 else None), each

    def _why_lost(self, each: Returned) -> str:
        if len(self._by_source.get(each.source, [])) > 1:
            return _("this sentence stands in several entries, and its place does not say which is meant")
        if each.place in self._at:
            return _("the source has changed since the export: {source}").format(source=self._at[each.place][1][1])
        return _("no such sentence in any PO file")

    def _state(self, entry: Entry, each: Returned) -> tuple[State, str]:
        """The state it enters in, and why it must be looked at if it must, in the English of `#.` lines."""
        found = faults(parse(entry.source).content, each.target)
        unsound = "; ".join(f"{fault.kind.value} code {fault.code}" for fault in found)
        reason = "; ".join(filter(None, [each.reason, unsound]))
        if reason:
            return State.FUZZY, reason
        if each.origin:
            return State.FUZZY, ""
        return (State.TRANSLATED if self._confirmed else each.state), ""

    def _forbids(self, found: tuple[str, Key], entry: Entry, each: Returned) -> str:
        """Why the entry may not take it."""
        if found in self._written:
            return _("this sentence stands at several places and came back with two translations: use `pubpipe split`")
        if self._overwrite or not entry.target.strip():
            return ""
        if each.base:
            return "" if holds(each.base, entry.target) else _("the PO file was changed since the export")
        return "" if entry.fuzzy and offer_of(entry) else _("the PO file has another translation")

    def _refuse(self, each: Returned, message: str, present: str = "") -> None:
        self._troubles.append(Trouble(each.place, message, each.source, each.target, present))

    def _judged(self, commented: Entry, entry: Entry, state: State, each: Returned) -> Entry:
        """The same text: confirmed, sent back to be looked at, or left alone."""
        if entry.fuzzy and state is State.TRANSLATED:
            self._counts[CONFIRMED] += 1
            return _settled(commented)
        lowered = each.state is State.FUZZY and not self._confirmed and state_of(each.base) is State.TRANSLATED
        if lowered and not entry.fuzzy:
            self._counts[FUZZY] += 1
            return replace(commented, flags=("fuzzy", *commented.flags))
        self._counts[SAME] += 1
        return commented

    def _taken(self, commented: Entry, each: Returned, state: State, reason: str) -> Entry:
        settled = replace(_settled(commented), target=each.target)
        if state is State.TRANSLATED:
            self._counts[TAKEN] += 1
            return settled
        self._counts[FUZZY] += 1
        told = "; ".join(filter(None, [each.origin or self._origin, reason]))
        notes = (*settled.notes, offer(each.target, told)) if told else settled.notes
        return replace(
            settled,
            flags=("fuzzy", *settled.flags),
            notes=notes,
            previous=commented.previous,
            previous_context=commented.previous_context,
        )


def _settled(entry: Entry) -> Entry:
    """The entry as nobody need look at it any more."""
    return replace(
        entry,
        flags=tuple(flag for flag in entry.flags if flag != "fuzzy"),
        notes=tuple(note for note in entry.notes if not note.startswith("offer ")),
        previous="",
        previous_context="",
    )


def _with_comments(entry: Entry, comments: Sequence[str]) -> Entry:
    """The entry with what translators wrote, each once."""
    for comment in comments:
        if f"\n{comment}\n" not in f"\n{entry.comment}\n":
            entry = replace(entry, comment="\n".join(filter(None, [entry.comment, comment])))
    return entry
