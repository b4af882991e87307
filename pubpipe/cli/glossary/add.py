"""`pubpipe glossary add`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from pubpipe.cli._click import Command
from pubpipe.cli._report import finish
from pubpipe.cli.glossary._options import STATUSES, facts, glossary_file


@click.command("add", cls=Command)
@click.argument("concept")
@click.argument("term")
@click.option(
    "--language", default="", help="Language of the term; otherwise zh-Hans with Chinese characters, en without."
)
@click.option("--status", type=click.Choice(STATUSES), default="proposed", show_default=True, help="Its standing.")
@facts
@glossary_file
def command(concept: str, term: str, language: str, file: Path | None, **values: Any) -> int:
    """Add a term to a concept, which is made if it is new.

    CONCEPT is its id, such as city-manager; a term is proposed until somebody approves it.
    """
    from pubpipe.glossary import add, language_of
    from pubpipe.project import glossary

    given = glossary.facts(values)
    chosen = language or language_of(term)
    return finish([glossary.change(file, concept, lambda old: add(old, concept, chosen, term, **given))])
