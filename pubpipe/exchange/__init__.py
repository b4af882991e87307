"""Work that leaves the house and comes back: XLIFF, TMX, PO, tables, jobs. One file a format.

A format that carries the work of a chapter to a translator's tool and back offers

    write(sheets, options) -> bytes           what is to be translated, with all a translator should see
    read(data) -> Iterator[Returned]          what came back, whoever wrote the file

one that makes a whole project for a tool instead offers

    write_folder(sheets, options) -> Iterator[(path, bytes)]

and one that carries a memory from one house to another

    write_memory(units) -> Iterator[bytes]    piece by piece, so that a million units need not be held
    read_memory(source, left_out) -> Iterator[TranslationUnit]

and one that carries terms

    write_terms(glossary, style) -> bytes     in one of its STYLES, where it has several
    read_terms(data, mapping) -> Glossary     `mapping` names the columns of a table whose headings are unknown

`SUFFIXES` names its files, `WRITTEN` those that are written where not all are. `take` puts what came back into the
catalogs.

All texts hold their codes as PO files do (`<b1>`); a format writes them as its own inline elements.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import IO, Protocol, cast, runtime_checkable

from pubpipe.errors import Misused
from pubpipe.exchange._base import base
from pubpipe.exchange._concepts import identity
from pubpipe.exchange._taking import CONFIRMED, EMPTY, FUZZY, SAME, TAKEN, Taken, Trouble, take
from pubpipe.exchange._values import Options, Returned, Sentence, Sheet
from pubpipe.glossary import Glossary
from pubpipe.messages import _
from pubpipe.model import TranslationUnit
from pubpipe.registry import offers

__all__ = [
    "CONFIRMED",
    "EMPTY",
    "FUZZY",
    "SAME",
    "TAKEN",
    "Folder",
    "Memories",
    "Options",
    "Returned",
    "Sentence",
    "Sheet",
    "Taken",
    "Terms",
    "Trouble",
    "Work",
    "base",
    "identity",
    "memories_of",
    "names",
    "styles",
    "take",
    "terms",
    "terms_of",
    "work",
    "work_of",
]


@runtime_checkable
class Work(Protocol):
    """A format that carries work out and back."""

    SUFFIXES: tuple[str, ...]

    def write(self, sheets: Sequence[Sheet], options: Options) -> bytes:
        """The file for a translator's tool."""

    def read(self, data: bytes) -> Iterator[Returned]:
        """What came back. Raises Unreadable; the caller names the file."""


@runtime_checkable
class Folder(Protocol):
    """A format that is a folder: a project of another tool."""

    def write_folder(self, sheets: Sequence[Sheet], options: Options) -> Iterator[tuple[str, bytes]]:
        """Its files by their path in it; a path that ends with `/` is an empty folder."""


@runtime_checkable
class Memories(Protocol):
    """A format that carries memories in, and perhaps out (`write_memory`)."""

    SUFFIXES: tuple[str, ...]

    def read_memory(self, source: IO[bytes], left_out: Counter[str] | None = None) -> Iterator[TranslationUnit]:
        """The pairs of a file, as they stand in it; `left_out` counts, by reason, what was not taken.

        The stream can be read again from its beginning. Raises Unreadable; the caller names the file.
        """


@runtime_checkable
class Terms(Protocol):
    """A format that carries terms out and in.

    `recognises(data)` may tell its files from others of the same suffix.
    """

    SUFFIXES: tuple[str, ...]
    STYLES: tuple[str, ...]

    def write_terms(self, glossary: Glossary, style: str = "") -> bytes:
        """The glossary as a file, in a style of the format or in its first. Raises Misused for what it cannot hold."""

    def read_terms(self, data: bytes, mapping: Mapping[str, str]) -> Glossary:
        """The glossary of a file. Raises Unreadable and Misused with places; the caller names the file."""


def work(name: str) -> Work | Folder:
    """A format for work by its name. Raises Misused, naming those there are."""
    known = {each: offers("exchange")[each] for each in (*names(Folder), *names(Work))}
    if name not in known:
        message = _("no such exchange format: {format}; known are {known}")
        raise Misused(message.format(format=name, known=", ".join(sorted(known))))
    return cast(Work | Folder, known[name])


def work_of(filename: str) -> Work:
    """The format of a file that came back, by its suffix. Raises Misused for an unknown one."""
    return cast(Work, _of(filename, Work))


def memories_of(filename: str) -> Memories:
    """The format of a memory, by its suffix. Raises Misused for an unknown one."""
    return cast(Memories, _of(filename, Memories))


def styles() -> dict[str, tuple[Terms, str]]:
    """The formats for terms by name, with each style of those that have several: `tbx`, `tbx-dct` …"""
    found: dict[str, tuple[Terms, str]] = {}
    for name in names(Terms):
        module = cast(Terms, offers("exchange")[name])
        found[name] = module, ""
        found |= {f"{name}-{style}": (module, style) for style in module.STYLES}
    return found


def terms(name: str) -> tuple[Terms, str]:
    """A format for terms and its style, by name. Raises Misused, naming those there are."""
    if name not in styles():
        message = _("no such exchange format: {format}; known are {known}")
        raise Misused(message.format(format=name, known=", ".join(sorted(styles()))))
    return styles()[name]


def terms_of(filename: str, data: bytes = b"") -> Terms:
    """The format of a file of terms, by its suffix and, where several have it, by its content.

    Raises Misused for an unknown suffix.
    """
    usual = None
    for name in names(Terms):
        module = cast(Terms, offers("exchange")[name])
        recognises = getattr(module, "recognises", None)
        if not filename.lower().endswith(module.SUFFIXES):
            continue
        if recognises and recognises(data):
            return module
        usual = usual or (None if recognises else module)
    return usual or cast(Terms, _of(filename, Terms))


def names(kind: type) -> list[str]:
    """The names of the formats of a kind: `Work`, `Folder`, `Memories` or `Terms`."""
    return [name for name, module in offers("exchange").items() if isinstance(module, kind)]


def _of(filename: str, kind: type) -> object:
    formats = [offers("exchange")[name] for name in names(kind)]
    known = {suffix: module for module in formats for suffix in cast(tuple[str, ...], module.SUFFIXES)}
    for suffix, module in known.items():
        if filename.lower().endswith(suffix):
            return module
    suffixes = ", ".join(known)
    raise Misused(_("{file}: unknown suffix; known are {known}").format(file=filename, known=suffixes))
