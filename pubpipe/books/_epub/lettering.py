"""The letters of a drawn cover as outlines: a picture shows no font of the book."""

from __future__ import annotations

from collections.abc import Callable

from lxml import etree

from pubpipe.books._cascade import families
from pubpipe.books._epub.pictures import Picture
from pubpipe.books._fonts import kind_of
from pubpipe.books._fonts.cutting import outlines
from pubpipe.books._fonts.installed import Face

_SVG = "{http://www.w3.org/2000/svg}"


def outlined(picture: Picture, face: Callable[[str, bool], Face]) -> Picture:
    """The same drawing, its texts drawn; `face` gives the one of a kind, bold or not.

    A text of which the face has not every character stays a text.
    """
    root = etree.fromstring(picture.content)
    for text in list(root.iter(f"{_SVG}text")):
        kinds = filter(None, map(kind_of, families(text.get("font-family", ""))))
        bold = text.get("font-weight") == "bold"
        drawn = outlines(face(next(kinds, "song"), bold), text.text or "", bold)
        parent = text.getparent()
        if drawn is not None and parent is not None:
            path, units = drawn
            scale = f"{float(text.get('font-size', '0')) / units:.5g}"
            made = etree.Element(f"{_SVG}path", d=path, fill=text.get("fill", ""))
            made.set("transform", f"translate({text.get('x')} {text.get('y')}) scale({scale} -{scale})")
            parent.replace(text, made)
    content = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return Picture(picture.name, picture.media_type, content)
