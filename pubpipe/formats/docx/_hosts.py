"""Pictures, shapes and text boxes: their words, drawn twice for old and new readers but told once."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from pubpipe.formats._places import Attribute
from pubpipe.formats.docx._claims import ALTERNATIVES, TEXTS, Claims
from pubpipe.formats.docx._places import Place
from pubpipe.formats.docx.names import BOX_CONTENT, FALLBACK, TEXT_PATH, VAL, w
from pubpipe.model import Fate


def branches(host: etree._Element, branch: str) -> list[etree._Element]:
    """The outermost text boxes of a host: those outside of any fallback, or (branch "") those within one."""
    found = []
    for box in host.iter(BOX_CONTENT):
        inside_box = inside_fallback = False
        for ancestor in box.iterancestors():
            inside_box = inside_box or ancestor.tag == BOX_CONTENT
            inside_fallback = inside_fallback or ancestor.tag == FALLBACK
            if ancestor is host:
                break
        if not inside_box and inside_fallback == (not branch):
            found.append(box)
    return found


def own(host: etree._Element, element: etree._Element) -> bool:
    """Whether an element belongs to the host itself and not to something in one of its text boxes."""
    for ancestor in element.iterancestors():
        if ancestor is host:
            return True
        if ancestor.tag == BOX_CONTENT:
            return False
    return True


def alternatives(host: etree._Element, part: str, claims: Claims) -> Iterator[Place]:
    """Alternative texts and titles of a host, each text once with all the attributes that say it."""
    found: dict[tuple[str, str], Place] = {}
    for tag, attribute in ALTERNATIVES:
        for element in host.iter(tag):
            words = element.get(attribute, "")
            if not words.strip() or not own(host, element):
                continue
            role = "title" if attribute == "title" else "alt"
            claims.claim(element, Fate.TRANSLATED, "text", attribute)
            place = found.setdefault((role, words), Place(role, (words,)))
            place.written.append(Attribute(part, element, attribute))
    yield from found.values()


def leave_loose(host: etree._Element, claims: Claims) -> None:
    """Answer for text of a host outside of its text boxes: drawn on a canvas, or left there by a broken program."""
    for element in host.iter(*TEXTS):
        if own(host, element):
            claims.claim(element, Fate.EXCLUDED, "text of a drawing")


def tables(table: etree._Element, part: str, claims: Claims, alt: bool) -> Iterator[Place]:
    """The alternative text and title of a table, if the rules give such texts."""
    properties = table.find(w("tblPr"))
    for name, role in (("tblCaption", "title"), ("tblDescription", "alt")):
        element = None if properties is None else properties.find(w(name))
        if element is not None and element.get(VAL, "").strip() and not alt:
            claims.claim(element, Fate.EXCLUDED, "alternative texts", VAL)
        elif element is not None and element.get(VAL, "").strip():
            claims.claim(element, Fate.TRANSLATED, "text", VAL)
            yield Place(role, (element.get(VAL, ""),), written=[Attribute(part, element, VAL)])


def word_arts(host: etree._Element, part: str, role: str, claims: Claims) -> Iterator[Place]:
    """Words drawn as a picture in VML: a watermark, a decorated title."""
    for element in host.iter(TEXT_PATH):
        words = element.get("string", "")
        if words.strip() and own(host, element):
            claims.claim(element, Fate.TRANSLATED, "text", "string")
            yield Place(role, (words,), written=[Attribute(part, element, "string")])
