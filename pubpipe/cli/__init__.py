"""The command line: one file a command, which reads arguments, calls the project and prints.

Results go to stdout, everything else to stderr. Exit codes: 0 done and clean; 1 findings, or a step refused; 2 wrong
use or unreadable input.
"""

from __future__ import annotations

import sys
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


def main(arguments: Sequence[str] | None = None) -> None:
    """Run a command line and leave the process with its exit code."""
    survive_encoding()
    given = list(sys.argv[1:] if arguments is None else arguments)
    try:
        speak(_language(given))
        code = command.main(args=given, prog_name="pubpipe", standalone_mode=False) or 0
    except (PubpipeError, click.ClickException) as error:
        code = say_error(error)
    except (click.Abort, KeyboardInterrupt):
        click.echo(_("stopped; what was finished is kept"), err=True)
        code = 130
    except BrokenPipeError:
        code = 0
    sys.exit(code)


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
