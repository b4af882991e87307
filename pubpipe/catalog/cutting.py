"""Cutting a document as its PO file has it cut: what extraction found need not be searched for again.

`must_fit` tells whether it fits: the fingerprint in the header is that of the sentences extraction found.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from pubpipe.catalog.catalog import Catalog
from pubpipe.catalog.header import SOURCE
from pubpipe.catalog.places import address, unit_of
from pubpipe.model import Segment, Unit

_SPACES = " \u00a0"
"""What stands between sentences and belongs to the later one; of line breaks the rules have their own say."""


def cutter(catalog: Catalog) -> Callable[[Unit], Unit | None]:
    """What cuts a unit as the catalog has it: None for one with codes, and where its sentences are not all its text."""
    found: dict[str, dict[int, str]] = {}
    for entry in catalog.live:
        for place in entry.places:
            unit, number = unit_of(place)
            found.setdefault(unit, {})[number] = entry.source
    file = catalog.header.get(SOURCE, "")
    return lambda unit: _cut(unit, found.get(address(file, unit.id), {}))


def _cut(unit: Unit, known: Mapping[int, str]) -> Unit | None:
    if len(unit.content) != 1 or not isinstance(unit.content[0], str) or not known:
        return None
    text, position = unit.content[0], 0
    made: list[Segment] = []
    for number in range(1, len(known) + 1):
        sentence = known.get(number, "")
        start = text.find(sentence, position)
        before = text[position:start]
        if not sentence or start < 0 or before.strip(_SPACES):
            return None
        made.append(Segment((sentence,), before=before, role=unit.role, place=unit.id))
        position = start + len(sentence)
    after = text[position:]
    if after.strip(_SPACES):
        return None
    if after:
        made[-1] = replace(made[-1], after=after)
    return replace(unit, segments=tuple(made))
