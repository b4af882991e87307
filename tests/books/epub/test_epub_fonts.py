"""Fonts in the book: what stands in them, what is refused, and that they are always the same."""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from pubpipe.books import Assembled, Block, Part, epub
from pubpipe.books._ast import div, header, span, string, words
from pubpipe.books._epub import fonts as embedding
from pubpipe.books._fonts import KINDS
from pubpipe.errors import Misused
from tests.books.conftest import Shelf
from tests.books.epub.handmade import ASSEMBLED, MODIFIED, Opened, node, unit
from tests.books.tinyfonts import FAMILIES, PLAIN, WIDTHS, font, fonts
from tests.proofs import chromium

TTLIB = pytest.importorskip("fontTools.ttLib", reason="skipped: no fonttools")
MEASURER = Path(__file__).with_name("measurer.html")
SHEET = Path(embedding.__file__).with_name("style.css").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def shown() -> str:
    """The characters of the book."""
    return Opened(epub.write(ASSEMBLED, {}, MODIFIED)).shown()


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory, shown: str) -> tuple[Path, ...]:
    return fonts(tmp_path_factory.mktemp("fonts"), f"{shown}畅重引案例名篇é")


@pytest.fixture(autouse=True)
def bare_machine(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """The machine has no fonts, but for the test that wants its own."""
    if "on_this_machine" not in request.node.name:
        monkeypatch.setattr(embedding, "installed", list)


@pytest.fixture
def book(files: tuple[Path, ...]) -> Assembled:
    return replace(ASSEMBLED, fonts=files)


def opened(book: Assembled, **settings: str) -> Opened:
    return Opened(epub.write(book, {"fonts": "embedded", **settings}, MODIFIED))


def with_font(book: Assembled, path: Path, content: bytes, instead_of: str = "song") -> Assembled:
    """The book with a font of its own in the place of another."""
    path.write_bytes(content)
    return replace(book, fonts=(*(each for each in book.fonts if instead_of not in each.name), path))


def held(made: Opened) -> dict[str, set[str]]:
    """The characters of each font."""
    found = {}
    for name in made.names:
        if "/fonts/" in name:
            with TTLIB.TTFont(io.BytesIO(made.zip.read(name))) as each:
                found[name.rpartition("/")[2]] = set(map(chr, each.getBestCmap()))
    return found


def named(made: Opened, name: str) -> dict[int, str]:
    with TTLIB.TTFont(io.BytesIO(made.zip.read(f"EPUB/fonts/{name}"))) as found:
        return {each.nameID: str(each) for each in found["name"].names}


def refusal(book: Assembled, **settings: str) -> str:
    with pytest.raises(Misused) as refused:
        opened(book, **settings)
    return str(refused.value)


def test_fonts_are_named_unless_asked_for() -> None:
    made = Opened(epub.write(ASSEMBLED, {}, MODIFIED))
    assert made.zip.read("EPUB/style.css").decode() == SHEET
    assert [name for name in made.names if "font" in name] == []


def test_each_font_holds_what_is_set_in_it(files: tuple[Path, ...]) -> None:
    def of(*blocks: Block) -> dict[str, set[str]]:
        part = Part("c1", "body", "", "前言", (header(1, [string("前言")], "c1"), *blocks))
        return held(opened(replace(ASSEMBLED, parts=(part,), fonts=files)))

    empty = of()
    full = of(
        unit("1:1/p1", "畅", node("Strong", "重"), node("Emph", "《名篇》"), span(words("é"), lang="en")),
        {"t": "BlockQuote", "c": [unit("1:1/p2", "引")]},
        {"t": "CodeBlock", "c": [["", [], []], "q例"]},
        div([header(2, [string("案")], "c1-s1"), unit("1:1/p3", "例")], "role", "case"),
    )
    more = {name: full[name] - empty.get(name, set()) - embedding._DRAWN for name in full}
    assert more == {
        "song.ttf": {"畅", "案"},
        "hei-bold.ttf": {"重", "案"},
        "kai.ttf": {"引", "例", *"《名篇》"},
        "latin.ttf": {"é"},
        "code.ttf": {"例"},
    }


def test_the_manifest_and_the_style_sheet_name_them(book: Assembled) -> None:
    made = opened(book)
    there = sorted(name.removeprefix("EPUB/") for name in made.names if "/fonts/" in name)
    assert there == [f"fonts/{name}.ttf" for name in ("hei-bold", "hei", "kai", "latin", "song")]
    items = made.find("package.opf", "//o:item[starts-with(@id, 'font-')]")
    assert sorted((each.get("href"), each.get("media-type")) for each in items) == [
        (name, "font/ttf") for name in there
    ]
    sheet = made.zip.read("EPUB/style.css").decode()
    assert sorted(re.findall(r"src: url\(([^)]*)\)", sheet)) == there
    assert '@font-face {\n  font-family: "Book Hei";\n  font-weight: bold;\n  font-style: normal;\n' in sheet


def test_every_list_of_fonts_has_one_of_the_book() -> None:
    """Each list of the style sheet that ends in the reader's own Chinese font names a kind that can be embedded."""
    lists = re.findall(r"font-family: ([^;]*);", SHEET)
    assert [
        each for each in lists if each != "inherit" and not any(name in each for name in embedding.BEFORE.values())
    ] == []
    assert sorted(embedding.BEFORE) == sorted(KINDS)


def test_the_same_book_has_the_same_bytes(book: Assembled) -> None:
    assert opened(book).content == opened(book).content


def test_a_font_loses_its_name_and_keeps_its_licence(book: Assembled) -> None:
    assert named(opened(book), "hei-bold.ttf") == {
        0: "Copyright of squares, with Reserved Font Name 'Square'.",
        1: "Book Hei",
        2: "Bold",
        3: "Book Hei Bold (pubpipe)",
        4: "Book Hei Bold",
        5: "Version 1.000",
        6: "BookHei-Bold",
        13: "A licence.",
    }


def test_postscript_outlines_lose_their_name_too(book: Assembled, tmp_path: Path, shown: str) -> None:
    content = font("方正书宋", {*PLAIN, *shown}, outlines="CFF ")
    made = opened(with_font(book, tmp_path / "song.otf", content), song="方正书宋")
    (item,) = made.find("package.opf", "//o:item[@href='fonts/song.otf']")
    assert item.get("media-type") == "font/otf"
    with TTLIB.TTFont(io.BytesIO(made.zip.read("EPUB/fonts/song.otf"))) as found:
        outlines = found["CFF "].cff
        assert (outlines.fontNames, outlines[0].FullName, outlines[0].FamilyName) == (
            ["BookSong-Regular"],
            "Book Song Regular",
            "Book Song",
        )


def test_of_a_collection_the_simplified_face_is_taken(book: Assembled, tmp_path: Path, shown: str) -> None:
    collection = TTLIB.TTCollection()
    for region, width in (("JP", 1100), ("SC", 1200), ("TC", 1300)):
        made = font(f"Noto Serif CJK {region}", {*PLAIN, *shown}, width=width)
        collection.fonts.append(TTLIB.TTFont(io.BytesIO(made)))
    path = tmp_path / "NotoSerifCJK-Regular.ttc"
    collection.save(path)
    made = opened(with_font(book, path, path.read_bytes()))
    with TTLIB.TTFont(io.BytesIO(made.zip.read("EPUB/fonts/song.ttf"))) as found:
        assert found["hmtx"][found.getBestCmap()[ord("议")]] == (1200, 0)


def test_a_variable_font_is_set_to_the_weight(book: Assembled, tmp_path: Path, shown: str) -> None:
    content = font("Noto Sans SC", {*PLAIN, *shown}, weight=100, axis=(100, 100, 900))
    made = opened(with_font(book, tmp_path / "variable.ttf", content, "hei"))
    weights = {}
    for name in ("hei.ttf", "hei-bold.ttf"):
        with TTLIB.TTFont(io.BytesIO(made.zip.read(f"EPUB/fonts/{name}"))) as found:
            weights[name] = (found["OS/2"].usWeightClass, "fvar" in found)
    assert weights == {"hei.ttf": (400, False), "hei-bold.ttf": (700, False)}


def test_quotes_as_wide_as_han_go_before_narrow_ones(book: Assembled, tmp_path: Path, shown: str) -> None:
    quoted = unit("4:1/p1", "“例”")
    part = Part("c4", "body", "", "例", (header(1, [string("例")], "c4"), {"t": "BlockQuote", "c": [quoted]}))
    longer = replace(book, parts=(*book.parts, part))
    narrow = with_font(longer, tmp_path / "k.ttf", font("LXGW WenKai", {*PLAIN, *shown, "例"}, width=350), "kai")
    assert [set("“例”") & held(opened(each))["kai.ttf"] for each in (longer, narrow)] == [set("“例”"), {"例"}]
    assert set("“”") <= held(opened(narrow))["song.ttf"]


@pytest.mark.parametrize(
    ("bits", "words"),
    [
        (0x0002, "the font Noto Serif CJK SC may not be embedded, it says itself (fsType 0x0002)"),
        (0x0100, "the font Noto Serif CJK SC may only be embedded as a whole, it says itself (fsType 0x0100)"),
        (0x0108, "the font Noto Serif CJK SC may only be embedded as a whole, it says itself (fsType 0x0108)"),
        (0x0200, "only the bitmaps of the font Noto Serif CJK SC may be embedded, it says itself (fsType 0x0200)"),
        (0x0000, ""),
        (0x0004, ""),
        (0x0008, ""),
        (0x000A, ""),
    ],
)
def test_what_a_font_forbids_is_refused(book: Assembled, tmp_path: Path, shown: str, bits: int, words: str) -> None:
    path = tmp_path / "song.ttf"
    made = with_font(book, path, font(FAMILIES["song"], {*PLAIN, *shown}, permissions=bits))
    if words:
        assert refusal(made) == f"{path}: {words}"
    else:
        assert "song.ttf" in held(opened(made))


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (
            "song",
            "Chinese text (宋体): install Noto Serif CJK SC (Debian: fonts-noto-cjk; elsewhere: notofonts.github.io)",
        ),
        (
            "hei",
            "Chinese headings (黑体): install Noto Sans CJK SC (Debian: fonts-noto-cjk; elsewhere:"
            " notofonts.github.io)",
        ),
        (
            "kai",
            "Chinese emphasis and quotations (楷体): install LXGW WenKai (Debian: fonts-lxgw-wenkai; elsewhere:"
            " github.com/lxgw/LxgwWenKai)",
        ),
        (
            "latin",
            "English text: install Liberation Serif (Debian: fonts-liberation; elsewhere: github.com/liberationfonts)",
        ),
    ],
)
def test_a_kind_of_which_there_is_none_is_named_with_its_package(book: Assembled, kind: str, words: str) -> None:
    rest = f", put its files into the book's folder fonts/, or name another in editions.epub.{kind}"
    lacking = replace(book, fonts=tuple(path for path in book.fonts if kind not in path.name))
    assert refusal(lacking) == f"no font for {words}{rest}"


def test_what_is_not_free_is_taken_only_where_it_is_named(
    book: Assembled, tmp_path: Path, shown: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (path := tmp_path / "simkai.ttf").write_bytes(font("KaiTi", {*PLAIN, *shown}))
    monkeypatch.setattr(embedding, "installed", lambda: embedding.faces([path]))
    without = replace(book, fonts=tuple(each for each in book.fonts if "kai" not in each.name))
    assert refusal(without).startswith("no font for Chinese emphasis and quotations (楷体): ")
    assert "kai.ttf" in held(opened(without, kai="kaiti"))


def test_a_font_that_is_not_there_is_named(book: Assembled) -> None:
    assert refusal(book, song="方正书宋") == (
        "editions.epub: song: no such font is installed, nor in the book's folder fonts/: 方正书宋"
    )


def test_a_font_named_for_a_book_without_fonts_is_refused(book: Assembled) -> None:
    assert refusal(book, fonts="named", kai="LXGW WenKai") == (
        'editions.epub: kai names a font for the book, with fonts = "embedded" alone'
    )


def test_characters_that_no_font_has_are_named(book: Assembled, tmp_path: Path, shown: str) -> None:
    made = with_font(book, tmp_path / "song.ttf", font(FAMILIES["song"], {*PLAIN, *shown} - {"截", "至"}))
    assert refusal(made) == (
        "no font for the EPUB has these characters, name one that has them in editions.epub: 截 (U+622A), 至 (U+81F3)"
    )


def test_a_file_that_is_no_font_is_named(book: Assembled, tmp_path: Path) -> None:
    made = with_font(book, tmp_path / "song.ttf", b"<html>not found</html>")
    assert refusal(made).startswith(f"{tmp_path / 'song.ttf'}: not a font: ")


def test_without_fonttools_the_extra_is_named(book: Assembled, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fontTools.ttLib", None)
    assert refusal(book) == "embedded fonts need an extra: pip install 'pubpipe[fonts]'"


SVG = "{http://www.w3.org/2000/svg}"


def test_letters_of_a_drawn_cover_are_outlines(book: Assembled) -> None:
    plain = Opened(epub.write(book, {}, MODIFIED)).tree("images/cover.svg")
    cover = opened(book).tree("images/cover.svg")
    texts = list(plain.iter(f"{SVG}text"))
    assert [len(list(cover.iter(f"{SVG}{tag}"))) for tag in ("text", "path", "title")] == [0, len(texts), 1]
    first = next(cover.iter(f"{SVG}path"))
    assert (first.get("transform"), first.get("fill")) == ("translate(140 190) scale(0.04 -0.04)", "#1b2a41")
    assert [first.get("d", "").count(end) for end in "MZ"] == [6, 6]
    assert re.findall(r"M(\d+)", first.get("d", "")) == [str(WIDTHS["song"] * place) for place in range(6)]


def test_a_text_of_the_cover_that_the_font_lacks_stays_a_text(book: Assembled) -> None:
    made = replace(book, book=replace(book.book, original_title="Running Ж City"))
    (left,) = opened(made).tree("images/cover.svg").iter(f"{SVG}text")
    assert left.text == "Running Ж City"


def test_a_cover_that_was_given_stays_as_it_is(book: Assembled) -> None:
    made = opened(book, cover="form.png")
    assert made.zip.read("EPUB/images/form.png") == ASSEMBLED.media["form.png"]
    assert [name for name in made.names if name.endswith(".svg")] == []


def test_fonts_are_cut_once(book: Assembled, monkeypatch: pytest.MonkeyPatch) -> None:
    again = replace(book, keep=Shelf())
    first = opened(again)
    monkeypatch.setattr(embedding, "cut", None)
    assert opened(again).content == first.content


def test_fonts_on_this_machine(shown: str) -> None:
    """The families of Debian's packages, where they are installed: collections and all."""
    families = {name for face in embedding.installed() for name in face.families}
    wanted: Mapping[str, str] = {"song": "Noto Serif CJK SC", "hei": "Noto Sans CJK SC", "kai": "LXGW WenKai"}
    missing = sorted({*wanted.values(), "Liberation Serif"} - families)
    if missing:
        pytest.skip(f"skipped: not installed: {', '.join(missing)}")
    found = held(opened(ASSEMBLED, **wanted))
    assert sorted(found) == ["hei-bold.otf", "hei.otf", "kai.ttf", "latin.ttf", "song-bold.otf", "song.otf"]
    assert set("截至年出版了") <= found["song.otf"]


@pytest.mark.skipif(not chromium.command(), reason="skipped: no Chromium to show the pages")
def test_a_browser_takes_every_character_from_the_book(book: Assembled) -> None:
    """Fonts of squares, each of another width: what a browser shows is as wide as the font that the style names."""
    quoted = node("Emph", "《城市管理》")
    parts = (
        *book.parts,
        Part(
            "c9",
            "body",
            "",
            "更多",
            (
                header(1, [string("前言")], "c9"),
                div(
                    [unit("9:1/p1", "引文", quoted), unit("9:1/p2", span(words("City Press"), lang="en"))],
                    "role",
                    "case",
                ),
                {"t": "CodeBlock", "c": [["", [], []], "city press 城市"]},
                unit(
                    "9:1/p3", node("Strong", "重点", node("Emph", "要点")), {"t": "Code", "c": [["", [], []], "city"]}
                ),
            ),
        ),
    )
    made = opened(replace(book, parts=parts))
    kinds = {".css": "text/css", ".xhtml": "application/xhtml+xml", ".ttf": "font/ttf", ".svg": "image/svg+xml"}
    files = {
        name.removeprefix("EPUB"): (kinds.get(Path(name).suffix, "image/png"), made.zip.read(name))
        for name in made.names
    }
    widths = {embedding.OWN[kind].removeprefix("Book "): width for kind, width in WIDTHS.items()}
    pages = [{"address": name, "widths": widths} for name in files if name.endswith(".xhtml")]
    told = chromium.visited(MEASURER, pages, files)
    assert [(each["address"], each["strangers"]) for each in told] == [(each["address"], []) for each in pages]
    assert sum(each["count"] for each in told) > 700
