"""Word files changed as an author would change them, for tests."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path


def rewrite(path: Path, change: Callable[[str], str], part: str = "word/document.xml") -> None:
    """Change one part of a Word file in place."""
    with zipfile.ZipFile(path) as old:
        members = [(each, old.read(each)) for each in old.infolist()]
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for member, data in members:
            if member.filename == part:
                changed = change(data.decode())
                assert changed != data.decode(), f"nothing changed in {part}"
                data = changed.encode()
            new.writestr(member, data)
    path.write_bytes(buffer.getvalue())


def part(data: bytes, name: str) -> str:
    """One part of a package, as text."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return package.read(name).decode()
