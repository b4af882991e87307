"""`pubpipe glossary impact`."""

from __future__ import annotations

from pathlib import Path

import click

from pubpipe.cli._click import Command
from pubpipe.cli.glossary._options import glossary_file, retiring


@click.command("impact", cls=Command)
@retiring
@click.option("--json", "as_json", is_flag=True, help="For machines.")
@glossary_file
def command(
    concept: str, term: str, successor: str, status: str, reason: str, day: str, as_json: bool, file: Path | None
) -> int:
    """Show what retiring a term would do, before it is done: every sentence that would become wrong or right.

    Nothing is written; `pubpipe glossary retire` with the same words does it.
    """
    import json

    from pubpipe.project import Project, terms

    how = terms.retiring(concept, term, status, reason, successor, day)
    before, after, _path, _new = terms.changed(file, concept, how)
    found = terms.impact(Project.find(), before, after)
    if as_json:
        facts = {"wrong": [each._asdict() for each in found.wrong], "right": [each._asdict() for each in found.right]}
        click.echo(json.dumps(facts, ensure_ascii=False, indent=2))
        return 0
    for each in terms.told(found):
        click.echo(each)
    return 0
