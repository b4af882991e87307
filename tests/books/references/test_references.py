"""参考文献: entries as GB/T 7714 has them, and citations that lead to them."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pubpipe import books
from pubpipe.books import Assembled
from pubpipe.books._ast import attributes, classes, identity, inlines_of, nodes, plain, plain_blocks
from pubpipe.books._references.entries import entries, language_of
from pubpipe.books._references.sources import works
from pubpipe.errors import Unreadable
from pubpipe.model import Book, Chapter, Edition
from tests.books.conftest import galleys, localised_text

HERE = Path(__file__).parent
CASES = tomllib.loads((HERE / "entries.toml").read_text(encoding="utf-8"))["case"]
MARKS = tomllib.loads((HERE / "marks.toml").read_text(encoding="utf-8"))["case"]
WORKS = (HERE / "works.json").read_bytes()
KEYS = [work["id"] for work in json.loads(WORKS)]
ALL = "前文引用[@svara1990][@xia2018][@myburg2014][@li2014]。\n\n"
STYLES = [(year, system) for year in ("2025", "2015") for system in ("numeric", "author-date")]


def assembled(*texts: str, bibliography: str = "works.json", edition: str = "", **settings: str) -> Assembled:
    """A book of chapters of these texts."""
    chapters = [localised_text(f"{place}.md", f"# 题\n\n{text}\n", place) for place, text in enumerate(texts, 1)]
    book = Book(
        "b",
        "书",
        "Book",
        tuple(Chapter(f"{place}.md") for place in range(1, len(texts) + 1)),
        assembly=tuple(settings.items()),
        bibliography=bibliography,
    )
    return books.assemble(book, galleys(*chapters), {"works.json": WORKS}, edition=Edition("", bilingual=edition))


def shown(inlines: list[Any]) -> str:
    """Text, with what stands above the line between ^."""
    parts = []
    for node in inlines:
        if node["t"] == "Superscript":
            parts.append(f"^{plain(node['c'])}^")
        elif node["t"] in ("Str", "Space", "Code"):
            parts.append(plain([node]))
        else:
            parts.append(shown(inlines_of(node) or []))
    return "".join(parts)


def paragraphs(found: Assembled, part: int = 0) -> list[str]:
    return [shown(node["c"]) for node in nodes(list(found.parts[part].blocks)) if node["t"] == "Para"]


def listed(found: Assembled) -> dict[str, str]:
    """The entries of the list by their ids."""
    blocks = [block for part in found.parts for block in part.blocks]
    return {identity(node): plain_blocks([node]) for node in nodes(blocks) if "entry" in classes(node)}


def led(found: Assembled) -> list[str]:
    """The ids citations lead to, in reading order."""
    blocks = [block for part in found.parts for block in part.blocks]
    return [node["c"][2][0][1:] for node in nodes(blocks) if "citation" in classes(node)]


@pytest.mark.parametrize(("year", "system"), STYLES)
def test_entries(year: str, system: str) -> None:
    """Each kind of work, Chinese and Western, as GB/T 7714 writes it; the clauses are those of 2025."""
    given = {case["name"]: json.loads(case["work"]) for case in CASES}
    alone = {name: entries({name: work}, year, system)[name] for name, work in list(given.items())[:2]}
    together = entries(given, year, system)
    assert {case["name"]: plain(together[case["name"]].inlines) for case in CASES} == {
        case["name"]: case[f"{year} {system}"] for case in CASES
    }
    assert {name: plain(together[name].inlines) for name in alone} == {
        name: plain(entry.inlines) for name, entry in alone.items()
    }


@pytest.mark.parametrize("case", MARKS, ids=[case["text"] for case in MARKS])
@pytest.mark.parametrize("system", ["numeric", "author-date"])
def test_marks(case: dict[str, str], system: str) -> None:
    found = assembled(ALL + case["text"], citations=system)
    assert paragraphs(found)[1:] == [case[system]]


def test_numbers_follow_the_text() -> None:
    found = assembled("甲[@xia2018]。注[^1]。\n\n[^1]: 见[@li2014]。", "乙[@svara1990; @xia2018]。")
    assert listed(found) == {
        "ref-1": "[1] 夏书章. 行政管理学[M]. 6版. 广州：中山大学出版社，2018.",
        "ref-2": "[2] 李明，王强. 城市治理[J]. 城市，2014（3）：1-9.",
        "ref-3": "[3] Svara J H. Official leadership in the city：patterns of conflict and cooperation[M]. "
        "New York：Oxford University Press，1990.",
    }
    assert led(found) == ["ref-1", "ref-2", "ref-1", "ref-3"]
    assert [(part.id, part.matter, part.title) for part in found.parts] == [
        ("c1", "body", "题"),
        ("c2", "body", "题"),
        ("references", "back", "参考文献"),
    ]


def test_authors_in_order() -> None:
    """Chinese before Western works, by pinyin and by the alphabet."""
    found = assembled(ALL, citations="author-date", references="2015")
    assert [text.partition("[")[0] for text in listed(found).values()] == [
        "李明, 王强, 2014. 城市治理",
        "夏书章, 2018. 行政管理学",
        "MYBURG A A, GRATTAPAGLIA D, TUSKAN G A, et al., 2014. The genome of Eucalyptus grandis",
        "SVARA J H, 1990. Official leadership in the city: patterns of conflict and cooperation",
    ]


def test_years_of_one_author_are_told_apart() -> None:
    two = {key: {"type": "book", "title": key, "author": [{"family": "Svara"}], "issued": {"date-parts": [[1990]]}}
           for key in ("Leaders", "Cities")}  # fmt: skip
    found = entries(two, "2025", "author-date")
    assert [(entry.author, entry.year, plain(entry.inlines)) for entry in found.values()] == [
        ("Svara", "1990a", "Svara，1990a. Leaders[M]."),
        ("Svara", "1990b", "Svara，1990b. Cities[M]."),
    ]


def test_lists_of_chapters() -> None:
    found = assembled("甲[@xia2018]。", "乙。", "丙[@svara1990; @xia2018]。", references_in="chapter")
    assert [(key, text[:10]) for key, text in listed(found).items()] == [
        ("c1-ref-1", "[1] 夏书章. 行"),
        ("c3-ref-1", "[1] Svara "),
        ("c3-ref-2", "[2] 夏书章. 行"),
    ]
    headings = [[plain(node["c"][2]) for node in part.blocks if node["t"] == "Header"] for part in found.parts]
    assert headings == [["题", "参考文献"], ["题"], ["题", "参考文献"]]


def test_unknown_works() -> None:
    found = assembled("甲[@xia2081; @svara1990]，乙[@nobody, p. 3]，丙 @ICMA 丁。")
    assert [(doubt.address, doubt.message, doubt.serious) for doubt in found.doubts] == [
        ("1:1/p1", "1.md: unknown work cited: xia2081 (nearest: xia2018)", True),
        ("1:1/p1", "1.md: unknown work cited: nobody", True),
        ("1:1/p1", "1.md: unknown work cited: ICMA", False),
    ]
    assert paragraphs(found) == ["甲[@xia2081; @svara1990]，乙[@nobody, p. 3]，丙@ICMA丁。"]
    assert listed(found) == {}
    assert [node for node in nodes(list(found.parts[0].blocks)) if node["t"] == "Cite"] == []


@pytest.mark.parametrize("settings_", [{"bibliography": ""}, {"references": "source"}])
def test_as_the_files_have_them(settings_: dict[str, str]) -> None:
    found = assembled("甲[@xia2018, p. 3]，乙。", **settings_)
    assert (paragraphs(found), listed(found), found.doubts) == (["甲[@xia2018, p. 3]，乙。"], {}, ())


@pytest.mark.parametrize(
    ("system", "english"),
    [
        ("numeric", "Managers matter^[1]2^, as Svara^[1]^ says."),
        ("author-date", "Managers matter (Svara, 1990)^2^, as Svara (1990) says."),
    ],
)
def test_english_beside_its_chinese(system: str, english: str) -> None:
    chapter = localised_text("1.md", "# 题\n\n经理重要[@svara1990, p. 2]。\n", 1)
    original = localised_text("1.md", "# Title\n\nManagers matter [@svara1990, p. 2], as @svara1990 says.\n", 1)
    both = books.Localised(chapter.chapter, chapter.content, chapter.document, original.content)
    book = Book("b", "书", "Book", (Chapter("1.md"),), bibliography="works.json", assembly=(("citations", system),))
    found = books.assemble(book, galleys(both), {"works.json": WORKS}, edition=Edition("", bilingual="alternating"))
    assert paragraphs(found)[2] == english


@pytest.mark.parametrize(("system", "marked"), [("numeric", ["夏书章"]), ("author-date", ["夏书章", "李明等"])])
def test_chinese_authors_in_the_english_are_chinese(system: str, marked: list[str]) -> None:
    chapter = localised_text("1.md", "# 题\n\n@xia2018 谈城市[@li2014]。\n", 1)
    original = localised_text("1.md", "# Title\n\nAs @xia2018 says of cities [@li2014].\n", 1)
    both = books.Localised(chapter.chapter, chapter.content, chapter.document, original.content)
    book = Book("b", "书", "Book", (Chapter("1.md"),), bibliography="works.json", assembly=(("citations", system),))
    found = books.assemble(book, galleys(both), {"works.json": WORKS}, edition=Edition("", bilingual="alternating"))
    spans = [node for node in nodes(list(found.parts[0].blocks)) if attributes(node).get("lang") == "zh-Hans"]
    assert [plain(node["c"][1]) for node in spans] == marked


KEYED = st.lists(st.sampled_from(KEYS), min_size=1, max_size=12)


@settings(max_examples=15, deadline=None)
@given(KEYED)
def test_every_cited_work_is_listed_once_in_order(keys: list[str]) -> None:
    found = assembled("".join(f"甲[@{key}]。" for key in keys))
    first = list(dict.fromkeys(keys))
    assert led(found) == [f"ref-{first.index(key) + 1}" for key in keys]
    titles = {work["id"]: work["title"] for work in json.loads(WORKS)}
    plain_titles = [titles[key].replace("<i>", "").replace("</i>", "").partition(":")[0] for key in first]
    entries_ = list(listed(found).values())
    assert [title in entry for title, entry in zip(plain_titles, entries_, strict=True)] == [True] * len(first)
    assert list(listed(found)) == [f"ref-{place}" for place in range(1, len(first) + 1)]


@pytest.mark.parametrize(
    ("year", "spoken"),
    [
        ("2025", ["Svara J H. Official leadership in the city", "patterns of conflict and cooperation[M]. New York",
                  "Oxford University Press"]),
        ("2015", ["Svara J H. Official leadership in the city: patterns of conflict and cooperation[M]. New York: "
                  "Oxford University Press, 1990.".replace("Svara", "SVARA")]),
    ],
)  # fmt: skip
def test_western_entries_are_english(year: str, spoken: list[str]) -> None:
    """Full-width marks are none: in English type they would stand in the middle of the line."""
    blocks = list(assembled("甲[@svara1990]，乙[@xia2018]。", references=year).parts[-1].blocks)
    english = [plain([node]) for node in nodes(blocks) if attributes(node).get("lang") == "en"]
    assert english == spoken


@pytest.mark.parametrize(
    ("work", "language"),
    [
        ({"title": "城市管理学"}, "zh"),
        ({"title": "最新図書館用語大辞典"}, "zh"),
        ({"title": "City management"}, "en"),
        ({"title": "City management in 中国", "language": "en-US"}, "en"),
        ({"title": "GIS", "language": "zh-CN"}, "zh"),
    ],
)
def test_language_of_a_work(work: dict[str, str], language: str) -> None:
    assert language_of(work) == language


BIB = b"@book{xia, author={Svara, James H.}, title={Leadership}, publisher={OUP}, address={New York}, year=1990}"
RIS = b"TY  - BOOK\nID  - xia\nAU  - Svara, James H.\nTI  - Leadership\nPY  - 1990\nPB  - OUP\nPP  - New York\nER  - \n"
YAML = b"""references:
- id: xia
  type: book
  title: Leadership
  author: [{family: Svara, given: James H.}]
  publisher: OUP
  publisher-place: New York
  issued: {year: 1990}
"""


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.bib", BIB), ("a.bibtex", BIB), ("a.ris", RIS), ("a.yaml", YAML), ("a.yml", b"---\n" + YAML + b"---\n")],
)
def test_bibliographies(name: str, content: bytes) -> None:
    found = works(name, content)
    assert plain(entries(found, "2025", "numeric")["xia"].inlines) == "Svara J H. Leadership[M]. New York：OUP，1990."


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"{", "a.json: not a bibliography in CSL-JSON: Expecting property name enclosed in double quotes: "
         "line 1 column 2 (char 1)"),
        (b"{}", "a.json: not a bibliography in CSL-JSON: no list of works"),
        (b"[1]", "a.json: work 1 has no id"),
        (b'[{"id": "a"}, {"title": "b"}]', "a.json: work 2 has no id"),
        (b'[{"id": "a"}, {"id": "a"}]', "a.json: two works of one id: a"),
        (b'[{"id": "a", "author": "Smith"}]', 'a.json: wrong kind of value for a.author: "Smith"'),
        (b'[{"id": "a", "author": [{"family": 7}]}]', 'a.json: wrong kind of value for a.author: [{"family": 7}]'),
        (b'[{"id": "a", "title": ["A"]}]', 'a.json: wrong kind of value for a.title: ["A"]'),
        (b'[{"id": "a", "issued": [2012]}]', "a.json: wrong kind of value for a.issued: [2012]"),
    ],
)  # fmt: skip
def test_bibliographies_that_are_none(content: bytes, message: str) -> None:
    with pytest.raises(Unreadable) as raised:
        works("a.json", content)
    assert str(raised.value) == message


def test_a_work_may_say_little() -> None:
    found = works("a.json", b'[{"id": 7, "title": "A", "volume": 2, "author": null, "issued": "2012", "custom": {}}]')
    assert plain(entries(found, "2025", "author-date")["7"].inlines) == "Anon，2012. A：v.2[Z]. 2012."


def test_pandoc_says_what_is_wrong() -> None:
    with pytest.raises(Unreadable, match=r"a\.bib: pandoc cannot read it: Error"):
        works("a.bib", b"@book{a, title={x")
