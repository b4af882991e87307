"""Drop caps: a first letter in a frame of its own, which belongs to the word that goes on in the next paragraph."""

from __future__ import annotations

from collections.abc import Iterable
from copy import deepcopy

from lxml import etree

from pubpipe.formats.docx._pieces import Piece, Text
from pubpipe.formats.docx.names import CLOSING, OPENING, PPR, RPR, SPACE, P, R, T, child, w

FRAME, _DROP = w("framePr"), w("dropCap")
_LONGEST = 3
_BEFORE_LETTER = "“‘\"'«‹《〈「『【（([¿¡"


def is_drop_cap(paragraph: etree._Element) -> bool:
    """Whether a paragraph holds but the drop cap of the one that follows it."""
    properties = child(paragraph, PPR)
    frame = None if properties is None else child(properties, FRAME)
    if frame is None or frame.get(_DROP, "none") == "none":
        return False
    following = paragraph.getnext()
    length = sum(len(each.text or "") for each in paragraph.iter(T))
    return following is not None and following.tag == P and 0 < length <= _LONGEST


def lower(letters: list[Piece], rest: list[Piece]) -> None:
    """Give the letter of a drop cap the look of the word it begins, which stands among other pieces."""
    word = next((piece for piece in rest if isinstance(piece, Text)), None)
    if word is not None:
        for piece in letters:
            if isinstance(piece, Text):
                piece.dress, piece.look = word.dress, word.look


def dress(paragraph: etree._Element) -> etree._Element | None:
    """The run properties of a drop cap's letter."""
    run = next((each.getparent() for each in paragraph.iter(T)), None)
    return None if run is None else deepcopy(run.find(RPR))


def lift(paragraph: etree._Element, properties: etree._Element | None, children: Iterable[etree._Element]) -> bool:
    """Set the first letter of what was written into the drop cap's frame; False if it begins with something else."""
    first = next((each for each in children if each.tag not in OPENING and each.tag not in CLOSING), None)
    element = None if first is None or first.tag != R else next(first.iterchildren(T), None)
    words = "" if element is None else element.text or ""
    length = next((at for at, sign in enumerate(words, 1) if sign not in _BEFORE_LETTER), 0)
    if element is None or not length or not words[length - 1].strip():
        return False
    for each in list(paragraph):
        if each.tag != PPR:
            paragraph.remove(each)
    run = etree.SubElement(paragraph, R)
    if properties is not None:
        run.append(properties)
    etree.SubElement(run, T).text = words[:length]
    element.text = words[length:]
    if element.text != element.text.strip():
        element.set(SPACE, "preserve")
    if not element.text and first is not None:
        first.remove(element)
    return True
