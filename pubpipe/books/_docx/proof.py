"""Reading a built Word file back by address, as when a publisher returns corrected proofs."""

from __future__ import annotations

import io
import zipfile

from lxml import etree

from pubpipe.books._address import address_of
from pubpipe.books._docx.fields import is_joiner
from pubpipe.books._docx.margins import INLINE
from pubpipe.books._docx.xml import tag

_PARTS = ("word/document.xml", "word/footnotes.xml")


def addresses_of_docx(source: bytes) -> dict[str, str]:
    """The text that stands under each address; of a picture, its alternative text. Numbers of headings are not text."""
    found: dict[str, str] = {}
    with zipfile.ZipFile(io.BytesIO(source)) as package:
        for name in _PARTS:
            open_bookmarks: dict[str, str] = {}
            parser = etree.XMLParser(resolve_entities=False, no_network=True)
            for element in etree.fromstring(package.read(name), parser).iter():
                if element.tag == tag("w:bookmarkStart"):
                    address = address_of(element.get(tag("w:name"), ""))
                    if address:
                        open_bookmarks[element.get(tag("w:id"), "")] = address
                        found.setdefault(address, "")
                elif element.tag == tag("w:bookmarkEnd"):
                    open_bookmarks.pop(element.get(tag("w:id"), ""), None)
                elif element.tag in (tag("w:t"), tag("wp:docPr")) and not (_is_reading(element) or _is_mark(element)):
                    text = element.text if element.tag == tag("w:t") else element.get("descr")
                    for address in open_bookmarks.values():
                        found[address] += text or ""
    return found


def _is_mark(element: etree._Element) -> bool:
    """Whether a text is the number of a page of the original, in the margin or in the text, or joins a note's mark."""
    anchor = next(element.iterancestors(tag("wp:anchor")), None)
    if anchor is not None and next(anchor.iter(tag("w:txbxContent")), None) is not None:
        return True
    run = element.getparent()
    if run is not None and is_joiner(run):
        return True
    style = None if run is None else run.find(f"{tag('w:rPr')}/{tag('w:rStyle')}")
    return style is not None and style.get(tag("w:val")) == INLINE


def _is_reading(element: etree._Element) -> bool:
    """Whether it stands above the text: pinyin."""
    return next(element.iterancestors(tag("w:rt")), None) is not None
