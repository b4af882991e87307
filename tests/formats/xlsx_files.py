"""Workbooks made for tests: sheets and what hangs on them as XML, wrapped in the smallest sound package."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml."
NAMESPACES = (
    f'xmlns="{_MAIN}" xmlns:r="{_RELATIONS}" xmlns:a="{_DRAWING}/main" xmlns:c="{_DRAWING}/chart" '
    f'xmlns:xdr="{_DRAWING}/spreadsheetDrawing" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = "application/vnd.openxmlformats-officedocument."
_KINDS = {
    "comments": (f"{SPREADSHEET}comments+xml", f"{_RELATIONS}/comments"),
    "table": (f"{SPREADSHEET}table+xml", f"{_RELATIONS}/table"),
    "drawing": (f"{_OFFICE}drawing+xml", f"{_RELATIONS}/drawing"),
    "threadedComment": (
        "application/vnd.ms-excel.threadedcomments+xml",
        "http://schemas.microsoft.com/office/2017/10/relationships/threadedComment",
    ),
    "chart": (f"{_OFFICE}drawingml.chart+xml", f"{_RELATIONS}/chart"),
}


@dataclass
class Sheet:
    """A sheet: its rows, what stands before and after them, and parts hanging on it as (kind, XML)."""

    rows: str
    name: str = "Sheet"
    before: str = ""
    after: str = ""
    parts: Sequence[tuple[str, str]] = ()
    state: str = ""
    charts: Sequence[str] = field(default_factory=list)


def relations(targets: Sequence[tuple[str, str]]) -> str:
    """A part's relationships, numbered from rId1."""
    made = "".join(
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{made}</Relationships>'


def workbook(*sheets: Sheet, strings: Sequence[str] = (), core: str = "", names: str = "", styles: str = "") -> bytes:
    """A workbook; `strings` are the insides of its shared strings, or their text."""
    parts: dict[str, str] = {}
    types: list[tuple[str, str]] = [("/book.xml", f"{SPREADSHEET}sheet.main+xml")]
    links: list[tuple[str, str]] = []
    tabs = ""
    for number, sheet in enumerate(sheets, 1):
        name = f"sheets/s{number}.xml"
        links.append((f"{_RELATIONS}/worksheet", name))
        types.append((f"/{name}", f"{SPREADSHEET}worksheet+xml"))
        state = f' state="{sheet.state}"' if sheet.state else ""
        tabs += f'<sheet name="{sheet.name}" sheetId="{number}"{state} r:id="rId{number}"/>'
        hanging = []
        ends = ""
        for at, (kind, body) in enumerate(sheet.parts, 1):
            part = f"{kind}{number}-{at}.xml"
            parts[part] = _HEAD + body.replace(" NS", f" {NAMESPACES}", 1)
            types.append((f"/{part}", _KINDS[kind][0]))
            hanging.append((_KINDS[kind][1], f"/{part}"))
            if kind == "drawing":
                ends += f'<drawing r:id="rId{at}"/>'
                charts = [(_KINDS["chart"][1], f"chart{number}-{each}.xml") for each in range(1, len(sheet.charts) + 1)]
                if charts:
                    parts[f"_rels/{part}.rels"] = relations(charts)
            if kind == "table":
                ends += f'<tableParts count="1"><tablePart r:id="rId{at}"/></tableParts>'
        for at, body in enumerate(sheet.charts, 1):
            parts[f"chart{number}-{at}.xml"] = _HEAD + body.replace(" NS", f" {NAMESPACES}", 1)
            types.append((f"/chart{number}-{at}.xml", _KINDS["chart"][0]))
        rows = f"<sheetData>{sheet.rows}</sheetData>"
        parts[name] = f"{_HEAD}<worksheet {NAMESPACES}>{sheet.before}{rows}{sheet.after}{ends}</worksheet>"
        if hanging:
            parts[f"sheets/_rels/s{number}.xml.rels"] = relations(hanging)
    if strings:
        items = "".join(f"<si>{each if each.startswith('<') else f'<t>{each}</t>'}</si>" for each in strings)
        parts["strings.xml"] = f'{_HEAD}<sst {NAMESPACES} count="9" uniqueCount="{len(strings)}">{items}</sst>'
        links.append((f"{_RELATIONS}/sharedStrings", "strings.xml"))
        types.append(("/strings.xml", f"{SPREADSHEET}sharedStrings+xml"))
    if styles:
        parts["styles.xml"] = f"{_HEAD}<styleSheet {NAMESPACES}>{styles}</styleSheet>"
        links.append((f"{_RELATIONS}/styles", "styles.xml"))
        types.append(("/styles.xml", f"{SPREADSHEET}styles+xml"))
    mains = [(f"{_RELATIONS}/officeDocument", "book.xml")]
    if core:
        spaces = f'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:cp="{_PACKAGE}/metadata/core-properties"'
        parts["core.xml"] = f"{_HEAD}<cp:coreProperties {spaces}>{core}</cp:coreProperties>"
        mains.append((f"{_PACKAGE}/relationships/metadata/core-properties", "core.xml"))
        types.append(("/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"))
    overrides = "".join(f'<Override PartName="{part}" ContentType="{kind}"/>' for part, kind in types)
    defaults = (
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
    )
    first = {
        "[Content_Types].xml": f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">{defaults}{overrides}</Types>',
        "_rels/.rels": relations(mains),
        "book.xml": f"{_HEAD}<workbook {NAMESPACES}><sheets>{tabs}</sheets>{names}</workbook>",
        "_rels/book.xml.rels": relations(links),
    }
    return package({name: body.encode() for name, body in {**first, **parts}.items()})


def package(parts: dict[str, bytes]) -> bytes:
    """Parts as a zip package."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(zipfile.ZipInfo(name), data)
    return made.getvalue()


def parts_of(source: bytes) -> dict[str, bytes]:
    """The parts of a package, in order."""
    with zipfile.ZipFile(io.BytesIO(source)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def row(number: int, *cells: str | int | float | None, hidden: bool = False) -> str:
    """A row of cells: an int is a shared string, a float a number, text a cell's own XML or an inline string."""
    made = ""
    for at, cell in enumerate(cells):
        reference = f"{chr(65 + at)}{number}"
        if isinstance(cell, float):
            made += f'<c r="{reference}" s="3"><v>{cell}</v></c>'
        elif isinstance(cell, int):
            made += f'<c r="{reference}" t="s"><v>{cell}</v></c>'
        elif cell is not None:
            made += (
                cell.replace("<c", f'<c r="{reference}"', 1)
                if cell.startswith("<c")
                else f'<c r="{reference}" t="inlineStr"><is><t>{cell}</t></is></c>'
            )
    return f'<row r="{number}"{" hidden=" + chr(34) + "1" + chr(34) if hidden else ""}>{made}</row>'
