"""Reports written to files."""

from __future__ import annotations

from pathlib import Path

from pubpipe.errors import Misused
from pubpipe.messages import _
from pubpipe.project import _files

_FORMS = {".txt": "text", ".json": "json", ".csv": "csv", ".sarif": "sarif", ".xlsx": "xlsx", ".html": "html"}


def form_of(output: Path | None) -> str:
    """The form of a report by its file's suffix, text without a file. Raises Misused for another suffix."""
    if output is None:
        return "text"
    if output.suffix.lower() not in _FORMS:
        text = _("{file}: no such report; known are {suffixes}")
        raise Misused(text.format(file=output, suffixes=" ".join(_FORMS)))
    return _FORMS[output.suffix.lower()]


def write_report(output: Path, report: str | bytes) -> None:
    """Put a report in its file's place."""
    _files.write(output, report.encode() if isinstance(report, str) else report)
