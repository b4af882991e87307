"""The chapters of a book on their way into it: each localised and set by itself, or kept from an earlier build."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING

from pubpipe.calm import calm
from pubpipe.errors import PubpipeError, Unreadable
from pubpipe.formats import RULES, format_of
from pubpipe.messages import _, language
from pubpipe.model import TARGET_LANGUAGE, Book, Content, Document, Status, Term, text
from pubpipe.project import _files, _jobs
from pubpipe.project._cache import Cache, digest, encoded, program
from pubpipe.project._extract import chapter_document, extraction, read_catalog
from pubpipe.project._merge import refused
from pubpipe.project._project import Project
from pubpipe.text.scripts import han_count

if TYPE_CHECKING:
    from pubpipe.books import Galley, Headword, Localised
    from pubpipe.catalog import Targets
    from pubpipe.glossary import Glossary
    from pubpipe.model import Concept

_ACCEPTED = (Status.PREFERRED, Status.PROVISIONAL, Status.ADMITTED)


@dataclass(frozen=True, slots=True)
class Manner:
    """How chapters are prepared: as a draft, with their English, with nothing taken from earlier builds."""

    draft: bool = False
    bilingual: bool = False
    fresh: bool = False


@dataclass(frozen=True, slots=True)
class Standing:
    """A concept that stands in a chapter: its accepted Chinese forms found there, best first, and the addresses.

    A form is its rank, its text and its pinyin where somebody gave it.
    """

    concept: str
    english: str
    forms: tuple[tuple[int, str, str], ...]
    addresses: tuple[str, ...]
    kind: str = ""
    acronym: str = ""
    mention: str = ""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A chapter ready for the book, the terms that stand in it, what of it is unfinished.

    `omitted` are what the translator cut on purpose: place, source, the reason given. `key` is the digest of all it
    was made from; `kept` tells that it was made by an earlier build.
    """

    galley: Galley
    standing: tuple[Standing, ...]
    unfinished: tuple[str, ...]
    omitted: tuple[tuple[str, str, str], ...]
    key: str
    kept: bool


def prepare(project: Project, book: Book, manner: Manner, jobs: int = 1) -> Iterator[Prepared]:
    """The chapters of a book in order; `jobs` processes make those that nothing was kept of. Errors name the file."""
    keys = {index: key_of(project, book, index, manner) for index in range(1, len(book.chapters) + 1)}
    kept = _Kept(project)
    found = {index: None if manner.fresh else kept.get(keys[index], index, book) for index in keys}
    missing = [(book, index, keys[index]) for index, each in found.items() if each is None]
    made = _jobs.each(_made, (project, manner), missing, jobs)
    for each in found.values():
        result = each or next(made)
        if isinstance(result, PubpipeError):
            raise result
        yield result


def key_of(project: Project, book: Book, index: int, manner: Manner) -> str:
    """The digest of all that a chapter is made from."""
    chapter = book.chapters[index - 1]
    po = project.po(book, chapter)
    if not po.exists():
        raise Unreadable(_("{file}: no such file: run `pubpipe extract`").format(file=project.shown(po)))
    settings = project.settings
    return digest(
        program(),
        _files.read(project.source(book, chapter)),
        _files.read(po),
        glossary_key(project),
        (book.id, chapter, index, manner.draft, manner.bilingual, language()),
        (settings.segmentation, settings.extract),
        _files.read(project.root / settings.segmentation_rules) if settings.segmentation_rules else b"",
    )


def glossary_key(project: Project) -> str:
    """The digest of the project's glossaries: its version, where nobody gave it a number."""
    return digest(*(part for path in project.glossary_files for part in (project.shown(path), _files.read(path))))


class _Kept:
    """The chapters earlier builds kept."""

    def __init__(self, project: Project) -> None:
        self._cache = Cache(project.root / ".pubpipe" / "build")

    def get(self, key: str, index: int, book: Book) -> Prepared | None:
        from pubpipe.books import kept_galley

        galley, facts = self._cache.get(f"{key}-galley"), self._cache.get(f"{key}-facts")
        if galley is None or facts is None:
            return None
        try:
            told = json.loads(facts)
            standing = tuple(
                Standing(concept, english, tuple(map(tuple, forms)), tuple(addresses), *rest)
                for concept, english, forms, addresses, *rest in told["standing"]
            )
            return Prepared(
                kept_galley(galley, index, book.chapters[index - 1]),
                standing,
                tuple(told["unfinished"]),
                tuple(map(tuple, told["omitted"])),
                key,
                True,
            )
        except (ValueError, KeyError, TypeError):
            return None

    def put(self, prepared: Prepared) -> None:
        names = [each.name for each in fields(Standing)]
        standing = [[getattr(each, name) for name in names] for each in prepared.standing]
        self._cache.put(f"{prepared.key}-galley", prepared.galley.kept())
        facts = {"standing": standing, "unfinished": prepared.unfinished, "omitted": prepared.omitted}
        self._cache.put(f"{prepared.key}-facts", encoded(facts))


@calm()
def _made(shared: tuple[Project, Manner], task: tuple[Book, int, str]) -> Prepared:
    from pubpipe import books

    (project, manner), (book, index, key) = shared, task
    localised, targets = localise(project, book, index, manner)
    standing = tuple(_standing(project.terms(book.id), localised.document, targets.contents, index))
    unfinished = tuple(refused(targets.refusals))
    omitted = tuple((each.place, each.source, each.comment) for each in targets.omissions)
    prepared = Prepared(books.galley(localised, index), standing, unfinished, omitted, key, False)
    _Kept(project).put(prepared)
    return prepared


def localise(project: Project, book: Book, index: int, manner: Manner) -> tuple[Localised, Targets]:
    """A chapter's file in Chinese, its text marked, and what was written into it."""
    from pubpipe import books
    from pubpipe import catalog as catalogs

    chapter = book.chapters[index - 1]
    source, document = chapter_document(project, book, chapter)
    po = project.po(book, chapter)
    shown = project.shown(po)
    catalog = read_catalog(po, shown)
    if catalog is None:
        raise Unreadable(_("{file}: no such file: run `pubpipe extract`").format(file=shown))
    with _files.named(shown):
        now = extraction(project.name(book, chapter), project.settings.segmentation, project.settings.extract)
        walked = catalogs.must_fit(catalog, document, now)
        unfinished = books.unfinished if manner.draft else None
        targets = catalogs.targets(catalog, document, unfinished=unfinished, note=books.note, walked=walked)
    kept = tuple(unit for unit in document.units if targets.contents.get(unit.id, unit.content))
    document = replace(document, units=kept)
    marked = {**targets.contents, **books.mark(document, index, targets.contents)}
    rules = replace(project.settings.extract, italic=RULES.italic)
    with _files.named(project.shown(project.source(book, chapter))):
        content = format_of(chapter.source).merge(source, marked, rules)
        english = books.mark(document, index, {})
        original = format_of(chapter.source).merge(source, english, rules) if manner.bilingual else b""
    return books.Localised(chapter, content, document, original), targets


def _standing(glossary: Glossary, document: Document, targets: Mapping[str, Content], index: int) -> Iterator[Standing]:
    """The glossary's concepts that stand in a chapter, in the order in which they first do.

    One stands where its source has it and its translation shows one of its accepted Chinese forms, on the page and not
    only to those who are read to; a Latin acronym alone proves nothing.
    """
    from pubpipe.books import LEFT_OUT
    from pubpipe.glossary import acronym, first_mention, recognise

    found: dict[str, tuple[Concept, Term, set[int], list[str]]] = {}
    accepted: dict[str, tuple[Term | None, list[tuple[int, Term]]]] = {}
    for unit in document.units:
        shown = text(targets.get(unit.id, ()))
        if unit.role in LEFT_OUT or unit.role == "alt" or not shown:
            continue
        for concept in (hit.concept for hit in recognise(unit.content, glossary)):
            if concept.id not in accepted:
                accepted[concept.id] = next(concept.designations("en", *_ACCEPTED), None), _chinese(concept)
            english, chinese = accepted[concept.id]
            here = [rank for rank, term in chinese if term.text in shown]
            if english and here:
                _concept, _english, forms, addresses = found.setdefault(concept.id, (concept, english, set(), []))
                forms |= set(here)
                addresses.append(f"{index}:{unit.id}")
    for concept, english, forms, addresses in found.values():
        standing = tuple((rank, term.text, term.pinyin) for rank, term in _chinese(concept) if rank in forms)
        yield Standing(
            concept.id,
            english.text,
            standing,
            tuple(dict.fromkeys(addresses)),
            str(concept.kind or ""),
            acronym(concept),
            first_mention(concept),
        )


def _chinese(concept: Concept) -> list[tuple[int, Term]]:
    """The accepted Chinese forms of a concept that have Han, best first, with their rank."""
    terms = enumerate(concept.designations(TARGET_LANGUAGE, *_ACCEPTED))
    return [(rank, term) for rank, term in terms if han_count(term.text)]


def headwords(prepared: Sequence[Prepared]) -> list[Headword]:
    """The glossary's terms that stand in the book, in the order in which they first do, with all their places.

    The form shown is the best of those that stand in it.
    """
    from pubpipe.books import Headword

    found: dict[str, list[Standing]] = {}
    for each in prepared:
        for standing in each.standing:
            found.setdefault(standing.concept, []).append(standing)
    words = []
    for places in found.values():
        _rank, chinese, pinyin = min(form for standing in places for form in standing.forms)
        addresses = tuple(address for standing in places for address in standing.addresses)
        known = places[0]
        words.append(Headword(known.english, chinese, pinyin, addresses, known.kind, known.acronym, known.mention))
    return words
