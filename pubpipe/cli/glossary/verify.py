"""`pubpipe glossary verify`."""

from __future__ import annotations

from pathlib import Path

import click

from pubpipe.cli._click import Command
from pubpipe.cli._report import say
from pubpipe.cli.glossary._options import glossary_file
from pubpipe.messages import ngettext


@click.command("verify", cls=Command)
@glossary_file
def command(file: Path | None) -> int:
    """Check the glossary itself: two preferred terms, a term forbidden here and preferred there, stray characters.

    The exit code is 1 if anything major is found.
    """
    from pubpipe.model import Severity
    from pubpipe.project import glossary

    found, concepts = glossary.verified(file)
    for _severity, sentence in found:
        click.echo(sentence)
    say(ngettext("{count} concept verified", "{count} concepts verified", concepts).format(count=concepts))
    return 1 if any(severity.weight >= Severity.MAJOR.weight for severity, _sentence in found) else 0
