"""Case files: how they are read and asked."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from pubpipe import checks
from pubpipe.catalog import segments
from pubpipe.glossary import Glossary
from pubpipe.model import Concept, Entry, Finding, Passage, Scope, Status, Term

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
            first_mention=case.get("first_mentions", {}).get(name, ""),
        )
        for name, terms in case.get("glossary", {}).items()
    )
    disabled = set(checks.checks()) - set(ids) if ids else ()
    if any(checks.checks()[each].scope is Scope.EDITION for each in ids):
        return list(checks.run_edition("book", passages(case), glossary=Glossary(concepts), disabled=disabled))
    found = checks.run(
        {file: segments(entries) for file, entries in chapters.items()},
        glossary=Glossary(concepts),
        allowed=case.get("allowed", ()),
        listed=house(case),
        disabled=disabled,
    )
    return list(found)


def passages(case: dict[str, Any]) -> list[Passage]:
    """The entries of a case as passages of an edition."""
    return [
        Passage(
            entry.get("place", f"1/p{number}"),
            entry.get("role", "paragraph"),
            entry["target"],
            entry.get("file", "第一章"),
            entry["source"],
        )
        for number, entry in enumerate(case["entries"], start=1)
    ]


def house(case: dict[str, Any]) -> checks.House:
    """The publisher's list of a case."""
    words, english = (
        {word: tuple(told) for word, told in case.get(key, {}).items()} for key in ("listed", "listed_english")
    )
    patterns = (
        checks.HousePattern(
            re.compile(each["pattern"]),
            re.compile(each["source"]) if "source" in each else None,
            each.get("required", False),
            each.get("instead", ""),
            each.get("reason", ""),
        )
        for each in case.get("patterns", ())
    )
    return checks.House(words, english, tuple(patterns), case.get("longest", {}))


def missing(ids: Iterable[str], folder: Path = CASES) -> list[str]:
    """The checks without a case file."""
    return [name for name in ids if not (folder / f"{name}.toml").exists()]
