"""Living with findings: those somebody waived, those known before, those in what has not changed."""

from __future__ import annotations

import json
import subprocess
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from pubpipe.errors import Misused, Unreadable
from pubpipe.messages import _
from pubpipe.model import Entry, Finding
from pubpipe.project import _files
from pubpipe.project._project import Done, Project
from pubpipe.project._rows import day_of, read_rows, who, write_rows
from pubpipe.project._signoffs import digest

if TYPE_CHECKING:
    from pubpipe.catalog import Catalog

WAIVERS = "waivers.csv"

Chapters = Mapping[str, Sequence[Entry]]
"""The entries of PO files by the names findings give them."""


@dataclass(frozen=True, slots=True, order=True)
class Waiver:
    """One row of waivers.csv. `digest` is of source and target as the PO file holds them: it expires with either."""

    chapter: str
    place: str
    digest: str
    rule: str
    reason: str
    person: str
    date: str


def waive(project: Project, place: str, rule: str, reason: str, person: str, day: str | None) -> Done:
    """Write down that a finding of `rule` at a place may stand, why, and who answers for it.

    Raises Misused for an unknown rule or place, and where the rule finds nothing there.
    """
    from pubpipe import checks
    from pubpipe.project._check import check

    if rule not in checks.checks():
        raise Misused(_("no such check: {check}; `pubpipe check --list` names them").format(check=rule))
    if not reason.strip():
        raise Misused(_("--reason must say why"))
    name, _colon, _rest = place.rpartition(":")
    for book, chapter in project.chapters():
        if project.name(book, chapter) != name:
            continue
        po = project.po(book, chapter)
        found = [each for each in check([po], None).findings if each.place == place and each.check == rule]
        entry = _entry(po, place)
        if entry is None or not found:
            raise Misused(_("{place}: {check} finds nothing there").format(place=place, check=rule))
        path = project.translations(book) / WAIVERS
        row = Waiver(chapter.id, place, digest(entry), rule, reason.strip(), who(person), day_of(day))
        write_rows(path, Waiver, [*read_rows(path, Waiver), row])
        return Done((_("{place}: {check} waived").format(place=place, check=rule),))
    raise Misused(_("{place}: no such place in any chapter").format(place=place))


def _entry(po: Path, place: str) -> Entry | None:
    from pubpipe.catalog import read_po

    return next((each for each in read_po(_files.read(po)).entries if place in each.places), None)


def unwaived(found: Iterable[Finding], chapters: Chapters, paths: Mapping[str, Path]) -> Iterator[Finding]:
    """The findings nobody answers for: no waiver of the same rule stands for the same source and target."""
    rows = {name: read_rows(path.parent / WAIVERS, Waiver) for name, path in paths.items()}
    waived = {(name, row.rule, row.digest) for name, table in rows.items() for row in table}
    if not waived:
        yield from found
        return
    entries = _by_place(chapters)
    for each in found:
        entry = entries.get((each.file, each.place))
        if entry is None or (each.file, each.check, digest(entry)) not in waived:
            yield each


def changed(
    found: Iterable[Finding], chapters: Chapters, paths: Mapping[str, Path], revision: str
) -> Iterator[Finding]:
    """The findings in entries that are not in the PO files of a git revision, or were otherwise there."""
    before = {
        (name, entry.context, entry.source, entry.target)
        for name, path in paths.items()
        for entry in catalog_at(path, revision).entries
    }
    entries = _by_place(chapters)
    for each in found:
        entry = entries.get((each.file, each.place))
        if entry is None or (each.file, entry.context, entry.source, entry.target) not in before:
            yield each


def catalog_at(path: Path, revision: str) -> Catalog:
    """A PO file as a git revision has it; empty if it had no such file. Raises Misused for an unknown revision."""
    from pubpipe.catalog import Catalog, read_po

    known(path.parent, revision)
    shown = _git(path.parent, "show", f"{revision}:./{path.name}")
    return read_po(shown.stdout) if shown.returncode == 0 else Catalog()


def known(folder: Path, revision: str) -> None:
    """Raise Misused unless git, around a folder, knows the revision."""
    if revision.startswith("-") or _git(folder, "rev-parse", "--verify", f"{revision}^{{commit}}").returncode:
        raise Misused(_("git knows no such revision: {revision}").format(revision=revision))


def _git(folder: Path, *words: str) -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(["git", "-C", str(folder), *words], capture_output=True)
    except OSError as error:
        raise Misused(_("git cannot be run: {reason}").format(reason=error)) from None


def unknown(found: Iterable[Finding], baseline: Path) -> Iterator[Finding]:
    """The findings an earlier check, as JSON, did not know; each known one counts once."""
    try:
        rows = json.loads(_files.read(baseline).decode("utf-8-sig"))["findings"]
        known = Counter((row["check"], row["file"], row["source"], row["target"], row["message"]) for row in rows)
    except (ValueError, KeyError, TypeError):
        text = _("{file}: not the JSON of `pubpipe check --json`")
        raise Unreadable(text.format(file=baseline)) from None
    for each in found:
        key = (each.check, each.file, each.source, each.target, each.message)
        if known[key]:
            known[key] -= 1
        else:
            yield each


class Lines(Mapping[tuple[str, str], int]):
    """Where each place stands in its PO file: (file, place) and the line of its msgid, from 1; read when asked."""

    def __init__(self, paths: Mapping[str, Path], chapters: Chapters) -> None:
        self._paths, self._chapters = paths, chapters

    @cached_property
    def _known(self) -> dict[tuple[str, str], int]:
        return {
            place: line
            for name, path in self._paths.items()
            for place, line in _lines(name, path, self._chapters[name])
        }

    def __getitem__(self, place: tuple[str, str]) -> int:
        return self._known[place]

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return iter(self._known)

    def __len__(self) -> int:
        return len(self._known)


def _lines(name: str, path: Path, entries: Sequence[Entry]) -> Iterator[tuple[tuple[str, str], int]]:
    written = _files.read(path).decode("utf-8", "replace").splitlines()
    begins = [number for number, line in enumerate(written, start=1) if line.startswith("msgid ")][1:]
    live = [entry for entry in entries if not entry.obsolete]
    if len(begins) == len(live):
        for number, entry in zip(begins, live, strict=True):
            yield from (((name, place), number) for place in entry.places)


def _by_place(chapters: Chapters) -> dict[tuple[str, str], Entry]:
    return {(name, place): entry for name, entries in chapters.items() for entry in entries for place in entry.places}
