"""Colours of text in DrawingML, which slides, sheets, charts and Word's drawings share."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from pubpipe.formats import Rules
from pubpipe.formats._rules import Ruling, verdict

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_FILL, _HIGHLIGHT = _A + "solidFill", _A + "highlight"


def ruled(properties: etree._Element | None, rules: Rules) -> Ruling | None:
    """What becomes of a run with these properties (a:rPr), if a rule says so."""
    if properties is None or not (rules.exclude_highlights or rules.exclude_colours):
        return None
    return verdict(rules, (), _named(properties, _HIGHLIGHT), _named(properties, _FILL))


def _named(properties: etree._Element, tag: str) -> Iterator[str]:
    """What a fill calls its colour: a number, or the theme's name; what changes its shade is left aside."""
    for fill in properties.iterchildren(tag):
        for colour in fill:
            yield colour.get("lastClr") or colour.get("val") or ""
