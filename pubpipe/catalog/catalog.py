"""The catalog as a value: a header and entries."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from pubpipe.model import Entry

Key: TypeAlias = tuple[str, str]
"""What tells entries apart: context and source."""


@dataclass(frozen=True, slots=True)
class Catalog:
    """A PO file as a value: what stands in it, not how it is wrapped.

    `header` are the fields of its first entry, `comment` what a person wrote above it. `charset` is how the file was
    read; it is always written in UTF-8.
    """

    entries: tuple[Entry, ...] = ()
    header: Mapping[str, str] = field(default_factory=dict)
    comment: str = ""
    charset: str = field(default="utf-8", compare=False)

    @property
    def segmentation(self) -> str:
        """How it was cut: "sentence", "paragraph", or "" if the header does not say."""
        return self.header.get("X-Pubpipe-Segmentation", "")

    @property
    def file(self) -> str:
        """The source file's name as addresses give it, or "" if the header does not say."""
        return self.header.get("X-Pubpipe-Source", "")

    @property
    def live(self) -> tuple[Entry, ...]:
        """The entries whose source still stands in the document."""
        return tuple(entry for entry in self.entries if not entry.obsolete)

    @property
    def obsolete(self) -> tuple[Entry, ...]:
        """The entries kept although their source has gone."""
        return tuple(entry for entry in self.entries if entry.obsolete)


def key(entry: Entry) -> Key:
    """What tells this entry from the others."""
    return entry.context, entry.source
