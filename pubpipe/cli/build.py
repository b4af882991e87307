"""`pubpipe build`: the editions of a book."""

from __future__ import annotations

import click

from pubpipe.cli._click import Command
from pubpipe.cli._report import made


@click.command("build", cls=Command)
@click.argument("books", nargs=-1, metavar="[BOOK]...")
@click.option("--draft", is_flag=True, help="Build although text is unfinished, and show it visibly.")
@click.option("--edition", "editions", multiple=True, help="Only this edition: docx or epub; may be repeated.")
def command(books: tuple[str, ...], draft: bool, editions: tuple[str, ...]) -> int:
    """Build the editions of all books, or of the named ones, into dist/.

    Text that is empty, fuzzy or out of date is never published: the build says where it stands and makes nothing,
    unless it is a draft.
    """
    from pubpipe import project

    return made(project.build(project.Project.find(), books, draft=draft, editions=editions))
