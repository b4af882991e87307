"""The pages of the text: one a part of the book, each known for what it is."""

from __future__ import annotations

import contextlib
import hashlib
import re
from collections.abc import Mapping, Sequence

from pubpipe.books import Keep, Part
from pubpipe.books._epub.markup import safe_id
from pubpipe.books._epub.page import Page
from pubpipe.books._epub.pictures import Picture
from pubpipe.books._epub.text import Text, unkept
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


def pages(parts: Sequence[Part], pictures: Mapping[str, Picture], keep: Keep | None) -> list[Page]:
    """The pages of parts, each with its number in its title; what an earlier build left of one serves again."""
    told = [(name, each.name, each.content) for name, each in pictures.items()]
    seen = hashlib.sha256(repr(told).encode()).hexdigest()
    return [_page(part, _said(part, pictures, keep, seen)) for part in parts]


def _said(part: Part, pictures: Mapping[str, Picture], keep: Keep | None, seen: str) -> Text:
    """What the page of a part says; `seen` is a digest of the pictures."""
    if keep is None or not part.key:
        return text(part.id, part.blocks, pictures)
    key = f"page-{part.key}-{seen}"
    with contextlib.suppress(ValueError, KeyError, TypeError):
        return unkept(keep.get(key) or b"", pictures)
    made = text(part.id, part.blocks, pictures)
    keep.put(key, made.kept())
    return made


def _page(part: Part, said: Text) -> Page:
    kind, role = kind_of(part)
    title = f"{part.number}{gap(part.number)}{part.title}"
    landmark = part.title if part.matter != "body" and kind else ""
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
