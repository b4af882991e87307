"""Where a project begins, and the language it speaks: all that is known before any command is."""

from __future__ import annotations

from pathlib import Path

from pubpipe.errors import PubpipeError
from pubpipe.project import _files

_LANGUAGES = ("en", "zh")


def settings_file(root: Path) -> Path | None:
    """The file that holds the settings, if the folder is a project."""
    if (root / "pubpipe.toml").is_file():
        return root / "pubpipe.toml"
    pyproject = root / "pyproject.toml"
    if pyproject.is_file() and "[tool.pubpipe" in _files.read(pyproject).decode("utf-8", "replace"):
        return pyproject
    return None


def root_around(start: Path) -> Path | None:
    """The nearest folder, from `start` upwards, that is a project."""
    return next((each for each in (start, *start.resolve().parents) if settings_file(each)), None)


def language_of_messages() -> str:
    """The language the project around here wants, "" where there is none or its settings cannot be read."""
    try:
        root = root_around(Path.cwd())
        path = settings_file(root) if root else None
        text = _files.read(path).decode("utf-8-sig") if path else ""
    except (PubpipeError, UnicodeDecodeError):
        return ""
    if path is None or "language" not in text:
        return ""
    import tomllib

    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return ""
    for key in ("tool", "pubpipe") if path.name == "pyproject.toml" else ():
        table = table.get(key) or {}
    wanted = table.get("language")
    return wanted if wanted in _LANGUAGES else ""
