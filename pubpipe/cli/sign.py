"""`pubpipe sign`: who answers for which step."""

from __future__ import annotations

import click

from pubpipe.cli._click import Command
from pubpipe.cli._report import STEPS, finish


@click.command("sign", cls=Command)
@click.argument("chapter")
@click.option(
    "--step",
    type=click.Choice(STEPS),
    required=True,
    help="The step of ISO 17100 that was done.",
)
@click.option("--person", required=True, help="Who did it.")
@click.option("--date", "day", help="When, as 2026-11-30; today otherwise.")
def command(chapter: str, step: str, person: str, day: str | None) -> int:
    """Sign a step for all translated segments of a chapter.

    CHAPTER is written as book/chapter. The reviser must be somebody else than the translator. A signature expires by
    itself when either text changes.
    """
    from pubpipe import project

    return finish([project.sign(project.Project.find(), chapter, step, person, day)])
