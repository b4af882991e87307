"""Patterns that are compiled when they are first asked: a command pays for those it needs.

To compile one takes a hundred times as long as to name it, and a module has a dozen.
"""

from __future__ import annotations

import re
from typing import Any, cast

_METHODS = ("match", "fullmatch", "search", "finditer", "findall", "sub", "subn", "split")


def pattern(source: str, flags: int = 0) -> re.Pattern[str]:
    """What `re.compile` gives, but made when somebody first asks it something; what is wrong in it shows then."""
    return cast("re.Pattern[str]", _Later(source, flags))


class _Later:
    """Stands for a pattern: what it is asked first makes it, and from then on the answers are the pattern's own."""

    def __init__(self, source: str, flags: int) -> None:
        self._asked = source, flags

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        made = re.compile(*self._asked)
        vars(self).update({each: getattr(made, each) for each in _METHODS})
        return getattr(made, name)
