"""The name register at release: a book with a name nobody has settled is not published."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from pubpipe.errors import Refused
from pubpipe.messages import ngettext
from pubpipe.model import Book, Finding, Scope, Severity
from pubpipe.project._cache import Cache, digest, program
from pubpipe.project._project import Project

if TYPE_CHECKING:
    from pubpipe.catalog import Catalog

_CHECK = "names"
_NAMED = 20
_NOTHING = b"nothing found"
_CHINESE = re.compile("[0-9\u2010-\u2027\u3000-\u9fff\uff01-\uff07\uff09-\uff60]+")
"""What tells nothing of names: characters, figures and punctuation, but brackets."""


def demand_names(book: Book, found: Sequence[Finding]) -> None:
    """Raise Refused where the register lacks a person, a place or an organisation of the book: `found` names them."""
    if found:
        told = ngettext(
            "{book}: {count} name is not in the name register",
            "{book}: {count} names are not in the name register",
            len(found),
        ).format(book=book.id, count=len(found))
        lines = [f"\n    {each.place}: {each.message}" for each in found[:_NAMED]]
        raise Refused(told + ":" + "".join(lines) + ("\n    …" if len(found) > _NAMED else ""))


def is_asked(project: Project) -> bool:
    """Whether the settings want every name settled."""
    from pubpipe.project import _profiles

    settings = project.settings.check
    severity = _profiles.severities(settings).get(_CHECK, Severity.MAJOR)
    return _CHECK not in settings.disabled and severity.weight >= Severity.MAJOR.weight


class Looked(NamedTuple):
    """What the check of names finds in a book and nobody has waived, and how many findings somebody has."""

    unregistered: list[Finding]
    waived: int


def unregistered(project: Project, book: Book, latin: Sequence[str], looked: Looked | None = None) -> list[Finding]:
    """What nobody has settled or waived; `latin` are the chapters' `latin_key`, `looked` is what `look_up` gave.

    An earlier build's answer is taken where there is one.
    """
    cache = Cache(project.root)
    key = f"{digest(program(), project.glossary_key, book.id, project.settings, *latin)}-names"
    if looked is None:
        if cache.get(key) == _NOTHING:
            return []
        looked = look_up(project, book)
    if not looked.unregistered and not looked.waived:  # a waiver holds no longer than its sentence
        cache.put(key, _NOTHING)
    return looked.unregistered


def latin_key(source: bytes, catalog: Catalog) -> str:
    """The digest of all in a chapter that names depend on: of the Chinese only where it stands, for they are Latin."""
    written = "\n".join(["|".join((each.context, *each.flags, each.target)) for each in catalog.live])
    return digest(source, _CHINESE.sub("字", written))


def look_up(project: Project, book: Book) -> Looked:
    """Look for every name of a book in the register, if the settings want it."""
    from pubpipe import checks
    from pubpipe.catalog import segments
    from pubpipe.project import _living
    from pubpipe.project._extract import catalog_again

    if not is_asked(project):
        return Looked([], 0)
    settings = project.settings.check
    paths = {project.shown(path): path for path in (project.po(book, chapter) for chapter in book.chapters)}
    entries = {name: catalog.entries for name, path in paths.items() if (catalog := catalog_again(path, name))}
    found = list(
        checks.run(
            {name: segments(each) for name, each in entries.items()},
            glossary=project.terms(book.id),
            allowed=settings.allowed,
            disabled=[each for each in checks.checks(Scope.BOOK) if each != _CHECK],
            scope=Scope.BOOK,
        )
    )
    standing = list(_living.unwaived(found, entries, paths))
    return Looked(standing, len(found) - len(standing))
