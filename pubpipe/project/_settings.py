"""Settings: pubpipe.toml, or [tool.pubpipe] in pyproject.toml, with the same keys."""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from pubpipe.engines import EngineSettings
from pubpipe.errors import Misused
from pubpipe.formats import ITALICS, ROLES, RULES, Rules, fault_of, is_colour
from pubpipe.memory import MemorySettings, Penalties
from pubpipe.messages import _
from pubpipe.model import Severity
from pubpipe.project import _files
from pubpipe.project._root import settings_file
from pubpipe.reports.rates import BandRates, CountSettings

PROFILES = ("draft", "standard", "publisher", "strict")


@dataclass(frozen=True, slots=True)
class CheckSettings:
    """`[check]`: how strict, from which severity findings count, which rules are off, which words may stay English.

    `profile` is draft, standard, publisher or strict; `threshold` and `severity` say otherwise where they say anything.
    `words` is a publisher's list of words, a path from the root.
    """

    profile: str = "standard"
    threshold: str = ""
    words: str = ""
    disabled: tuple[str, ...] = ()
    severity: Mapping[str, str] = field(default_factory=dict)
    allowed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Settings:
    """What a project sets.

    `language` is that of messages; `glossaries` are paths from the root, or all of `glossaries/*.csv` when empty;
    `extract` says what of a source is offered for translation. With `carry_cosmetic`, a sentence that changed only in
    its quotation marks, spaces, spelling or capitals keeps its translation, and `#.` says so; otherwise it turns fuzzy.
    """

    language: str = ""
    segmentation: str = "sentence"
    segmentation_rules: str = ""
    carry_cosmetic: bool = True
    glossaries: tuple[str, ...] = ()
    check: CheckSettings = CheckSettings()
    extract: Rules = RULES
    memory: MemorySettings = field(default_factory=MemorySettings)
    count: CountSettings = field(default_factory=CountSettings)
    engine: EngineSettings = field(default_factory=EngineSettings)


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
    allow(path, "check.profile", settings.check.profile, PROFILES)
    allow(path, "check.threshold", settings.check.threshold, ("", *Severity))
    for rule, severity in settings.check.severity.items():
        allow(path, f"check.severity.{rule}", severity, list(Severity))
    _allow_rules(path, settings.extract)
    _allow_memory(path, settings.memory)
    for key in ("batch", "requests_per_minute", "attempts", "timeout"):
        if getattr(settings.engine, key) < 1:
            raise Misused(
                _("{file}: engine.{key} must be at least 1: {value}").format(
                    file=path, key=key, value=getattr(settings.engine, key)
                )
            )
    for each in fields(BandRates):
        percent = getattr(settings.count.rates, each.name)
        if not 0 <= percent <= 100:
            raise Misused(
                _("{file}: count.rates.{key} must be between 0 and 100: {value}").format(
                    file=path, key=each.name, value=percent
                )
            )
    return settings


def _allow_memory(path: Path, memory: MemorySettings) -> None:
    """Raise Misused for a percentage that cannot be one."""
    percents = {f"penalties.{each.name}": getattr(memory.penalties, each.name) for each in fields(Penalties)}
    for key, percent, least in [("threshold", memory.threshold, 50), *((*each, 0) for each in percents.items())]:
        if not least <= percent <= 100:
            raise Misused(
                _("{file}: memory.{key} must be between {least} and 100: {value}").format(
                    file=path, key=key, least=least, value=percent
                )
            )


def _allow_rules(path: Path, rules: Rules) -> None:
    """Raise Misused, naming the key, for an unknown role, colour or look, and for a pattern that is none."""
    allow(path, "extract.italic", rules.italic, ITALICS)
    for key in ("roles", "exclude_roles"):
        for role in getattr(rules, key):
            allow(path, f"extract.{key}", role, ROLES)
    for key in ("exclude_highlights", "exclude_colours"):
        for colour in getattr(rules, key):
            if colour != "*" and not is_colour(colour):
                raise Misused(
                    _("{file}: extract.{key}: no colour: {colour} (write yellow, #ffff00, accent2 or *)").format(
                        file=path, key=key, colour=colour
                    )
                )
    for name, pattern in rules.protect_patterns:
        if fault := fault_of(pattern):
            raise Misused(
                _("{file}: extract.protect_patterns: {name}: no regular expression: {reason}").format(
                    file=path, name=name, reason=fault
                )
            )


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


_TABLES = (CheckSettings, Rules, MemorySettings, Penalties, CountSettings, BandRates, EngineSettings)


def _filled(kind: type, table: Mapping[str, Any], path: Path, prefix: str) -> Any:
    known = {each.name: each for each in fields(kind)}
    values: dict[str, Any] = {}
    for key, value in table.items():
        if key not in known:
            raise unknown_key(path, prefix + key, known)
        default = getattr(kind(), key)
        if isinstance(default, _TABLES):
            right, value = isinstance(value, dict), value
            value = _filled(type(default), value, path, f"{prefix}{key}.") if right else value
        elif key == "protect_patterns":
            named = value if isinstance(value, dict) else {each: each for each in value} if _is_list(value) else {0: 0}
            right = all(isinstance(each, str) for pair in named.items() for each in pair)
            value = tuple(named.items()) if right else value
        elif isinstance(default, tuple):
            right = _is_list(value)
            value = tuple(value) if right else value
        elif isinstance(default, float):
            right = type(value) in (int, float) and value >= 0
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


def _is_list(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(each, str) for each in value)
