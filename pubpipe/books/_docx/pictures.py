"""Pictures: set to the width of the text, with their alternative text."""

from __future__ import annotations

import re
import struct
from hashlib import sha256

from pubpipe.books import Inline
from pubpipe.books._ast import attributes, plain
from pubpipe.books._docx import fields
from pubpipe.books._docx.page import EMU, Page
from pubpipe.books._docx.writing import Writing
from pubpipe.books._docx.xml import Element, legal, make, tag

_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
_PICTURE = "http://schemas.openxmlformats.org/drawingml/2006/picture"
_TWIPS = {"in": 1440.0, "cm": 1440 / 2.54, "mm": 1440 / 25.4, "pt": 20.0, "px": 15.0, "": 15.0}
_TALLEST = 0.5
"""Of the text's height: a taller picture seldom finds room, and leaves most of a page empty."""
_SEALED = 0.62
"""Of the text's width: where a seal begins."""
TYPES = {
    b"\x89PNG": "png",
    b"\xff\xd8\xff": "jpeg",
    b"GIF8": "gif",
    b"BM": "bmp",
    b"II*\0": "tiff",
    b"MM\0*": "tiff",
    b"\x01\0\0\0": "emf",
    b"\xd7\xcd\xc6\x9a": "wmf",
}
"""The kinds of pictures Word shows, by their first bytes."""


def kind(picture: bytes) -> str:
    """The kind of a picture by its first bytes, or "" if Word cannot show it."""
    return next((name for start, name in TYPES.items() if picture.startswith(start)), "")


def part_name(picture: bytes) -> str:
    """The name of a picture's part, by its content, so that one picture shown twice is kept once."""
    return f"media/{sha256(picture).hexdigest()[:16]}.{kind(picture)}"


def seal(writing: Writing, node: Inline) -> list[Element]:
    """A run, under its address, that shows a picture as a seal is set: behind the lines that follow it."""
    shown = drawing(writing, node)
    address = attributes(node).get("address", "")
    inline = shown.find(f"{tag('w:drawing')}/{tag('wp:inline')}")
    if inline is None:
        return writing.addressed(address, [shown])
    across = make("wp:positionH", {"relativeFrom": "margin"}, make("wp:posOffset", text=str(_beside(writing.page))))
    down = make("wp:positionV", {"relativeFrom": "paragraph"}, make("wp:posOffset", text="0"))
    extent, *rest = inline
    place = {"simplePos": 0, "relativeHeight": writing.drawings, "behindDoc": 1, "locked": 0, "layoutInCell": 1}
    anchor = make(
        "wp:anchor",
        {**dict.fromkeys(("distT", "distB", "distL", "distR"), 0), **place, "allowOverlap": 1},
        make("wp:simplePos", {"x": 0, "y": 0}),
        across,
        down,
        extent,
        make("wp:wrapNone"),
        *rest,
    )
    return writing.addressed(address, [make("w:r", {}, make("w:drawing", {}, anchor))])


def _beside(page: Page) -> int:
    return int(page.text_width * _SEALED * EMU)


def drawing(writing: Writing, node: Inline) -> Element:
    """A run that shows a picture inline; what Word cannot show is named in its place."""
    name = node["c"][2][0]
    picture = writing.assembled.media[name]
    if not kind(picture):
        return fields.run(f"【{name}】", "Unfinished")
    number = writing.drawing()
    width, height = _size(picture, attributes(node), writing.page)
    relation = writing.relate(_RELATION, part_name(picture))
    extent: dict[str, str | int] = {"cx": int(width * EMU), "cy": int(height * EMU)}
    named: dict[str, str | int] = {
        "id": number,
        "name": f"{number}-{name}",
        "descr": legal(plain(node["c"][1]).strip()),
    }
    shape = make(
        "pic:pic",
        {},
        make(
            "pic:nvPicPr",
            {},
            make("pic:cNvPr", {"id": number, "name": name}),
            make("pic:cNvPicPr", {}, make("a:picLocks", {"noChangeAspect": 1})),
        ),
        make("pic:blipFill", {}, make("a:blip", {"r:embed": relation}), make("a:stretch", {}, make("a:fillRect"))),
        make(
            "pic:spPr",
            {},
            make("a:xfrm", {}, make("a:off", {"x": 0, "y": 0}), make("a:ext", extent)),
            make("a:prstGeom", {"prst": "rect"}, make("a:avLst")),
        ),
    )
    inline = make(
        "wp:inline",
        {"distT": 0, "distB": 0, "distL": 0, "distR": 0},
        make("wp:extent", extent),
        make("wp:docPr", named),
        make("wp:cNvGraphicFramePr", {}, make("a:graphicFrameLocks", {"noChangeAspect": 1})),
        make("a:graphic", {}, make("a:graphicData", {"uri": _PICTURE}, shape)),
    )
    return make("w:r", {}, make("w:drawing", {}, inline))


def _size(picture: bytes, wishes: dict[str, str], page: Page) -> tuple[float, float]:
    """Width and height in twentieths of a point: as wished, else natural, never beyond the text."""
    natural_width, natural_height = _natural(picture)
    width = _length(wishes.get("width", ""), page) or 0.0
    if not width and (height := _length(wishes.get("height", ""), page)):
        width = height * natural_width / natural_height
    width = min(width or natural_width, page.text_width)
    height = width * natural_height / natural_width
    if height > page.text_height * _TALLEST:
        width, height = width * page.text_height * _TALLEST / height, page.text_height * _TALLEST
    return width, height


def _length(wish: str, page: Page) -> float:
    found = re.fullmatch(r"\s*([\d.]+)\s*(in|cm|mm|pt|px|%|)\s*", wish)
    if not found:
        return 0.0
    number = float(found[1])
    return number / 100 * page.text_width if found[2] == "%" else number * _TWIPS[found[2]]


def _natural(picture: bytes) -> tuple[float, float]:
    """The size the file itself asks for."""
    if kind(picture) == "emf":
        left, top, right, bottom = struct.unpack("<4i", picture[24:40].ljust(16, b"\0"))
        return max(right - left, 1) * 1440 / 2540, max(bottom - top, 1) * 1440 / 2540
    if kind(picture) == "wmf":
        left, top, right, bottom, inch = struct.unpack("<4hH", picture[6:16].ljust(10, b"\0"))
        return max(right - left, 1) * 1440 / (inch or 1440), max(bottom - top, 1) * 1440 / (inch or 1440)
    from docx.image.image import Image

    image = Image.from_blob(picture)
    return image.px_width * 1440 / (image.horz_dpi or 96), image.px_height * 1440 / (image.vert_dpi or 96)
