"""How the same tokens differ in look: notation, forms of marks, capitals, spelling, spaces; and the codes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pubpipe.memory.changes.change import Change, Kind
from pubpipe.memory.changes.hunks import Hunk, difference
from pubpipe.memory.changes.tokens import CODE, Token

_CASED = frozenset("may march august us it who aids polish china turkey job it's state".split())
"""Words that mean something else with a capital."""


def looks(
    one: Sequence[Token], other: Sequence[Token], hunks: Sequence[Hunk], before: str, after: str
) -> Iterator[Change]:
    """What differs in tokens that are the same: notation, forms of quotation marks, case, spelling; then the codes."""
    capitals = before.isupper() or after.isupper()
    changed_here = {token.span for was, _now, _one, _other in hunks for token in was}
    changed_there = {token.span for _was, now, _one, _other in hunks for token in now}
    same_here = [(number, token) for number, token in enumerate(one) if token.span not in changed_here]
    same_there = [(number, token) for number, token in enumerate(other) if token.span not in changed_there]
    for (number, here), (place, there) in zip(same_here, same_there, strict=True):
        if here.text != there.text:
            yield from _look(here, there, _opens(one, number) or _opens(other, place), capitals)
        follows = bool(number) and one[number - 1].span not in changed_here
        follows_there = bool(place) and other[place - 1].span not in changed_there
        if here.gap != there.gap and ((follows and follows_there) or (not number and not place)):
            yield difference(Kind.COSMETIC, [here], [there], 0, 0, detail="spaces")
    if CODE.findall(before) != CODE.findall(after):
        codes = " ".join(CODE.findall(before)), " ".join(CODE.findall(after))
        yield Change(Kind.COSMETIC, *codes, (0, 0), (0, 0), detail="codes")


def _opens(all_tokens: Sequence[Token], number: int) -> bool:
    """Whether a token opens a sentence."""
    return number == 0 or all_tokens[number - 1].key in '.?!:;…"'


def _look(here: Token, there: Token, opens: bool, capitals: bool) -> Iterator[Change]:
    kind, detail = Kind.COSMETIC, ""
    cased = here.text.casefold() == there.text.casefold()
    if here.kind in (Kind.NUMBER, Kind.DATE) and not cased:
        same_digits = [each for each in here.text if each.isalnum()] == [each for each in there.text if each.isalnum()]
        kind, detail = (
            (Kind.COSMETIC, "dashes") if same_digits and not _separators(here, there) else (Kind.NOTATION, "")
        )
    elif cased:
        if opens and (here.text[1:] == there.text[1:] or here.kind not in (None, Kind.NAME)):
            return
        shouted = here.text.isupper() != there.text.isupper() and len(here.text) < 6 and not capitals
        kind = Kind.WORDING if here.key in _CASED or (shouted and here.kind in (None, Kind.NAME)) else Kind.COSMETIC
        detail = "capitals"
    elif here.kind is Kind.PUNCTUATION:
        detail = "quotation marks or dashes"
    elif here.joining or here.kind in (None, Kind.NAME) or here.key == "not":
        detail = "spelling"
    else:
        kind, detail = Kind.WORDING, "form" if here.kind is Kind.MODALITY else ""
    yield difference(kind, [here], [there], 0, 0, detail=detail)


def _separators(here: Token, there: Token) -> bool:
    """Whether two figures differ in commas, points or signs, not in dashes or spaces only."""
    marks = [
        [each for each in token.text if not (each.isalnum() or each.isspace() or each in "-–—‐‑")]
        for token in (here, there)
    ]
    return marks[0] != marks[1]
