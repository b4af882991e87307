"""Where two token lists differ, and what of it has only moved."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import TypeAlias

from pubpipe.memory.changes.change import Change, Kind
from pubpipe.memory.changes.spelling import stem
from pubpipe.memory.changes.tokens import Token
from pubpipe.model import Span

LONGEST = 2000
"""Tokens compared one by one; what differs in longer texts is told as one."""

Hunk: TypeAlias = tuple[list[Token], list[Token], int, int]
"""What stood there, what stands there now, and the places where each begins."""


def hunks(one: list[Token], other: list[Token]) -> Iterator[Hunk]:
    """Where the two differ, each with the tokens of both sides."""
    here, there = [token.key for token in one], [token.key for token in other]
    start = 0
    while start < min(len(here), len(there)) and here[start] == there[start]:
        start += 1
    end = 0
    while end < min(len(here), len(there)) - start and here[-1 - end] == there[-1 - end]:
        end += 1
    inner, outer = here[start : len(here) - end], there[start : len(there) - end]
    if max(len(inner), len(outer)) > LONGEST:
        yield one[start : len(one) - end], other[start : len(other) - end], _at(one, start), _at(other, start)
        return
    for tag, a, b, c, d in SequenceMatcher(None, inner, outer, autojunk=False).get_opcodes():
        if tag != "equal":
            a, b, c, d = a + start, b + start, c + start, d + start
            yield one[a:b], other[c:d], _at(one, a), _at(other, c)


def _at(all_tokens: Sequence[Token], index: int) -> int:
    """Where the token with this number begins; behind the last one, where that ends."""
    if index < len(all_tokens):
        return all_tokens[index].span[0]
    return all_tokens[-1].span[1] if all_tokens else 0


def moved(hunks: Sequence[Hunk]) -> set[int]:
    """The hunks whose words stand elsewhere now: the same words taken out here and put in there, facts included."""
    found: set[int] = set()
    for number, (was, now, _was_at, _now_at) in enumerate(hunks):
        if number in found or now or len(was) < 3:
            continue
        for other, (_was, there, _at_one, _at_other) in enumerate(hunks):
            if other not in found and there and _is_moved(worded(was), worded(there), worded(_was)):
                found |= {number, other}
                break
    return found


def _is_moved(was: Sequence[Token], now: Sequence[Token], instead: Sequence[Token]) -> bool:
    """Whether what was taken out is what was put in: word by word, or at least half of its stems with all its facts."""
    if instead:
        return False
    if Counter(token.key for token in was) == Counter(token.key for token in now):
        return True
    facts = [Counter(token.key for token in side if token.kind) for side in (was, now)]
    stems = [Counter(stem(token.key) for token in side if not token.kind and not token.form) for side in (was, now)]
    return facts[0] == facts[1] and 2 * (stems[0] & stems[1]).total() >= max(map(Counter.total, stems), default=0) > 0


def worded(some: Iterable[Token]) -> list[Token]:
    """The tokens without the marks."""
    return [token for token in some if token.kind is not Kind.PUNCTUATION]


def difference(
    kind: Kind, was: Sequence[Token], now: Sequence[Token], was_at: int, now_at: int, detail: str = ""
) -> Change:
    """The difference between these tokens; the places say where where there are none."""
    was, now = (sorted(some, key=lambda token: token.span) for some in (was, now))
    was_chinese, now_chinese = (_chinese(some) if kind is not Kind.WORDING else "" for some in (was, now))
    return Change(
        kind,
        _written(was),
        _written(now),
        _span(was, was_at),
        _span(now, now_at),
        was_chinese,
        now_chinese,
        detail,
    )


def _written(some: Sequence[Token]) -> str:
    """The tokens as they stand, with single spaces; a comma where others stood between them."""
    shown = ""
    end = -1
    for token in some:
        beside = end < 0 or token.span[0] - len(token.gap) - len(token.codes) <= end
        shown += (" " if token.gap else "") + token.text if beside else f", {token.text}"
        end = token.span[1]
    return " ".join(shown.split())


def _chinese(some: Sequence[Token]) -> str:
    """What Chinese says for these tokens, if that is known for each."""
    return "、".join(token.chinese for token in some) if all(token.chinese for token in some) else ""


def _span(some: Sequence[Token], at: int) -> Span:
    return (some[0].span[0], some[-1].span[1]) if some else (at, at)
