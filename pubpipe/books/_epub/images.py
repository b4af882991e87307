"""Pictures on a page: shown under their file's name, or named where no reader of HTML can show them."""

from __future__ import annotations

from collections.abc import Mapping

from pubpipe.books import Inline
from pubpipe.books._ast import plain
from pubpipe.books._epub.markup import attributes, classed, escaped
from pubpipe.books._epub.writing import Writing, name_of
from pubpipe.patterns import pattern

_SIZE = pattern(r"(\d+(?:\.\d{1,3})?)\d*(px|in|cm|mm|pt|em|%|)")
"""A length and its unit; more than three decimals nobody sees."""


def image(writing: Writing, node: Inline, kind: str = "") -> str:
    """The picture; `kind` is the class of one within text, which keeps its size.

    What has no description gets none, unless it is said to be decoration.
    """
    (own, names, pairs), held, (target, _title) = node["c"]
    given = dict(pairs)
    address = given.get("address", "")
    place = writing.place(own or (name_of(address) if address else ""))
    described = plain(held).strip()
    picture = writing.pictures.get(target)
    if picture is None:
        said = f"：{escaped(described)}" if described else ""
        return f'<span{place} class="missing">〔图片无法显示{said}〕</span>'
    writing.text.shown[picture.name] = picture
    if "decorative" in names:
        words = ' alt="" role="presentation"'
    else:
        words = attributes(alt=described)
        writing.text.pictures += 1
        writing.text.described += bool(described)
    looks = f"{attributes(class_=kind)}{_sizes(given)}" if kind else classed(names)
    return f"<img{attributes(src=picture.name)}{words}{place}{looks}/>"


def _sizes(given: Mapping[str, str]) -> str:
    """Its width and height, where somebody chose them."""
    found = [(key, _SIZE.fullmatch(given.get(key, ""))) for key in ("width", "height")]
    return attributes(style="; ".join(f"{key}: {size[1]}{size[2] or 'px'}" for key, size in found if size))
