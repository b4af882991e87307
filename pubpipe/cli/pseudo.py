"""`pubpipe pseudo`: a trial translation that shows what would be translated."""

from __future__ import annotations

from pathlib import Path

import click

from pubpipe.cli._click import Command
from pubpipe.cli._report import finish


@click.command("pseudo", cls=Command)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("-o", "--output", type=click.Path(path_type=Path), required=True, help="The document to write.")
def command(file: Path, output: Path) -> int:
    """Alter every translatable character visibly and keep all codes.

    What still reads as plain English in the result is not offered to translators; `pubpipe ledger` says why.
    """
    from pubpipe import project

    return finish([project.pseudo_file(file, output)])
