"""A page of the book: one XHTML file, its section and its head."""

from __future__ import annotations

from dataclasses import dataclass, field
from importlib.resources import files

from pubpipe.books._epub.markup import attributes, escaped
from pubpipe.books._epub.text import Text
from pubpipe.model import TARGET_LANGUAGE

STYLE = "style.css"
EMPHASIS = ("dots", "kai")
"""How short emphasis in Chinese looks; titles and whole sentences are always set in 楷体."""
_KAI = """
/* Emphasis is set in 楷体, short words too. */

em {
  -webkit-text-emphasis: none;
  text-emphasis: none;
  font-family: "Kaiti SC", STKaiti, "LXGW WenKai", "AR PL UKai CN", KaiTi, "Songti SC", SimSun, serif;
}
"""
_NAMESPACES = 'xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"'


def sheet(emphasis: str) -> str:
    """The style sheet of EPUB and web, for this look of emphasis."""
    given = files(__package__).joinpath(STYLE).read_text(encoding="utf-8")
    return given + _KAI if emphasis == "kai" else given


@dataclass
class Page:
    """A file of the book.

    `text` is what its section says, and `style` the section's class; `kind` is its epub:type and `role` its DPUB-ARIA
    role; `landmark` is what the landmarks call it; all three may be "". `matter` is "front", "body" or "back"; `listed`
    tells whether the table of contents has it.
    """

    name: str
    title: str
    text: Text = field(repr=False)
    style: str = ""
    kind: str = ""
    role: str = ""
    landmark: str = ""
    matter: str = "front"
    listed: bool = False

    @property
    def properties(self) -> str:
        """What a reading system must know before it opens the file."""
        found = ["mathml"] if self.text.formulas else []
        return " ".join([*found, "nav"] if self.kind == "toc" else found)

    def section(self) -> str:
        """The section that holds all of it."""
        title = next((each.identity for each in self.text.headings if each.level == 1), "") if self.listed else ""
        given = attributes(
            class_=self.style,
            aria_labelledby=title,
            epub_type=self.kind if self.kind != "toc" else "",
            role=self.role,
        )
        return f"<section{given}>\n{self.text.markup}</section>\n"

    def written(self) -> bytes:
        """The file."""
        language = f'lang="{TARGET_LANGUAGE}" xml:lang="{TARGET_LANGUAGE}"'
        return (
            f'<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html>\n<html {_NAMESPACES} {language}>\n'
            f'<head>\n<meta charset="utf-8"/>\n<title>{escaped(self.title)}</title>\n'
            f'<link rel="stylesheet" type="text/css" href="{STYLE}"/>\n</head>\n'
            f'<body class="{self.matter}">\n{self.section()}</body>\n</html>\n'
        ).encode()
