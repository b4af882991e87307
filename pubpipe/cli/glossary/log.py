"""`pubpipe glossary log`."""

from __future__ import annotations

from pathlib import Path

import click

from pubpipe.cli._click import Command
from pubpipe.cli.glossary._options import glossary_file


@click.command("log", cls=Command)
@click.argument("concept", default="")
@glossary_file
def command(concept: str, file: Path | None) -> int:
    """Show who changed what in the glossary and when, the latest first, as git remembers it.

    With CONCEPT, only what concerns it.
    """
    from pubpipe.project import terms

    said = ""
    for step in terms.history(file, concept):
        head = f"{step.day}  {step.person}  {step.revision}"
        if head != said:
            click.echo(head)
            said = head
        click.echo(f"  {terms.line(step.difference)}")
    return 0
