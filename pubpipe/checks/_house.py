"""A publisher's own rules: words, English words, and patterns."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple


class HousePattern(NamedTuple):
    """A pattern of the publisher's: what may not stand in a target, or with `required` what must.

    It is asked only where `source` is found in the source, if there is such a pattern. `instead` is offered in place of
    what may not stand; `reason` is told.
    """

    pattern: re.Pattern[str]
    source: re.Pattern[str] | None = None
    required: bool = False
    instead: str = ""
    reason: str = ""


class House(NamedTuple):
    """A publisher's list: words of the Chinese and of the English, each with (instead, reason), and patterns.

    A word whose `instead` is the word itself is listed as right: it shields the shorter words in it.
    `longest` is how many characters a text of a role may have: a running head, a cell.
    """

    words: Mapping[str, tuple[str, str]] = {}
    english: Mapping[str, tuple[str, str]] = {}
    patterns: tuple[HousePattern, ...] = ()
    longest: Mapping[str, int] = {}
