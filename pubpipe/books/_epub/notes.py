"""Notes: a bare mark leads to an aside at the page's end and back; the translator's notes are numbered apart."""

from __future__ import annotations

from pubpipe.books import Inline
from pubpipe.books._ast import classes
from pubpipe.books._epub.paragraphs import paragraph, paragraph_of
from pubpipe.books._epub.writing import Mark, Writing
from pubpipe.books._numerals import translators_mark

_CIRCLED = (range(0x2460, 0x2474), range(0x3251, 0x3260), range(0x32B1, 0x32C0))
_SIGNS = "".join(chr(code) for codes in _CIRCLED for code in codes)


def sign(number: int) -> str:
    """What a note's mark shows: ① to ㊿, and 〔51〕 where there is no such character."""
    return _SIGNS[number - 1] if number <= len(_SIGNS) else f"〔{number}〕"


def mark(writing: Writing, node: Inline) -> str:
    """The mark of a note, numbered in its series; its text waits. Ids begin with the page's: c2-note-1, c2-mark-1."""
    blocks = node["c"]
    translator = False
    for each in blocks:
        if each["t"] == "Div" and "translator" in classes(each):
            blocks, translator = each["c"][1], True
    writing.counted[translator] += 1
    shown = (translators_mark if translator else sign)(writing.counted[translator])
    writing.text.notes += 1
    note = writing.named(f"{writing.stem}-note-{writing.text.notes}")
    back = writing.named(f"{writing.stem}-mark-{writing.text.notes}")
    writing.marks.append(Mark(note, back, shown, translator, blocks))
    return f'<a class="noteref" href="#{note}" id="{back}" role="doc-noteref" epub:type="noteref">{shown}</a>'


def gathered(writing: Writing) -> str:
    """The texts of the notes in the order of their marks, each series by itself; a note's text may hold marks."""
    texts: dict[bool, list[str]] = {False: [], True: []}
    for each in writing.marks:
        texts[each.translator].append(_aside(writing, each))
    return "".join(
        f'<section class="notes" aria-label="{title}" epub:type="footnotes">\n{"".join(texts[translator])}</section>\n'
        for translator, title in ((False, "注释"), (True, "译者注"))
        if texts[translator]
    )


def _aside(writing: Writing, noted: Mark) -> str:
    """The note's text, begun by its mark, which leads back."""
    link = f'<a class="backlink" href="#{noted.back}" role="doc-backlink">{noted.shown}</a>'
    first = paragraph_of(noted.blocks[0]) if noted.blocks else None
    if first:
        text = paragraph(writing, first, before=link) + writing.blocks(noted.blocks[1:])
    else:
        text = f"<p>{link}</p>\n{writing.blocks(noted.blocks)}"
    return f'<aside class="note" id="{noted.note}" role="doc-footnote" epub:type="footnote">\n{text}</aside>\n'
