"""What stands in columns: headings whose columns hold keys, and values that are no language."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pubpipe.formats import Rules

KEYS = frozenset(
    "id ids key keys code codes item no nr num number # var variable variables type uuid guid ref slug url uri link "
    "email username filename file".split()
)
"""Headings of columns that hold keys, in lower case."""

_LAST = frozenset("id ids key code no nr uuid guid url variable".split())
_WORDY = frozenset({"type", "variable", "key"})
_PHRASE = re.compile(r"[!-~]{1,40}(?: [!-~]{1,40}){0,2}")
_KEY = re.compile(r"[!-~]{1,60}")
_BOOLEAN = frozenset({"true", "false"})
_ADDRESS = re.compile(r"(?:[a-z][a-z0-9+.-]*://|www\.|mailto:)\S+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.IGNORECASE)
_NUMBER = re.compile(
    r"[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)|0x[0-9a-f]+|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.I
)


def named(heading: str, rules: Rules) -> bool:
    """Whether the project's rules name this heading: its column is protected whatever stands in it."""
    return _plain(heading) in {_plain(each) for each in rules.protected_columns}


def holds_keys(heading: str, values: Iterable[str], rules: Rules) -> bool:
    """Whether a column, heading and all, is protected: the rules name it, or its name says keys and they are keys.

    A column Item with sentences in it is for the translator.
    """
    if named(heading, rules):
        return True
    words = _plain(heading).split()
    if not words or not (" ".join(words) in KEYS or words[-1] in _LAST):
        return False
    pattern = _PHRASE if words[-1] in _WORDY else _KEY
    shown = [value.strip() for value in values]
    return all(pattern.fullmatch(value) for value in shown if value)


def fixed(value: str) -> str:
    """The rule that protects a value because it is no language (a number, a date, an address), or ""."""
    value = value.strip()
    if value.startswith("=") and len(value) > 1:
        return "formula"
    if not any(map(str.isalnum, value)):
        return "no letters"
    if not any(map(str.isalpha, value)) or _NUMBER.fullmatch(value):
        return "number"
    if value.lower() in _BOOLEAN:
        return "boolean"
    if _ADDRESS.fullmatch(value):
        return "address"
    return ""


def _plain(heading: str) -> str:
    """A heading in lower case, its words apart: `itemNo.` and `ITEM_NO` are `item no`."""
    heading = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", heading)
    return " ".join(re.sub(r"[^\w#]+|_", " ", heading).lower().split())
