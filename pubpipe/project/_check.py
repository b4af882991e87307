"""Checking: the translations of a project, or loose PO files."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from pubpipe.calm import calm
from pubpipe.errors import Misused, PubpipeError
from pubpipe.messages import _
from pubpipe.model import Entry, Finding, Scope, Segment, Severity
from pubpipe.project import _files, _jobs, _living, _profiles
from pubpipe.project._project import Project
from pubpipe.project._root import root_around
from pubpipe.project._settings import CheckSettings
from pubpipe.project._words import read_words

if TYPE_CHECKING:
    from pubpipe.checks import House
    from pubpipe.glossary import Glossary
    from pubpipe.reports import Report

_BEGINNING = 3_000_000
"""Bytes of PO files that are checked in the time a process takes to begin and to be told of them."""
Watch = Callable[[Iterable[Path], int], Iterator[Path]]


@dataclass(frozen=True, slots=True)
class Checked:
    """What checking found, how much it looked at, from which severity on findings count, and what to tell besides."""

    findings: tuple[Finding, ...]
    segments: int
    threshold: Severity
    notices: tuple[str, ...] = ()
    characters: int = 0
    waived: int = 0
    known: int = 0
    lines: Mapping[tuple[str, str], int] = field(default_factory=dict)

    def report(self, found: Iterable[Finding] | None = None) -> Report:
        """These findings, or all, as reports take them."""
        from pubpipe.reports import Report

        return Report(
            self.findings if found is None else tuple(found),
            self.segments,
            self.characters,
            self.waived,
            self.known,
            checks_on_offer(),
            self.lines,
        )

    def at_or_above(self, threshold: str | None) -> list[Finding]:
        """The findings that make the exit code 1."""
        limit = (Severity(threshold) if threshold else self.threshold).weight
        return [finding for finding in self.findings if finding.severity.weight >= limit]


@dataclass(frozen=True)
class Examination:
    """What is asked of translations: the project around them, if any, its settings, and the terms."""

    project: Project | None
    settings: CheckSettings
    glossary: Glossary | None
    listed: House | None = None

    @staticmethod
    def of(paths: Sequence[Path], glossary: Path | None, profile: str = "") -> Examination:
        """For these PO files, or for all of the project's.

        Loose PO files need no project; where there is one, its settings and glossaries hold, unless `glossary` is
        named.
        """
        from pubpipe import checks

        project = Project.find() if root_around(Path.cwd()) or not paths else None
        settings = project.settings.check if project else CheckSettings()
        settings = replace(settings, profile=profile) if profile else settings
        for rule in (*settings.disabled, *settings.severity):
            if rule not in checks.checks():
                raise Misused(_("no such check: {check}; `pubpipe check --list` names them").format(check=rule))
        terms = _glossary(glossary) if glossary else project.glossary if project else None
        listed = read_words(project.root / settings.words) if project and settings.words else None
        return Examination(project, settings, terms, listed)

    def files(self, paths: Sequence[Path]) -> list[Path]:
        """The named PO files, or all of the project's."""
        if self.project and not paths:
            return [self.project.po(book, chapter) for book, chapter in self.project.chapters()]
        return list(paths)

    def shown(self, path: Path) -> str:
        """A file's name as findings give it."""
        return self.project.shown(path) if self.project else path.as_posix()

    def findings(self, chapters: Mapping[str, Sequence[Segment]], jobs: int = 1) -> Iterator[Finding]:
        """What is found in the segments of files, each by its own process if there are several `jobs`."""
        if jobs == 1 or len(chapters) < 2:
            yield from self.asked(chapters)
            return
        for found in _jobs.each(_found_in, self, list(chapters.items()), jobs):
            if isinstance(found, PubpipeError):
                raise found
            yield from found
        yield from self.asked(chapters, (Scope.BOOK,))

    def asked(
        self, chapters: Mapping[str, Sequence[Segment]], scopes: Sequence[Scope] = tuple(Scope)
    ) -> Iterator[Finding]:
        """What the checks of these scopes find."""
        from pubpipe import checks

        others = [each.id for each in checks.checks().values() if each.scope not in scopes]
        for glossary, part in self._by_glossary(chapters):
            yield from checks.run(
                part,
                glossary=glossary,
                allowed=self.settings.allowed,
                disabled=[*self.settings.disabled, *others],
                listed=self.listed,
                severities=_profiles.severities(self.settings),
            )

    def _by_glossary(
        self, chapters: Mapping[str, Sequence[Segment]]
    ) -> Iterator[tuple[Glossary | None, Mapping[str, Sequence[Segment]]]]:
        """The files with the terms that are for them: all at once, or book by book where terms are for one alone."""
        if self.glossary is None or not any(concept.scope for concept in self.glossary.concepts):
            yield self.glossary, chapters
            return
        from pubpipe.glossary import of_book

        books: dict[str, dict[str, Sequence[Segment]]] = {}
        for name, segments in chapters.items():
            books.setdefault(PurePosixPath(name).parent.name, {})[name] = segments
        for book, part in books.items():
            yield of_book(self.glossary, book), part


def _found_in(examination: Examination, chapter: tuple[str, Sequence[Segment]]) -> tuple[Finding, ...]:
    """What is found in one file alone."""
    return tuple(examination.asked(dict([chapter]), (Scope.SEGMENT, Scope.CHAPTER)))


@calm()
def check(
    paths: Sequence[Path],
    glossary: Path | None,
    watch: Watch | None = None,
    *,
    profile: str = "",
    changed: str = "",
    baseline: Path | None = None,
    jobs: int = 1,
) -> Checked:
    """Check the named PO files, or all of the project's.

    Findings somebody waived are counted and not given. `changed` is a git revision: only what has changed since counts.
    `baseline` is the JSON of an earlier check: what it knows is not given again. `jobs` processes work at once, 0 as
    many as are worth starting; the findings are the same.
    """
    asked = Examination.of(paths, glossary, profile)
    files = asked.files(paths)
    entries = {
        asked.shown(path): _entries(path, asked.shown(path)) for path in (watch(files, len(files)) if watch else files)
    }
    chapters = {name: _segments(each) for name, each in entries.items()}
    found = tuple(asked.findings(chapters, _jobs.worthwhile(jobs, files, _BEGINNING)))
    paths_of = {asked.shown(path): path for path in files}
    if changed:
        found = tuple(_living.changed(found, entries, paths_of, changed))
    unwaived = tuple(_living.unwaived(found, entries, paths_of))
    new = tuple(_living.unknown(unwaived, baseline)) if baseline else unwaived
    terms = asked.glossary
    return Checked(
        new,
        sum(map(len, chapters.values())),
        _profiles.threshold(asked.settings),
        terms.notices if terms and terms.concepts else (_("no glossary: terms were not checked"),),
        sum(len("".join(entry.target.split())) for each in entries.values() for entry in each if not entry.obsolete),
        len(found) - len(unwaived),
        len(unwaived) - len(new),
        _living.Lines(paths_of, entries),
    )


def _entries(path: Path, name: str) -> tuple[Entry, ...]:
    from pubpipe.catalog import read_po

    data = _files.read(path)
    with _files.named(name):
        return read_po(data).entries


def _segments(entries: tuple[Entry, ...]) -> Sequence[Segment]:
    from pubpipe.catalog import segments

    return segments(entries)


def _glossary(path: Path) -> Glossary:
    from pubpipe.glossary import read_csv

    data = _files.read(path)
    with _files.named(path):
        return read_csv(data)


def checks_on_offer() -> dict[str, str]:
    """Every check's id and what it asks, in the user's language."""
    from pubpipe import checks

    return {each.id: each.help for each in checks.checks().values()}


def rules_on_offer() -> list[dict[str, str]]:
    """Every check for machines: id, scope, severity, MQM type, class of GB/T 19682, and what it asks."""
    from pubpipe import checks
    from pubpipe.reports import gbt_19682

    return [
        {
            "id": each.id,
            "scope": each.scope.value,
            "severity": each.severity.value,
            "type": each.type,
            "gbt_19682": gbt_19682(each.type),
            "help": each.help,
        }
        for each in checks.checks().values()
    ]
