"""What changes of the glossary do to the translations: impact, retirement, history, and why a term is found or not."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from pubpipe.errors import Misused
from pubpipe.glossary import Glossary, combine, of_book, read_csv, write_csv
from pubpipe.glossary.changing import Conflict, Difference, differences, merged, retire
from pubpipe.messages import _, ngettext
from pubpipe.model import Entry, Finding, Severity, Status
from pubpipe.project import _files, _living
from pubpipe.project._extract import read_catalog, write_catalog
from pubpipe.project._project import Done, Project
from pubpipe.project.glossary import shelf

Change = Callable[[Glossary], Glossary]


@dataclass(frozen=True, slots=True)
class Impact:
    """What a change of the glossary makes of the translations: findings that come, and findings that go."""

    wrong: tuple[Finding, ...]
    right: tuple[Finding, ...]

    def chapters(self) -> Iterator[tuple[str, list[Finding], list[Finding]]]:
        """The PO files concerned, in order, each with what becomes wrong and what becomes right."""
        for file in dict.fromkeys(each.file for each in (*self.wrong, *self.right)):
            yield (
                file,
                [each for each in self.wrong if each.file == file],
                [each for each in self.right if each.file == file],
            )


def impact(project: Project, before: Glossary, after: Glossary) -> Impact:
    """The sentences that become wrong, or right, when one glossary takes the other's place."""
    old, new = _found(project, before), _found(project, after)
    known, left = set(map(_key, old)), set(map(_key, new))
    return Impact(
        tuple(each for each in new if _key(each) not in known), tuple(each for each in old if _key(each) not in left)
    )


def _key(each: Finding) -> tuple[str, str, str, Severity]:
    return each.file, each.place, each.concept, each.severity


def _found(project: Project, glossary: Glossary) -> list[Finding]:
    """What the glossary check finds, notes aside."""
    from pubpipe import checks
    from pubpipe.catalog import segments

    others = [each for each in checks.checks() if each != "glossary"]
    found: list[Finding] = []
    for name, path, entries in _chapters(project):
        terms = of_book(glossary, path.parent.name)
        found += checks.run({name: segments(entries)}, glossary=terms, disabled=others)
    return [each for each in found if each.severity is not Severity.NEUTRAL]


def _chapters(project: Project) -> Iterator[tuple[str, Path, tuple[Entry, ...]]]:
    for book, chapter in project.chapters():
        path = project.po(book, chapter)
        catalog = read_catalog(path, project.shown(path))
        if catalog:
            yield project.shown(path), path, catalog.entries


def changed(file: Path | None, concept: str, how: Change) -> tuple[Glossary, Glossary, Path, Glossary]:
    """The whole glossary before and after a change, the file that holds the concept, and that file's new content."""
    shelved = shelf(file)
    path = shelved.holder(concept)
    with _files.named(path.as_posix()):
        new = how(shelved.glossaries[path])
    return shelved.whole, combine({**shelved.glossaries, path: new}.values()), path, new


def retiring(concept: str, term: str, status: str, reason: str, successor: str, day: str) -> Change:
    """How a term is retired; a day that is none raises Misused."""
    try:
        on = date.fromisoformat(day) if day else None
    except ValueError:
        raise Misused(_("not a date: {date}").format(date=day)) from None

    def how(glossary: Glossary) -> Glossary:
        return retire(glossary, concept, term, status=Status(status), reason=reason, successor=successor, on=on)

    return how


def reopen(project: Project, found: Sequence[Finding]) -> Iterator[Done]:
    """Make exactly the entries of these findings fuzzy, so that somebody looks at them again."""
    places = {(each.file, each.place) for each in found}
    for name, path, entries in _chapters(project):
        hit = [any((name, place) in places for place in entry.places) and not entry.obsolete for entry in entries]
        if any(hit):
            catalog = read_catalog(path, name)
            assert catalog is not None
            opened = tuple(
                replace(entry, flags=("fuzzy", *entry.flags)) if concerned and not entry.fuzzy else entry
                for entry, concerned in zip(entries, hit, strict=True)
            )
            write_catalog(path, replace(catalog, entries=opened))
            count = sum(one != other for one, other in zip(entries, opened, strict=True))
            told = ngettext("{file}: {count} entry reopened", "{file}: {count} entries reopened", count)
            yield Done((told.format(file=name, count=count),))


def told(found: Impact) -> Iterator[str]:
    """An impact for people, a chapter after the other."""
    if not found.wrong and not found.right:
        yield _("no sentence becomes wrong or right")
    for file, wrong, right in found.chapters():
        yield _("{file}: {wrong} become wrong, {right} become right").format(
            file=file, wrong=len(wrong), right=len(right)
        )
        for sign, each in [*(("-", each) for each in wrong), *(("+", each) for each in right)]:
            yield f"  {sign} {each.place.rpartition(':')[2]}: {each.message}"
            yield f"      {each.source}"
            yield f"      {each.target}"


def write(path: Path, glossary: Glossary) -> None:
    """Put a glossary in its file's place."""
    _files.write(path, write_csv(glossary))


def against(file: Path | None, other: str) -> list[Difference]:
    """What differs between another glossary, a file or a git revision, and the project's as it stands."""
    shelved = shelf(file)
    if Path(other).is_file():
        with _files.named(other):
            return list(differences(read_csv(_files.read(Path(other))), shelved.whole))
    before = [each for path in shelved.glossaries if (each := _at(path, other)) is not None]
    return list(differences(combine(before), shelved.whole))


def _at(path: Path, revision: str) -> Glossary | None:
    _living.known(path.resolve().parent, revision)
    shown = _git(path, "show", f"{revision}:./{path.name}")
    return read_csv(shown) if shown is not None else None


def _git(path: Path, *words: str) -> bytes | None:
    done = subprocess.run(["git", "-C", str(path.resolve().parent), *words], capture_output=True)
    return done.stdout if done.returncode == 0 else None


@dataclass(frozen=True, slots=True)
class Step:
    """One change of the glossary as git remembers it."""

    revision: str
    day: str
    person: str
    difference: Difference


def history(file: Path | None, concept: str = "") -> Iterator[Step]:
    """The changes of the glossary, the latest first; of one concept only if it is named. Needs git."""
    for path in shelf(file).glossaries:
        logged = _git(path, "log", "--format=%H%x09%as%x09%an", "--", path.name)
        if logged is None:
            raise Misused(_("{file}: git knows no history of it").format(file=path.as_posix()))
        commits = [line.split("\t", 2) for line in logged.decode("utf-8", "replace").splitlines()]
        versions = [_at(path, revision) or Glossary() for revision, _day, _person in commits]
        for (revision, day, person), new, old in zip(commits, versions, [*versions[1:], Glossary()], strict=True):
            for each in differences(old, new):
                if concept in ("", each.concept):
                    yield Step(revision[:10], day, person, each)


def line(each: Difference) -> str:
    """A difference on one line."""
    of = " ".join(filter(None, [each.concept, each.term, _(each.field) if each.field else ""]))
    if not each.field:
        return f"+ {of}: {each.after}" if each.after else f"- {of}: {each.before}"
    return f"  {of}: {each.before or '–'} → {each.after or '–'}"


def take_in(file: Path | None, other: Path) -> tuple[Path, tuple[Conflict, ...], int]:
    """Merge another glossary file into the project's first; give the file, the conflicts and how many concepts came."""
    shelved = shelf(file)
    path = next(iter(shelved.glossaries))
    data = _files.read(other)
    with _files.named(other.as_posix()):
        theirs = read_csv(data)
    others = (glossary for each, glossary in shelved.glossaries.items() if each != path)
    elsewhere = {concept.id for glossary in others for concept in glossary.concepts}
    wanted = replace(theirs, concepts=tuple(each for each in theirs.concepts if each.id not in elsewhere))
    united, conflicts = merged(shelved.glossaries[path], wanted)
    write(path, united)
    return path, conflicts, len(united.concepts) - len(shelved.glossaries[path].concepts)


def why(project: Project, place: str) -> Iterator[str]:
    """Every decision about terms at a place of a PO file. Raises Misused where there is no such place."""
    from pubpipe.catalog import segments
    from pubpipe.glossary import Kind, decisions, verify
    from pubpipe.model import text

    for _name, path, entries in _chapters(project):
        every = segments(entries)
        here = next((each for each in every if each.place == place), None)
        if here is None:
            continue
        unit = place.rpartition("-")[0] or place
        beside = [each for each in every if each.place != place and each.place.startswith(unit)]
        around = " ".join(text(each.source) for each in beside)
        yield text(here.source)
        yield text(here.target) or _("(no translation)")
        glossary = project.terms(path.parent.name)
        for each in decisions(here.source, glossary, around):
            told = each.objection or _("taken for the term")
            yield f"  {each.form}: {each.concept.id} ({each.term.text}): {told}"
        stood = tuple(text(each.target) for each in every[: every.index(here)])
        for verdict in verify(here.source, here.target, glossary, surroundings=around, before=stood.__iter__):
            good = verdict.kind is Kind.OK
            yield f"  → {verdict.concept.id}: {_('rendered as the glossary says') if good else verdict.reason}"
        return
    raise Misused(_("{place}: no such place in any chapter").format(place=place))
