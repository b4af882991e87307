"""Entries of catalogs."""

from __future__ import annotations

from pubpipe.model.values import value


@value
class Entry:
    """A PO entry as a value; `source` and `target` hold codes as text (`<b1>`)."""

    source: str
    target: str = ""
    context: str = ""
    previous: str = ""
    previous_context: str = ""
    flags: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    comment: str = ""
    notes: tuple[str, ...] = ()
    obsolete: bool = False

    @property
    def fuzzy(self) -> bool:
        """Whether a person must look at it: offered, or its source has changed."""
        return "fuzzy" in self.flags
