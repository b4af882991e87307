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
def offers(room: str) -> dict[str, ModuleType]:
    """The modules a room offers, by name, its own first: `offers("checks")["numbers"]`."""
    from importlib.metadata import entry_points

    found = {name: offer(room, name) for name in own(room)}
    for entry_point in sorted(entry_points(group=f"pubpipe.{room}"), key=lambda each: each.name):
        found.setdefault(entry_point.name, entry_point.load())
    return found
