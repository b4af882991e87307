"""The sample textbook, from its sources to its editions."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest

from pubpipe import project
from pubpipe.books import addresses, expected
from pubpipe.catalog import read_po, targets
from pubpipe.errors import Refused
from pubpipe.model import Book, Chapter, Unit, text
from pubpipe.project import Done, Project, _assembling
from pubpipe.project._extract import chapter_document
from pubpipe.project._galleys import Manner, localise, prepare
from pubpipe.project._standing import headwords
from pubpipe.text.scripts import han_count
from tests.conftest import BOOK, ROOT

PO = sorted((ROOT / "translations/zh_CN" / BOOK).glob("*.po"))


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pubpipe", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, encoding="utf-8", timeout=600)


def made(done: Iterable[Done]) -> list[Path]:
    return [each.made for each in done if each.made]


def units(here: Project, book: Book, chapter: Chapter) -> tuple[Unit, ...]:
    return chapter_document(here, book, chapter)[1].units


@pytest.mark.parametrize("path", PO, ids=[path.stem for path in PO])
def test_every_chapter_is_translated(path: Path) -> None:
    catalog = read_po(path.read_bytes())
    assert [entry.source for entry in catalog.live if not entry.target or entry.fuzzy] == []
    assert catalog.obsolete == ()


def test_chapters_have_a_chapter_s_length(sample: Path) -> None:
    here = Project.find()
    (book,) = here.books()
    body = ("paragraph", "item", "quote", "cell", "heading", "box", "caption")
    words = {
        chapter.id: sum(len(text(unit.content).split()) for unit in units(here, book, chapter) if unit.role in body)
        for chapter in book.chapters
    }
    assert len(words) == 6
    assert {name: count for name, count in words.items() if not 1000 <= count <= 1800} == {}


def test_the_glossary_is_large_and_sound() -> None:
    from pubpipe.project import glossary

    found, concepts = glossary.verified(ROOT / "glossaries/government-terms.csv")
    assert concepts >= 250
    assert [sentence for severity, sentence in found if severity in ("major", "critical")] == []


def test_checking_finds_nothing_major(sample: Path) -> None:
    checked = project.check([], None)
    assert checked.segments > 900
    assert checked.at_or_above("major") == []


def test_every_unit_reaches_the_book(sample: Path) -> None:
    here = Project.find()
    (book,) = here.books()
    assembled = _assembling.assemble(here, book, list(prepare(here, book, Manner())), draft=False)
    wanted = [
        address
        for index, chapter in enumerate(book.chapters, start=1)
        for address in expected(chapter_document(here, book, chapter)[1], index)
    ]
    assert len(wanted) > 500
    assert [address for address in wanted if address not in set(addresses(assembled))] == []
    assert [doubt for doubt in assembled.doubts if doubt.serious] == []


def test_publishing_ends_with_the_names_of_the_files(sample: Path) -> None:
    done = run(sample, "publish")
    assert done.stdout == f"dist/{BOOK}.docx\ndist/{BOOK}.epub\ndist/{BOOK}-web\n", done.stderr
    assert done.returncode == 0
    assert [line for line in done.stderr.splitlines() if "doubtful" in line or "picture" in line] == []
    first = published(sample)
    assert len(first) > 12
    assert run(sample, "build").returncode == 0
    assert published(sample) == first


def published(sample: Path) -> dict[str, bytes]:
    files = [path for path in (sample / "dist").rglob("*") if path.is_file()]
    return {path.relative_to(sample).as_posix(): path.read_bytes() for path in files}


def test_unfinished_text_is_refused_by_a_release_and_shown_by_a_draft(sample: Path) -> None:
    path = sample / "translations/zh_CN" / BOOK / "05-ethics-and-citizen-engagement.po"
    sentence = 'msgstr "信任有两个来源。"'
    changed = path.read_text(encoding="utf-8").replace(sentence, 'msgstr ""')
    path.write_text(changed, encoding="utf-8")
    with pytest.raises(Refused) as caught:
        list(project.build(Project.find()))
    assert "05-ethics-and-citizen-engagement.md:1/p1-2: not translated: Trust has two sources." in str(caught.value)
    assert list((sample / "dist").iterdir()) == []
    (draft,) = made(project.build(Project.find(), draft=True, editions=["epub"]))
    assert draft == Path("dist/city-management-draft.epub")
    import zipfile

    with zipfile.ZipFile(draft) as book:
        pages = "".join(book.read(name).decode() for name in book.namelist() if name.endswith(".xhtml"))
    assert "【未定稿】Trust has two sources." in re.sub(r"<[^>]*>", "", pages)


def test_merging_gives_every_original_back_in_chinese(sample: Path) -> None:
    here = Project.find()
    (book,) = here.books()
    for chapter in book.chapters:
        out = sample / f"out-{chapter.source}"
        done = project.merge_file(here.source(book, chapter), here.po(book, chapter), out)
        assert done.code == 0, done.lines
        _source, document = chapter_document(here, book, chapter)
        catalog = read_po(here.po(book, chapter).read_bytes())
        expected_units = {unit_id: text(content) for unit_id, content in targets(catalog, document).contents.items()}
        from pubpipe.formats import format_of

        merged = format_of(out.name).read(out.read_bytes())
        shown = {unit.id: text(unit.content) for unit in merged.units}
        assert {key: shown.get(key) for key in expected_units} == expected_units


def test_a_deliberate_cut_is_left_out_and_named(sample: Path) -> None:
    path = sample / "translations/zh_CN" / BOOK / "05-ethics-and-citizen-engagement.po"
    text_before = path.read_text(encoding="utf-8")
    sentence = "No form is best for every purpose."
    entry = next(entry for entry in read_po(path.read_bytes()).live if entry.source == sentence)
    whole = "Look again at Table 5-1 and Figure 5-1."
    changed = text_before.replace(f'msgstr "{entry.target}"', 'msgstr "<omitted/>"')
    for omitted in read_po(path.read_bytes()).live:
        if omitted.source in (
            whole,
            "Add one situation to the table, and name one channel that is missing from the figure.",
        ):
            changed = changed.replace(f'msgstr "{omitted.target}"', 'msgstr "<omitted/>"')
    path.write_text(changed, encoding="utf-8")
    source = sample / "sources" / BOOK / "05-ethics-and-citizen-engagement.md"
    done = project.merge_file(source, path, sample / "out.md")
    assert done.code == 0
    assert next(line for line in done.lines if "left out on purpose" in line).endswith(sentence)
    assert [file.name for file in made(project.build(Project.find(), editions=["epub"]))] == [f"{BOOK}.epub"]


def test_the_appendix_lists_what_stands_in_the_book_and_where(sample: Path) -> None:
    here = Project.find()
    (book,) = here.books()
    prepared = list(prepare(here, book, Manner()))
    indices = range(1, len(book.chapters) + 1)
    targets = [localise(here, book, index, Manner())[1].contents for index in indices]
    whole = "\n".join(text(content) for each in targets for content in each.values())
    standing = {address for each in prepared for address in each.galley.expected}
    words = headwords(each.standing for each in prepared)
    assert len(words) > 200
    assert [word.chinese for word in words if word.chinese not in whole or not han_count(word.chinese)] == []
    assert [word.english for word in words if not standing.issuperset(word.addresses)] == []
