"""Acronyms: written as in the source, and explained before they are used."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from string import ascii_uppercase

from pubpipe.checks import BOOK, MAJOR, MINOR, NEUTRAL, Context, check
from pubpipe.checks._once import once
from pubpipe.checks._prose import HAN, holds, plain
from pubpipe.messages import _
from pubpipe.model import SOURCE_LANGUAGE, Content, Issue, Segment, Span, text

_ACRONYM = re.compile(r"[A-Z](?<![\w./@#&-].)[A-Z]{1,5}(?=s?(?![\w./@&-]))", re.ASCII)
_CAPITALS = re.compile("[A-Z][A-Z]")
_ROMAN = re.compile("[IVXLC]+")
_WELL_KNOWN = frozenset(
    "AD AI AIDS AM AMA APA BC BMW CBD CD CEO CFO CO COVID CPU DC DNA DVD EU FAQ FM GB GDP GMT GPS HIV HTML HTTP"
    " HTTPS IBM ID IMF IP IQ ISBN ISO IT KB LED MBA MB NASA NATO NBA NE NGO NO NW OK PC PDF PH PHD PM PR RMB SAT"
    " SE SIM SMS SOS SW TB TV UFO UK UN UNESCO URL US USA USB USD UTC UV VIP VS WHO WIFI WTO WWW XML ZIP".split()
)
_RUNNING = ("paragraph", "item", "quote", "note", "box")
_HAN = re.compile(f"[{HAN}]")
_IN_BRACKETS = re.compile(r"[(（](?P<words>[^()（）]*)\Z")
_CLOSED = re.compile(r"s?\s?[”’\"']?\s?(?:[)）]|[，,;；]\s?(?:[见下以简]|[A-Za-z -]+[)）]))")
_LATIN = re.compile(r"[A-Za-z][\w’'/&.-]*(?:\s[\w’'/&.-]+)+")
_LATIN_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_BEHIND = re.compile(r"s?\s?[”’]?\s?[(（]([^()（）]{3,150})[)）]")
_CALLED = re.compile(r"(?:简称|缩写(?:为|是)?|英文(?:缩写|简称)(?:为|是)?)\s?[“‘\"]?\Z")
_EXPLAINING = ("(", "（", "简称", "缩写", "英文")
"""What an explanation cannot do without."""

_FURTHEST = 120
_SMALL = frozenset("a an and at by for from in of on or the to with".split())
_SHOUTED = re.compile(r"(?:\b[A-Z]{2,}\b\W+){3,}")


@check("terminology/acronym", severity=MAJOR, signs=ascii_uppercase)
def acronyms(segment: Segment, context: Context) -> Iterator[Issue]:
    """An acronym in the target is one of the source, letter by letter: ICMA, not ICAM."""
    target = plain(segment.target)
    given = [found for found in _ACRONYM.finditer(target) if not _ROMAN.fullmatch(found[0])]
    if not given:
        return
    source = plain(segment.source)
    wanted = set(_ACRONYM.findall(source))
    for found in given:
        if found[0] in source:
            continue
        near = [each for each in wanted if each not in target and _alike(each, found[0])]
        if len(near) == 1 and not _known(found[0], context):
            message = _("the source says {source}, the target {target}").format(source=near[0], target=found[0])
            yield Issue(message, found.span(), near[0])


def _alike(one: str, other: str) -> bool:
    """Whether letters were exchanged, or one is wrong, missing or too many."""
    if min(len(one), len(other)) < 3:
        return False
    if len(one) == len(other):
        return sorted(one) == sorted(other) or (
            len(one) > 3 and sum(a != b for a, b in zip(one, other, strict=True)) == 1
        )
    short, long = sorted((one, other), key=len)
    return len(long) - len(short) == 1 and any(long[:at] + long[at + 1 :] == short for at in range(len(long)))


def _known(acronym: str, context: Context) -> bool:
    return acronym.casefold() in context.allowed


@check("terminology/acronym", id="definitions", severity=NEUTRAL, scope=BOOK)
def definitions(segments: Sequence[Segment], context: Context) -> Iterator[Issue]:
    """An acronym is explained where it stands first: 国际城市管理协会（ICMA）.

    A note where it never is; minor where it is explained too late, or only in the English.
    """
    shown = _with_capitals([each.target for each in segments])
    used: dict[str, tuple[int, Span]] = {}
    for number, prose in shown:
        for acronym, span in _used(prose, segments[number], context) if _HAN.search(prose) else ():
            used.setdefault(acronym, (number, span))
    if not used:
        return
    explained, prose_of = _explained(shown, chinese=True), dict(shown)
    english = _explained(_sources(tuple(segments)), chinese=False)
    for acronym, (number, span) in used.items():
        where = explained.get(acronym)
        if where is None:
            message = _("{acronym} is explained nowhere").format(acronym=acronym)
            severity = MINOR if acronym in english else None
            yield Issue(message, span, severity=severity, segment=segments[number])
        elif where > number:
            message = _("{acronym} is used before it is explained: {text}")
            told = message.format(acronym=acronym, text=prose_of[where])
            yield Issue(told, span, severity=MINOR, segment=segments[number])


@check("source/completeness", id="EN009", severity=NEUTRAL, scope=BOOK, unfinished=True)
def undefined(segments: Sequence[Segment], context: Context) -> Iterator[Issue]:
    """In the English an acronym is explained somewhere, or stands in the glossary."""
    said = _sources(tuple(segments))
    explained = _explained(said, chinese=False)
    told = {
        term.text
        for concept in (context.glossary.concepts if context.glossary else ())
        for term in concept.designations(SOURCE_LANGUAGE)
    }
    for number, prose in said:
        for acronym, _span in _used(prose, segments[number], context):
            if acronym not in told and acronym not in explained:
                message = _("the English explains {acronym} nowhere").format(acronym=acronym)
                yield Issue(message, segment=segments[number])
            told.add(acronym)


@once
def _sources(segments: tuple[Segment, ...]) -> list[tuple[int, str]]:
    return _with_capitals([each.source for each in segments])


def _with_capitals(contents: Sequence[Content]) -> list[tuple[int, str]]:
    """The texts that may hold an acronym, each with its number."""
    return [(number, plain(each)) for number, each in enumerate(contents) if _CAPITALS.search(text(each))]


def _used(prose: str, segment: Segment, context: Context) -> Iterator[tuple[str, Span]]:
    """The acronyms running text uses, without those everybody knows."""
    if segment.role not in _RUNNING:
        return
    unusual = [
        (found[0], found.span())
        for found in _ACRONYM.finditer(prose)
        if not (found[0] in _WELL_KNOWN or found[0].casefold() in context.allowed or _ROMAN.fullmatch(found[0]))
    ]
    if unusual and not ((prose.isascii() and prose.isupper()) or _SHOUTED.search(prose)):
        yield from unusual


def _explained(texts: Sequence[tuple[int, str]], *, chinese: bool) -> dict[str, int]:
    """The acronyms explained in some numbered texts, each with the number of the text that does so first.

    Full Form (FF), FF (Full Form); 全称（FF）, 全称（Full Form，FF）, FF（全称）, 简称FF.
    """
    found: dict[str, int] = {}
    for number, prose in texts:
        if not holds(prose, _EXPLAINING if chinese else _EXPLAINING[:2]):
            continue
        for each in _ACRONYM.finditer(prose):
            if each[0] not in found and _is_explained(prose, each, chinese):
                found[each[0]] = number
    return found


def _is_explained(prose: str, found: re.Match[str], chinese: bool) -> bool:
    """Whether a text explains an acronym where it stands, in words whose initials it is or, before it, in Chinese."""
    before, acronym = prose[max(0, found.start() - _FURTHEST) : found.start()], found[0]
    bracket = _IN_BRACKETS.search(before)
    if bracket:
        if not _CLOSED.match(prose, found.end()):
            return False
        head = before[: bracket.start()].rstrip(" ”’\"'》")
        within = bracket["words"].rstrip(" ，,;；:：")
        if chinese and head and _HAN.match(head[-1]) and (not within or _LATIN.fullmatch(within)):
            return True
        return not within and _spells(head, acronym)
    behind = _BEHIND.match(prose, found.end())
    if behind:
        return _spells(behind[1], acronym) or (chinese and len(_HAN.findall(behind[1])) >= len(acronym))
    return chinese and bool(_CALLED.search(before))


def _spells(prose: str, acronym: str) -> bool:
    """Whether the initials of the last words of a text, small words left out or not, are the acronym's letters."""
    words = _LATIN_WORD.findall(prose)[-2 * len(acronym) :]
    every = "".join(word[0] for word in words).upper()
    large = "".join(word[0] for word in words if word.lower() not in _SMALL).upper()
    return every.endswith(acronym) or large.endswith(acronym) or _within(acronym, large[-len(acronym) - 2 :])


def _within(acronym: str, initials: str) -> bool:
    """Whether the letters of an acronym of three or more stand in some initials in their order: ICMA in ICCMA."""
    rest = iter(initials)
    return len(acronym) > 2 and all(letter in rest for letter in acronym)
