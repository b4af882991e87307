"""From two sentences to their differences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TypeAlias

from pubpipe.memory.changes.change import Change, Kind
from pubpipe.memory.changes.hunks import Hunk, difference, hunks, moved, worded
from pubpipe.memory.changes.looks import looks
from pubpipe.memory.changes.spelling import negated_by_prefix, same_run_together, stem
from pubpipe.memory.changes.tokens import Token, tokens
from pubpipe.model import Span

Terms: TypeAlias = Mapping[str, str] | Iterable[str] | Callable[[str], Iterable[tuple[str, str]]]
"""Approved terms: English with Chinese, English alone, or what says which stand in a text."""

CLAUSE = 4
"""Words from which something added or removed is a clause; three, where marks set it off."""

_FACTS = (Kind.NEGATION, Kind.MODALITY, Kind.NUMBER, Kind.DATE, Kind.QUANTIFIER, Kind.SCOPE, Kind.TERM, Kind.NAME)


def explain(before: str, after: str, terms: Terms = ()) -> tuple[Change, ...]:
    """What changed between two English texts in PO grammar, in reading order of the later one; nothing if nothing did.

    The classes found are all there is: no change is left out, though neighbouring words of one class are told together.
    """
    if before == after:
        return ()
    known = _known(terms, before, after)
    one, other = tokens(before, known), tokens(after, known)
    differing = list(hunks(one, other))
    found: list[Change] = []
    elsewhere = moved(differing)
    for number, (was, now, was_at, now_at) in enumerate(differing):
        if number not in elsewhere:
            found += _classified(was, now, was_at, now_at)
    if elsewhere:
        found.append(_reordered([differing[number] for number in sorted(elsewhere)]))
    found += looks(one, other, differing, before, after)
    found = [_governed(change, one, other) for change in _settled(found)]
    return tuple(sorted(found, key=lambda change: (change.now_span, change.was_span))) or (
        Change(Kind.COSMETIC, "", "", (0, 0), (0, 0), detail="codes or spaces"),
    )


def _known(terms: Terms, *texts: str) -> dict[str, str]:
    if callable(terms):
        return {english.lower(): chinese for text in texts for english, chinese in terms(text)}
    if isinstance(terms, Mapping):
        return {english.lower(): chinese for english, chinese in terms.items()}
    return {english.lower(): "" for english in terms}


def _reordered(some: Sequence[Hunk]) -> Change:
    was = next(was for was, _now, _one, _other in some if was)
    now = next(now for _was, now, _one, _other in some if now)
    return difference(Kind.WORDING, was, now, 0, 0, detail="moved")


def _classified(was: list[Token], now: list[Token], was_at: int, now_at: int) -> Iterator[Change]:
    """The differences of one hunk."""
    was_words, now_words = worded(was), worded(now)
    if not was_words and not now_words:
        yield difference(Kind.PUNCTUATION, was, now, was_at, now_at)
        return
    if not was_words or not now_words:
        some = was_words or now_words
        if _is_clause(was or now, some):
            kind = Kind.REMOVED if was_words else Kind.ADDED
            yield from _leading(was, now, was_at, now_at)
            yield difference(kind, was, now, was_at, now_at, detail=_held(some))
            return
    if same_run_together(_keys(was_words), _keys(now_words)):
        yield difference(Kind.COSMETIC, was, now, was_at, now_at, detail="words written apart or together")
        return
    yield from _facts(was, now, was_at, now_at)


def _keys(some: Iterable[Token]) -> str:
    return " ".join(token.key for token in some)


def _is_clause(all_tokens: Sequence[Token], words: Sequence[Token]) -> bool:
    count = sum(token.text.count(" ") + 1 for token in words)
    set_off = all_tokens[0].kind is Kind.PUNCTUATION or all_tokens[-1].kind is Kind.PUNCTUATION
    plain_words = [token for token in words if token.kind is None]
    return count >= CLAUSE - set_off and len(plain_words) > (count <= CLAUSE)


def _leading(was: list[Token], now: list[Token], was_at: int, now_at: int) -> Iterator[Change]:
    """A negation or a modal that opens an added or removed run of words governs what stood there before."""
    for token in was or now:
        if token.kind not in (Kind.NEGATION, Kind.MODALITY):
            return
        if token.key not in ("without", "nor", "neither"):
            yield difference(token.kind, [token] if was else [], [token] if now else [], was_at, now_at)


def _held(words: Iterable[Token]) -> str:
    """The graver things an added or removed clause says."""
    grave = [token.text for token in words if token.kind in _FACTS[:4] or (token.kind and "……" in token.chinese)]
    return ", ".join(dict.fromkeys(grave))


def _facts(was: list[Token], now: list[Token], was_at: int, now_at: int) -> Iterator[Change]:
    """A difference for each class of fact on either side, then what remains as wording."""
    sides = [_Side(was), _Side(now)]
    if not (sides[0].joining and sides[1].joining):
        for each in sides:
            each.forget_joining()
    sides[0].forget_first(sides[1])
    sides[1].forget_first(sides[0])
    _forget_same(*sides)
    alone: list[list[Kind]] = [[], []]
    told = False
    for kind in _FACTS:
        here, there = sides[0].of(kind), sides[1].of(kind)
        if here and there:
            told = True
            if [token.key for token in here] != [token.key for token in there]:
                yield difference(kind, here, there, was_at, now_at)
        elif here or there:
            alone[0 if here else 1].append(kind)
    for kind in sorted(alone[0] + alone[1], key=_FACTS.index):
        side = 0 if kind in alone[0] else 1
        if kind not in alone[side]:
            continue
        counterpart = alone[1 - side].pop(0) if alone[1 - side] else None
        mine = sides[side].of(kind)
        instead = [] if sides[side].plain else sides[1 - side].plain_instead()
        yours = sides[1 - side].of(counterpart) if counterpart else instead
        alone[side].remove(kind)
        if kind is Kind.NAME and not counterpart and not yours and len(mine) < 2 and not (was and now):
            sides[side].plain += mine
            continue
        told = True
        here, there = (yours, mine) if side else (mine, yours)
        yield difference(kind, here, there, was_at, now_at)
    yield from _wording(sides[0].plain, sides[1].plain, was, now, was_at, now_at, told)


def _wording(
    here: list[Token], there: list[Token], was: list[Token], now: list[Token], was_at: int, now_at: int, told: bool
) -> Iterator[Change]:
    """What remains of a hunk: other words, or only other marks."""
    if [token.key for token in here] == [token.key for token in there]:
        if not told and not here:
            yield difference(Kind.PUNCTUATION, was, now, was_at, now_at)
        return
    if negated := negated_by_prefix(_keys(here), _keys(there)):
        yield difference(Kind.NEGATION, here, there, was_at, now_at, detail=negated)
        return
    only_form = Counter(stem(token.key) for token in here if not token.form) == Counter(
        stem(token.key) for token in there if not token.form
    )
    if not told:
        yield difference(Kind.WORDING, was, now, was_at, now_at, detail="form" if only_form else "")
    elif not only_form:
        yield difference(Kind.WORDING, here, there, was_at, now_at)


def _forget_same(here: _Side, there: _Side) -> None:
    """Leave out the plain words that stand on both sides in another form, with the auxiliaries they needed."""
    stems = Counter(stem(token.key) for token in here.plain if not token.form)
    both = stems & Counter(stem(token.key) for token in there.plain if not token.form)
    if not both or not (here.facts or there.facts):
        return
    for side in (here, there):
        left = both.copy()
        kept = []
        for token in side.plain:
            if left[stem(token.key)]:
                left[stem(token.key)] -= 1
            else:
                kept.append(token)
        side.plain = [token for token in kept if not token.form]


class _Side:
    """The tokens of one side of a hunk by class; marks between words do not count."""

    def __init__(self, all_tokens: Iterable[Token]) -> None:
        words = worded(all_tokens)
        self.facts = [token for token in words if token.kind is not None]
        self.plain = [token for token in words if token.kind is None]

    @property
    def joining(self) -> bool:
        return any(token.joining for token in self.facts)

    def forget_joining(self) -> None:
        """An and or an or that has no counterpart joins what was added, and says nothing of scope."""
        self.plain += [token for token in self.facts if token.joining]
        self.facts = [token for token in self.facts if not token.joining]

    def forget_first(self, other: _Side) -> None:
        """First or one where the other side has no figure counts nothing: must first ask."""
        if not other.of(Kind.NUMBER):
            words = [token for token in self.of(Kind.NUMBER) if token.text.lower() in ("first", "one", "single")]
            self.plain += words
            self.facts = [token for token in self.facts if token not in words]

    def of(self, kind: Kind) -> list[Token]:
        return [token for token in self.facts if token.kind is kind]

    def plain_instead(self) -> list[Token]:
        """The plain words that stand where the other side has a fact: at most two."""
        words = self.plain
        if len(words) <= 2:
            self.plain = []
            return words
        return []


_DENIED = {
    **dict.fromkeys(("应当", "必须", "可以", "有权"), "不得"),
    "能够": "不能",
    "能": "不能",
    "应该": "不应",
    "将": "将不",
    "将会": "将不会",
    "可能": "可能不",
    "需要": "不必",
}


def _governed(change: Change, one: Sequence[Token], other: Sequence[Token]) -> Change:
    """A modal and its negation are one word in Chinese: may not is 不得."""
    if change.kind not in (Kind.NEGATION, Kind.MODALITY):
        return change
    was = _with_modal(one, change.was_span) or change.chinese_was
    now = _with_modal(other, change.now_span) or change.chinese_now
    return replace(change, chinese_was=was, chinese_now=now)


def _with_modal(some: Sequence[Token], span: Span) -> str:
    """What Chinese says for the modal at a place together with the negation behind it; "" without a modal there."""
    for number, token in enumerate(some):
        behind = some[number + 1] if number + 1 < len(some) else None
        denied = behind is not None and behind.key == "not"
        if token.kind is Kind.MODALITY and (
            token.span[0] <= span[0] < token.span[1]
            or (behind is not None and behind.span[0] == span[0] and (denied or span[0] == span[1]))
        ):
            return _DENIED.get(token.chinese, token.chinese) if denied else token.chinese
    return ""


def _settled(found: list[Change]) -> list[Change]:
    """Inflection counts only where nothing else changed; cosmetic differences of one sort are told once."""
    graver = [change for change in found if change.detail != "form" and change.kind is not Kind.COSMETIC]
    kept = [change for change in found if change.detail != "form" or not graver]
    told: set[str] = set()
    once = []
    for change in kept:
        if change.kind is Kind.COSMETIC and change.detail != "codes":
            if change.detail in told:
                continue
            told.add(change.detail)
        once.append(change)
    return once
