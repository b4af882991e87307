"""The commands there are, and what is told when one fails."""

from __future__ import annotations

from collections.abc import Sequence

import click

from pubpipe import __version__
from pubpipe.cli._click import Group, say_error, survive_encoding
from pubpipe.errors import PubpipeError
from pubpipe.messages import _, speak

COMMANDS = (
    "init",
    "publish",
    "extract",
    "fill",
    "check",
    "status",
    "build",
    "merge",
    "pseudo",
    "ledger",
    "segment",
    "split",
    "glossary",
    "memory",
    "exchange",
    "sign",
    "waive",
    "release",
    "count",
    "quality",
    "why",
)


@click.group(cls=Group, package="pubpipe.cli", names=COMMANDS, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="pubpipe")
@click.option(
    "--language",
    type=click.Choice(["en", "zh"]),
    help="Language of messages; the project's setting or the locale otherwise.",
)
def command(language: str | None) -> None:
    """Translate and publish: English training materials to Chinese textbooks.

    Extract text for translators, check glossary consistency, build publication files.
    """


def run(given: Sequence[str]) -> int:
    """Run a command line; its exit code."""
    survive_encoding()
    try:
        speak(_language(given))
        return command.main(args=list(given), prog_name="pubpipe", standalone_mode=False) or 0
    except (PubpipeError, click.ClickException) as error:
        return say_error(error)
    except (click.Abort, KeyboardInterrupt):
        click.echo(_("stopped; what was finished is kept"), err=True)
        return 130
    except BrokenPipeError:
        return 0


def _language(given: Sequence[str]) -> str:
    """The language of messages, known before any command speaks: the option's, else the project's."""
    from pubpipe.project import language_of_messages

    for position, argument in enumerate(given):
        if argument == "--language" and position + 1 < len(given):
            return given[position + 1]
        if argument.startswith("--language="):
            return argument.partition("=")[2]
        if not argument.startswith("-"):
            break
    return language_of_messages()
