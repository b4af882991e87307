"""`pubpipe waive`: a finding may stand, and somebody says why."""

from __future__ import annotations

import click

from pubpipe.cli._click import Command
from pubpipe.cli._report import finish


@click.command("waive", cls=Command)
@click.argument("place")
@click.option("--rule", required=True, help="The check whose finding may stand, as ZH012.")
@click.option("--reason", required=True, help="Why it may stand.")
@click.option("--person", required=True, help="Who answers for it.")
@click.option("--date", "day", help="When, as 2026-11-30; today otherwise.")
def command(place: str, rule: str, reason: str, person: str, day: str | None) -> int:
    """Let a finding stand, with a reason and a name.

    PLACE is written as in the PO file's #: line: book/chapter.docx:2.1/p3. A waiver expires by itself when the source
    or the translation changes; reports count what is waived.
    """
    from pubpipe import project

    return finish([project.waive(project.Project.find(), place, rule, reason, person, day)])
