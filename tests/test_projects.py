"""The sample publications, one a kind: each is checked and built, and its text is followed into its editions."""

from __future__ import annotations

import io
import json
import re
import shutil
import tomllib
import zipfile
from pathlib import Path

import polib
import pytest
from lxml import etree

from pubpipe import books, project
from pubpipe.errors import Refused
from pubpipe.project import Project
from tests.books.pdf.proofs import Proof, needed
from tests.conftest import ROOT

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
    """The text a reader sees in an edition, without spaces; what is said of its pictures at the end."""
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
        described = (node.get("descr") or node.get("alt") or "" for node in tree.iter("{*}docPr", "{*}img"))
        texts += ["".join(tree.itertext()), *described]
    return _ANNOTATION.sub("", re.sub(r"\s", "", "".join(texts)))


def bare(text: str) -> list[str]:
    """A segment's text, cut where its codes stand, without spaces and typed numbers of headings."""
    pieces = re.split(r"</?[a-z]+\d+/?>", text)
    return [_ANNOTATION.sub("", re.sub(r"\s", "", _NUMBER.sub("", each))) for each in pieces]


def segments(folder: Path) -> list[tuple[str, str, str]]:
    """Role, English and Chinese of every segment that reaches a book."""
    return [
        ((entry.msgctxt or "").partition("@")[0], entry.msgid, entry.msgstr)
        for path in sorted(folder.rglob("*.po"))
        for entry in polib.pofile(str(path))
        if not entry.obsolete and (entry.msgctxt or "").partition("@")[0] not in _LEFT
    ]


def test_every_kind_of_publication_has_a_sample() -> None:
    assert sorted(set(books.kinds()) - {"textbook"}) == sorted(set(KINDS) - {"reprint"})


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
        for role, english, chinese in segments(here):
            if english in spent:
                continue
            pieces = [each for each in bare(chinese) if each]
            withheld = trainee and any(english.startswith(each) for each in hidden)
            if withheld:
                assert [each for each in pieces if len(each) > 4 and each in text] == [], (path, english)
            else:
                assert [each for each in pieces if each not in text] == [], (path, english)
            if edition.bilingual and english != chinese and role != "alt":
                assert [each for each in bare(english) if each not in text] == [], (path, english)


def test_a_certificate_is_made_for_each_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "certificate"
    shutil.copytree(PROJECTS / "certificate", folder)
    monkeypatch.chdir(folder)
    (made,) = [each.made for each in project.build(Project.find()) if each.made]
    text = shown(made)
    assert "李强（扬州市）于2026年6月8日至2026年6月12日参加“预算入门”课程学习（共40学时），" in text
    assert "WangFangofChangshatookpartinthecourse" in text
    said = ("证书编号：BB-2026-002", "发证机构：示例培训中心（盖章）", "主任（签名）：________________")
    assert [each for each in (*said, "发证日期：2026年6月15日", "Dateofissue:June15,2026") if each not in text] == []


def test_certificates_are_printed_in_the_same_design(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    needed()
    folder = tmp_path / "certificate"
    shutil.copytree(PROJECTS / "certificate", folder)
    monkeypatch.chdir(folder)
    book = folder / "sources/certificate/book.toml"
    settings = tomllib.loads((ROOT / "pubpipe/books/_kinds/certificate.toml").read_text("utf-8"))["editions"]["docx"]
    written = "".join(f'{key} = "{value}"\n' for key, value in settings.items())
    book.write_text(f"{book.read_text('utf-8')}\n[editions.pdf]\n{written}", "utf-8")
    (made,) = [each.made for each in project.build(Project.find()) if each.made]
    printed = Proof(made.read_bytes())
    assert (printed.properties["Pages"], printed.picture(2)(25, 300)) == ("2", (0x8C, 0x6A, 0x2F))
    assert printed.text(2).startswith(
        "结业证书CertificateofCompletion证书编号：BB-2026-002CertificateNo.BB-2026-002王芳"
    )
    assert printed.text(2).endswith("发证日期：2026年6月15日Dateofissue:June15,2026")


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
    assert table["kind"] == ("textbook" if kind == "reprint" else kind)


def test_a_map_bears_its_number_and_the_manifest_lists_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "booklet"
    shutil.copytree(PROJECTS / "booklet", folder)
    monkeypatch.chdir(folder)
    list(project.release(Project.find(), "booklet", "王编辑", "2026-11-30"))
    for name in ("booklet.docx", "booklet.epub"):
        assert "图片来源：pubpipe项目编写组绘；审图号：GS（2026）0000号" in shown(folder / "dist" / name)
    (picture,) = json.loads((folder / "dist/booklet-release.json").read_text("utf-8"))["pictures"]
    assert picture == {
        "file": "tour.md",
        "picture": "downtown.png",
        "twin": "figures/zh_CN/downtown.png",
        "map": True,
        "permission": "not needed",
        "map_number": "GS（2026）0000号",
        "source": "pubpipe项目编写组绘",
        "credit": "",
    }


def test_a_map_without_its_number_is_not_published(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "booklet"
    shutil.copytree(PROJECTS / "booklet", folder)
    monkeypatch.chdir(folder)
    table = folder / "sources/booklet/figures/figures.csv"
    table.write_text(table.read_text("utf-8").replace("GS（2026）0000号", ""), "utf-8")
    with pytest.raises(Refused, match="map without 审图号"):
        list(project.build(Project.find()))
    told = [line for each in project.build(Project.find(), draft=True) for line in each.lines]
    assert "doubtful: tour.md: map without 审图号: downtown.png" in told


def test_pages_of_the_original_are_marked_in_every_edition(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "reprint"
    shutil.copytree(PROJECTS / "reprint", folder)
    monkeypatch.chdir(folder)
    list(project.build(Project.find()))
    numbers = ["11", "12", "13", "14"]
    with zipfile.ZipFile(folder / "dist/reprint.epub") as package:
        page, contents = package.read("EPUB/c1.xhtml").decode(), package.read("EPUB/nav.xhtml").decode()
    assert re.findall(r'role="doc-pagebreak"[^>]*aria-label="(\d+)"', page) == numbers
    assert re.findall(r'#page-\d+">(\d+)<', contents) == numbers
    with zipfile.ZipFile(folder / "dist/reprint.docx") as package:
        document = package.read("word/document.xml").decode()
    assert re.findall(r'descr="原书第(\d+)页"', document) == numbers
    assert re.findall(r'w:name="page_(\d+)"', document) == numbers
