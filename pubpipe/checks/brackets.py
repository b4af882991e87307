"""Brackets and quotation marks: their Chinese form, and that each that opens closes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from pubpipe.checks import MAJOR, MINOR, Context, check
from pubpipe.checks._once import lately
from pubpipe.checks._prose import has_han, pieces, plain
from pubpipe.messages import _
from pubpipe.model import Issue, Segment, State, text

_PARENTHESES = re.compile(r"[(（][^()（）]*[)）]")
_STRAIGHT = re.compile(r"\"[^\"]*\"|(?<![A-Za-z0-9])'[^']*'(?![A-Za-z])")
_PROGRAM = re.compile(r"[\\/$_={}*<>~|#]|\A[\d.]*\Z")
_PAIRS = dict(zip("“‘（《〈【「『〔", "”’）》〉】」』〕", strict=True))
_WIDE = {"(": "（", ")": "）"}
_SWAPPED = str.maketrans("“”‘’", "”“’‘")
_OPENING = {closing: opening for opening, closing in _PAIRS.items()}
_MARK = re.compile(f"[{''.join((*_PAIRS, *_OPENING, *_WIDE))}]")
_APOSTROPHE = re.compile(r"(?<=[A-Za-z])’(?=[A-Za-z])|(?<=s)’(?= )|’(?=\d0s)")
_NUMBERED = re.compile(r"(?:^|(?<=[，。；：、\s]))[\da-zA-Z一二三四五六七八九十]{1,3}[）)]")


@check("linguistic-conventions/punctuation", id="ZH002", severity=MAJOR, signs="()")
def parentheses(segment: Segment, context: Context) -> Iterator[Issue]:
    """Brackets in Chinese text are （）, not ()."""
    for begin, piece in pieces(segment.target):
        for found in _PARENTHESES.finditer(piece):
            inside = found[0][1:-1]
            if found[0] == f"（{inside}）" or not _in_chinese(piece, found, inside):
                continue
            start, end = found.span()
            while start and piece[start - 1] == " ":
                start -= 1
            better = f"（{inside.strip()}）"
            sure = has_han(inside) and has_han(piece[start - 1 : start]) and found[0] == f"({inside})"
            span = (begin + start, begin + end)
            yield Issue(_("English brackets in Chinese text"), span, better, fix=better if sure else None)


def _in_chinese(piece: str, found: re.Match[str], inside: str) -> bool:
    before = piece[: found.start()].rstrip(" ")[-1:]
    after = piece[found.end() :].lstrip(" ")[:1]
    called = piece[: found.start()][-1:].isascii() and piece[: found.start()][-1:].isalnum()
    return has_han(inside) or has_han(before) or (has_han(after) and not called)


@check("linguistic-conventions/punctuation", id="ZH003", severity=MAJOR, signs="\"'")
def straight_quotes(segment: Segment, context: Context) -> Iterator[Issue]:
    """Quotation marks in Chinese text are “” and ‘’, not straight ones; around English words this is minor."""
    target = text(segment.target)
    for begin, piece in pieces(segment.target):
        after_code = 1 if begin and piece[:1] in ("'", '"') else 0  # closes what opened before the code
        for found in _STRAIGHT.finditer(piece, after_code):
            inside = found[0][1:-1]
            around = piece[: found.start()].rstrip(" ")[-1:] + piece[found.end() :].lstrip(" ")[:1]
            single = found[0][0] == "'"
            if has_han(inside) or (has_han(around) and not single and not _PROGRAM.search(inside)):
                span = start, end = begin + found.start(), begin + found.end()
                better = target[start + 1 : end - 1].join("‘’" if single else "“”")
                severity = None if has_han(inside) else MINOR
                yield Issue(_("straight quotation marks in Chinese text"), span, better, severity=severity)


@check("linguistic-conventions/punctuation", id="ZH005", severity=MAJOR, signs="”’")
def reversed_quotes(segment: Segment, context: Context) -> Iterator[Issue]:
    """A quotation opens with “ and closes with ”, not the other way round."""
    target = text(segment.target)
    for first, second in _reversed(target, _alone(segment, context)):
        better = target[first : second + 1].translate(_SWAPPED)
        yield Issue(_("the quotation marks are reversed"), (first, second + 1), better)


@check("linguistic-conventions/punctuation", id="ZH006", severity=MAJOR, signs="“‘（《〈【「『〔”’）》〉】」』〕()")
def unpaired(segment: Segment, context: Context) -> Iterator[Issue]:
    """Every bracket and quotation mark that opens in a paragraph closes in it."""
    target = text(segment.target)
    alone = _alone(segment, context)
    if not alone or any(each.state is not State.TRANSLATED for each in context.unit) or _reversed(target, alone):
        return
    source = "".join(text(each.source) for each in context.unit)
    for position in alone:
        if not _lacks_too(target[position], source):
            yield Issue(_("{mark} has no partner").format(mark=target[position]), (position, position + 1))


def _alone(segment: Segment, context: Context) -> list[int]:
    """Where marks without a partner in the whole unit stand in the segment."""
    own = next((number for number, each in enumerate(context.unit) if each.place == segment.place), 0)
    return sorted(position for number, position in _left_alone(context.unit) if number == own)


@lately
def _left_alone(unit: tuple[Segment, ...]) -> list[tuple[int, int]]:
    return list(_unpaired([plain(each.target) for each in unit]))


def _reversed(target: str, alone: list[int]) -> list[tuple[int, int]]:
    """Where a closing quotation mark opens and an opening one closes."""
    return [
        (first, second)
        for first, second in pairwise(alone)
        if target[first] in "”’" and target[second] == _OPENING[target[first]]
    ]


def _lacks_too(mark: str, source: str) -> bool:
    """Whether the source leaves such a mark open as well: a quotation of several paragraphs opens in each."""
    if mark in "“”":
        return source.count("“") != source.count("”") or source.count('"') % 2 == 1
    return mark in "（）()" and source.count("(") != source.count(")")


def _unpaired(texts: list[str]) -> Iterator[tuple[int, int]]:
    """The marks without partner in texts that follow each other: (number of the text, position)."""
    opened: dict[str, list[tuple[int, int]]] = {mark: [] for mark in _PAIRS}
    for number, prose in enumerate(texts):
        for found in _MARK.finditer(prose):
            mark, position = _WIDE.get(found[0], found[0]), found.start()
            if mark in _PAIRS:
                opened[mark].append((number, position))
            elif opened[_OPENING[mark]]:
                opened[_OPENING[mark]].pop()
            elif position not in _numbered(prose):
                yield number, position
    for places in opened.values():
        yield from places


@lately
def _numbered(prose: str) -> set[int]:
    """Where closing marks stand that nothing opens: 1）, and apostrophes."""
    numbered = {found.end() - 1 for found in _NUMBERED.finditer(prose)}
    return numbered | {found.start() for found in _APOSTROPHE.finditer(prose)}
