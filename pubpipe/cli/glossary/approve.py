"""`pubpipe glossary approve`."""

from __future__ import annotations

from pathlib import Path

import click

from pubpipe.cli._click import Command
from pubpipe.cli._report import finish
from pubpipe.cli.glossary._options import glossary_file


@click.command("approve", cls=Command)
@click.argument("concept")
@click.argument("term", default="")
@click.option("--by", "person", required=True, help="Who approves.")
@click.option("--date", "day", default="", help="When, as 2026-11-30; today otherwise.")
@click.option("--reason", default="", help="Why it is approved.")
@click.option("--language", default="zh-Hans", show_default=True, help="Language of the terms.")
@glossary_file
def command(concept: str, term: str, person: str, day: str, reason: str, language: str, file: Path | None) -> int:
    """Approve proposed and provisional terms of a concept, or the one named.

    A term becomes preferred if its concept has no preferred one in that language yet, and admitted otherwise.
    """
    from datetime import date

    from pubpipe.errors import Misused
    from pubpipe.glossary import approve
    from pubpipe.messages import _
    from pubpipe.project import glossary

    try:
        on = date.fromisoformat(day) if day else date.today()
    except ValueError:
        raise Misused(_("not a date: {date}").format(date=day)) from None
    return finish(
        [glossary.change(file, concept, lambda old: approve(old, concept, person, on, language, term, reason))]
    )
