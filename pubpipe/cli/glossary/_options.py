"""Options that several glossary commands share."""

from __future__ import annotations

from pathlib import Path

import click

glossary_file = click.option(
    "--glossary", "file", type=click.Path(path_type=Path), help="The glossary file; the project's otherwise."
)
STATUSES = ["proposed", "preferred", "admitted", "deprecated", "superseded", "forbidden", "provisional"]
