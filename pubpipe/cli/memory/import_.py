"""`pubpipe memory import`."""

from __future__ import annotations

from pathlib import Path

import click

from pubpipe.cli._click import Command
from pubpipe.cli._report import finish
from pubpipe.errors import PubpipeError


@click.command("import", cls=Command)
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE...")
def command(files: tuple[Path, ...]) -> int:
    """Bring memories from elsewhere: TMX, PO compendia, tables (TSV, CSV).

    Each becomes a PO file of the same name under translations/zh_CN/imported, where fill looks for offers. Traditional
    Chinese is left out. Importing a file again replaces what it brought before.
    """
    from pubpipe import project

    here = project.Project.find()

    def each(file: Path) -> project.Done:
        try:
            return project.import_memory(here, file)
        except PubpipeError as error:
            return project.Done.failed(error)

    return finish(map(each, files))
