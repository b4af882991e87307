"""Quantities of English text."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import cache

from pubpipe.model import Span
from pubpipe.text.english_dates import MONTHS, find_dates, find_decades, find_times
from pubpipe.text.numerals import (
    CARDINALS,
    DENOMINATORS,
    ORDINALS,
    SCALES,
    cardinals,
    decimal_value,
    roman_value,
)
from pubpipe.text.quantity import Finder, Kind, Quantity
from pubpipe.text.shared import (
    VULGAR,
    addresses_masked,
    chain,
    identifiers,
    money,
    widen_ranges,
)
from pubpipe.text.units import CURRENCIES, MEASURES

_OPTIONAL = {
    "half": (Fraction(1, 2), Fraction(30)),
    "dozen": (Fraction(12), Fraction(10)),
    "dozens": (Fraction(12), Fraction(10)),
    "twice": (Fraction(2),),
    "both": (Fraction(2),),
    "couple": (Fraction(2),),
    "pair": (Fraction(2),),
    "dual": (Fraction(2),),
    "thrice": (Fraction(3),),
    "triple": (Fraction(3),),
    "tripled": (Fraction(3),),
    "decade": (Fraction(10),),
    "century": (Fraction(100),),
    "quarter": (Fraction(1, 4), Fraction(3), Fraction(4)),
    "quarterly": (Fraction(4), Fraction(3)),
    "quarters": (Fraction(4),),
    "noon": (Fraction(12),),
    "midnight": (Fraction(12), Fraction(24), Fraction(0)),
    "once": (Fraction(1),),
    "single": (Fraction(1),),
    "hundreds": (Fraction(100),),
    "thousands": (Fraction(1000),),
    "millions": (Fraction(10**6),),
    "doubled": (Fraction(2), Fraction(1)),
    "double": (Fraction(2), Fraction(1)),
    "doubles": (Fraction(2), Fraction(1)),
    "doubling": (Fraction(2), Fraction(1)),
}
_CHARACTERS = str.maketrans("’‘–−‑‒\u00a0\u202f０１２３４５６７８９", "''----  0123456789")

_CARDINAL = "|".join(sorted(CARDINALS, key=len, reverse=True))
_SCALE = "|".join(SCALES)
_DIGITS = r"(?:\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)"
_RUN = rf"(?:(?:{_CARDINAL})|an?\s+(?:{_SCALE}))\b(?:(?:-|\s+|\s+and\s+)(?:{_CARDINAL}|{_SCALE})\b)*"
_DENOMINATOR = "|".join(sorted(DENOMINATORS, key=len, reverse=True))
_LABELS = (
    r"Figures?|Figs?\.|Tables?|Sections?|Secs?\.|§+|Chapters?|Articles?|Arts?\.|Titles?|Parts?|Box(?:es)?|Exhibits?"
    r"|Exercises?|Examples?|Appendix|Rules?|Nos?\.|Items?|Paragraphs?|Forms?|Versions?|Codes?|Steps?|Questions?"
)
_ROMAN_LABELS = (
    "Part|Chapter|Title|Article|Volume|Vol\\.|Book|Section|War|Appendix|Phase|Type|Level|Act|Schedule|Figure|Table|"
    "Unit|Grade|Tier|Class|Category|Annex|Division|Region|Step|Module|Lesson"
)


@cache
def _expression(pattern: str, flags: int = 0) -> re.Pattern[str]:
    return re.compile(pattern, flags | re.ASCII)


_LETTERS = re.compile("[A-Za-z]+")
_LETTERS_ALONE = {code: chr(code).lower() if chr(code).isalpha() else " " for code in range(128)}
_DIGIT = re.compile("[0-9]")
_JOINED_DIGITS = re.compile("[0-9](?:[-.][0-9]|(?<=[A-Z].)|(?<=[A-Z][-.].))")
_SIMPLE = frozenset((*CARDINALS, *SCALES))
_LOOSE = frozenset((*ORDINALS, *_OPTIONAL, *MONTHS))
_WORDS = frozenset((*_SIMPLE, *_LOOSE, *DENOMINATORS))
_CODES = frozenset(
    sign.lower() for signs, _words, _chinese in CURRENCIES.values() for sign in signs.split("|") if sign.isalpha()
)
_ORDINAL_ENDS = frozenset(("st", "nd", "rd", "th"))
_NUMBERED_IN_ROMAN = frozenset(_ROMAN_LABELS.lower().replace("\\.", "").split("|"))
_ANY_WORD = _WORDS | _NUMBERED_IN_ROMAN
_LABELLED = rf"(?:\b|(?=§))(?:{_LABELS})\s*(?:No\.\s*)?([A-Z]?-?\d+(?:[-.]\d+)+|[A-Z][-.]?\d+(?:[-.]\d+)*)(?![\d%])"
_CHAIN = (
    r"(?<![\w.,$€£¥/-])\d+(?:-\d+){1,8}(?![\d.,]*\d|/)"
    rf"(?!\s?(?:%|percent|per cent|[A-Za-z]*-?(?:{_SCALE})\b))"
)
_LABEL = re.compile(
    "Fig|Table|Sec|§|Chap|Art|Title|Part|Box|Exhibit|Exercise|Example|Appendix|Rule|No|Item|Para|Form|Version|Code"
    "|Step|Question"
)
_NAMES_BEHIND = [
    *(name for _sign, names, _chinese in CURRENCIES.values() for name in names.split("|")),
    *(name for measure in MEASURES for name in measure.english),
]
_STARTS = "|".join(sorted({name.lower()[:2].strip("\\") for name in _NAMES_BEHIND if name[0] != "°"}))
_BEGINS_SUFFIX = re.compile(rf"[-\s]{{0,2}}(?:[%¢°]|per|cent|dozen|{_STARTS})", re.ASCII)
"""The first letters of what may follow a number: sooner tried than all of it."""

_SPACED_ROMAN = re.compile(r"\s[IVX]{1,6}(?![A-Za-z0-9_])")
_SMALL = {capital: capital + 32 for capital in range(ord("A"), ord("Z") + 1)}
_DIMENSIONS = re.compile(r"[Dd]\b")
_SIMPLE_NUMBER = rf"(?:{_CARDINAL})(?:-(?:{_CARDINAL}))?"
_FRACTION = (
    rf"\b({_SIMPLE_NUMBER}|an?|\d+)[-\s]+({_DENOMINATOR})\b"
    r"(?!-?\s?(?:party|class|grade|year|person|person|world)\b)"
)
_AND_A_HALF = rf"\b({_RUN}|\d+)\s+and\s+(?:a|one)[-\s]half\b(?:\s+({_SCALE}))?"
_HALF_A = rf"\bhalf\s+an?\s+({_SCALE})\b"
_SHARE = (
    rf"\b({_SIMPLE_NUMBER}|\d{{1,2}})\s+(?:in|out\s+of)(?:\s+every)?\s+({_SIMPLE_NUMBER}|\d{{1,3}})\b"
    rf"(?!\s*[,.]?\d|[-\s](?:{_SCALE}))"
)
_SHARED = re.compile(rf"\s(?:in|of|every)\s+(?:[0-9]|{_CARDINAL})", re.ASCII)
_COMPOUND_ORDINAL = rf"\b({_CARDINAL})-({'|'.join(ORDINALS)})\b"


def _in_small(plain: str) -> str:
    """The text in small letters, as long as it is."""
    return plain.lower() if plain.isascii() else plain.translate(_SMALL)


def _words(plain: str) -> list[str]:
    """The runs of letters of a text, in small letters."""
    return plain.translate(_LETTERS_ALONE).split() if plain.isascii() else _LETTERS.findall(_in_small(plain))


def _numerous(plain: str) -> bool:
    """Whether there is a digit or a word that may be part of a quantity."""
    if _DIGIT.search(plain) or not _ANY_WORD.isdisjoint(_words(plain)):
        return True
    return not plain.isascii() and any(map(str.isdigit, plain))


def find(text: str) -> tuple[Quantity, ...]:
    """The quantities of an English text, in reading order.

    Each kind is looked for only where the text has a word or sign it cannot do without.
    """
    shown = text if text.isascii() else text.translate(_CHARACTERS)
    if not _numerous(shown):
        return ()
    plain = addresses_masked(shown)
    small = _in_small(plain)
    words = frozenset(_words(plain))
    digits = _DIGIT.search(plain) is not None
    others = not digits and not plain.isascii() and any(map(str.isdigit, plain))
    roman = not words.isdisjoint(_NUMBERED_IN_ROMAN) and _SPACED_ROMAN.search(plain)
    if not (digits or others or roman) and words.isdisjoint(_WORDS):
        return ()
    simple = not words.isdisjoint(_SIMPLE)
    finder = Finder(plain, text, small)
    if digits or others:
        find_dates(finder)
        find_decades(finder)
        find_times(finder)
        if _JOINED_DIGITS.search(plain):
            _labels(finder)
        identifiers(finder)
        _numeric_fractions(finder)
        if not words.isdisjoint(_ORDINAL_ENDS):
            _ordinal_digits(finder)
    if not words.isdisjoint(DENOMINATORS):
        _word_fractions(finder)
    if digits or simple:
        _shares(finder)
    if simple and "-" in plain:
        _compound_ordinals(finder)
    if digits or simple:
        lettered = "$" in plain or "¥" in plain or not words.isdisjoint(_CODES)
        _numbers(finder, _number(digits, simple, lettered))
    if roman:
        _roman(finder)
    _optional(finder, words & _LOOSE)
    return widen_ranges(finder, r"\s*(?:-|to|or|and|through|\s)+\s*\$?") if len(finder.found) > 1 else finder.result()


def _labels(finder: Finder) -> None:
    for match in _expression(_LABELLED).finditer(finder.text) if _LABEL.search(finder.text) else ():
        chain(finder, match.span(1), Kind.LABEL)
    for match in _expression(r"(?<![\w.])\d+(?:\.\d+){2,}(?![\w])").finditer(finder.text):
        chain(finder, match.span(), Kind.LABEL)
    for match in _expression(_CHAIN).finditer(finder.text):
        chain(finder, match.span(), Kind.CHAIN)


def _numeric_fractions(finder: Finder) -> None:
    slashed = _expression(r"(?<![\w./])(?:(\d+)[ -])?(\d+)/(\d+)(?![\w/])")
    for match in slashed.finditer(finder.text) if "/" in finder.text else ():
        if int(match[3]):
            value = int(match[1] or 0) + Fraction(int(match[2]), int(match[3]))
            parts = tuple(finder.number(match.span(group), int(match[group])) for group in (1, 2, 3) if match[group])
            finder.take(match.span(), Kind.NUMBER, value, required=match[0] != "24/7", parts=parts)
    vulgar = _expression(rf"(\d+)?\s?([{''.join(VULGAR)}])")
    for match in vulgar.finditer(finder.text) if not finder.text.isascii() else ():
        finder.take(match.span(), Kind.NUMBER, int(match[1] or 0) + VULGAR[match[2]])


def _ordinal_digits(finder: Finder) -> None:
    for match in _expression(r"(?<![\w.,])(\d{1,3}(?:,\d{3})*|\d+)(?:st|nd|rd|th)\b").finditer(finder.text):
        finder.take(match.span(), Kind.NUMBER, decimal_value(match[1]))


def _word_fractions(finder: Finder) -> None:
    text = finder.small
    for match in _expression(_FRACTION).finditer(text):
        first, second = match[1], match[2]
        if first in ("a", "an") and (second == "half" or not re.match(r"\s+of\b", text[match.end() :])):
            continue
        count = 1 if first in ("a", "an") else int(first) if first.isdigit() else cardinals(first)[0][0]
        denominator = DENOMINATORS[second]
        if (count == 1) == second.endswith("s") and second != "half":
            continue
        required = denominator != 2
        finder.take(match.span(), Kind.NUMBER, Fraction(count, denominator), required=required)
    for match in _expression(_AND_A_HALF).finditer(text):
        whole = Fraction(match[1]) if match[1].isdigit() else Fraction(cardinals(match[1])[-1][0])
        scale = SCALES[match[2]] if match[2] else 1
        finder.take(match.span(), Kind.NUMBER, (whole + Fraction(1, 2)) * scale)
    for match in _expression(_HALF_A).finditer(text):
        finder.take(match.span(), Kind.NUMBER, Fraction(SCALES[match[1]], 2))


def _shares(finder: Finder) -> None:
    """One in five; 3 out of 10."""
    text = finder.text
    if (" in " in text or " out of " in text) and _SHARED.search(finder.small):
        for match in _expression(_SHARE).finditer(finder.small):
            parts = tuple(_plain(finder, match.span(group)) for group in (1, 2))
            some, of = (part.value for part in parts)
            if isinstance(some, Fraction) and isinstance(of, Fraction) and 0 < some < of <= 100:
                finder.take(match.span(), Kind.NUMBER, some / of, parts=parts)


def _compound_ordinals(finder: Finder) -> None:
    for match in _expression(_COMPOUND_ORDINAL).finditer(finder.small):
        tens, ones = CARDINALS[match[1]], ORDINALS[match[2]]
        if tens >= 20 and ones < 10:
            finder.take(match.span(), Kind.NUMBER, Fraction(tens + ones))


def _plain(finder: Finder, span: Span) -> Quantity:
    written = finder.text[span[0] : span[1]]
    value = int(written) if written.isdigit() else cardinals(written)[0][0]
    return finder.number(span, value, words=not written.isdigit())


@cache
def _suffix() -> re.Pattern[str]:
    """What may follow a number in small letters: percent, points, money or a unit, each a named group."""
    groups = [r"(?P<percent>%|per\s?cent\b)", r"(?P<cents>cents?\b|¢)", r"(?P<dozen>dozen\b)"]
    groups += [
        f"(?P<c_{code}>(?:{_in_small(words)})\\b)"
        for code, (_sign, words, _chinese) in CURRENCIES.items()
        if code != "USD"
    ]
    groups += [f"(?P<c_USD>(?:{_in_small(CURRENCIES['USD'][1])})\\b)"]
    ordered = sorted(enumerate(MEASURES), key=lambda each: -max(map(len, each[1].english)))
    groups += [f"(?P<u_{index}>(?:{_in_small('|'.join(measure.english))})(?![a-z]))" for index, measure in ordered]
    return re.compile(rf"[-\s]{{0,2}}(?:{'|'.join(groups)})", re.ASCII)


@cache
def _number(digits: bool, words: bool, lettered: bool) -> re.Pattern[str]:
    """Numbers in digits, in words (the group `run`), or both, in small letters.

    Without `lettered`, signs of currencies that begin with a letter (US$, EUR) are not looked for.
    """
    written = {code: _in_small(sign) for code, (sign, _words, _chinese) in reversed(CURRENCIES.items())}
    if not lettered:
        bare = {code: [each for each in sign.split("|") if not each[0].isalpha()] for code, sign in written.items()}
        written = {code: "|".join(signs) or "(?!)" for code, signs in bare.items()}
    signs = "|".join(rf"(?P<s_{code}>{sign})" for code, sign in written.items())
    first = "".join(sorted({sign[0] for signs in written.values() for sign in signs.split("|")} - {"\\", "("}))
    in_digits = (
        rf"(?=[0-9.${first}])(?:(?:{signs})\s?)?(?P<digits>(?<![a-z0-9_.]){_DIGITS})"
        rf"(?:[-\s]{{1,2}}(?P<scale>{_SCALE})(?:\s(?P<scale_again>million|billion|trillion))?\b|(?P<short>bn|mn|[kmb])\b)?"
    )
    in_words = rf"\b(?P<run>{_RUN})" if words else "(?P<run>(?!))"
    return re.compile(f"{in_digits}|{in_words}" if digits else in_words, re.ASCII)


_SHORT = {"k": 10**3, "m": 10**6, "mn": 10**6, "b": 10**9, "bn": 10**9}


def _numbers(finder: Finder, number: re.Pattern[str]) -> None:
    for match in number.finditer(finder.small):
        if match["run"]:
            _run(finder, match.start(), match["run"])
        elif finder.is_free(match.span("digits")):
            _digits(finder, match)


def _run(finder: Finder, start: int, run: str) -> None:
    """The numbers of a run of number words; what follows belongs to the last."""
    found = cardinals(run)
    for order, (value, first, last) in enumerate(found):
        first = 0 if order == 0 and run[:1] == "a" and run[1:2] in " n" else first
        span = (start + first, start + last)
        if order == len(found) - 1:
            required = value > 1 or len(run.split()) > 1
            _with_suffix(finder, span, Fraction(value), "", required=required)
        else:
            finder.take(span, Kind.NUMBER, Fraction(value), required=value > 1)


def _digits(finder: Finder, match: re.Match[str]) -> None:
    text = finder.text
    start, end = match.span()
    value = decimal_value(match["digits"])
    for group, scales in (("scale", SCALES), ("scale_again", SCALES), ("short", _SHORT)):
        if match[group]:
            value *= scales[match[group]]
    signed = start < match.start("digits")
    currency = next((code for code in CURRENCIES if match[f"s_{code}"]), "") if signed else ""
    named = text[start - 1 : start] == "-" and text[start - 2 : start - 1].isalpha()  # COVID-19, K-12
    dimensions = _DIMENSIONS.match(text, end) is not None  # 3D is often 三维 or 立体
    if dimensions or (named and not currency):
        finder.take(match.span(), Kind.NUMBER, value, required=False)
    else:
        _with_suffix(finder, (start, end), value, currency)


def _with_suffix(finder: Finder, span: Span, value: Fraction, currency: str, *, required: bool = True) -> None:
    """Take a number with the percent sign, the unit or the currency that follows it."""
    suffix = _suffix().match(finder.small, span[1]) if _BEGINS_SUFFIX.match(finder.small, span[1]) else None
    group = suffix.lastgroup or "" if suffix else ""
    whole = (span[0], suffix.end()) if suffix else span
    if currency or group.startswith("c_"):
        money(finder, whole if group.startswith("c_") else span, value, currency or group[2:])
    elif group == "percent":
        finder.take(whole, Kind.PERCENT, value / 100)
    elif group == "cents":
        money(finder, whole, value / 100, "USD")
    elif group == "dozen":
        finder.take(whole, Kind.NUMBER, value * 12, required=required)
    elif group:
        measure = MEASURES[int(group[2:])]
        also = {"decade": (value * 10,), "century": (value * 100,)}.get(measure.name, ())
        finder.take(whole, Kind.MEASURE, value, measure.name, required=required, also=also)
    else:
        finder.take(span, Kind.NUMBER, value, required=required)


def _roman(finder: Finder) -> None:
    for match in _expression(rf"\b(?:{_ROMAN_LABELS})\s+([IVX]{{1,6}})\b").finditer(finder.text):
        try:
            finder.take(match.span(1), Kind.NUMBER, Fraction(roman_value(match[1])))
        except ValueError:
            continue


@cache
def _whole(word: str) -> re.Pattern[str]:
    return re.compile(rf"{word}(?<![A-Za-z]{word})(?![A-Za-z])")


def _optional(finder: Finder, words: frozenset[str]) -> None:
    """Words a translation may answer with a number: ordinals, half, dozen, the names of months."""
    for match in (match for word in words for match in _whole(word).finditer(finder.small)):
        word = match[0]
        if word in ORDINALS:
            finder.take(match.span(), Kind.NUMBER, Fraction(ORDINALS[word]), required=False)
        elif word in _OPTIONAL:
            first, *more = _OPTIONAL[word]
            finder.take(match.span(), Kind.NUMBER, first, required=False, also=tuple(more))
        elif finder.text[match.start()].isupper() and word in MONTHS:
            finder.take(match.span(), Kind.DATE, (None, MONTHS[word], None), required=False)
