"""`pubpipe glossary import`."""

from __future__ import annotations

from pathlib import Path

import click

from pubpipe.cli._click import Command
from pubpipe.cli._report import say
from pubpipe.errors import Misused
from pubpipe.messages import _, ngettext


@click.command("import", cls=Command)
@click.argument("source", type=click.Path(path_type=Path), metavar="FILE")
@click.option("--format", default="", help="csv, xlsx, tbx, omegat or weblate; by the suffix and content otherwise.")
@click.option(
    "--map",
    "columns",
    multiple=True,
    metavar="HEADING=COLUMN",
    help="What a heading of a table means: a column of the glossary, or en, zh-Hans:preferred, zh-Hans:forbidden …",
)
@click.option("--into", type=click.Path(path_type=Path), help="The glossary file; the project's first otherwise.")
def command(source: Path, format: str, columns: tuple[str, ...], into: Path | None) -> int:
    """Bring terms from elsewhere: TBX, XLSX, CSV, TSV, OmegaT's or Weblate's glossaries.

    A table may have a row a term or a row a concept, with English or Chinese headings; several terms in a cell are
    parted by ; or |. Terms without a standing are proposed. What the glossary says otherwise stays and is named; the
    exit code is 1 if there is any such conflict.
    """
    from pubpipe.project import import_glossary

    mapping = {}
    for each in columns:
        heading, sign, column = each.rpartition("=")
        if not sign or not heading.strip() or not column.strip():
            raise Misused(_("--map takes HEADING=COLUMN, not {value}").format(value=each))
        mapping[heading.strip()] = column.strip()
    brought = import_glossary(into, source, format, mapping)
    for notice in brought.notices:
        say(notice)
    for conflict in brought.conflicts:
        told = _("{concept}: {what}: kept {kept}, not {left}")
        click.echo(told.format(concept=conflict.concept, what=_(conflict.what), kept=conflict.kept, left=conflict.left))
    concepts = ngettext("{count} concept more", "{count} concepts more", brought.concepts)
    terms = ngettext("{count} term more", "{count} terms more", brought.terms)
    told = ", ".join((concepts.format(count=brought.concepts), terms.format(count=brought.terms)))
    say(f"{brought.path}: {told}")
    return 1 if brought.conflicts else 0
