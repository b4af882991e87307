"""The pages of the text: one a part of the book, each known for what it is."""

from __future__ import annotations

import re
from collections.abc import Mapping

from pubpipe.books import Part
from pubpipe.books._epub.markup import safe_id
from pubpipe.books._epub.page import Page
from pubpipe.books._epub.pictures import Picture
from pubpipe.books._epub.writer import text
from pubpipe.books._numbering import gap

_KINDS = (
    (r"前言|译者序|自序|代序|序言?$", "preface", "doc-preface"),
    (r"导言|导论|绪论|引言", "introduction", "doc-introduction"),
    (r"致谢|鸣谢", "acknowledgments", "doc-acknowledgments"),
    (r"图表?目录|插图目录", "loi", ""),
    (r"表格?目录", "lot", ""),
    (r"术语|词汇", "glossary", "doc-glossary"),
    (r"参考文献|参考书目", "bibliography", "doc-bibliography"),
    (r"后记|跋", "afterword", "doc-afterword"),
    (r"索引", "index", "doc-index"),
    (r"", "", ""),
)


def page(part: Part, pictures: Mapping[str, Picture]) -> Page:
    """The page of a part; its title has its number."""
    kind, role = kind_of(part)
    title = f"{part.number}{gap(part.number)}{part.title}"
    landmark = part.title if part.matter != "body" and kind else ""
    said = text(part.id, part.blocks, pictures)
    return Page(f"{_file(part)}.xhtml", title, said, "", kind, role, landmark, part.matter, listed=True)


def kind_of(part: Part) -> tuple[str, str]:
    """Its epub:type and its DPUB-ARIA role."""
    if part.matter == "body":
        return "chapter", "doc-chapter"
    for pattern, kind, role in _KINDS:
        if re.search(pattern, part.title):
            return (kind, role) if kind or part.matter == "front" else ("appendix", "doc-appendix")
    raise AssertionError(part.title)


def _file(part: Part) -> str:
    name = safe_id(part.id)
    return name if name not in ("cover", "title", "copyright", "nav") else f"part-{name}"
