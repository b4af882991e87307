"""The files of an edition in `dist/`: one, or a folder of them, which may hold files of other people's too."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import TypeAlias

from pubpipe.project import _files

Made: TypeAlias = bytes | Mapping[str, bytes]
"""An edition: its file, or the files of its folder by name."""


def place(root: Path, path: Path, made: Made, before: Mapping[str, str]) -> dict[str, str]:
    """Write an edition, `made`, to `path`; give the digest of each of its files by its name from the root.

    A folder is written file by file. Of `before`, what the last build gave, the files of the folder that are no longer
    made go, if nobody has changed them since.
    """
    if isinstance(made, bytes):
        _files.write(root / path, made)
        return {path.as_posix(): _digest(made)}
    placed = {}
    for name, data in made.items():
        _files.write(root / path / name, data)
        placed[(path / name).as_posix()] = _digest(data)
    for name, sum_ in before.items():
        if name not in placed and Path(name).is_relative_to(path) and _is(root / name, sum_):
            _remove(root / name, root / path)
    return placed


def stands(root: Path, placed: Mapping[str, str]) -> bool:
    """Whether every file stands as it was made."""
    return bool(placed) and all(_is(root / name, sum_) for name, sum_ in placed.items())


def _is(path: Path, sum_: str) -> bool:
    return path.is_file() and _digest(_files.read(path)) == sum_


def _remove(path: Path, folder: Path) -> None:
    """Remove a file, and the folders below `folder` it leaves empty."""
    with contextlib.suppress(OSError):
        path.unlink()
        for above in path.parents:
            if above == folder:
                break
            above.rmdir()


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
