"""Offers from what the project has translated before, and from its glossary, into entries that are empty."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from pubpipe.errors import PubpipeError
from pubpipe.messages import _
from pubpipe.model import TARGET_LANGUAGE, Match, MatchKind, Status, TranslationUnit
from pubpipe.project._changes import explained
from pubpipe.project._extract import read_catalog, write_catalog
from pubpipe.project._project import Done, Project

if TYPE_CHECKING:
    from pubpipe.glossary import Glossary


def fill(project: Project, books: Iterable[str] = (), threshold: int | None = None) -> Iterator[Done]:
    """Offer what is remembered to the empty entries of these books, or of all; sum up by kind for each file.

    Every offer is fuzzy but those in context and, by setting, exact ones of the same role that somebody signed. What
    has a translation is left as it is, so that doing it twice does nothing more. `threshold` is the least similarity
    in percent, otherwise the setting's.
    """
    from pubpipe import catalog as catalogs
    from pubpipe.memory import offers
    from pubpipe.project.memory import ProjectMemory

    wanted = {book.id for book in project.books(books)}
    least = project.settings.memory.threshold if threshold is None else threshold
    with ProjectMemory(project) as memory:
        for note in memory.notes:
            yield Done((note,))
        for name, error in memory.failures.items():
            if "/imported/" in name:
                yield Done.failed(error)
        terms = whole_terms(project.glossary)
        for book, chapter in project.chapters():
            path = project.po(book, chapter)
            name = project.shown(path)
            if book.id not in wanted:
                continue
            try:
                catalog = read_catalog(path, name)
            except PubpipeError as error:
                yield Done.failed(error)
                continue
            if catalog is None:
                continue
            asked = list(catalogs.wanting(catalog))
            found = {unit.place: match for unit, match in offers(asked, memory, least)}
            pairs = ((unit, better(found.get(unit.place), terms.get(unit.source.casefold()))) for unit in asked)
            filled, counts = catalogs.fill(
                catalog,
                ((unit, explained(match, unit.source, project.glossary)) for unit, match in pairs if match),
                sure(project.settings.memory.accept_signed),
            )
            if filled != catalog:
                write_catalog(path, filled)
                said = ", ".join(f"{_(kind)} {count}" for kind, count in sorted(counts.items()))
                yield Done((f"{name}: {said}",))


def sure(accept_signed: bool) -> Callable[[Match], bool]:
    """Which offers need nobody's eye: those that bear no penalty and are in context or, by setting, signed."""

    def is_sure(match: Match) -> bool:
        signed = accept_signed and match.unit.signed and not match.change
        return match.similarity == 100 and (
            match.kind is MatchKind.IN_CONTEXT or (match.kind is MatchKind.EXACT and signed)
        )

    return is_sure


def better(match: Match | None, term: Match | None) -> Match | None:
    """An approved term that is the whole text comes before a text that is only like it."""
    return term if term and (match is None or match.kind is MatchKind.FUZZY) else match


def whole_terms(glossary: Glossary) -> dict[str, Match]:
    """An offer for each text that is one approved term and no other, by the text without case."""
    found: dict[str, Match | None] = {}
    for concept in glossary.concepts:
        chinese = next(concept.designations(TARGET_LANGUAGE, Status.PREFERRED), None)
        if chinese is None or concept.do_not_translate:
            continue
        for english in concept.designations("en", Status.PREFERRED, Status.ADMITTED):
            text = english.text.casefold()
            known = found.get(text)
            if text in found and (known is None or known.unit.target != chinese.text):
                found[text] = None
            elif text not in found:
                unit = TranslationUnit(english.text, chinese.text, origin="glossary", place=concept.id)
                found[text] = Match(unit, MatchKind.TERM, 100)
    return {text: match for text, match in found.items() if match}
