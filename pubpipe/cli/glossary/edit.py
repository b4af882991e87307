"""`pubpipe glossary edit`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from pubpipe.cli._click import Command
from pubpipe.cli._report import finish
from pubpipe.cli.glossary._options import STATUSES, glossary_file


@click.command("edit", cls=Command)
@click.argument("concept")
@click.argument("term", default="")
@click.option("--language", default="", help="Language of the term, where two languages have it alike.")
@click.option("--new-text", help="The term, corrected.")
@click.option("--status", type=click.Choice(STATUSES), help="Its standing.")
@click.option("--domain", help="The concept's domain.")
@click.option("--definition", help="The concept's definition.")
@click.option("--authority", help="Who or what says so.")
@click.option("--note", help="A note on the term, or on the concept where no term is named.")
@click.option("--reason", help="Why it is deprecated or forbidden.")
@click.option("--blocker", "blockers", multiple=True, help="A longer word in which it does not count; repeatable.")
@click.option("--pinyin", help="Its reading, where sorting would get it wrong.")
@glossary_file
def command(concept: str, term: str, language: str, file: Path | None, **values: Any) -> int:
    """Change a concept, or one of its terms."""
    from pubpipe.errors import Misused
    from pubpipe.glossary import edit
    from pubpipe.messages import _
    from pubpipe.model import Status
    from pubpipe.project import _glossary

    given = {name: value for name, value in values.items() if value not in (None, ())}
    if not given:
        raise Misused(_("nothing to change: name a field, such as --note"))
    if "status" in given:
        given["status"] = Status(given["status"])
    return finish([_glossary.change(file, concept, lambda old: edit(old, concept, language, term, **given))])
