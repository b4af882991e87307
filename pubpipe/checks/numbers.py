"""Figures."""

from __future__ import annotations

from collections.abc import Iterator

from pubpipe.checks import MAJOR, MINOR, Context, check
from pubpipe.messages import _
from pubpipe.model import Code, CodeKind, Content, Issue, Segment, Severity, Span
from pubpipe.text.comparison import Difference, DifferenceKind, compare
from pubpipe.text.quantity import Quantity
from pubpipe.text.scripts import han_count
from pubpipe.text.writing import in_chinese

_TRANSPARENT = ("fn", "en", "cm")
_NOTE = "tn"


@check("accuracy/mistranslation/number", severity=MAJOR)
def numbers(segment: Segment, context: Context) -> Iterator[Issue]:
    """Every figure of the source stands in the target with the same value, and no other figure does.

    Dates, times, money, percentages, fractions, decades and number words are compared by what they say: $1.5 million
    is 150万美元, Chapter 3 is 第三章. Measures may be converted. A number written as a word is minor, for Chinese may
    say it without one. Translator's notes may hold figures of their own.
    """
    source, _places = _figures(segment.source)
    target, places = _figures(segment.target)
    language = "zh-Hans" if han_count(target) else "en"
    differences = compare(source, target, "en", language)
    missing = [each for each in differences if each.kind is DifferenceKind.MISSING]
    extra = [each for each in differences if each.kind is DifferenceKind.EXTRA]
    changed = len(missing) == len(extra) == 1
    for difference in differences:
        span = _span(difference.target, places)
        wanted, given = difference.source, difference.target
        if changed and wanted:
            assert extra[0].target
            message = _("the source says {source}, the target {target}").format(source=wanted, target=extra[0].target)
            yield Issue(message, _span(extra[0].target, places), suggestion=in_chinese(wanted))
        elif wanted and given:
            yield Issue(_disagreement(difference.kind).format(source=wanted, target=given), span)
        elif wanted:
            yield Issue(_missing(wanted), suggestion=in_chinese(wanted), severity=_severity(difference))
        elif given and not changed:
            yield Issue(_("the source has no figure {target}").format(target=given), span)


def _missing(wanted: Quantity) -> str:
    return _("the target lacks the figure {source}").format(source=wanted)


def _disagreement(kind: DifferenceKind) -> str:
    if kind is DifferenceKind.CURRENCY:
        return _("{source} and {target} are of different currencies")
    return _("{source} and {target} have the same figure and different units")


def _severity(difference: Difference) -> Severity | None:
    return MINOR if difference.source and difference.source.words else None


def _span(quantity: Quantity | None, places: list[int]) -> Span | None:
    if quantity is None:
        return None
    start, end = quantity.span
    return places[start], places[end - 1] + 1


def _figures(parts: Content) -> tuple[str, list[int]]:
    """The text in which figures are looked for, and where each of its characters stands in the text without codes.

    A line break or a picture parts two figures; a translator's note is blank.
    """
    shown: list[str] = []
    places: list[int] = []
    position = 0
    in_note = False
    for part in parts:
        if isinstance(part, Code):
            in_note = part.kind is CodeKind.OPEN if part.type == _NOTE else in_note
            if part.type == _NOTE or (part.kind is CodeKind.ALONE and part.type not in _TRANSPARENT):
                shown.append("\n")
                places.append(position)
        else:
            shown.append(" " * len(part) if in_note else part)
            places += range(position, position + len(part))
            position += len(part)
    return "".join(shown), places
