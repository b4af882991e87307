"""What TBX-Basic has no category for: notes `pubpipe:name=value`, one a value, and the standings it does not know."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields
from datetime import date
from typing import Any
from urllib.parse import quote, unquote

from pubpipe.model import Concept, NameKind, Status, Term

STATUSES = {
    Status.PREFERRED: "preferredTerm-admn-sts",
    Status.ADMITTED: "admittedTerm-admn-sts",
    Status.PROVISIONAL: "admittedTerm-admn-sts",
    Status.DEPRECATED: "deprecatedTerm-admn-sts",
    Status.FORBIDDEN: "deprecatedTerm-admn-sts",
    Status.SUPERSEDED: "supersededTerm-admn-sts",
}
"""The administrative status of each standing; proposed has none."""

PARTS_OF_SPEECH = ("noun", "verb", "adjective", "adverb", "other")
TERM_TYPES = ("fullForm", "acronym", "abbreviation", "shortForm", "variant", "phrase")

_MARK = "pubpipe:"
_NOTE = re.compile(r"pubpipe:([a-z_]+)=(.*)", re.DOTALL)
_EXTRA = re.compile(r"pubpipe:column:([^=]*)=(.*)", re.DOTALL)
_BROKEN = re.compile(r"[ \t]*\r?\n[ \t]+")


def tidy(value: str) -> str:
    """A text without the line ends and indentation of a file that was laid out for reading."""
    return _BROKEN.sub(" ", value).strip()


def noted(name: str, value: Any) -> Iterator[str]:
    """The notes that hold a field; none for an empty one."""
    match value:
        case tuple():
            for each in value:
                yield f"{_MARK}{name}={each}"
        case bool():
            if value:
                yield f"{_MARK}{name}=TRUE"
        case None | "":
            return
        case _:
            yield f"{_MARK}{name}={value}"


def columns(heading: str, value: str) -> str:
    """The note of a column that means nothing to us."""
    return f"{_MARK}column:{quote(heading, safe=' ')}={value}"


def is_plain(value: str) -> bool:
    """Whether a text comes back the same from an element of its own."""
    return value == tidy(value) and not value.startswith(_MARK)


def column(note: str) -> tuple[str, str] | None:
    """The heading and the value of such a note."""
    match = _EXTRA.fullmatch(note)
    return (unquote(match[1]), match[2]) if match else None


def fact(note: str, of: type[Concept] | type[Term]) -> tuple[str, Any] | None:
    """The field of a concept or a term that a note holds, a list's value by itself; None for a note of people."""
    match = _NOTE.fullmatch(note)
    defaults = {each.name: each.default for each in fields(of)}
    if not match or match[1] not in defaults or match[1] in ("id", "terms", "text", "language", "extra"):
        return None
    name, value = match[1], match[2]
    if name == "status":
        return (name, Status(value)) if value in list(Status) else None
    if name == "kind":
        return (name, NameKind(value)) if value in list(NameKind) else None
    if isinstance(defaults[name], bool):
        return name, value == "TRUE"
    if isinstance(defaults[name], tuple):
        return name, (value,)
    if defaults[name] is None:
        try:
            return name, date.fromisoformat(value)
        except ValueError:
            return None
    return name, value
