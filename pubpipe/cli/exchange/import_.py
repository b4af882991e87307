"""`pubpipe exchange import`."""

from __future__ import annotations

from pathlib import Path

import click

from pubpipe.cli._click import Command
from pubpipe.cli._report import finish


@click.command("import", cls=Command)
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE...")
@click.option("--overwrite", is_flag=True, help="Take what came back even where the PO file was changed meanwhile.")
@click.option("--confirmed", is_flag=True, help="Take every translation as done, whatever state the tool gave it.")
def command(files: tuple[Path, ...], overwrite: bool, confirmed: bool) -> int:
    """Take back what translators or machines did: XLIFF or jobs, told apart by suffix, or an OmegaT project's folder.

    Nothing a person wrote into a PO file since the export is overwritten: both texts are shown, and the exit code is 1.
    So are sentences whose source has changed. Broken codes enter as fuzzy, with the reason. What a machine wrote is
    verified first and never more than fuzzy. Importing a file twice changes nothing.
    """
    from pubpipe import project

    here = project.Project.find()
    return finish(project.import_work(here, files, overwrite=overwrite, confirmed=confirmed))
