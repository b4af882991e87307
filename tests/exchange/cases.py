"""Case files: what a file of each format says, and what leaves in it."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pubpipe.exchange import Returned, Sentence, base
from pubpipe.model import State, TranslationUnit

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Case:
    """One case: `text` in `encoding`, and the values it stands for; or the sentence that refuses it."""

    name: str
    format: str
    values: dict[str, Any]

    @property
    def data(self) -> bytes:
        return str(self.values["text"]).encode(self.values.get("encoding", "utf-8"))

    @property
    def suffix(self) -> str:
        return str(self.values.get("suffix", ""))

    @property
    def units(self) -> list[TranslationUnit]:
        return [TranslationUnit(**each) for each in self.values["units"]]

    @property
    def returned(self) -> list[Returned]:
        return [_returned(each) for each in self.values["returned"]]

    @property
    def sentences(self) -> list[Sentence]:
        return [sentence(**each) for each in self.values["sentences"]]


def _returned(values: dict[str, Any]) -> Returned:
    """`holds` is the state and the target the PO file held; `base` follows from it."""
    given = dict(values)
    if "holds" in given:
        state, target = given.pop("holds")
        given["base"] = base(target, State(state))
    state = State(given.pop("state", "translated"))
    return Returned(state=state, **{k: tuple(v) if isinstance(v, list) else v for k, v in given.items()})


def sentence(**given: Any) -> Sentence:
    """A sentence with its lists as tuples; its unit is its place, its codes keep their names."""
    state = State(given.pop("state", "untranslated"))
    given["terms"] = tuple(map(tuple, given.get("terms", ())))
    given["notes"] = tuple(given.get("notes", ()))
    made = Sentence(state=state, **given)
    return replace(made, unit=made.unit or made.place)


def cases(kind: str) -> list[Case]:
    """The cases of a kind (`units`, `returned`, `sentences` or `refused`) in all files."""
    found = []
    for path in sorted(FOLDER.glob("*.toml")):
        listed = tomllib.loads(path.read_text(encoding="utf-8"))["case"]
        found += [Case(f"{path.stem}-{number}", path.stem, values) for number, values in enumerate(listed, start=1)]
    return [case for case in found if kind in case.values]


def missing(formats: Iterable[str]) -> list[str]:
    """The formats without a case file."""
    return [name for name in formats if not (FOLDER / f"{name}.toml").is_file()]
