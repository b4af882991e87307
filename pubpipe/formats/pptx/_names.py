"""Names of PresentationML and DrawingML, and the address of an element within its part."""

from __future__ import annotations

from lxml import etree

P_NAMESPACE = "http://schemas.openxmlformats.org/presentationml/2006/main"
A_NAMESPACE = "http://schemas.openxmlformats.org/drawingml/2006/main"
_C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_CHART_EX = "{http://schemas.microsoft.com/office/drawing/2014/chartex}"


def a(name: str) -> str:
    """A name of DrawingML."""
    return f"{{{A_NAMESPACE}}}{name}"


def p(name: str) -> str:
    """A name of PresentationML."""
    return f"{{{P_NAMESPACE}}}{name}"


def c(name: str) -> str:
    """A name of DrawingML's charts."""
    return _C + name


def cx(name: str) -> str:
    """A name of Microsoft's newer charts."""
    return _CHART_EX + name


_PREFIXES = {
    P_NAMESPACE: "p",
    A_NAMESPACE: "a",
    _C[1:-1]: "c",
    _CHART_EX[1:-1]: "cx",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://purl.org/dc/terms/": "dcterms",
    "http://schemas.openxmlformats.org/package/2006/metadata/core-properties": "cp",
    "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties": "properties",
    "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties": "custom",
    "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes": "vt",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m",
}


def label(tag: str, count: int, attribute: str = "") -> str:
    """The address of the count-th element of a tag in its part, or of its attribute: `a:t[12]`, `p:cNvPr[3]@descr`."""
    name = etree.QName(tag)
    prefix = _PREFIXES.get(name.namespace or "", name.namespace or "")
    place = f"{prefix}:{name.localname}[{count}]" if prefix else f"{name.localname}[{count}]"
    return f"{place}@{etree.QName(attribute).localname}" if attribute else place


RELATION_ID = _R + "id"
RELATION_DATA = _R + "dm"
ALTERNATE, CHOICE, FALLBACK = _MC + "AlternateContent", _MC + "Choice", _MC + "Fallback"
PARAGRAPH, PPR, RUN, RPR, TEXT = a("p"), a("pPr"), a("r"), a("rPr"), a("t")
BREAK, FIELD, END, LINK, HOVER = a("br"), a("fld"), a("endParaRPr"), a("hlinkClick"), a("hlinkMouseOver")
TABLE, ROW, CELL = a("tbl"), a("tr"), a("tc")
MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
TREE, FRAME, GROUP, PICTURE = p("spTree"), p("graphicFrame"), p("grpSp"), p("pic")
SECTION = "{http://schemas.microsoft.com/office/powerpoint/2010/main}section"
DIAGRAM_IDS = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds"
DRAWING_REFERENCE = "{http://schemas.microsoft.com/office/drawing/2008/diagram}dataModelExt"

RUN_PROPERTIES = tuple(
    a(name)
    for name in (
        "ln noFill solidFill gradFill blipFill pattFill grpFill effectLst effectDag highlight uLnTx uLn uFillTx uFill "
        "latin ea cs sym hlinkClick hlinkMouseOver rtl extLst"
    ).split()
)
"""What stands in run properties, in the order their schema wants (CT_TextCharacterProperties)."""
