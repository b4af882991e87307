"""The XML of an EPUB's own records as expat sees it: elements, texts and attributes by line, no entity expanded."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from typing import NoReturn
from xml.parsers import expat

from pubpipe.errors import Unreadable
from pubpipe.formats.html.encoding import decode
from pubpipe.messages import _


@dataclass(frozen=True, slots=True)
class Element:
    """A start tag: names in lower case without prefix, attributes likewise."""

    name: str
    values: Mapping[str, str]
    line: int


@dataclass(frozen=True, slots=True)
class Characters:
    """Text between tags that begins in this line and does not leave it."""

    shown: str
    line: int


def events(data: bytes, name: str) -> Iterator[Element | Characters]:
    """Start tags and texts in order. Raises Unreadable where the part is not well-formed or declares an entity."""
    found: list[Element | Characters] = []
    parser = expat.ParserCreate("utf-8")

    def start(tag: str, attributes: dict[str, str]) -> None:
        values = {_local(key): value for key, value in attributes.items()}
        found.append(Element(_local(tag), values, parser.CurrentLineNumber))

    def characters(shown: str) -> None:
        found.append(Characters(shown, parser.CurrentLineNumber))

    def skipped(entity: str, is_parameter: bool) -> None:
        if not is_parameter:
            characters(unescape(f"&{entity};"))

    def declared(*_entity: object) -> NoReturn:
        raise Unreadable(_("an entity is declared, which is refused: {part}").format(part=name))

    parser.StartElementHandler = start
    parser.CharacterDataHandler = characters
    parser.SkippedEntityHandler = skipped
    parser.EntityDeclHandler = declared
    try:
        parser.Parse(decode(data).text.encode("utf-8", "replace"), True)
    except expat.ExpatError as error:
        raise Unreadable(_("damaged: {part} is not well-formed XML: {error}").format(part=name, error=error)) from None
    yield from found


def elements(data: bytes, name: str) -> Iterator[Element]:
    """The start tags alone."""
    return (each for each in events(data, name) if isinstance(each, Element))


def _local(name: str) -> str:
    return name.rpartition(":")[2].lower()
