"""What the checks of editions find in an assembled book."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pubpipe.errors import Refused
from pubpipe.messages import _
from pubpipe.model import Finding, Severity, text
from pubpipe.project import _files, _profiles
from pubpipe.project._cache import Cache, digest, encoded, program
from pubpipe.project._extract import read_catalog
from pubpipe.project._project import Project

if TYPE_CHECKING:
    from pubpipe.books import Assembled


def examined(project: Project, assembled: Assembled, editions: Sequence[str], *, draft: bool) -> tuple[str, ...]:
    """A line for each finding in what these editions of a book have in common: edition, address, rule and message.

    Neutral findings are left out. Bilingual editions are not asked: their Chinese is that of the others. Raises Refused
    for findings from the project's threshold on, unless it is a draft.
    """
    if assembled.bilingual:
        return ()
    name = _("{book} ({editions})").format(book=assembled.book.id, editions=", ".join(editions))
    found = list(_found(project, name, assembled))
    limit = _profiles.threshold(project.settings.check).weight
    stopping = [each for each in found if each.severity.weight >= limit]
    if stopping and not draft:
        lines = "".join(f"\n    {_line(each)}" for each in stopping)
        raise Refused(_("{book}: the edition has findings").format(book=assembled.book.id) + _(": ").rstrip() + lines)
    return tuple(_line(each) for each in found if each.severity is not Severity.NEUTRAL)


def _found(project: Project, name: str, assembled: Assembled) -> Iterator[Finding]:
    from pubpipe import books, checks

    settings = project.settings.check
    yield from checks.run_edition(
        name,
        books.passages(assembled, _sources(project, assembled)),
        glossary=project.glossary,
        disabled=settings.disabled,
        severities=_profiles.severities(settings),
    )


def _sources(project: Project, assembled: Assembled) -> dict[str, str]:
    """The English of each unit by its address in the book, as the PO files have it."""
    kept = Cache(project.root / ".pubpipe" / "build")
    found: dict[str, str] = {}
    for number, chapter in enumerate(assembled.book.chapters, start=1):
        po = project.po(assembled.book, chapter)
        written = _files.read(po) if po.exists() else b""
        key = f"{digest(program(), written)}-english"
        english = _decoded(kept.get(key))
        if english is None:
            english = _read(po, project.shown(po))
            kept.put(key, encoded(english))
        found |= {f"{number}:{unit}": said for unit, said in english.items()}
    return found


def _decoded(data: bytes | None) -> dict[str, str] | None:
    try:
        found = json.loads(data or b"null")
    except ValueError:
        return None
    return found if isinstance(found, dict) else None


def _read(po: Path, shown: str) -> dict[str, str]:
    """The English of each unit of a PO file, by the unit's id."""
    from pubpipe.catalog import parse
    from pubpipe.catalog.places import unit_of

    catalog = read_catalog(po, shown)
    sentences: dict[str, list[tuple[int, str]]] = {}
    for entry in catalog.live if catalog else ():
        said = text(parse(entry.source).content) if "<" in entry.source or "\\" in entry.source else entry.source
        for place in entry.places:
            unit, sentence = unit_of(place)
            sentences.setdefault(unit.rpartition(":")[2], []).append((sentence, said))
    return {unit: " ".join(said for _number, said in sorted(found)) for unit, found in sentences.items()}


def _line(each: Finding) -> str:
    spot = each.target[slice(*each.span)] if each.span else each.target[:40]
    return f"{each.file}:{each.place}: {_(each.severity)} {each.check}: {each.message} ⟨{spot}⟩"
