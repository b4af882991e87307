"""The name register at release: a book with a name nobody has settled is not published."""

from __future__ import annotations

from pubpipe.errors import Refused
from pubpipe.messages import ngettext
from pubpipe.model import Book, Finding, Severity
from pubpipe.project._project import Project

_CHECK = "names"
_NAMED = 20


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

    settings = project.settings.check
    severity = _profiles.severities(settings).get(_CHECK, Severity.MAJOR)
    if _CHECK in settings.disabled or severity.weight < Severity.MAJOR.weight:
        return []
    paths = {project.shown(path): path for path in (project.po(book, chapter) for chapter in book.chapters)}
    entries = {name: catalog.entries for name, path in paths.items() if (catalog := read_catalog(path, name))}
    found = checks.run(
        {name: segments(each) for name, each in entries.items()},
        glossary=project.terms(book.id),
        allowed=settings.allowed,
        disabled=[each for each in checks.checks() if each != _CHECK],
    )
    return list(_living.unwaived(found, entries, paths))
