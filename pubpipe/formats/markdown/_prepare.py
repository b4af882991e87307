"""A Markdown file made ready for the book: pandoc's JSON, written by the parser that the walk uses, so that both agree.

A file with more HTML in it than Markdown's authors write within their lines is written as HTML, for pandoc to read.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from html import escape

from markdown_it.token import Token

from pubpipe.formats._encoding import decoded
from pubpipe.formats._front_matter import front_matter
from pubpipe.formats.markdown.blocks import blocks
from pubpipe.formats.markdown.inlines import FORMULA, Foreign
from pubpipe.formats.markdown.masks import Masked, masks, page_of, sizes_of
from pubpipe.formats.markdown.parsing import Environment, renderer, straight
from pubpipe.text.page_marks import PAGE_NUMBER

_FORMULA = "\ue001{}\ue002"
_VERSION = [1, 23, 1]
"""Of pandoc's JSON."""
_ODD = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""Characters no XML holds, or that editors on Windows meant otherwise."""
_IDENTITY = re.compile(r"#([\w.:-]+)")
_DIVISION = re.compile(r"\s*:{3,}\s*(?:\{([^}]*)\}|([\w-]+))?")


def prepare(source: bytes) -> tuple[bytes, str]:
    """The file without front matter and template code, and pandoc's reader for it: JSON, or HTML in UTF-8."""
    text, formulas = _page(decoded(source).text)
    environment: Environment = {}
    tokens = renderer().parse(straight(text), environment)
    try:
        if _ODD.search(text):
            raise Foreign
        tree = {"pandoc-api-version": _VERSION, "meta": {}, "blocks": blocks(tokens, formulas)}
        return json.dumps(tree, ensure_ascii=False).encode(), "json"
    except Foreign:
        return _html(tokens, environment, formulas), "html+epub_html_exts"


def _page(text: str) -> tuple[str, list[str]]:
    """What the parser is to read of a file, and the formulas and sizes of pictures it has marks for."""
    head = front_matter(text)
    at = start = head.end if head else 0
    formulas: list[str] = []
    parts: list[str] = []
    for each in masks(text, start):
        parts += [text[at : each.start], _shown(text, each, formulas)]
        at = each.end
    return "".join([*parts, text[at:]]), formulas


def _html(tokens: Sequence[Token], environment: Environment, formulas: Sequence[str]) -> bytes:
    from pubpipe.formats.html.preparation import prepared

    html = str(renderer().renderer.render(tokens, renderer().options, environment))
    return prepared(FORMULA.sub(lambda found: _formula(formulas[int(found[1])]), html))


def _shown(text: str, hidden: Masked, formulas: list[str]) -> str:
    """What stands for something that is no Markdown: a formula, a division, an anchor, a box, or nothing."""
    raw = text[hidden.start : hidden.end]
    if hidden.rule == "mathematics":
        formulas.append(raw)
        return _FORMULA.format(len(formulas) - 1)
    if hidden.rule == "citation":
        return raw
    if hidden.rule == PAGE_NUMBER:
        identity, number = page_of(raw)
        return f'<span class="pagebreak" id="{escape(identity)}" aria-label="{escape(number)}"></span>'
    if hidden.rule == "check box":
        return "☐" if raw == "[ ]" else "☑"
    if hidden.rule == "attributes":
        sized = bool(sizes_of(raw)) and text[hidden.start - 1 : hidden.start] in (")", "]")
        if sized:
            formulas.append(raw)
        size = _FORMULA.format(len(formulas) - 1) if sized else ""
        named = _IDENTITY.search(raw)
        return size + (f'<a id="{escape(named.group(1))}"></a>' if named else "")
    if hidden.rule == "directive" and (division := _DIVISION.fullmatch(raw)):
        names = re.findall(r"\.([\w-]+)", division.group(1) or "") or [division.group(2)]
        opening = " ".join(name for name in names if name)
        return f'\n\n<div class="{escape(opening)}">\n\n' if opening else "\n\n</div>\n\n"
    return ""


def _formula(raw: str) -> str:
    if raw.startswith("{"):
        return ""
    mode = "; mode=display" if raw.startswith("$$") else ""
    return f'<script type="math/tex{mode}">{raw.strip("$").strip()}</script>'
