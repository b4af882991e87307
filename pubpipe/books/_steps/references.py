"""References: links lead to ids of the book, and what the text calls 图2-1 or 第三章 leads there too."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator
from functools import partial
from itertools import compress
from urllib.parse import unquote

from pubpipe.books._ast import (
    Node,
    are_leaves,
    attribute_list,
    block_lists,
    each_inlines,
    identity,
    inline_lists,
    inlines_of,
    link,
    nodes,
    plain,
    rewrite_blocks,
    rewrite_inlines,
    said,
    string,
)
from pubpipe.books._manuscript import Manuscript, Sheet
from pubpipe.books._numerals import HAN_NUMERAL, value
from pubpipe.messages import _

_NUMBERED = re.compile(
    r"(?<![地代列版发外仪手电草插])(?P<kind>[图表])(?P<number>\d+(?:[-–—.．‑]\d+)?)(?![\d%％人个名位年月日万亿张幅])"
    rf"|(?<![》法例程典])第(?P<chapter>[{HAN_NUMERAL}]+|\d+)章"
    r"|(?:第)?(?P<section>\d+(?:\.\d+)+)节"
)
_SIGN = re.compile("[图表章节]")
"""What stands in every reference."""
_LABEL = re.compile(
    rf"(?:[图表]|figure|table)\d+(?:[-–—.．‑]\d+)?[.．:：]?|(?:第(?:[{HAN_NUMERAL}]+|\d+)章|chapter\d+)|第?[\d.]+节",
    re.IGNORECASE,
)
_KINDS = {"图": "figure", "表": "table"}
_NO_PROSE = ("Link", "Code", "Image")


def apply(manuscript: Manuscript) -> None:
    """Resolve links, then the references written in the text; drop the anchors nothing leads to."""
    anchored = [_collect(sheet) for sheet in manuscript.sheets]
    for sheet in manuscript.sheets:
        for inlines in [each for each in each_inlines(sheet.blocks) if any(map(_may_refer, each))]:
            address = partial(_address_of, sheet.blocks, inlines)
            _links(manuscript, sheet, inlines, address)
            _prose(manuscript, sheet, inlines, address)
    if not any(anchored):
        return
    wanted = {node["c"][2][0][1:] for sheet in manuscript.sheets for node in nodes(sheet.blocks) if node["t"] == "Link"}
    for sheet in compress(manuscript.sheets, anchored):
        rewrite_blocks(sheet.blocks, lambda node: list(node["c"][1]) if _is_idle(node, wanted) else None)
        rewrite_inlines(sheet.blocks, lambda inlines: list(_unanchored(inlines, wanted)))


def _may_refer(node: Node) -> bool:
    """Whether an inline may be a reference or hold one."""
    return _SIGN.search(node["c"]) is not None if node["t"] == "Str" else not are_leaves([node])


def addressed(blocks: list[Node], address: str = "") -> Iterator[tuple[Node, str]]:
    """Every node that holds outermost inlines, with the address it stands under; the list may be changed meanwhile."""
    for node in list(blocks):
        kind = node["t"]
        own = said(node, "address") or address
        if kind == "Div":
            yield from addressed(node["c"][1], own)
            continue
        if kind in ("Para", "Plain", "Header", "LineBlock", "DefinitionList"):
            yield node, own
        for inner in block_lists(node):
            yield from addressed(inner, own)
        for inlines in inline_lists(node):
            if not are_leaves(inlines):
                for note in [each for each in nodes(inlines) if each["t"] == "Note"]:
                    yield from addressed(note["c"], own)


def _address_of(blocks: list[Node], inlines: list[Node]) -> str:
    """The address an outermost list of inlines stands under."""
    found = (own for node, own in addressed(blocks) if any(each is inlines for each in inline_lists(node)))
    return next(found, "")


def _collect(sheet: Sheet) -> bool:
    """Give every id of the file its place in the book, and let headings be found by what their slug would be.

    Gives whether the chapter has what may be nothing but an anchor.
    """
    headings, anchored = [], False
    for node in nodes(sheet.blocks):
        kind = node["t"]
        if kind in ("Div", "Span") and not anchored:
            anchored = _is_idle(node, set())
        if kind == "Header":
            headings.append(node)
        elif kind not in ("Figure", "Table") and (own := identity(node)):
            sheet.anchors.setdefault(own, f"{sheet.id}-{own}")
            found = attribute_list(node)
            assert found is not None
            found[0] = sheet.anchors[own]
    by_address = {said(node, "address"): identity(node) for node in headings}
    for address, english in sheet.headings.items():
        if heading := by_address.get(address):
            sheet.anchors.setdefault(slug(english), heading)
    for node in headings:
        sheet.anchors.setdefault(slug(plain(node["c"][2])), identity(node))
    return anchored


def slug(heading: str) -> str:
    """The id GitHub and pandoc would give a heading."""
    return re.sub(r"\s+", "-", re.sub(r"[^\w\s-]", "", heading.strip().lower()))


def _links(manuscript: Manuscript, sheet: Sheet, inlines: list[Node], address: Callable[[], str]) -> None:
    """Lead each link to an id of the book; one that leads nowhere becomes its text and a doubt."""
    if are_leaves(inlines):
        return
    settled: list[Node] = []
    for node in inlines:
        _links(manuscript, sheet, [] if node["t"] == "Image" else inlines_of(node) or [], address)
        if node["t"] != "Link":
            settled.append(node)
            continue
        target = node["c"][2][0]
        if re.match(r"[a-z][a-z0-9+.-]*:", target, re.IGNORECASE) or target.startswith("//"):
            settled.append(node)
            continue
        place = _resolve(manuscript, sheet, target)
        if not place:
            message = _("{file}: link leads nowhere: {target}").format(file=sheet.chapter.source, target=target)
            outside = _goal(manuscript, sheet, target.partition("#")[0]) is None
            manuscript.doubt(address(), message, serious=not outside)
            settled += node["c"][1]
            continue
        if place in manuscript.withheld:
            settled += node["c"][1]
            continue
        node["c"][2] = [f"#{place}", ""]
        kind, label = manuscript.shown.get(place, ("", ""))
        if kind and _LABEL.fullmatch(re.sub(r"\s", "", plain(node["c"][1]))):
            node = link([string(label)], f"#{place}", "reference", kind=kind)
        settled.append(node)
    inlines[:] = settled


def _resolve(manuscript: Manuscript, sheet: Sheet, target: str) -> str:
    """The id of the book a link's target means: "#anchor", "file.md#anchor" or "file.md"; or ""."""
    path, _hash, anchor = unquote(target).partition("#")
    goal = _goal(manuscript, sheet, path)
    if goal is None:
        return ""
    if not anchor:
        return goal.id
    return goal.anchors.get(anchor, "") or goal.anchors.get(slug(anchor.replace("-", " ")), "")


def _goal(manuscript: Manuscript, sheet: Sheet, path: str) -> Sheet | None:
    """The chapter a link's path means: "" is its own; None is no chapter of the book, so no fault of the book."""
    name = posixpath.basename(unquote(path))
    for each in manuscript.sheets:
        if name in (posixpath.basename(each.chapter.source), each.chapter.id):
            return each
    return None if path else sheet


def _prose(manuscript: Manuscript, sheet: Sheet, inlines: list[Node], address: Callable[[], str]) -> None:
    """Make references of 图2-1, 表2-1, 第三章 and 2.1节 in running text."""
    settled: list[Node] = []
    for node in inlines:
        if node["t"] != "Str" or not _SIGN.search(node["c"]):
            if node["t"] not in _NO_PROSE:
                _prose(manuscript, sheet, inlines_of(node) or [], address)
            settled.append(node)
            continue
        end = 0
        for found in _NUMBERED.finditer(node["c"]):
            place = _named(manuscript, sheet, found)
            if not place:
                _unresolved(manuscript, sheet, found, address)
                continue
            kind, label = manuscript.shown[place]
            settled += [string(node["c"][end : found.start()])] if found.start() > end else []
            shown = string(sheet_label(manuscript, sheet, place, kind, label))
            hidden = place in manuscript.withheld
            settled.append(shown if hidden else link([shown], f"#{place}", "reference", kind=kind))
            end = found.end()
        if end < len(node["c"]):
            settled.append(string(node["c"][end:]))
    inlines[:] = settled


def sheet_label(manuscript: Manuscript, sheet: Sheet, place: str, kind: str, label: str) -> str:
    """What a place is called from a chapter: a section of another chapter bears that chapter's number."""
    if kind != "section" or place.startswith(f"{sheet.id}-"):
        return label
    return manuscript.shown.get(place.split("-")[0], ("", ""))[1] + label


def _named(manuscript: Manuscript, sheet: Sheet, found: re.Match[str]) -> str:
    """The id of what is named: as this chapter calls it, else as the only chapter that does."""
    if found["chapter"]:
        wanted = ("chapter", str(value(found["chapter"])))
    elif found["section"]:
        wanted = ("section", found["section"])
    else:
        wanted = (_KINDS[found["kind"]], re.sub(r"[–—.．‑]", "-", found["number"]))
    if wanted in sheet.labels:
        return sheet.labels[wanted]
    elsewhere = [each.labels[wanted] for each in manuscript.sheets if wanted in each.labels]
    return elsewhere[0] if len(elsewhere) == 1 else ""


def _unresolved(manuscript: Manuscript, sheet: Sheet, found: re.Match[str], address: Callable[[], str]) -> None:
    """Doubt a reference that names nothing; a chapter may be another book's, so that is not serious."""
    message = _("{file}: nothing in the book is called {name}").format(file=sheet.chapter.source, name=found[0])
    manuscript.doubt(address(), message, serious=found["chapter"] is None)


def _is_idle(node: Node, wanted: set[str]) -> bool:
    """Whether an anchor is one nothing leads to and says nothing else: a Div without classes, a Span without values."""
    if node["t"] not in ("Div", "Span"):
        return False
    own, names, pairs = node["c"][0]
    if own in wanted or (names and (node["t"] == "Div" or names != ["anchor"])):
        return False
    return node["t"] == "Div" or not pairs


def _unanchored(inlines: list[Node], wanted: set[str]) -> Iterator[Node]:
    """Inlines without the anchors nothing leads to, what they held kept."""
    for node in inlines:
        if _is_idle(node, wanted):
            yield from _unanchored(node["c"][1], wanted)
        else:
            yield node
