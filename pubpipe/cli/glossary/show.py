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
    """Show everything the glossary holds about one concept, named by its id or by one of its terms."""
    from pubpipe.project import glossary

    for found in glossary.named(file, concept):
        for line in glossary.described(found):
            click.echo(line)
    return 0
