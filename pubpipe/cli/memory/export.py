"""`pubpipe memory export`."""

from __future__ import annotations

from pathlib import Path

import click

from pubpipe.cli._click import Command
from pubpipe.cli._report import finish


@click.command("export", cls=Command)
@click.argument("output", type=click.Path(path_type=Path), metavar="OUTPUT.tmx")
def command(output: Path) -> int:
    """Write all the project remembers as TMX 1.4b, or as PO or TSV, by the suffix of OUTPUT."""
    from pubpipe import project

    return finish([project.export_memory(project.Project.find(), output)])
