"""What each room offers: its own files, then installed plug-ins.

A room is a package whose every public module is one offer; modules that begin with an underscore are its joinery.
Plug-in packages use the entry-point group named like the room (`pubpipe.checks`). A room is looked up only when it is
used.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pathlib import Path
from types import ModuleType


def own(room: str) -> dict[str, Path]:
    """The files of a room that are offers of its own, by name, none of them imported; a folder's is its `__init__`."""
    import pkgutil

    package = import_module(f"pubpipe.{room}")
    found: dict[str, Path] = {}
    for finder, name, is_package in pkgutil.iter_modules(package.__path__):
        folder = Path(getattr(finder, "path", ""))
        if not name.startswith("_"):
            found[name] = folder / name / "__init__.py" if is_package else folder / f"{name}.py"
    return dict(sorted(found.items()))


def offer(room: str, name: str) -> ModuleType:
    """One of the room's own offers."""
    return import_module(f"pubpipe.{room}.{name}")


@cache
def names(room: str) -> tuple[str, ...]:
    """The names of what a room offers, its own first; nothing is imported for it."""
    from importlib.metadata import entry_points

    return tuple(dict.fromkeys([*own(room), *sorted(each.name for each in entry_points(group=f"pubpipe.{room}"))]))


@cache
def named(room: str, name: str) -> ModuleType:
    """One of the modules a room offers; no other is imported. Raises KeyError for a name it does not offer."""
    return offer(room, name) if name in own(room) else offers(room)[name]


@cache
def telling(room: str, words: str) -> tuple[ModuleType, ...]:
    """The modules a room offers whose file has these words in it, and all of plug-ins; no other is imported."""
    files = own(room)
    told = [name for name, path in files.items() if not path.is_file() or words in path.read_text(encoding="utf-8")]
    return (*(offer(room, name) for name in told), *(named(room, name) for name in names(room) if name not in files))


@cache
def offers(room: str) -> dict[str, ModuleType]:
    """The modules a room offers, by name, its own first: `offers("checks")["numbers"]`."""
    from importlib.metadata import entry_points

    found = {name: offer(room, name) for name in own(room)}
    for entry_point in sorted(entry_points(group=f"pubpipe.{room}"), key=lambda each: each.name):
        found.setdefault(entry_point.name, entry_point.load())
    return found
