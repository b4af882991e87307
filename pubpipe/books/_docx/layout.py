"""Where things stand before Word has seen the book: LibreOffice lays it out and says where each bookmark is."""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path

from pubpipe.books._docx import fields, gaps
from pubpipe.books._docx.package import pack
from pubpipe.books._docx.writing import Writing, styled
from pubpipe.books._docx.xml import Element, tag
from pubpipe.books._numerals import roman

_SECONDS = 180
_TITLE = re.compile(rb"/Title\s*<FEFF([0-9A-F]+)>")
_LINE = re.compile(r"§(_\w+)=(\w+)§")
_PAGES = re.compile(rb"/Type\s*/Pages.*?/Kids\s*\[([^\]]*)\]", re.DOTALL)
_PLACE = re.compile(rb"/((?:gap|note)\w+)\s*\[(\d+) 0 R\s*/XYZ\s+[\d.]+\s+([\d.]+)")
_FORM = 'pdf:writer_pdf_Export:{"ExportBookmarksToPDFDestination":{"type":"boolean","value":"true"}}'
_FIRST = 10**6
"""The number of the first bookmark that asks for a place, beyond those of any book."""


@dataclass(frozen=True, slots=True)
class Layout:
    """The printed page number of every place that contents and lists refer to; where pictures and tables stand."""

    pages: Mapping[str, str] = field(default_factory=dict)
    places: Mapping[str, gaps.Place] = field(default_factory=dict)


def laid_out(writing: Writing, body: list[Element], heads: Mapping[str, bytes]) -> Layout:
    """The layout of a book; an empty one where LibreOffice is missing.

    A copy of the book gets page references as headings at its end; LibreOffice makes a PDF, whose outline spells them
    out in plain sight, and whose destinations say where bookmarks stand.
    """
    office = shutil.which("soffice") or shutil.which("libreoffice")
    wanted = sorted({place for element in body for place in _referred(element)})
    if not office or not wanted:
        return Layout()
    numbers = [styled("PlainHeading1", *_probe(place)) for place in wanted]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "book.docx")
        path.write_bytes(_asking(writing, body, numbers, heads))
        profile = Path(folder, "profile").as_uri()
        command = [office, f"-env:UserInstallation={profile}", "--headless", "--convert-to", _FORM]
        try:
            subprocess.run([*command, "--outdir", folder, str(path)], capture_output=True, timeout=_SECONDS, check=True)
            made = path.with_suffix(".pdf").read_bytes()
        except (subprocess.SubprocessError, OSError):
            return Layout()
    titles = (bytes.fromhex(found.decode()).decode("utf-16-be") for found in _TITLE.findall(made))
    found = dict(pair for title in titles for pair in _LINE.findall(title))
    counted = {place: roman(int(found[place])) for place in romans(body) if found.get(place, "").isdecimal()}
    return Layout(found | counted, dict(_places(made)))


def _asking(writing: Writing, body: list[Element], numbers: list[Element], heads: Mapping[str, bytes]) -> bytes:
    """A copy of the book that asks for page numbers and places."""
    copies, notes = list(map(deepcopy, body)), list(map(deepcopy, writing.notes))
    asked = list(gaps.probed(body, copies))
    below = gaps.noted(body)
    asked += [
        (f"note{each.get(tag('w:id'))}", paragraph, False)
        for each in notes
        if each.get(tag("w:id"), "") in below and (paragraph := each.find(tag("w:p"))) is not None
    ]
    for number, (name, paragraph, end) in enumerate(asked, _FIRST):
        gaps.probe(name, number, paragraph, end)
    written, writing.notes = writing.notes, notes
    source = pack(writing, [*copies[:-1], *numbers, copies[-1]], heads)
    writing.notes = written
    return source


def _places(made: bytes) -> list[tuple[str, gaps.Place]]:
    """The places a PDF of LibreOffice says."""
    tree = _PAGES.search(made)
    kids = re.findall(rb"(\d+) 0 R", tree[1]) if tree else []
    order = {kid: index for index, kid in enumerate(kids)}
    return [
        (name.decode(), (order[sheet], float(height))) for name, sheet, height in _PLACE.findall(made) if sheet in order
    ]


def romans(body: list[Element]) -> list[str]:
    """The bookmarks in sections whose pages are counted i ii iii; LibreOffice refers to such pages by 1 2 3."""
    found: list[str] = []
    waiting: list[str] = []
    for element in body:
        waiting += [each.get(tag("w:name"), "") for each in element.iter(tag("w:bookmarkStart"))]
        for section in element.iter(tag("w:sectPr")):
            form = section.find(tag("w:pgNumType"))
            found += waiting if form is not None and form.get(tag("w:fmt")) == "lowerRoman" else []
            waiting = []
    return found


def _referred(element: Element) -> list[str]:
    codes = (each.text or "" for each in element.iter(tag("w:instrText")))
    return [code.split()[1] for code in codes if code.startswith(" PAGEREF ")]


def _probe(place: str) -> list[Element]:
    return [fields.run(f"§{place}="), *fields.coded(f"PAGEREF {place} \\h", [fields.run("?")]), fields.run("§")]
