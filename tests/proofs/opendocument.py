"""OASIS OpenDocument 1.3 as its schema says it: what a part of a package violates.

The schema stands in the PyPI package openxml-audit. What is foreign to OpenDocument (loext, calcext …) is taken off
first, as the standard says of extended documents, and every file is read as one of version 1.3.
"""

from __future__ import annotations

import io
import zipfile
from collections import Counter
from collections.abc import Container
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from lxml import etree

_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
XML = "http://www.w3.org/XML/1998/namespace"
_PARTS = ("content.xml", "styles.xml", "meta.xml")


@cache
def schema() -> tuple[etree.RelaxNG, frozenset[str]]:
    """The schema, and the namespaces it knows. Raises ModuleNotFoundError where openxml-audit is not installed."""
    file = Path(str(files("openxml_audit"))) / "odf" / "schemas" / "odf-1.3" / "OpenDocument-v1.3-schema.rng"
    tree = etree.parse(str(file))
    named: list[Any] = [each for each in tree.iter("{*}element", "{*}attribute") if ":" in each.get("name", "")]
    known = {each.nsmap.get(each.get("name").partition(":")[0], XML) for each in named}
    return etree.RelaxNG(tree), frozenset(known)


def violations(source: bytes, parts: Container[str]) -> Counter[tuple[str, str]]:
    """Every violation in some parts of a package, as (part, message), as often as it is there."""
    found: Counter[tuple[str, str]] = Counter()
    with zipfile.ZipFile(io.BytesIO(source)) as package:
        for name in package.namelist():
            if name in parts and name.rpartition("/")[2] in _PARTS:
                try:
                    root = etree.fromstring(package.read(name), etree.XMLParser(huge_tree=True, resolve_entities=False))
                except etree.XMLSyntaxError as error:
                    found[name, f"not well-formed: {error.msg}"] += 1
                    continue
                rules, known = schema()
                if not rules.validate(etree.fromstring(etree.tostring(plain(root, known)))):
                    found.update((name, str(entry.message)) for entry in rules.error_log)
    return found


def plain(root: etree._Element, known: frozenset[str]) -> etree._Element:
    """A part without what is foreign, in place; the text in a foreign element goes, the text behind it stays."""
    for each in list(root.iter("*")):
        for name in [name for name in each.attrib if (etree.QName(name).namespace or "") not in known]:
            del each.attrib[name]
        around = each.getparent()
        if around is not None and (etree.QName(each).namespace or "") not in known:
            before = each.getprevious()
            if before is not None:
                before.tail = (before.tail or "") + (each.tail or "")
            else:
                around.text = (around.text or "") + (each.tail or "")
            around.remove(each)
    root.set(f"{_OFFICE}version", "1.3")
    return root
