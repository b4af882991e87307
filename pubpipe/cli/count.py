"""`pubpipe count`: how much there is to translate, and what it costs."""

from __future__ import annotations

from pathlib import Path

import click

from pubpipe.cli._click import Command
from pubpipe.cli._report import give, say


@click.command("count", cls=Command)
@click.argument("books", nargs=-1, metavar="[BOOK]...")
@click.option("--as-of", "revision", default="", metavar="REVISION", help="Against the memory as git has it there.")
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "csv", "xlsx"]), help="For people or for machines."
)
@click.option("--json", "as_json", is_flag=True, help="The same as --format json.")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="Write the counts to this file; its suffix says the form."
)
def command(books: tuple[str, ...], revision: str, form: str | None, as_json: bool, output: Path | None) -> int:
    """Count words by how well the memory knows them, and what they cost.

    Counts the sources as they are now, by chapter and by book: in-context exact, exact, repaired, fuzzy in four bands,
    new, and repetitions. Rates are set in [count] of the settings. Nothing is written but the file named with -o.
    """
    from pubpipe import project
    from pubpipe.reports.counts import counts

    here = project.Project.find()
    counted = project.count(here, books, revision)
    for note in counted.notes:
        say(note)
    form = "json" if as_json else form or project.form_of(output)
    report = counts(counted.rows, here.settings.count, form)
    give(report, output)
    return 0
