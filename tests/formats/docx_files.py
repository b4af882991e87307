"""Word files made for tests: a body (and what else a case needs) as XML, wrapped in the smallest sound package."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from pubpipe.model import Code, CodeKind, Content, content

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NAMESPACES = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in {
        "w": W,
        "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
        "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
        "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
        "dgm": "http://schemas.openxmlformats.org/drawingml/2006/diagram",
        "v": "urn:schemas-microsoft-com:vml",
    }.items()
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_CORE = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
_ML = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_HEADER = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

STYLES = (Path(__file__).parent / "docx" / "styles.xml").read_text(encoding="utf-8")

_PARTS = {
    "styles": ("styles", STYLES),
    "footnotes": ("footnotes", ""),
    "endnotes": ("endnotes", ""),
    "comments": ("comments", ""),
    "header": ("hdr", ""),
    "footer": ("ftr", ""),
    "settings": ("settings", '<w:zoom w:percent="100"/><w:compat/>'),
    "numbering": ("numbering", ""),
}
_NAMES = {"header": "odd-names/top.xml", "footer": "odd-names/bottom.xml"}


def package(parts: Mapping[str, bytes | str]) -> bytes:
    """A zip package of parts by name, in order."""
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0)), data)
    return output.getvalue()


def word(body: str, more: Sequence[Mapping[str, str]] = (), **others: str) -> bytes:
    """A Word file with this body; `others` are the insides of footnotes, endnotes, comments, header, footer, core …

    `more` are whole parts: their name, the id and kind of the relationship to them, their media type and their data.
    """
    core = others.pop("core", "")
    inside = {"styles": STYLES, "settings": _PARTS["settings"][1], **others}
    overrides, relations = [], []
    parts: dict[str, str] = {}
    for kind, text in inside.items():
        name = _NAMES.get(kind, f"{kind}.xml")
        tag = _PARTS[kind][0]
        parts[f"word/{name}"] = f"{_HEADER}<w:{tag} {NAMESPACES}>{text}</w:{tag}>"
        overrides.append(f'<Override PartName="/word/{name}" ContentType="{_ML}.{kind}+xml"/>')
        relations.append(f'<Relationship Id="{kind}" Type="{_OFFICE}/{kind}" Target="{name}"/>')
    for each in more:
        parts[f"word/{each['part']}"] = each["data"]
        overrides.append(f'<Override PartName="/word/{each["part"]}" ContentType="{each["type"]}"/>')
        relations.append(f'<Relationship Id="{each["id"]}" Type="{_OFFICE}/{each["kind"]}" Target="{each["part"]}"/>')
    sections = "".join(f'<w:{kind}Reference r:id="{kind}"/>' for kind in ("header", "footer") if kind in inside)
    document = f"{_HEADER}<w:document {NAMESPACES}><w:body>{body}<w:sectPr>{sections}</w:sectPr></w:body></w:document>"
    package_relations = [f'<Relationship Id="main" Type="{_OFFICE}/officeDocument" Target="word/main part.xml"/>']
    if core:
        overrides.append(
            '<Override PartName="/docProps/core.xml" '
            'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
        )
        package_relations.append(f'<Relationship Id="core" Type="{_CORE}" Target="docProps/core.xml"/>')
        parts["docProps/core.xml"] = (
            '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
            f'xmlns:dc="http://purl.org/dc/elements/1.1/">{core}</cp:coreProperties>'
        )
    return package(
        {
            "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/word/main part.xml" ContentType="{_ML}.document.main+xml"/>'
            f"{''.join(overrides)}</Types>",
            "_rels/.rels": _relations(package_relations),
            "word/main part.xml": document,
            "word/_rels/main part.xml.rels": _relations(relations),
            **parts,
        }
    )


def _relations(each: list[str]) -> str:
    uri = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{uri}">{"".join(each)}</Relationships>'


def part(source: bytes, name: str) -> str:
    """The text of a part."""
    with zipfile.ZipFile(io.BytesIO(source)) as archive:
        return archive.read(name).decode()


def shown(parts: Content) -> str:
    """Content as one line: `<b1>bold</b1>`, `<fn1/>`, with what a standalone code displays: `<fld1=Table 1/>`."""
    marks = {CodeKind.OPEN: "<{}{}>", CodeKind.CLOSE: "</{}{}>", CodeKind.ALONE: "<{}{}{}/>"}
    return "".join(
        each
        if isinstance(each, str)
        else marks[each.kind].format(each.type, each.id, f"={each.display}" if each.display.strip() else "")
        for each in parts
    )


def written(line: str, source: Content) -> Content:
    """The content of a line as `shown` makes it, its codes those of the source."""
    codes = {shown((each,)): each for each in source if isinstance(each, Code)}
    found: list[str | Code] = []
    while line:
        name = next((name for name in codes if line.startswith(name)), None)
        found.append(codes[name] if name else line[0])
        line = line[len(name) if name else 1 :]
    return content(found)
