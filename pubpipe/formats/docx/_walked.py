"""A file walked to its end, so that what was read of it may be written without walking again."""

from __future__ import annotations

from dataclasses import dataclass

from pubpipe.formats import Rules
from pubpipe.formats._places import numbered
from pubpipe.formats.docx._places import Place
from pubpipe.formats.docx._walk import Walk
from pubpipe.formats.docx.parts import Word


@dataclass(frozen=True, slots=True, eq=False)
class Walked:
    """A file's parts, the walk over them, and each place by its unit's id, in reading order; to be written once."""

    source: bytes
    rules: Rules
    word: Word
    walk: Walk
    places: list[tuple[str, Place]]


def walked(source: bytes, rules: Rules) -> Walked:
    """Walk over a file."""
    word = Word(source, apart=True)
    walk = Walk(word, rules)
    return Walked(source, rules, word, walk, numbered(walk.places()))


SLOT: list[Walked] = []
"""The file read last, or none: most are merged right after they were read."""


def read(source: bytes, rules: Rules) -> Walked:
    """Walk over a file and keep it for `taken`, in place of the one kept before."""
    SLOT.clear()
    found = walked(source, rules)
    SLOT[:] = [found]
    return found


def taken(source: bytes, rules: Rules) -> Walked:
    """The kept walk over these very bytes by these rules, kept no longer, since writing changes it; or a new one."""
    try:
        kept = SLOT.pop()
    except IndexError:
        return walked(source, rules)
    same = kept.rules == rules and kept.source == source
    return kept if same else walked(source, rules)
