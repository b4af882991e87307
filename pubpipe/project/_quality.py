"""The quality sheet of a book: estimates from findings, figures from what people confirmed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pubpipe.project import _files
from pubpipe.project._check import check

if TYPE_CHECKING:
    from pubpipe.reports.quality import Measure


@dataclass(frozen=True, slots=True)
class Sheet:
    """The measures, whether people confirmed what they rest on, and how many findings still want an answer."""

    measures: tuple[Measure, ...]
    confirmed: bool
    unanswered: int = 0
    workbook: bytes = b""


def quality(
    paths: Sequence[Path],
    glossary: Path | None,
    *,
    characters: int | None = None,
    difficulty: float = 1.0,
    use: float = 1.0,
    confirmed: Path | None = None,
) -> Sheet:
    """Measure the translations of the named PO files, or of all of the project's.

    `characters` is the layout count of the printed book, where it is known; `confirmed` is a sheet a person filled in.
    """
    from pubpipe.reports import quality

    checked = check(paths, glossary)
    report = checked.report()
    inputs = quality.Inputs(characters or checked.characters, characters is not None, difficulty, use)
    if confirmed is None:
        return Sheet(quality.measures(report.found, inputs), False, 0, quality.confirmation_sheet(report, inputs))
    data = _files.read(confirmed)
    with _files.named(confirmed):
        errors, unanswered = quality.confirmed(data)
    return Sheet(quality.measures(errors, inputs), not unanswered, unanswered)
