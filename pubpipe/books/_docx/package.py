"""The parts of a Word file and the archive that holds them: the same bytes for the same book."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping
from copy import deepcopy
from importlib.resources import files

from lxml import etree

from pubpipe.books._docx import pictures, properties
from pubpipe.books._docx.page import Page
from pubpipe.books._docx.writing import Writing
from pubpipe.books._docx.xml import NAMESPACES, Element, make, root, serialise, sole, valued
from pubpipe.books._numbering import SCHEMES
from pubpipe.books._settings import assembly

_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_ENDED = ("TableofFigures", "TOC1", "TOC2")
"""The styles of lists whose page numbers stand at the end of the line."""
_TITLE_PAGE = ("SeriesName", "BookTitle", "BookSubtitle", "OriginalTitle", "Author", "Publisher", "TitleSpace")
_SMALLER = {"52": "44", "32": "28", "28": "24"}
"""For sizes of the title page, in half points, those on a small leaf: 一号 becomes 二号, 三号 四号, 四号 小四."""
_STATIC = ("styles", "settings", "fontTable", "numbering", "footnotes")
_OVERRIDES = {
    "word/document.xml": f"{_MAIN}document.main+xml",
    **{f"word/{name}.xml": f"{_MAIN}{name}+xml" for name in _STATIC},
    "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
    "docProps/app.xml": "application/vnd.openxmlformats-officedocument.extended-properties+xml",
    "docProps/custom.xml": "application/vnd.openxmlformats-officedocument.custom-properties+xml",
}
_EARLIEST = (1980, 1, 1, 0, 0, 0)
_WORD = f"{{{NAMESPACES['w']}}}"


def pack(writing: Writing, body: list[Element], heads: Mapping[str, bytes]) -> bytes:
    """The whole file."""
    assembled = writing.assembled
    for name in _STATIC:
        writing.relate(_OFFICE + name, f"{name}.xml")
    parts: dict[str, bytes] = {
        "word/document.xml": root("w:document", [make("w:body", {}, *body)]),
        "word/styles.xml": styles(writing),
        "word/numbering.xml": numbering(writing),
        "word/settings.xml": settings(writing),
        "word/fontTable.xml": static("fontTable"),
        "word/footnotes.xml": footnotes(writing),
        **{f"word/{name}": content for name, content in heads.items()},
        "docProps/core.xml": properties.core(assembled.book, writing.modified),
        "docProps/app.xml": properties.extended(assembled.book),
        "docProps/custom.xml": properties.custom(assembled.book),
    }
    used = {target for (_kind, target, _external) in writing.relationships}
    for picture in assembled.media.values():
        if pictures.kind(picture) and pictures.part_name(picture) in used:
            parts[f"word/{pictures.part_name(picture)}"] = picture
    own = [(kind, target, external, relation) for (kind, target, external), relation in writing.relationships.items()]
    shown = [each for each in own if each[0].endswith(("/hyperlink", "/image"))]
    parts["word/_rels/document.xml.rels"] = relationships(own)
    parts["word/_rels/footnotes.xml.rels"] = relationships(shown)
    parts["_rels/.rels"] = relationships(
        [
            (f"{_OFFICE}officeDocument", "word/document.xml", False, "rId1"),
            (f"{_RELATIONS}/metadata/core-properties", "docProps/core.xml", False, "rId2"),
            (f"{_OFFICE}extended-properties", "docProps/app.xml", False, "rId3"),
            (f"{_OFFICE}custom-properties", "docProps/custom.xml", False, "rId4"),
        ]
    )
    return archive({"[Content_Types].xml": content_types(parts), **parts})


def archive(parts: Mapping[str, bytes]) -> bytes:
    """A zip with every member of one date, so that nothing but the content counts."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            member = zipfile.ZipInfo(name, _EARLIEST)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.external_attr = 0o644 << 16
            package.writestr(member, content)
    return held.getvalue()


def static(name: str) -> bytes:
    """A part as it stands in this room's folder `parts`."""
    return files("pubpipe.books._docx").joinpath("parts", f"{name}.xml").read_bytes()


def _parsed(name: str) -> Element:
    return etree.fromstring(static(name), etree.XMLParser(remove_blank_text=True, remove_comments=True))


def styles(writing: Writing) -> bytes:
    """The styles, with one for each combination of character styles (强调 within 加粗) and each in narrow columns."""
    made = _parsed("styles")
    by_id = {each.get(f"{_WORD}styleId"): each for each in made}
    for style in [] if writing.design == "book" else list(_parsed(writing.design)):
        made.replace(by_id[style.get(f"{_WORD}styleId")], style)
        by_id[style.get(f"{_WORD}styleId")] = style
    if writing.emphasis == "dots":
        _dot(by_id["Emphasis"])
    column, whole = writing.page.column, writing.page.text_width
    stops = {"GlossaryEntry": [column], "GlossaryLine": [column, whole], **{name: [whole] for name in _ENDED}}
    for name, ends in stops.items():
        for tab, end in zip(by_id[name].iter(f"{_WORD}tab"), ends, strict=True):
            tab.set(f"{_WORD}pos", str(end))
    _fit(by_id, writing.page)
    for names, identity in writing.styles.items():
        titles = [str(by_id[name][0].get(f"{_WORD}val")) for name in names]
        style = make("w:style", {"w:type": "character", "w:customStyle": 1, "w:styleId": identity})
        style.append(valued("w:name", "＋".join(titles)))
        style.append(valued("w:basedOn", names[0]))
        looks = make("w:rPr")
        for name in names[1:]:
            looks.extend(deepcopy([look for own in by_id[name].iterfind(f"{_WORD}rPr") for look in own]))
        style.append(looks)
        made.append(style)
    for name, identity in writing.narrow.items():
        style = make("w:style", {"w:type": "paragraph", "w:customStyle": 1, "w:styleId": identity})
        style.append(valued("w:name", f"窄栏 {by_id[name][0].get(f'{_WORD}val')}"))
        style.extend((valued("w:basedOn", name), make("w:qFormat"), make("w:pPr", {}, valued("w:jc", "left"))))
        made.append(style)
    return serialise(made)


def _dot(emphasis: Element) -> None:
    """Let emphasis be dots below the characters (着重号) instead of another face."""
    for looks in emphasis.iter(f"{_WORD}rPr"):
        for face in looks.findall(f"{_WORD}rFonts"):
            looks.remove(face)
        looks.append(valued("w:em", "dot"))


def _fit(by_id: Mapping[str | None, Element], page: Page) -> None:
    """Spread the title page over this leaf, smaller on a small one: the styles are drawn for 16开."""
    drawn = Page.of("16k")
    for name in _TITLE_PAGE:
        for spacing in by_id[name].iter(f"{_WORD}spacing"):
            for side in ("before", "after"):
                length = int(spacing.get(f"{_WORD}{side}", "0"))
                spacing.set(f"{_WORD}{side}", str(length * page.height // drawn.height))
        for size in by_id[name].iter(f"{_WORD}sz", f"{_WORD}szCs") if page.columns < drawn.columns else ():
            size.set(f"{_WORD}val", _SMALLER[size.get(f"{_WORD}val", "")])
    frame = next(by_id["Publisher"].iter(f"{_WORD}framePr"))
    frame.set(f"{_WORD}w", str(page.text_width))
    frame.set(f"{_WORD}y", str(int(frame.get(f"{_WORD}y", "0")) * page.height // drawn.height))


def numbering(writing: Writing) -> bytes:
    """The numberings, and one for each list of the book, which begins where the list does."""
    made = _parsed("numbering")
    scheme = assembly(writing.assembled.book, "numbering")
    headings = next(made.iter(f"{_WORD}abstractNum")).iterfind(f"{_WORD}lvl")
    for own, said in zip(headings, SCHEMES[scheme], strict=False):
        for name, value in (("numFmt", said.form), ("lvlText", said.pattern)):
            next(own.iter(f"{_WORD}{name}")).set(f"{_WORD}val", value)
    for index, (abstract, level, start) in enumerate(writing.lists, 2):
        override = make("w:lvlOverride", {"w:ilvl": level}, valued("w:startOverride", start))
        made.append(make("w:num", {"w:numId": index}, valued("w:abstractNumId", abstract), override))
    return serialise(made)


def settings(writing: Writing) -> bytes:
    """The settings; fields are updated on opening only where page numbers are not known."""
    made = _parsed("settings")
    if not writing.pages:
        notes = next(made.iter(f"{_WORD}footnotePr"))
        notes.addprevious(valued("w:updateFields", "true"))
    return serialise(made)


def footnotes(writing: Writing) -> bytes:
    """The notes, after the two lines every Word file has above them."""
    lines = [
        make(
            "w:footnote",
            {"w:type": kind, "w:id": identity},
            make("w:p", {}, make("w:pPr", {}, valued("w:pStyle", "Normal")), make("w:r", {}, make(f"w:{kind}"))),
        )
        for identity, kind in ((-1, "separator"), (0, "continuationSeparator"))
    ]
    return root("w:footnotes", [*lines, *writing.notes])


def relationships(own: Iterable[tuple[str, str, bool, str]]) -> bytes:
    """A .rels part."""
    made = sole(_RELATIONS, "Relationships")
    for kind, target, external, identity in own:
        element = etree.SubElement(made, f"{{{_RELATIONS}}}Relationship", Id=identity, Type=kind, Target=target)
        if external:
            element.set("TargetMode", "External")
    return serialise(made)


def content_types(parts: Mapping[str, bytes]) -> bytes:
    """[Content_Types].xml."""
    made = sole(_TYPES, "Types")
    defaults = {"rels": "application/vnd.openxmlformats-package.relationships+xml", "xml": "application/xml"}
    for name in parts:
        suffix = name.rpartition(".")[2]
        if name.startswith("word/media/"):
            defaults[suffix] = f"image/{'x-' if suffix in ('emf', 'wmf') else ''}{suffix}"
    for suffix, kind in defaults.items():
        etree.SubElement(made, f"{{{_TYPES}}}Default", Extension=suffix, ContentType=kind)
    for name in parts:
        kind = _OVERRIDES.get(name, "")
        if name.startswith(("word/header", "word/footer")):
            kind = f"{_MAIN}{name[5:11]}+xml"
        if kind:
            etree.SubElement(made, f"{{{_TYPES}}}Override", PartName=f"/{name}", ContentType=kind)
    return serialise(made)
