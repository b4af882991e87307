"""GB/T 7714 as CSL: one file, from which the style for a year, a system and the language of an entry is taken."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from lxml import etree

_FILE = Path(__file__).parent / "gbt7714.csl"
_WHEN = "{urn:pubpipe:when}"
_PRINTED = ("prefix", "suffix", "delimiter", "sort-separator")
"""The attributes whose characters are printed."""
_FULL_WIDTH = {", ": "，", ": ": "：", "; ": "；", "(": "（", ")": "）"}
"""Of the punctuation of 2025 only "." and "[ ]" and "//" are half-width, in Western entries too."""


@cache
def style(year: str, system: str, language: str) -> bytes:
    """The CSL style that writes entries of a language (zh or en)."""
    wanted = {"year": year, "system": system, "language": language}
    root = etree.parse(str(_FILE), etree.XMLParser(remove_comments=True, resolve_entities=False)).getroot()
    for element in list(root.iter()):
        said = {name: element.attrib.pop(_WHEN + name) for name in wanted if _WHEN + name in element.attrib}
        parent = element.getparent()
        if parent is not None and any(wanted[name] != value for name, value in said.items()):
            parent.remove(element)
        elif year == "2025":
            _widen(element)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True)


def _widen(element: etree._Element) -> None:
    for name in _PRINTED:
        text = element.get(name)
        if text:
            for half, full in _FULL_WIDTH.items():
                text = text.replace(half, full)
            element.set(name, text)
