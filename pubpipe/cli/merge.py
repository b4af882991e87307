"""`pubpipe merge`: the same document in Chinese."""

from __future__ import annotations

from pathlib import Path

import click

from pubpipe.cli._click import Command
from pubpipe.cli._report import finish


@click.command("merge", cls=Command)
@click.argument("file", type=click.Path(path_type=Path))
@click.argument("po", type=click.Path(path_type=Path))
@click.option("-o", "--output", type=click.Path(path_type=Path), required=True, help="The document to write.")
def command(file: Path, po: Path, output: Path) -> int:
    """Write the same document in Chinese from a source file and its PO file.

    A segment without a sound translation (empty, fuzzy, broken codes) keeps its English and is named, and the exit
    code is 1.
    """
    from pubpipe import project

    return finish([project.merge_file(file, po, output)])
