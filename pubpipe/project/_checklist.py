"""The editor's checklist over a finished file, ours or anybody's."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pubpipe.errors import Misused
from pubpipe.messages import _
from pubpipe.model import Severity
from pubpipe.project import _files

if TYPE_CHECKING:
    from pubpipe.books import Verdict


@dataclass(frozen=True, slots=True)
class Examined:
    """A file and what each assertion of the checklist says of it."""

    file: str
    verdicts: tuple[Verdict, ...]

    def at_or_above(self, threshold: str | None) -> bool:
        """Whether an assertion of this severity, or major, or a graver one failed."""
        from pubpipe.books import gravest

        found = gravest(self.verdicts)
        return found is not None and found.weight >= Severity(threshold or Severity.MAJOR).weight

    def report(self, form: str, every: bool = False) -> str:
        """The verdicts as text or JSON; text tells those that passed or do not apply only if `every`."""
        from pubpipe.reports import checklist

        if form not in checklist.FORMS:
            raise Misused(
                _("a checklist is reported as {forms}: {form}").format(forms="/".join(checklist.FORMS), form=form)
            )
        return checklist.report(self.file, [_row(each) for each in self.verdicts], form, every)


def examine_file(file: Path) -> Examined:
    """Ask every assertion of the checklist of a DOCX or EPUB. Raises Unreadable where it is neither, or is damaged."""
    from pubpipe.books import examine

    data = _files.read(file)
    with _files.named(file):
        return Examined(file.as_posix(), tuple(examine(data, file.name)))


def _row(verdict: Verdict) -> dict[str, Any]:
    return {
        "id": verdict.assertion.id,
        "severity": str(verdict.assertion.severity),
        "statement": verdict.assertion.statement,
        "outcome": str(verdict.outcome),
        "looked": verdict.looked,
        "failed": verdict.failed,
        "evidence": [{"where": each.where, "what": each.what} for each in verdict.evidence],
    }
