"""Pictures: which of the book's can be shown in an EPUB, under which name, and how often one lacks its description."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from typing import NamedTuple

from lxml import etree

_SIGNATURES = (
    (rb"\x89PNG\r\n\x1a\n", "image/png", ".png"),
    (rb"\xff\xd8\xff", "image/jpeg", ".jpg"),
    (rb"GIF8[79]a", "image/gif", ".gif"),
    (rb"RIFF....WEBP", "image/webp", ".webp"),
)
_SVG = "{http://www.w3.org/2000/svg}"
_ACTIVE = ("script", "foreignObject", "animate", "animateMotion", "animateTransform", "set", "audio", "video", "iframe")
_OUTSIDE = re.compile(r"url\((?!\s*['\"]?#)|@import", re.IGNORECASE)
FOLDER = "images"


class Picture(NamedTuple):
    """A picture as the package holds it."""

    name: str
    media_type: str
    content: bytes

    @property
    def moving(self) -> bool:
        """Whether it may move: a GIF of several frames."""
        return self.media_type == "image/gif" and self.content.count(b"\x21\xf9\x04") > 1


def pictures(media: Mapping[str, bytes]) -> dict[str, Picture]:
    """The pictures an EPUB may hold, by the names the book gives them; other formats have no place in it."""
    found: dict[str, Picture] = {}
    for order, (name, content) in enumerate(media.items(), 1):
        picture = _picture(name, content, order, {each.name for each in found.values()})
        if picture is not None:
            found[name] = picture
    return found


def _picture(name: str, content: bytes, order: int, taken: set[str]) -> Picture | None:
    stem = posixpath.splitext(posixpath.basename(name))[0]
    stem = stem if re.fullmatch(r"[A-Za-z][A-Za-z0-9_-]*", stem) and stem != "cover" else f"picture-{order}"
    for signature, media_type, suffix in _SIGNATURES:
        if re.match(signature, content, re.DOTALL):
            return Picture(_free(stem, suffix, order, taken), media_type, content)
    drawing = _drawing(content)
    return Picture(_free(stem, ".svg", order, taken), "image/svg+xml", drawing) if drawing else None


def _free(stem: str, suffix: str, order: int, taken: set[str]) -> str:
    name = f"{FOLDER}/{stem}{suffix}"
    return name if name.lower() not in {each.lower() for each in taken} else f"{FOLDER}/{stem}-{order}{suffix}"


def _drawing(content: bytes) -> bytes:
    """An SVG freed of whatever acts or reaches outside, or nothing if it is none."""
    try:
        root = etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True))
    except (etree.XMLSyntaxError, ValueError):
        return b""
    if root.tag != f"{_SVG}svg":
        return b""
    for node in list(root.iter()):
        parent = node.getparent()
        if parent is not None and not _harmless(node):
            parent.remove(node)
            continue
        for key, value in list(node.attrib.items()):
            local = etree.QName(key).localname
            outside = local in ("href", "src", "base") and not value.startswith("#")
            if local.startswith("on") or outside or _OUTSIDE.search(value):
                del node.attrib[key]
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def _harmless(node: etree._Element) -> bool:
    """Whether it only draws."""
    if not isinstance(node.tag, str) or not node.tag.startswith(_SVG):
        return False
    kind = node.tag.removeprefix(_SVG)
    return kind not in _ACTIVE and not (kind == "style" and _OUTSIDE.search(node.text or ""))
