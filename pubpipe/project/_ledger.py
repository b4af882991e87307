"""The text ledger of one file: what becomes of every visible character."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from pubpipe.formats import format_of, leftover, named
from pubpipe.messages import _
from pubpipe.model import Account, Fate, Visible
from pubpipe.project import _files
from pubpipe.project._project import rules_around

LONGEST = 200
"""Characters of a piece of text shown on a line."""


@dataclass(frozen=True, slots=True)
class Ledger:
    """Every visible character of a file, its fate and the rule; what is left over breaks the ledger law."""

    accounts: tuple[Account, ...]
    leftover: tuple[Visible, ...]

    def counts(self) -> dict[tuple[Fate, str], int]:
        """Characters, white space aside, by fate and rule; of each fate the greatest first."""
        counted: dict[tuple[Fate, str], int] = {}
        for account in self.accounts:
            if amount := _amount(account.text):
                key = (account.fate, account.rule)
                counted[key] = counted.get(key, 0) + amount
        fates = list(Fate)
        return dict(sorted(counted.items(), key=lambda each: (fates.index(each[0][0]), -each[1], each[0][1])))

    def listed(self, rules: tuple[str, ...] = ()) -> list[Account]:
        """The accounts that show something, of these rules (`*` stands for anything) or of all."""
        return [each for each in self.accounts if each.text.strip() and (not rules or named(each.rule, rules))]

    def text(self, every: bool = False, rules: tuple[str, ...] = ()) -> str:
        """The counts as a table; with `every`, or of the rules named, each piece of text before it."""
        lines = []
        if every or rules:
            lines = [
                "\t".join((_(each.fate), each.rule, each.unit or "-", f"{each.part}:{each.place}", _line(each.text)))
                for each in self.listed(rules)
            ]
            lines += [""] if lines else [_("no text by this rule: {rules}").format(rules=", ".join(rules)), ""]
        lines += self._table()
        for left in self.leftover:
            shown = _("unaccounted for: {part}:{place}: {text}")
            lines.append(shown.format(part=left.part, place=left.place, text=_line(left.text)))
        lines.append(
            _("every visible character is accounted for") if not self.leftover else _("the ledger does not balance")
        )
        return "\n".join(lines) + "\n"

    def _table(self) -> Iterator[str]:
        counts = self.counts()
        whole = sum(counts.values()) + sum(_amount(each.text) for each in self.leftover)
        rows: list[tuple[str, int]] = []
        for fate, group in groupby(counts.items(), key=lambda each: each[0][0]):
            kept = list(group)
            rows.append((_(fate), sum(count for _key, count in kept)))
            rows += [(f"    {rule}", count) for (_fate, rule), count in kept]
        rows.append((_("characters in all, spaces aside"), whole))
        wide = max(map(_width, (name for name, _count in rows)))
        long = max(len(f"{count:,}") for _name, count in rows)
        for name, count in rows:
            share = f"{100 * count / whole:5.1f} %" if whole else ""
            yield f"{name}{' ' * (wide - _width(name))}  {count:>{long},}  {share}".rstrip()

    def json(self, every: bool = False, rules: tuple[str, ...] = ()) -> str:
        """The same for machines."""
        facts: dict[str, object] = {
            "counts": [
                {"fate": fate, "rule": rule, "characters": count} for (fate, rule), count in self.counts().items()
            ],
            "leftover": [{"part": each.part, "place": each.place, "text": each.text} for each in self.leftover],
        }
        if every or rules:
            facts["accounts"] = [
                {
                    "fate": each.fate,
                    "rule": each.rule,
                    "unit": each.unit,
                    "part": each.part,
                    "place": each.place,
                    "text": each.text,
                }
                for each in self.listed(rules)
            ]
        return json.dumps(facts, ensure_ascii=False, indent=2) + "\n"


def ledger_file(file: Path) -> Ledger:
    """The text ledger of a file by the rules of the project around it, held against an independent scan."""
    source = _files.read(file)
    rules, _sentences = rules_around(file)
    with _files.named(file):
        kind = format_of(file.name)
        document = kind.read(source, rules)
        return Ledger(tuple(document.ledger), tuple(leftover(document, kind.scan(source))))


def _amount(text: str) -> int:
    return sum(not character.isspace() for character in text)


def _line(text: str) -> str:
    """A text on one line, cut where it is too long to be read there; `json` has the whole."""
    line = " ".join(text.split())
    return line if len(line) <= LONGEST else f"{line[:LONGEST]}…"


def _width(text: str) -> int:
    """How many columns of a terminal a text takes."""
    return sum(1 + (unicodedata.east_asian_width(character) in "WF") for character in text)
