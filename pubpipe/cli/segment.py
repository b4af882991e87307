"""`pubpipe segment`: where text would be cut into sentences, and why."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pubpipe.cli._click import Command
from pubpipe.messages import _

if TYPE_CHECKING:
    from pubpipe.project import Shown


@click.command("segment", cls=Command)
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True), default=Path("-"))
@click.option("--language", default="en", help="Language of the text: en or zh.", show_default=True)
@click.option("--rules", type=click.Path(path_type=Path), help="An SRX 2.0 file to use instead of ours.")
@click.option("--all", "with_kept", is_flag=True, help="Also where a rule forbade a cut, and which.")
@click.option("--json", "as_json", is_flag=True, help="An array of sentences for each line; with --all, objects.")
def command(file: Path, language: str, rules: Path | None, with_kept: bool, as_json: bool) -> int:
    """Show how each line of a text, or each unit of a document, would be cut into sentences, and by which rule."""
    from pubpipe import project

    for shown in project.segment_file(file, language, rules):
        if as_json:
            click.echo(
                json.dumps(
                    _facts(shown) if with_kept else [each for each, _rule in shown.sentences], ensure_ascii=False
                )
            )
            continue
        for sentence, rule in shown.sentences:
            place = f"{shown.place}\t" if shown.place else ""
            click.echo(f"{place}{sentence}\t[{rule}]")
        for before, after, rule in shown.kept if with_kept else ():
            click.echo("\t" + _("not cut: {before}|{after} [{rule}]").format(before=before, after=after, rule=rule))
    return 0


def _facts(shown: Shown) -> dict[str, Any]:
    return {
        "place": shown.place,
        "sentences": [{"text": sentence, "rule": rule} for sentence, rule in shown.sentences],
        "kept": [{"before": before, "after": after, "rule": rule} for before, after, rule in shown.kept],
    }
