"""The press: code, design and pictures laid out in a folder of their own, away from network and other files."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from pubpipe.books import Assembled
from pubpipe.books._fonts import KINDS
from pubpipe.books._typst.book import chosen, decided, written
from pubpipe.books._typst.equations import module
from pubpipe.books._typst.fonts import faces
from pubpipe.books._typst.pictures import faced, files, sound
from pubpipe.errors import Misused, Unreadable
from pubpipe.messages import _

if TYPE_CHECKING:
    from typst import Compiler

_DESIGN = Path(__file__).with_name("parts")
_DECIDED = "decided.typ"
_ACCESSIBLE: Literal["ua-1"] = "ua-1"


@dataclass(frozen=True)
class Press:
    """A book set and ready to be printed or asked where something stands."""

    compiler: Compiler
    folder: Path
    modified: datetime | None

    def printed(self) -> bytes:
        """The PDF, which says that it is PDF/UA-1 only where it is."""
        made, warnings = self._compiled()
        if any("did not converge" in each for each in warnings):
            self.decide()
            made, warnings = self._compiled()
        if left := next((each for each in warnings if "ignored" in each), ""):
            raise Unreadable(_("typst cannot set the book: {words}").format(words=left))
        return made

    def decide(self) -> None:
        """Let figures and tables stand where they stand now, so that no page depends on what follows it."""
        found = self.asked("query(<decision>).map(it => it.value)")
        (self.folder / _DECIDED).write_text(decided(found), "utf-8", newline="\n")

    def asked(self, expression: str) -> Any:
        """What an expression of Typst is worth in the laid-out book."""
        return json.loads(self.compiler.eval(expression))

    def _compiled(self) -> tuple[bytes, list[str]]:
        """The PDF, and what Typst warns of."""
        import typst

        stamp = int(self.modified.timestamp()) if self.modified else 0
        try:
            made, warnings = self.compiler.compile_with_warnings(
                format="pdf", pdf_standards=[_ACCESSIBLE], timestamp=stamp
            )
        except typst.TypstError as error:
            if "PDF/UA" not in f"{error.message} {error.diagnostic}":
                raise Unreadable(_("typst cannot set the book: {words}").format(words=error.message)) from error
            made, warnings = self.compiler.compile_with_warnings(format="pdf", timestamp=stamp)
        assert isinstance(made, bytes)
        return made, [each.message for each in warnings]


@contextmanager
def press(assembled: Assembled, settings: Mapping[str, str], modified: datetime | None) -> Iterator[Press]:
    """Set a book; `settings` are complete. Raises Misused where Typst or the fonts are missing."""
    try:
        import typst
    except ImportError:
        raise Misused(_("the PDF edition needs an extra: pip install 'pubpipe[pdf]'")) from None
    assembled = replace(assembled, media=sound(assembled.media))
    fonts = typst.Fonts(font_paths=sorted({str(each.parent) for each in assembled.fonts}))
    found = faces(fonts, {kind: settings[kind] for kind in KINDS})
    writing, code = written(assembled, settings, modified)
    book = assembled.book
    title = book.original_title if assembled.bilingual == "facing" and book.original_title else book.title
    with tempfile.TemporaryDirectory(prefix="pubpipe-") as name:
        folder = Path(name)
        for design in sorted(_DESIGN.glob("*.typ")):
            (folder / design.name).write_bytes(design.read_bytes())
        (folder / _DECIDED).write_text(decided([]), "utf-8", newline="\n")
        (folder / "chosen.typ").write_text(chosen(writing.paper, found, settings, title), "utf-8", newline="\n")
        (folder / "equations.typ").write_text(module(writing.equations), "utf-8", newline="\n")
        (folder / "book.typ").write_text(code, "utf-8", newline="\n")
        for picture, content in files(assembled.media).items():
            (folder / picture).write_bytes(faced(content, found))
        nowhere = str(folder / "packages")
        yield Press(
            typst.Compiler(
                str(folder / "book.typ"),
                root=name,
                font_paths=fonts,
                package_path=nowhere,
                package_cache_path=nowhere,
            ),
            folder,
            modified,
        )
