"""References: links lead to ids of the book, and what the text calls 图2-1 or 第三章 leads there too."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from itertools import compress
from urllib.parse import unquote

from pubpipe.books._ast import (
    Node,
    are_leaves,
    attribute_list,
    block_lists,
    each_block,
    each_inlines,
    identity,
    inline_lists,
    inlines_of,
    link,
    nodes,
    plain,
    plain_blocks,
    rewrite_blocks,
    rewrite_inlines,
    said,
    string,
)
from pubpipe.books._manuscript import Manuscript, Sheet
from pubpipe.books._numerals import HAN_NUMERAL, value
from pubpipe.books._steps.book.numbers import COUNTED, bare
from pubpipe.books._steps.chapter import languages
from pubpipe.books._steps.chapter.pages import is_page
from pubpipe.messages import _
from pubpipe.patterns import pattern

_NUMBERED = pattern(
    r"(?<![地代列版发外仪手电草插])(?P<kind>[图表])(?P<number>\d+(?:[-–—.．‑]\d+)?)(?![\d%％人个名位年月日万亿张幅])"
    rf"|(?<![》法例程典])第(?P<chapter>[{HAN_NUMERAL}]+|\d+)章"
    r"|(?:第)?(?P<section>\d+(?:\.\d+)+)节"
)
_SIGN = pattern(r"图\d|表\d|章|节(?<=\d节)")
"""What stands in every reference; found faster than one."""
_LABEL = pattern(
    rf"(?:[图表]|figure|table)\d+(?:[-–—.．‑]\d+)?[.．:：]?|(?:第(?:[{HAN_NUMERAL}]+|\d+)章|chapter\d+)|第?[\d.]+节",
    re.IGNORECASE,
)
_FIGURES = pattern(r"\d+(?:[-–—.．‑]\d+)*")
"""A number alone, as a field shows it."""
_WORDS = ("figure", "table")
_COUNTED = ("chapter", "section")
_AROUND = {"section": ("第", "节"), "chapter": ("第", "章"), "figure": ("图", ""), "table": ("表", "")}
"""What stands before and behind the number of each kind of place."""
_KINDS = {"图": "figure", "表": "table"}
_NO_PROSE = ("Link", "Code", "Image")


def apply(manuscript: Manuscript) -> None:
    """Resolve links, then the references written in the text below headings; drop the anchors nothing leads to."""
    anchored = [_collect(sheet) for sheet in manuscript.sheets]
    titles = {place: said for sheet in manuscript.sheets for place, said in _titles(sheet)}
    for sheet in manuscript.sheets:
        headings = {id(node["c"][2]) for node in each_block(sheet.blocks) if node["t"] == "Header"}
        for inlines in [each for each in each_inlines(sheet.blocks) if any(map(_may_refer, each))]:
            address = partial(_address_of, sheet.blocks, inlines)
            _links(manuscript, sheet, inlines, address, titles)
            if id(inlines) not in headings:
                _prose(manuscript, sheet, inlines, address)
    if not any(anchored):
        return
    wanted = {node["c"][2][0][1:] for sheet in manuscript.sheets for node in nodes(sheet.blocks) if node["t"] == "Link"}
    for sheet in compress(manuscript.sheets, anchored):
        rewrite_blocks(sheet.blocks, lambda node: list(node["c"][1]) if _is_idle(node, wanted) else None)
        rewrite_inlines(sheet.blocks, lambda inlines: list(_unanchored(inlines, wanted)))


def may_be_named(text: str) -> bool:
    """Whether a text has what reads like a reference: 图2-1, 第三章."""
    return _SIGN.search(text) is not None and _NUMBERED.search(text) is not None


def _may_refer(node: Node) -> bool:
    """Whether an inline may be a reference or hold one."""
    return may_be_named(node["c"]) if node["t"] == "Str" else not are_leaves([node])


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
            _collect_within(sheet, node)
        elif kind not in ("Figure", "Table") and (own := identity(node)):
            sheet.anchors.setdefault(own, f"{sheet.id}-{own}")
            found = attribute_list(node)
            assert found is not None
            found[0] = sheet.anchors[own]
    by_address = {said(node, "address"): identity(node) for node in headings}
    for address, english in sheet.headings.items():
        if heading := by_address.get(address):
            for called in (slug(english), _letters(english)):
                sheet.anchors.setdefault(called, heading)
    for node in headings:
        sheet.anchors.setdefault(slug(plain(node["c"][2])), identity(node))
    return anchored


def _collect_within(sheet: Sheet, heading: Node) -> None:
    """Let the anchors in a heading's words mean the heading."""
    for node in nodes(heading["c"][2]):
        found = attribute_list(node)
        if found and found[0] and not is_page(node):
            sheet.anchors.setdefault(found[0], identity(heading))
            found[0] = ""


def slug(heading: str) -> str:
    """The id GitHub and pandoc would give a heading."""
    return re.sub(r"\s+", "-", re.sub(r"[^\w\s-]", "", heading.strip().lower()))


def _titles(sheet: Sheet) -> Iterator[tuple[str, tuple[str, str]]]:
    """The id of each heading whose English is known, with that and with its Chinese."""
    for node in each_block(sheet.blocks):
        if node["t"] == "Header" and (english := sheet.headings.get(said(node, "address"))):
            yield identity(node), (_plainly(english), bare(node["c"][2]))


def _plainly(words: str) -> str:
    return " ".join(words.split()).casefold()


def _letters(heading: str) -> str:
    """What all makers of ids keep of a heading, whatever else they make of it; no id by itself."""
    return "~" + re.sub(r"[\W_]+", "", heading).lower()


def _links(
    manuscript: Manuscript,
    sheet: Sheet,
    inlines: list[Node],
    address: Callable[[], str],
    titles: Mapping[str, tuple[str, str]],
) -> None:
    """Lead each link to an id of the book; one that leads nowhere becomes its text and a doubt."""
    if are_leaves(inlines):
        return
    settled: list[Node] = []
    for node, following in zip(inlines, [*inlines[1:], None], strict=True):
        _links(manuscript, sheet, [] if node["t"] == "Image" else inlines_of(node) or [], address, titles)
        if node["t"] != "Link":
            settled.append(node)
            continue
        target = node["c"][2][0]
        if re.match(r"[a-z][a-z0-9+.-]*:", target, re.IGNORECASE) or target.startswith("//"):
            settled.append(node)
            continue
        goal = _goal(manuscript, sheet, target.partition("#")[0])
        place = _resolve(goal, target)
        if goal is None or not place:
            message = _("{file}: link leads nowhere: {target}").format(file=sheet.chapter.source, target=target)
            manuscript.doubt(address(), message, serious=goal is not None)
            settled += node["c"][1]
            continue
        beside = (settled[-1] if settled else None, following)
        called, kind = _called(manuscript, sheet, goal, place, node, beside)
        english, chinese = titles.get(place, ("", ""))
        if not called and english and _plainly(plain(node["c"][1])) == english:
            node["c"][1] = [string(chinese)]
            languages.mark(node["c"][1])
        if called:
            node["c"][1] = [string(called)]
        if place in manuscript.withheld:
            settled += node["c"][1]
            continue
        node["c"][2] = [f"#{place}", ""]
        settled.append(link(node["c"][1], f"#{place}", "reference", kind=kind) if called and kind else node)
    inlines[:] = settled


def _called(
    manuscript: Manuscript, sheet: Sheet, goal: Sheet, place: str, node: Node, beside: Sequence[Node | None]
) -> tuple[str, str]:
    """What a link that gives a number, or the page of a place, shows, and the kind of that; ("", "") for other links.

    What is said with the number there, 第 and 节 or 页, goes out of the text `beside` the link.
    """
    words = re.sub(r"\s", "", plain(node["c"][1]))
    kind, _shown = manuscript.shown.get(place, ("", ""))
    label, _kind = _label(manuscript, sheet, place, words)
    counted = kind in _COUNTED and label[-1].isdigit()
    if kind and _LABEL.fullmatch(words):
        return ("".join((_AROUND[kind][0], label, _AROUND[kind][1])), "") if counted else (label, kind)
    number = words.rstrip(".．")
    if not _FIGURES.fullmatch(number):
        return "", ""
    before, after = (each["c"] if each and each["t"] == "Str" else "" for each in beside)
    if after.startswith("页"):
        return _trimmed(beside, "第", "页", _whereabouts(manuscript, sheet, goal, place))
    named = re.sub("[–—.．‑]", "-" if kind in _WORDS else ".", number)
    if goal.labels.get((kind or "section", named)) == place or (kind and _is_set_in(before, after, _AROUND[kind])):
        return (label, kind) if counted else _trimmed(beside, *_AROUND[kind or "section"], (label, _kind))
    return "", ""


def _is_set_in(before: str, after: str, around: tuple[str, str]) -> bool:
    """Whether a number stands between what goes with its kind: 第…节, 图…."""
    ahead, behind = around
    return after.startswith(behind) if behind else before.endswith(ahead)


def _trimmed(beside: Sequence[Node | None], ahead: str, behind: str, shown: tuple[str, str]) -> tuple[str, str]:
    """What is shown, after what stands ahead of and behind it in the text beside it has gone."""
    before, after = beside
    if before and before["t"] == "Str":
        before["c"] = before["c"].removesuffix(ahead)
    if after and after["t"] == "Str":
        after["c"] = after["c"].removeprefix(behind)
    return shown


def _whereabouts(manuscript: Manuscript, sheet: Sheet, goal: Sheet, place: str) -> tuple[str, str]:
    """Where a place stands, for a reader who has no page of the original: its section, else its chapter."""
    if manuscript.shown.get(place, ("", ""))[0] != "section":
        place = goal.id
    label, kind = _label(manuscript, sheet, place, "")
    return (label or f"“{bare(goal.blocks[0]['c'][2])}”", kind)


def _resolve(goal: Sheet | None, target: str) -> str:
    """The id of the book a link's target means in its chapter: "#anchor", "file.md#anchor" or "file.md"; or ""."""
    _path, _hash, anchor = unquote(target).partition("#")
    if goal is None:
        return ""
    if not anchor:
        return goal.id
    wanted = (anchor, slug(anchor.replace("-", " ")), _letters(anchor))
    return next((goal.anchors[each] for each in wanted if each in goal.anchors), "")


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
        if node["t"] != "Str" or not may_be_named(node["c"]):
            if node["t"] not in _NO_PROSE:
                _prose(manuscript, sheet, inlines_of(node) or [], address)
            settled.append(node)
            continue
        end = 0
        for found in _NUMBERED.finditer(node["c"]):
            place = _named(manuscript, sheet, found) or _counted(manuscript, sheet, found, address)
            if not place:
                _unresolved(manuscript, sheet, found, address)
                continue
            label, kind = _label(manuscript, sheet, place, found[0])
            ahead, behind = _AROUND[kind] if kind in _COUNTED and label[-1].isdigit() else ("", "")
            settled += [string(lead)] if (lead := node["c"][end : found.start()] + ahead) else []
            shown = string(label)
            hidden = place in manuscript.withheld
            settled.append(shown if hidden else link([shown], f"#{place}", "reference", kind=kind))
            settled += [string(behind)] if behind else []
            end = found.end()
        if end < len(node["c"]):
            settled.append(string(node["c"][end:]))
    inlines[:] = settled


def _label(manuscript: Manuscript, sheet: Sheet, place: str, written: str) -> tuple[str, str]:
    """What a reference written so shows in a chapter, and the kind of the number in it, "" for other words.

    A section of another chapter bears that chapter's number; a heading without a number that can be read by itself is
    called by its words; where headings stay as they came, so do references.
    """
    kind, label = manuscript.shown.get(place, ("", ""))
    if not kind and (not label or manuscript.setting("numbering") == "none"):
        return written, ""
    if not kind and not label.startswith("“"):
        return f"“{label}”", ""
    chapter, _dash, rest = place.partition("-")
    called, number = manuscript.shown.get(chapter, ("", ""))
    apart = rest and kind not in _WORDS and chapter != sheet.id and called and not label[0].isdigit()
    return (number if apart else "") + label, kind


def _named(manuscript: Manuscript, sheet: Sheet, found: re.Match[str]) -> str:
    """The id of what is named: as this chapter calls it, else as the only chapter that does."""
    if found["chapter"]:
        wanted = ("chapter", str(value(found["chapter"])))
    elif found["section"]:
        wanted = ("section", found["section"])
    else:
        wanted = (_KINDS[found["kind"]], re.sub(r"[–—.．‑]", "-", found["number"]))
    return _labelled(manuscript, sheet, wanted)


def _counted(manuscript: Manuscript, sheet: Sheet, found: re.Match[str], address: Callable[[], str]) -> str:
    """The id of what would have such a number in a chapter where such things bear none: an editor should look."""
    if found["chapter"]:
        return ""
    if found["section"]:
        wanted = (COUNTED, found["section"])
    else:
        wanted = (f"{COUNTED} {_KINDS[found['kind']]}", re.sub(r"[–—.．‑]", "-", found["number"]))
    place = _labelled(manuscript, sheet, wanted)
    if place:
        every = (node for each in manuscript.sheets for node in each_block(each.blocks) if identity(node) == place)
        node = next(every)
        title = bare(node["c"][2]) if node["t"] == "Header" else plain_blocks(node["c"][1][1]).strip()
        message = _("{file}: {name} was taken for: {title}")
        manuscript.doubt(address(), message.format(file=sheet.chapter.source, name=found[0], title=title))
    return place


def _labelled(manuscript: Manuscript, sheet: Sheet, wanted: tuple[str, str]) -> str:
    """The id of a label: of this chapter, else of the only chapter that has it."""
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
