"""An old Chinese edition aligned with its original: what comes of it is the translation it was made from."""

from __future__ import annotations

import csv
import io
import os
import signal
import time
from pathlib import Path

import pytest

from pubpipe import catalog as catalogs
from pubpipe import project
from pubpipe.errors import Misused, Unreadable
from pubpipe.formats import format_of
from pubpipe.model import Document
from pubpipe.project import Asked, Project, align_files
from pubpipe.project._extract import chapter_document

SOURCES = Path("sources/city-management")
ESSAY, PAGE = "05-ethics-and-citizen-engagement.md", "06-intergovernmental-cooperation.html"


def chapter(name: str) -> tuple[bytes, Document, catalogs.Catalog]:
    """A chapter's source, its document and its PO file."""
    here = Project.find()
    book, found = next(each for each in here.chapters() if each[1].source == name)
    source, document = chapter_document(here, book, found)
    return source, document, catalogs.read_po(here.po(book, found).read_bytes())


def old_edition(name: str, path: Path) -> Path:
    """The chapter in Chinese, as somebody once published it."""
    source, document, catalog = chapter(name)
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(format_of(name).merge(source, catalogs.targets(catalog, document).contents))
    return path


def truth(name: str) -> dict[str, tuple[str, str]]:
    """What the chapter's PO file says at each place."""
    _source, document, catalog = chapter(name)
    return {unit.place: (unit.source, unit.target) for unit in catalogs.remembered(catalog, document)}


def found(path: Path) -> dict[str, tuple[str, str]]:
    """What an aligned PO file says at each place, fuzzy or not."""
    catalog = catalogs.read_po(path.read_bytes())
    return {place: (entry.source, entry.target) for entry in catalog.live for place in entry.places}


def test_an_old_edition_gives_back_its_translation(sample: Path) -> None:
    old = old_edition(ESSAY, Path("old/ethics.md"))
    done = align_files(Asked(SOURCES / ESSAY, old))
    assert done.made == sample / "translations/zh_CN/imported/ethics.po"
    assert found(done.made) == truth(ESSAY)
    catalog = catalogs.read_po(done.made.read_bytes())
    fuzzy = sum(entry.fuzzy for entry in catalog.live)
    assert fuzzy <= 0.02 * len(catalog.live)
    said = f"translations/zh_CN/imported/ethics.po: {len(catalog.live)} pairs, {fuzzy} of them fuzzy"
    assert done.lines == (said,)


def test_a_pair_tells_its_neighbours_its_evidence_and_its_origin(sample: Path) -> None:
    made = align_files(Asked(SOURCES / ESSAY, old_edition(ESSAY, Path("old/ethics.md")))).made
    assert made
    _source, document, catalog = chapter(ESSAY)
    second = [*catalogs.remembered(catalog, document)][1]
    entry = next(each for each in catalogs.read_po(made.read_bytes()).live if second.place in each.places)
    names = [note.partition(" ")[0] for note in entry.notes]
    assert (entry.source, entry.target) == (second.source, second.target)
    assert names == ["offer", "before:", "after:", "memory:", "evidence:"]
    assert entry.notes[1:4] == (f"before: {second.before}", f"after: {second.after}", "memory: origin=ethics.md")


def test_fill_uses_what_was_aligned(sample: Path) -> None:
    old = old_edition(ESSAY, Path("old/ethics.md"))
    before = truth(ESSAY)
    po = Path("translations/zh_CN/city-management/05-ethics-and-citizen-engagement.po")
    po.unlink()
    align_files(Asked(SOURCES / ESSAY, old))
    here = Project.find()
    assert [done.error for done in project.extract(here, [SOURCES / ESSAY])] == [None]
    assert not any(done.error for done in project.fill(here))
    filled = catalogs.read_po(po.read_bytes())
    offered = {place: (entry.source, entry.target) for entry in filled.live for place in entry.places}
    right = sum(offered.get(place) == pair for place, pair in before.items())
    assert right >= 0.97 * len(before)


def test_a_whole_book_in_one_old_file_against_its_chapters_in_another_order(sample: Path) -> None:
    both = [old_edition(name, Path("old") / name).read_bytes() for name in (ESSAY, PAGE)]
    for name in (ESSAY, PAGE):
        (Path("old") / name).unlink()
    Path("old/1.html").write_bytes(both[1])
    Path("old/2.md").write_bytes(both[0])
    Path("chapters").mkdir()
    for name in (ESSAY, PAGE):
        (Path("chapters") / name).write_bytes((SOURCES / name).read_bytes())
    made = align_files(Asked(Path("chapters"), Path("old"), Path("book.po"))).made
    assert made == Path("book.po")
    wanted = {
        place.removeprefix("city-management/"): pair for name in (ESSAY, PAGE) for place, pair in truth(name).items()
    }
    got = found(made)
    assert sum(got.get(place) == pair for place, pair in wanted.items()) >= 0.98 * len(wanted)


def test_one_old_book_against_several_chapters_of_which_one_is_new(sample: Path) -> None:
    old = old_edition(PAGE, Path("old/book.html"))
    done = align_files(Asked(SOURCES, old, Path("book.po")))
    wanted = truth(PAGE)
    assert done.made
    got = found(done.made)
    assert sum(got.get(place) == pair for place, pair in wanted.items()) >= 0.95 * len(wanted)
    assert sum(not place.startswith("city-management/06") for place in got) <= 0.05 * len(wanted)
    assert "without Chinese" in done.lines[1]


def test_a_half_translated_file(sample: Path) -> None:
    source, document, catalog = chapter(ESSAY)
    contents = catalogs.targets(catalog, document).contents
    half = {unit.id: contents[unit.id] for unit in document.units[: len(document.units) // 2] if unit.id in contents}
    Path("half.md").write_bytes(format_of(ESSAY).merge(source, half))
    done = align_files(Asked(SOURCES / ESSAY, Path("half.md"), Path("half.po")))
    assert done.made
    got, wanted = found(done.made), truth(ESSAY)
    there = {place: pair for place, pair in wanted.items() if place.partition(":")[2].split("-")[0] in half}
    assert got == there
    assert any(line.startswith("still English: ") for line in done.lines)


def test_doing_it_again_changes_nothing_and_keeps_what_a_person_did(sample: Path) -> None:
    old = old_edition(ESSAY, Path("old/ethics.md"))
    asked = Asked(SOURCES / ESSAY, old, Path("old.po"))
    align_files(asked)
    first = Path("old.po").read_bytes()
    align_files(asked)
    assert Path("old.po").read_bytes() == first
    target = catalogs.read_po(first).live[5].target
    edited = first.replace(f'msgstr "{target}"'.encode(), 'msgstr "改过的译文"'.encode())
    Path("old.po").write_bytes(edited)
    align_files(asked)
    assert Path("old.po").read_bytes() == edited


def test_the_listing_holds_every_bead_with_texts_confidence_and_evidence(sample: Path) -> None:
    Path("en.md").write_text(
        "# Budget\n\nThe council spent 45 dollars. Buses run daily to the old harbour.\n\nParks are free.\n"
    )
    Path("zh.md").write_text("# 预算\n\n议会花费了54美元。\n\n公园免费。\n", encoding="utf-8")
    done = align_files(Asked(Path("en.md"), Path("zh.md"), Path("o.po"), Path("r.csv")))
    assert done.lines == (
        "o.po: 3 pairs, 1 of them fuzzy",
        "without Chinese: 1 sentence",
        "    en.md:1/p1-2 (1): Buses run daily to the old harbour.",
    )
    data = Path("r.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
    assert [(row[1], row[3], row[4], row[5], row[6]) for row in rows] == [
        ("state", "sentences", "English", "Chinese", "doubts"),
        ("aligned", "1:1", "Budget", "预算", ""),
        (
            "fuzzy",
            "1:1",
            "The council spent 45 dollars.",
            "议会花费了54美元。",
            "figures differ; another pairing is nearly as likely",
        ),
        ("without Chinese", "1:0", "Buses run daily to the old harbour.", "", ""),
        ("aligned", "1:1", "Parks are free.", "公园免费。", ""),
    ]


@pytest.mark.parametrize("name", ["r.txt", "r.tsv", "r.html"])
def test_every_form_of_the_listing_shows_both_texts(sample: Path, name: str) -> None:
    Path("en.md").write_text("Parks & woods are free.\n")
    Path("zh.md").write_text("公园和林地免费。\n", encoding="utf-8")
    align_files(Asked(Path("en.md"), Path("zh.md"), Path("o.po"), Path(name)))
    shown = Path(name).read_text("utf-8")
    assert "公园和林地免费。" in shown
    assert ("Parks &amp; woods" if name.endswith("html") else "Parks & woods") in shown


def test_codes_are_those_of_the_original(sample: Path) -> None:
    Path("en.md").write_text(
        "The **council** of *Dayton* met.\n\nUse the `tax` field.\n\nThe **mayor** is free.\n\nUse `one` and `two`.\n"
    )
    Path("zh.md").write_text(
        "*代顿*的**议会**开会了。\n\n使用 `tax` 字段。\n\n市长是自由的。\n\n使用 `two` 和 `one`。\n", encoding="utf-8"
    )
    align_files(Asked(Path("en.md"), Path("zh.md"), Path("o.po")))
    entries = catalogs.read_po(Path("o.po").read_bytes()).live
    assert [(entry.source, entry.target) for entry in entries] == [
        ("The <b1>council</b1> of <i1>Dayton</i1> met.", "<i1>代顿</i1>的<b1>议会</b1>开会了。"),
        ("Use the <c1/> field.", "使用 <c1/> 字段。"),
        ("The mayor is free.", "市长是自由的。"),
        ("Use <c1/> and <c2/>.", "使用 <c2/> 和 <c1/>。"),
    ]


@pytest.mark.parametrize(
    ("asked", "error", "message"),
    [
        (Asked(Path("none.md"), Path("zh.md")), Unreadable, "none.md: no such file"),
        (Asked(Path("zh.md"), Path("empty")), Misused, "empty: no file of a known kind in it"),
        (
            Asked(Path("zh.md"), Path("zh.md"), Path("zh.md")),
            Misused,
            "zh.md: would be written over what it is made from",
        ),
        (
            Asked(Path("zh.md"), Path("zh.md"), review=Path("r.doc")),
            Misused,
            "r.doc: a listing is one of .csv .tsv .txt .html",
        ),
    ],
)
def test_what_cannot_be_meant_is_said(sample: Path, asked: Asked, error: type[Exception], message: str) -> None:
    Path("zh.md").write_text("公园。\n", encoding="utf-8")
    Path("empty").mkdir()
    with pytest.raises(error) as raised:
        align_files(asked)
    assert str(raised.value) == message


def test_outside_a_project_an_output_is_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("zh.md").write_text("公园。\n", encoding="utf-8")
    with pytest.raises(Misused, match="no project here: say where the PO file goes with -o"):
        align_files(Asked(Path("zh.md"), Path("zh.md")))
    Path("en.md").write_text("Parks.\n")
    assert align_files(Asked(Path("en.md"), Path("zh.md"), Path("o.po"))).lines == ("o.po: 1 pair, 0 of them fuzzy",)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")
def test_killed_at_any_moment_it_leaves_a_whole_file_or_none(sample: Path) -> None:
    Path("en.md").write_text("\n\n".join(f"The council of {n} towns met." for n in range(40)))
    Path("zh.md").write_text("\n\n".join(f"{n}个镇的议会开会了。" for n in range(40)), encoding="utf-8")
    asked = Asked(Path("en.md"), Path("zh.md"), Path("o.po"), Path("r.csv"))
    begun = time.monotonic()
    align_files(asked)
    whole = time.monotonic() - begun
    wanted = Path("o.po").read_bytes()
    for turn in range(20):
        Path("o.po").unlink(missing_ok=True)
        process = os.fork()
        if not process:
            align_files(asked)
            os._exit(0)
        time.sleep(whole * turn / 20)
        os.kill(process, signal.SIGKILL)
        os.waitpid(process, 0)
        assert not Path("o.po").exists() or Path("o.po").read_bytes() == wanted
    align_files(asked)
    assert Path("o.po").read_bytes() == wanted
