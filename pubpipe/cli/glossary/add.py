"""`pubpipe glossary add`."""

from __future__ import annotations

from pathlib import Path

import click

from pubpipe.cli._click import Command
from pubpipe.cli._report import finish
from pubpipe.cli.glossary._options import STATUSES, glossary_file


@click.command("add", cls=Command)
@click.argument("concept")
@click.argument("term")
@click.option(
    "--language", default="", help="Language of the term; otherwise zh-Hans with Chinese characters, en without."
)
@click.option("--status", type=click.Choice(STATUSES), default="proposed", show_default=True, help="Its standing.")
@click.option("--domain", default="", help="The concept's domain.")
@click.option("--authority", default="", help="Who or what says so.")
@click.option("--note", default="", help="A note on the term.")
@click.option("--reason", default="", help="Why it is deprecated or forbidden.")
@glossary_file
def command(concept: str, term: str, language: str, status: str, file: Path | None, domain: str, **values: str) -> int:
    """Add a term to a concept, which is made if it is new.

    CONCEPT is its id, such as city-manager; a term is proposed until somebody approves it.
    """
    from pubpipe.glossary import add, language_of
    from pubpipe.model import Status
    from pubpipe.project import _glossary

    chosen = language or language_of(term)
    given = {name: value for name, value in ({"domain": domain} | values).items() if value}
    return finish(
        [_glossary.change(file, concept, lambda old: add(old, concept, chosen, term, status=Status(status), **given))]
    )
