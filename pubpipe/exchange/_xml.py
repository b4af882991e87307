"""XML from strangers: bounded, without network, without entities; one sentence for whatever is wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from io import BytesIO
from typing import IO, Any

from lxml import etree

from pubpipe.errors import Unreadable
from pubpipe.messages import _

XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"

Element = Any
"""An lxml element; its stubs know too little."""


def local(element: Element) -> str:
    """An element's name without namespace; "" for comments and the like."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def elements(source: IO[bytes], kind: str, root: str, *wanted: str) -> Iterator[Element]:
    """Each element of a wanted name when it is complete, then forgotten; the root first, when it has begun.

    Raises Unreadable if the file is not XML, its root is another, or it declares entities. `kind` names the format.
    """
    try:
        events = etree.iterparse(
            source,
            events=("start", "end"),
            tag=[f"{{*}}{name}" for name in (root, *wanted)],
            resolve_entities=False,
            load_dtd=False,
            no_network=True,
            huge_tree=False,
        )
        begun = False
        for event, element in events:
            if not begun:
                first = element.getroottree().getroot()
                _refuse_others(first, kind, root)
                begun = True
                yield first
            elif event == "end" and local(element) in wanted:
                yield element
                element.clear()
                while element.getprevious() is not None:
                    del element.getparent()[0]
        if not begun:
            _refuse_others(events.root, kind, root)
    except etree.XMLSyntaxError as error:
        raise Unreadable(_("not sound XML: {reason}").format(reason=_reason(error))) from None


def tree(data: bytes, kind: str, root: str) -> Element:
    """The root element of a whole document. Raises Unreadable as `elements` does."""
    parser = etree.XMLParser(
        resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        found = etree.parse(BytesIO(data), parser).getroot()
    except etree.XMLSyntaxError as error:
        raise Unreadable(_("not sound XML: {reason}").format(reason=_reason(error))) from None
    _refuse_others(found, kind, root)
    return found


def _refuse_others(element: Element, kind: str, root: str) -> None:
    """Another root; and entities, which are nobody's need here and everybody's weapon."""
    if local(element) != root:
        raise Unreadable(_("not a {kind} file: it begins with <{name}>").format(kind=kind, name=local(element)))
    declared = element.getroottree().docinfo.internalDTD
    if declared is not None and any(True for _entity in declared.iterentities()):
        raise Unreadable(_("it declares XML entities, which are refused"))


def _reason(error: etree.XMLSyntaxError) -> str:
    return " ".join((error.msg or "").split())[:200] or _("it ends too early")


def inner(element: Element, code: Callable[[Element], Iterator[Any]]) -> Iterator[Any]:
    """The text of an element and what `code` makes of each child, in order."""
    if element.text:
        yield element.text
    for child in element:
        if local(child):
            yield from code(child)
        if child.tail:
            yield child.tail
