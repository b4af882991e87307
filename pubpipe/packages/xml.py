"""XML from strangers: parsed without entities, network or surprises, written back as it was declared."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree

from pubpipe.errors import Unreadable
from pubpipe.messages import _

_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_DOCTYPE = re.compile(rb"<!(DOCTYPE|ENTITY)")


def parse(data: bytes, name: str) -> etree._ElementTree:
    """The tree of an XML part. Raises Unreadable if it is damaged, or declares a document type or entities.

    Raises MemoryError where memory does not suffice.
    """
    if _DOCTYPE.search(data):
        raise Unreadable(_("a document type or entity is declared, which is refused: {part}").format(part=name))
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_blank_text=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        if getattr(error, "code", None) == etree.ErrorTypes.ERR_NO_MEMORY:
            raise MemoryError from None
        raise _unparsed(name, error.msg or str(error)) from None
    except ValueError as error:
        raise _unparsed(name, str(error)) from None
    tree = root.getroottree()
    information: Any = tree.docinfo
    if information.doctype:
        raise Unreadable(_("a document type or entity is declared, which is refused: {part}").format(part=name))
    return tree


def _unparsed(name: str, reason: str) -> Unreadable:
    """The error for what the parser refused: what is too deep or too large for it is not damaged."""
    if "XML_PARSE_HUGE" in reason or "huge" in reason.lower():
        return Unreadable(_("nested too deeply or too large to be read: {part}").format(part=name))
    error = " ".join(reason.split())
    return Unreadable(_("damaged: {part} is not well-formed XML: {error}").format(part=name, error=error))


def write(tree: etree._ElementTree) -> bytes:
    """The tree as UTF-8 bytes, with a declaration that says standalone if the original's did."""
    information: Any = tree.docinfo
    written: Any = etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=information.standalone)
    return bytes(written)


def writable(text: str) -> str:
    """The text without the characters XML cannot hold."""
    return _UNWRITABLE.sub("", text)
