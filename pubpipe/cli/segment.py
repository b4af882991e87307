"""`pubpipe segment`: where text would be cut into sentences, and why."""

from __future__ import annotations

import json
from pathlib import Path

import click

from pubpipe.cli._click import Command


@click.command("segment", cls=Command)
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True), default=Path("-"))
@click.option("--language", default="en", help="Language of the text: en or zh.", show_default=True)
@click.option("--rules", type=click.Path(path_type=Path), help="An SRX 2.0 file to use instead of ours.")
@click.option("--json", "as_json", is_flag=True, help="An array of sentences for each line.")
def command(file: Path, language: str, rules: Path | None, as_json: bool) -> int:
    """Show how each line of a text would be cut into sentences, and by which rule."""
    from pubpipe import project

    for line in project.segment_lines(file, language, rules):
        if as_json:
            click.echo(json.dumps([sentence for sentence, _rule in line], ensure_ascii=False))
        else:
            for sentence, rule in line:
                click.echo(f"{sentence}\t[{rule}]" if rule else sentence)
    return 0
