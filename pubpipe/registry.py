"""What each room offers: its own files, then installed plug-ins.

A room is a package whose every public module is one offer; modules that begin with an underscore are its joinery.
Plug-in packages use the entry-point group named like the room (`pubpipe.checks`). A room is looked up only when it is
used.
"""

from __future__ import annotations

import pkgutil
from functools import cache
from importlib import import_module
from importlib.metadata import entry_points
from types import ModuleType


@cache
def offers(room: str) -> dict[str, ModuleType]:
    """The modules a room offers, by name, its own first: `offers("checks")["numbers"]`."""
    package = import_module(f"pubpipe.{room}")
    names = sorted(module.name for module in pkgutil.iter_modules(package.__path__) if not module.name.startswith("_"))
    found = {name: import_module(f"{package.__name__}.{name}") for name in names}
    for entry_point in sorted(entry_points(group=package.__name__), key=lambda each: each.name):
        found.setdefault(entry_point.name, entry_point.load())
    return found
