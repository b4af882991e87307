"""What pandoc's reader passes over without a word: cells left out of a row, pictures that are not in the file."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from lxml import etree

from pubpipe.formats.docx.names import PPR, R_NAMESPACE, TC, TR, VAL, P, w

_PICTURES = (
    "{http://schemas.openxmlformats.org/drawingml/2006/main}blip",
    "{urn:schemas-microsoft-com:vml}imagedata",
)
_SHOWING = [f"{{{R_NAMESPACE}}}{name}" for name in ("embed", "id", "link", "href", "pict")]
_DRAWINGS = (w("drawing"), w("pict"), w("object"))
_NAMED = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_BEFORE, _AFTER = w("gridBefore"), w("gridAfter")
_MOST = 63
"""Columns Word can have."""


def is_shown(element: etree._Element, held: Mapping[str, bool]) -> bool:
    """Whether a drawing shows a picture of the file; `held` tells of each relationship's id if its part is there."""
    return any(held.get(picture.get(name, "")) for picture in element.iter(*_PICTURES) for name in _SHOWING)


def pad_rows(root: etree._Element) -> None:
    """Give rows that begin late or end early the empty cells they leave out."""
    for row in root.iter(TR):
        for name, at_end in ((_BEFORE, False), (_AFTER, True)):
            for left_out in list(row.iterfind(f"{w('trPr')}/{name}")):
                count = left_out.get(VAL, "")
                cells = [_empty() for _each in range(min(int(count), _MOST))] if count.isdecimal() else []
                standing = row.findall(TC)
                for cell in cells:
                    if at_end or not standing:
                        row.append(cell)
                    else:
                        standing[0].addprevious(cell)
                left_out.set(VAL, "0")


def _empty() -> etree._Element:
    cell = etree.Element(TC)
    etree.SubElement(cell, P)
    return cell


def missing_pictures(root: etree._Element, held: Mapping[str, bool], tell: Callable[[str], etree._Element]) -> None:
    """Behind each paragraph whose picture the file does not hold, tell of it, unless its own words are told there."""
    for drawing in list(root.iter(*_DRAWINGS)):
        if next(drawing.iter(*_PICTURES), None) is None or is_shown(drawing, held):
            continue
        block = next(drawing.iterancestors(P), None)
        if block is not None and not _described(drawing):
            named = next(drawing.iter(_NAMED), None)
            block.addnext(tell("" if named is None else named.get("name", "")))


def _described(drawing: etree._Element) -> bool:
    """Whether a drawing has an alternative text, which is a unit of its own and told as such."""
    return any(
        each.get(name, "").strip()
        for each in drawing.iter(etree.Element)
        for name in (("descr",) if each.tag == _NAMED else ("alt",))
    )


def keep_in_text(
    root: etree._Element, moved: Callable[[etree._Element], str], restyle: Callable[[etree._Element, str], None]
) -> None:
    """Give paragraphs with a picture that pandoc would move into the metadata, as `moved` names them, another style."""
    for picture in root.iter(*_PICTURES):
        paragraph = next(picture.iterancestors(P), None)
        if paragraph is not None and paragraph.find(PPR) is not None and (name := moved(paragraph)):
            restyle(paragraph, name)
