"""From the e-book's page to the site's: the same text, in the elements a browser asks for."""

from __future__ import annotations

import hashlib
import re

from pubpipe.books._web.tree import Element, classes, each, element, name, rename, take, words

_PIXELS = {"px": 1.0, "in": 96.0, "cm": 96 / 2.54, "mm": 96 / 25.4, "pt": 96 / 72}
"""CSS pixels of a unit of length."""
_WIDTH = re.compile(r"(?<![-\w])width:\s*([\d.]+)(px|in|cm|mm|pt)")
_WIDE = 4
"""Columns from which on a table scrolls by itself on a narrow screen."""
_LONGEST = 120
"""Characters of a description."""
_IDS = ("id", "aria-labelledby", "aria-describedby")
_SIMPLE = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")
_LONG = 60
"""Characters of an id that is replaced by its digest."""


def adapt(page: Element) -> None:
    """Make a settled page of the e-book one of the site."""
    for node in page.iter():
        for key in _IDS:
            if key in node.attrib:
                node.set(key, simple(node.get(key, "")))
    for node in each(page, "a"):
        there, hash_, identity = node.get("href", "").partition("#")
        if hash_ and ":" not in there:
            node.set("href", f"{there}#{simple(identity)}")
    for node in each(page, "aside"):
        if "box" in classes(node):
            rename(node, "div")
            node.set("role", "note")
    for node in each(page, "a"):
        if node.get("role") == "doc-backlink":
            node.set("aria-label", f"返回正文{words(node)}")
    for node in each(page, "span"):
        if node.get("role") == "doc-pagebreak":
            node.set("title", take(node, "aria-label"))
    for node in each(page, "div"):
        if "pair" in classes(node) and len(node) == 2 and "original" in classes(node[0]):
            node.append(node[0])
    for node in each(page, "img"):
        _measured(node)
    for order, node in enumerate(each(page, "table"), 1):
        if _columns(node) >= _WIDE:
            _widen(node, order)


def description(page: Element, otherwise: str) -> str:
    """What search engines and previews tell of a page: how its text begins."""
    for paragraph in each(page, "p"):
        text = words(paragraph)
        if len(text) >= 20 and "original" not in [
            each for above in paragraph.iterancestors() for each in classes(above)
        ]:
            return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
    return otherwise


def simple(identity: str) -> str:
    """An id of a letter, then letters, digits, - and _ alone, and not too long; the same gives the same."""
    if not identity or _SIMPLE.fullmatch(identity):
        return identity
    if _SIMPLE.fullmatch(f"at{identity}") and len(identity) < _LONG:
        return f"at{identity}"
    return f"at-{hashlib.sha256(identity.encode()).hexdigest()[:16]}"


def _measured(image: Element) -> None:
    """Say an image's width as HTML does."""
    width = _WIDTH.search(take(image, "style"))
    if width:
        try:
            image.set("width", str(max(1, round(float(width[1]) * _PIXELS[width[2]]))))
        except (ValueError, OverflowError):
            return


def _columns(table: Element) -> int:
    return max((sum(name(cell) in ("td", "th") for cell in row) for row in each(table, "tr")), default=0)


def _widen(table: Element, order: int) -> None:
    """Put a table into a group that scrolls, also by keyboard."""
    caption = next(iter(each(table, "caption")), None)
    called = words(caption) if caption is not None else ""
    group = element("div", class_="site-wide", role="group", tabindex="0", aria_label=called or f"表格{order}")
    group.tail, table.tail = table.tail, None
    table.addprevious(group)
    group.append(table)
