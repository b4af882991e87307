"""The rules of a project where no format need know of them: units left out, words in units made codes.

`Ruled` stands around a format: what it reads is ruled here, after the walk, and what `merge` is given is put back as
the format's own walk knows it. Whole units that are left out here leave the ids of the others as they are. What only a
walk can know (the style, colour or highlight of a few words, an element of a page) it asks of `verdict`; what it leaves
out is counted in no id.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from pubpipe.calm import calm
from pubpipe.formats import RULES, Format, Rules, form, named
from pubpipe.formats._codes import mend
from pubpipe.formats._colours import same_colour
from pubpipe.model import Account, Accounts, Code, CodeKind, Content, Document, Fate, Unit, Visible, content, text

Ruling = tuple[Fate, str]
"""A fate and the rule's name, as the ledger shows it."""

_THING = "\N{OBJECT REPLACEMENT CHARACTER}"


def verdict(
    rules: Rules, styles: Iterable[str] = (), highlights: Iterable[str] = (), colours: Iterable[str] = ()
) -> Ruling | None:
    """What becomes of text in these styles, on these highlights, in these colours, if a rule says so."""
    styles = list(styles)
    for style in styles if rules.exclude_styles else ():
        if found := named(style, rules.exclude_styles):
            return Fate.EXCLUDED, f"style: {found}"
    for kind, values, wanted in (
        ("highlight", highlights, rules.exclude_highlights),
        ("colour", colours, rules.exclude_colours),
    ):
        for value in values if wanted else ():
            if found := same_colour(value, wanted, "white" if kind == "highlight" else "black"):
                return Fate.EXCLUDED, f"{kind}: {found}"
    for style in styles if rules.protect_styles else ():
        if found := named(style, rules.protect_styles):
            return Fate.PROTECTED, f"style: {found}"
    return None


def looks_matter(rules: Rules) -> bool:
    """Whether any rule asks how words look, so that a walk must tell."""
    return bool(rules.exclude_styles or rules.exclude_highlights or rules.exclude_colours or rules.protect_styles)


class Ruled:
    """A format and the rules of projects around it."""

    def __init__(self, format: Format) -> None:
        self._format = format
        self._headed = bool(getattr(format, "HEADED", False))

    @property
    def SUFFIXES(self) -> tuple[str, ...]:  # noqa: N802
        """The format's own."""
        return self._format.SUFFIXES

    def read(self, source: bytes, rules: Rules = RULES) -> Document:
        """The units that the rules leave to translators, and the ledger with every rule's name."""
        with calm():
            document = self._format.read(source, rules)
            return _ruled(document, rules, self._headed) if _rules_units(rules) else document

    def merge(self, source: bytes, targets: Mapping[str, Content], rules: Rules = RULES) -> bytes:
        """The same file with each target in its source's place; what the rules keep is kept, whatever a target says."""
        with calm():
            return self._format.merge(source, self._unruled(source, targets, rules), rules)

    def _unruled(self, source: bytes, targets: Mapping[str, Content], rules: Rules) -> Mapping[str, Content]:
        """The targets as the format's own walk knows its units."""
        if _rules_units(rules):
            units = self._format.read(source, rules).units
            given = (
                (unit, targets[unit.id])
                for unit in units
                if unit.id in targets and not _ruling(unit, rules, self._headed)
            )
            found = {unit.id: _unmasked(unit.content, target, rules) for unit, target in given}
            targets = {name: target for name, target in found.items() if target is not None}
        return targets

    def scan(self, source: bytes) -> Iterator[Visible]:
        """The format's own: it knows no rules."""
        return self._format.scan(source)

    def prepare(self, source: bytes) -> tuple[bytes, str]:
        """The format's own."""
        return self._format.prepare(source)


def _rules_units(rules: Rules) -> bool:
    return bool(
        rules.roles
        or rules.exclude_roles
        or rules.exclude_styles
        or rules.protect_styles
        or rules.protect_ids
        or rules.protect_patterns
    )


def _ruling(unit: Unit, rules: Rules, headed: bool) -> Ruling | None:
    """Why a whole unit is no translator's, if it is not; a `headed` unit's style is the heading of its column."""
    if rules.roles and not named(unit.role, rules.roles):
        return Fate.EXCLUDED, f"role: {unit.role}"
    if found := named(unit.role, rules.exclude_roles):
        return Fate.EXCLUDED, f"role: {found}"
    if found := next((each for each in rules.protect_ids if form(each).fullmatch(unit.id)), ""):
        return Fate.PROTECTED, f"id: {found}"
    return verdict(rules, [unit.style]) if unit.style and not headed else None


def _ruled(document: Document, rules: Rules, headed: bool) -> Document:
    kept: list[Unit] = []
    fates: dict[str, Ruling] = {}
    masks: dict[str, _Mask] = {}
    for unit in document.units:
        if ruling := _ruling(unit, rules, headed):
            fates[unit.id] = ruling
        elif marks := _marks(unit.content, rules):
            masked = _masked(unit.content, marks)
            if _says(masked):
                kept.append(replace(unit, content=masked))
            rest = "" if _says(masked) else "no letter or digit"
            masks[unit.id] = "".join(text(unit.content).split()), _by_character(unit.content, marks, rest), rest
        else:
            kept.append(unit)
    ledger = Accounts(lambda: _accounts(document.ledger, fates, masks))
    return replace(document, units=tuple(kept), ledger=ledger)


def _says(parts: Content) -> bool:
    """Whether there is a letter or digit for a translator."""
    return any(map(str.isalnum, text(parts)))


# Patterns


_Mask = tuple[str, list[str], str]
"""What a unit says without white space, the rule over each of its characters, and that over what no pattern keeps."""


@dataclass(frozen=True, slots=True)
class _Mark:
    """Characters [start, end) of one string of a content, protected by a rule."""

    part: int
    start: int
    end: int
    rule: str


def _marks(source: Content, rules: Rules) -> list[_Mark]:
    """What patterns protect in a content, in order; a match that goes on inside bold is one mark in each string."""
    if not rules.protect_patterns:
        return []
    starts: list[int] = []
    numbers: list[int] = []
    joined = ""
    for number, part in enumerate(source):
        if isinstance(part, str):
            starts.append(len(joined))
            numbers.append(number)
            joined += part
        elif part.kind is CodeKind.ALONE:
            joined += _THING
    found: list[_Mark] = []
    taken = 0
    for start, end, rule in _matches(joined, rules.protect_patterns):
        if start < taken:
            continue
        taken = end
        at = bisect_right(starts, start) - 1
        while 0 <= at < len(starts) and starts[at] < end:
            part = source[numbers[at]]
            assert isinstance(part, str)
            first, last = max(start - starts[at], 0), min(end - starts[at], len(part))
            if part[first:last].strip():
                found.append(_Mark(numbers[at], first, last, rule))
            at += 1
    return found


def _matches(joined: str, patterns: Sequence[tuple[str, str]]) -> list[tuple[int, int, str]]:
    """Every match, the earliest first, of equals the longest, of these that of the first pattern."""
    found = [
        (match.start(), match.end(), f"pattern: {name}")
        for name, pattern in patterns
        for match in _pattern(pattern).finditer(joined)
        if match.group().strip(_THING + " ")
    ]
    return sorted(found, key=lambda each: (each[0], -each[1]))


@cache
def _pattern(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def _masked(source: Content, marks: Iterable[_Mark]) -> Content:
    """The content with a code in place of each mark, numbered after the codes of its type that are there."""
    number = max((part.id for part in source if isinstance(part, Code) and part.type == "c"), default=0)
    by_part: dict[int, list[_Mark]] = {}
    for mark in marks:
        by_part.setdefault(mark.part, []).append(mark)
    parts: list[str | Code] = []
    for at, part in enumerate(source):
        if isinstance(part, Code):
            parts.append(part)
            continue
        last = 0
        for mark in by_part.get(at, ()):
            number += 1
            parts += [part[last : mark.start], Code(CodeKind.ALONE, "c", number, part[mark.start : mark.end])]
            last = mark.end
        parts.append(part[last:])
    return content(parts)


def _unmasked(source: Content, target: Content, rules: Rules) -> Content | None:
    """A target as the format's walk knows it: the protected words themselves in place of their codes.

    None where patterns keep all that the unit says.
    """
    marks = _marks(source, rules)
    if not marks:
        return target
    masked = _masked(source, marks)
    if not _says(masked):
        return None
    own = {(part.type, part.id) for part in source if isinstance(part, Code)}
    return content(
        part.display if isinstance(part, Code) and (part.type, part.id) not in own else part
        for part in mend(masked, target)
    )


# The ledger


def _by_character(source: Content, marks: Iterable[_Mark], other: str) -> list[str]:
    """The rule over each character of a content that is no white space, `other` where there is none."""
    rules: list[str] = []
    by_part: dict[int, list[_Mark]] = {}
    for mark in marks:
        by_part.setdefault(mark.part, []).append(mark)
    for at, part in enumerate(source):
        for place, character in enumerate(part if isinstance(part, str) else ""):
            if not character.isspace():
                rules.append(next((m.rule for m in by_part.get(at, ()) if m.start <= place < m.end), other))
    return rules


def _accounts(ledger: Iterable[Account], fates: Mapping[str, Ruling], masks: Mapping[str, _Mask]) -> Iterator[Account]:
    """The accounts with the fates of units that were left out, cut where patterns begin and end."""
    ledger = list(ledger)
    shown: dict[str, list[str]] = {}
    for account in ledger:
        if account.unit in masks:
            shown.setdefault(account.unit, []).append("".join(account.text.split()))
    ruled = {unit: iter(_aligned(*masks[unit], "".join(pieces))) for unit, pieces in shown.items()}
    for account in ledger:
        if account.unit in fates:
            fate, rule = fates[account.unit]
            yield replace(account, fate=fate, rule=rule, unit="")
        elif account.unit in masks:
            yield from _cut(account, ruled[account.unit])
        else:
            yield account


def _aligned(said: str, rules: list[str], rest: str, shown: str) -> list[str]:
    """The rule over each character of what accounts show, which may be written otherwise than the unit says it.

    A unit may stand in several places (SmartArt and its drawing), and text files escape what reads as markup.
    """
    times = len(shown) // len(said)
    if said * times == shown:
        return rules * times
    found = [rest] * len(shown)
    from difflib import SequenceMatcher

    for mark, first, last, start, end in SequenceMatcher(None, said, shown, autojunk=False).get_opcodes():
        if mark == "equal":
            found[start:end] = rules[first:last]
        elif mark != "delete":
            around = {*rules[max(first - 1, 0) : first], *rules[first : max(last, first + 1)]}
            found[start:end] = [around.pop() if len(around) == 1 else rest] * (end - start)
    return found


def _cut(account: Account, rules: Iterator[str]) -> Iterator[Account]:
    pieces: list[tuple[str, str]] = []
    for character in account.text:
        before = pieces[-1][0] if pieces else ""
        rule = before if character.isspace() else next(rules)
        if pieces and before == rule:
            pieces[-1] = rule, pieces[-1][1] + character
        else:
            pieces.append((rule, character))
    for rule, words in pieces:
        if rule:
            yield replace(account, text=words, fate=Fate.PROTECTED, rule=rule, unit="")
        else:
            yield replace(account, text=words)
