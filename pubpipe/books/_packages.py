"""What pandoc does not tell of a package: its pictures' bytes, the names people know them by, a Word file's title."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterator

_PICTURES = ("media/", "Pictures/", "ObjectReplacements/")
_RELATIONSHIPS = "word/_rels/document.xml.rels"
_PROPERTIES = "docProps/core.xml"
_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_NAMED = (
    "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr",
    "{http://schemas.openxmlformats.org/drawingml/2006/picture}cNvPr",
)
_BLIP = "{http://schemas.openxmlformats.org/drawingml/2006/main}blip"
_EMBED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}embed"
_DRAWING = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}drawing"


def media_of(package: bytes) -> dict[str, bytes]:
    """The pictures by name: `media/image1.png` of Word and EPUB, `Pictures/….png` and objects of OpenDocument."""
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        return {
            name.removeprefix("word/"): archive.read(name)
            for name in archive.namelist()
            if name.removeprefix("word/").startswith(_PICTURES) and not name.endswith("/")
        }


def picture_names_of(package: bytes) -> dict[str, list[str]]:
    """The names each picture bears in the document, by pandoc's name for it.

    Word and python-docx keep the name of the inserted file in the picture's own properties.
    """
    names: dict[str, list[str]] = {}
    for target, name in _named(package):
        names.setdefault(target, []).append(name)
    return names


def title_of(package: bytes) -> str:
    """The title in a Word file's properties, or ""."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        if _PROPERTIES not in archive.namelist():
            return ""
        return etree.fromstring(archive.read(_PROPERTIES), parser).findtext(_TITLE) or ""


def _named(package: bytes) -> Iterator[tuple[str, str]]:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        if _RELATIONSHIPS not in archive.namelist():
            return
        targets = {
            each.get("Id"): each.get("Target") for each in etree.fromstring(archive.read(_RELATIONSHIPS), parser)
        }
        body = etree.fromstring(archive.read("word/document.xml"), parser)
    for drawing in body.iter(_DRAWING):
        found = [each.get("name") or "" for tag in _NAMED for each in drawing.iter(tag)]
        for blip in drawing.iter(_BLIP):
            target = targets.get(blip.get(_EMBED))
            for name in found if target else []:
                yield posixpath.normpath(str(target)), name
