"""The characters a check cannot do without, where they are many."""

from __future__ import annotations

from collections.abc import Iterator


def between(*edges: str) -> Iterator[str]:
    """The characters of ranges, each given as its first and last character: `between("az", "09")`."""
    for edge in edges:
        yield from map(chr, range(ord(edge[0]), ord(edge[1]) + 1))
