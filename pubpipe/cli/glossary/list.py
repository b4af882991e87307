"""`pubpipe glossary list`."""

from __future__ import annotations

from pathlib import Path

import click

from pubpipe.cli._click import Command
from pubpipe.cli.glossary._options import KINDS, STATUSES, glossary_file


@click.command("list", cls=Command)
@click.argument("text", default="")
@click.option("--status", type=click.Choice(STATUSES), help="Only concepts with a term of this status.")
@click.option("--domain", default="", help="Only concepts of this domain.")
@click.option("--language", default="", help="Search terms of this language only: en or zh-Hans.")
@click.option("--kind", type=click.Choice(KINDS), help="Only this part of the name register.")
@click.option("--json", "as_json", is_flag=True, help="The same for machines.")
@glossary_file
def command(
    text: str, status: str | None, domain: str, language: str, kind: str | None, as_json: bool, file: Path | None
) -> int:
    """List concepts, one a line; with TEXT, those with a term that holds it."""
    from pubpipe.project import glossary

    concepts = glossary.listed(file, text, status, domain, language, kind)
    if as_json:
        click.echo(glossary.as_json(concepts), nl=False)
    else:
        for concept in concepts:
            click.echo(glossary.line(concept))
    return 0
