"""Divs as XHTML: a kind, known by a class, is added to `DIVISIONS`."""

from __future__ import annotations

from collections.abc import Mapping

from pubpipe.books import ROLES, Block, Inline
from pubpipe.books._ast import classes, identity, plain
from pubpipe.books._epub.markup import classed, spoken
from pubpipe.books._epub.paragraphs import Paragraph, holder, is_bare, paragraph, paragraph_of
from pubpipe.books._epub.writing import Writer, Writing
from pubpipe.model import TARGET_LANGUAGE

_ROLES = dict.fromkeys(("byline", "source", "epigraph", "signature", "glossary", "index", "captions"), "div")
"""What element a kind of text is that is no section."""
_SUMMARY = f'<summary lang="{TARGET_LANGUAGE}" xml:lang="{TARGET_LANGUAGE}">英文原文</summary>'


def division(writing: Writing, node: Block) -> str:
    """A Div: what its kind is, or a div where there is anything to say of it."""
    (own, names, pairs), held = node["c"]
    for name in names:
        if name in DIVISIONS:
            return DIVISIONS[name](writing, node)
    if is_bare(node):
        return writing.blocks(held)
    given = f"{writing.place(own)}{classed(names)}{spoken(dict(pairs).get('lang', ''))}"
    return f"<div{given}>\n{writing.blocks(held)}</div>\n"


def _unit(writing: Writing, node: Block) -> str:
    """A unit: its place is its paragraph's id, or a div's round what else it is."""
    found = paragraph_of(node)
    if found:
        return paragraph(writing, found)
    (own, _names, pairs), held = node["c"]
    place = writing.address(dict(pairs).get("address", ""))
    anchor = writing.place(own)
    inner = writing.blocks(held)
    if not anchor and len(held) == 1 and held[0]["t"] == "CodeBlock":
        return inner.replace("<pre>", f"<pre{place}>", 1)
    inner = f"{f'<span{anchor}></span>' if anchor else ''}{inner}"
    return f"<div{place}>\n{inner}</div>\n" if place else inner


def _role(writing: Writing, node: Block) -> str:
    """A kind of text; a box stands aside, headed by a first paragraph that is all bold."""
    (own, names, pairs), held = node["c"]
    kind = next((name for name in names if name in ROLES), "box")
    given = f' class="{kind}"{writing.place(own)}{spoken(dict(pairs).get("lang", ""))}'
    if kind == "references":
        return _references(writing, held, given)
    if kind != "box":
        tag = _ROLES.get(kind, "section")
        return f"<{tag}{given}>\n{writing.blocks(held)}</{tag}>\n"
    writing.boxes += 1
    label = f' aria-label="专栏{writing.boxes}"'
    first = paragraph_of(held[0]) if held else None
    if first and _is_title(first.inlines):
        inner = paragraph(writing, first, "heading") + writing.blocks(held[1:])
    else:
        inner = writing.blocks(held)
    return f"<aside{given}{label}>\n{inner}</aside>\n"


def _references(writing: Writing, held: list[Block], given: str) -> str:
    """Works cited: a list of entries, or the paragraphs an author wrote."""
    if not all("entry" in classes(each) for each in held):
        return f"<div{given}>\n{writing.blocks(held)}</div>\n"
    items = [holder(writing, "li", each["c"][1], writing.place(identity(each))) for each in held]
    return f"<ul{given}>\n{''.join(items)}</ul>\n"


def _is_title(inlines: list[Inline]) -> bool:
    return len(inlines) == 1 and inlines[0]["t"] == "Strong" and not plain(inlines).endswith(("。", "："))


def _pair(writing: Writing, node: Block) -> str:
    """Two languages side by side; in a switch the English opens on demand, behind the Chinese."""
    names = node["c"][0][1]
    original, translation = node["c"][1]
    if "switch" not in names:
        inner = (
            f'{_original(writing, original)}<div class="translation">\n{writing.blocks(translation["c"][1])}</div>\n'
        )
        return f'<div class="pair">\n{inner}</div>\n'
    shown = writing.blocks(translation["c"][1])
    language = spoken(dict(original["c"][0][2]).get("lang", ""))
    hidden = f'<details class="original"{language}>{_SUMMARY}\n{writing.blocks(original["c"][1])}</details>\n'
    return f'<div class="switch">\n{shown}{hidden}</div>\n'


def _original(writing: Writing, node: Block) -> str:
    """The English beside its Chinese, whose place it is not."""
    (_own, names, pairs), held = node["c"]
    kind = "original heading" if "heading" in names else "original"
    return f'<div class="{kind}"{spoken(dict(pairs).get("lang", ""))}>\n{writing.blocks(held)}</div>\n'


def _entry(writing: Writing, node: Block) -> str:
    """An entry of a list, or the letter above entries: paragraphs of that class."""
    (own, names, _pairs), held = node["c"]
    kind = "entry" if "entry" in names else "letter"
    made = []
    for each in held:
        found = paragraph_of(each)
        if found is None:
            made.append(writing.blocks([each]))
            continue
        anchor, own = own or found.anchor, ""
        made.append(paragraph(writing, Paragraph(_once_a_chapter(found.inlines), found.address, anchor), kind))
    return "".join(made)


def _once_a_chapter(inlines: list[Inline]) -> list[Inline]:
    """The inlines of an entry with one locator a chapter, the first; what stands before another goes with it."""
    kept: list[Inline] = []
    seen: set[str] = set()
    for node in inlines:
        if node["t"] == "Link" and "locator" in classes(node):
            if (called := plain(node["c"][1])) in seen:
                while kept and kept[-1]["t"] in ("Str", "Space"):
                    kept.pop()
                continue
            seen.add(called)
        kept.append(node)
    return kept


def _terms(writing: Writing, node: Block) -> str:
    """What the chapter's terms mean, each in an aside that leads back to where it stands."""
    asides = "".join([_explained(writing, each) for each in node["c"][1]])
    title = "本章术语"
    return f'<section class="notes terms" aria-label="{title}">\n<p class="heading">{title}</p>\n{asides}</section>\n'


def _explained(writing: Writing, node: Block) -> str:
    own, (first, *rest) = identity(node), node["c"][1]
    chinese, *behind = first["c"]
    back = f'<a class="backlink" href="#{own}-said" role="doc-backlink">{writing.inlines([chinese])}</a>'
    text = paragraph(writing, Paragraph(behind), before=back) + writing.blocks(rest)
    return f'<aside class="note"{writing.place(own)} role="doc-footnote" epub:type="footnote">\n{text}</aside>\n'


DIVISIONS: Mapping[str, Writer] = {
    "terms": _terms,
    "unit": _unit,
    "role": _role,
    "pair": _pair,
    "original": _original,
    "entry": _entry,
    "letter": _entry,
}
