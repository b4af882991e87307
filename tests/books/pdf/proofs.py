"""Reading a PDF back with poppler's tools: its words by line, its fonts, what is read aloud of it."""

from __future__ import annotations

import functools
import re
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from lxml import etree

from pubpipe.books import Assembled, Block, Part, pdf
from pubpipe.books._ast import header, paragraph, string
from pubpipe.model import Book

DATE = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)
BOOK = Book(id="tiny", title="城市管理入门", original_title="Running a City", chapters=(), year=2026)
_XHTML = "{http://www.w3.org/1999/xhtml}"


@dataclass(frozen=True)
class Word:
    """A word where it stands, in points from the upper left corner."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


class Proof:
    """A PDF and what poppler reads in it."""

    def __init__(self, content: bytes) -> None:
        self.content = content

    def run(self, tool: str, *options: str, out: Sequence[str] = ()) -> str:
        """What one of poppler's tools says; skips where there is none."""
        if shutil.which(tool) is None:
            pytest.skip(f"skipped: no poppler ({tool})")
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "book.pdf"
            path.write_bytes(self.content)
            done = subprocess.run([tool, *options, str(path), *out], capture_output=True, timeout=60, check=True)
        return done.stdout.decode("utf-8", "replace")

    def picture(self, page: int) -> Callable[[float, float], tuple[int, ...]]:
        """The colours of a page by the distance from its left and its upper edge, in points; four pixels a point."""
        if shutil.which("pdftoppm") is None:
            pytest.skip("skipped: no poppler (pdftoppm)")
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "book.pdf"
            path.write_bytes(self.content)
            options = ("-r", "288", "-f", str(page), "-l", str(page))
            made = subprocess.run(["pdftoppm", *options, str(path)], capture_output=True, timeout=60, check=True).stdout
        _kind, size, _most, pixels = made.split(b"\n", 3)
        wide = int(size.split()[0])

        def colour(across: float, down: float) -> tuple[int, ...]:
            place = 3 * (int(down * 4) * wide + int(across * 4))
            return tuple(pixels[place : place + 3])

        return colour

    @functools.cached_property
    def pages(self) -> list[list[list[Word]]]:
        """The words of each page, by line."""
        root = etree.fromstring(self.run("pdftotext", "-bbox-layout", out=["-"]).encode())
        return [
            [
                [
                    Word(word.text or "", *(float(word.get(side, "0")) for side in ("xMin", "yMin", "xMax", "yMax")))
                    for word in line.iter(f"{_XHTML}word")
                ]
                for line in page.iter(f"{_XHTML}line")
            ]
            for page in root.iter(f"{_XHTML}page")
        ]

    def text(self, page: int) -> str:
        """The words of a page, counted from 1, as they follow each other, without white space."""
        return squeezed(self.run("pdftotext", "-raw", "-f", str(page), "-l", str(page), out=["-"]))

    def lines(self) -> list[str]:
        """What stands on each line of each page, from left to right; no order of reading is guessed."""
        found = []
        for page in self.pages:
            words = sorted((word for line in page for word in line), key=lambda word: word.bottom)
            while words:
                line = [word for word in words if word.bottom - words[0].bottom < 3]
                words = words[len(line) :]
                found.append("".join(word.text for word in sorted(line, key=lambda word: word.left)))
        return found

    @functools.cached_property
    def spoken(self) -> str:
        """What is read aloud, by the tags, without white space."""
        raw = self.run("pdfinfo", "-struct-text")
        return squeezed("".join(line.strip()[1:-1] for line in raw.splitlines() if line.strip().startswith('"')))

    @functools.cached_property
    def tags(self) -> str:
        """The tree of tags."""
        return self.run("pdfinfo", "-struct")

    @functools.cached_property
    def properties(self) -> dict[str, str]:
        """What the document says of itself."""
        raw = self.run("pdfinfo")
        return {key: value.strip() for key, _colon, value in (line.partition(":") for line in raw.splitlines())}

    def fonts(self, first: int = 1, last: int = 999) -> list[tuple[str, str, str]]:
        """Each font's name without its subset's, whether it is embedded, and whether its letters can be copied."""
        rows = self.run("pdffonts", "-f", str(first), "-l", str(last)).splitlines()[2:]
        found = [
            re.fullmatch(r"(?:[A-Z]{6}\+)?(\S+)\s.*?(yes|no) +(?:yes|no) +(yes|no) +\d+ +\d+", row) for row in rows
        ]
        return [(each[1], each[2], each[3]) for each in found if each]


def squeezed(text: str) -> str:
    """A text without white space and what joins words."""
    return re.sub(r"[\s\u2060\ufeff]", "", text)


def proof(assembled: Assembled, **settings: str) -> Proof:
    """The PDF of a book; skips where the press or its letters are missing."""
    needed()
    return Proof(pdf.write(assembled, settings, DATE))


def needed() -> None:
    """Skip where there is no Typst, or no font for Chinese."""
    pytest.importorskip("typst", reason="skipped: no typst (the extra pubpipe[pdf])")
    if not any("CJK SC" in family or family in ("SimSun", "Songti SC") for family in _families()):
        pytest.skip("skipped: no font for Chinese (fonts-noto-cjk)")


@functools.cache
def _families() -> list[str]:
    import typst

    return list(typst.Fonts().families())


def book(*blocks: Block, title: str = "甲") -> Assembled:
    """A book of one chapter."""
    return Assembled(BOOK, (part("c1", "第一章", title, *blocks),))


def part(identity: str, number: str, title: str, *blocks: Block) -> Part:
    """A chapter; one without a number is front matter."""
    own = header(1, [string(title)], identity, **({"number": number} if number else {}))
    own["c"][1][1] += [] if number else ["unnumbered"]
    return Part(identity, "body" if number else "front", number, title, (own, *blocks))


def para(text: str) -> Block:
    """A paragraph."""
    return paragraph([string(text)])
