"""Cutting a document as its PO file has it cut: what extraction found need not be searched for again.

`must_fit` tells whether it fits: the fingerprint in the header is that of the sentences extraction found.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from pubpipe.catalog.catalog import Catalog
from pubpipe.catalog.header import SOURCE
from pubpipe.catalog.parsing import parse
from pubpipe.catalog.places import address, unit_of
from pubpipe.model import Code, Content, Segment, Unit

_SPACES = " \u00a0"
"""What stands between sentences and belongs to the later one; of line breaks the rules have their own say."""


def cutter(catalog: Catalog) -> Callable[[Unit], Unit | None]:
    """What cuts a unit as the catalog has it: None where its sentences and the spaces between are not all of it."""
    found: dict[str, dict[int, str]] = {}
    for entry in catalog.live:
        for place in entry.places:
            unit, number = unit_of(place)
            found.setdefault(unit, {})[number] = entry.source
    file = catalog.header.get(SOURCE, "")
    return lambda unit: _cut(unit, found.get(address(file, unit.id), {}))


def _cut(unit: Unit, known: Mapping[int, str]) -> Unit | None:
    if not known:
        return None
    if len(unit.content) != 1 or not isinstance(unit.content[0], str):
        return _cut_with_codes(unit, known)
    text, position = unit.content[0], 0
    made: list[Segment] = []
    for number in range(1, len(known) + 1):
        sentence = known.get(number, "")
        start = text.find(sentence, position)
        before = text[position:start]
        if not sentence or start < 0 or (before != " " and before.strip(_SPACES)):
            return None
        made.append(Segment((sentence,), before=before, role=unit.role, place=unit.id))
        position = start + len(sentence)
    after = text[position:]
    if after.strip(_SPACES):
        return None
    if after:
        made[-1] = replace(made[-1], after=after)
    return unit.cut(tuple(made))


def _cut_with_codes(unit: Unit, known: Mapping[int, str]) -> Unit | None:
    """The same of a unit with codes: each goes to the sentence that has it in the catalog."""
    place = (0, 0)
    made: list[Segment] = []
    for number in range(1, len(known) + 1):
        before, place = _spaces(unit.content, place)
        taken = _taken(unit.content, place, parse(known.get(number, "")).content)
        if taken is None:
            return None
        sentence, place = taken
        made.append(Segment(sentence, before=before, role=unit.role, place=unit.id))
    after, place = _spaces(unit.content, place)
    if place != (len(unit.content), 0):
        return None
    if after:
        made[-1] = replace(made[-1], after=after)
    return unit.cut(tuple(made))


_Place = tuple[int, int]
"""A place in a content: the number of a part, and how far into it."""


def _spaces(parts: Content, place: _Place) -> tuple[str, _Place]:
    """The spaces that stand at a place, and the place behind them."""
    index, offset = place
    part = parts[index] if index < len(parts) else ""
    if not isinstance(part, str):
        return "", place
    rest = part[offset:]
    spaces = rest[: len(rest) - len(rest.lstrip(_SPACES))]
    return spaces, _behind(parts, index, offset + len(spaces))


def _taken(parts: Content, place: _Place, wanted: Content) -> tuple[Content, _Place] | None:
    """What stands at a place, and the place behind it, if it is what is wanted, whatever numbers the codes have."""
    index, offset = place
    found: list[str | Code] = []
    for each in wanted:
        part = parts[index] if index < len(parts) else ""
        if isinstance(each, str) and isinstance(part, str) and part.startswith(each, offset):
            found.append(each)
            index, offset = _behind(parts, index, offset + len(each))
        elif (
            not isinstance(each, str) and not isinstance(part, str) and (part.kind, part.type) == (each.kind, each.type)
        ):
            found.append(part)
            index += 1
        else:
            return None
    return (tuple(found), (index, offset)) if found else None


def _behind(parts: Content, index: int, offset: int) -> _Place:
    """A place in a string, or the next part's where the string ends there."""
    part = parts[index] if index < len(parts) else ""
    return (index + 1, 0) if isinstance(part, str) and part and offset == len(part) else (index, offset)
