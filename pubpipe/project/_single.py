"""What works on one file, without a project: pseudo, ledger, segment."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from pubpipe.errors import Misused, Unreadable
from pubpipe.formats import format_of, leftover
from pubpipe.messages import _, ngettext
from pubpipe.model import Account, Code, Content, Fate, Visible
from pubpipe.project import _files
from pubpipe.project._project import Done, read_rules

_PSEUDO = str.maketrans(
    "AaBbCcDdEeFfGgHhIiJjKkLlMmNnOoPpQqRrSsTtUuVvWwXxYyZz0123456789",
    "ÅåƁƀÇçĐđÉéƑƒĜĝĤĥÎîĴĵĶķĻļṀṁÑñÖöÞþǪǫŔŕŠšŢţÛûṼṽŴŵẊẋÝýŽž０１２３４５６７８９",
)


def pseudo(parts: Content) -> Content:
    """The content with every letter and digit changed to one that looks like it; codes and other marks stay."""
    return tuple(part if isinstance(part, Code) else part.translate(_PSEUDO) for part in parts)


def pseudo_file(file: Path, output: Path) -> Done:
    """Write the file with every translatable character altered."""
    _files.apart(output, file)
    source = _files.read(file)
    with _files.named(file):
        kind = format_of(file.name)
        document = kind.read(source)
        merged = kind.merge(source, {unit.id: pseudo(unit.content) for unit in document.units})
    _files.write(output, merged)
    units = ngettext("{count} unit", "{count} units", len(document.units)).format(count=len(document.units))
    return Done((f"{output}: {units}",))


@dataclass(frozen=True, slots=True)
class Ledger:
    """Every visible character of a file, its fate and the rule; what is left over breaks the ledger law."""

    accounts: tuple[Account, ...]
    leftover: tuple[Visible, ...]

    def counts(self) -> dict[tuple[Fate, str], int]:
        """Characters, white space aside, by fate and rule."""
        counted: dict[tuple[Fate, str], int] = {}
        for account in self.accounts:
            key = (account.fate, account.rule)
            counted[key] = counted.get(key, 0) + sum(not character.isspace() for character in account.text)
        return dict(sorted(counted.items(), key=lambda item: (list(Fate).index(item[0][0]), item[0][1])))

    def text(self, every: bool) -> str:
        """The counts as a table; with `every`, each piece of text below."""
        lines = []
        for fate, rows in groupby(self.counts().items(), key=lambda item: item[0][0]):
            kept = list(rows)
            lines.append(_(fate) + _(": ") + f"{sum(count for _key, count in kept)}")
            lines += [f"    {rule}: {count}" for (_fate, rule), count in kept]
        if every:
            lines += [
                f"{each.part}:{each.place}\t{_(each.fate)}\t{each.rule}\t{each.text!r}"
                for each in self.accounts
                if each.text.strip()
            ]
        for each in self.leftover:
            lines.append(
                _("unaccounted for: {part}:{place}: {text}").format(part=each.part, place=each.place, text=each.text)
            )
        lines.append(
            _("every visible character is accounted for") if not self.leftover else _("the ledger does not balance")
        )
        return "\n".join(lines) + "\n"

    def json(self) -> str:
        """The same for machines."""
        return (
            json.dumps(
                {
                    "counts": [
                        {"fate": fate, "rule": rule, "characters": count}
                        for (fate, rule), count in self.counts().items()
                    ],
                    "leftover": [{"part": each.part, "place": each.place, "text": each.text} for each in self.leftover],
                },
                ensure_ascii=False,
                indent=2,
            )
            + "\n"
        )


def ledger_file(file: Path) -> Ledger:
    """The text ledger of a file, held against an independent scan."""
    source = _files.read(file)
    with _files.named(file):
        kind = format_of(file.name)
        document = kind.read(source)
        return Ledger(document.ledger, tuple(leftover(document, kind.scan(source))))


def segment_lines(file: Path, language: str, rules: Path | None) -> Iterator[list[tuple[str, str]]]:
    """For each line of a text (`-` is stdin), its sentences and the rule that cut each."""
    from pubpipe import segmentation

    if language.split("-")[0] not in ("en", "zh"):
        raise Misused(_("--language must be en or zh: {language}").format(language=language))
    data = sys.stdin.buffer.read() if str(file) == "-" else _files.read(file)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unreadable(_("{file}: not UTF-8 text: byte {place}").format(file=file, place=error.start)) from None
    chosen = read_rules(rules) if rules else None
    for line in text.splitlines():
        yield segmentation.sentences(line, language, chosen) if chosen else segmentation.sentences(line, language)
