"""The name register at release: a book with a name nobody has settled is not published."""

from __future__ import annotations

import re

from pubpipe.errors import Refused
from pubpipe.messages import ngettext
from pubpipe.model import Book, Finding, Severity
from pubpipe.project import _files
from pubpipe.project._cache import Cache, digest, program
from pubpipe.project._galleys import glossary_key
from pubpipe.project._project import Project
from pubpipe.text.scripts import has_han

_CHECK = "names"
_NAMED = 20
_NOTHING = b"nothing found"
_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]+")
_DATE = re.compile(r'^"PO-Revision-Date:.*\n', re.MULTILINE)


def demand_names(project: Project, book: Book) -> None:
    """Raise Refused where the register lacks a person, a place or an organisation of the book.

    A waiver lets a name pass, as do settings that disable the check or make it less than major.
    """
    found = unregistered(project, book)
    if found:
        told = ngettext(
            "{book}: {count} name is not in the name register",
            "{book}: {count} names are not in the name register",
            len(found),
        ).format(book=book.id, count=len(found))
        lines = [f"\n    {each.place}: {each.message}" for each in found[:_NAMED]]
        raise Refused(told + ":" + "".join(lines) + ("\n    …" if len(found) > _NAMED else ""))


def unregistered(project: Project, book: Book) -> list[Finding]:
    """What the check of names finds in a book and nobody has waived."""
    from pubpipe import checks
    from pubpipe.catalog import segments
    from pubpipe.project import _living, _profiles
    from pubpipe.project._extract import read_catalog

    kept = Cache(project.root / ".pubpipe" / "build")
    known = f"{_asked(project, book)}-names"
    if kept.get(known) == _NOTHING:
        return []
    settings = project.settings.check
    severity = _profiles.severities(settings).get(_CHECK, Severity.MAJOR)
    if _CHECK in settings.disabled or severity.weight < Severity.MAJOR.weight:
        return []
    paths = {project.shown(path): path for path in (project.po(book, chapter) for chapter in book.chapters)}
    entries = {name: catalog.entries for name, path in paths.items() if (catalog := read_catalog(path, name))}
    found = list(
        checks.run(
            {name: segments(each) for name, each in entries.items()},
            glossary=project.terms(book.id),
            allowed=settings.allowed,
            disabled=[each for each in checks.checks() if each != _CHECK],
        )
    )
    if not found and not any(has_han(entry.source) for each in entries.values() for entry in each):
        kept.put(known, _NOTHING)
    return list(_living.unwaived(found, entries, paths))


def _asked(project: Project, book: Book) -> str:
    """The digest of all that the answer depends on: of the Chinese only where it stands, for names are Latin there."""
    facts: list[object] = [program(), glossary_key(project), book.id, project.settings]
    for chapter in book.chapters:
        path = project.po(book, chapter)
        written = _files.read(path).decode("utf-8", "replace") if path.exists() else ""
        facts += [
            project.shown(path),
            _HAN.sub("字", _DATE.sub("", written)),
            _files.read(project.source(book, chapter)),
        ]
    return digest(*facts)
