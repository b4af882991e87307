"""A Markdown file made ready for pandoc: written as HTML by the parser that the walk uses, so that both roads agree."""

from __future__ import annotations

import re
from html import escape

from pubpipe.formats._encoding import decoded
from pubpipe.formats._front_matter import front_matter
from pubpipe.formats.html._prepare import prepared
from pubpipe.formats.markdown.masks import Masked, masks
from pubpipe.formats.markdown.parsing import renderer

_FORMULA = "\ue001{}\ue002"
_PLACED = re.compile("\ue001(\\d+)\ue002")
_IDENTITY = re.compile(r"#([\w.:-]+)")
_DIVISION = re.compile(r"\s*:{3,}\s*(?:\{([^}]*)\}|([\w-]+))?")


def prepare(source: bytes) -> tuple[bytes, str]:
    """The file as HTML in UTF-8 without front matter and template code, and pandoc's reader for it."""
    text = decoded(source).text
    head = front_matter(text)
    start = head.end if head else 0
    formulas: list[str] = []
    parts: list[str] = []
    at = start
    for each in masks(text, start):
        parts += [text[at : each.start], _shown(text, each, formulas)]
        at = each.end
    html = str(renderer().render("".join([*parts, text[at:]]), {}))
    html = _PLACED.sub(lambda found: _formula(formulas[int(found.group(1))]), html)
    return prepared(html), "html+epub_html_exts"


def _shown(text: str, hidden: Masked, formulas: list[str]) -> str:
    """What stands for something that is no Markdown: a formula, a division, an anchor, a box, or nothing."""
    raw = text[hidden.start : hidden.end]
    if hidden.rule == "mathematics":
        formulas.append(raw)
        return _FORMULA.format(len(formulas) - 1)
    if hidden.rule == "check box":
        return "☐" if raw == "[ ]" else "☑"
    if hidden.rule == "attributes" and (identity := _IDENTITY.search(raw)):
        return f'<a id="{escape(identity.group(1))}"></a>'
    if hidden.rule == "directive" and (division := _DIVISION.fullmatch(raw)):
        names = re.findall(r"\.([\w-]+)", division.group(1) or "") or [division.group(2)]
        opening = " ".join(name for name in names if name)
        return f'\n\n<div class="{escape(opening)}">\n\n' if opening else "\n\n</div>\n\n"
    return ""


def _formula(raw: str) -> str:
    mode = "; mode=display" if raw.startswith("$$") else ""
    return f'<script type="math/tex{mode}">{raw.strip("$").strip()}</script>'
