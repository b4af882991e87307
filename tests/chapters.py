"""Chapters written for tests in each format, from sentences with codes: `The <b1>mayor</b1> presides.<fn1/>`."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Sequence

from tests.formats.docx_files import word

Sentence = tuple[str, str]
"""A role ("heading" or "") and a text with codes b, i, a, fn."""

_CODE = re.compile(r"<(/?)(b|i|a|fn)(\d+)(/?)>")


def _written(text: str, codes: Callable[[str, str], str], plain: Callable[[str], str]) -> str:
    """The text with each code written by `codes` (its type, and "open", "close" or "alone"), the rest by `plain`."""
    pieces, position = [], 0
    for found in _CODE.finditer(text):
        pieces.append(plain(text[position : found.start()]))
        pieces.append(codes(found[2], "close" if found[1] else "alone" if found[4] else "open"))
        position = found.end()
    return "".join([*pieces, plain(text[position:])])


def docx(sentences: Sequence[Sentence]) -> bytes:
    """A Word chapter, each sentence a paragraph."""
    notes: list[str] = []

    def paragraph(role: str, text: str) -> str:
        def code(kind: str, how: str) -> str:
            if kind == "fn":
                number = len(notes) + 1
                notes.append(f'<w:footnote w:id="{number}"><w:p><w:r><w:t>A note.</w:t></w:r></w:p></w:footnote>')
                return f'</w:t></w:r><w:r><w:footnoteReference w:id="{number}"/></w:r><w:r><w:t xml:space="preserve">'
            if kind == "a":
                link = '<w:hyperlink w:anchor="top"><w:r>' if how == "open" else "</w:hyperlink><w:r>"
                return f'</w:t></w:r>{link}<w:t xml:space="preserve">'
            look = f"<w:rPr><w:{kind}/></w:rPr>" if how == "open" else ""
            return f'</w:t></w:r><w:r>{look}<w:t xml:space="preserve">'

        style = '<w:pPr><w:pStyle w:val="berschrift2"/></w:pPr>' if role == "heading" else ""
        inside = _written(text, code, html.escape)
        return f'<w:p>{style}<w:r><w:t xml:space="preserve">{inside}</w:t></w:r></w:p>'

    body = "".join(paragraph(role, text) for role, text in sentences)
    return word(body, footnotes="".join(notes))


def markdown(sentences: Sequence[Sentence]) -> bytes:
    """A Markdown chapter, each sentence a paragraph."""
    notes: list[str] = []

    def code(kind: str, how: str) -> str:
        if kind == "fn":
            notes.append(f"[^{len(notes) + 1}]: A note.")
            return f"[^{len(notes)}]"
        return {"b": "**", "i": "*", "a": "[" if how == "open" else "](https://example.org)"}[kind]

    lines = [("## " if role == "heading" else "") + _written(text, code, str) for role, text in sentences]
    return "\n\n".join([*lines, *notes, ""]).encode()


def web(sentences: Sequence[Sentence]) -> bytes:
    """An HTML chapter, each sentence a paragraph; a note mark is a picture, since HTML has no notes of its own."""

    def code(kind: str, how: str) -> str:
        if kind == "fn":
            return '<img src="mark.png" alt="">'
        opening = {"b": "<strong>", "i": "<em>", "a": '<a href="https://example.org">'}[kind]
        return opening if how == "open" else {"b": "</strong>", "i": "</em>", "a": "</a>"}[kind]

    def block(role: str, text: str) -> str:
        tag = "h2" if role == "heading" else "p"
        return f"<{tag}>{_written(text, code, html.escape)}</{tag}>"

    blocks = "\n".join(block(role, text) for role, text in sentences)
    return f'<!DOCTYPE html>\n<html lang="en"><body>\n{blocks}\n</body></html>\n'.encode()


WRITERS: dict[str, Callable[[Sequence[Sentence]], bytes]] = {".docx": docx, ".md": markdown, ".html": web}


def renamed(text: str, suffix: str) -> str:
    """The text with its codes as the format of this suffix names them."""
    return text.replace("<fn1/>", "<img1/>") if suffix == ".html" else text
