"""`pubpipe glossary show`."""

from __future__ import annotations

from pathlib import Path

import click

from pubpipe.cli._click import Command
from pubpipe.cli.glossary._options import glossary_file


@click.command("show", cls=Command)
@click.argument("concept")
@glossary_file
def command(concept: str, file: Path | None) -> int:
    """Show everything the glossary holds about one concept."""
    from pubpipe.project import _glossary

    for line in _glossary.described(_glossary.shelf(file).whole.concept(concept)):
        click.echo(line)
    return 0
