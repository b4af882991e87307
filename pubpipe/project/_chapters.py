"""The chapters of a book by name, for whoever needs nothing else of book.toml."""

from __future__ import annotations

import tomllib
from pathlib import Path, PurePosixPath
from typing import Any

from pubpipe.errors import Misused
from pubpipe.messages import _
from pubpipe.project import _files


def table_of(path: Path) -> dict[str, Any]:
    """What a book.toml says, before anybody judged it. Raises Misused or Unreadable, naming the file."""
    try:
        return tomllib.loads(_files.read(path).decode("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise Misused(_("{file}: not valid TOML: {reason}").format(file=path, reason=error)) from None


def names(path: Path) -> tuple[str, ...]:
    """The ids of the chapters of a book.toml, in their order; nothing else in it is judged."""
    values = table_of(path).get("chapters") or ()
    sources = [each.get("source") if isinstance(each, dict) else each for each in values]
    known = [PurePosixPath(source).stem for source in sources if isinstance(source, str)]
    if not known or len(known) < len(sources):
        from pubpipe.project import _books

        return tuple(chapter.id for chapter in _books.read(path).chapters)
    return tuple(known)
