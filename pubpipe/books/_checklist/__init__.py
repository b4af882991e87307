"""An editor's checklist: what a publisher's editor looks for in a finished Word file or EPUB, ours or anybody's.

    bytes ─▶ the file opened (`_word.Word`, `_ebook.Ebook`) ─▶ every assertion of its kind ─▶ a `Verdict` each

An assertion is a generator: it takes the opened file and yields, for each place it asks about, None where all is well
and a `Place` where it is not; one that yields nothing does not apply. Its docstring begins with what it asserts, which
the user reads; the rest says why, for `.github/checklist.md`. To add one, write it in a topic's file (`docx/`, `epub/`,
or `either/` for what both kinds are asked) and its negative case in `tests/books/checklist/`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any, TypeAlias

from pubpipe.errors import Unreadable
from pubpipe.messages import _
from pubpipe.model import Severity
from pubpipe.registry import offers

MINOR, MAJOR = Severity.MINOR, Severity.MAJOR
EVIDENCE = 5
"""The most places a verdict names."""
KINDS = ("docx", "epub")
_SUFFIXES = {".docx": "docx", ".docm": "docx", ".dotx": "docx", ".dotm": "docx", ".epub": "epub"}
_LONGEST = 100


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is not as it should be (`word/document.xml ¶12`), and what stands there."""

    where: str
    what: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of a file's text and where it stands; `english` where it is marked as English and is no Chinese."""

    where: str
    text: str
    english: bool = False


Look: TypeAlias = Place | None
"""One place looked at: None where all is well."""


class Outcome(StrEnum):
    """What became of an assertion."""

    PASSED = "passed"
    FAILED = "failed"
    INAPPLICABLE = "not applicable"


@dataclass(frozen=True, slots=True)
class Assertion:
    """What an editor would look for in files of a kind: `docx/page/book-size`.

    `defects` are the numbers it has in the list of what is wrong with a Word file as pandoc makes it, or with an EPUB;
    `epub` are the latter where both kinds are asked.
    """

    ask: Callable[[Any], Iterator[Look]] = field(compare=False)
    id: str
    severity: Severity
    defects: tuple[int, ...] = ()
    epub: tuple[int, ...] = ()

    @property
    def statement(self) -> str:
        """What it asserts, in the user's language."""
        return _(self.words[0])

    @property
    def words(self) -> tuple[str, str]:
        """What it asserts, and why, as its docstring has them."""
        first, _blank, rest = (self.ask.__doc__ or "").partition("\n\n")
        return re.sub(r"[ \n]+", " ", first).strip(), re.sub(r"[ \n]+", " ", rest).strip()


@dataclass(frozen=True, slots=True)
class Verdict:
    """What an assertion found: how many places it looked at, how many were not right, and the first few of them."""

    assertion: Assertion
    looked: int
    failed: int
    evidence: tuple[Place, ...]

    @property
    def outcome(self) -> Outcome:
        """Passed, failed, or not applicable where there was nothing to look at."""
        if not self.looked:
            return Outcome.INAPPLICABLE
        return Outcome.FAILED if self.failed else Outcome.PASSED


Ask: TypeAlias = Callable[[Any], Iterator[Look]]


def assertion(severity: Severity, *defects: int, epub: tuple[int, ...] = ()) -> Callable[[Ask], Assertion]:
    """Make a generator function an assertion; its id is its file's name and its own."""

    def declare(ask: Ask) -> Assertion:
        topic = ask.__module__.rsplit(".", 1)[-1]
        return Assertion(ask, f"{topic}/{ask.__name__.replace('_', '-')}", severity, defects, epub)

    return declare


def assertions(kind: str) -> dict[str, Assertion]:
    """Every assertion asked of files of a kind (`docx` or `epub`), by id, in order of id."""
    own, shared = (
        [each for module in offers(f"books._checklist.{room}").values() for each in vars(module).values()]
        for room in (kind, "either")
    )
    found = [each for each in own if isinstance(each, Assertion)]
    found += [
        replace(each, defects=each.epub if kind == "epub" else each.defects)
        for each in shared
        if isinstance(each, Assertion)
    ]
    named = (replace(each, id=f"{kind}/{each.id}") for each in found)
    return {each.id: each for each in sorted(named, key=lambda each: each.id)}


def examine(data: bytes, name: str, only: Sequence[str] = ()) -> list[Verdict]:
    """What every assertion, or `only` those of these ids, says of a file, whose kind its name tells.

    Raises Unreadable, without the file's name, where it is neither a Word file nor an EPUB, or is damaged.
    """
    kind = _SUFFIXES.get(name[name.rfind(".") :].lower() if "." in name else "")
    if kind is None:
        raise Unreadable(_("neither a Word file nor an EPUB: only .docx and .epub can be examined"))
    opened: Any
    if kind == "docx":
        from pubpipe.books._checklist._word import Word

        opened = Word(data)
    else:
        from pubpipe.books._checklist._ebook import Ebook

        opened = Ebook(data)
    return [_verdict(each, opened) for each in assertions(kind).values() if not only or each.id in only]


def _verdict(asked: Assertion, opened: Any) -> Verdict:
    looked = 0
    wrong: list[Place] = []
    failed = 0
    for look in asked.ask(opened):
        looked += 1
        if look is not None:
            failed += 1
            if len(wrong) < EVIDENCE:
                wrong.append(Place(look.where, _short(look.what)))
    return Verdict(asked, looked, failed, tuple(wrong))


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _LONGEST else words[: _LONGEST - 1] + "…"


def judged(where: str, what: str, sound: bool) -> Look:
    """What to yield of a place."""
    return None if sound else Place(where, what)


def gravest(verdicts: Sequence[Verdict]) -> Severity | None:
    """The gravest severity among the assertions that failed, or None."""
    failed = [each.assertion.severity for each in verdicts if each.outcome is Outcome.FAILED]
    return max(failed, key=lambda severity: severity.weight, default=None)
