"""参考文献 in the editions: where citations lead, and how entries look."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import UTC, datetime

import pytest

from pubpipe.books import docx, epub, web
from tests.books.pdf.proofs import proof
from tests.books.references.test_references import assembled

DATE = datetime(2026, 1, 1, tzinfo=UTC)
TEXT = "经理重要[@svara1990, p. 12]，见[@xia2018; @svara1990; @li2014]。"


def part(package: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(package)) as opened:
        return opened.read(name).decode()


def test_word() -> None:
    """Citations are raised links; entries hang in a style of their own, the number before a tab."""
    body = part(docx.write(assembled(TEXT), {"layout": "no"}, DATE), "word/document.xml")
    links = re.findall(r'<w:hyperlink w:anchor="(\w+-?\w*)"[^>]*><w:r><w:rPr>(.*?)</w:rPr><w:t>(.*?)</w:t>', body)
    raised = '<w:rStyle w:val="Superscript"/>'
    assert [(anchor, style, text) for anchor, style, text in links] == [
        ("_r_ref_1", raised, "[1]"),
        ("_r_ref_1", raised, "1"),
        ("_r_ref_3", raised, "3"),
    ]
    entries = re.findall(r'<w:p><w:pPr><w:pStyle w:val="Reference"/></w:pPr>(.*?)</w:p>', body)
    assert [re.findall(r'w:name="(_r_ref_\d)"', entry) for entry in entries] == [
        ["_r_ref_1"],
        ["_r_ref_2"],
        ["_r_ref_3"],
    ]
    assert [re.sub("<w:tab/>", "|", entry).count("|") for entry in entries] == [1, 1, 1]


def test_book_for_screens() -> None:
    """Citations say what they are; the page is a bibliography, its entries a list (biblioentry is deprecated)."""
    package = epub.write(assembled(TEXT), {}, DATE)
    assert re.findall(r"<sup>.*?</sup>", part(package, "EPUB/c1.xhtml")) == [
        '<sup><a href="references.xhtml#ref-1" class="citation" role="doc-biblioref" epub:type="biblioref">[1]</a>12'
        "</sup>",
        '<sup>[<a href="references.xhtml#ref-1" class="citation" role="doc-biblioref" epub:type="biblioref">1</a>-'
        '<a href="references.xhtml#ref-3" class="citation" role="doc-biblioref" epub:type="biblioref">3</a>]</sup>',
    ]
    listed = part(package, "EPUB/references.xhtml")
    assert re.findall(r"<section [^>]*>", listed) == [
        '<section aria-labelledby="references" epub:type="bibliography" role="doc-bibliography">'
    ]
    assert re.findall(r"<li (.*?)>(.*?)</li>", listed)[1] == (
        'id="ref-2"',
        '<span class="number">[2]</span> 夏书章. 行政管理学[M]. 6版. 广州：中山大学出版社，2018.',
    )


def test_site() -> None:
    files = web.files(assembled(TEXT), {}, DATE)
    assert b'<li id="ref-2"><span class="number">[2]</span>' in files["references.html"]
    assert b'<a href="references.html#ref-1" class="citation" role="doc-biblioref">[1]</a>' in files["c1.html"]


@pytest.mark.parametrize(
    ("system", "shown", "cited"),
    [
        ("numeric", ["[1]", "[2]", "[3]"], "经理重要[1]12，见[1-3]。"),
        ("author-date", ["李明，王强，2014.", "夏书章，2018.", "Svara"], "经理重要（Svara，1990）12，见（夏书章"),
    ],
)
def test_print(system: str, shown: list[str], cited: str) -> None:
    """Entries begin at the margin."""
    found = proof(assembled(TEXT, citations=system))
    lines = [line for line in found.pages[-1] if line[0].text in shown]
    assert [line[0].text for line in lines] == shown
    assert len({round(line[0].left) for line in lines}) == 1
    assert cited in "".join(found.text(page + 1) for page in range(len(found.pages)))


def test_a_list_an_author_wrote_is_set_alike() -> None:
    """Markdown's class, or Word's style, says that it is one."""
    text = "::: bibliography\n\nSvara, J. H. 1990. Leadership.\n\n夏书章，2018. 行政管理学.\n\n:::"
    package = epub.write(assembled(text, bibliography=""), {}, DATE)
    assert '<div class="references">' in part(package, "EPUB/c1.xhtml")
    body = part(docx.write(assembled(text, bibliography=""), {"layout": "no"}, DATE), "word/document.xml")
    assert body.count('<w:pStyle w:val="Reference"/>') == 2
