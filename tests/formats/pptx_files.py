"""PowerPoint files made for tests: what a case needs as XML, wrapped in the smallest package that shows a slide."""

from __future__ import annotations

from collections.abc import Mapping

from tests.formats.docx_files import package

NAMESPACES = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in {
        "p": "http://schemas.openxmlformats.org/presentationml/2006/main",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
        "dgm": "http://schemas.openxmlformats.org/drawingml/2006/diagram",
        "dsp": "http://schemas.microsoft.com/office/drawing/2008/diagram",
        "a14": "http://schemas.microsoft.com/office/drawing/2010/main",
        "p14": "http://schemas.microsoft.com/office/powerpoint/2010/main",
        "p188": "http://schemas.microsoft.com/office/powerpoint/2018/8/main",
    }.items()
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_CORE = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
_TYPES = {
    "notes": ("notesSlide", "presentationml.notesSlide"),
    "comments": ("comments", "presentationml.comments"),
    "chart": ("chart", "drawingml.chart"),
    "data": ("diagramData", "drawingml.diagramData"),
    "drawing": ("diagramDrawing", "drawingml.diagramDrawing"),
    "layout": ("slideLayout", "presentationml.slideLayout"),
    "master": ("slideMaster", "presentationml.slideMaster"),
}
_TREES = ("notes", "layout", "master")
_ROOTS = {
    "notes": "p:notes",
    "comments": "p:cmLst",
    "chart": "c:chartSpace",
    "data": "dgm:dataModel",
    "drawing": "dsp:drawing",
    "layout": "p:sldLayout",
    "master": "p:sldMaster",
}
_REPLACED = {
    "{BODY}": '<p:sp><p:nvSpPr><p:cNvPr id="3" name="b"/><p:cNvSpPr/><p:nvPr><p:ph idx="1"/></p:nvPr></p:nvSpPr>'
    "<p:spPr/><p:txBody><a:bodyPr/>",
    "{TITLE}": '<p:sp><p:nvSpPr><p:cNvPr id="2" name="t"/><p:cNvSpPr/><p:nvPr><p:ph type="title"/></p:nvPr></p:nvSpPr>'
    "<p:spPr/><p:txBody><a:bodyPr/>",
    "{BOX}": '<p:sp><p:nvSpPr><p:cNvPr id="4" name="x"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/>',
    "{END}": "</p:txBody></p:sp>",
}


def deck(
    *slides: str,
    core: str = "",
    extension: str = "",
    hidden: bool = False,
    links: Mapping[str, str] | None = None,
    **parts: str,
) -> bytes:
    """A presentation of slides, each the inside of its shape tree; `parts` and `links` are those of the first slide."""
    overrides = [_override("ppt/show.xml", "presentationml.presentation.main")]
    files: dict[str, str] = {}
    first: list[str] = [
        f'<Relationship Id="{name}" Type="{_OFFICE}/hyperlink" Target="{target}" TargetMode="External"/>'
        for name, target in (links or {}).items()
    ]
    show: list[str] = []
    for kind, inside in parts.items():
        relation, media = _TYPES[kind]
        name = f"ppt/slides/{kind}.xml"
        overrides.append(_override(name, media))
        text = f"<p:cSld><p:spTree>{_shapes(inside)}</p:spTree></p:cSld>" if kind in _TREES else _shapes(inside)
        files[name] = f"<{_ROOTS[kind]} {NAMESPACES}>{text}</{_ROOTS[kind]}>"
        target = _relation(kind, relation, f"{kind}.xml")
        if kind == "master" and "layout" in parts:
            files["ppt/slides/_rels/layout.xml.rels"] = _relations([target])
        else:
            first.append(target)
    for at, inside in enumerate(slides, 1):
        name = f"ppt/slides/s{at}.xml"
        overrides.append(_override(name, "presentationml.slide"))
        show.append(_relation(f"s{at}", "slide", f"slides/s{at}.xml"))
        attribute = ' show="0"' if hidden else ""
        files[name] = f"<p:sld {NAMESPACES}{attribute}><p:cSld><p:spTree>{_shapes(inside)}</p:spTree></p:cSld></p:sld>"
    files["ppt/slides/_rels/s1.xml.rels"] = _relations(first)
    order = "".join(f'<p:sldId id="{300 - at}" r:id="s{at}"/>' for at in range(len(slides), 0, -1))
    main = [_relation("m", "officeDocument", "ppt/show.xml")]
    if core:
        overrides.append(
            '<Override PartName="/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
        )
        main.append(f'<Relationship Id="c" Type="{_CORE}" Target="core.xml"/>')
        files["core.xml"] = (
            '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
            f'xmlns:dc="http://purl.org/dc/elements/1.1/">{core}</cp:coreProperties>'
        )
    return package(
        {
            "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Default Extension="xml" ContentType="application/xml"/>{"".join(overrides)}</Types>',
            "_rels/.rels": _relations(main),
            "ppt/show.xml": f"<p:presentation {NAMESPACES}><p:sldIdLst>{order}</p:sldIdLst>{extension}"
            "</p:presentation>",
            "ppt/_rels/show.xml.rels": _relations(show),
            **files,
        }
    )


def _shapes(inside: str) -> str:
    for short, full in _REPLACED.items():
        inside = inside.replace(short, full)
    return inside


def _override(name: str, kind: str) -> str:
    return f'<Override PartName="/{name}" ContentType="application/vnd.openxmlformats-officedocument.{kind}+xml"/>'


def _relation(name: str, kind: str, target: str) -> str:
    return f'<Relationship Id="{name}" Type="{_OFFICE}/{kind}" Target="{target}"/>'


def _relations(each: list[str]) -> str:
    uri = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{uri}">{"".join(each)}</Relationships>'
