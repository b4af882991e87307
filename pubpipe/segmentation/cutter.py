"""Where a text is cut: SRX's semantics over plain text.

At each position the first rule of the cascade that matches decides. A break rule is looked for directly; at the few
places it finds, the exceptions that stand before it are asked.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

import regex

from pubpipe.errors import Misused
from pubpipe.messages import _
from pubpipe.segmentation.dialect import regex_dialect
from pubpipe.segmentation.rules import Rule

PATIENCE = 20.0
"""Seconds one rule may take over one text; a rule file from elsewhere may explode."""


class Cutter:
    """The rules of one language, compiled."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self._breaks: list[tuple[Rule, _Places, list[_Places]]] = []
        exceptions: list[_Places] = []
        for breaks, group in groupby(rules, key=lambda rule: rule.breaks):
            if breaks:
                self._breaks += [(rule, _places([rule])[0], list(exceptions)) for rule in group]
            else:
                exceptions += _places(list(group))

    def cuts(self, text: str) -> dict[int, Rule]:
        """The positions where `text` is cut, in order, each with the rule that cuts there; never at its ends.

        Raises Misused if a rule takes longer than PATIENCE.
        """
        found: dict[int, Rule] = {}
        kept: dict[tuple[int, int], bool] = {}
        rule = None
        try:
            for rule, places, exceptions in self._breaks:
                for position in places.all(text):
                    if position in found or not 0 < position < len(text):
                        continue
                    for exception in exceptions:
                        key = (id(exception), position)
                        if key not in kept:
                            kept[key] = exception.at(text, position)
                        if kept[key]:
                            break
                    else:
                        found[position] = rule
        except TimeoutError:
            raise Misused(_("segmentation rule {rule} takes too long").format(rule=rule)) from None
        return dict(sorted(found.items()))


class _Places:
    """The places where one of several rules matches, found by looking at both sides of every place."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        choices = []
        for after, group in groupby(rules, key=lambda rule: rule.after):
            ahead = f"(?={regex_dialect(after)})" if after else ""  # asked first: it is cheap
            behind = "|".join(f"(?<={regex_dialect(rule.before)})" if rule.before else "" for rule in group)
            choices.append(f"{ahead}(?:{behind})")
        self._pattern = regex.compile("|".join(choices), regex.V1)

    def all(self, text: str) -> Iterator[int]:
        return (match.start() for match in self._pattern.finditer(text, timeout=PATIENCE))

    def at(self, text: str, position: int) -> bool:
        return self._pattern.match(text, position, timeout=PATIENCE) is not None


class _ForwardPlaces(_Places):
    """The same for a rule that refers to its own groups, which cannot be read backwards."""

    def __init__(self, rule: Rule) -> None:
        ahead = f"(?={regex_dialect(rule.after)})" if rule.after else ""
        self._pattern = regex.compile(f"(?:{regex_dialect(rule.before)}){ahead}", regex.V1)

    def all(self, text: str) -> Iterator[int]:
        return (match.end() for match in self._pattern.finditer(text, overlapped=True, timeout=PATIENCE))

    def at(self, text: str, position: int) -> bool:
        return position in self.all(text)


def _places(rules: list[Rule]) -> list[_Places]:
    """As few as will do: rules that refer to groups stand alone."""
    together = [rule for rule in rules if not _refers_to_groups(rule)]
    alone: list[_Places] = [_ForwardPlaces(rule) for rule in rules if _refers_to_groups(rule)]
    return [*([_Places(together)] if together else []), *alone]


def _refers_to_groups(rule: Rule) -> bool:
    return regex.search(r"\\[1-9kg]|\(\?P", rule.before + rule.after) is not None
