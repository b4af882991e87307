"""Citations in Word files: protected from translators, read by pandoc, their lists left to the book."""

from __future__ import annotations

import re
import subprocess

import pypandoc
import pytest

from pubpipe.formats import docx, leftover
from tests.formats import docx_citations
from tests.formats.docx_citations import CITING, SOURCES, built, control, field, paragraph, text
from tests.formats.docx_files import shown

SHOWN = {
    "zotero": "(Svara, 1990, p. 12)",
    "mendeley": "(Svara, 1990, p. 12)",
    "mendeley cite": "(Svara, 1990, p. 12)",
    "endnote": "(Wilson, 1887)",
    "endnote, coded": "(Wilson, 1887)",
    "word": "(White, 1927, p. 12)",
}
CITED = {
    "zotero": "[@work, page 12]",
    "mendeley": "[@work, page 12]",
    "mendeley cite": "[@work, page 12]",
    "endnote": "[@3]",
    "endnote, coded": "[@3]",
    "word": "[@work, page 12]",
}


def read(source: bytes) -> list[str]:
    """What pandoc reads of the prepared copy, a paragraph a line; names made of what is said of a work are @work."""
    prepared, reader = docx.prepare(source)
    command = [pypandoc.get_pandoc_path(), "--from", reader, "--to", "markdown", "--wrap", "none"]
    done = subprocess.run(command, input=prepared, capture_output=True, check=True, timeout=60)
    shown = re.sub("@w[0-9a-f]{16}", "@work", done.stdout.decode().replace(" ]", "]"))
    return [each for each in shown.splitlines() if each.strip()]


@pytest.mark.parametrize("manager", CITING)
def test_a_citation_is_a_code(manager: str) -> None:
    source = docx_citations.citing(manager)
    document = docx.read(source)
    assert [shown(unit.content) for unit in document.units if unit.role != "meta"] == [
        "Managers",
        f"Managers matter <fld1={SHOWN[manager]}/>.",
        "References",
    ]
    assert docx.merge(source, {}) == source
    assert leftover(document, docx.scan(source)) == []


@pytest.mark.parametrize("manager", CITING)
def test_pandoc_reads_it(manager: str) -> None:
    assert read(docx_citations.citing(manager)) == [
        "# Managers",
        f"Managers matter {CITED[manager]}.",
        "## References",
        '::: {custom-style="Bibliography"}',
        "Svara, J. H. (1990). Official leadership in the city.",
        ":::",
        '::: {custom-style="Bibliography"}',
        "White, L. D. (1927). The city manager.",
        ":::",
    ]


@pytest.mark.parametrize("manager", CITING)
def test_it_survives_merging(manager: str) -> None:
    source = docx_citations.citing(manager)
    (unit,) = [unit for unit in docx.read(source).units if "matter" in str(unit.content)]
    merged = docx.merge(source, {unit.id: ("经理重要", unit.content[1], "。")})
    assert read(merged)[1] == f"经理重要 {CITED[manager]}。".replace(" ", "", 1)


def test_word_cites_several_works() -> None:
    code = 'CITATION Whi27 \\n \\f "see" \\m Whi27 \\p 3 \\l 1033'
    assert read(built(paragraph(text("A "), field(code, "(1927)"))))[1] == "A [see -@work; @work, page 3]"


@pytest.mark.parametrize(
    "cited",
    [
        field("CITATION Nobody \\l 1033", "(Nobody)"),
        field("CITATION", "(Nobody)"),
        field("ADDIN EN.CITE", "(Nobody)"),
        field("ADDIN EN.CITE <EndNote>", "(Nobody)"),
        field("ADDIN ZOTERO_ITEM CSL_CITATION {", "(Nobody)"),
        field('ADDIN ZOTERO_ITEM CSL_CITATION {"a": 1}', "(Nobody)"),
        field("ADDIN CSL_CITATION [1]", "(Nobody)"),
        field('ADDIN CSL_CITATION {"citationItems": [NaN]}', "(Nobody)"),
        field(
            'ADDIN CSL_CITATION {"citationItems": [{"id": 1, "itemData": {"title": "A", "author": "x"}}]}', "(Nobody)"
        ),
        field(f'ADDIN CSL_CITATION {{"citationItems": [{"[" * 3000}{"]" * 3000}]}}', "(Nobody)"),
        control("no data", "(Nobody)").replace("_v3_", "_v3_%%"),
        '<w:fldSimple w:instr=" CITATION Nobody "><w:r><w:t>(Nobody)</w:t></w:r></w:fldSimple>',
    ],
)
def test_what_cannot_be_read_stays_as_it_shows(cited: str) -> None:
    assert read(built(paragraph(text("A "), cited, text("."))))[1] == "A (Nobody)."


def test_a_simple_field_cites() -> None:
    simple = '<w:fldSimple w:instr=" CITATION Whi27 "><w:r><w:t>(White)</w:t></w:r></w:fldSimple>'
    assert read(built(paragraph(text("A "), simple)))[1] == "A [@work]"


def test_damaged_sources_are_no_sources() -> None:
    whole = built(paragraph(text("A "), CITING["word"]))
    damaged = built(paragraph(text("A "), CITING["word"]).replace("Whi27", "Whi28"))
    assert (read(whole)[1], read(damaged)[1]) == ("A [@work, page 12]", "A (White, 1927, p. 12)")
    assert "Whi27" in SOURCES
