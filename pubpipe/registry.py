"""What each room offers: its own files, then installed plug-ins.

A room is a package whose every public module is one offer; modules that begin with an underscore are its joinery.
Plug-in packages use the entry-point group named like the room (`pubpipe.checks`). A room is looked up only when it is
used.
"""

from __future__ import annotations

import os
import sys
from functools import cache
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint


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
    return tuple(dict.fromkeys([*own(room), *_added(room)]))


@cache
def named(room: str, name: str) -> ModuleType:
    """One of the modules a room offers; no other is imported. Raises KeyError for a name it does not offer."""
    return offer(room, name) if name in own(room) else offers(room)[name]


@cache
def telling(room: str, words: str) -> tuple[ModuleType, ...]:
    """The modules a room offers whose file has these words in it, and all of plug-ins; no other is imported."""
    files = own(room)
    told = [name for name, path in files.items() if not path.is_file() or words.encode() in path.read_bytes()]
    return (*(offer(room, name) for name in told), *(named(room, name) for name in names(room) if name not in files))


@cache
def offers(room: str) -> dict[str, ModuleType]:
    """The modules a room offers, by name, its own first: `offers("checks")["numbers"]`."""
    found = {name: offer(room, name) for name in own(room)}
    return found | {name: each.load() for name, each in _added(room).items() if name not in found}


@cache
def _added(room: str) -> dict[str, EntryPoint]:
    """What plug-in packages offer the room, by name."""
    if not _is_extended():
        return {}
    from importlib.metadata import entry_points

    found: dict[str, EntryPoint] = {}
    for each in sorted(entry_points(group=f"pubpipe.{room}"), key=lambda each: each.name):
        found.setdefault(each.name, each)
    return found


@cache
def _is_extended() -> bool:
    """Whether a package on the import path may be a plug-in of ours; the library takes ten times as long to tell."""
    return any(_may_extend(folder or ".") for folder in sys.path)


def _may_extend(folder: str) -> bool:
    try:
        with os.scandir(folder) as entries:
            packages = [each.path for each in entries if each.name.lower().endswith(("dist-info", "egg-info"))]
    except NotADirectoryError:
        return True  # a zip: the library reads those
    except OSError:
        return False
    for package in packages:
        try:
            if b"[pubpipe." in Path(package, "entry_points.txt").read_bytes():
                return True
        except OSError:
            continue
    return False
