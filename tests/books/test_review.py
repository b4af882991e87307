"""The review edition: accepted it is the new book, rejected the earlier one, for whatever was changed."""

from __future__ import annotations

import io
import subprocess
import zipfile
from datetime import UTC, datetime

import pypandoc
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from pubpipe.books._docx.review import reviewed
from pubpipe.books.docx import write
from pubpipe.errors import Unreadable
from pubpipe.formats import format_of
from pubpipe.model import text

from .conftest import NAMES, W, assemble, localised, localised_text, word_chapter

DATE = datetime(2026, 11, 22, 8, tzinfo=UTC)
_ENDS = f"{W}pPr/{W}rPr/{W}"


def book(source: str) -> bytes:
    """A Word edition of one chapter."""
    return write(assemble(localised_text("01.md", source, 1)), {"layout": "no"}, DATE)


def parts(file: bytes) -> dict[str, etree._Element]:
    with zipfile.ZipFile(io.BytesIO(file)) as package:
        return {name: etree.fromstring(package.read(name)) for name in package.namelist() if name.endswith(".xml")}


def settled(root: etree._Element, kept: str, dropped: str) -> etree._Element:
    """A part with its changes accepted (kept: ins) or rejected (kept: del)."""
    for row in list(root.iter(f"{W}tr")):
        if row.find(f"{W}trPr/{W}{dropped}") is not None:
            row.getparent().remove(row)
    for table in [each for each in root.iter(f"{W}tbl") if each.find(f"{W}tr") is None]:
        table.getparent().remove(table)
    for paragraph in list(root.iter(f"{W}p")):
        gone = paragraph.find(f"{_ENDS}{dropped}") is not None
        for change in paragraph.findall(f".//{W}{dropped}"):
            change.getparent().remove(change)
        if gone:
            assert shown(paragraph) == "", "nothing is left in a paragraph whose end goes"
            paragraph.getparent().remove(paragraph)
    return root


def shown(element: etree._Element) -> str:
    return "".join(each.text or "" for each in element.iter(f"{W}t", f"{W}delText"))


def lines(file: bytes, kept: str = "ins", dropped: str = "del") -> list[str]:
    """The text of every paragraph but the contents, notes behind, once the changes are settled."""
    found = []
    for name in ("word/document.xml", "word/footnotes.xml"):
        for paragraph in settled(parts(file)[name], kept, dropped).iter(f"{W}p"):
            if next(paragraph.iterancestors(f"{W}sdt"), None) is None and shown(paragraph):
                found.append(shown(paragraph))
    return found


def check(new: bytes, old: bytes) -> bytes:
    """Both laws hold; the review is given."""
    review = reviewed(new, old, DATE)
    assert lines(review) == lines(new)
    assert sorted(lines(review, "del", "ins")) == sorted(lines(old))
    body = parts(review)["word/document.xml"]
    numbers = [each.get(f"{W}id") for each in body.iter(f"{W}ins", f"{W}del", f"{W}pPrChange", f"{W}bookmarkStart")]
    assert len(numbers) == len(set(numbers))
    names = [each.get(f"{W}name") for each in body.iter(f"{W}bookmarkStart")]
    assert len(names) == len(set(names))
    return review


def changes(review: bytes) -> list[tuple[str, str]]:
    """What is inserted and deleted in the running text, in order."""
    body = parts(review)["word/document.xml"]
    found = [(etree.QName(each).localname, shown(each)) for each in body.iter(f"{W}ins", f"{W}del")]
    return [each for each in found if each[1]]


BEFORE = """# 城市经理

城市经理由议会任命[^1]，对 city council 负责。

第二段没有改。

## 预算

- 一项
- 两项

| 项目 | 数 |
|---|---|
| 道路 | 3 |
| 桥梁 | 4 |

最后一段。

[^1]: 通常任期不定。
"""
CASES = {
    "nothing": (BEFORE, []),
    "a character": (BEFORE.replace("由议会", "受议会"), [("del", "由"), ("ins", "受")]),
    "a Latin word": (BEFORE.replace("city council", "city manager"), [("del", "council"), ("ins", "manager")]),
    "a new paragraph": (
        BEFORE.replace("第二段没有改。", "新的一段在这里。\n\n第二段没有改。"),
        [("ins", "新的一段在这里。")],
    ),
    "a paragraph less": (BEFORE.replace("第二段没有改。\n\n", ""), [("del", "第二段没有改。")]),
    "a row": (BEFORE.replace("| 桥梁 | 4 |\n", "| 桥梁 | 4 |\n| 路灯 | 5 |\n"), [("ins", "路灯"), ("ins", "5")]),
    "a row less": (BEFORE.replace("| 道路 | 3 |\n", ""), [("del", "道路"), ("del", "3")]),
    "a heading": (BEFORE.replace("## 预算", "## 年度预算"), [("ins", "年度")]),
    "an item": (BEFORE.replace("- 两项", "- 三项"), [("del", "两"), ("ins", "三")]),
    "bold": (BEFORE.replace("第二段没有改", "第二段**没有改**"), [("del", "没有改"), ("ins", "没有改")]),
}


@pytest.mark.parametrize("case", CASES)
def test_changes(case: str) -> None:
    after, expected = CASES[case]
    assert changes(check(book(after), book(BEFORE))) == expected


def test_a_note_s_change_stands_in_the_note() -> None:
    review = check(book(BEFORE.replace("任期不定", "任期四年")), book(BEFORE))
    assert changes(review) == []
    notes = parts(review)["word/footnotes.xml"]
    assert [shown(each) for each in notes.iter(f"{W}del", f"{W}ins")] == ["不定", "四年"]


def test_a_note_that_is_gone_comes_back_when_rejected() -> None:
    after = BEFORE.replace("[^1]", "", 1).replace("[^1]: 通常任期不定。\n", "")
    review = reviewed(book(after), book(BEFORE), DATE)
    body = parts(review)["word/document.xml"]
    (reference,) = body.iter(f"{W}footnoteReference")
    assert next(reference.iterancestors(f"{W}del"), None) is not None
    notes = {each.get(f"{W}id"): shown(each).strip() for each in parts(review)["word/footnotes.xml"]}
    assert notes[reference.get(f"{W}id")] == "通常任期不定。"


def test_the_whole_tiny_book_against_one_without_its_word_chapter() -> None:
    """Pictures, references, merged cells and notes, gone and new."""
    whole = write(assemble(*(localised(name, index) for index, name in enumerate(NAMES, 1))), {"layout": "no"}, DATE)
    less = write(assemble(*(localised(name, index) for index, name in enumerate(NAMES[:2], 1))), {"layout": "no"}, DATE)
    for new, old in ((whole, less), (less, whole)):
        review = check(new, old)
        with zipfile.ZipFile(io.BytesIO(review)) as package:
            relations = etree.fromstring(package.read("word/_rels/document.xml.rels"))
            known = {each.get("Id") for each in relations}
            inside = {f"word/{each.get('Target')}" for each in relations if each.get("TargetMode") != "External"}
            assert inside <= set(package.namelist())
        used = {
            value
            for each in parts(review)["word/document.xml"].iter(etree.Element)
            for key, value in each.attrib.items()
            if "officeDocument/2006/relationships" in str(key)
        }
        assert used <= known


WORDS = st.sampled_from(
    ["城市", "经理", "由", "议会", "任命", "，", "2026年", "ICMA", " city manager ", "**重点**", "预算"]
)
PARAGRAPHS = st.lists(st.lists(WORDS, min_size=1, max_size=8).map("".join).map(str.strip), min_size=1, max_size=6)


@settings(max_examples=25, deadline=None)
@given(PARAGRAPHS, PARAGRAPHS)
def test_accepted_it_is_the_new_book_and_rejected_the_earlier_one(after: list[str], before: list[str]) -> None:
    check(*(book("# 题\n\n" + "\n\n".join(f"甲{each}。" for each in each_book)) for each_book in (after, before)))


def plain(file: bytes, changes: str) -> str:
    """What pandoc reads, which knows tracked changes of text, though not of rows."""
    command = [pypandoc.get_pandoc_path(), "-f", "docx", "-t", "plain", "--wrap=none", f"--track-changes={changes}"]
    return subprocess.run([*command, "-"], input=file, capture_output=True, check=True).stdout.decode()


@pytest.mark.parametrize("case", [case for case in CASES if "row" not in case])
def test_pandoc_sees_both_books_in_it(case: str) -> None:
    new, old = book(CASES[case][0]), book(BEFORE)
    review = reviewed(new, old, DATE)
    assert plain(review, "accept") == plain(new, "accept")
    if case != "a heading":  # the contents are the new book's
        assert plain(review, "reject") == plain(old, "accept")


def test_our_own_reader_sees_the_new_book() -> None:
    new = book(CASES["a character"][0])
    read = format_of("book.docx").read
    assert [text(unit.content) for unit in read(reviewed(new, book(BEFORE), DATE)).units] == [
        text(unit.content) for unit in read(new).units
    ]


def test_marks_are_dated_and_signed_and_further_ones_are_tracked() -> None:
    found = parts(check(book(CASES["a character"][0]), book(BEFORE)))
    marks = list(found["word/document.xml"].iter(f"{W}ins", f"{W}del"))
    assert {(each.get(f"{W}author"), each.get(f"{W}date")) for each in marks} == {("pubpipe", "2026-11-22T08:00:00Z")}
    assert found["word/settings.xml"].find(f"{W}trackRevisions") is not None


def test_remarks_are_comments_on_their_text() -> None:
    review = reviewed(book(BEFORE), book(BEFORE), DATE, {"1:1/p2": ["找不到 图9-9。"], "1:9/p9": ["nowhere"]})
    found = parts(review)
    (comment,) = found["word/comments.xml"]
    assert (comment.get(f"{W}author"), shown(comment)) == ("pubpipe", "找不到 图9-9。")
    (paragraph,) = [
        each for each in found["word/document.xml"].iter(f"{W}p") if each.find(f"{W}commentRangeStart") is not None
    ]
    assert shown(paragraph) == "第二段没有改。"
    assert paragraph.find(f".//{W}commentReference") is not None


def test_changes_of_the_earlier_file_count_as_accepted_and_its_comments_go() -> None:
    first, second, third = (book(BEFORE.replace("由议会", f"{word}议会")) for word in ("由", "受", "被"))
    earlier = reviewed(second, first, DATE, {"1:1/p2": ["问。"]})
    review = reviewed(third, earlier, DATE)
    assert changes(review) == [("del", "受"), ("ins", "被")]
    assert lines(review, "del", "ins") == lines(second)
    assert "word/comments.xml" not in parts(review)


def test_the_same_review_has_the_same_bytes() -> None:
    new, old = book(CASES["a row"][0]), book(BEFORE)
    assert reviewed(new, old, DATE) == reviewed(new, old, DATE)


@pytest.mark.parametrize("earlier", [b"", b"no zip", word_chapter()])
def test_what_is_none_of_ours_is_refused(earlier: bytes) -> None:
    with pytest.raises(Unreadable, match="not a Word edition made by pubpipe"):
        reviewed(book(BEFORE), earlier)
