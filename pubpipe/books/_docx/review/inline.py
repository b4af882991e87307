"""Changes within a paragraph: Han characters singly, Latin words whole, fields, pictures and note marks as they are."""

from __future__ import annotations

import re
from collections import Counter
from copy import deepcopy
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from pubpipe.books._docx.fields import is_joiner
from pubpipe.books._docx.review.marks import Marks
from pubpipe.books._docx.xml import Element, make, tag

_TOKEN = re.compile(r"[A-Za-z]+(?:['’\-][A-Za-z]+)*|\d+(?:[.,]\d+)*|\s+|.", re.DOTALL)
_ENDS = (tag("w:bookmarkStart"), tag("w:bookmarkEnd"))
_STYLE = f"{tag('w:rPr')}/{tag('w:rStyle')}"
_UNLIKE = 0.3
"""Paragraphs less alike than this change as wholes."""


@dataclass
class Atom:
    """The least that changes: what it is compared by, and its elements; of a piece of text its run and the piece.

    `before` are the ends of bookmarks, and of fields that go through several paragraphs, and joiners, that stand
    before it.
    """

    key: tuple[str, ...]
    elements: list[Element]
    piece: str = ""
    before: list[Element] = field(default_factory=list)


def shown(element: Element) -> str:
    """The text of an element, without codes of fields."""
    return "".join(each.text or "" for each in element.iter(tag("w:t"), tag("m:t")))


def tokens(text: str) -> list[str]:
    """A text cut where changes may begin."""
    return _TOKEN.findall(text)


def likeness(one: str, other: str) -> float:
    """How much two texts have in common, 0 to 1, whatever its order."""
    if one == other:
        return 1.0
    ours, theirs = Counter(tokens(one)), Counter(tokens(other))
    total = ours.total() + theirs.total()
    return 2 * (ours & theirs).total() / total if total else 1.0


def atoms(paragraph: Element) -> tuple[list[Atom], list[Element]]:
    """The atoms of a paragraph, and what stands after the last of them."""
    found: list[Atom] = []
    waiting: list[Element] = []
    children = [child for child in paragraph if child.tag != tag("w:pPr")]
    whole = _fields(children)
    place = 0
    while place < len(children):
        child = children[place]
        if place in whole:
            held = children[place : whole[place]]
            found.append(Atom(_field_key(held), held, before=waiting))
            waiting = []
            place = whole[place]
            continue
        place += 1
        if child.tag in _ENDS or _is_code(child) or is_joiner(child):
            waiting.append(child)
            continue
        for atom in _of(child):
            atom.before, waiting = waiting, []
            found.append(atom)
    return found, waiting


def _fields(children: list[Element]) -> dict[int, int]:
    """Where fields begin and end that begin and end in this paragraph."""
    standing: list[int] = []
    whole: dict[int, int] = {}
    for place, child in enumerate(children):
        for mark in child.iter(tag("w:fldChar")) if child.tag == tag("w:r") else ():
            kind = mark.get(tag("w:fldCharType"))
            if kind == "begin":
                standing.append(place)
            elif kind == "end" and standing:
                begun = standing.pop()
                if not standing:
                    whole[begun] = place + 1
    return whole


def _field_key(held: list[Element]) -> tuple[str, ...]:
    code = "".join(each.text or "" for child in held for each in child.iter(tag("w:instrText"))).strip()
    kind, result = code.partition(" ")[0], "".join(map(shown, held))
    if kind == "PAGEREF":
        return ("field", kind)
    return ("field", kind, result) if result else ("field", code)


def _is_code(child: Element) -> bool:
    return child.tag == tag("w:r") and next(child.iter(tag("w:fldChar"), tag("w:instrText")), None) is not None


def _of(child: Element) -> list[Atom]:
    """The atoms of an inline element that is no part of a field."""
    if child.tag == tag("w:r"):
        style = child.find(_STYLE)
        named = "" if style is None else style.get(tag("w:val"), "")
        content = [each for each in child if each.tag != tag("w:rPr")]
        if content and all(each.tag == tag("w:t") for each in content):
            return [Atom(("text", piece, named), [child], piece) for piece in tokens(shown(child))]
        if child.find(tag("w:ruby")) is not None:
            return [Atom(("ruby", shown(child)), [child])]
        reference = child.find(tag("w:footnoteReference"))
        if reference is not None:
            return [Atom(("note", shown(child)), [child])]
        pictures = "".join(each.get("descr", "") + each.get("name", "") for each in child.iter(tag("wp:docPr")))
        return [Atom((*(str(each.tag) for each in content), pictures), [child])]
    return [Atom((str(child.tag), shown(child)), [child])]


def merge(marks: Marks, old: Element, new: Element) -> None:
    """Put into the new paragraph what was changed against the old one."""
    before, _after = atoms(old)
    after, rest = atoms(new)
    for child in list(new):
        if child.tag != tag("w:pPr"):
            new.remove(child)
    alike = likeness(shown(old), "".join(atom.piece or "".join(map(shown, atom.elements)) for atom in after))
    for kind, begin, end, start, stop in _changes(before, after, alike):
        if kind == "equal":
            for one, other in zip(before[begin:end], after[start:stop], strict=True):
                if other.key[0] == "note":
                    marks.pair_notes(_note(other), _note(one))
            new.extend(_elements(after[start:stop]))
        else:
            new.extend(marks.round("w:del", _elements(before[begin:end], bare=True)))
            new.extend(marks.round("w:ins", _elements(after[start:stop])))
    new.extend(rest)
    marks.restyled(new, old)


def _note(atom: Atom) -> str:
    reference = atom.elements[0].find(tag("w:footnoteReference"))
    assert reference is not None
    return reference.get(tag("w:id"), "")


def _changes(before: list[Atom], after: list[Atom], alike: float) -> list[tuple[str, int, int, int, int]]:
    """What is equal and what not, in order: ("equal" or "replace", old from, to, new from, to).

    A single character that stayed between two changes is part of them.
    """
    ours, theirs = [atom.key for atom in before], [atom.key for atom in after]
    if alike < _UNLIKE:
        notes = any(key[0] == "note" for key in ours) and any(key[0] == "note" for key in theirs)
        if not notes:
            return [("replace", 0, len(before), 0, len(after))]
    found: list[tuple[str, int, int, int, int]] = []
    matched = SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes()
    for place, (kind, begin, end, start, stop) in enumerate(matched):
        between = 0 < place < len(matched) - 1
        if kind == "equal" and not (between and end - begin == 1 and ours[begin][0] == "text"):
            found.append((kind, begin, end, start, stop))
        elif found and found[-1][0] == "replace":
            _kind, first, _end, first_new, _stop = found[-1]
            found[-1] = ("replace", first, end, first_new, stop)
        else:
            found.append(("replace", begin, end, start, stop))
    return found


def _elements(these: list[Atom], bare: bool = False) -> list[Element]:
    """The elements of atoms; neighbouring pieces of one run are one run again. `bare`: without what stands between."""
    made: list[Element] = []
    last: Element | None = None
    for atom in these:
        if not bare:
            made += atom.before
            last = None if atom.before else last
        if not atom.piece:
            made += [deepcopy(each) for each in atom.elements] if bare else atom.elements
            last = None
        elif last is atom.elements[0]:
            text = made[-1][-1]
            text.text = (text.text or "") + atom.piece
            _keep_spaces(text)
        else:
            last = atom.elements[0]
            look = last.find(tag("w:rPr"))
            text = make("w:t", text=atom.piece)
            _keep_spaces(text)
            made.append(make("w:r", {}, *([deepcopy(look)] if look is not None else []), text))
    return made


def _keep_spaces(text: Element) -> None:
    if (text.text or "") != (text.text or "").strip():
        text.set(tag("xml:space"), "preserve")


def whole(marks: Marks, kind: str, paragraph: Element) -> None:
    """Make all of a paragraph inserted or deleted."""
    held, rest = atoms(paragraph)
    for child in list(paragraph):
        if child.tag != tag("w:pPr"):
            paragraph.remove(child)
    paragraph.extend(marks.round(kind, _elements(held, bare=kind == "w:del")))
    if kind == "w:ins":
        paragraph.extend(rest)
    marks.paragraph(kind, paragraph)
