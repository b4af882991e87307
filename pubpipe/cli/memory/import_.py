"""`pubpipe memory import`."""

from __future__ import annotations

from pathlib import Path

import click

from pubpipe.cli._click import Command
from pubpipe.cli._report import finish
from pubpipe.errors import Misused, PubpipeError
from pubpipe.messages import _


@click.command("import", cls=Command)
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE...")
@click.option("--name", default="", help="What to call it here; the file's name otherwise.")
def command(files: tuple[Path, ...], name: str) -> int:
    """Bring memories from elsewhere: TMX, XLIFF, PO compendia, tables (TSV, CSV).

    Each becomes a PO file of its name under translations/zh_CN/imported, where fill looks for offers. Traditional
    Chinese is left out. Importing one of the same name again replaces what it brought before.
    """
    from pubpipe import project

    if name and len(files) > 1:
        raise Misused(_("--name needs exactly one file"))
    here = project.Project.find()

    def each(file: Path) -> project.Done:
        try:
            return project.import_memory(here, file, name)
        except PubpipeError as error:
            return project.Done.failed(error)

    return finish(map(each, files))
