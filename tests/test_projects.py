"""The sample publications, one a kind: each is checked and built, and its text is followed into its editions."""

from __future__ import annotations

import io
import re
import shutil
import tomllib
import zipfile
from pathlib import Path

import polib
import pytest
from lxml import etree

from pubpipe import books, project
from pubpipe.project import Project

PROJECTS = Path(__file__).parent / "projects"
KINDS = sorted(path.name for path in PROJECTS.iterdir() if path.is_dir())
_HIDDEN = {
    "handbook": [
        "By $1.8 million",
        "The general fund.",
        "The water fund may pay",
        "Allow ten minutes.",
        "Most groups",
        "The trainer collects",
        "Answer Key",
    ],
    "itembank": ["Adopting the budget", "A city may draw"],
}
"""The English of what only trainers and examiners read."""
_SPENT = {"itembank": ["Question", "Answer", "Rationale", "A", "B", "C"]}
"""What an edition says in its own words."""
_NUMBER = re.compile(r"^(第[一二三四五六七八九十]+(章|单元|讲|条)|[表图]?\d+(\.\d+)*\.?)[：:\u3000 ]*")
_ANNOTATION = re.compile("（[A-Z][A-Za-z.，]*）")
"""What assembly writes behind a first mention."""
_LEFT = ("header", "footer", "comment", "meta", "title")


@pytest.fixture
def here(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of a sample publication, and the current folder."""
    folder = tmp_path / request.param
    shutil.copytree(PROJECTS / request.param, folder)
    monkeypatch.chdir(folder)
    return folder


def shown(path: Path) -> str:
    """The text a reader sees in an edition, without spaces."""
    with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as package:
        parts = [
            package.read(name)
            for name in sorted(package.namelist())
            if re.fullmatch(r"word/(document|footnotes)\.xml|EPUB/.*\.xhtml", name)
        ]
    texts = []
    for part in parts:
        tree = etree.fromstring(part)
        for node in list(tree.iter("{*}instrText", "{*}head")):
            node.text = None
        texts.append("".join(tree.itertext()))
    return _ANNOTATION.sub("", re.sub(r"\s", "", "".join(texts)))


def bare(text: str) -> list[str]:
    """A segment's text, cut where its codes stand, without spaces and typed numbers of headings."""
    pieces = re.split(r"</?[a-z]+\d+/?>", text)
    return [_ANNOTATION.sub("", re.sub(r"\s", "", _NUMBER.sub("", each))) for each in pieces]


def segments(folder: Path) -> list[tuple[str, str]]:
    """English and Chinese of every segment that reaches a book."""
    return [
        (entry.msgid, entry.msgstr)
        for path in sorted(folder.rglob("*.po"))
        for entry in polib.pofile(str(path))
        if not entry.obsolete and (entry.msgctxt or "").partition("@")[0] not in _LEFT
    ]


def test_every_kind_of_publication_has_a_sample() -> None:
    assert sorted(set(books.kinds()) - {"textbook"}) == KINDS


@pytest.mark.parametrize("here", KINDS, indirect=True)
def test_nothing_is_found_in_it(here: Path) -> None:
    assert project.check([], None).at_or_above("major") == []


@pytest.mark.parametrize("here", KINDS, indirect=True)
def test_every_segment_reaches_the_editions_it_should_and_no_other(here: Path) -> None:
    kind = here.name
    (book,) = Project.find().books()
    told = list(project.build(Project.find()))
    made = [each.made for each in told if each.made]
    assert [line for each in told for line in each.lines if "ZH060" in line] == []
    hidden, spent = _HIDDEN.get(kind, []), _SPENT.get(kind, [])
    for path, edition in zip(made, book.editions, strict=True):
        text = shown(path)
        trainee = edition.audience == "trainee"
        for english, chinese in segments(here):
            if english in spent:
                continue
            pieces = [each for each in bare(chinese) if each]
            withheld = trainee and any(english.startswith(each) for each in hidden)
            if withheld:
                assert [each for each in pieces if len(each) > 4 and each in text] == [], (path, english)
            else:
                assert [each for each in pieces if each not in text] == [], (path, english)
            if edition.bilingual and english != chinese:
                assert [each for each in bare(english) if each not in text] == [], (path, english)


def test_a_certificate_is_made_for_each_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "certificate"
    shutil.copytree(PROJECTS / "certificate", folder)
    monkeypatch.chdir(folder)
    (made,) = [each.made for each in project.build(Project.find()) if each.made]
    text = shown(made)
    assert "兹证明扬州市李强于2026年6月12日修完“预算入门”课程。" in text
    assert "兹证明长沙市王芳于2026年6月12日修完“预算入门”课程。" in text
    assert "ThiscertifiesthatWangFangofChangshahascompleted" in text


def test_slides_come_back_in_chinese(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "handout"
    shutil.copytree(PROJECTS / "handout", folder)
    monkeypatch.chdir(folder)
    po = Path("translations/zh_CN/handout/energy.po")
    done = project.merge_file(Path("sources/handout/energy.pptx"), po, Path("energy.pptx"))
    assert (done.code, done.error) == (0, None)
    with zipfile.ZipFile("energy.pptx") as package:
        slides = "".join(package.read(name).decode() for name in package.namelist() if "slides/slide" in name)
    assert "先更换最旧的锅炉。" in slides


def test_an_item_bank_keeps_its_ids_and_keys(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "itembank"
    shutil.copytree(PROJECTS / "itembank", folder)
    monkeypatch.chdir(folder)
    po = Path("translations/zh_CN/itembank/items.po")
    assert project.merge_file(Path("sources/itembank/items.csv"), po, Path("items.csv")).code == 0
    rows = [line.split(",") for line in Path("items.csv").read_text("utf-8-sig").splitlines()]
    assert [row[0] for row in rows] == ["Item ID", "CM-001", "CM-002"]
    assert [row[5] for row in rows[1:]] == ["A", "A"]
    assert rows[1][2] == "议会"


@pytest.mark.parametrize("kind", KINDS)
def test_its_book_says_what_kind_it_is(kind: str) -> None:
    table = tomllib.loads((PROJECTS / kind / "sources" / kind / "book.toml").read_text("utf-8"))
    assert table["kind"] == kind
