"""How far every chapter is, and what blocks its release."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass

from pubpipe.errors import PubpipeError
from pubpipe.messages import _
from pubpipe.model import Book, Chapter, Entry
from pubpipe.project import _signoffs
from pubpipe.project._extract import chapter_document, extraction, read_catalog
from pubpipe.project._project import Project
from pubpipe.text.scripts import width

_BAR = 20


@dataclass(frozen=True, slots=True)
class ChapterStatus:
    """Counts of one chapter's entries; `signed` by step; `blocker` is why it cannot be released, or ""."""

    book: str
    chapter: str
    entries: int
    translated: int
    fuzzy: int
    untranslated: int
    signed: dict[str, int]
    blocker: str


@dataclass(frozen=True, slots=True)
class Status:
    """All chapters of the books asked for."""

    chapters: tuple[ChapterStatus, ...]

    def json(self) -> str:
        """For machines."""
        return json.dumps({"chapters": [asdict(each) for each in self.chapters]}, ensure_ascii=False, indent=2) + "\n"

    def text(self) -> str:
        """One line a chapter, with a bar that needs no colour."""
        column = max((width(each.chapter) for each in self.chapters), default=0)
        lines = []
        book = None
        for each in self.chapters:
            if each.book != book:
                lines.append(each.book)
                book = each.book
            done = each.translated * _BAR // each.entries if each.entries else 0
            pending = (each.translated + each.fuzzy) * _BAR // each.entries - done if each.entries else 0
            bar = "█" * done + "▒" * pending + "·" * (_BAR - done - pending)
            said = [_("{done} of {all}").format(done=each.translated, all=each.entries)]
            said += [_("{count} fuzzy").format(count=each.fuzzy)] if each.fuzzy else []
            said += [_("{count} empty").format(count=each.untranslated)] if each.untranslated else []
            said += [f"{_(step)} {count}" for step, count in each.signed.items()]
            said += [each.blocker] if each.blocker else []
            lines.append(f"  {each.chapter}{' ' * (column - width(each.chapter))}  {bar}  {', '.join(said)}")
        blocked = sum(bool(each.blocker or each.fuzzy or each.untranslated) for each in self.chapters)
        lines.append(
            _("ready to build")
            if not blocked
            else _("{count} of {all} chapters block a release").format(count=blocked, all=len(self.chapters))
        )
        return "\n".join(lines) + "\n"


def status(project: Project, books: Iterable[str] = ()) -> Status:
    """How far the chapters of these books are, or of all."""
    found = []
    for book in project.books(books):
        signatures = _signoffs.read(project.translations(book) / "signoffs.csv")
        found += [_status(project, book, chapter, signatures) for chapter in book.chapters]
    return Status(tuple(found))


def _status(project: Project, book: Book, chapter: Chapter, signatures: tuple[_signoffs.Signoff, ...]) -> ChapterStatus:
    entries: tuple[Entry, ...] = ()
    blocker = ""
    path = project.po(book, chapter)
    try:
        catalog = read_catalog(path, project.shown(path))
        if catalog is None:
            blocker = _("not extracted yet: run `pubpipe extract`")
        else:
            from pubpipe.catalog import must_fit

            entries = catalog.live
            _source, document = chapter_document(project, book, chapter)
            must_fit(
                catalog,
                document,
                extraction(project.name(book, chapter), project.settings.segmentation, project.settings.extract),
            )
    except PubpipeError as error:
        blocker = str(error)
    fuzzy = sum(each.fuzzy for each in entries)
    empty = sum(not each.target for each in entries)
    digests = {_signoffs.digest(each) for each in entries}
    signed = Counter(row.step for row in signatures if row.chapter == chapter.id and row.digest in digests)
    return ChapterStatus(
        book=book.id,
        chapter=chapter.id,
        entries=len(entries),
        translated=sum(bool(each.target) and not each.fuzzy for each in entries),
        fuzzy=fuzzy,
        untranslated=empty,
        signed=dict(signed),
        blocker=blocker,
    )
