"""Reading and writing files: whole or not at all, and a sentence for whatever goes wrong."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from pubpipe.errors import Misused, PubpipeError, Unreadable
from pubpipe.messages import _

LARGEST = 512 * 1024 * 1024
"""Bytes of the largest file read; a textbook's chapter has a few million."""


def read(path: Path) -> bytes:
    """The bytes of a file. Raises Unreadable with a sentence that names it."""
    try:
        size = path.stat().st_size
        if path.is_dir():
            raise Unreadable(_("{file}: a folder, not a file").format(file=path))
        if size > LARGEST:
            raise Unreadable(_("{file}: too large: {size} bytes").format(file=path, size=size))
        return path.read_bytes()
    except FileNotFoundError:
        raise Unreadable(_("{file}: no such file").format(file=path)) from None
    except PermissionError:
        raise Unreadable(_("{file}: locked, or may not be read").format(file=path)) from None
    except (OSError, ValueError) as error:
        raise Unreadable(_("{file}: cannot be read: {reason}").format(file=path, reason=error)) from None


def write(path: Path, data: bytes) -> bool:
    """Put `data` in the file's place at one stroke; give whether it changed. Raises Misused if the file is locked."""
    try:
        if path.is_file() and path.read_bytes() == data:
            return False
    except OSError:
        pass
    write_pieces(path, (data,))
    return True


def write_pieces(path: Path, pieces: Iterable[bytes]) -> None:
    """The same for a file too large to be held: it stands in its place when all is written, or not at all."""
    import tempfile

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:40]}-")
        try:
            with os.fdopen(handle, "wb") as file:
                file.writelines(pieces)
            mode = path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask()
            Path(name).chmod(mode)
            Path(name).replace(path)
        except BaseException:
            with contextlib.suppress(OSError):
                Path(name).unlink()
            raise
    except PermissionError:
        raise Misused(_("{file}: open elsewhere, or may not be written").format(file=path)) from None
    except OSError as error:
        raise Misused(_("{file}: cannot be written: {reason}").format(file=path, reason=error.strerror)) from None


def apart(output: Path, *inputs: Path) -> None:
    """Raise Misused where what is to be written is one of the files it is made from, or its folder is not there."""
    if not output.parent.is_dir():
        raise Misused(_("{file}: no such folder: {folder}").format(file=output, folder=output.parent))
    for each in inputs:
        if output.resolve() == each.resolve():
            raise Misused(_("{file}: would be written over what it is made from").format(file=output))


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


@contextlib.contextmanager
def named(name: object) -> Iterator[None]:
    """Put the file's name before the sentence of any error raised within; a want of memory is one too."""
    try:
        yield
    except MemoryError:
        raise Unreadable(_("{file}: needs more memory than there is").format(file=name)) from None
    except RecursionError:
        raise Unreadable(_("{file}: nested too deeply to be read").format(file=name)) from None
    except PubpipeError as error:
        error.args = (f"{name}: {error}",)
        raise
