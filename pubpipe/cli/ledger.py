"""`pubpipe ledger`: what becomes of every visible character of a document."""

from __future__ import annotations

from pathlib import Path

import click

from pubpipe.cli._click import Command


@click.command("ledger", cls=Command)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--all", "every", is_flag=True, help="List every piece of text: fate, rule, unit, place, text.")
@click.option("--rule", "rules", multiple=True, help="List the text of this rule only (* stands for anything).")
@click.option("--json", "as_json", is_flag=True, help="The same for machines.")
def command(file: Path, every: bool, rules: tuple[str, ...], as_json: bool) -> int:
    """Count every visible character as translated, protected or excluded, each by a named rule.

    The rules are those of the project around the file. The count is held against an independent scan of the file; the
    exit code is 1 if any character is unaccounted for, and each such text is named.
    """
    from pubpipe import project

    ledger = project.ledger_file(file)
    click.echo(ledger.json(every, rules) if as_json else ledger.text(every, rules), nl=False)
    return 1 if ledger.leftover else 0
