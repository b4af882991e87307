"""What the checks of editions find in an assembled book."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from pubpipe.calm import calm
from pubpipe.errors import Refused
from pubpipe.messages import _
from pubpipe.model import Finding, Severity
from pubpipe.project import _profiles
from pubpipe.project._project import Project

if TYPE_CHECKING:
    from pubpipe.books import Assembled


@calm()
def examined(
    project: Project, assembled: Assembled, english: Mapping[str, str], editions: Sequence[str], *, draft: bool
) -> tuple[str, ...]:
    """A line for each finding in what these editions of a book have in common: edition, address, rule and message.

    `english` is the English of each unit by its address.
    Neutral findings are left out. Bilingual editions are not asked: their Chinese is that of the others. Raises Refused
    for findings from the project's threshold on, unless it is a draft.
    """
    if assembled.bilingual:
        return ()
    name = _("{book} ({editions})").format(book=assembled.book.id, editions=", ".join(editions))
    found = list(_found(project, name, assembled, english))
    limit = _profiles.threshold(project.settings.check).weight
    stopping = [each for each in found if each.severity.weight >= limit]
    if stopping and not draft:
        lines = "".join(f"\n    {_line(each)}" for each in stopping)
        raise Refused(_("{book}: the edition has findings").format(book=assembled.book.id) + _(": ").rstrip() + lines)
    return tuple(_line(each) for each in found if each.severity is not Severity.NEUTRAL)


def _found(project: Project, name: str, assembled: Assembled, english: Mapping[str, str]) -> Iterator[Finding]:
    from pubpipe import books, checks

    settings = project.settings.check
    yield from checks.run_edition(
        name,
        books.passages(assembled, english),
        glossary=project.glossary,
        disabled=settings.disabled,
        severities=_profiles.severities(settings),
    )


def _line(each: Finding) -> str:
    spot = each.target[slice(*each.span)] if each.span else each.target[:40]
    return f"{each.file}:{each.place}: {_(each.severity)} {each.check}: {each.message} ⟨{spot}⟩"
