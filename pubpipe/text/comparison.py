"""How the quantities of a translation differ from those of its source."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction
from typing import cast

from pubpipe.text.numerals import ORDINALS
from pubpipe.text.quantities import quantities
from pubpipe.text.quantity import Kind, Quantity, values
from pubpipe.text.scripts import is_han
from pubpipe.text.units import converts

SOURCE_LANGUAGE = "en"
TARGET_LANGUAGE = "zh-Hans"

_MANY = 200
_EACH = re.compile("[各均都皆]|分别|同样|两者")
_COMPOUND = re.compile("[月点时]|分之")
"""Stands in Chinese quantities without digits that have parts."""

_VERSION, _WRITTEN = re.compile(r"\Av(?=\d)"), re.compile(r"\d[\d.]*")
_ONE = re.compile(r"\b(?:an?|one|each|per|every|single)\b", re.IGNORECASE)


class DifferenceKind(StrEnum):
    """How a quantity of one text fails its counterpart."""

    MISSING = "missing"
    EXTRA = "extra"
    CURRENCY = "currency"
    UNIT = "unit"


@dataclass(frozen=True, slots=True)
class Difference:
    """A quantity without an equal on the other side.

    MISSING has only a `source`, EXTRA only a `target`; CURRENCY and UNIT have both: the same figure of something else.
    """

    kind: DifferenceKind
    source: Quantity | None = None
    target: Quantity | None = None


def compare(
    source: str, target: str, source_language: str = SOURCE_LANGUAGE, target_language: str = TARGET_LANGUAGE
) -> list[Difference]:
    """What a translation says otherwise than its source, by value and in both directions.

    A figure of the source must stand in the target once for each time, unless it is one that words may hide; each
    figure in digits in the target must come from the source. Measures may be converted (6 %), dates and ranges written
    in any form. In the order of the source, then of the target.
    """
    wanted = quantities(source, source_language)
    bare = not any(map(_matters, wanted)) and not any(map(str.isdigit, target))
    if bare and not (wanted and _COMPOUND.search(target)):
        return []
    given = quantities(target, target_language)
    if not wanted and all(quantity.words for quantity in given):
        return []
    if max(len(wanted), len(given)) > _MANY:  # no sentence: only what stands on one side alone is looked at
        here, there = {each.value for each in wanted}, {each.value for each in given}
        wanted = tuple(each for each in wanted if each.value not in there)[:_MANY]
        given = tuple(each for each in given if each.value not in here)[:_MANY]
    return _Comparison(wanted, given, source, target).differences()


def _matters(quantity: Quantity) -> bool:
    """Whether a target without digits can differ from this: it must be said, or may be mistaken for another."""
    return quantity.required or quantity.kind is Kind.DATE or quantity.text.lower() in ORDINALS


class _Comparison:
    """Pairs the quantities of two texts, the surest pairs first."""

    def __init__(self, wanted: Sequence[Quantity], given: Sequence[Quantity], source: str, target: str) -> None:
        self._wanted = list(wanted)
        self._given = list(given)
        self._all_wanted = [*wanted, *(part for quantity in wanted for part in quantity.parts)]
        self._all_given = [*given, *(part for quantity in given for part in quantity.parts)]
        self._source = source
        self._target = target

    def differences(self) -> list[Difference]:
        self._pair_same()
        if not self._wanted and not self._given:
            return []
        self._pair_alike()
        self._take_apart()
        self._pair_same()
        self._pair_alike()
        found = self._paired_wrongly()
        missing = [each for each in self._wanted if each.required and not self._is_said(each)]
        unexplained = [each for each in self._given if each.required and not self._is_explained(each)]
        extra = [each for each in unexplained if not each.words]
        if not extra and (mistaken := self._mistaken_word(unexplained)):
            missing, extra = [mistaken[0]], [mistaken[1]]
        found += [Difference(DifferenceKind.MISSING, source=quantity) for quantity in missing]
        found += [Difference(DifferenceKind.EXTRA, target=quantity) for quantity in extra]
        return found

    def _mistaken_word(self, unexplained: Sequence[Quantity]) -> tuple[Quantity, Quantity] | None:
        """The only number of the source that has no answer and the only numeral of the target that answers none.

        Where no number that must be said is left, it may be an ordinal beside 第 or a month beside a month.
        """
        counted = [each for each in unexplained if each.words and self._counts(each)]
        apiece = _EACH.search(self._target)
        unanswered = [
            each for each in self._wanted if each.required and ((each.words and not apiece) or not self._is_said(each))
        ]
        if len(counted) != 1 or len(unanswered) > 1:
            return None
        (given,) = counted
        if not unanswered:
            ordinal = self._target[: given.span[0]].endswith("第")
            unanswered = [
                each
                for each in self._wanted
                if (ordinal and each.text.lower() in ORDINALS) or each.kind is given.kind is Kind.DATE
            ]
        if len(unanswered) != 1 or not (
            {unanswered[0].kind, given.kind} <= _COUNTS or unanswered[0].kind is given.kind
        ):
            return None
        return unanswered[0], given

    def _counts(self, quantity: Quantity) -> bool:
        """Whether a numeral counts something, as in 三页, and is no part of a word such as 四周, 十分 or 万一."""
        if quantity.kind not in _COUNTS:
            return True
        return quantity.value not in _ROUND and not _WITHIN_WORD.match(self._target, quantity.span[0])

    def _pair_same(self) -> None:
        """Take away the pairs of the same kind, value and unit, required ones first."""
        given: dict[object, list[Quantity]] = {}
        for other in reversed(self._given):
            given.setdefault(_same(other), []).append(other)
        for quantity in self._in_turn():
            equal = given.get(_same(quantity))
            if equal:
                self._take_away(quantity, equal.pop())

    def _pair_alike(self) -> None:
        """Take away the pairs that say the same in another form."""
        for quantity in self._in_turn():
            for other in self._given:
                if alike(quantity, other):
                    self._take_away(quantity, other)
                    break

    def _in_turn(self) -> list[Quantity]:
        return sorted(self._wanted, key=lambda each: not each.required)

    def _take_away(self, quantity: Quantity, other: Quantity) -> None:
        self._wanted = [each for each in self._wanted if each is not quantity]
        self._given = [each for each in self._given if each is not other]

    def _take_apart(self) -> None:
        self._wanted = _parts(self._wanted)
        self._given = _parts(self._given)

    def _paired_wrongly(self) -> list[Difference]:
        """Take away and report the pairs with the same figure of another currency or unit."""
        found = []
        for quantity in [each for each in self._wanted if each.required]:
            for other in self._given:
                kind = _mistaken(quantity, other)
                if kind:
                    found.append(Difference(kind, quantity, other))
                    self._take_away(quantity, other)
                    break
        return found

    def _is_said(self, quantity: Quantity) -> bool:
        """Whether the target says it once for several times (words, 各 3 小时), or in the very same characters."""
        once_for_all = quantity.words or _EACH.search(self._target)
        if once_for_all and any(alike(quantity, other) for other in self._all_given):
            return True
        if quantity.kind not in _PLAIN:
            return False
        if quantity.words:  # a title left in English
            return _occurrences(quantity.text, self._target) > 0
        return 0 < _occurrences(quantity.text, self._source) <= _occurrences(quantity.text, self._target)

    def _is_explained(self, quantity: Quantity) -> bool:
        """Whether the source says it anywhere; 1 may come from an article."""
        if any(alike(other, quantity) for other in self._all_wanted):
            return True
        counts = quantity.kind is Kind.MEASURE or is_han(self._target[quantity.span[1] :][:1])
        if quantity.value == 1 and counts and _ONE.search(self._source):
            return True
        return quantity.kind in _PLAIN and _occurrences(quantity.text, self._source) > 0


def _same(quantity: Quantity) -> tuple[Kind, object, str]:
    """What two quantities agree in that say the same; fractions as pairs, which are sooner compared."""
    value = quantity.value
    return quantity.kind, value.as_integer_ratio() if isinstance(value, Fraction) else value, quantity.unit


_COUNTS = {Kind.NUMBER, Kind.MEASURE}
_ROUND = {1, 10, 100, 1000, 10**4, 10**8}
_WITHIN_WORD = re.compile("[二八十]进制|[二三]元|四[周处面舍川]|三[思角明]|(?<=再)三|五金|百")
_PLAIN = {Kind.NUMBER, Kind.LABEL, Kind.CHAIN, Kind.TIME}
_AMOUNTS = {Kind.NUMBER, Kind.MONEY, Kind.MEASURE}


def _parts(whole: Sequence[Quantity]) -> list[Quantity]:
    return [part for each in whole for part in _parts_of(each)]


def _parts_of(whole: Quantity) -> list[Quantity]:
    if not whole.parts:
        return [whole]
    return [replace(part, required=whole.required, whole=whole) for part in whole.parts]


def _occurrences(figure: str, text: str) -> int:
    """How often the very same characters stand there, not within a longer figure or word."""
    edge = "A-Za-z0-9_" if figure[:1].isalpha() else r"\d."
    return len(re.findall(rf"(?<![{edge}]){re.escape(figure)}(?!\d)", text, re.IGNORECASE))


def alike(source: Quantity, target: Quantity) -> bool:
    """The same value in another form: converted, without its unit, as a fraction, of a known century."""
    kinds = {source.kind, target.kind}
    if kinds <= _AMOUNTS:
        if source.kind is target.kind is Kind.MEASURE:
            return any(converts(a, source.unit, b, target.unit) for a in values(source) for b in values(target))
        if kinds == {Kind.MONEY, Kind.MEASURE} or (source.unit != target.unit and kinds == {Kind.MONEY}):
            return False
        return _meet(source, target)
    if Kind.PERCENT in kinds:
        share = next((each for each in (source, target) if each.kind is Kind.NUMBER), None)
        is_share = share is not None and (bool(share.also) or cast(Fraction, share.value).denominator != 1)
        return (kinds == {Kind.PERCENT} or is_share) and _meet(source, target)
    if kinds & {Kind.LABEL, Kind.CHAIN}:
        return _written(source) == _written(target)
    return _alike_in_time(source, target)


def _alike_in_time(source: Quantity, target: Quantity) -> bool:
    """The same for dates, times and decades."""
    first, second = source.value, target.value
    if isinstance(first, tuple) and isinstance(second, tuple):
        if source.kind is not target.kind or Kind.DATE is source.kind:
            return source.kind is target.kind and first == second
        if source.kind is Kind.TIME:
            return (first[0] or 0) % 12 == (second[0] or 0) % 12 and first[1] == second[1]
        return first[1] == second[1] and (None in (first[0], second[0]) or first[0] == second[0])
    tuple_value, plain = (first, target) if isinstance(first, tuple) else (second, source)
    is_plain = plain.kind is Kind.NUMBER or (plain.kind is Kind.MEASURE and plain.unit == "day")
    if not isinstance(tuple_value, tuple) or not is_plain:
        return False
    kind = source.kind if plain is target else target.kind
    return any(value in set(values(plain)) for value in _plain_values(kind, tuple_value))


def _plain_values(kind: Kind, value: tuple[int | None, ...]) -> list[Fraction]:
    """The plain numbers a month, a day, a full hour or a decade may be written as."""
    if kind is Kind.DATE:
        said = [each for each in value if each is not None]
        return [Fraction(said[0])] if len(said) == 1 else []
    if kind is Kind.TIME and not value[1]:
        return [Fraction(value[0] or 0), Fraction((value[0] or 0) % 12)]
    if kind is Kind.DECADE and value[0] is not None:
        return [Fraction((value[0] - 1) * 100 + (value[1] or 0))]
    return []


def _mistaken(source: Quantity, target: Quantity) -> DifferenceKind | None:
    """How a pair with the same figure is wrong, if it is one."""
    if source.kind is target.kind and source.value == target.value and source.unit != target.unit:
        return {Kind.MONEY: DifferenceKind.CURRENCY, Kind.MEASURE: DifferenceKind.UNIT}.get(source.kind)
    kinds = {source.kind, target.kind}
    if kinds == {Kind.PERCENT, Kind.MEASURE} and "percentage point" in (source.unit, target.unit):
        first, second = (_figure(each) for each in (source, target))
        return DifferenceKind.UNIT if first == second else None
    return None


def _figure(quantity: Quantity) -> Fraction | None:
    if not isinstance(quantity.value, Fraction):
        return None
    return quantity.value * 100 if quantity.kind is Kind.PERCENT else quantity.value


def _meet(source: Quantity, target: Quantity) -> bool:
    return not set(values(source)).isdisjoint(values(target))


def _written(quantity: Quantity) -> str:
    """How a label is written, whatever joins its figures; v1.30 is version 1.30."""
    if isinstance(quantity.value, str):
        return _VERSION.sub("", quantity.value.replace("-", ".").lower())
    figure = _WRITTEN.search(quantity.text)
    return figure[0] if figure else quantity.text
