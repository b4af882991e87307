"""Remembered translations: what was translated before, offered for what is to be translated now.

    similarity(one, other)                    how alike two sentences are, in percent: the one definition

    with Memory(path) as memory:              an index in one file, a cache that may be thrown away
        memory.refresh(origin, digest, units) the sound pairs of a file, from wherever the project has them
        memory.matches(wanted, threshold)     the best first: exact, repaired and similar, none missed
    offers(wanted, memory)                    the best match for each unit that has one
    pieces(text, memory)                      what is remembered of its sentences or clauses

A whole office's memory stands in `memory.postgres`: the same offers, asked in the same way.

A memory knows pairs and their neighbours, neither files nor catalogs; the project reads the pairs out of the PO files
and writes the offers into them.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from pubpipe.memory.settings import MemorySettings, Penalties

if TYPE_CHECKING:
    from pubpipe.memory.offering import offers
    from pubpipe.memory.parts import Piece, pieces
    from pubpipe.memory.points import similarity
    from pubpipe.memory.recall import Damaged, Memory, Recall

__all__ = ["Damaged", "Memory", "MemorySettings", "Penalties", "Piece", "Recall", "offers", "pieces", "similarity"]

_WHERE = {
    "offers": "offering",
    "Piece": "parts",
    "pieces": "parts",
    "Damaged": "recall",
    "Memory": "recall",
    "Recall": "recall",
    "similarity": "points",
}


def __getattr__(name: str) -> Any:
    """What is offered here is imported only when it is used: settings are read by every command."""
    if name in _WHERE:
        return getattr(import_module(f"pubpipe.memory.{_WHERE[name]}"), name)
    raise AttributeError(name)
