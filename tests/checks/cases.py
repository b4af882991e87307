"""Case files: how they are read and asked."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from pubpipe import checks
from pubpipe.catalog import segments
from pubpipe.glossary import Glossary
from pubpipe.model import Concept, Entry, Finding, Status, Term

CASES = Path(__file__).parent


def cases(id: str) -> list[dict[str, Any]]:
    file = tomllib.loads((CASES / f"{id}.toml").read_text(encoding="utf-8"))
    return [{"entries": [case], **file.get("all", {}), **case} for case in file["case"]]


def findings(case: dict[str, Any], *ids: str) -> list[Finding]:
    """What the checks of these ids, or all, find in a case."""
    chapters: dict[str, list[Entry]] = {}
    for number, entry in enumerate(case["entries"], start=1):
        flags = ("fuzzy",) if entry.get("fuzzy") else ()
        place = entry.get("place", f"1/p{number}")
        made = Entry(entry["source"], entry["target"], entry.get("role", ""), flags=flags, places=(place,))
        chapters.setdefault(entry.get("file", "chapter.po"), []).append(made)
    concepts = tuple(
        Concept(
            name,
            tuple(
                Term(word, language, Status(status))
                for language, words in terms.items()
                for status, word in words.items()
            ),
            do_not_translate=name == "untranslatable",
        )
        for name, terms in case.get("glossary", {}).items()
    )
    disabled = set(checks.checks()) - set(ids) if ids else ()
    found = checks.run(
        {file: segments(entries) for file, entries in chapters.items()},
        glossary=Glossary(concepts),
        allowed=case.get("allowed", ()),
        listed={word: tuple(told) for word, told in case.get("listed", {}).items()},
        disabled=disabled,
    )
    return list(found)


def missing(ids: Iterable[str], folder: Path = CASES) -> list[str]:
    """The checks without a case file."""
    return [name for name in ids if not (folder / f"{name}.toml").exists()]
