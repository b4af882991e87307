"""Cases of formats in packages: what a file holds as XML, what is read from it and what is written into it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from pubpipe.formats import Format, Rules, leftover
from pubpipe.model import Fate, content
from tests.formats.docx_files import shown


def cases(path: Path) -> list[Any]:
    """The cases of a file, each a test named for it."""
    found = tomllib.loads(path.read_text(encoding="utf-8"))["case"]
    return [pytest.param(case, id=case.pop("name")) for case in found]


def split(case: dict[str, Any]) -> tuple[dict[str, Any], list[str], list[str], Rules]:
    """What a file is made of, the units and the accounts expected of it, and the rules it is read by."""
    made = {key: value for key, value in case.items() if key not in ("units", "ledger", "rules")}
    return made, case["units"], case.get("ledger", []), Rules(**_frozen(case.get("rules", {})))


def _frozen(value: Any) -> Any:
    """What TOML says as rules hold it: tuples for lists, a tuple's own lists too."""
    if isinstance(value, dict):
        return {key: _frozen(each) for key, each in value.items()}
    return tuple(map(_frozen, value)) if isinstance(value, list) else value


def check_reading(kind: Format, source: bytes, units: Sequence[str], ledger: Sequence[str], rules: Rules) -> None:
    """The file is read as these units and accounts of what is no unit, and comes back as it was."""
    document = kind.read(source, rules)
    assert [f"{unit.id} {unit.role} | {shown(unit.content)}" for unit in document.units] == units
    kept = [each for each in document.ledger if each.fate is not Fate.TRANSLATED and each.text.strip()]
    assert sorted(f"{each.fate} {each.rule}: {each.text.strip()}" for each in kept) == sorted(ledger)
    assert leftover(document, kind.scan(source)) == []
    assert kind.merge(source, {}, rules) == source


def check_reading_again(kind: Format, source: bytes, rules: Rules) -> None:
    """What was written into every unit is read from it, and every character of it accounted for."""
    document = kind.read(source, rules)
    targets = {
        unit.id: content(re.sub("[a-z]+", r"汉\g<0>", each) if isinstance(each, str) else each for each in unit.content)
        for unit in document.units
    }
    merged = kind.merge(source, targets, rules)
    again = kind.read(merged, rules)
    assert [shown(unit.content) for unit in again.units] == [shown(targets[unit.id]) for unit in document.units]
    assert leftover(again, kind.scan(merged)) == []
