"""Kinds of publication: one TOML file each, with the settings and editions a book of that kind has unless it says so.

A profile has a table `[assembly]` and tables `[editions.NAME]`, as book.toml has them.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).parent


def kinds() -> list[str]:
    """The kinds there are, by name."""
    return sorted(path.stem for path in _FOLDER.glob("*.toml"))


@cache
def profile(kind: str) -> dict[str, Any]:
    """What a book of this kind has unless book.toml says otherwise. Raises KeyError for a kind nobody knows."""
    if kind not in kinds():
        raise KeyError(kind)
    return tomllib.loads((_FOLDER / f"{kind}.toml").read_text(encoding="utf-8"))
