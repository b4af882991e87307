"""`pubpipe build`: the editions of a book."""

from __future__ import annotations

import click

from pubpipe.cli._click import Command
from pubpipe.cli._report import JOBS, made


@click.command("build", cls=Command)
@click.argument("books", nargs=-1, metavar="[BOOK]...")
@JOBS
@click.option("--draft", is_flag=True, help="Build although text is unfinished, and show it visibly.")
@click.option("--edition", "editions", multiple=True, help="Only this edition of book.toml; may be repeated.")
@click.option("--fresh", is_flag=True, help="Make everything anew, and take nothing from earlier builds.")
@click.option("--explain", metavar="EDITION", help="Say what an edition is made from, and what of it changed.")
def command(
    books: tuple[str, ...], jobs: int, draft: bool, editions: tuple[str, ...], fresh: bool, explain: str | None
) -> int:
    """Build the editions of all books, or of the named ones, into dist/.

    Only what changed is made anew. Text that is empty, fuzzy or out of date is never published: the build says where
    it stands and makes nothing, unless it is a draft.
    """
    from pubpipe import project

    here = project.Project.find()
    if explain is not None:
        for line in project.explain(here, explain, draft=draft):
            click.echo(line)
        return 0
    return made(project.build(here, books, draft=draft, editions=editions, jobs=jobs, fresh=fresh))
