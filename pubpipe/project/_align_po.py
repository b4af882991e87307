"""Beads as PO entries: pairs with their places, neighbours, evidence and doubts."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from pubpipe.catalog import Catalog, encode, faults, key, read_po, understand, write_po
from pubpipe.catalog.header import PLAIN
from pubpipe.catalog.notes import offer, offer_of
from pubpipe.catalog.places import RUNNING_TEXT
from pubpipe.memory.alignment import UNSURE, Bead, Doubt
from pubpipe.messages import _, ngettext
from pubpipe.model import Code, CodeKind, Content, Entry, codes, content
from pubpipe.project import _files

if TYPE_CHECKING:
    from pubpipe.project._align import Aligned, Placed

CODES = "codes differ"
"""The doubt of a pair whose Chinese lacks a code that shows something."""

_GRAVE = {Doubt.PAIRING, Doubt.LENGTH, Doubt.FIGURES, Doubt.SPREAD, Doubt.TRADITIONAL}
"""Doubts that make a pair fuzzy, however sure it is otherwise."""

_STRANGE = 1_000_000
"""Added to the number of a code that the English side does not have, so that it is taken for none of its codes."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A bead as a remembered pair: both texts as PO files write them, `doubts` in words; fuzzy where there is cause."""

    bead: Bead
    source: str
    target: str
    context: str
    place: str
    found: str
    before: str
    after: str
    doubts: tuple[str, ...]
    fuzzy: bool

    @property
    def evidence(self) -> str:
        """What speaks for it, in one line: fixed English, as all that stands in extracted comments."""
        known = self.bead.evidence
        said = [
            ("figures", ", ".join(known.figures)),
            ("names", ", ".join(known.names)),
            ("terms", ", ".join(f"{english} {chinese}" for english, chinese in known.terms)),
            ("words", f"{known.words:.0%}"),
            ("length", f"{known.length:.2f}"),
            ("punctuation", "" if known.punctuation else "differs"),
            ("vectors", "" if known.closeness is None else f"{known.closeness:.2f}"),
        ]
        return "; ".join(f"{name} {value}" for name, value in said if value)


def pairs(aligned: Aligned) -> list[Pair]:
    """Every bead with text on both sides, in order; what is still English in the Chinese edition is no pair."""
    return [
        _pair(aligned, bead)
        for bead in aligned.alignment.beads
        if bead.source and bead.target and Doubt.ENGLISH not in bead.doubts
    ]


def _pair(aligned: Aligned, bead: Bead) -> Pair:
    here, there = aligned.sides(bead)
    english, chinese = _joined(here, " "), _joined(there, "")
    source, target, sound = _coded(english, chinese)
    doubts = (*(str(doubt) for doubt in bead.doubts), *(() if sound else (CODES,)))
    return Pair(
        bead,
        source,
        target,
        "" if here[0].unit.role in RUNNING_TEXT else here[0].unit.role,
        here[0].address,
        there[0].address,
        _neighbour(aligned, bead.source.start, -1),
        _neighbour(aligned, bead.source.stop - 1, 1),
        doubts,
        bead.confidence < UNSURE or not sound or not _GRAVE.isdisjoint(bead.doubts),
    )


def _neighbour(aligned: Aligned, at: int, step: int) -> str:
    """The sentence beside one, as the PO file of its chapter has it; "" at the file's edge."""
    if not 0 <= at + step < len(aligned.english) or aligned.english[at + step].file != aligned.english[at].file:
        return ""
    return encode(aligned.english[at + step].segment.source)


def _joined(sentences: Sequence[Placed], between: str) -> Content:
    """Several sentences as one content; codes of different units are kept apart."""
    parts: list[str | Code] = []
    for number, placed in enumerate(sentences):
        if number:
            parts.append(between)
        shift = 1000 * number if placed.unit is not sentences[0].unit else 0
        parts += [
            replace(part, id=part.id + shift) if isinstance(part, Code) else part for part in placed.segment.source
        ]
    return content(parts)


def _coded(english: Content, chinese: Content) -> tuple[str, str, bool]:
    """Both texts with their codes, the Chinese ones numbered as the English; whether they agree.

    Where only formatting differs, both are given without it: the pair is found again as one that differs in codes.
    """
    source = encode(english)
    target = encode(_renamed(english, chinese), english)
    if not faults(english, target) and not understand(target, english).marks:
        return source, target, True
    bare = encode(_bare(english)), encode(_bare(chinese))
    if not any(code.display.strip() for code in (*codes(english), *codes(chinese))):
        return *bare, all(bare)
    return source, bare[1], False


def _bare(parts: Content) -> Content:
    """The text alone."""
    joined = "".join(part if isinstance(part, str) else "\n" if part.type == "br" else "" for part in parts)
    return content([joined.strip()])


def _renamed(english: Content, chinese: Content) -> Content:
    """The Chinese content with each code as the English one of the same type and display, or else of the same rank."""
    wanted: dict[str, list[Code]] = {}
    for code in codes(english):
        if code.kind is not CodeKind.CLOSE:
            wanted.setdefault(code.type, []).append(code)
    given: dict[tuple[str, int], int] = {}
    for code in codes(chinese):
        free = wanted.get(code.type, [])
        if code.kind is CodeKind.CLOSE or (code.type, code.id) in given or not free:
            continue
        chosen = next((each for each in free if code.display and each.display == code.display), free[0])
        free.remove(chosen)
        given[code.type, code.id] = chosen.id
    return tuple(
        replace(part, id=given.get((part.type, part.id), part.id + _STRANGE)) if isinstance(part, Code) else part
        for part in chinese
    )


def read_old(path: Path) -> Catalog | None:
    """The PO file of an earlier alignment, if there is one; errors name it."""
    if not path.exists():
        return None
    data = _files.read(path)
    with _files.named(path):
        return read_po(data)


def write(path: Path, catalog: Catalog, old: Catalog | None) -> None:
    """Write the PO file, unless it says the same already."""
    if catalog != old:
        _files.write(path, write_po(catalog))


def catalog(found: Sequence[Pair], old: Catalog | None) -> tuple[Catalog, str]:
    """The pairs as a catalog, and a line that counts them; what a person changed in `old` stays as it is."""
    before = {key(entry): entry for entry in old.entries} if old else {}
    entries = [_kept(entry, before.pop(key(entry), None)) for entry in _entries(found)]
    entries += [
        replace(entry, obsolete=True, places=()) for entry in before.values() if _by_a_person(entry) and entry.target
    ]
    made = Catalog(tuple(entries), old.header if old else PLAIN, old.comment if old else "")
    fuzzy = sum(entry.fuzzy for entry in made.live)
    said = ngettext("{count} pair", "{count} pairs", len(made.live)).format(count=len(made.live))
    return made, f"{said}, " + _("{count} of them fuzzy").format(count=fuzzy)


def _entries(found: Sequence[Pair]) -> Iterator[Entry]:
    """An entry for each pair; the same pair with the same neighbours once, with all its places."""
    grouped: dict[tuple[str, str, str, str, str], list[Pair]] = {}
    for pair in found:
        grouped.setdefault((pair.context, pair.source, pair.target, pair.before, pair.after), []).append(pair)
    used: set[tuple[str, str]] = set()
    for (context, source, target, before, after), same in grouped.items():
        name = context
        if (name, source) in used:
            name = f"{context or 'text'}@{_digest(target, before, after)}"
        used.add((name, source))
        best = max(same, key=lambda pair: (not pair.fuzzy, pair.bead.confidence))
        file = best.found.rpartition(":")[0]
        lines = {
            "before": _line(before),
            "after": _line(after),
            "memory": f"origin={_line(file)}" if file else "",
            "evidence": best.evidence,
            "doubts": "; ".join(best.doubts) if best.fuzzy else "",
        }
        yield Entry(
            source=source,
            target=target,
            context=name,
            flags=("fuzzy",) if best.fuzzy else (),
            places=tuple(dict.fromkeys(pair.place for pair in same)),
            notes=(
                offer(target, f"aligned {best.bead.kind}, {best.bead.confidence:.0%}, with {best.found}"),
                *(f"{each}: {value}" for each, value in lines.items() if value),
            ),
        )


def _kept(entry: Entry, old: Entry | None) -> Entry:
    """A new entry, or what a person made of it before: another text, a mark taken off, a comment."""
    if old is None:
        return entry
    if _by_a_person(old):
        return replace(old, places=entry.places, obsolete=False)
    if old.target == entry.target:
        return replace(entry, flags=old.flags, comment=old.comment)
    return replace(entry, comment=old.comment)


def _by_a_person(entry: Entry) -> bool:
    """Whether somebody has changed the text since it was aligned."""
    return not offer_of(entry)


def _digest(*texts: str) -> str:
    return hashlib.sha256("\0".join(texts).encode("utf-8", "surrogatepass")).hexdigest()[:8]


def _line(value: str) -> str:
    """A text for one line of a comment, as imported memories have it."""
    import re

    unsafe = "[\\\\;\x00-\x1f\x7f\x85\u2028\u2029]|^ | $"
    return re.sub(unsafe, lambda found: f"\\u{ord(found[0]):04x}", value)
