"""One Header 1 a chapter, at its beginning; every other heading below it, and none moved across text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pubpipe.books._address import unmarked
from pubpipe.books._ast import Node, block_lists, classes, each_block, header, identity, plain, plain_blocks, put, words
from pubpipe.books._manuscript import Manuscript, Sheet
from pubpipe.books._packages import title_of
from pubpipe.books._steps.book.numbers import FRAMED, OWN
from pubpipe.formats import format_of
from pubpipe.messages import _
from pubpipe.model import text
from pubpipe.patterns import pattern

_OPENING_LINE = 40
"""The characters of a line that may stand above a chapter's title: who wrote it, and when."""
_ENDS = pattern(r"[。！？；：.!?;:]['’”)）]*$")
_TEXT = ("BulletList", "OrderedList", "DefinitionList", "Table", "BlockQuote", "CodeBlock")
_NO_TITLE = pattern(r"microsoft word\b.*|(word )?document\s*\d*|untitled.*|无标题|文档\s*\d*", re.IGNORECASE)
"""What programs call a document by themselves."""
_SUFFIX = pattern(r"\.(?:docx?|docm|pptx?|odt|odp|xlsx?|html?|md|txt|pdf)$", re.IGNORECASE)


def apply(manuscript: Manuscript) -> None:
    """Find each chapter's title: the heading it begins with, else its properties' title, else its file's name."""
    for sheet in manuscript.sheets:
        headings = [node for node in each_block(sheet.blocks) if node["t"] == "Header"]
        named = [] if _given(sheet) else _meta_title(sheet) or _front_matter(sheet)
        title = _opening(sheet.blocks, headings, plain(named).strip())
        if title is not None:
            _remove(sheet.blocks, title)
            title["c"][1][1] = []
        else:
            named = named or words(_property(sheet))
            if sheet.chapter.title:
                named = words(sheet.chapter.title)
            elif not named:
                named = words(sheet.chapter.id)
                message = _("{file}: no title found: it does not begin with a heading, and its properties name none")
                manuscript.doubt("", message.format(file=sheet.chapter.source))
            title = header(1, named, "")
        _below([node for node in headings if node is not title])
        put(title, OWN, identity(title))
        title["c"][0], title["c"][1][0] = 1, sheet.id
        sheet.blocks.insert(0, title)


def _opening(blocks: list[Node], headings: list[Node], named: str) -> Node | None:
    """The heading that is the chapter's title: its highest, before any text; one of several must bear that title."""
    own = [node for node in headings if FRAMED not in node["c"][1][1] or node["c"][0] == 1]
    top = min((node["c"][0] for node in own), default=0)
    tops = [node for node in own if node["c"][0] == top]
    if not tops or own[0] is not tops[0] or _text_before(blocks, tops[0]):
        return None
    other = named not in ("", plain(tops[0]["c"][2]).strip())
    return None if (top > 1 or len(tops) > 1) and (other or (top > 1 and len(tops) > 1)) else tops[0]


def _text_before(blocks: list[Node], heading: Node) -> bool:
    """Whether running text stands before a heading; pictures, bylines and short lines may."""
    for node in _before(blocks, heading):
        if node is heading:
            return False
        if node["t"] in _TEXT:
            return True
        if node["t"] in ("Para", "Plain", "LineBlock"):
            line = plain_blocks([node]).strip()
            if len(line) > _OPENING_LINE or _ENDS.search(line):
                return True
    return False


def _before(blocks: list[Node], heading: Node) -> Iterator[Node]:
    """The blocks as they are read, bylines left out; those that hold the heading are entered."""
    for node in blocks:
        if "byline" in classes(node) or "caption" in classes(node):
            continue
        if node["t"] == "Div":
            yield from _before(node["c"][1], heading)
        else:
            yield node


def _meta_title(sheet: Sheet) -> list[Node]:
    value = sheet.meta.get("title")
    if value is None:
        return []
    if value["t"] == "MetaInlines":
        return list(value["c"])
    if value["t"] == "MetaString":
        return words(value["c"])
    return []


def _front_matter(sheet: Sheet) -> list[Node]:
    """The title of a Markdown file's front matter, which does not reach pandoc."""
    return words(_property(sheet)) if sheet.content.startswith(b"---") else []


def _property(sheet: Sheet) -> str:
    """The title that pandoc does not tell: of a package's properties, of a Markdown file's front matter."""
    name, content = sheet.chapter.source, sheet.content
    if name.lower().endswith(".docx"):
        found = title_of(content)
    else:
        told = ("title", "meta") if content.startswith(b"PK") else ("title",)
        titles = [unit for unit in format_of(name).read(content).units if unit.role in told]
        found = text(titles[0].content) if titles else ""
    found = _SUFFIX.sub("", " ".join(unmarked(found).split()))
    return "" if _NO_TITLE.fullmatch(found) else found


def _given(sheet: Sheet) -> bool:
    """Whether what pandoc calls the title is only the name `prepare` gave the copy."""
    return sheet.chapter.source.lower().endswith(".epub")


def _below(headings: list[Node]) -> None:
    """Lower headings so that the highest is level 2 and none is more than one below the heading it stands under."""
    open_levels: list[int] = []
    for node in headings:
        level = node["c"][0]
        while open_levels and open_levels[-1] >= level:
            open_levels.pop()
        open_levels.append(level)
        node["c"][0] = min(len(open_levels) + 1, 6)


def _remove(blocks: list[Node], wanted: Node) -> bool:
    """Take a node out of wherever it stands."""
    for place, node in enumerate(blocks):
        if node is wanted:
            del blocks[place]
            return True
        if any(_remove(inner, wanted) for inner in block_lists(node)):
            return True
    return False
