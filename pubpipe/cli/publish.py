"""`pubpipe publish`: the whole way at once."""

from __future__ import annotations

import click

from pubpipe.cli._click import Command
from pubpipe.cli._report import JOBS, finish, made, progress, say
from pubpipe.messages import _


@click.command("publish", cls=Command)
@click.argument("books", nargs=-1, metavar="[BOOK]...")
@JOBS
@click.option("--draft", is_flag=True, help="Build although text is unfinished, and show it visibly.")
def command(books: tuple[str, ...], jobs: int, draft: bool) -> int:
    """Go the whole way for all books, or the named ones: extract, fill, check, build.

    Ends with the names of the files made. Stops before building if checking finds anything at or above the threshold,
    unless it is a draft.
    """
    from pubpipe import project, reports

    here = project.Project.find()
    sources = [here.source(book, chapter) for book in here.books(books) for chapter in book.chapters]
    say(_("extract"))
    failed = finish(project.extract(here, sources, jobs), len(sources))
    say(_("fill"))
    failed = max(failed, finish(project.fill(here, books)))
    if failed:
        return failed
    say(_("check"))
    files = [here.po(book, chapter) for book in here.books(books) for chapter in book.chapters]
    checked = project.check(files, None, progress, jobs=jobs)
    worst = checked.at_or_above(None)
    if worst:
        click.echo(reports.findings(checked.report(worst), "text"), nl=False, err=True)
        if not draft:
            return 1
    say(_("build"))
    return made(project.build(here, books, draft=draft, jobs=jobs))
