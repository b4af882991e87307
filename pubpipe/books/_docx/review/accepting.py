"""A file with its changes accepted and its comments out: what an earlier edition says in the end."""

from __future__ import annotations

from pubpipe.books._docx.xml import Element, tag

_GONE = (tag("w:del"), tag("w:moveFrom"))
_STAYING = (tag("w:ins"), tag("w:moveTo"))
_DROPPED = (
    *(tag(f"w:{name}") for name in ("commentRangeStart", "commentRangeEnd", "commentReference", "annotationRef")),
    *(tag(f"w:{name}") for name in ("pPrChange", "rPrChange", "tblPrChange", "trPrChange", "tcPrChange")),
)


def accept(root: Element) -> None:
    """Accept every tracked change of a part, and take out its comments."""
    for row in list(root.iter(tag("w:tr"))):
        if row.find(f"{tag('w:trPr')}/{tag('w:del')}") is not None:
            _drop(row)
    for table in list(root.iter(tag("w:tbl"))):
        if table.find(tag("w:tr")) is None:
            _drop(table)
    for paragraph in list(root.iter(tag("w:p"))):
        ends = paragraph.find(f"{tag('w:pPr')}/{tag('w:rPr')}/{tag('w:del')}") is not None
        if ends and all(map(_is_gone, paragraph.iter(tag("w:r")))):
            _drop(paragraph)
    for each in list(root.iter(*_GONE, *_DROPPED)):
        _drop(each)
    for each in list(root.iter(*_STAYING)):
        parent = each.getparent()
        if parent is not None:
            place = parent.index(each)
            parent[place : place + 1] = list(each)


def _is_gone(run: Element) -> bool:
    return next(run.iterancestors(*_GONE), None) is not None


def _drop(element: Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
