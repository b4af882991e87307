"""What stands in columns: headings whose columns hold keys, and values that are no language."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pubpipe.formats import Rules, named

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


def key_rule(heading: str, values: Iterable[str], rules: Rules) -> str:
    """The rule that protects a column, heading and all, or "": the project names it, or its name says keys.

    A column Item with sentences in it is for the translator, and so is one that the project says is.
    """
    plain = _plain(heading)
    if found := next((each for each in rules.protect_columns if named(plain, [_wanted(each)])), ""):
        return f"column: {found}"
    words = plain.split()
    if named(plain, map(_wanted, rules.translate_columns)):
        return ""
    if not words or not (plain in KEYS or words[-1] in _LAST):
        return ""
    pattern = _PHRASE if words[-1] in _WORDY else _KEY
    shown = [value.strip() for value in values]
    return "key column" if all(pattern.fullmatch(value) for value in shown if value) else ""


def _wanted(column: str) -> str:
    return "*".join(map(_plain, column.split("*")))


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
