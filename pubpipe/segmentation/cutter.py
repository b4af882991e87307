"""Where a text is cut: SRX's semantics over plain text.

At each position the first rule of the cascade that matches decides. Positions where no break rule can match by the
character before them are never asked; at the others the break rules are asked as one expression, and where one
matches, the exceptions that stand before it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

import regex

from pubpipe.errors import Misused
from pubpipe.messages import _
from pubpipe.segmentation.dialect import regex_dialect
from pubpipe.segmentation.edges import last
from pubpipe.segmentation.rules import Rule

PATIENCE = 20.0
"""Seconds a rule may take over one position; a rule file from elsewhere may explode."""


class Cutter:
    """The rules of one language, compiled."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self._rules = rules
        self._worth = _worth_asking([rule for rule in rules if rule.breaks])
        self._breaks = _asked([(number, rule) for number, rule in enumerate(rules) if rule.breaks])
        self._exceptions: dict[int, list[_Together | _Alone]] = {}

    def cuts(self, text: str) -> dict[int, Rule]:
        """The positions where `text` is cut, in order, each with the rule that cuts there; never at its ends.

        Raises Misused if a rule takes longer than PATIENCE.
        """
        found: dict[int, Rule] = {}
        position = 0
        try:
            for position in self._positions(text):
                for step in self._breaks:
                    number = step.matching(text, position)
                    if number is not None:
                        if all(each.matching(text, position) is None for each in self._exceptions_before(number)):
                            found[position] = self._rules[number]
                        break
        except TimeoutError:
            slow = self._slow(text, position)
            raise Misused(_("segmentation rule {rule} takes too long").format(rule=slow)) from None
        return found

    def decisions(self, text: str) -> dict[int, Rule]:
        """The same with the places where a break rule matched and an exception won: every place, with what decided."""
        found: dict[int, Rule] = {}
        cuts = self.cuts(text)
        for position in self._positions(text):
            if position in cuts:
                found[position] = cuts[position]
                continue
            numbers = (number for step in self._breaks if (number := step.matching(text, position)) is not None)
            number = next(numbers, None)
            if number is not None:
                found[position] = next(
                    rule
                    for rule in self._rules[:number]
                    if not rule.breaks and _asked([(0, rule)])[0].matching(text, position) is not None
                )
        return found

    def _exceptions_before(self, number: int) -> list[_Together | _Alone]:
        """The exceptions that win over a break rule, compiled when it first matches."""
        if number not in self._exceptions:
            wins = [(each, rule) for each, rule in enumerate(self._rules[:number]) if not rule.breaks]
            self._exceptions[number] = _asked(wins) if wins else []
        return self._exceptions[number]

    def _positions(self, text: str) -> Iterator[int]:
        """Where a break rule may match, in order, the ends left out."""
        if self._worth is None:
            return iter(range(1, len(text)))
        end = len(text)
        return (match.end() for match in self._worth.finditer(text) if match.end() < end)

    def _slow(self, text: str, position: int) -> Rule | str:
        """The rule that took too long at a place."""
        for rule in self._rules:
            try:
                for step in _asked([(0, rule)]):
                    step.matching(text, position)
            except TimeoutError:
                return rule
        return "/".join(dict.fromkeys(rule.language_rule for rule in self._rules))


class _Together:
    """Rules as one expression that looks at both sides of a position; each has the number it is known by."""

    def __init__(self, rules: Sequence[tuple[int, Rule]]) -> None:
        choices = []
        for after, group in groupby(rules, key=lambda numbered: numbered[1].after):
            ahead = f"(?={regex_dialect(after)})" if after else ""  # asked first: it is cheap
            behind = [
                (f"(?<={regex_dialect(rule.before)})" if rule.before else "")
                + (f"(?P<r{number}>)" if rule.breaks else "")
                for number, rule in group
            ]
            choices.append(f"{ahead}(?:{'|'.join(behind)})")
        self._pattern = regex.compile("|".join(choices), regex.V1)

    def matching(self, text: str, position: int) -> int | None:
        """The number of the first rule that matches here; exceptions are not told apart."""
        match = self._pattern.match(text, position, timeout=PATIENCE)
        if match is None:
            return None
        return int(match.lastgroup[1:]) if match.lastgroup else -1


class _Alone:
    """A rule that names or repeats its own groups and so cannot be read backwards among others."""

    def __init__(self, number: int, rule: Rule) -> None:
        ahead = f"(?={regex_dialect(rule.after)})" if rule.after else ""
        self._number = number
        self._pattern = regex.compile(f"(?:{regex_dialect(rule.before)}){ahead}", regex.V1)
        self._text = ""
        self._ends: set[int] = set()

    def matching(self, text: str, position: int) -> int | None:
        """The rule's number where it matches here."""
        if text is not self._text:
            matches = self._pattern.finditer(text, overlapped=True, timeout=PATIENCE)
            self._ends = {match.end() for match in matches}
            self._text = text
        return self._number if position in self._ends else None


def _asked(rules: Sequence[tuple[int, Rule]]) -> list[_Together | _Alone]:
    """The fewest expressions that ask these rules in order."""
    steps: list[_Together | _Alone] = []
    for alone, group in groupby(rules, key=lambda numbered: _names_groups(numbered[1])):
        if alone:
            steps += [_Alone(number, rule) for number, rule in group]
        else:
            steps.append(_Together(list(group)))
    return steps


def _worth_asking(breaks: Sequence[Rule]) -> regex.Pattern[str] | None:
    """Finds each character behind which a break rule may match; None where every place is worth asking."""
    places: dict[str, list[str]] = {}
    for rule in breaks:
        if _names_groups(rule) or not (rule.before or rule.after):
            return None
        places.setdefault(regex_dialect(rule.after), []).append(last(regex_dialect(rule.before)) or r"[\s\S]")
    choices = [f"[{''.join(dict.fromkeys(befores))}](?={after})" for after, befores in places.items()]
    return regex.compile("|".join(choices) or "(?!)", regex.V1)


def _names_groups(rule: Rule) -> bool:
    return regex.search(r"\\[1-9kg]|\(\?P|\(\?<[^=!]", rule.before + rule.after) is not None
