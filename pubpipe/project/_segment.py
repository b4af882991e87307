"""How a text would be cut into sentences, and why."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pubpipe.errors import Misused, Unreadable
from pubpipe.messages import _
from pubpipe.project import _files
from pubpipe.project._project import read_rules

AROUND = 24
"""Characters shown on each side of a place that was not cut."""


@dataclass(frozen=True)
class Shown:
    """One line of a text, or one unit of a document with its place: its sentences, and where it was not cut.

    `sentences` come each with the rule that cut after it; `kept` says what stands before the place, what after it, and
    the rule that forbade the cut.
    """

    sentences: list[tuple[str, str]]
    kept: list[tuple[str, str, str]]
    place: str = ""


def segment_file(file: Path, language: str, rules: Path | None) -> Iterator[Shown]:
    """For each line of a text (`-` is stdin) or unit of a document, how it would be cut.

    A line that would stay empty gives no sentence. Raises Misused for another language than English or Chinese.
    """
    from pubpipe import segmentation

    if language.split("-")[0].lower() not in ("en", "zh"):
        raise Misused(_("--language must be en or zh: {language}").format(language=language))
    chosen = read_rules(rules) if rules else segmentation.default_rules()
    for place, role, text in _texts(file):
        kept = segmentation.kept(text, language, chosen, role)
        yield Shown(
            segmentation.sentences(text, language, chosen, role),
            [(before[-AROUND:], after[:AROUND], rule) for before, after, rule in kept],
            place,
        )


def _texts(file: Path) -> Iterator[tuple[str, str, str]]:
    """Place, role and text of each unit; of a text without structure, each line."""
    from pubpipe.formats import format_of, suffixes
    from pubpipe.segmentation import visible

    plain = str(file) == "-" or file.suffix.lower() in ("", ".txt") or file.suffix.lower() not in suffixes()
    data = sys.stdin.buffer.read() if str(file) == "-" else _files.read(file)
    if plain:
        try:
            lines = data.decode("utf-8-sig").splitlines()
        except UnicodeDecodeError as error:
            raise Unreadable(_("{file}: not UTF-8 text: byte {place}").format(file=file, place=error.start)) from None
        yield from (("", "paragraph", line) for line in lines)
        return
    with _files.named(file):
        document = format_of(file.name).read(data)
    yield from ((unit.id, unit.role, visible(unit.content)) for unit in document.units)
