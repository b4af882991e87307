"""Page numbers before Word has seen the book: LibreOffice lays it out and says where each bookmark stands."""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from copy import deepcopy
from pathlib import Path

from pubpipe.books._docx import fields
from pubpipe.books._docx.package import pack
from pubpipe.books._docx.writing import Writing, styled
from pubpipe.books._docx.xml import Element, tag
from pubpipe.books._numerals import roman

_SECONDS = 180
_TITLE = re.compile(rb"/Title\s*<FEFF([0-9A-F]+)>")
_LINE = re.compile(r"§(_\w+)=(\w+)§")


def page_numbers(writing: Writing, body: list[Element], heads: Mapping[str, bytes]) -> dict[str, str]:
    """The printed page number of every place that contents and glossary refer to; none where LibreOffice is missing.

    A copy of the book gets page references as headings at its end; LibreOffice makes a PDF, whose outline spells them
    out in plain sight.
    """
    office = shutil.which("soffice") or shutil.which("libreoffice")
    wanted = sorted({place for element in body for place in _referred(element)})
    if not office or not wanted:
        return {}
    probe = [styled("PlainHeading1", *_probe(place)) for place in wanted]
    source = pack(writing, [*map(deepcopy, body[:-1]), *probe, deepcopy(body[-1])], heads)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "book.docx")
        path.write_bytes(source)
        profile = Path(folder, "profile").as_uri()
        command = [office, f"-env:UserInstallation={profile}", "--headless", "--convert-to", "pdf"]
        try:
            subprocess.run([*command, "--outdir", folder, str(path)], capture_output=True, timeout=_SECONDS, check=True)
            made = path.with_suffix(".pdf").read_bytes()
        except (subprocess.SubprocessError, OSError):
            return {}
    titles = (bytes.fromhex(found.decode()).decode("utf-16-be") for found in _TITLE.findall(made))
    found = dict(pair for title in titles for pair in _LINE.findall(title))
    return found | {place: roman(int(found[place])) for place in romans(body) if found.get(place, "").isdecimal()}


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
