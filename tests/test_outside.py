"""The laws that are about PO files and damaged translations, over every readable outside document.

Laws 1, 2, 3 and 5 of the formats stand beside each format, in `tests/formats/test_<format>….py::test_every_file`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from pubpipe import segmentation
from pubpipe.catalog import Catalog, Extraction, read_po, targets, update, write_po
from pubpipe.errors import PubpipeError
from pubpipe.formats import format_of, leftover
from pubpipe.model import Code, Content, Document, Unit

KINDS = {"docx": 400, "pptx": 100, "odt": 70, "odp": 10, "epub": 30, "html": 40, "md": 140}
"""How many readable documents there are at least."""


def readable(folder: Path) -> Iterator[tuple[str, bytes, Document]]:
    for path in sorted(folder.iterdir()):
        data = path.read_bytes()
        try:
            document = format_of(path.name).read(data)
        except PubpipeError:
            continue
        yield path.name, data, document


def cut(document: Document) -> Document:
    return replace(document, units=tuple(map(segmentation.segment, document.units)))


def damaged(document: Document) -> dict[str, Content]:
    """Translations that lost, reversed or doubled codes."""
    found: dict[str, Content] = {}
    for number, unit in enumerate(document.units):
        codes = [part for part in unit.content if isinstance(part, Code)]
        found[unit.id] = (("汉",), (*reversed(codes), "汉"), ("汉", *codes, *codes[:1]))[number % 3]
    return found


def broken_by_damage(name: str, data: bytes, document: Document) -> bool:
    """Law 4: whatever is in the PO, the document merged from it reads again, and every character is accounted for."""
    kind = format_of(name)
    merged = kind.merge(data, damaged(document))
    return bool(leftover(kind.read(merged), kind.scan(merged)))


def unstable(document: Document) -> list[str]:
    """Laws 5, 6 and 7 as far as the PO file goes."""
    extraction = Extraction("book/chapter.docx")
    catalog, _report = update(None, document, extraction)
    found = []
    if read_po(write_po(catalog)) != catalog:
        found.append("a PO file does not read back as it was written")
    if update(catalog, document, extraction)[0] != catalog:
        found.append("extracting twice changes the PO file")
    if targets(catalog, document).contents:
        found.append("something untranslated would be published")
    found += edited(catalog, document, extraction)
    return found


def edited(catalog: Catalog, document: Document, extraction: Extraction) -> Iterator[str]:
    """Translate everything, then edit one paragraph in the middle."""
    finished = replace(catalog, entries=tuple(replace(entry, target="译" + entry.source) for entry in catalog.entries))
    running = [unit for unit in document.units if unit.role == "paragraph" and len(unit.segments) == 1]
    if not running:
        return
    chosen = running[len(running) // 2]
    changed = segmentation.segment(Unit(chosen.id, chosen.role, ("An entirely new sentence stands here.",)))
    units = tuple(changed if unit.id == chosen.id else unit for unit in document.units)
    after, _report = update(finished, replace(document, units=units), extraction)
    mine = {entry.source for entry in catalog.entries if any(place.endswith(f":{chosen.id}") for place in entry.places)}
    mine.add("An entirely new sentence stands here.")
    before = {(entry.context, entry.source): entry for entry in finished.entries}
    for entry in after.live:
        if entry.source not in mine and entry != before.get((entry.context, entry.source)):
            yield f"editing {chosen.id} changed another entry: {entry.source[:40]}"
    kept = {entry.target for entry in after.entries}
    for entry in finished.entries:
        if entry.source not in mine and entry.target not in kept:
            yield f"editing {chosen.id} lost a translation: {entry.source[:40]}"


@pytest.mark.parametrize("kind", KINDS)
def test_damage_in_translations(kind: str, outside: Callable[[str], Path]) -> None:
    files = list(readable(outside(f"documents/{kind}")))
    assert len(files) >= KINDS[kind]
    assert [name for name, data, document in files if broken_by_damage(name, data, document)] == []


@pytest.mark.parametrize("kind", KINDS)
def test_stability_of_po_files(kind: str, outside: Callable[[str], Path]) -> None:
    found = {name: unstable(cut(document)) for name, _data, document in readable(outside(f"documents/{kind}"))}
    assert {name: faults for name, faults in found.items() if faults} == {}
