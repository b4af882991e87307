"""Small sound files of every format, taken from the formats' cases: what fuzzing begins with."""

from __future__ import annotations

import io
import os
import tomllib
import zipfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from tests.formats import docx_files, epub_files, opendocument_files, pptx_files
from tests.formats.xlsx_files import Sheet, row, workbook

FOLDER = Path(__file__).parent
_PACKAGES = (".docx", ".pptx", ".xlsx", ".odt", ".epub")
LARGEST = 60_000
"""Bytes of the largest outside file that is a seed."""


def _cases(name: str) -> Iterator[dict[str, Any]]:
    known = {"name", "units", "ledger", "rules", "targets", "merged"}
    for case in tomllib.loads((FOLDER / name).read_text(encoding="utf-8"))["case"]:
        yield {key: value for key, value in case.items() if key not in known}


def _files(name: str, suffix: str) -> list[bytes]:
    return [path.read_bytes() for path in sorted((FOLDER / name).glob(f"*{suffix}")) if ".zh." not in path.name]


def _decks() -> Iterator[bytes]:
    for case in _cases("pptx/reading.toml"):
        yield pptx_files.deck(*case.pop("slides"), **case)


def _books() -> Iterator[bytes]:
    for case in _cases("epub/cases.toml"):
        pages = case.pop("pages")
        whole = {
            name: epub_files.page(text) if text.startswith(("<p", "<h1", "<nav")) else text
            for name, text in pages.items()
        }
        yield epub_files.epub(
            whole, **{key: case[key] for key in ("metadata", "spine", "version", "after") if key in case}
        )


def _workbooks() -> Iterator[bytes]:
    rich = '<r><t xml:space="preserve">A </t></r><r><rPr><b/></rPr><t>bold</t></r><rPh sb="0" eb="1"><t>p</t></rPh>'
    yield workbook(
        Sheet(
            row(1, 0, 1) + row(2, 2, 10.5) + row(3, '<c t="str"><f>A1&amp;"x"</f><v>result</v></c>', "Own words"),
            before='<cols><col min="5" max="6" hidden="1"/></cols>',
            after="<headerFooter><oddHeader>&amp;L&amp;12Course&amp;RPage &amp;P</oddHeader></headerFooter>",
        ),
        Sheet(row(1, "Second") + row(2, 2, hidden=True), name="Lists", state="hidden"),
        strings=["ID", "Answer", rich],
        core="<dc:title>Title</dc:title>",
        names="<definedNames><definedName name='a'>Sheet!$A$1</definedName></definedNames>",
    )
    parts = [
        (kind, (FOLDER / "xlsx" / f"{file}.xml").read_text(encoding="utf-8"))
        for kind, file in (("comments", "comments"), ("table", "table"), ("drawing", "drawing"))
    ]
    chart = (FOLDER / "xlsx" / "chart.xml").read_text(encoding="utf-8")
    yield workbook(Sheet(row(1, "Name", "Answer") + row(2, 0, 1), parts=parts, charts=[chart]), strings=["One", "Two"])


@cache
def seeds(suffix: str) -> tuple[bytes, ...]:
    """The seeds of a suffix; outside files too, small ones, where PUBPIPE_FUZZ_OUTSIDE is set."""
    made = {
        ".docx": lambda: [docx_files.word(**case) for case in _cases("docx/reading.toml")],
        ".pptx": lambda: list(_decks()),
        ".xlsx": lambda: list(_workbooks()),
        ".odt": lambda: [
            *(opendocument_files.opendocument(**case) for case in _cases("opendocument/reading.toml")),
            opendocument_files.flat("<text:p>One <text:span>two</text:span></text:p>"),
        ],
        ".epub": lambda: list(_books()),
        ".html": lambda: _files("html", ".*html"),
        ".md": lambda: _files("markdown", ".md"),
        ".csv": lambda: [*_files("csv", ".csv"), *_files("csv", ".tsv")],
        ".txt": lambda: _files("text", ".txt"),
        ".srt": lambda: [*_files("subtitles", ".srt"), *_files("subtitles", ".vtt")],
    }[suffix]()
    return (*made, *_outside(suffix))


def _outside(suffix: str) -> Iterator[bytes]:
    root = os.environ.get("PUBPIPE_TEST_DATA", "")
    if not root or not os.environ.get("PUBPIPE_FUZZ_OUTSIDE"):
        return
    for path in sorted(Path(root, "documents", suffix[1:]).glob("*")):
        source = path.read_bytes()
        if len(source) <= LARGEST and (suffix not in _PACKAGES or _is_package(source)):
            yield source


def _is_package(source: bytes) -> bool:
    try:
        zipfile.ZipFile(io.BytesIO(source)).close()
    except zipfile.BadZipFile:
        return False
    return True
