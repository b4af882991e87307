"""Names of SpreadsheetML and DrawingML (ECMA-376 part 1) and addresses of cells."""

from __future__ import annotations

import re

X_NAMESPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
A_NAMESPACE = "http://schemas.openxmlformats.org/drawingml/2006/main"
C_NAMESPACE = "http://schemas.openxmlformats.org/drawingml/2006/chart"
R_NAMESPACE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
XDR_NAMESPACE = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
MC_NAMESPACE = "http://schemas.openxmlformats.org/markup-compatibility/2006"
THREADED_NAMESPACE = "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"

RELATION_ID = f"{{{R_NAMESPACE}}}id"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
FALLBACK = f"{{{MC_NAMESPACE}}}Fallback"

_PREFIXES = {X_NAMESPACE: "x", A_NAMESPACE: "a", C_NAMESPACE: "c", XDR_NAMESPACE: "xdr"}
_CELL = re.compile(r"\$?([A-Za-z]{1,3})\$?(\d{1,7})")


def x(name: str) -> str:
    """The full name of a SpreadsheetML element."""
    return f"{{{X_NAMESPACE}}}{name}"


def a(name: str) -> str:
    """The full name of a DrawingML element."""
    return f"{{{A_NAMESPACE}}}{name}"


def c(name: str) -> str:
    """The full name of an element of a chart."""
    return f"{{{C_NAMESPACE}}}{name}"


def local(tag: object) -> str:
    """A name without its namespace; "" for a comment or an instruction."""
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def label(tag: str, count: int, attribute: str = "") -> str:
    """The address within its part of the count-th element of a name, or of one of its attributes: `x:t[12]`."""
    namespace, _brace, name = tag.removeprefix("{").rpartition("}")
    at = f"{_PREFIXES.get(namespace, namespace)}:{name}[{count}]"
    return f"{at}@{attribute.rpartition('}')[2]}" if attribute else at


def position(reference: str) -> tuple[int, int] | None:
    """Row and column, from 1, of a cell's address: `B7` is (7, 2); None if it is none."""
    found = _CELL.fullmatch(reference)
    if found is None:
        return None
    column = 0
    for letter in found[1].upper():
        column = column * 26 + ord(letter) - 64
    return int(found[2]), column


def area(reference: str) -> tuple[int, int, int, int] | None:
    """First row, first column, last row, last column of `A1:B7`; None if it is no area."""
    first, _colon, last = reference.partition(":")
    start, end = position(first), position(last or first)
    return (*start, *end) if start and end else None
