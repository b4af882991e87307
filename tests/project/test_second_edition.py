"""A second edition: what is unchanged comes back, what changed is offered and explained, and the count agrees."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from pubpipe.catalog import Catalog, is_figures, read_po
from pubpipe.model import Entry
from pubpipe.project import Project, count, extract, fill
from tests.conftest import BOOK
from tests.second_edition import published

SECOND = "city-management-2"


def catalogs(project: Project, book: str) -> dict[str, Catalog]:
    folder = project.root / "translations" / "zh_CN" / book
    return {path.stem: read_po(path.read_bytes()) for path in sorted(folder.glob("*.po"))}


def standing(catalog: Catalog) -> list[tuple[str, str]]:
    """The sentences of a chapter in order, by role and source."""
    placed = sorted((place, entry) for entry in catalog.live for place in entry.places)
    return [(entry.context, entry.source) for _place, entry in placed]


def test_a_second_edition(sample: Path) -> None:
    became = published(Project.find(), BOOK, SECOND)
    project = Project.find()
    assert [done.error for done in extract(project)] == [None] * 12
    counted = count(project, [SECOND])
    assert [done.error for done in fill(project, [SECOND])] == [None] * 6

    first, second = catalogs(project, BOOK), catalogs(project, SECOND)
    known = {(entry.context, entry.source): entry.target for old in first.values() for entry in old.live}
    entries = [entry for new in second.values() for entry in new.live]
    edited = [entry for entry in entries if entry.source in became]
    unchanged = [entry for entry in entries if entry.source not in became]
    assert len(became) == len({entry.source for entry in edited})
    assert 0.1 < len(edited) / len([entry for entry in entries if len(entry.source) > 30]) < 0.25

    assert [entry.source for entry in unchanged if not entry.target] == []
    sure = [entry for entry in unchanged if not entry.fuzzy]
    assert [entry for entry in sure if entry.target != known.get((entry.context, entry.source), entry.source)] == []
    assert len(sure) > 0.6 * len(unchanged)

    offered = [entry for entry in edited if entry.target]
    assert len(offered) > 0.6 * len(edited)
    assert [entry.source for entry in offered if entry.fuzzy and not explained(entry)] == []
    silent = [entry for entry in offered if not entry.fuzzy]
    assert [(became[entry.source], entry.source) for entry in silent] == []

    bands: Counter[str] = Counter()
    for row in counted.rows:
        bands[row.band.name] += row.segments
    assert bands["FIGURES"] == sum(len(entry.places) for entry in entries if is_figures(entry.source))
    words = [entry for entry in unchanged if not is_figures(entry.source)]
    assert bands["IN_CONTEXT"] == sum(len(entry.places) for entry in words if not entry.fuzzy)
    assert bands["EXACT"] == sum(told(entry).startswith(("exact", "term")) for entry in words if entry.fuzzy)
    near = ("REPAIRED", "FUZZY_95", "FUZZY_85", "FUZZY_75")
    assert sum(bands[name] for name in near) == len({(entry.context, entry.source) for entry in offered})
    assert sum(bands.values()) == sum(len(entry.places) for entry in entries)
    assert [done.lines for done in fill(project, [SECOND])] == []


def told(entry: Entry) -> str:
    """The line about the offer, without its digest."""
    return " ".join(note.partition(": ")[2] for note in entry.notes if note.startswith("offer "))


def explained(entry: Entry) -> bool:
    """Whether the line about the offer says what changed."""
    return "changed: " in told(entry) or "repaired" in told(entry)
