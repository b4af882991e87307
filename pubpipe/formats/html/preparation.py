"""An HTML file made ready for pandoc: what nobody reads in a book is gone, notes are notes, boxes are boxes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from pubpipe.formats._encoding import readable
from pubpipe.formats._front_matter import front_matter
from pubpipe.formats._templates import templates
from pubpipe.formats.html.elements import BLOCKS, CELLS
from pubpipe.formats.html.encoding import decode
from pubpipe.formats.html.notes import is_note
from pubpipe.packages.xml import writable
from pubpipe.text.page_marks import is_marked, may_mark, page_number

_DROPPED = "script style template iframe nav datalist link noembed noframes object embed".split()
_HIDDEN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_RENAMED = {"cite": "em", "dfn": "em", "var": "em", "aside": "div", "details": "div", "summary": "p"} | {
    **dict.fromkeys(("header", "footer", "main", "hgroup", "address"), "div"),
    **dict.fromkeys(("button", "label", "abbr", "time"), "span"),
}
"""Elements pandoc drops or reads otherwise than a book needs them."""
_MARK = re.compile(r"[\[(]?(?:\d{1,3}|[a-z]|[ivx]{1,4}|[*†‡§¶#]{1,3})[\])]?")
_CONTROLS = re.compile(r"&#(?:0*(?:[0-8]|1[124-9]|2\d|3[01])|x0*(?:[0-8bcef]|1[0-9a-f]));?(?![0-9a-f])", re.IGNORECASE)
"""References to characters that no XML holds."""
_ADDRESS = re.compile(r"[\ue4f0][^\ue4f1]*\ue4f1")
_KEPT = CELLS | {"tr", "tbody", "thead", "tfoot"}
"""Elements that may not become paragraphs."""
_KINDS = {"doc-noteref", "noteref", "footnote-ref"}


def prepare(source: bytes) -> tuple[bytes, str]:
    """A copy in UTF-8 in which pandoc sees all that a reader of a book should see, and pandoc's reader for it."""
    text = decode(source).text
    head = front_matter(text)
    parts: list[str] = []
    at = head.end if head else 0
    for code in templates(text, at):
        parts.append(text[at : code.start])
        at = code.end
    return prepared("".join([*parts, text[at:]])), "html+epub_html_exts"


def tree(text: str) -> HtmlElement:
    """A page's elements without comments; an empty page where there is nothing to read."""
    shown = _CONTROLS.sub("", writable(readable(text))).encode("utf-8", "replace")
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        return document_fromstring(shown, parser=parser)
    except etree.ParserError:
        return document_fromstring("<html><body></body></html>")


def prepared(text: str) -> bytes:
    """The page's own text as HTML in UTF-8."""
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", text)
    whole = re.search(r"<(?:html|head|body|frameset)\b", text, re.IGNORECASE)
    root = tree(text if whole else f"<html><body>{text}</body></html>")
    every: list[Any] = list(root.iter())
    for element in every:
        if _is_dropped(element) and element is not root:
            element.drop_tree()
    for element in root.iter():
        if element.get("role") == "main":  # pandoc would read nothing but what stands in it
            del element.attrib["role"]
    _make_notes(root)
    _mark_pages(root)
    for element in list(root.iter("aside", "details")):
        if element.get("epub:type") != "footnote":
            element.set("class", f"{element.get('class', '')} box".strip())
    for name, other in _RENAMED.items():
        for element in list(root.iter(name)):
            if element.get("epub:type") != "footnote":
                element.tag = other
    groups: list[Any] = list(root.iter("div"))
    for group in groups:
        around = [each.tag for each in group.iterancestors()]
        if "dl" in around and "dd" not in around[: around.index("dl")]:
            group.drop_tag()
    quotes: list[Any] = list(root.iter("q"))
    for element in quotes:
        element.text = "“" + (element.text or "")
        last = element[-1] if len(element) else None
        if last is None:
            element.text += "”"
        else:
            last.tail = (last.tail or "") + "”"
        element.drop_tag()
    html: bytes = etree.tostring(root, encoding="utf-8", method="html")
    return html


def _mark_pages(root: HtmlElement) -> None:
    """Where a page of the printed book begins, an empty span says so, with the number; in a paragraph of its own

    where it stood between others.
    """
    for element in list(root.iter()):
        values = {str(name): str(value) for name, value in element.items()}
        if element.tag in _KEPT or not may_mark(values) or not is_marked(values, element.text_content()):
            continue
        number = page_number(values, element.text_content())
        identities = [each.get("id") or "" for each in element.iter() if each.get("id")]
        mark = etree.Element("span", {"class": "pagebreak", "id": "".join(identities[:1]), "aria-label": number})
        for each in identities[1:]:
            etree.SubElement(mark, "span", {"id": each})
        parent = element.getparent()
        if not number or parent is None:
            continue
        inline = element.tag not in BLOCKS
        mark.tail, element.tail = (element.tail, None) if inline else (None, element.tail)
        if inline:
            parent.replace(element, mark)
        else:
            element.attrib.clear()
            element.text, element[:] = None, [mark]
            element.tag = "li" if element.tag == "li" else "p"


def _is_dropped(element: HtmlElement) -> bool:
    if element.tag == "script" and (element.get("type") or "").startswith("math/tex"):
        return False
    if element.tag in _DROPPED or not isinstance(element.tag, str):
        return True
    return element.get("hidden") is not None or bool(_HIDDEN.search(element.get("style") or ""))


def _make_notes(root: HtmlElement) -> None:
    """Marks of notes and the notes they lead to, as pandoc knows them from EPUB; ways back from a note are dropped."""
    notes = {element.get("id"): element for element in root.iter("li", "div", "p", "aside", "section", "dd", "td")}
    marks = [(link, note) for link in root.iter("a") if (note := _note_of(link, notes)) is not None]
    back = {f"#{identity}" for link, _note in marks for identity in _identities(link)}
    made: set[str] = set()
    body = root.find("body")
    for link, note in marks:
        identity = note.get("id") or ""
        link.set("epub:type", "noteref")
        parent = link.getparent()
        if parent is not None and parent.tag == "sup" and len(parent) == 1:
            parent.drop_tag()
        if identity in made:
            continue
        made.add(identity)
        for way in [way for way in note.iter("a") if way.get("href") in back]:
            way.drop_tree()
        bare = note.tag == "p" or bool((note.text or "").strip()) or _has_inline_only(note)
        aside = etree.SubElement(body if body is not None else root, "aside", {"epub:type": "footnote", "id": identity})
        aside.text = note.text
        aside[:] = list(note)
        if bare:
            paragraph = etree.Element("p")
            paragraph.text, aside.text = aside.text, None
            paragraph[:] = list(aside)
            aside[:] = [paragraph]
        note.drop_tree()
    if made:
        _drop_empty(root)


def _note_of(link: HtmlElement, notes: dict[str | None, HtmlElement]) -> HtmlElement | None:
    """The note a link marks: by what it says of itself, or a raised number that leads to a block of the page."""
    target = link.get("href") or ""
    note = notes.get(target[1:]) if target.startswith("#") and len(target) > 1 else None
    if note is None or any(around is note for around in link.iterancestors()):
        return None
    said = {
        *(link.get("epub:type") or "").split(),
        *(link.get("role") or "").split(),
        *(link.get("class") or "").split(),
    }
    parent = link.getparent()
    raised = (parent is not None and parent.tag == "sup") or link.find("sup") is not None
    shown = _ADDRESS.sub("", link.text_content()).strip()
    return note if said & _KINDS or (raised and _MARK.fullmatch(shown)) else None


def _identities(link: HtmlElement) -> Iterator[str]:
    """The ids a way back may lead to: of the mark, or of what is raised around it."""
    parent = link.getparent()
    for element in (link, *link.iter("sup"), *([parent] if parent is not None else [])):
        if element.get("id"):
            yield element.get("id") or ""


def _has_inline_only(note: HtmlElement) -> bool:
    return not any(child.tag in ("p", "div", "ul", "ol", "table", "blockquote", "pre") for child in note)


def _drop_empty(root: HtmlElement) -> None:
    """Drop lists and sections that held nothing but notes, with their headings."""
    for element in reversed(list(root.iter("ol", "ul", "dl", "section", "div", "footer"))):
        if element.getparent() is None or element.get("epub:type") == "footnote":
            continue
        values = {str(name): str(value) for name, value in element.items()}
        headings = element.findall("h1") + [each for level in range(2, 7) for each in element.findall(f"h{level}")]
        is_list = element.tag in ("ol", "ul", "dl")
        if (is_list and not len(element) and not (element.text or "").strip()) or (
            is_note(element.tag, values)
            and not (element.text or "").strip()
            and all(child in headings or child.tag == "hr" for child in element)
        ):
            element.drop_tree()


__all__ = ["prepare", "prepared"]
