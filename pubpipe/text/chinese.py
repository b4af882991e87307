"""Quantities of Chinese text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from functools import cache, lru_cache
from itertools import compress

from pubpipe.model import Span
from pubpipe.text.english_dates import find_dates
from pubpipe.text.numerals import CHINESE_DIGITS, CHINESE_SCALES, chinese_value, decimal_value, roman_value
from pubpipe.text.quantity import Finder, Kind, Quantity
from pubpipe.text.shared import VULGAR, addresses_masked, chain, date, decade, identifiers, money, time, widen_ranges
from pubpipe.text.units import CURRENCIES, MEASURES

_CHARACTERS = dict(zip("∶—–−‑～~\u3000\u00a0\u202f\u2009", ":------    ", strict=True))
_CHARACTERS |= {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5E)}
_WRITTEN_OTHERWISE = re.compile(f"[{''.join(_CHARACTERS)}]")

_NUMERAL = "零〇○一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟"
_PLACES = "".join(CHINESE_DIGITS)
_DIGITS = r"(?:\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d{1,3}(?: \d{3})+(?![\d.,])(?!年)|\d+(?:\.\d+)?)"
_NOT_A_SCALE = "(?!瓦|克|米|字节|赫|卡|帕|伏|一)"
_SCALE = rf"(?:万亿|亿|万{_NOT_A_SCALE}|千{_NOT_A_SCALE}|百(?!分)|十)"
_MIXED = rf"{_DIGITS}(?:\s?{_SCALE}(?:\d+(?:\.\d+)?\s?{_SCALE}|\d{{1,4}}(?![\d.,年]))*)?"
_WRITTEN = rf"(?:[{_NUMERAL}](?<!千(?=[瓦克米]))){{1,20}}(?:点[{_PLACES}]{{1,6}}(?=[万亿%倍]|百分|米|公|英|美|元))?"
_ANY = rf"(?:{_MIXED}|{_WRITTEN})"
_MONTH = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
_DAY = r"(?:3[01]|[12]\d|0?[1-9]|三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九])"
_YEAR = r"(?:\d{4}|[一二][一二三四五六七八九〇零○]{3})"
_HALVED = {"年": "year", "天": "day", "小时": "hour", "英里": "mile", "公里": "kilometre", "英尺": "foot"}
_PART_OF_DAY = "上午|下午|晚上|早上|早晨|清晨|中午|凌晨|傍晚|夜间|晚间|晚|早|夜里"
_AFTERNOON = {"下午", "晚上", "傍晚", "夜间", "晚间", "晚"}
_OPTIONAL = {
    "翻两番": (Fraction(4),),
    "翻一番": (Fraction(2), Fraction(1)),
    "翻番": (Fraction(2), Fraction(1)),
    "半": (Fraction(1, 2),),
    "双": (Fraction(2),),
    "俩": (Fraction(2),),
    "首": (Fraction(1),),
    "季": (Fraction(1, 4), Fraction(3)),
    "十几": (Fraction(12),),
}


_VULGAR = "".join(VULGAR)
_ANYTHING = re.compile(f"[0-9０-９{_NUMERAL}{_VULGAR}Ⅰ-Ⅻ①-⑳IVXＩＶＸ半双俩首季番]")
_DIGIT = re.compile("[0-9]")
_COUNTS = re.compile(rf"[\d{_NUMERAL}{_VULGAR}]", re.ASCII)
_CLOCK = re.compile(r"[点时](?:(?<=[0-9零二两一三四五六七八九十].)|(?<=[0-9零二两一三四五六七八九十]\s.))", re.ASCII)
"""Where an hour may be told: behind a figure."""

_PART_SIGNS = re.compile("[午晚早晨夜]")
_COLON = re.compile(r"[0-9]\s?:\s?[0-9]", re.ASCII)
_JOINED = re.compile(r"[0-9](?:[-.][0-9]|\s?--?\s?[0-9]|(?<=[A-Z].)|(?<=[A-Z][-.].))", re.ASCII)
_CUT = re.compile("[0-9][-/.][0-9]")
_NAME = re.compile("[A-Z][a-z][a-z]")
_ANY_VULGAR = re.compile(f"[{_VULGAR}]")
_SCALED = rf"({_DIGITS})\s?({_SCALE})?"
_HOUR = r"(\d{1,2}|二?十[一二三四五六七八九]?|[一二两三四五六七八九])"
_MINUTE = r"(\d{1,2}|[二三四五]?十[一二三四五六七八九]?|零[一二三四五六七八九])"
_TIMES = (
    rf"({_PART_OF_DAY})\s?{_HOUR}\s?(?:[点时]\s?(?:(半)|整|{_MINUTE}\s?分?)?|:(\d\d))",
    rf"()(?<![\d:.]){_HOUR}\s?[点时](?:(半)|整|钟|{_MINUTE}\s?分)()",
    r"()(?<![\d:.])(2[0-4]|[01]?\d)()()\s?:\s?([0-5]\d)(?![\d:])",
    r"()(?<![\d:.])(2[0-4]|1?\d)\s?点(?!\d)()()()",
)
_WORD_SIGNS = re.compile("[番半双俩首季几]")


@cache
def _expression(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.ASCII)


def find(text: str) -> tuple[Quantity, ...]:
    """The quantities of a Chinese text, in reading order.

    Each kind is looked for only where the text has a sign it cannot do without.
    """
    if not _ANYTHING.search(text):
        return ()
    plain = addresses_masked(_WRITTEN_OTHERWISE.sub(lambda found: _CHARACTERS[found[0]], text))
    finder = Finder(plain, text)
    digits = _DIGIT.search(plain) is not None
    if _COUNTS.search(plain):
        _dates(finder, digits)
        _decades(finder, digits)
        _times(finder)
        if digits:
            _labels(finder)
            identifiers(finder)
        _fractions(finder, digits)
        _numbers(finder)
    _signs(finder, digits)
    return widen_ranges(finder, r"\s*(?:-|至|到|、|或|\s)+\s*\$?")


@lru_cache(maxsize=4096)
def value_of(written: str) -> Fraction:
    """The value of digits, of Chinese numerals or of both: 1亿2000万, 3.5万, 三百二十."""
    if not written[:1].isdigit():
        return chinese_value(written)
    if written.isdecimal():
        return Fraction(int(written))
    total = Fraction(0)
    last_scale = Fraction(0)
    for match in _expression(_SCALED).finditer(written):
        scale = Fraction(CHINESE_SCALES[match[2]] if match[2] else 1)
        if not match[2] and last_scale and len(match[1]) == 1:
            scale = last_scale / 10  # 3万5 is 35,000
        total += decimal_value(match[1]) * scale
        last_scale = scale
    return total


def _dates(finder: Finder, digits: bool) -> None:
    text = finder.text
    if "月" in text:
        pattern = rf"({_YEAR})\s?年\s?({_MONTH})\s?月(?:\s?份)?(?:\s?({_DAY})\s?[日号])?"
        for match in _expression(pattern).finditer(text):
            day = int(value_of(match[3])) if match[3] else None
            date(finder, match.span(), int(value_of(match[1])), int(value_of(match[2])), day)
        for match in _expression(rf"(?<![\d{_NUMERAL}个])({_MONTH})\s?月\s?(?:({_DAY})\s?[日号]|份?)").finditer(text):
            day = int(value_of(match[2])) if match[2] else None
            date(finder, match.span(), None, int(value_of(match[1])), day)
    if not digits:
        return
    if _CUT.search(text):
        for match in _expression(r"(?<![\d.-])(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?![\d-])").finditer(text):
            if 1 <= int(match[3]) <= 12 and 1 <= int(match[4]) <= 31:
                date(finder, match.span(), int(match[1]), int(match[3]), int(match[4]))
    if _NAME.search(text):
        find_dates(finder)


def _decades(finder: Finder, digits: bool) -> None:
    text = finder.text
    western = _expression(r"(?<![\d.])(1\d|20)?([1-9]0)'?s(?![A-Za-z])")
    for match in western.finditer(text) if digits and ("0s" in text or "0's" in text) else ():
        decade(finder, match.span(), int(match[1]) + 1 if match[1] else None, int(match[2]))
    if "年代" in text:
        tens = r"(\d0|[一二三四五六七八九]?十)"
        pattern = rf"(?:({_ANY})\s?世纪|(上世纪|上个世纪)|(本世纪))\s?{tens}\s?年代"
        for match in _expression(pattern).finditer(text):
            century = int(value_of(match[1])) if match[1] else 20 if match[2] else 21
            decade(finder, match.span(), century, int(value_of(match[4])))
        for match in _expression(r"(?<!\d)(1\d|20)(\d0)\s?年代").finditer(text):
            decade(finder, match.span(), int(match[1]) + 1, int(match[2]))
        for match in _expression(rf"(?<![\d{_NUMERAL}]){tens}\s?年代").finditer(text):
            decade(finder, match.span(), None, int(value_of(match[1])))


def _labels(finder: Finder) -> None:
    text = finder.text
    if "." in text:
        for match in _expression(r"(?<![\w.])\d+(?:\.\d+){2,}(?![\d.])").finditer(text):
            chain(finder, match.span(), Kind.LABEL)
    if not _JOINED.search(text):
        return
    pattern = (
        r"(?:第|图|表|例|框|节|附录|附件|编号|§|No\.|号)\s?([A-Z]?-?\d+(?:[-.]\d+)+|[A-Z][-.]?\d+(?:[-.]\d+)*)(?![\d%])"
    )
    for match in _expression(pattern).finditer(text):
        if not re.match(r"\s?(?:%|万|亿|个?百分)", text[match.end() :]):
            chain(finder, match.span(1), Kind.LABEL)
    after = r"(?![\d.,]*[\d/])(?!\s?(?:%|‰|万|亿|千|百|个?百分))"
    for match in _expression(rf"(?<![\d.,$€£¥/A-Za-z])\d+(?:\s?-{{1,2}}\s?\d+){{1,8}}{after}").finditer(text):
        chain(finder, match.span(), Kind.CHAIN)


def _times(finder: Finder) -> None:
    text = finder.text
    said = ("点" in text or "时" in text) and _CLOCK.search(text)
    if not said and ":" not in text:
        return
    parts_of_day, colons = _PART_SIGNS.search(text), _COLON.search(text)
    for pattern in compress(_TIMES, (parts_of_day, said, colons, said)):
        for match in _expression(pattern).finditer(text):
            part, written, half, minutes, colon_minutes = (match[group] or "" for group in range(1, 6))
            hours = int(value_of(written))
            if hours > 24:
                continue
            least = 30 if half else int(value_of(minutes or colon_minutes or "0"))
            time(finder, match.span(), hours + 12 if part in _AFTERNOON and hours < 12 else hours, least, hours)


def _fractions(finder: Finder, digits: bool) -> None:
    text = finder.text
    if "分之" in text:
        for match in _expression(rf"([百千])分之 ?({_DIGITS}|[{_NUMERAL}]{{1,9}}(?:点[{_PLACES}]{{1,6}})?)").finditer(
            text
        ):
            finder.take(match.span(), Kind.PERCENT, value_of(match[2]) / (100 if match[1] == "百" else 1000))
        for match in _expression(rf"(?:({_ANY})又)?({_ANY})分之({_ANY})").finditer(text):
            if value_of(match[2]):
                whole = value_of(match[1]) if match[1] else Fraction(0)
                parts = tuple(finder.number(match.span(group), value_of(match[group])) for group in (3, 2))
                finder.take(match.span(), Kind.NUMBER, whole + value_of(match[3]) / value_of(match[2]), parts=parts)
    slashed = _expression(r"(?<![\w./])(\d+)\s?/\s?(\d+)(?![\w/.])")
    for match in slashed.finditer(text) if digits and "/" in text else ():
        if int(match[2]):
            parts = tuple(finder.number(match.span(group), int(match[group])) for group in (1, 2))
            finder.take(match.span(), Kind.NUMBER, Fraction(int(match[1]), int(match[2])), parts=parts)
    vulgar = _expression(rf"(\d+)?\s?([{_VULGAR}])")
    for match in vulgar.finditer(text) if _ANY_VULGAR.search(text) else ():
        finder.take(match.span(), Kind.NUMBER, int(match[1] or 0) + VULGAR[match[2]])
    if "半" in text:
        units = "|".join(_HALVED)
        for match in _expression(rf"({_ANY})\s?(?:({units})|个(?:多)?)半").finditer(text):
            value = value_of(match[1]) + Fraction(1, 2)
            if match[2]:
                finder.take(match.span(), Kind.MEASURE, value, _HALVED[match[2]])
            else:
                finder.take(match.span(), Kind.NUMBER, value)
    tenths = _expression(r"([两二三四五六七八九])成(?![为员立本功果分就长熟])")
    for match in tenths.finditer(text) if "成" in text else ():
        finder.take(match.span(), Kind.PERCENT, value_of(match[1]) / 10)


@cache
def _suffix() -> re.Pattern[str]:
    """What may follow a number: percent, money or a unit, each a named group."""
    currencies = [f"(?P<c_{code}>{names})" for code, (_sign, _english, names) in CURRENCIES.items() if code != "CNY"]
    currencies.append(f"(?P<c_CNY>(?:{CURRENCIES['CNY'][2]})(?![论化结区制素旦首老件组类器编年]))")
    ordered = sorted(enumerate(MEASURES), key=lambda each: -max(map(len, each[1].chinese)))
    units = [f"(?P<u_{index}>{'|'.join(sorted(each.chinese, key=len, reverse=True))})" for index, each in ordered]
    letters = [f"(?P<l_{index}>(?:{'|'.join(each.english)})(?![A-Za-z]))" for index, each in enumerate(MEASURES)]
    groups = ["(?P<percent>%)", "(?P<permille>‰)", "(?P<cents>美分)", *currencies, *units, *letters]
    groups.append("(?P<sign>\\$)")
    return re.compile(rf"\s?(?:[多余]|左右)?\s?(?:{'|'.join(groups)})", re.ASCII)


@cache
def _begins_suffix() -> re.Pattern[str]:
    """What may follow a number, as far as its first two characters: sooner tried than all of it."""
    names = [name for _sign, _english, names in CURRENCIES.values() for name in names.split("|")]
    names += [name for measure in MEASURES for name in (*measure.chinese, *measure.english)]
    certain = {name[:2] if name[:2].isalpha() and name[2:3] not in ("?", "*") else name[0] for name in names}
    starts = {"%", "‰", "美分", "$", *certain}
    first = "".join({start[0] for start in starts})
    return re.compile(
        rf"\s?(?:[多余]|左右)?\s?(?=[{re.escape(first)}])(?:{'|'.join(map(re.escape, sorted(starts)))})", re.ASCII
    )


@cache
def _number() -> re.Pattern[str]:
    signs = "|".join(rf"(?P<s_{code}>{sign})" for code, (sign, _words, _chinese) in reversed(CURRENCIES.items()))
    first = "".join({sign[0] for signs, _words, _chinese in CURRENCIES.values() for sign in signs.split("|")} - {"\\"})
    return re.compile(
        rf"(?=[0-9$人{first}{_NUMERAL}])(?:(?:{signs}|(?P<renminbi>人民币))\s?)?(?:(?P<digits>(?<![A-Za-z0-9_.]){_MIXED})|(?P<written>{_WRITTEN}))"
    )


def _numbers(finder: Finder) -> None:
    text = finder.text
    for match in _number().finditer(text):
        written = match["digits"] or match["written"]
        group = "digits" if match["digits"] else "written"
        if not finder.is_free(match.span(group)):
            continue
        signed = match.start() < match.start(group)
        currency = next((code for code in CURRENCIES if match[f"s_{code}"]), "CNY") if signed else ""
        start = match.start() if currency else match.start(group)
        if group == "written":
            values = list(_written_values(written, match.start(group)))
            for value, span in values[:-1]:
                finder.take(span, Kind.NUMBER, value)
            if values:
                value, span = values[-1]
                _with_suffix(finder, span, value, currency)
        else:
            _with_suffix(finder, (start, match.end(group)), value_of(written), currency)


def _written_values(written: str, start: int) -> Iterator[tuple[Fraction, Span]]:
    """The values of a run of Chinese numerals: 两三 is 2 and 3, 一九九八 a year, 百万 a million."""
    plain = all(character in CHINESE_DIGITS for character in written)
    if plain and len(written) == 2 and not set(written) & set("〇零○"):
        for offset, character in enumerate(written):
            yield chinese_value(character), (start + offset, start + offset + 1)
    else:
        yield chinese_value(written), (start, start + len(written))


def _with_suffix(finder: Finder, span: Span, value: Fraction, currency: str) -> None:
    """Take a number with the percent sign, the unit or the currency that follows it."""
    suffix = _suffix().match(finder.text, span[1]) if _begins_suffix().match(finder.text, span[1]) else None
    group = suffix.lastgroup or "" if suffix else ""
    whole = (span[0], suffix.end()) if suffix else span
    if currency or group.startswith("c_") or group == "sign":
        code = currency or ("USD" if group == "sign" else group[2:])
        money(finder, span if currency and not group.startswith("c_") else whole, value, code)
    elif group in ("percent", "permille"):
        finder.take(whole, Kind.PERCENT, value / (100 if group == "percent" else 1000))
    elif group == "cents":
        money(finder, whole, value / 100, "USD")
    elif group:
        measure = MEASURES[int(group[2:])]
        year = measure.name == "year" and 1000 <= value < 2200 and finder.text[whole[1] - 1] == "年"
        ordinal = finder.text[max(0, span[0] - 1) : span[0]] == "第"
        if year or ordinal:
            finder.take(span, Kind.NUMBER, value)
        else:
            also = {"decade": (value * 10,), "century": (value * 100,)}.get(measure.name, ())
            finder.take(whole, Kind.MEASURE, value, measure.name, also=also)
    else:
        finder.take(span, Kind.NUMBER, value)


def _signs(finder: Finder, digits: bool) -> None:
    """Roman numerals, circled figures, figures stuck to letters, and words that stand for a number."""
    text = finder.text
    for match in _expression(r"[Ⅰ-Ⅻ①-⑳]").finditer(text):
        base = 0x2160 if match[0] <= "Ⅻ" else 0x2460
        finder.take(match.span(), Kind.NUMBER, Fraction(ord(match[0]) - base + 1), required=False)
    roman = _expression(r"(?<![A-Za-z0-9.-])[IVX]{1,6}(?![A-Za-z0-9])")
    for match in roman.finditer(text) if "I" in text or "V" in text or "X" in text else ():
        try:
            finder.take(match.span(), Kind.NUMBER, Fraction(roman_value(match[0])), required=False)
        except ValueError:
            continue
    stuck = _expression(r"\d(?<=[A-Za-z_.].)\d*(?:\.\d+)?")
    for match in stuck.finditer(text) if digits else ():
        finder.take(match.span(), Kind.NUMBER, Fraction(match[0]), required=False)
    for match in _expression("|".join(_OPTIONAL)).finditer(text) if _WORD_SIGNS.search(text) else ():
        first, *more = _OPTIONAL[match[0]]
        finder.take(match.span(), Kind.NUMBER, first, required=False, also=tuple(more))
