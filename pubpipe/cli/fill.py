"""`pubpipe fill`: offers from what was translated before, and from a machine."""

from __future__ import annotations

import click

from pubpipe.cli._click import Command
from pubpipe.cli._report import finish
from pubpipe.errors import Misused
from pubpipe.messages import _


@click.command("fill", cls=Command)
@click.argument("books", nargs=-1, metavar="[BOOK]...")
@click.option("--threshold", type=click.IntRange(50, 100), help="Least similarity of an offer in percent.")
@click.option("--engine", default="", help="Then have a machine translate what is still empty: openai.")
@click.option("--dry-run", is_flag=True, help="With --engine: print what would be sent, and send and write nothing.")
def command(books: tuple[str, ...], threshold: int | None, engine: str, dry_run: bool) -> int:
    """Offer what was translated before to entries that are still empty.

    Offers come from all PO files of the project, from imported memories, and from approved terms. Only a match whose
    neighbours agree too enters as translated; every other is marked fuzzy, for a person to judge. Nothing a person
    wrote is changed.

    With --engine, a machine translates what is left: only the sentences, their neighbours and their terms are sent;
    each answer is verified (codes, figures, script) and enters as fuzzy, and what fails stays empty and is named. Set
    engine.url and engine.model; the key comes from the environment (PUBPIPE_ENGINE_KEY).
    """
    from pubpipe import project

    here = project.Project.find()
    if dry_run:
        if not engine:
            raise Misused(_("--dry-run needs --engine"))
        plan = project.plan_engine(here, books, engine)
        for request in plan.requests:
            click.echo(request)
        return finish([project.Done((plan.told(),))])
    code = finish(project.fill(here, books, threshold))
    return max(code, finish(project.fill_by_engine(here, books, engine))) if engine else code
