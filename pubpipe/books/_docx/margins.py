"""Page marks in the margin (边码): the number of a page of the original, beside the line where that page begins.

Where exactly it begins, a bookmark says: page_12. The number stands in a box that hangs on that very place, in the
outer margin, and goes along when lines move; a frame would keep to the paragraph. In tables and notes, where Word knows
no such boxes, it stands in the text.
"""

from __future__ import annotations

from collections.abc import Iterator

from pubpipe.books._docx import fields
from pubpipe.books._docx.page import EMU, LINE
from pubpipe.books._docx.writing import Writing, styled
from pubpipe.books._docx.xml import Element, make, tag

STYLE, INLINE = "PageMark", "PageMarkWithin"
_SHAPE = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
_LOWER = 38100
"""What puts the small figures on the line, in English metric units."""
_START, _TEXT = tag("w:bookmarkStart"), tag("w:t")


def shown(writing: Writing, body: list[Element]) -> list[Element]:
    """The body, with the number of each marked page beside its line."""
    if writing.marks:
        for element in [*body, *writing.notes]:
            for starts in _places(writing, element):
                numbers = " ".join(writing.marks[start.get(tag("w:name"), "")] for start in starts)
                within = element.tag != tag("w:p")
                starts[-1].addnext(fields.run(f"〔{numbers}〕", INLINE) if within else _box(writing, numbers))
    return body


def _places(writing: Writing, element: Element) -> Iterator[list[Element]]:
    """The bookmarks of page marks; those with no text between them, of full-page plates, together."""
    found: list[Element] = []
    for each in list(element.iter(_START, _TEXT)):
        if each.tag == _TEXT and found:
            yield found
            found = []
        elif each.get(tag("w:name")) in writing.marks:
            found.append(each)
    if found:
        yield found


def _box(writing: Writing, numbers: str) -> Element:
    """A run with the box: as wide as the margin and as high as a line, at the outer edge of its page."""
    identity = writing.drawing()
    extent: dict[str, str | int] = {"cx": writing.page.outer * EMU, "cy": LINE * EMU}
    at: dict[str, str | int] = {
        **{f"dist{side}": 0 for side in "TBLR"},
        "simplePos": 0,
        "relativeHeight": identity,
        "behindDoc": 0,
        "locked": 0,
        "layoutInCell": 0,
        "allowOverlap": 1,
    }
    shape = make(
        "wps:wsp",
        {},
        make("wps:cNvSpPr", {"txBox": 1}),
        make(
            "wps:spPr",
            {},
            make("a:xfrm", {}, make("a:off", {"x": 0, "y": 0}), make("a:ext", extent)),
            make("a:prstGeom", {"prst": "rect"}, make("a:avLst")),
            make("a:noFill"),
        ),
        make("wps:txbx", {}, make("w:txbxContent", {}, styled(STYLE, fields.run(numbers)))),
        make("wps:bodyPr", {f"{side}Ins": 0 for side in "ltrb"}),
    )
    anchor = make(
        "wp:anchor",
        at,
        make("wp:simplePos", {"x": 0, "y": 0}),
        make("wp:positionH", {"relativeFrom": "page"}, make("wp:align", text="outside")),
        make("wp:positionV", {"relativeFrom": "line"}, make("wp:posOffset", text=str(_LOWER))),
        make("wp:extent", extent),
        make("wp:wrapNone"),
        make("wp:docPr", {"id": identity, "name": f"边码{numbers}", "descr": f"原书第{numbers}页"}),
        make("wp:cNvGraphicFramePr"),
        make("a:graphic", {}, make("a:graphicData", {"uri": _SHAPE}, shape)),
    )
    choice = make("mc:Choice", {"Requires": "wps"}, make("w:drawing", {}, anchor))
    return make("w:r", {}, make("mc:AlternateContent", {}, choice))
