"""Inlines as runs: each script in its own run, formatting only by named character styles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from pubpipe.books import Inline
from pubpipe.books._ast import attributes, classes, identity, inlines_of, plain
from pubpipe.books._docx import fields, pictures
from pubpipe.books._docx.ruby import rubies
from pubpipe.books._docx.writing import Writing, styled
from pubpipe.books._docx.xml import Element, legal, make, tag, valued
from pubpipe.books._numerals import translators_mark
from pubpipe.books._scripts import EITHER, has_chinese, is_chinese, is_latin
from pubpipe.books._steps.chapter.pages import is_page

_STYLES = {
    "Strong": "Strong",
    "Superscript": "Superscript",
    "Subscript": "Subscript",
    "Underline": "Underline",
    "Strikeout": "Strikethrough",
}
_HYPERLINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
_MARK = "FootnoteReference"
_ALWAYS_HAN = re.compile("……|——")


def runs(writing: Writing, inlines: list[Inline], style: tuple[str, ...] = (), language: str = "") -> list[Element]:
    """The runs of inlines, within the given character styles."""
    made: list[Element] = []
    context = has_chinese(plain(inlines))
    before = ""
    for textual, nodes in groupby(inlines, key=lambda node: node["t"] in ("Str", "Space")):
        if textual:
            text = plain(list(nodes))
            made += text_runs(text, writing.style(style), language, context)
            before = text[-1:]
        else:
            for node in nodes:
                if node["t"] == "Superscript" and not before.isascii():
                    made.append(fields.joiner(writing.style(_with(style, "Superscript"))))
                made += _inline(writing, node, style, language, context)
                before = plain([node])[-1:] or before
    return made


def _inline(writing: Writing, node: Inline, style: tuple[str, ...], language: str, context: bool) -> list[Element]:
    kind = node["t"]
    if kind == "LineBreak":
        return [make("w:r", {}, make("w:br"))]
    if kind == "Code":
        return text_runs(node["c"][1], writing.style((*style, "CodeWord")), "en-US")
    if kind == "Math":
        equation = writing.equations.get(node["c"][1])
        return [equation] if equation is not None else text_runs(node["c"][1], writing.style(style), "", context)
    if kind == "Emph":
        slant = "Emphasis" if has_chinese(plain(node["c"])) else "ForeignEmphasis"
        return runs(writing, node["c"], _with(style, slant), language)
    if kind in _STYLES:
        return runs(writing, node["c"], _with(style, _STYLES[kind]), language)
    if kind == "Span":
        return _span(writing, node, style, language)
    if kind == "Link":
        return _link(writing, node, style, language)
    if kind == "Note":
        return [fields.joiner(_MARK), _note(writing, node)]
    if kind == "Image":
        drawing = pictures.drawing(writing, node)
        return writing.addressed(attributes(node).get("address", ""), [drawing])
    if kind == "Quoted":
        left, right = ("“", "”") if node["c"][0]["t"] == "DoubleQuote" else ("‘", "’")
        inner = runs(writing, node["c"][1], style, language)
        name = writing.style(style)
        return [*text_runs(left, name, language, context), *inner, *text_runs(right, name, language, context)]
    return runs(writing, inlines_of(node) or [], style, language)


def _with(style: tuple[str, ...], more: str) -> tuple[str, ...]:
    return style if more in style else (*style, more)


def _span(writing: Writing, node: Inline, style: tuple[str, ...], language: str) -> list[Element]:
    if is_page(node):
        writing.marks[writing.place(identity(node))] = attributes(node)["number"]
        return writing.identified(identity(node), [])
    if "unfinished" in classes(node):
        style = _with(style, "Unfinished")
    if "placeholder" in classes(node):
        style = _with(style, "Placeholder")
    if "ruby" in classes(node):
        return rubies(plain(node["c"][1]), attributes(node)["pinyin"], writing.style(style))
    language = "en-US" if attributes(node).get("lang", "").startswith("en") else language
    inner = runs(writing, node["c"][1], style, language)
    own = identity(node)
    address = attributes(node).get("address", "")
    return writing.identified(own if not own.startswith("_u") else "", writing.addressed(address, inner))


def _link(writing: Writing, node: Inline, style: tuple[str, ...], language: str) -> list[Element]:
    target = node["c"][2][0]
    if not target.startswith("#"):
        relation = writing.relate(_HYPERLINK, target, external=True)
        inner = runs(writing, node["c"][1], _with(style, "Hyperlink"), language)
        return [make("w:hyperlink", {"r:id": relation, "w:history": 1}, *inner)]
    place = writing.place(target[1:])
    inner = runs(writing, node["c"][1], style, language)
    kind = attributes(node).get("kind", "")
    if "locator" in classes(node):
        page = writing.pages.get(place, "")
        shown = [fields.run(page)] if page else inner
        inner = fields.coded(f"PAGEREF {place} \\h", shown, dirty=not page)
    elif kind in ("figure", "table"):
        return fields.coded(f"REF {place}_n \\h", inner)
    elif kind == "chapter":
        return fields.coded(f"REF {place} \\n \\h", inner)
    elif kind == "section":
        return _section_reference(target[1:], place, writing, plain(node["c"][1]))
    return [make("w:hyperlink", {"w:anchor": place, "w:history": 1}, *inner)]


def _section_reference(target: str, place: str, writing: Writing, shown: str) -> list[Element]:
    """A section's number, with its chapter's before it where the text shows both."""
    split = re.match(r"(第[^章]+章)?(.*)", shown)
    assert split is not None
    made: list[Element] = []
    if split[1]:
        chapter = writing.place(target.split("-")[0])
        made += fields.coded(f"REF {chapter} \\n \\h", text_runs(split[1]))
    return made + fields.coded(f"REF {place} \\n \\h", text_runs(split[2]))


def _note(writing: Writing, node: Inline) -> Element:
    """The mark of a note; its text goes among the footnotes. A translator's note bears ⑴ of its own series."""
    from pubpipe.books._docx.blocks import paragraphs

    blocks = node["c"]
    translator = bool(blocks) and "translator" in classes(blocks[0])
    place = len(writing.notes)
    writing.notes.append(make("w:footnote", {"w:id": place + 1}))
    reference = make("w:footnoteReference", {"w:id": place + 1})
    own, mark = (make("w:r", {}, make("w:rPr", {}, valued("w:rStyle", _MARK))) for _each in range(2))
    mark.append(reference)
    if translator:
        writing.translator_notes += 1
        reference.set(tag("w:customMarkFollows"), "1")
        for each in (own, mark):
            each.append(make("w:t", text=translators_mark(writing.translator_notes)))
    else:
        own.append(make("w:footnoteRef"))
    content = paragraphs(writing, blocks, "FootnoteText") or [styled("FootnoteText")]
    content[0].insert(1, own)
    content[0].insert(2, fields.run(" "))
    writing.notes[place].extend(content)
    return mark


def text_runs(text: str, style: str = "", language: str = "", context: bool = False) -> list[Element]:
    """Text as runs of one script each; what Latin and Chinese share goes with its neighbours.

    `context` says whether there is Chinese in the paragraph.
    """
    return [
        fields.run(
            piece,
            style,
            chinese and any(character in EITHER for character in piece),
            (language or "en-US") if not chinese and any(map(is_latin, piece)) else "",
        )
        for piece, chinese in scripts(legal(text), context)
    ]


def scripts(text: str, context: bool = False) -> Iterator[tuple[str, bool]]:
    """Cut text where its script changes: (piece, whether it is Chinese).

    Shared punctuation is Latin only between Latin letters, or in a paragraph without Chinese; …… and —— are Chinese
    wherever there is Chinese.
    """
    chinese_context = context or has_chinese(text)
    always = {place for found in _ALWAYS_HAN.finditer(text) for place in range(*found.span())}
    piece, script = "", False
    for place, character in enumerate(text):
        if is_chinese(character):
            now = True
        elif character in EITHER:
            now = chinese_context and (place in always or not _between_latin(text, place))
        else:
            now = False
        if piece and now != script:
            yield piece, script
            piece = ""
        piece, script = piece + character, now
    if piece:
        yield piece, script


def _between_latin(text: str, place: int) -> bool:
    """Whether the nearest letters on both sides, past spaces and punctuation both scripts share, are Latin."""
    before = next((each for each in reversed(text[:place]) if each not in EITHER and each != " "), "")
    after = next((each for each in text[place + 1 :] if each not in EITHER and each != " "), "")
    return (is_latin(before) and is_latin(after)) or (
        text[place] == "’" and is_latin(before) and is_latin(text[place + 1 : place + 2])
    )
