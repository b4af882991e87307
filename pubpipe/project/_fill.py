"""Offers from what the project has translated before, into entries that are empty."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from pubpipe.errors import PubpipeError
from pubpipe.messages import _
from pubpipe.model import Document, TranslationUnit
from pubpipe.project._extract import chapter_document, read_catalog, write_catalog
from pubpipe.project._project import Done, Project


def fill(project: Project, books: Iterable[str] = ()) -> Iterator[Done]:
    """Offer exact matches and repeats to the empty entries of these books, or of all; sum up by kind for each file."""
    from pubpipe import catalog as catalogs
    from pubpipe.memory import Memory, offers

    wanted = {book.id for book in project.books(books)}
    found: dict[str, tuple[catalogs.Catalog, Document]] = {}
    failures: dict[str, PubpipeError] = {}
    for book, chapter in project.chapters():
        name = project.shown(project.po(book, chapter))
        try:
            catalog = read_catalog(project.po(book, chapter), name)
            if catalog is not None:
                found[name] = catalog, chapter_document(project, book, chapter)[1]
        except PubpipeError as error:
            failures[name] = error
    remembered: Iterator[TranslationUnit] = chain.from_iterable(
        catalogs.remembered(catalog, document, name) for name, (catalog, document) in found.items()
    )
    memory = Memory(remembered)
    for book, chapter in project.chapters():
        name = project.shown(project.po(book, chapter))
        if book.id not in wanted:
            continue
        if name in failures:
            yield Done.failed(failures[name])
        elif name in found:
            catalog, document = found[name]
            filled, counts = catalogs.fill(catalog, offers(catalogs.wanting(catalog, document), memory))
            if filled != catalog:
                write_catalog(project.po(book, chapter), filled)
                said = ", ".join(f"{_(kind)} {count}" for kind, count in sorted(counts.items()))
                yield Done((f"{name}: {said}",))
