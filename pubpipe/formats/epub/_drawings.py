"""SVG within pages: each drawing with what it says, to be shown as a picture where pandoc knows no drawings."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from html import unescape

from pubpipe.formats.html.elements import VOID
from pubpipe.formats.html.tokens import tokens

_PRIVATE = re.compile("\ue4f0[^\ue4f1]*\ue4f1|[\ue4f0-\ue4f5]")
_NAMESPACES = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'


@dataclass(frozen=True, slots=True)
class Drawing:
    """An SVG element: as a file of its own, its words, and the picture around which it is drawn if it is only that."""

    xml: str
    shown: str
    picture: str


def opened_tags(text: str) -> str:
    """The page with `<a id="x"/>` as HTML knows it: `<a id="x"></a>`; drawings stay XML."""
    parts: list[str] = []
    at = 0
    for token in tokens(text):
        if token.kind == "start" and token.closed and token.name not in VOID:
            end = text.rindex("/", token.start, token.end)
            parts += [text[at:end], f"></{text[token.start + 1 : token.start + 1 + len(token.name)]}>"]
            at = token.end
    return "".join([*parts, text[at:]])


def drawings(text: str, shown: Callable[[Drawing], str]) -> str:
    """The page with `shown` of each outermost SVG element in its place."""
    parts: list[str] = []
    at = start = depth = 0
    words: list[str] = []
    pictures: list[str] = []
    others = 0
    for token in tokens(text):
        if token.kind == "start" and token.name.rpartition(":")[2] == "svg":
            if not depth:
                start, words, pictures, others = token.start, [], [], 0
            depth += not token.closed
        elif not depth:
            continue
        elif token.kind == "start":
            if token.name.rpartition(":")[2] == "image":
                pictures += [text[a.start : a.end] for a in token.attributes if a.name in ("xlink:href", "href")]
            elif token.name.rpartition(":")[2] not in ("g", "title", "desc", "defs", "metadata"):
                others += 1
        elif token.kind == "text":
            words.append(unescape(text[token.start : token.end]).strip())
        elif token.kind == "end" and token.name.rpartition(":")[2] == "svg":
            depth -= 1
            if not depth:
                picture = unescape(pictures[0]) if len(pictures) == 1 and not others else ""
                xml = _PRIVATE.sub("", text[start : token.end])
                if "xmlns=" not in xml[: xml.index(">")]:
                    xml = re.sub(r"^<(?:\w+:)?svg", rf"\g<0> {_NAMESPACES}", xml)
                drawing = Drawing(xml, " ".join(filter(None, words)), picture)
                parts += [text[at:start], shown(drawing)]
                at = token.end
    return "".join([*parts, text[at:]])
