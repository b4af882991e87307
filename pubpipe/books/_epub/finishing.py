"""Finishing pandoc's HTML: addresses become ids, headings and captions get numbers, roles their elements."""

from __future__ import annotations

import hashlib
import re

from pubpipe.books import ROLES, bookmark
from pubpipe.books._epub import notes
from pubpipe.books._epub.xhtml import (
    HEADINGS,
    LANGUAGE,
    MATHML,
    Element,
    append_text,
    classes,
    each,
    element,
    move,
    name,
    prepend,
    remove,
    rename,
    take,
    trim,
    unwrap,
    words,
)
from pubpipe.books._imprint import GAP
from pubpipe.books._numbering import gap
from pubpipe.model import TARGET_LANGUAGE

_ROLES = {"box": "aside"} | dict.fromkeys(("byline", "source", "epigraph", "glossary", "index", "captions"), "div")
"""What element a kind of text becomes that is no section."""
_HOLDERS = ("li", "td", "th", "dd", "dt", "figcaption", "caption")
"""Elements that need no paragraph for a single one."""
_SIDES = re.compile(r"text-align:\s*(left|right|center)")
_WORK = re.compile("《[^》]*》")
_LONG = 20


def finish(page: Element, identity: str) -> None:
    """Make a page of pandoc's HTML one of ours; `identity` is its part's id."""
    page.attrib.clear()
    for node in each(page, "div", "span"):
        if "unit" in classes(node):
            _unit(node)
    for node in each(page, "div"):
        _division(node)
    for order, node in enumerate(each(page, "aside"), 1):
        node.set("aria-label", f"专栏{order}")
        _titled(node)
    for node in each(page, *_HOLDERS):
        _single(node)
    for node in each(page, "ol"):
        node.set("type", node.get("type") or "1")
    for node in each(page, *HEADINGS):
        _heading(node)
    for node in each(page, "table"):
        _table(node)
    for node in each(page, "img"):
        if node.get("data-address") and not node.get("id"):
            node.set("id", name_of(node.get("data-address", "")))
    for node in each(page, "figure"):
        _figure(node)
    for node in each(page, "em"):
        if _WORK.fullmatch(words(node)) or len(words(node)) > _LONG:
            node.set("class", "kai")
    for formula in page.iter(f"{{{MATHML}}}math"):
        formula.set("alttext", "".join(source.text or "" for source in formula.iter(f"{{{MATHML}}}annotation")))
    for node in each(page, "br"):
        node.tail = (node.tail or "").lstrip() or None
        holder = node.getparent()
        if holder is not None and name(holder) == "p":
            holder.set("class", "lines")
    notes.apply(page, identity)


def name_of(address: str) -> str:
    """The id of the place a unit has: its bookmark's name, or a digest where that would be too long."""
    return bookmark(address) or f"_u_{hashlib.sha256(address.encode()).hexdigest()[:16]}"


def _unit(node: Element) -> None:
    """Give a unit's address to its paragraph as id; an anchor it has besides stands within."""
    identity = name_of(node.get("data-address", ""))
    anchor = node.get("id", identity)
    trim(node)
    if anchor != identity:
        place = element("span", id=anchor)
        prepend(node[0] if name(node) == "div" and len(node) else node, place)
    if name(node) == "div" and len(node) == 1 and not node[0].get("id"):
        node[0].tail = None
        node[0].set("id", identity)
        unwrap(node)
    else:
        node.attrib.clear()
        node.set("id", identity)


def _division(node: Element) -> None:
    """Make a role its element and a list's wrapper its class; a wrapper that means nothing goes."""
    own = classes(node)
    if "parentheses" in own and len(node):
        node[0].set("class", "parentheses")
        unwrap(node)
    elif "role" in own:
        kind = next((each for each in own if each in ROLES), "box")
        rename(node, _ROLES.get(kind, "section"))
        node.set("class", kind)
        if kind == "index":
            _once_a_chapter(node)
    elif "pair" in own:
        _pair(node, "switch" in own)
    elif "original" in own:
        node.set("class", "original heading" if "heading" in own else "original")
        take(node, "data-address")
    elif "entry" in own or "letter" in own:
        for paragraph in [child for child in node if name(child) == "p"]:
            paragraph.set("class", "entry" if "entry" in own else "letter")
        unwrap(node)


def _once_a_chapter(index: Element) -> None:
    """Leave each entry of an index one locator a chapter: the first."""
    for entry in each(index, "p"):
        seen: set[str] = set()
        for locator in each(entry, "a"):
            if words(locator) in seen:
                before = locator.getprevious()
                assert before is not None
                before.tail = locator.tail
                entry.remove(locator)
            seen.add(words(locator))


def _pair(node: Element, switch: bool) -> None:
    """Two languages side by side; in a switch the English opens on demand, behind the Chinese."""
    node.set("class", "pair")
    original, translation = node
    original.set("class", "original")
    translation.set("class", "translation")
    for side in (original, translation):
        side.tail = None
    if switch:
        rename(original, "details")
        original.insert(0, element("summary", "英文原文", lang=TARGET_LANGUAGE))
        original[0].set(LANGUAGE, TARGET_LANGUAGE)
        node.append(original)
        unwrap(translation)
        node.set("class", "switch")


def _titled(box: Element) -> None:
    """A box whose first paragraph is all bold is headed by it."""
    first = box[0] if len(box) else None
    if first is not None and name(first) == "p" and len(first) == 1 and not (first.text or "").strip():
        whole = name(first[0]) == "strong" and not (first[0].tail or "").strip()
        if whole and not words(first).endswith(("。", "：")):
            first.set("class", "heading")


def _single(node: Element) -> None:
    """Take the only paragraph's element away; its id goes to what holds it."""
    trim(node)
    if len(node) != 1 or node.text or name(node[0]) != "p":
        return
    only = node[0]
    identity = only.get("id", "")
    if not identity or not node.get("id"):
        unwrap(only)
        if identity:
            node.set("id", identity)


def _heading(node: Element) -> None:
    """Put a heading's number before its text, and its address round it."""
    address = node.get("data-address", "")
    number = node.get("data-number", "")
    if address:
        text = element("span", id=name_of(address))
        move(node, text)
        node.append(text)
    if number:
        prepend(node, element("span", number, class_="number"), gap(number))


def _labelled(node: Element, caption: Element | None) -> None:
    """Put 图2-1 before a caption's text."""
    label = node.get("data-label") or node.get("label") or ""
    if caption is None or not label:
        return
    first = caption[0] if len(caption) and name(caption[0]) == "p" and not caption.text else caption
    prepend(first, element("span", label, class_="label"), GAP if words(caption) else "")


def _figure(node: Element) -> None:
    """A figure: its picture, and below it the caption for everybody."""
    caption = next(iter(each(node, "figcaption")), None)
    if caption is not None:
        take(caption, "aria-hidden")
        _labelled(node, caption)
        if not words(caption):
            remove(caption)
    for image in each(node, "img"):
        take(image, "style")
        image.tail = None


def _table(node: Element) -> None:
    """A table: its caption, the scope of its headers, no widths but the reader's."""
    _labelled(node, next(iter(each(node, "caption")), None))
    take(node, "style")
    if node.get("data-description"):
        _describe(node)
    for columns in each(node, "colgroup"):
        remove(columns)
    for cell in each(node, "th", "td"):
        side = _SIDES.search(take(cell, "style"))
        if side and name(cell) == "td":
            cell.set("class", side[1])
        if name(cell) == "th" and not words(cell) and not each(cell, "img"):
            rename(cell, "td")
        elif name(cell) == "th":
            group = cell.getparent()
            head = group is not None and any(name(above) == "thead" for above in group.iterancestors())
            cell.set("scope", "col" if head else "row")
    for rows in each(node, "thead", "tbody", "tfoot"):
        if not each(rows, "tr"):
            remove(rows)


def _describe(table: Element) -> None:
    """Put a table's description behind it, for those who are read to."""
    identity = name_of(table.get("data-address", "") or table.get("id", "") or table.get("data-description", ""))
    described = element("p", table.get("data-description", ""), class_="description", id=identity, hidden="hidden")
    table.set("aria-describedby", identity)
    table.addnext(described)


def heading_label(node: Element) -> Element:
    """A heading's content as a link's: without ids and note marks."""
    label = element("a")
    _copy(node, label)
    trim(label)
    return label


def _copy(node: Element, into: Element) -> None:
    append_text(into, node.text or "")
    for child in node:
        if "noteref" not in classes(child) and name(child) not in ("img", "br"):
            language = child.get("lang", "")
            if language:
                span = element("span", lang=language)
                span.set(LANGUAGE, language)
                into.append(span)
                _copy(child, span)
            else:
                _copy(child, into)
        append_text(into, child.tail or "")
