"""`pubpipe glossary edit`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from pubpipe.cli._click import Command
from pubpipe.cli._report import finish
from pubpipe.cli.glossary._options import STATUSES, facts, glossary_file


@click.command("edit", cls=Command)
@click.argument("concept")
@click.argument("term", default="")
@click.option("--language", default="", help="Language of the term, where two languages have it alike.")
@click.option("--new-text", help="The term, corrected.")
@click.option("--status", type=click.Choice(STATUSES), help="Its standing.")
@facts
@click.option("--clear", "cleared", multiple=True, metavar="FIELD", help="A field to empty, such as blockers.")
@glossary_file
def command(concept: str, term: str, language: str, file: Path | None, cleared: tuple[str, ...], **values: Any) -> int:
    """Change a concept, or one of its terms.

    What may be given several times is added to what stands there; --clear empties a field first.
    """
    from pubpipe.errors import Misused
    from pubpipe.messages import _
    from pubpipe.project import glossary

    given = glossary.facts(values)
    if not given and not cleared:
        raise Misused(_("nothing to change: name a field, such as --note"))
    how = glossary.editing(concept, language, term, given, cleared)
    return finish([glossary.change(file, concept, how)])
