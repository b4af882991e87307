"""XLIFF 1.2, the work of a chapter for Trados, OmegaT, memoQ, Lokalize and their like.

A unit of the document is a `trans-unit`, its sentences are `mrk mtype="seg"`; by option each sentence is a
`trans-unit` of its own. Codes are `g`, and `x`, `bx`, `ex` where they do not nest. What is remembered of a sentence
comes as `alt-trans`, what a translator should know as `note`. The file is valid by the strict schema.

What comes back may be XLIFF of any tool: 1.0 to 1.2, with `bpt`, `ept`, `ph` and `it`, with SDL's and memoQ's own
states, with or without `mrk`. Its finished pairs can be remembered as well.
"""

from pubpipe.exchange.xliff._read import read, read_memory
from pubpipe.exchange.xliff._write import write

SUFFIXES = (".xlf", ".xliff", ".sdlxliff", ".mqxliff")

__all__ = ["SUFFIXES", "read", "read_memory", "write"]
