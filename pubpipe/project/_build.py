"""The publish road: the editions of a book."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from pubpipe.errors import Misused, Refused, Unreadable
from pubpipe.formats import RULES, format_of
from pubpipe.messages import _, ngettext
from pubpipe.model import TARGET_LANGUAGE, Book, Chapter, Content, Edition, Status, text
from pubpipe.project import _files
from pubpipe.project._extract import chapter_document, extraction, read_catalog
from pubpipe.project._merge import refused
from pubpipe.project._project import Done, Project
from pubpipe.registry import offers
from pubpipe.text.scripts import han_count

if TYPE_CHECKING:
    from pubpipe.books import Assembled, Doubt, Headword, Localised

_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp")
_NAMED = 20
_PLAIN = Edition("")


@dataclass(frozen=True, slots=True)
class Prepared:
    """A chapter on its way into the book: its file in Chinese, the targets in it by unit id, what is unfinished."""

    localised: Localised
    targets: Mapping[str, Content]
    unfinished: tuple[str, ...]


def build(
    project: Project, books: Iterable[str] = (), *, draft: bool = False, editions: Sequence[str] = ()
) -> Iterator[Done]:
    """Build the editions of these books, or of all; tell of each book what stayed open, and which files were made.

    Raises Refused, saying where, for unfinished text and unresolved references, unless it is a draft.
    """
    for book in project.books(books):
        wanted = _wanted(book, editions)
        prepared = prepare(project, book, draft, bilingual=any(edition.bilingual for edition in wanted))
        assembled: dict[tuple[str, str], Assembled] = {}
        for edition in wanted:
            shape = edition.audience, edition.bilingual
            if shape not in assembled:
                assembled[shape] = assemble(project, book, prepared, draft, edition)
                yield Done(tuple(_open(assembled[shape])))
            yield Done(made=_write(project, assembled[shape], edition, draft))


def _wanted(book: Book, names: Sequence[str]) -> list[Edition]:
    """The editions of these names, or all. Raises Misused for a name, or a format, nobody knows."""
    known = offers("books")
    own = {edition.name: edition for edition in book.editions}
    for name in names or own:
        if name not in own:
            raise Misused(_("{book}: no such edition: {edition}").format(book=book.id, edition=name))
        if form(own[name]) not in known:
            raise Misused(
                _("{book}: editions.{edition}: no such format: {format}; known are {known}").format(
                    book=book.id, edition=name, format=form(own[name]), known=", ".join(known)
                )
            )
    return [edition for edition in book.editions if not names or edition.name in names]


def form(edition: Edition) -> str:
    """The format an edition is written in: what it says, or its name."""
    return edition.format or edition.name


def prepare(project: Project, book: Book, draft: bool, bilingual: bool = False) -> list[Prepared]:
    """The chapters of a book on their way into it. Raises Refused for unfinished text, unless it is a draft."""
    prepared = [
        _prepare(project, book, chapter, index, draft, bilingual)
        for index, chapter in enumerate(book.chapters, start=1)
    ]
    unfinished = [line for each in prepared for line in each.unfinished]
    if unfinished and not draft:
        raise Refused(
            _several(
                ngettext(
                    "{book}: {count} segment is not finished",
                    "{book}: {count} segments are not finished",
                    len(unfinished),
                ).format(book=book.id, count=len(unfinished)),
                unfinished,
            )
        )
    return prepared


def assemble(
    project: Project, book: Book, prepared: Sequence[Prepared], draft: bool, edition: Edition = _PLAIN
) -> Assembled:
    """The book, assembled for an edition's readers. Raises Refused for what cannot be settled, unless it is a draft."""
    from pubpipe import books

    chapters = [each.localised for each in prepared]
    assembled = books.assemble(book, chapters, _pictures(project, book), headwords(project, prepared), edition)
    serious = [_placed(doubt) for doubt in assembled.doubts if doubt.serious]
    if serious and not draft:
        raise Refused(_several(_("{book}: cannot be assembled").format(book=book.id), serious))
    return assembled


def _open(assembled: Assembled) -> Iterator[str]:
    """What an editor must still look at: doubts, and pictures that show English."""
    for doubt in assembled.doubts:
        yield _("doubtful: {sentence}").format(sentence=_placed(doubt))
    for name in assembled.untwinned:
        yield _("picture without a Chinese twin in figures/zh_CN/: {name}").format(name=name)


def _placed(doubt: Doubt) -> str:
    return ": ".join(filter(None, (doubt.address, doubt.message)))


def _several(what: str, lines: Sequence[str]) -> str:
    shown = [f"\n    {line}" for line in lines[:_NAMED]]
    if len(lines) > _NAMED:
        shown.append("\n    " + _("and {count} more").format(count=len(lines) - _NAMED))
    return what + _(": ").rstrip() + "".join(shown)


def _prepare(project: Project, book: Book, chapter: Chapter, index: int, draft: bool, bilingual: bool) -> Prepared:
    from pubpipe import books
    from pubpipe import catalog as catalogs

    source, document = chapter_document(project, book, chapter)
    po = project.po(book, chapter)
    shown = project.shown(po)
    catalog = read_catalog(po, shown)
    if catalog is None:
        raise Unreadable(_("{file}: no such file: run `pubpipe extract`").format(file=shown))
    with _files.named(shown):
        now = extraction(project.name(book, chapter), project.settings.segmentation, project.settings.extract)
        walked = catalogs.must_fit(catalog, document, now)
        unfinished = books.unfinished if draft else None
        targets = catalogs.targets(catalog, document, unfinished=unfinished, note=books.note, walked=walked)
    kept = tuple(unit for unit in document.units if targets.contents.get(unit.id, unit.content))
    document = replace(document, units=kept)
    marked = {**targets.contents, **books.mark(document, index, targets.contents)}
    rules = replace(project.settings.extract, italic=RULES.italic)
    with _files.named(project.shown(project.source(book, chapter))):
        content = format_of(chapter.source).merge(source, marked, rules)
        english = books.mark(document, index, {}) if bilingual else {}
        original = format_of(chapter.source).merge(source, english, rules) if bilingual else b""
    localised = books.Localised(chapter, content, document, original)
    return Prepared(localised, targets.contents, tuple(refused(targets.refusals)))


def _pictures(project: Project, book: Book) -> dict[str, bytes]:
    """The pictures of a book's folder, by their names relative to it."""
    folder = project.root / "sources" / book.id
    paths = sorted(path for path in folder.rglob("*") if path.suffix.lower() in _PICTURES and path.is_file())
    return {path.relative_to(folder).as_posix(): _files.read(path) for path in paths}


def headwords(project: Project, prepared: Sequence[Prepared]) -> list[Headword]:
    """The glossary's terms that occur in the book, in the order in which they first do, with the places of all.

    A term occurs where its source has it and its translation shows one of the concept's accepted Chinese forms, on
    the page and not only to those who are read to; a Latin acronym alone proves nothing. The form shown is the best
    of those that stand in the book.
    """
    from pubpipe.books import LEFT_OUT, Headword
    from pubpipe.glossary import recognise

    accepted = (Status.PREFERRED, Status.PROVISIONAL, Status.ADMITTED)
    found: dict[str, Headword] = {}
    places: dict[str, list[str]] = {}
    book = "\n".join(text(content) for each in prepared for content in each.targets.values())
    for index, each in enumerate(prepared, start=1):
        for unit in each.localised.document.units:
            shown = text(each.targets.get(unit.id, ()))
            if unit.role in LEFT_OUT or unit.role == "alt" or not shown:
                continue
            for concept in (hit.concept for hit in recognise(unit.content, project.glossary)):
                english = next(concept.designations("en", *accepted), None)
                chinese = [term for term in concept.designations(TARGET_LANGUAGE, *accepted) if han_count(term.text)]
                if not english or not any(term.text in shown for term in chinese):
                    continue
                if concept.id not in found:
                    chosen = next(term for term in chinese if term.text in book)
                    found[concept.id] = Headword(english.text, chosen.text, chosen.pinyin)
                places.setdefault(concept.id, []).append(f"{index}:{unit.id}")
    return [replace(word, addresses=tuple(dict.fromkeys(places[own]))) for own, word in found.items()]


def _write(project: Project, assembled: Assembled, edition: Edition, draft: bool) -> Path:
    settings = {**dict(edition.settings), **({"draft": "yes"} if draft else {})}
    module = offers("books")[form(edition)]
    data = module.write(assembled, settings, modified(project, assembled.book))
    own = edition.name if edition.name != form(edition) else ""
    name = "-".join(filter(None, (assembled.book.id, own, "draft" if draft else "")))
    path = project.root / "dist" / f"{name}{module.SUFFIX}"
    _files.write(path, data)
    return Path(project.shown(path))


def modified(project: Project, book: Book) -> datetime:
    """The date editions carry: SOURCE_DATE_EPOCH, or the first day of the book's year; never the day of the build."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isdigit():
        return datetime.fromtimestamp(int(epoch), UTC)
    return datetime(book.year or 2000, 1, 1, tzinfo=UTC)
