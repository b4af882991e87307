"""Running pandoc's reader: a prepared original in, blocks and metadata out; no file and no network is touched.

A format that writes pandoc's JSON itself (reader "json") needs no pandoc.
"""

from __future__ import annotations

import json
from typing import Any

from pubpipe.errors import Unreadable
from pubpipe.messages import _
from pubpipe.pandoc import pandoc

_SECONDS = 120
_OFF = dict.fromkeys(("markdown", "commonmark_x"), ("smart", "implicit_figures"))
"""Extensions an assembled book must not have, by reader: quotes are the translator's, captions are ours."""


def reader_name(reader: str) -> str:
    """The reader with the extensions off that would change what the translator wrote."""
    for name, extensions in _OFF.items():
        if reader.startswith(name):
            return reader + "".join(f"-{extension}" for extension in extensions)
    return reader


def parse(source: bytes, reader: str) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """Read a prepared original into pandoc's blocks and metadata. Raises Unreadable with pandoc's own words."""
    made = source if reader == "json" else converted(source, "--from", reader_name(reader), "--to", "json")
    tree = json.loads(made)
    return tree["blocks"], tree["meta"]


def converted(source: bytes, *arguments: str) -> bytes:
    """What pandoc makes of bytes, without reading a file its arguments do not name. Raises Unreadable."""
    import subprocess

    command = [pandoc(), "--sandbox", *arguments]
    try:
        done = subprocess.run(command, input=source, capture_output=True, timeout=_SECONDS, check=False)
    except subprocess.TimeoutExpired as error:
        raise Unreadable(_("pandoc gave no answer in {seconds} seconds").format(seconds=_SECONDS)) from error
    if done.returncode:
        words = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise Unreadable(_("pandoc cannot read it: {words}").format(words=" ".join(words[:3])))
    return done.stdout
