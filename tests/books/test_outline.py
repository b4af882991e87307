"""An outline stands for its chapter: a book assembled from outlines is the book, and each chapter in it is the same."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from pubpipe import books
from pubpipe.books import Assembled, Headword, _assembly
from pubpipe.books._galley import Galley
from pubpipe.errors import PubpipeError, Unreadable
from pubpipe.formats import format_of
from pubpipe.model import Book, Chapter, Edition
from pubpipe.project import Project
from pubpipe.project._assembling import assets
from pubpipe.project._galleys import Manner, prepare
from pubpipe.project._standing import headwords
from tests.books.conftest import BOOK, NAMES, TERMS, Shelf, galleys, localised, localised_text, pictures
from tests.proofs.assembly import in_han

ROOT = Path(__file__).parents[2]
DATA = os.environ.get("PUBPIPE_TEST_DATA", "")
CHAPTERS = (
    "# 第一章 城市\n\n城市经理管理[街道](02.md#街道)。\n\n见图2-1和第三章。\n\n表1-1 收入\n\n| 甲 | 乙 |\n|---|---|\n"
    "| 1 | 2 |\n\n表中所列为收入。\n\n| 丙 | 丁 |\n|---|---|\n| 3 | 4 |\n",
    "# 第二章 街道\n\n清扫街道。\n\n![图2-1 道路](figures/form.png)\n\n## 街道\n\n养护[^1]。\n\n[^1]: 见表1-1。\n\n"
    "预算见2.1节。\n",
    "# 第三章 预算\n\n预算由城市经理编制。\n\n- 收入\n- 支出，见第一章\n\n> 引文一段。\n\n预算草案见附录。\n\n"
    "## 第二节 审议\n\n审议。\n",
)
WORDS = (
    Headword("city manager", "城市经理", addresses=("1:1/p1", "3:1/p1"), mention="城市经理（city manager）"),
    Headword("budget", "预算", addresses=("2:1.1/p2", "3:1/p1")),
)


def again(made: Sequence[Galley]) -> list[Galley]:
    """The galleys as a later build has them."""
    keep, found = Shelf(), []
    for each in made:
        head, body = each.kept()
        keep.put(str(each.index), body)
        found.append(books.kept_galley(head, keep, str(each.index), each.index, each.chapter))
    return found


def shown(assembled: Assembled) -> tuple[object, ...]:
    """All that a book is."""
    parts = [(part.id, part.matter, part.number, part.title, list(part.blocks)) for part in assembled.parts]
    return parts, assembled.media, assembled.doubts, assembled.pictures


def hold(
    book: Book, made: Sequence[Galley], files: Mapping[str, bytes], terms: Sequence[Headword], edition: Edition
) -> None:
    """The law: the book is what it is where no outline stands for a chapter, now and in a later build."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(_assembly, "_suffice", lambda book: False)
        whole = books.assemble(book, made, files, terms, edition)
    now, later = (books.assemble(book, each, files, terms, edition) for each in (made, again(made)))
    assert set(now.doubts) == set(whole.doubts)
    assert shown(now) == shown(whole)
    assert [part.key for part in now.parts] == [part.key for part in later.parts]
    assert shown(later) == shown(whole)


def test_a_book_of_three_formats() -> None:
    hold(BOOK, galleys(*(localised(name, at) for at, name in enumerate(NAMES, 1))), pictures(), TERMS, Edition(""))


@pytest.mark.parametrize(
    "settings",
    [
        {},
        {"index": "yes", "figures": "yes"},
        {"numbering": "none"},
        {"first_mention": "terms", "choices": "capitals"},
    ],
    ids=str,
)
@pytest.mark.parametrize(
    "edition", [Edition(""), Edition("", audience="trainee"), Edition("", bilingual="columns")], ids=str
)
def test_chapters_that_speak_of_one_another(settings: dict[str, str], edition: Edition) -> None:
    book = replace(BOOK, chapters=tuple(Chapter(f"0{at}.md") for at in (1, 2, 3)), assembly=tuple(settings.items()))
    made = galleys(*(localised_text(f"0{at}.md", text, at) for at, text in enumerate(CHAPTERS, 1)))
    hold(book, made, pictures(), WORDS, edition)


def test_a_chapters_key_tells_what_it_shows() -> None:
    """A sentence changes its own chapter's key alone, a heading that of the chapters that call it."""
    before, after, called = (_keys(text) for text in (CHAPTERS[2], CHAPTERS[2].replace("引文", "引语"), _renumbered()))
    assert [old == new for old, new in zip(before, after, strict=True)] == [True, True, False]
    assert [old == new for old, new in zip(before, called, strict=True)] == [True, False, False]


def _renumbered() -> str:
    """The third chapter with a section 2.1 of its own, so that the second one's 2.1 means two things."""
    return CHAPTERS[2].replace("## 第二节", "## 2.1")


def _keys(third: str) -> list[str]:
    texts = (*CHAPTERS[:2], third)
    book = replace(BOOK, chapters=tuple(Chapter(f"0{at}.md") for at in (1, 2, 3)))
    made = galleys(*(localised_text(f"0{at}.md", text, at) for at, text in enumerate(texts, 1)))
    return [part.key for part in books.assemble(book, made, pictures(), (), Edition("")).parts if part.key]


def test_a_body_that_was_damaged_is_not_taken() -> None:
    made = galleys(localised_text("01.md", CHAPTERS[0], 1))
    keep = Shelf()
    head, body = made[0].kept()
    keep.put("1", body + b"x")
    kept = books.kept_galley(head, keep, "1", 1, made[0].chapter)
    with pytest.raises(Unreadable, match="build with --fresh"):
        list(books.assemble(replace(BOOK, chapters=(made[0].chapter,)), [kept]).parts[0].blocks)


@pytest.mark.parametrize(
    "name", ["agreement", "article", "booklet", "handbook", "handout", "itembank", "proceedings", "report"]
)
def test_the_sample_publications(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(ROOT / "tests/projects" / name, tmp_path / name)
    monkeypatch.chdir(tmp_path / name)
    _projects_hold()


def test_the_sample_textbook(sample: Path) -> None:
    _projects_hold()


def _projects_hold() -> None:
    here = Project.find()
    for book in here.books():
        for bilingual in {bool(edition.bilingual) for edition in book.editions}:
            made = list(prepare(here, book, Manner(bilingual=bilingual)))
            files = assets(here, book)
            terms = headwords(each.standing for each in made)
            for edition in book.editions:
                if bool(edition.bilingual) == bilingual:
                    hold(book, [each.galley for each in made], files, terms, edition)


@pytest.mark.skipif(not DATA, reason="skipped: PUBPIPE_TEST_DATA names no folder of outside documents")
@pytest.mark.parametrize(("kind", "step"), [("docx", 12), ("html", 6), ("md", 6)])
def test_real_files(kind: str, step: int) -> None:
    """Books of five real files each, in Han."""
    group: list[Galley] = []
    books_made = 0
    for path in [path for path in sorted(Path(DATA, "documents", kind).iterdir()) if path.is_file()][::step]:
        group += _galley(path, len(group) + 1)
        if len(group) == 5:
            book = replace(BOOK, chapters=tuple(each.chapter for each in group), assembly=(("index", "yes"),))
            terms = tuple(Headword(each.chapter.source, "城市", addresses=each.expected) for each in group)
            hold(book, group, {}, terms, Edition(""))
            group, books_made = [], books_made + 1
    assert books_made


def _galley(path: Path, index: int) -> list[Galley]:
    """The chapter a file makes, none where it cannot be read."""
    source = path.read_bytes()
    try:
        document = format_of(path.name).read(source)
        targets = {unit.id: in_han(unit.content) for unit in document.units}
        merged = format_of(path.name).merge(source, books.mark(document, index, targets))
        return [books.galley(books.Localised(Chapter(path.name), merged, document), index)]
    except PubpipeError:
        return []
