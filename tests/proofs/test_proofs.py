"""The proofs, on a few documents each; `python -m tests.proofs.office`, `.browser` and `.schemas` run them on all."""

from __future__ import annotations

import io
import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from pubpipe.formats import format_of
from tests.formats import opendocument_files
from tests.proofs import browser, chromium, libreoffice, office, opendocument, schemas
from tests.proofs.openxml import Schemas
from tests.proofs.words import Proof

CHAPTERS = Path(__file__).parents[2] / "sources" / "city-management"
OUTSIDE = (
    "docx/LibreOffice__alt-chunk.docx",
    "docx/rust-lang-book__appendix_d.docx",
    "pptx/jgm-pandoc__templated.pptx",
    "pptx/OpenXmlDev-Open-Xml-PowerTools__Chart-Cached-Data-41.pptx",
    "odt/apache-tika__testODFwithOOo3.odt",
)
needs_libreoffice = pytest.mark.skipif(not libreoffice.command(), reason="no LibreOffice: nothing opens the documents")
needs_chromium = pytest.mark.skipif(not chromium.command(), reason="no Chromium: nothing shows the pages")


def unproved(proofs: list[Proof]) -> dict[str, object]:
    """What is left, lost or never opened, by document."""
    return {
        each.name: (each.left, each.lost, each.unopened) for each in proofs if each.left or each.lost or each.unopened
    }


@needs_libreoffice
def test_no_word_is_left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "CACHE", tmp_path)
    root = os.environ.get("PUBPIPE_TEST_DATA")
    more = [Path(root, "documents", name) for name in OUTSIDE] if root else []
    proofs = office.prove([*sorted(CHAPTERS.glob("*.docx")), *more])
    assert unproved(proofs) == {}
    assert sum(proof.checked for proof in proofs) > 5_000


def test_a_word_left_behind_is_seen() -> None:
    english = opendocument_files.opendocument("<text:p>Council</text:p>")
    proof = Proof("letter.odt")
    office.compare(proof, "odt", english, english, format_of("letter.odt").read(english))
    office.compare(proof, "txt", b"Council", None, format_of("letter.odt").read(english))
    assert (proof.left, proof.lost) == ({"odt": {"council": 1}}, ["txt"])


@needs_chromium
def test_no_word_of_pages_is_left_behind(outside: Callable[[str], Path]) -> None:
    sample = [*CHAPTERS.glob("*.html"), outside("documents/epub/w3c-epubcheck__minimal.epub")]
    proofs = list(browser.prove(sample))
    assert unproved(proofs) == {}
    assert all(proof.checked for proof in proofs)


@needs_chromium
def test_a_page_is_shown_without_its_scripts() -> None:
    page = b"<title>Rates</title><p>Water<script>document.write('s and more')</script><img alt='A meter'>"
    assert chromium.opened(["/a.html"], {"/a.html": ("text/html", page)}) == {
        "/a.html": chromium.Page("Water", "Rates\nA meter")
    }


def test_merged_files_keep_to_their_schemas(outside: Callable[[str], Path]) -> None:
    documents = [(name, (outside("documents") / name).read_bytes()) for name in OUTSIDE[:4]]
    documents += [(path.name, path.read_bytes()) for path in sorted(CHAPTERS.glob("*.docx"))]
    assert [proof.name for proof in schemas.prove(documents, Schemas(outside("schemas"))) if proof.new] == []


def test_merged_opendocument_files_keep_to_their_schema(outside: Callable[[str], Path]) -> None:
    pytest.importorskip("openxml_audit", reason="no openxml-audit: it holds the schema of OpenDocument")
    source = (outside("documents") / OUTSIDE[4]).read_bytes()
    assert [proof.new for proof in schemas.prove([(OUTSIDE[4], source)], Schemas(outside("schemas")))] == [{}]
    assert opendocument.violations(changed(source, "<office:text", "<office:bogus/><office:text"), {"content.xml"})


def test_a_violation_is_seen(outside: Callable[[str], Path]) -> None:
    source = (CHAPTERS / "01-council-manager-form.docx").read_bytes()
    harmed = changed(source, "<w:body>", "<w:body><w:p><w:r><w:p/></w:r></w:p>")
    parts = {"word/document.xml"}
    found = Schemas(outside("schemas"))
    new = found.violations(harmed, parts) - found.violations(source, parts)
    assert {part for part, _message in new} == parts


def changed(source: bytes, old: str, new: str) -> bytes:
    """A package in whose XML parts some characters are replaced."""
    output = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(source)) as package, zipfile.ZipFile(output, "w") as copy:
        for member in package.infolist():
            copy.writestr(member, package.read(member).replace(old.encode(), new.encode()))
    return output.getvalue()
