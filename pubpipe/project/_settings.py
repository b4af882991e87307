"""Settings: pubpipe.toml, or [tool.pubpipe] in pyproject.toml, with the same keys."""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from pubpipe.errors import Misused
from pubpipe.formats import RULES, Rules
from pubpipe.messages import _
from pubpipe.model import Severity
from pubpipe.project import _files


@dataclass(frozen=True, slots=True)
class CheckSettings:
    """`[check]`: from which severity findings count, which rules are off, which words may stay English."""

    threshold: str = "major"
    disabled: tuple[str, ...] = ()
    severity: Mapping[str, str] = field(default_factory=dict)
    allowed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Settings:
    """What a project sets.

    `language` is that of messages; `glossaries` are paths from the root, or all of `glossaries/*.csv` when empty;
    `extract` says what of a source is offered for translation.
    """

    language: str = ""
    segmentation: str = "sentence"
    segmentation_rules: str = ""
    glossaries: tuple[str, ...] = ()
    check: CheckSettings = CheckSettings()
    extract: Rules = RULES


def read(root: Path) -> Settings:
    """The settings of the project at `root`. Raises Misused for what cannot be meant, naming the nearest known key."""
    path = settings_file(root)
    if path is None:
        return Settings()
    try:
        table = tomllib.loads(_files.read(path).decode("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise Misused(_("{file}: not valid TOML: {reason}").format(file=path, reason=error)) from None
    if path.name == "pyproject.toml":
        table = table.get("tool", {}).get("pubpipe", {})
    settings: Settings = _filled(Settings, table, path, "")
    allow(path, "segmentation", settings.segmentation, ("sentence", "paragraph"))
    allow(path, "language", settings.language, ("", "en", "zh"))
    allow(path, "check.threshold", settings.check.threshold, list(Severity))
    for rule, severity in settings.check.severity.items():
        allow(path, f"check.severity.{rule}", severity, list(Severity))
    return settings


def settings_file(root: Path) -> Path | None:
    """The file that holds the settings, if the folder is a project."""
    if (root / "pubpipe.toml").is_file():
        return root / "pubpipe.toml"
    pyproject = root / "pyproject.toml"
    if pyproject.is_file() and "[tool.pubpipe" in _files.read(pyproject).decode("utf-8", "replace"):
        return pyproject
    return None


def allow(path: Path, key: str, value: str, known: Iterable[str]) -> None:
    """Raise Misused unless the value is one of those known."""
    if value not in known:
        choices = ", ".join(f'"{choice}"' for choice in known)
        raise Misused(
            _("{file}: {key} must be one of {choices}: {value}").format(
                file=path, key=key, choices=choices, value=value
            )
        )


def unknown_key(path: Path, key: str, known: Iterable[str]) -> Misused:
    """The error for a key nobody knows, with the nearest known one."""
    near = difflib.get_close_matches(key.rsplit(".", 1)[-1], list(known), n=1, cutoff=0.4)
    if near:
        return Misused(_("{file}: unknown key: {key} (nearest: {near})").format(file=path, key=key, near=near[0]))
    return Misused(_("{file}: unknown key: {key}").format(file=path, key=key))


def _filled(kind: type, table: Mapping[str, Any], path: Path, prefix: str) -> Any:
    known = {each.name: each for each in fields(kind)}
    values: dict[str, Any] = {}
    for key, value in table.items():
        if key not in known:
            raise unknown_key(path, prefix + key, known)
        default = getattr(kind(), key)
        if isinstance(default, CheckSettings | Rules):
            right, value = isinstance(value, dict), value
            value = _filled(type(default), value, path, f"{key}.") if right else value
        elif isinstance(default, tuple):
            right = isinstance(value, list) and all(isinstance(each, str) for each in value)
            value = tuple(value) if right else value
        elif isinstance(default, dict):
            right = isinstance(value, dict) and all(isinstance(each, str) for each in value.values())
        else:
            right = type(value) is type(default)
        if not right:
            raise Misused(
                _("{file}: wrong kind of value for {key}: {value}").format(file=path, key=prefix + key, value=value)
            )
        values[key] = value
    return kind(**values)
