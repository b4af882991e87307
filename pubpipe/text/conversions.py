"""Measures in units that are not legal in China, in Chinese text, and the metric values that belong behind them.

    全长5英里 → 全长5英里（约8千米）        华氏60至70度 → 华氏60至70度（约16至21摄氏度）
    （占地5英亩） → （占地5英亩〔约2公顷〕）    5英里（见图2-1） → 5英里（约8千米，见图2-1）

Left alone is what is converted already, before or behind; what stands in quotation marks, in 《》 or in a name; idioms
(最后一英里), amounts nobody knows (几十英里、20多英里), rates of other such units (每加仑25英里) and differences of
temperature. Which units there are stands in units.toml, how values are rounded in rounding.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

from pubpipe.model import Span
from pubpipe.text.chinese import value_of
from pubpipe.text.numerals import CHINESE_DIGITS
from pubpipe.text.rounding import Amount, Rounded, amount, decimal, half_up, halved, rounded, scaled
from pubpipe.text.shared import VULGAR
from pubpipe.text.units import BY_NAME, MEASURES, Measure, converts

_HAN = "一二三四五六七八九十百千万亿两零〇"
_DIGITS = r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
_NUMBER = (
    rf"(?:{_DIGITS}(?:\s?[百千万亿]+(?:\d+[百千万亿]+)*)?|\d+/\d+|\d*[{''.join(VULGAR)}]"
    rf"|(?:[{_HAN}]+又)?[{_HAN}]+分之[{_HAN}]+|[{_HAN}]+(?:点[{_HAN}]+)?|半)"
)
_BEFORE = re.compile(rf"(?<![\d.,/A-Za-z_几数成第{_HAN}])({_NUMBER})\s?$")
_APPROXIMATE = re.compile(f"[{''.join(CHINESE_DIGITS)}]{{2}}|^[百千万亿]")
_JOINT = re.compile(r"\s?(?:(?P<range>至|到|～|~|—|–|-)|(?P<list>、|或|和|及|与)|(?P<times>×))\s?$")
_LISTED = re.compile(r"[-—～~.图表第]\s?$")
_CUT = re.compile(r"\d\s?(?:至|到|～|~|—|–|-)$")
_RATE = re.compile(r"\s?/\s?(?:秒|分钟|小时|天|日|月|年|人|户)(?!均)|每(?:秒|分钟|小时|天|日|年)")
_IDIOM = re.compile("(?:每|最后|额外|多走|任何|哪怕|头|同|这|那)$")
_MOST_OF = re.compile("[大小多]$")
_NAMED = re.compile(
    "社区|小区|公园|广场|大道|湖|溪|岛|镇|村|县|乡|桥|站|小学|中学|学校|教堂|俱乐部|河(?![段道岸流])|山(?![路道])"
)
_DIFFERENCE = re.compile(
    "(?:升高|上升|升温|增加|提高|下降|降低|降温|温差|相差|高出|变化|幅度)[了约近达大为少至不高低]{0,3}$"
)
_DIFFERENT = re.compile("的?(?:温差|变化|幅度|差)")
_SIGN = re.compile(r"(?:零下|负|[-−])\s?$")
_FAHRENHEIT = re.compile(
    rf"华氏\s?(?P<first>(?:零下|负)?{_NUMBER})(?:度?(?P<joint>至|到|～|~|—|–|-)(?:华氏)?(?P<second>(?:零下|负)?{_NUMBER}))?度"
)
_SAME = re.compile(
    rf"\s?[（(〔，,/]?\s?(?:约|合|即|折|为|相当于|也就是|等于|或){{0,4}}\s?(?:{_DIGITS}(?:至|到|～|~|—|–|-|、|和))*"
)
"""What stands between a measure and its metric value, on either side."""
_PRECISE = 3
"""Significant figures of what is said in two units, feet and inches."""
_WINDOW = 32
_NEAR = 24
_OPENING, _CLOSING = "“《〈", "”》〉"


@dataclass(frozen=True, slots=True)
class Conversion:
    """A measure where it stands, and its metric value: 约8千米.

    Where none is `given`, `said` is what to put at `at`.
    """

    span: Span
    text: str
    metric: str
    given: bool
    at: int = 0
    said: str = ""


@dataclass(frozen=True, slots=True)
class _Chain:
    """One or several amounts of a unit: 5至10英里; `joints` stand between them, `rate` behind (/秒)."""

    span: Span
    amounts: tuple[Amount, ...]
    joints: tuple[str, ...]
    measure: Measure
    rate: str = ""
    is_sign: bool = False


def converted(text: str, names: Iterable[str] = ()) -> str:
    """The text with the metric value of each measure that has none; what is converted stays as it is."""
    for each in reversed(conversions(text, names)):
        if not each.given:
            text = text[: each.at] + each.said + text[each.at :]
    return text


def conversions(text: str, names: Iterable[str] = ()) -> list[Conversion]:
    """The measures of a Chinese text that have a metric value, or want one, in reading order.

    `names` are names that may hold a measure: 五英里公园.
    """
    if not _any_measure().search(text):
        return []
    closed = _closed(text, names)
    found = [
        _conversion(text, chain)
        for chain in _chains(text)
        if not any(start < chain.span[1] and chain.span[0] < end for start, end in closed) and not _is_left(text, chain)
    ]
    return sorted(found, key=lambda each: each.span)


@cache
def _any_unit() -> re.Pattern[str]:
    return re.compile("华氏|" + "|".join(re.escape(name) for each in MEASURES if each.metric for name in each.chinese))


@cache
def _any_measure() -> re.Pattern[str]:
    """A unit behind what may end a number: sooner looked for than the whole."""
    return re.compile(rf"[华\d半{_HAN}{''.join(VULGAR)}](?:(?<=华)氏|\s{{0,2}}(?:{_any_unit().pattern}))")


@cache
def _units() -> re.Pattern[str]:
    """The names of the units to be converted, each unit a group of its own."""
    names = [(name, index) for index, each in enumerate(MEASURES) if each.metric for name in each.chinese]
    ordered = sorted(names, key=lambda each: -len(each[0]))
    groups = [
        f"(?P<u{index}_{place}>{re.escape(name)}{f'(?:{MEASURES[index].behind})' if MEASURES[index].behind else ''})"
        for place, (name, index) in enumerate(ordered)
    ]
    return re.compile("|".join(groups))


def _measure(found: re.Match[str]) -> Measure:
    return MEASURES[int((found.lastgroup or "").partition("_")[0].removeprefix("u"))]


def _chains(text: str) -> Iterator[_Chain]:
    """The measures of a text; the last ones first, for what stands before a unit belongs to it."""
    for found in _FAHRENHEIT.finditer(text):
        parts = [part for part in (found["first"], found["second"]) if part]
        if not any(_APPROXIMATE.search(part) for part in parts):
            amounts = tuple(_signed(part) for part in parts)
            joints = (found["joint"],) if found["joint"] else ()
            yield _Chain(found.span(), amounts, joints, BY_NAME["degree Fahrenheit"])
    done = len(text)
    for unit in reversed(list(_units().finditer(text))):
        chain = _chain(text, unit) if unit.end() <= done else None
        if chain is not None:
            done = chain.span[0]
            yield chain


def _signed(written_number: str) -> Amount:
    number = written_number.removeprefix("零下").removeprefix("负")
    found = amount(number)
    return found if number == written_number else _negative(found)


def _negative(given: Amount) -> Amount:
    return Amount(-given.value, given.figures, given.decimals, given.scale, given.grouped)


def _chain(text: str, unit: re.Match[str]) -> _Chain | None:
    """What a unit's name ends: all the amounts before it that share it."""
    measure, end = _measure(unit), unit.end()
    before = _number_before(text, unit.start())
    if before is None:
        return None
    start, last = before
    if text[end : end + 1] == "半" and text[end + 1 : end + 2] not in ("径", "数", "以") and last.value % 1 == 0:
        last, end = halved(last), end + 1
    start, last, measure = _compound(text, start, last, measure)
    if measure.dimension == "temperature" and (sign := _SIGN.search(text, max(0, start - 3), start)):
        start, last = sign.start(), _negative(last)
    amounts = [last]
    joints: list[str] = []
    while joint := _JOINT.search(text, max(0, start - 3), start):
        earlier = _number_before(text, _without_unit(text, joint.start(), measure))
        if earlier is None or (joint["list"] and _LISTED.search(text, max(0, earlier[0] - 2), earlier[0])):
            break
        start, first = earlier
        if last.scale and not first.scale and _without_unit(text, joint.start(), measure) == joint.start():
            first = scaled(first, last.scale)
        amounts.insert(0, first)
        joints.insert(0, joint[0].strip())
    rate = _RATE.match(text, end)
    stop = rate.end() if rate else end
    is_sign = text[unit.start() : unit.end()] in ("℉", "°F")
    return _Chain((start, stop), tuple(amounts), tuple(joints), measure, rate[0] if rate else "", is_sign)


def _number_before(text: str, end: int) -> tuple[int, Amount] | None:
    """The number that ends at a place, and where it begins."""
    found = _BEFORE.search(text[max(0, end - _WINDOW) : end])
    if found is None or _APPROXIMATE.search(found[1]):
        return None
    start = max(0, end - _WINDOW) + found.start(1)
    if found[1] == "半" and _MOST_OF.search(text, max(0, start - 1), start):
        return None
    if found[1] == "一" and _IDIOM.search(text, max(0, start - 2), start):
        return None
    try:
        return start, amount(found[1])
    except (ValueError, ZeroDivisionError):
        return None


def _without_unit(text: str, end: int, measure: Measure) -> int:
    """Where an amount before a place ends, whose unit's name may follow it."""
    name = next((name for name in measure.chinese if text.endswith(name, 0, end)), "")
    return end - len(name)


def _compound(text: str, start: int, last: Amount, measure: Measure) -> tuple[int, Amount, Measure]:
    """5英尺10英寸 as one amount of the larger unit; where no larger unit stands before, as it was."""
    for larger in MEASURES:
        if larger.metric and larger.dimension == measure.dimension and larger.factor > measure.factor:
            before = _without_unit(text, start, larger)
            found = _number_before(text, before) if before < start else None
            if found is not None and found[1].value % 1 == 0:
                value = found[1].value + last.value * measure.factor / larger.factor
                return found[0], Amount(value, _PRECISE), larger
    return start, last, measure


def _is_left(text: str, chain: _Chain) -> bool:
    """Whether a measure is none to be converted: a name's, an idiom's, a rate's, a difference's."""
    start, end = chain.span
    before, behind = text[max(0, start - _NEAR) : start], text[end : end + _NEAR]
    if not re.match(r"\d", text[start:]) and _NAMED.match(behind):
        return True
    is_temperature = chain.measure.dimension == "temperature"
    if _CUT.search(before) or not (is_temperature or any(each.value for each in chain.amounts)):
        return True
    if not chain.rate and re.match(r"\s?/|\s?每", behind) and not re.match("每[人户次年月天日个当]", behind):
        return True
    if re.search(rf"每[^，。；：、]{{0,4}}?(?:{_any_unit().pattern})[^，。；：]{{0,10}}$", before):
        return True
    if is_temperature:
        return bool(_DIFFERENCE.search(before) or _DIFFERENT.match(behind))
    return False


def _closed(text: str, names: Iterable[str]) -> list[Span]:
    """Where nothing is converted: in quotation marks, in titles of works, in names."""
    closed: list[Span] = []
    open_at: list[int] = []
    for place, character in enumerate(text):
        if character in _OPENING:
            open_at.append(place)
        elif character in _CLOSING and open_at:
            closed.append((open_at.pop(), place + 1))
    closed += [(place, len(text)) for place in open_at[:1]]
    for name in names:
        if name in text and _any_unit().search(name):
            closed += [found.span() for found in re.finditer(re.escape(name), text)]
    return closed


def _conversion(text: str, chain: _Chain) -> Conversion:
    start, end = chain.span
    metric = _metric(chain)
    if _is_given(text, chain):
        return Conversion(chain.span, text[start:end], metric, True)
    if text[end : end + 1] in ("（", "("):
        return Conversion(chain.span, text[start:end], metric, False, end + 1, f"{metric}，")
    within = text.count("（", 0, start) > text.count("）", 0, start)
    left, right = "〔〕" if within else "（）"
    return Conversion(chain.span, text[start:end], metric, False, end, f"{left}{metric}{right}")


def _is_given(text: str, chain: _Chain) -> bool:
    """Whether a metric value follows in brackets, or the same one stands near by, on either side."""
    start, end = chain.span
    metric = _metric_amounts(chain.measure.dimension)
    bracket = re.compile(r"\s?[（(〔\[]([^（）()〔〕\[\]]*)").match(text, end)
    if bracket and metric.search(bracket[1]):
        return True
    beside = [
        each for each in metric.finditer(text, max(0, start - _NEAR), start) if _SAME.fullmatch(text, each.end(), start)
    ]
    beside += [each for each in metric.finditer(text, end, end + _NEAR) if _SAME.fullmatch(text, end, each.start())]
    for found in beside:
        unit = _metric_unit(found["unit"], chain.measure.dimension)
        value = value_of(found["number"]) * (-1 if found["sign"] else 1)
        if unit and any(converts(each.value, chain.measure.name, value, unit) for each in chain.amounts):
            return True
    return False


@cache
def _metric_amounts(dimension: str) -> re.Pattern[str]:
    legal = [each for each in MEASURES if each.dimension == dimension and not each.metric]
    chinese = sorted((name for each in legal for name in each.chinese), key=len, reverse=True)
    english = [f"(?:{name})(?![A-Za-z])" for each in legal for name in each.english]
    return re.compile(
        rf"(?P<sign>零下|负)?(?P<number>{_DIGITS}(?:\s?[万亿]+)?)\s?(?P<unit>{'|'.join([*chinese, *english])})"
    )


@cache
def _metric_unit(name: str, dimension: str) -> str:
    for each in MEASURES:
        named = name in each.chinese or any(re.fullmatch(pattern, name) for pattern in each.english)
        if named and each.dimension == dimension and not each.metric:
            return each.name
    return ""


def _metric(chain: _Chain) -> str:
    """The metric value in words: 约8至16千米; without 约 where nothing was rounded."""
    if chain.measure.dimension == "temperature":
        shown = [_celsius(each) for each in chain.amounts]
        name = "℃" if chain.is_sign else BY_NAME["degree Celsius"].chinese[0]
    else:
        bases = [each.value * chain.measure.factor for each in chain.amounts]
        ladder = [BY_NAME[each] for each in chain.measure.metric]
        unit = next((each for each in ladder if max(bases) >= each.factor), ladder[-1])
        name = unit.chinese[0]
        shown = [rounded(base / unit.factor, each) for base, each in zip(bases, chain.amounts, strict=True)]
    said = ""
    for place, (each, joint) in enumerate(zip(shown, (*chain.joints, ""), strict=True)):
        shared = chain.amounts[place].shared and each.scale == shown[place + 1].scale
        said += each.figures + ("" if shared else each.scale) + (name if joint == "×" else "") + joint
    about = "" if all(each.exact for each in shown) else "约"
    return f"{about}{said}{name}{chain.rate.strip()}"


def _celsius(given: Amount) -> Rounded:
    """A temperature, with as many decimals as were given."""
    value = (given.value - 32) * Fraction(5, 9)
    near = half_up(value, given.decimals)
    return Rounded(("零下" if near < 0 else "") + decimal(near), "", near == value)
