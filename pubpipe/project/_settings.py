"""Settings: pubpipe.toml, or [tool.pubpipe] in pyproject.toml, with the same keys."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from pubpipe.errors import Misused
from pubpipe.messages import _
from pubpipe.project import _files
from pubpipe.project._root import settings_file

if TYPE_CHECKING:
    from pubpipe.engines import EngineSettings
    from pubpipe.formats import Rules
    from pubpipe.memory import MemorySettings
    from pubpipe.reports.rates import CountSettings

_LATER = {
    "extract": ("pubpipe.formats", "Rules"),
    "memory": ("pubpipe.memory.settings", "MemorySettings"),
    "count": ("pubpipe.reports.rates", "CountSettings"),
    "engine": ("pubpipe.engines", "EngineSettings"),
}
"""Tables of settings whose rooms say what may stand in them; a room is imported where its table is set or asked for."""

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

    `language` is that of messages; `glossaries` are paths from the root, or all of `glossaries/*.csv` when empty.
    With `carry_cosmetic`, a sentence that changed only in its quotation marks, spaces, spelling or capitals keeps its
    translation, and `#.` says so; otherwise it turns fuzzy. `tables` are those of other rooms that somebody set.
    """

    language: str = ""
    segmentation: str = "sentence"
    segmentation_rules: str = ""
    carry_cosmetic: bool = True
    glossaries: tuple[str, ...] = ()
    check: CheckSettings = CheckSettings()
    tables: Mapping[str, Any] = field(default_factory=dict)

    @property
    def extract(self) -> Rules:
        """`[extract]`: what of a source is offered for translation."""
        return cast("Rules", self.tables.get("extract") or _kind_of("extract")())

    @property
    def memory(self) -> MemorySettings:
        """`[memory]`: what is offered, and what is held against it."""
        return cast("MemorySettings", self.tables.get("memory") or _kind_of("memory")())

    @property
    def count(self) -> CountSettings:
        """`[count]`: what a contract pays."""
        return cast("CountSettings", self.tables.get("count") or _kind_of("count")())

    @property
    def engine(self) -> EngineSettings:
        """`[engine]`: where a machine is, and how it may be used."""
        return cast("EngineSettings", self.tables.get("engine") or _kind_of("engine")())


def _kind_of(table: str) -> type:
    module, name = _LATER[table]
    return cast(type, getattr(import_module(module), name))


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
    if settings.check.threshold or settings.check.severity:
        _allow_severities(path, settings.check)
    for room in settings.tables:
        _LIMITS[room](path, getattr(settings, room))
    return settings


def _allow_severities(path: Path, check: CheckSettings) -> None:
    """Raise Misused for a severity there is not."""
    from pubpipe.model import Severity

    allow(path, "check.threshold", check.threshold, ("", *Severity))
    for rule, severity in check.severity.items():
        allow(path, f"check.severity.{rule}", severity, list(Severity))


def _allow_memory(path: Path, memory: MemorySettings) -> None:
    """Raise Misused for a percentage that cannot be one, and for an address of nothing we know."""
    percents = {f"penalties.{each.name}": getattr(memory.penalties, each.name) for each in fields(memory.penalties)}
    for key, percent, least in [("threshold", memory.threshold, 50), *((*each, 0) for each in percents.items())]:
        _allow_percent(path, f"memory.{key}", percent, least)
    if memory.url and not memory.url.startswith(("postgresql://", "postgres://")):
        raise Misused(_("{file}: memory.url must begin with postgresql://").format(file=path))


def _allow_count(path: Path, count: CountSettings) -> None:
    """The same for the rates of bands."""
    for each in fields(count.rates):
        _allow_percent(path, f"count.rates.{each.name}", getattr(count.rates, each.name), 0)


def _allow_percent(path: Path, key: str, percent: int, least: int) -> None:
    if not least <= percent <= 100:
        raise Misused(
            _("{file}: {key} must be between {least} and 100: {value}").format(
                file=path, key=key, least=least, value=percent
            )
        )


def _allow_engine(path: Path, engine: EngineSettings) -> None:
    """Raise Misused for a number that would ask nothing at all."""
    for key in ("batch", "requests_per_minute", "attempts", "timeout"):
        if getattr(engine, key) < 1:
            raise Misused(
                _("{file}: engine.{key} must be at least 1: {value}").format(
                    file=path, key=key, value=getattr(engine, key)
                )
            )


def _allow_rules(path: Path, rules: Rules) -> None:
    """Raise Misused, naming the key, for an unknown role, colour or look, and for a pattern that is none."""
    from pubpipe.formats import ITALICS, ROLES, fault_of, is_colour

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


_LIMITS: Mapping[str, Callable[[Path, Any], None]] = {
    "extract": _allow_rules,
    "memory": _allow_memory,
    "count": _allow_count,
    "engine": _allow_engine,
}


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
    import difflib

    near = difflib.get_close_matches(key.rsplit(".", 1)[-1], list(known), n=1, cutoff=0.4)
    if near:
        return Misused(_("{file}: unknown key: {key} (nearest: {near})").format(file=path, key=key, near=near[0]))
    return Misused(_("{file}: unknown key: {key}").format(file=path, key=key))


def _filled(kind: type, table: Mapping[str, Any], path: Path, prefix: str) -> Any:
    later = _LATER if kind is Settings else {}
    known = [each.name for each in fields(kind) if each.name != "tables"] + list(later)
    values: dict[str, Any] = {}
    for key, value in table.items():
        if key not in known:
            raise unknown_key(path, prefix + key, known)
        default = _kind_of(key)() if key in later else getattr(kind(), key)
        if is_dataclass(default):
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
        if key in later:
            values["tables"] = {**values.get("tables", {}), key: value}
        else:
            values[key] = value
    return kind(**values)


def _is_list(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(each, str) for each in value)
