"""A presentation as one plain HTML page: every unit in order, slide after slide, each with its address."""

from __future__ import annotations

from html import escape

from pubpipe.formats import number
from pubpipe.formats._page import page
from pubpipe.formats.opendocument._inline import Line
from pubpipe.formats.opendocument._names import HREF
from pubpipe.formats.opendocument._pieces import Pair
from pubpipe.formats.opendocument._places import Passage, Place
from pubpipe.model import CodeKind, Content

_TAGS = {"b": "<b>", "i": "<i>", "bi": "<b><i>", "u": "<u>", "s": "<s>", "sup": "<sup>", "sub": "<sub>"}
_LEFT_OUT = frozenset({"meta", "header", "footer", "comment"})


def whole(places: list[Place]) -> bytes:
    """The page, as UTF-8. Properties, comments and what stands on every slide are left out."""
    addresses = number((place.role, place.level) for place in places)
    blocks = (_block(place, address) for place, address in zip(places, addresses, strict=True))
    return page(filter(None, blocks))


def _block(place: Place, address: str) -> str:
    if place.role in _LEFT_OUT:
        return ""
    line = passage.line if isinstance(passage := place.written[0], Passage) else None
    words = _inline(place.content, line)
    if place.role == "heading":
        return f'<h{place.level} id="{address}">{words}</h{place.level}>'
    if place.role == "item":
        return f'<ul><li id="{address}">{words}</li></ul>'
    return f'<p id="{address}" class="{place.role}">{words}</p>'


def _inline(parts: Content, line: Line | None) -> str:
    shown = []
    for part in parts:
        if isinstance(part, str):
            shown.append(escape(part))
        elif part.kind is CodeKind.ALONE:
            shown.append("<br/>" if part.type == "br" else escape(part.display))
        elif part.type == "a":
            thing = None if line is None else line.things.get((part.type, part.id))
            address = thing.element.get(HREF, "") if isinstance(thing, Pair) else ""
            shown.append(f'<a href="{escape(address)}">' if part.kind is CodeKind.OPEN else "</a>")
        elif part.type in _TAGS:
            tags = _TAGS[part.type]
            closing = "".join(f"</{each}" for each in reversed(tags.split("<")[1:]))
            shown.append(tags if part.kind is CodeKind.OPEN else closing)
    return "".join(shown)
