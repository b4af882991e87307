"""Figures."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from pubpipe.checks import MAJOR, MINOR, Context, check
from pubpipe.messages import _
from pubpipe.model import TRANSPARENT, Code, CodeKind, Content, Issue, Segment, Span
from pubpipe.text.comparison import DifferenceKind, compare
from pubpipe.text.quantity import Quantity, placed
from pubpipe.text.scripts import has_han
from pubpipe.text.writing import in_chinese, in_place_of

_NOTE = "tn"


@check("accuracy/mistranslation/number", severity=MAJOR)
def numbers(segment: Segment, context: Context) -> Iterator[Issue]:
    """Every figure of the source stands in the target with the same value, and no other figure does.

    Dates, times, money, percentages, fractions, decades and number words are compared by what they say: $1.5 million
    is 150万美元, Chapter 3 is 第三章. Measures may be converted. A number written as a word is minor where it is only
    missing, for Chinese may say it without one; so are 1-way, 100% and a lone 0, 1 or 2 that only the target has.
    Translator's notes may hold figures of their own.
    """
    source, _places = _figures(segment.source)
    target, places = _figures(segment.target)
    language = "zh-Hans" if has_han(target) else "en"
    differences = compare(source, target, "en", language)
    if not differences:
        return
    missing = _wrong([each.source for each in differences if each.kind is DifferenceKind.MISSING])
    extra = _wrong([each.target for each in differences if each.kind is DifferenceKind.EXTRA])
    for difference in differences:
        if difference.source and difference.target:
            message = _disagreement(difference.kind).format(source=difference.source, target=difference.target)
            yield Issue(message, _span(difference.target, places))
    for wanted, given in _paired(missing, extra):
        if wanted and given:
            start, end = given.span
            better = in_place_of(given, wanted, target[:start])
            mended = compare(source, target[:start] + better + target[end:], "en", language)
            message = _("the source says {source}, the target {target}").format(source=wanted, target=given)
            yield Issue(message, _span(given, places), better if len(mended) < len(differences) else "")
        elif wanted:
            severity = MINOR if wanted.words or _need_not_stand(wanted, source, target) else None
            yield Issue(_missing(wanted), suggestion=in_chinese(placed(wanted)), severity=severity)
        elif given:
            message = _("the source has no figure {target}").format(target=given)
            severity = MINOR if not missing and _may_be_added(given, target) else None
            yield Issue(message, _span(given, places), severity=severity)


def _need_not_stand(wanted: Quantity, source: str, target: str) -> bool:
    """Whether Chinese says it without a figure: one-way, 100% safe; or as part of a name that stands there (2to3)."""
    end = wanted.span[1]
    name = re.match(r"[A-Za-z]\w*", source[end:])
    whole = bool(name) and f"{wanted.text}{name[0] if name else ''}" in target
    return whole or wanted.text in ("100%", "100 percent") or (wanted.text == "1" and source[end : end + 1] == "-")


def _may_be_added(given: Quantity, target: str) -> bool:
    """Whether a figure that only the target has may stand for a word, or count what follows: 初始化为0, 16进制, (1)."""
    return given.value in (0, 1, 2) or target[given.span[1] :].lstrip().startswith(("进制", "分之一"))


def _wrong(found: Sequence[Quantity | None]) -> list[Quantity]:
    """What is wrong, a compound as one: where all its parts are, or where several have no place of their own."""
    wrong = [each for each in found if each]
    counted = Counter(id(each.whole) for each in wrong if each.whole)
    wholes: dict[int, Quantity] = {}
    for each in wrong:
        whole = each.whole
        several = whole and counted[id(whole)] > 1 and (len(whole.parts) == counted[id(whole)] or placed(each) is whole)
        kept = whole if whole and several else each
        wholes.setdefault(id(kept), kept)
    return list(wholes.values())


def _paired(
    missing: Sequence[Quantity], extra: Sequence[Quantity]
) -> Iterator[tuple[Quantity | None, Quantity | None]]:
    """Each figure that is missing with the one that stands for it, where there is but one that may."""
    alone = len(missing) == len(extra) == 1
    kinds = [Counter(placed(each).kind for each in side) for side in (missing, extra)]
    given = {placed(each).kind: each for each in extra}
    paired = []
    for wanted in missing:
        kind = placed(wanted).kind
        found = extra[0] if alone else given[kind] if all(each[kind] == 1 for each in kinds) else None
        paired.append(found)
        yield wanted, found
    yield from ((None, each) for each in extra if not any(each is found for found in paired))


def _missing(wanted: Quantity) -> str:
    return _("the target lacks the figure {source}").format(source=wanted)


def _disagreement(kind: DifferenceKind) -> str:
    if kind is DifferenceKind.CURRENCY:
        return _("{source} and {target} are of different currencies")
    return _("{source} and {target} have the same figure and different units")


def _span(quantity: Quantity | None, places: Sequence[int]) -> Span | None:
    if quantity is None:
        return None
    start, end = quantity.span
    return places[start], places[end - 1] + 1


def _figures(parts: Content) -> tuple[str, Sequence[int]]:
    """The text in which figures are looked for, and where each of its characters stands in the text without codes.

    A line break or a picture parts two figures; a translator's note is blank.
    """
    shown: list[str] = []
    places: list[int] = []
    position = 0
    in_note = False
    if len(parts) == 1 and isinstance(parts[0], str):
        return parts[0], range(len(parts[0]))
    for part in parts:
        if isinstance(part, Code):
            in_note = part.kind is CodeKind.OPEN if part.type == _NOTE else in_note
            if part.type == _NOTE or (part.kind is CodeKind.ALONE and part.type not in TRANSPARENT):
                shown.append("\n")
                places.append(position)
        else:
            shown.append(" " * len(part) if in_note else part)
            places += range(position, position + len(part))
            position += len(part)
    return "".join(shown), places
