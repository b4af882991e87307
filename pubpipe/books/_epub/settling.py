"""Settling the pages among themselves: links find their files, pictures their names, and nothing foreign remains."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from urllib.parse import quote, urlsplit

from pubpipe.books._epub.page import Page
from pubpipe.books._epub.pictures import Picture
from pubpipe.books._epub.xhtml import (
    LANGUAGE,
    Element,
    classes,
    each,
    element,
    name,
    rename,
    safe_id,
    take,
    unwrap,
    words,
)

_GIVEN = {
    "a": ("href",),
    "img": ("src", "alt", "style"),
    "td": ("colspan", "rowspan", "style"),
    "th": ("colspan", "rowspan", "style"),
    "ol": ("start", "type"),
}
"""What pandoc's HTML may say of an element besides its id, class, language and our own data."""
_OURS = ("data-address", "data-note", "data-number", "data-label", "label", "data-description")
_CLASSES = frozenset(
    "answer backlink box byline captions case center decorative description draft entry epigraph exercise glossary "
    "heading index inline kai key label left letter line lines locator missing note noteref notes number objectives "
    "original pair parentheses people placeholder publisher reference right series smallcaps source subtitle summary "
    "switch title trainer translation unfinished".split()
)
_SIZE = re.compile(r"(?:width|height):\s*[\d.]+(?:px|in|cm|mm|pt|em|%)")
_FOREIGN = ("video", "audio", "embed", "object", "iframe")
_SCHEMES = ("http", "https", "mailto", "tel")
_RESERVED = "!#$%&'()*+,/:;=?@[]~"


def purge(page: Element) -> None:
    """Take from pandoc's HTML every attribute the book has no use for: scripts' hooks, styles, foreign data."""
    for node in page.iter():
        tag = name(node)
        if not tag:
            continue
        kept = ("id", "class", "lang", *_GIVEN.get(tag, ()), *_OURS)
        for key in list(node.attrib):
            if key not in kept:
                del node.attrib[key]
    for node in each(page, "input"):
        parent = node.getparent()
        assert parent is not None
        node.tail = "☐" + (node.tail or "").lstrip()
        unwrap(node)
        if name(parent) == "label":
            unwrap(parent)


def settle(pages: Sequence[Page], pictures: Mapping[str, Picture]) -> list[Picture]:
    """Make links, pictures, ids, classes and languages of all pages final. Gives the pictures that are shown."""
    places = _places(pages)
    shown: dict[str, Picture] = {}
    for page in pages:
        for link in each(page.content, "a"):
            _lead(link, page, places)
        for image in each(page.content, "img", *_FOREIGN):
            picture = pictures.get(image.get("src", "")) if name(image) == "img" else None
            if picture is None:
                _missing(image)
            else:
                _show(image, picture)
                shown[picture.name] = picture
        for node in list(page.content.iter()):
            if name(node) and node is not page.content:
                _strip(node)
    return list(shown.values())


def _places(pages: Sequence[Page]) -> dict[str, tuple[Page, str]]:
    """Where each id of the book stands, once the ids are such as XML wants and none stands twice in a file."""
    places: dict[str, tuple[Page, str]] = {}
    for page in pages:
        taken: set[str] = set()
        for node in page.content.iter():
            identity = node.get("id")
            if identity is None or not name(node):
                continue
            safe = safe_id(identity)
            if not identity or safe in taken:
                del node.attrib["id"]
                continue
            taken.add(safe)
            node.set("id", safe)
            places.setdefault(identity, (page, safe))
    return places


def _lead(link: Element, page: Page, places: Mapping[str, tuple[Page, str]]) -> None:
    """Give a link its final target; one that leads nowhere, or shows nothing, becomes its text."""
    target = link.get("href", "")
    if target.startswith("#"):
        place = places.get(target[1:])
        target = "" if place is None else ("" if place[0] is page else place[0].name) + f"#{place[1]}"
    else:
        target = _outside(target)
    if target and (words(link) or each(link, "img")):
        link.set("href", target)
    elif link.get("id"):
        rename(link, "span")
        take(link, "href")
    else:
        unwrap(link)


def _outside(target: str) -> str:
    """A link out of the book in the form an EPUB wants, or "" if a reader had better not follow it."""
    try:
        parts = urlsplit(target)
        host = parts.hostname or ""
    except ValueError:
        return ""
    if parts.scheme.lower() not in _SCHEMES or not host.isascii() or (parts.scheme.startswith("http") and not host):
        return ""
    return quote(target, safe=_RESERVED)


def _show(image: Element, picture: Picture) -> None:
    """Give an image its file; what has no description keeps none, unless it is said to be decoration."""
    image.set("src", picture.name)
    sizes = _SIZE.findall(take(image, "style"))
    if sizes:
        image.set("style", "; ".join(sizes))
    if "decorative" in classes(image):
        image.set("alt", "")
        image.set("role", "presentation")
    elif not (image.get("alt") or "").strip():
        take(image, "alt")
    if not any(name(above) == "figure" for above in image.iterancestors()):
        image.set("class", "inline")


def _missing(image: Element) -> None:
    """Say where a picture stands that no reader of HTML can show."""
    described = (image.get("alt") or "").strip()
    text = element("span", f"〔图片无法显示{f'：{described}' if described else ''}〕", class_="missing")
    if own := image.get("id"):
        text.set("id", own)
    text.tail = image.tail
    parent = image.getparent()
    assert parent is not None
    parent.replace(image, text)


def _strip(node: Element) -> None:
    """Drop what only the finishing needed, set both language attributes, and unwrap what is left without meaning."""
    for key in _OURS:
        take(node, key)
    known = [each for each in classes(node) if each in _CLASSES]
    take(node, "class")
    if known:
        node.set("class", " ".join(known))
    language = take(node, "lang")
    if re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", language):
        node.set("lang", language)
        node.set(LANGUAGE, language)
    if name(node) in ("span", "div") and not node.attrib and node.getparent() is not None:
        unwrap(node)
