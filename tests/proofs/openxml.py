"""ECMA-376 as its schemas say it: what a part of an OOXML package violates.

Extensions are taken off as a reader who does not know them would (ECMA-376 part 3): what stands in ignorable namespaces
(w14, w15, p14 …) goes, so nothing of these extensions is validated; of alternatives the fallback is read, and the text
boxes in the other choices are validated as bodies of their own.
"""

from __future__ import annotations

import io
import zipfile
from collections import Counter
from collections.abc import Container, Iterator
from copy import deepcopy
from functools import cache
from pathlib import Path
from urllib.parse import unquote

from lxml import etree

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "http://purl.oclc.org/ooxml/"
_NAMES = """
wml pml sml dml-main dml-chart dml-chartDrawing dml-diagram dml-picture dml-lockedCanvas dml-wordprocessingDrawing
dml-spreadsheetDrawing shared-math shared-documentPropertiesExtended shared-documentPropertiesCustom
shared-bibliography shared-customXmlDataProperties
""".split()


class Schemas:
    """The schemas of a folder that holds public/openxml and public/dc."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @cache  # noqa: B019
    def of(self, strict: bool) -> etree.XMLSchema:
        """All schemas of a dialect as one, so that what stands in a part of another language is validated too."""
        kind = "Strict" if strict else "Transitional"
        folder = self.folder / "public" / "openxml" / f"OfficeOpenXML-XMLSchema-{kind}"
        package = self.folder / "public" / "openxml" / "OpenPackagingConventions-XMLSchema"
        files = [folder / f"{name}.xsd" for name in _NAMES]
        files += [package / f"opc-{name}.xsd" for name in ("coreProperties", "relationships", "contentTypes")]
        spaces = [etree.parse(file).getroot().get("targetNamespace") for file in files]
        imports = "".join(
            f'<xsd:import namespace="{space}" schemaLocation="{file.as_uri()}"/>'
            for space, file in zip(spaces, files, strict=True)
        )
        parser = etree.XMLParser(no_network=True)
        parser.resolvers.add(_Local(self.folder))
        driver = f'<xsd:schema xmlns:xsd="http://www.w3.org/2001/XMLSchema">{imports}</xsd:schema>'
        return etree.XMLSchema(etree.fromstring(driver, parser, base_url=folder.as_uri() + "/all.xsd"))

    def violations(self, source: bytes, parts: Container[str]) -> Counter[tuple[str, str]]:
        """Every violation in some parts of a package, as (part, message), as often as it is there."""
        found: Counter[tuple[str, str]] = Counter()
        with zipfile.ZipFile(io.BytesIO(source)) as package:
            for name in package.namelist():
                if name not in parts or not name.endswith((".xml", ".rels")):
                    continue
                try:
                    root = etree.fromstring(package.read(name), _parser())
                except etree.XMLSyntaxError as error:
                    found[name, f"not well-formed: {error.msg}"] += 1
                    continue
                found.update((name, message) for message in self._of_part(root))
        return found

    def _of_part(self, root: etree._Element) -> Iterator[str]:
        space = etree.QName(root).namespace or ""
        if "openxmlformats" not in space and not space.startswith(_STRICT):
            return
        schema = self.of(space.startswith(_STRICT))
        inner = [deepcopy(each) for each in root.iter(f"{_W}txbxContent")]
        plain(root)
        yield from _errors(schema, root)
        for each in [*_pieces(root), *map(_body, inner)]:
            yield from _errors(schema, plain(each))


def _pieces(root: etree._Element) -> Iterator[etree._Element]:
    """Each child of a body as a document of its own: one violation hides those of its neighbours."""
    for body in root.iter(f"{_W}body"):
        for child in body:
            if child.tag != f"{_W}sectPr":
                yield _body([deepcopy(child)])


def _body(children: etree._Element | list[etree._Element]) -> etree._Element:
    """A document with these as its body."""
    document = etree.Element(f"{_W}document")
    etree.SubElement(document, f"{_W}body").extend(list(children))
    return document


def plain(root: etree._Element) -> etree._Element:
    """A part without its extensions, in place."""
    for each in list(root.iter(f"{_MC}AlternateContent")):
        around = each.getparent()
        if around is None:
            continue
        fallback = each.find(f"{_MC}Fallback")
        place = around.index(each)
        around[place : place + 1] = list(fallback) if fallback is not None else []
    ignorable = {
        each.nsmap.get(prefix)
        for each in root.iter("*")
        for prefix in (each.attrib.pop(f"{_MC}Ignorable", "") or "").split()
    }
    for each in list(root.iter("*")):
        for name in [name for name in each.attrib if etree.QName(name).namespace in (*ignorable, _MC[1:-1])]:
            del each.attrib[name]
        around = each.getparent()
        if etree.QName(each).namespace in ignorable and around is not None:
            around.remove(each)
    return root


def _errors(schema: etree.XMLSchema, root: etree._Element) -> Iterator[str]:
    again = etree.fromstring(etree.tostring(root), _parser())
    if not schema.validate(again):
        yield from (str(entry.message) for entry in schema.error_log)


def _parser() -> etree.XMLParser:
    return etree.XMLParser(huge_tree=True, resolve_entities=False, no_network=True)


class _Local(etree.Resolver):
    """Finds on this machine what the schemas import from elsewhere."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def resolve(self, system_url: str | None, public_id: str | None, context: object) -> object:
        """The file of that name, or nothing where the address is a file's already."""
        address = system_url or ""
        name = address.rpartition("/")[2]
        if name in ("dc.xsd", "dcterms.xsd", "dcmitype.xsd"):
            return self.resolve_filename(str(self.folder / "public" / "dc" / name), context)
        if name == "xml.xsd":
            return self.resolve_filename(str(next(self.folder.glob("public/**/w3c/xml.xsd"))), context)
        if "XMLSchema-Strict" in address:
            mended = _mended(Path(unquote(address.removeprefix("file://"))))
            return self.resolve_string(mended, context, base_url=address)
        return None


def _mended(file: Path) -> str:
    """The text of a strict schema that a strict reader takes: where xml: is, and defaults of the type they have."""
    place = 'namespace="http://www.w3.org/XML/1998/namespace"'
    text = file.read_text(encoding="utf-8-sig").replace(
        f"{place}/>", f'{place} schemaLocation="http://www.w3.org/2001/xml.xsd"/>'
    )
    text = text.replace('default="off"', 'default="false"').replace('default="on"', 'default="true"')
    return text.partition("?>")[2] if text.startswith("<?xml") else text
