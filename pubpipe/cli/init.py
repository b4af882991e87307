"""`pubpipe init`: a project from a folder of chapters."""

from __future__ import annotations

from pathlib import Path

import click

from pubpipe.cli._click import Command
from pubpipe.cli._report import finish


@click.command("init", cls=Command)
@click.argument("folder", type=click.Path(path_type=Path), metavar="DIR")
@click.option("--from", "chapters", type=click.Path(path_type=Path), help="A folder of chapters to take in.")
@click.option("--title", default="", help="The book's title in Chinese.")
def command(folder: Path, chapters: Path | None, title: str) -> int:
    """Make a project in DIR, from a folder of chapters if there is one.

    Chapters are copied in natural order (2 before 10), book.toml is written, and whatever is doubtful is listed.
    Nothing that exists is overwritten.
    """
    from pubpipe import project

    return finish(project.init(folder, chapters, title))
