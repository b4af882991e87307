"""Pinyin above Chinese names and rare characters."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence

import pytest
from lxml import etree

from pubpipe import books
from pubpipe.books import Assembled, Headword, docx, epub, web
from pubpipe.books._ast import attributes, classes, nodes, plain, plain_blocks
from pubpipe.books._collation import is_romanised
from pubpipe.books._pinyin import pinyin
from pubpipe.model import Book, Chapter
from tests.books.conftest import W, galleys, localised_text
from tests.books.pdf.proofs import DATE, proof

NAMES = [
    ("聂彪", "Nie Biao", "person", "", "niè biāo"),
    ("聂彪", "Biao Nie", "person", "", "niè biāo"),
    ("王海洋", "Wang Haiyang", "person", "", "wáng hǎi yáng"),
    ("王海洋", "Haiyang Wang", "person", "", "wáng hǎi yáng"),
    ("任志强", "Ren Zhiqiang", "person", "", "rén zhì qiáng"),
    ("单伟", "Shan Wei", "person", "", "shàn wěi"),
    ("覃伟", "Tan Wei", "person", "", "tán wěi"),
    ("覃伟", "Qin Wei", "person", "", "qín wěi"),
    ("吕绿", "Lü Lu", "person", "", "lǚ lǜ"),
    ("吕伟", "Lyu Wei", "person", "", "lǚ wěi"),
    ("欧阳修", "Ouyang Xiu", "person", "", "ōu yáng xiū"),
    ("曾子", "Zengzi", "person", "zeng1 zi3", "zēng zǐ"),
    ("南京", "Nanjing", "place", "", "nán jīng"),
    ("长春", "Changchun", "place", "", "cháng chūn"),
    ("重庆", "Chongqing", "place", "", "chóng qìng"),
    ("西安", "Xi'an", "place", "", "xī ān"),
    ("江苏省", "Jiangsu Province", "place", "", "jiāng sū shěng"),
    ("单县", "Shan County", "place", "", "shàn xiàn"),
    ("芝加哥", "Chicago", "place", "", ""),
    ("里弗顿", "Riverton", "place", "", ""),
    ("埃琳娜·马什", "Elena Marsh", "person", "", ""),
    ("预算", "budget", "", "", ""),
    ("孙中山", "Sun Yat-sen", "person", "", ""),
]


@pytest.mark.parametrize(("chinese", "english", "kind", "given", "syllables"), NAMES)
def test_the_english_tells_how_a_name_is_read(
    chinese: str, english: str, kind: str, given: str, syllables: str
) -> None:
    assert " ".join(pinyin(Headword(english, chinese, given, (), kind))) == syllables


ONE = """# 聂彪谈规划

主任聂彪来自**扬州**，聂彪到过芝加哥。扬州大学在扬州。

聂彪与王海洋在`扬州`见[扬州](https://example.org)。陶堃和堃。
"""
TWO = "# 二\n\n聂彪再到扬州。\n"
TERMS = (
    Headword("Nie Biao", "聂彪", "", ("1:1/h", "1:1/p1", "1:1/p2", "2:1/p1"), "person"),
    Headword("Wang Haiyang", "王海洋", "", ("1:1/p2",), "person"),
    Headword("Yangzhou", "扬州", "", ("1:1/p1", "1:1/p2", "2:1/p1"), "place"),
    Headword("Yangzhou University", "扬州大学", "", ("1:1/p1",), "organisation"),
    Headword("Chicago", "芝加哥", "", ("1:1/p1",), "place"),
)


def assembled(**settings: str) -> Assembled:
    chapters = [localised_text("1.md", ONE, 1), localised_text("2.md", TWO, 2)]
    book = Book("b", "书", "Book", (Chapter("1.md"), Chapter("2.md")), assembly=tuple(settings.items()))
    return books.assemble(book, galleys(*chapters), {}, TERMS)


def above(made: Assembled) -> list[tuple[str, str]]:
    return [
        (plain(node["c"][1]), attributes(node)["pinyin"])
        for part in made.parts
        for node in nodes(list(part.blocks))
        if "ruby" in classes(node)
    ]


NIE, YANGZHOU, WANG = ("聂彪", "niè biāo"), ("扬州", "yáng zhōu"), ("王海洋", "wáng hǎi yáng")


@pytest.mark.parametrize(
    ("settings", "wanted"),
    [
        ({}, []),
        ({"ruby": "names"}, [NIE, YANGZHOU, WANG]),
        ({"ruby": "names", "mention_in": "chapter"}, [NIE, YANGZHOU, WANG, NIE, YANGZHOU]),
        ({"ruby": "rare"}, [("堃", "kūn")]),
    ],
)
def test_first_mentions_bear_pinyin(settings: dict[str, str], wanted: list[tuple[str, str]]) -> None:
    assert above(assembled(**settings)) == wanted


@pytest.mark.parametrize("ruby", ["names", "rare"])
def test_the_text_is_the_same(ruby: str) -> None:
    assert passages(assembled(ruby=ruby)) == passages(assembled())


def passages(made: Assembled) -> list[str]:
    return [plain_blocks(list(part.blocks)) for part in made.parts] + [each.text for each in books.passages(made, {})]


def word(**settings: str) -> bytes:
    return docx.write(assembled(**settings), {"layout": "no"})


def test_word_has_it_above_the_characters() -> None:
    with zipfile.ZipFile(io.BytesIO(word(ruby="names"))) as package:
        tree = etree.fromstring(package.read("word/document.xml"))
    found = [
        tuple("".join(each.itertext()) for each in ruby.iter(f"{W}rubyBase", f"{W}rt"))
        for ruby in tree.iter(f"{W}ruby")
    ]
    assert found == [
        ("niè", "聂"),
        ("biāo", "彪"),
        ("yáng", "扬"),
        ("zhōu", "州"),
        ("wáng", "王"),
        ("hǎi", "海"),
        ("yáng", "洋"),
    ]


def test_word_s_text_is_the_same() -> None:
    assert docx.addresses_of_docx(word(ruby="names")) == docx.addresses_of_docx(word())


def test_an_editor_has_nothing_more_to_say() -> None:
    assert told(word(ruby="names"), "book.docx") == told(word(), "book.docx")
    with_it, without = (epub.write(assembled(**settings), {}, DATE) for settings in ({"ruby": "names"}, {}))
    assert told(with_it, "book.epub") == told(without, "book.epub")


def told(source: bytes, name: str) -> list[tuple[str, Sequence[object]]]:
    return [(each.assertion.id, each.evidence) for each in books.examine(source, name) if each.outcome == "failed"]


def test_a_changed_name_is_a_change() -> None:
    earlier = word(ruby="names")
    other = localised_text("1.md", ONE.replace("聂彪", "聂飚"), 1)
    book = Book("b", "书", "Book", (Chapter("1.md"),), assembly=(("ruby", "names"),))
    terms = (Headword("Nie Biao", "聂飚", "", ("1:1/p1",), "person"), *TERMS[1:])
    now = docx.write(books.assemble(book, galleys(other), {}, terms), {"layout": "no"})
    with zipfile.ZipFile(io.BytesIO(docx.review(now, earlier, {}))) as package:
        tree = etree.fromstring(package.read("word/document.xml"))
    inserted = ["".join(ruby.itertext()) for each in tree.iter(f"{W}ins") for ruby in each.iter(f"{W}ruby")]
    assert inserted == ["biāo飚"]


def test_print_has_it_above_the_characters_and_reads_the_characters_aloud() -> None:
    printed = proof(assembled(ruby="names"))
    lines = "".join(printed.lines())
    assert [each for each in ("niè", "biāo", "yáng", "zhōu") if each not in lines] == []
    assert printed.spoken == proof(assembled()).spoken


def test_an_e_book_has_it_above_the_characters() -> None:
    with zipfile.ZipFile(io.BytesIO(epub.write(assembled(ruby="names"), {}, DATE))) as package:
        page, about = package.read("EPUB/c2.xhtml").decode(), package.read("EPUB/package.opf").decode()
        first = package.read("EPUB/c1.xhtml").decode()
    nie = (
        '主任<ruby>聂<rp>（</rp><rt lang="zh-Latn-pinyin" xml:lang="zh-Latn-pinyin">niè</rt><rp>）</rp>'
        '彪<rp>（</rp><rt lang="zh-Latn-pinyin" xml:lang="zh-Latn-pinyin">biāo</rt><rp>）</rp></ruby>来自'
    )
    assert nie in first
    assert "<ruby>" not in page
    assert "rubyAnnotations" in about


def test_a_site_finds_a_name_without_its_pinyin() -> None:
    made = web.files(assembled(ruby="names"), {}, DATE)
    assert '<rt lang="zh-Latn-pinyin">niè</rt>' in made["c1.html"].decode()
    texts = made["search-texts.js"].decode()
    assert "主任聂彪来自扬州，" in texts
    assert "niè" not in texts


@pytest.mark.parametrize(
    ("chinese", "english", "romanised"),
    [
        ("南京", "Nanjing", True),
        ("江苏省", "Jiangsu Province", True),
        ("省", "Province", False),
        ("芝加哥", "Chicago", False),
        ("库克县", "Cook County", False),
    ],
)
def test_a_name_chinese_from_the_first_needs_no_english(chinese: str, english: str, romanised: bool) -> None:
    assert is_romanised(Headword(english, chinese, kind="place")) is romanised
