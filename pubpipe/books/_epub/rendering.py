"""Pandoc's HTML of blocks: prepared for pandoc, run through it once for the whole book, and read as trees."""

from __future__ import annotations

import hashlib
import json
import subprocess
from collections.abc import Sequence
from typing import Any

from lxml import etree

from pubpipe.books import Block, Keep
from pubpipe.books._ast import attribute, div, span
from pubpipe.books._epub.finishing import finish
from pubpipe.books._epub.settling import purge
from pubpipe.books._epub.xhtml import XHTML, Element, readable
from pubpipe.errors import Unreadable
from pubpipe.messages import _

_API_VERSION = [1, 23, 1]
_SECONDS = 120
_KEPT = "a finished page of XHTML"
_PARENTHESES = ("OneParen", "TwoParens")


def finished(pages: Sequence[tuple[str, Sequence[Block]]], keep: Keep | None) -> list[Element]:
    """The finished content of each page, given its part's id and its blocks; what is kept is not made again."""
    keys = [hashlib.sha256(json.dumps([_KEPT, *page]).encode()).hexdigest() for page in pages] if keep else []
    kept = [_tree(keep.get(key)) for key in keys] if keep else [None] * len(pages)
    made = iter(render([blocks for (_identity, blocks), known in zip(pages, kept, strict=True) if known is None]))
    found = []
    for place, ((identity, _blocks), known) in enumerate(zip(pages, kept, strict=True)):
        content = next(made) if known is None else known
        if known is None:
            purge(content)
            finish(content, identity)
            if keep:
                keep.put(keys[place], etree.tostring(content, encoding="UTF-8", with_tail=False))
        found.append(content)
    return found


def _tree(data: bytes | None) -> Element | None:
    """A page that was kept; None where none was, or it cannot be read."""
    try:
        return etree.fromstring(data, _parser()) if data else None
    except etree.XMLSyntaxError:
        return None


def render(pages: Sequence[Sequence[Block]]) -> list[Element]:
    """One `div` a page, in pandoc's HTML.

    A note stands as `span.noteref` with data-note; its blocks in a `div.note` of that data-note, at the page's end,
    with the class `translator` too where it is the translator's. A list numbered （1） stands in a `div.parentheses`.
    """
    if not pages:
        return []
    prepared = []
    for page in pages:
        notes: list[Block] = []
        blocks = _prepared(list(page), notes)
        prepared.append({"t": "Div", "c": [attribute("", "page"), _guarded(blocks + notes)]})
    html = _pandoc({"pandoc-api-version": _API_VERSION, "meta": {}, "blocks": prepared})
    return list(etree.fromstring(f'<body xmlns="{XHTML}">{html}</body>'.encode(), _parser()))


def _parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True, remove_comments=True)


def _prepared(node: Any, notes: list[Block]) -> Any:
    """A copy without raw markup, in which notes are marks and their blocks are collected."""
    if isinstance(node, list):
        return [_prepared(each, notes) for each in node if not _is_raw(each)]
    if isinstance(node, str):
        return readable(node)
    if not isinstance(node, dict):
        return node
    kind, inner = node.get("t"), node.get("c", [])
    if kind == "Note":
        return _noted(node["c"], notes)
    if kind == "SoftBreak":
        return {"t": "Space"}
    if kind in ("Code", "CodeBlock"):
        return {"t": kind, "c": [attribute(), _prepared(inner[1], notes)]}
    copy = {key: _prepared(value, notes) for key, value in node.items()}
    if kind in ("Div", "BlockQuote"):
        _paragraphs(copy["c"] if kind == "BlockQuote" else copy["c"][1])
    if kind == "Div":
        copy["c"][1] = _guarded(copy["c"][1])
    if kind == "OrderedList" and inner[0][2]["t"] in _PARENTHESES:
        return {"t": "Div", "c": [attribute("", "parentheses"), [copy]]}
    return copy


def _paragraphs(blocks: list[Block]) -> None:
    for block in blocks:
        if block["t"] == "Plain":
            block["t"] = "Para"


def _guarded(blocks: list[Block]) -> list[Block]:
    """Blocks of a Div behind a comment, for pandoc gives a Div the id of a heading that stands first in it."""
    return [{"t": "RawBlock", "c": ["html", "<!-- -->"]}, *blocks] if blocks and blocks[0]["t"] == "Header" else blocks


def _is_raw(node: Any) -> bool:
    return isinstance(node, dict) and node.get("t") in ("RawBlock", "RawInline")


def _noted(blocks: list[Block], notes: list[Block]) -> Block:
    translator = any(block["t"] == "Div" and "translator" in block["c"][0][1] for block in blocks)
    number = str(len(notes) + 1)
    body: list[Block] = []
    notes.append(div(body, "note", *(["translator"] if translator else []), note=number))
    body += _prepared(blocks, notes)
    _paragraphs(body)
    return span([], "noteref", note=number)


def _pandoc(tree: dict[str, Any]) -> str:
    import pypandoc

    command = [pypandoc.get_pandoc_path(), "--sandbox", "--from", "json", "--to", "html5", "--mathml", "--wrap", "none"]
    try:
        done = subprocess.run(
            command, input=json.dumps(tree).encode(), capture_output=True, timeout=_SECONDS, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise Unreadable(_("pandoc gave no answer in {seconds} seconds").format(seconds=_SECONDS)) from error
    if done.returncode:
        reason = " ".join(done.stderr.decode("utf-8", "replace").split())[:300]
        raise Unreadable(_("pandoc cannot read it: {words}").format(words=reason))
    return done.stdout.decode("utf-8")
