"""From sentences to paragraphs and back, in mid-book, without losing a translation.

A paragraph is put together from its sentences, which stay in the file as obsolete; going back, they return. Where a
paragraph was worked on meanwhile, its translation is cut again, and stands as fuzzy where the count agrees.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TypeAlias

from pubpipe.catalog.catalog import Catalog, Key, key
from pubpipe.catalog.codes import Note, Parts, encode, understand
from pubpipe.catalog.header import SOURCE
from pubpipe.catalog.notes import offer, origin
from pubpipe.catalog.places import Placed, finder, walk
from pubpipe.catalog.unit import understand_unit
from pubpipe.errors import Misused
from pubpipe.messages import _
from pubpipe.model import Code, CodeKind, Content, Document, Entry, Unit, content, text
from pubpipe.segmentation import join, paragraph, segment

Cut: TypeAlias = Callable[[Unit], Unit]

SENTENCES = "its sentences"
PARAGRAPH = "its paragraph"
OLDER = "older than its paragraph"
BEFORE = "; before: "

_CHINESE = "zh-Hans"


def recut(document: Document, segmentation: str, cut: Cut = segment) -> Document:
    """The same document with its units cut by "sentence" or "paragraph". Raises Misused at any other word."""
    if segmentation not in ("sentence", "paragraph"):
        raise Misused(_("segmentation is sentence or paragraph, not {word}").format(word=segmentation))
    found = (cut(unit) if segmentation == "sentence" else paragraph(unit) for unit in document.units)
    return replace(document, units=tuple(found))


def carried(
    old: Catalog, before: Document, after: Document, contexts: Mapping[str, str]
) -> tuple[dict[Key, Entry], frozenset[Key]]:
    """What the entries of a document cut anew take over from those of the same document cut as before.

    Also the keys of old entries that need not be kept, because what they say can be put together again. `contexts` are
    those of split entries, by address.
    """
    file = old.header.get(SOURCE, "")
    olds, news = _by_unit(before, file), _by_unit(after, file)
    find = finder(old)
    known = {key(entry): entry for entry in (*reversed(old.obsolete), *old.live)}
    ready: dict[Key, Entry] = {}
    cut: dict[Key, Entry] = {}
    settled: set[Key] = set()
    spent: set[Key] = set()
    for unit in before.units:
        parts, whole = olds.get(unit.id, []), news.get(unit.id, [])
        if len(parts) > 1 and len(whole) == 1:
            entries = [find(each) or Entry(each.source) for each in parts]
            joined = _joined(parts, entries, whole[0], known.get(whole[0].key))
            if joined:
                ready.setdefault(whole[0].key, joined)
        elif len(parts) == 1 and len(whole) > 1:
            entry = find(parts[0])
            if not entry or not entry.target.strip():
                continue
            keys = [(contexts.get(each.address, each.context), each.source) for each in whole]
            sentences = [known.get(named) or Entry(named[1], context=named[0]) for named in keys]
            again = _joined(whole, sentences, parts[0], None)
            if again and again.target == entry.target:
                settled.update(keys)
                ready.update(_confirmed(sentences, entry))
                if not entry.comment and BEFORE not in origin(entry):
                    spent.add(key(entry))
            else:
                for named, sentence in _cut(whole, sentences, parts[0], entry):
                    cut.setdefault(named, sentence)
    ready.update((named, sentence) for named, sentence in cut.items() if named not in settled)
    return ready, frozenset(spent)


def _by_unit(document: Document, file: str) -> Mapping[str, list[Placed]]:
    units: dict[str, list[Placed]] = {}
    for each in walk(document, file):
        units.setdefault(each.unit.id, []).append(each)
    return units


def _joined(parts: Sequence[Placed], entries: Sequence[Entry], whole: Placed, known: Entry | None) -> Entry | None:
    """The entry of a paragraph from those of its sentences; None if one of them is not translated.

    It is fuzzy if one of them is, or is unsound or cut; then the paragraph's own older translation goes before it.
    Otherwise, where that translation was another, it is told in `#.`.
    """
    if not all(entry.target.strip() for entry in entries):
        return None
    read = understand_unit([each.segment.source for each in parts], [entry.target for entry in entries])
    sound = not any(entry.fuzzy for entry in entries) and not any(
        each.faults or each.omitted or each.receiver == -1 for each in read
    )
    if not sound and known and known.target.strip():
        return None
    translated = {placed.number: each.target.parts for placed, each in zip(parts, read, strict=True)}
    segments = parts[0].unit.segments
    pieces = [translated.get(number, segment.source) for number, segment in enumerate(segments, start=1)]
    veiled, notes = _veiled(pieces)
    target = encode(_unveiled(join(segments, veiled, _CHINESE), notes), whole.segment.source).strip()
    comment, told = (known.comment, known.target) if known else ("", "")
    if not sound:
        return Entry(whole.source, target, flags=("fuzzy",), comment=comment, notes=(offer(target, SENTENCES),))
    before = (offer(target, f"{SENTENCES}{BEFORE}{told}"),) if told not in ("", target) else ()
    return Entry(whole.source, target, comment=comment, notes=before)


def _confirmed(entries: Sequence[Entry], whole: Entry) -> Iterator[tuple[Key, Entry]]:
    """Sentences that were fuzzy and whose paragraph a person has confirmed as it was."""
    for entry in entries:
        if entry.fuzzy and not whole.fuzzy:
            flags = tuple(flag for flag in entry.flags if flag != "fuzzy")
            yield key(entry), replace(entry, flags=flags, previous="", previous_context="", notes=())


def _cut(parts: Sequence[Placed], entries: Sequence[Entry], whole: Placed, entry: Entry) -> Iterator[tuple[Key, Entry]]:
    """The sentences of a paragraph somebody worked on, from its translation cut again where the count agrees."""
    veiled, notes = _veiled([understand(entry.target, whole.segment.source).parts])
    found = segment(Unit("paragraph", "paragraph", veiled[0]), _CHINESE).segments
    pieces = [_unveiled(each.source, notes) for each in found if text(each.source).strip()]
    for index, (placed, known) in enumerate(zip(parts, entries, strict=True)):
        if len(pieces) == len(parts):
            target = encode(pieces[index], placed.segment.source)
            if target != known.target:
                told = (offer(target, PARAGRAPH + (BEFORE + known.target if known.target else "")),)
                yield key(known), Entry(known.source, target, flags=("fuzzy",), comment=known.comment, notes=told)
        elif known.target and not known.fuzzy:
            yield key(known), replace(known, flags=("fuzzy", *known.flags), notes=(offer(known.target, OLDER),))


def _veiled(pieces: Sequence[Parts]) -> tuple[list[Content], list[Note]]:
    """Translator's notes as codes, so that segmentation lets them pass."""
    notes: list[Note] = []
    veiled = []
    for parts in pieces:
        found: list[str | Code] = []
        for part in parts:
            if isinstance(part, Note):
                notes.append(part)
                found.append(Code(CodeKind.ALONE, "tn", -len(notes)))
            else:
                found.append(part)
        veiled.append(content(found))
    return veiled, notes


def _unveiled(parts: Content, notes: Sequence[Note]) -> Parts:
    return tuple(notes[-part.id - 1] if isinstance(part, Code) and part.id < 0 else part for part in parts)
