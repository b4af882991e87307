"""What a build keeps for the next: results under the digest of all they were made from, in `.pubpipe/build/`.

Deleting the folder loses nothing. What no build has used for a month goes.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import time
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from pubpipe.errors import Misused
from pubpipe.model import value
from pubpipe.project import _files

_DAY = 24 * 3600
_MONTH = 30 * _DAY
_SWEPT = "swept"
"""The file that tells by its time when the last sweep was."""


class Cache:
    """The results a project keeps; one that cannot be read or written counts as not there."""

    def __init__(self, root: Path) -> None:
        self._folder = root / ".pubpipe" / "build"

    def get(self, key: str) -> bytes | None:
        """What is kept under a key."""
        path = self._folder / key
        try:
            data = path.read_bytes()
            os.utime(path)
        except OSError:
            return None
        return data

    def size(self, key: str) -> int:
        """How many bytes are kept under a key, which counts as used; -1 for none."""
        path = self._folder / key
        try:
            os.utime(path)
            return path.stat().st_size
        except OSError:
            return -1

    def put(self, key: str, data: bytes) -> None:
        """Keep something under a key."""
        with contextlib.suppress(Misused):
            _files.write(self._folder / key, data)

    def sweep(self) -> None:
        """Remove what no build has used for a month; once a day is enough."""
        swept, now = self._folder / _SWEPT, time.time()
        with contextlib.suppress(OSError):
            if swept.exists() and now - swept.stat().st_mtime < _DAY:
                return
            for path in self._folder.iterdir():
                with contextlib.suppress(OSError):
                    if path.stat().st_mtime < now - _MONTH:
                        path.unlink()
            swept.touch()


@value
class Shelf:
    """Where what works for the project keeps its own, by its own keys; a change of the program empties it."""

    root: Path

    def get(self, key: str) -> bytes | None:
        """What is kept under a key."""
        return Cache(self.root).get(f"{digest(program(), key)}-own")

    def put(self, key: str, data: bytes) -> None:
        """Keep something under a key."""
        Cache(self.root).put(f"{digest(program(), key)}-own", data)


def digest(*facts: object) -> str:
    """One digest of many facts: bytes as they are, all else by its `repr`."""
    sum_ = hashlib.sha256()
    for fact in facts:
        data = fact if isinstance(fact, bytes) else repr(fact).encode()
        sum_.update(b"%d:" % len(data))
        sum_.update(data)
    return sum_.hexdigest()


@cache
def program() -> str:
    """A digest of what works besides the sources: our own files, pandoc, pinyin's dictionary, the layout program."""
    import shutil
    from importlib.util import find_spec

    from pubpipe.pandoc import pandoc

    pinyin = find_spec("pypinyin")
    return digest(
        sorted(_own_files(os.fspath(Path(__file__).parents[1]))),
        _state(Path(pandoc())),
        _state(Path(pinyin.origin)) if pinyin and pinyin.origin else "",
        shutil.which("soffice"),
    )


def _own_files(folder: str) -> Iterator[tuple[str, int, int]]:
    """The state of each file in a folder and those within it: of hundreds, and before every build."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if not entry.is_dir():
                state = entry.stat()
                yield entry.path, state.st_size, state.st_mtime_ns
            elif entry.name != "__pycache__":
                yield from _own_files(entry.path)


def _state(path: Path) -> tuple[str, int, int]:
    state = path.stat()
    return str(path), state.st_size, state.st_mtime_ns


def encoded(facts: object) -> bytes:
    """Facts as JSON, to be kept."""
    return json.dumps(facts, ensure_ascii=False, sort_keys=True).encode()
