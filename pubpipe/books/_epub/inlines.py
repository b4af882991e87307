"""Inlines as XHTML: a kind is added to `INLINES`, a kind of Span, known by a class, to `SPANS`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote, urlsplit

from pubpipe.books import Inline
from pubpipe.books._ast import classes, plain
from pubpipe.books._epub.images import image
from pubpipe.books._epub.markup import attributes, classed, escaped, readable, shown, spoken
from pubpipe.books._epub.notes import mark
from pubpipe.books._epub.settling import pending_formula, pending_link
from pubpipe.books._epub.text import Break, Formula
from pubpipe.books._epub.writing import JOINER, Writer, Writing

_SCHEMES = ("http", "https", "mailto", "tel")
_RESERVED = "!#$%&'()*+,/:;=?@[]~"
_WORK = re.compile("《[^》]*》")
_CITING = ' role="doc-biblioref" epub:type="biblioref"'
_PINYIN = spoken("zh-Latn-pinyin")
_LONG = 20
"""Characters above which emphasis is a whole sentence's."""


def _element(tag: str, given: str = "") -> Writer:
    """What writes inlines as an element of this name."""
    return lambda writing, node: f"<{tag}{given}>{writing.inlines(node['c'])}</{tag}>"


def _emphasis(writing: Writing, node: Inline) -> str:
    """Emphasis; a work's title and a whole sentence are set in another face."""
    text = plain(node["c"]).strip()
    kind = ' class="kai"' if len(text) > _LONG or _WORK.fullmatch(text) else ""
    return f"<em{kind}>{writing.inlines(node['c'])}</em>"


def _raised(writing: Writing, node: Inline) -> str:
    """What stands above the line; a citation stays with the text it follows."""
    cites = any(each["t"] == "Link" and "citation" in classes(each) for each in node["c"])
    return f"{JOINER if cites else ''}<sup>{writing.inlines(node['c'])}</sup>"


def _quoted(writing: Writing, node: Inline) -> str:
    left, right = _marks(node)
    return f"{left}{writing.inlines(node['c'][1])}{right}"


def _marks(node: Inline) -> tuple[str, str]:
    return ("“", "”") if node["c"][0]["t"] == "DoubleQuote" else ("‘", "’")


def _formula(writing: Writing, node: Inline) -> str:
    formula = Formula(node["c"][0]["t"], readable(node["c"][1]))
    writing.text.formulas.append(formula)
    return pending_formula(formula)


def _link(writing: Writing, node: Inline) -> str:
    """A link; one that leads nowhere, or shows nothing, is its text. A note's mark in it stands behind it."""
    (own, names, pairs), held, (target, _title) = node["c"]
    place = writing.place(own)
    given = f"{classed(names)}{spoken(dict(pairs).get('lang', ''))}{_CITING if 'citation' in names else ''}"
    text = writing.inlines([each for each in held if each["t"] != "Note"])
    behind = "".join([JOINER + mark(writing, each) for each in held if each["t"] == "Note"])
    seen = "<img " in text or shown(text)
    if seen and target.startswith("#"):
        return pending_link(target[1:], place, given, text) + behind
    address = _outside(target) if seen else ""
    if address:
        return f"<a{attributes(href=address)}{place}{given}>{text}</a>{behind}"
    return (f"<span{place}{given}>{text}</span>" if place else text) + behind


def _outside(target: str) -> str:
    """A link out of the book in the form an EPUB wants, or "" if a reader had better not follow it."""
    target = readable(target)
    try:
        parts = urlsplit(target)
        host = parts.hostname or ""
    except ValueError:
        return ""
    if parts.scheme.lower() not in _SCHEMES or not host.isascii() or (parts.scheme.startswith("http") and not host):
        return ""
    return quote(target, safe=_RESERVED)


def _span(writing: Writing, node: Inline) -> str:
    """A Span: what its kind is, or a span where there is anything to say of it."""
    (own, names, pairs), held = node["c"]
    for name in names:
        if name in SPANS:
            return SPANS[name](writing, node)
    given = f"{writing.place(own)}{classed(names)}{spoken(dict(pairs).get('lang', ''))}"
    text = writing.inlines(held)
    return f"<span{given}>{text}</span>" if given else text


def _unit(writing: Writing, node: Inline) -> str:
    """A unit that shares its paragraph: its place is the span's id; an id it has besides stands within."""
    (own, _names, pairs), held = node["c"]
    place = writing.address(dict(pairs).get("address", ""))
    anchor = writing.place(own)
    text = f"{f'<span{anchor}></span>' if anchor else ''}{writing.inlines(held)}"
    return f"<span{place}>{text}</span>" if place else text


def _spanned(tag: str) -> Writer:
    """What writes a Span as an element of this name."""
    return lambda writing, node: f"<{tag}{writing.place(node['c'][0][0])}>{writing.inlines(node['c'][1])}</{tag}>"


def _ruby(writing: Writing, node: Inline) -> str:
    """Pinyin above characters; a reader that knows no ruby shows it in brackets."""
    (_own, _names, pairs), held = node["c"]
    writing.text.rubies += 1
    syllables = dict(pairs)["pinyin"].split(" ")
    return f"<ruby>{''.join(map(_above, plain(held), syllables))}</ruby>"


def _page(writing: Writing, node: Inline) -> str:
    """Where a page of the original begins: nothing to read but for who asks for it."""
    (own, _names, pairs), _held = node["c"]
    number, identity = dict(pairs)["number"], writing.named(own)
    if not identity:
        return ""
    writing.text.breaks.append(Break(number, identity))
    said = attributes(id=identity, role="doc-pagebreak", epub_type="pagebreak", aria_label=number)
    return f'<span class="page"{said}></span>'


def _above(character: str, syllable: str) -> str:
    return f"{escaped(character)}<rp>（</rp><rt{_PINYIN}>{escaped(syllable)}</rt><rp>）</rp>"


def _term(writing: Writing, node: Inline) -> str:
    """A term that its chapter's end explains: readers show the aside it leads to as they show a note."""
    (_own, _names, pairs), held = node["c"]
    entry = dict(pairs)["entry"]
    place = writing.place(f"{entry}-said")
    return f'<a class="term" href="#{entry}"{place} role="doc-noteref" epub:type="noteref">{writing.inlines(held)}</a>'


SPANS: Mapping[str, Writer] = {
    "term": _term,
    "page": _page,
    "ruby": _ruby,
    "unit": _unit,
    "mark": _spanned("mark"),
    "kbd": _spanned("kbd"),
    "dfn": _spanned("dfn"),
    "underline": _spanned("u"),
}
INLINES: Mapping[str, Writer] = {
    "Str": lambda _writing, node: escaped(node["c"]),
    "Space": lambda _writing, _node: " ",
    "SoftBreak": lambda _writing, _node: " ",
    "LineBreak": lambda _writing, _node: "<br/>",
    "Emph": _emphasis,
    "Strong": _element("strong"),
    "Underline": _element("u"),
    "Strikeout": _element("del"),
    "Superscript": _raised,
    "Subscript": _element("sub"),
    "SmallCaps": _element("span", ' class="smallcaps"'),
    "Quoted": _quoted,
    "Cite": lambda writing, node: writing.inlines(node["c"][1]),
    "Code": lambda _writing, node: f"<code>{escaped(node['c'][1])}</code>",
    "Math": _formula,
    "RawInline": lambda _writing, _node: "",
    "Link": _link,
    "Image": lambda writing, node: image(writing, node, "inline"),
    "Span": _span,
    "Note": mark,
}


def label(nodes: list[Inline]) -> str:
    """A heading's words for a link to it: with their languages, without ids, marks of notes and pictures."""
    pieces = []
    for node in nodes:
        kind: str = node["t"]
        content: Any = node.get("c")
        if kind == "Str":
            pieces.append(escaped(content))
        elif kind in ("Space", "SoftBreak"):
            pieces.append(" ")
        elif kind in ("Code", "Math"):
            pieces.append(escaped(content[1]))
        elif kind in ("Link", "Cite"):
            pieces.append(label(content[1]))
        elif kind == "Quoted":
            left, right = _marks(node)
            pieces.append(f"{left}{label(content[1])}{right}")
        elif kind == "Span":
            language, text = spoken(dict(content[0][2]).get("lang", "")), label(content[1])
            pieces.append(f"<span{language}>{text}</span>" if language and text else text)
        elif kind not in ("LineBreak", "Note", "Image", "RawInline"):
            pieces.append(label(content))
    return "".join(pieces)
