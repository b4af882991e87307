"""`pubpipe glossary diff`."""

from __future__ import annotations

from pathlib import Path

import click

from pubpipe.cli._click import Command
from pubpipe.cli.glossary._options import glossary_file


@click.command("diff", cls=Command)
@click.argument("other", default="HEAD")
@glossary_file
def command(other: str, file: Path | None) -> int:
    """Show what differs between OTHER, a glossary file or a git revision, and the glossary as it stands.

    Without OTHER, what has changed since the last commit. The exit code is 1 if anything differs.
    """
    from pubpipe.project import terms

    found = terms.against(file, other)
    for each in found:
        click.echo(terms.line(each))
    return 1 if found else 0
