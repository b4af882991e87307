"""What a publisher has listed: sensitive wording, house style, names of places, words of the English, patterns."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from pubpipe.checks import MINOR, Context, check
from pubpipe.checks._prose import pieces, plain
from pubpipe.messages import _
from pubpipe.model import Issue, Segment, text
from pubpipe.text.scripts import width


@check("style/organizational-style", id="ZH065", severity=MINOR, wants=lambda context: context.listed.words)
def listed_words(segment: Segment, context: Context) -> Iterator[Issue]:
    """A word the publisher has listed (settings: check.words) wants a look: sensitive wording, house style."""
    pattern = _pattern(tuple(context.listed.words))
    for begin, piece in pieces(segment.target):
        for found in pattern.finditer(piece):
            instead, reason = context.listed.words[found[0]]
            message = reason or _("a word on the publisher's list")
            if instead != found[0]:
                yield Issue(message, (begin + found.start(), begin + found.end()), instead)


@check("source/style", id="EN010", severity=MINOR, unfinished=True, wants=lambda context: context.listed.english)
def listed_english(segment: Segment, context: Context) -> Iterator[Issue]:
    """A word of the English that the publisher has listed (settings: check.words, language en) wants a look."""
    for found in _english(tuple(context.listed.english)).finditer(plain(segment.source)):
        instead, reason = context.listed.english[found[0].lower()]
        if instead.lower() != found[0].lower():
            message = reason or _("a word on the publisher's list")
            yield Issue(_("{reason}: {text}").format(reason=message, text=found[0]), suggestion=instead)


@check("style/organizational-style", id="patterns", severity=MINOR, wants=lambda context: context.listed.patterns)
def patterns(segment: Segment, context: Context) -> Iterator[Issue]:
    """What a publisher's pattern (settings: check.words, kind pattern) finds may not stand in the target, and what a
    required one asks must stand there, both only where their pattern of the source is found, if they have one.
    """
    for each in context.listed.patterns:
        if each.source and not each.source.search(plain(segment.source)):
            continue
        if each.required:
            if not each.pattern.search(plain(segment.target)):
                yield Issue(
                    each.reason
                    or _("the target lacks what the publisher requires: {pattern}").format(pattern=each.pattern.pattern)
                )
            continue
        for begin, piece in pieces(segment.target):
            for found in each.pattern.finditer(piece):
                if found[0]:
                    span = (begin + found.start(), begin + found.end())
                    yield Issue(each.reason or _("a pattern on the publisher's list"), span, each.instead)


@check("design-and-markup/length", id="longest", severity=MINOR, wants=lambda context: context.listed.longest)
def longest(segment: Segment, context: Context) -> Iterator[Issue]:
    """A text is no longer than its place allows, as the publisher says (settings: check.words, kind longest): a running
    head of 20 characters, a heading of 30; two Latin letters count as one.
    """
    most = context.listed.longest.get(segment.role)
    if most is None:
        return
    cells = width(text(segment.target))
    if cells > 2 * most:
        message = _("{characters} characters, {most} are allowed here")
        yield Issue(message.format(characters=(cells + 1) // 2, most=most))


@lru_cache(maxsize=4)
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    """The longest first, so that a longer word that is listed as right (instead is itself) shields a shorter one."""
    return re.compile("|".join(map(re.escape, sorted(words, key=len, reverse=True))))


@lru_cache(maxsize=4)
def _english(words: tuple[str, ...]) -> re.Pattern[str]:
    """The same for whole English words in any case."""
    return re.compile(rf"(?<![\w'’-])(?:{_pattern(words).pattern})(?![\w-])", re.IGNORECASE)
