"""Why an entry is as it is: what changed, what the memory offers and why not more, what the checks find."""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from pubpipe.errors import Misused
from pubpipe.messages import _, ngettext
from pubpipe.model import Entry, Finding, Match, MatchKind
from pubpipe.project._changes import explain
from pubpipe.project._extract import read_catalog
from pubpipe.project._project import Project

if TYPE_CHECKING:
    from pubpipe.catalog import Catalog
    from pubpipe.memory.changes import Change

LEAST = 50
"""Percent from which an offer below the threshold is still named."""

OFFERS = 3
"""How many offers are shown."""


@dataclass(frozen=True)
class Reasons:
    """What is known of one entry at one place.

    `changes` tells what became of the source it was translated from. `offers` are the best of the memory from LEAST
    percent on, without the entry itself, each with what differs from the source it was remembered with; `threshold` is
    the similarity from which `fill` would offer one. `asked` is how many checks were asked, `rules` what those ask that
    found something.
    """

    place: str
    entry: Entry
    changes: tuple[Change, ...]
    offers: tuple[tuple[Match, tuple[Change, ...]], ...]
    threshold: int
    findings: tuple[Finding, ...]
    asked: int
    rules: dict[str, str]
    notes: tuple[str, ...]


def why(project: Project, place: str) -> Reasons:
    """The reasons for the sentence at a place, written as in `#:`: book/chapter.docx:2.1/p3-2.

    The file may also be the chapter's PO file or its bare name. Raises Misused where nothing stands.
    """
    from pubpipe import catalog as catalogs
    from pubpipe.project._check import Examination, checks_on_offer
    from pubpipe.project.memory import ProjectMemory

    path, name = _chapter(project, place)
    shown = project.shown(path)
    catalog = read_catalog(path, shown)
    if catalog is None:
        raise Misused(_("{file}: no such file: run `pubpipe extract`").format(file=shown))
    address = f"{name}:{unquote(place).rpartition(':')[2]}"
    entry = _standing(catalog, address)
    asked = Examination.of([path], None)
    found = asked.findings({shown: catalogs.segments(catalog.entries)})
    findings = tuple(finding for finding in found if finding.place in entry.places)
    unit = next(unit for unit in catalogs.wanting(catalog, every=True) if unit.place == entry.places[0])
    with ProjectMemory(project) as memory:
        matches = [
            match
            for match in memory.matches(unit, LEAST, OFFERS + 1)
            if match.unit.origin != shown or match.unit.place not in entry.places
        ]
        notes = (*memory.notes, *map(str, memory.failures.values()))
    terms = project.glossary
    checks = {name: said for name, said in checks_on_offer().items() if name not in asked.settings.disabled}
    return Reasons(
        address,
        entry,
        explain(entry.previous, entry.source, terms) if entry.fuzzy and entry.previous else (),
        tuple((match, explain(match.unit.source, unit.source, terms)) for match in matches[:OFFERS]),
        project.settings.memory.threshold,
        findings,
        len(checks),
        {finding.check: checks.get(finding.check, "") for finding in findings},
        notes,
    )


def _chapter(project: Project, place: str) -> tuple[Path, str]:
    """The PO file a place names, and the chapter's name in addresses."""
    wanted = unquote(place).rpartition(":")[0]
    known = []
    for book, chapter in project.chapters():
        name, path = project.name(book, chapter), project.po(book, chapter)
        if wanted in (name, project.shown(path), path.as_posix(), f"{book.id}/{chapter.id}", chapter.id):
            return path, name
        known.append(name)
    near = difflib.get_close_matches(wanted, known, n=1, cutoff=0)
    raise Misused(
        _("no chapter of this name: {place} (nearest: {near})").format(place=place, near=near[0])
        if near
        else _("no chapter of this name: {place}").format(place=place)
    )


def _standing(catalog: Catalog, address: str) -> Entry:
    """The entry at an address. Raises Misused, naming the nearest addresses."""
    places = {place: entry for entry in catalog.live for place in map(unquote, entry.places)}
    if address in places:
        return places[address]
    near = difflib.get_close_matches(address, places, n=3, cutoff=0)
    raise Misused(_("nothing stands at {place} (nearest: {near})").format(place=address, near=", ".join(near)))


def lines(reasons: Reasons) -> Iterator[str]:
    """The reasons for people."""
    entry = reasons.entry
    yield f"{reasons.place} ({', '.join(entry.notes[:1])})"
    yield f"    {entry.source}"
    if entry.target:
        yield f"    {entry.target}"
    yield from _state(reasons)
    yield _("memory:")
    for sentence in _offers(reasons):
        yield f"  {sentence}"
    yield _("checks:")
    for finding in reasons.findings:
        yield f"  {_(finding.severity)} {finding.check}: {finding.message}"
        if reasons.rules[finding.check]:
            yield f"      {reasons.rules[finding.check]}"
    if not reasons.findings:
        sentence = ngettext(
            "{count} check was asked, it finds nothing", "{count} checks were asked, none finds anything", reasons.asked
        )
        yield f"  {sentence.format(count=reasons.asked)}"


def _state(reasons: Reasons) -> Iterator[str]:
    from pubpipe.memory.changes import told

    entry = reasons.entry
    offered = next((note.partition(": ")[2] for note in entry.notes if note.startswith("offer ")), "")
    if not entry.target:
        yield _("untranslated")
    elif entry.previous and entry.fuzzy:
        yield _("fuzzy: it was translated for another source:")
        yield f"    {entry.previous}"
        for change in reasons.changes:
            yield f"  {told(change)}"
    elif entry.fuzzy:
        yield _("fuzzy: a person must confirm it")
    else:
        yield _("translated")
    if entry.fuzzy or not entry.target:
        yield _("merging keeps the English here until it is translated and no longer fuzzy")
    if offered:
        yield _("offered: {origin}").format(origin=offered)


def _offers(reasons: Reasons) -> Iterator[str]:
    from pubpipe.memory.changes import told

    best = max((match.similarity for match, _changes in reasons.offers), default=0)
    if not reasons.offers:
        yield _("no offer: nothing remembered is like it by {least}% or more").format(least=LEAST)
    elif best < reasons.threshold and all(match.kind is MatchKind.FUZZY for match, _changes in reasons.offers):
        yield _("no offer: the best is {best}%, the threshold {threshold}%").format(
            best=best, threshold=reasons.threshold
        )
    for match, changes in reasons.offers:
        yield f"{match.similarity}% {_(match.kind)}: {match.unit.source}"
        yield f"    {match.unit.target}"
        yield f"    {_from(match)}"
        if match.kind is MatchKind.EXACT:
            yield "    " + _("the same sentence between other sentences, or in another role")
        for name, less in match.penalties:
            yield "    " + _("less for: {ground} -{percent}").format(ground=_(name), percent=less)
        for change in changes:
            yield f"    {told(change)}"


def _from(match: Match) -> str:
    unit = match.unit
    who = unit.engine or unit.author
    return "; ".join(
        filter(
            None, [unit.origin, unit.place, " ".join(filter(None, [who, unit.changed])), _signed(match), match.change]
        )
    )


def _signed(match: Match) -> str:
    return _("signed") if match.unit.signed else ""


def as_json(reasons: Reasons) -> str:
    """The same facts for machines."""

    def shown(change: Change) -> dict[str, Any]:
        return {**asdict(change), "carried": change.carried}

    entry = reasons.entry
    facts = {
        "place": reasons.place,
        "source": entry.source,
        "target": entry.target,
        "fuzzy": entry.fuzzy,
        "previous": entry.previous,
        "notes": list(entry.notes),
        "changes": [shown(change) for change in reasons.changes],
        "threshold": reasons.threshold,
        "offers": [
            {**asdict(match), "penalties": dict(match.penalties), "changes": [shown(change) for change in changes]}
            for match, changes in reasons.offers
        ],
        "findings": [finding._asdict() for finding in reasons.findings],
        "checks_asked": reasons.asked,
    }
    return json.dumps(facts, ensure_ascii=False, indent=2) + "\n"
