"""The settings of assembling and of an edition, as book.toml gives them under `[assembly]` and under its name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pubpipe.books._numbering import SCHEMES
from pubpipe.errors import Misused
from pubpipe.messages import _
from pubpipe.model import Book

ASSEMBLY: Mapping[str, tuple[str, ...]] = {
    "leaves": ("yes", "no"),
    "pages": ("yes", "no"),
    "numbering": tuple(SCHEMES),
    "glossary": ("yes", "no"),
    "names": ("yes", "no"),
    "index": ("no", "yes", "original"),
    "figures": ("no", "yes"),
    "choices": ("source", "capitals"),
    "first_mention": ("no", "names", "terms"),
    "mention_in": ("book", "chapter"),
    "references": ("source", "2025", "2015"),
    "citations": ("numeric", "author-date"),
    "references_in": ("book", "chapter"),
    "units": ("no", "first", "every"),
    "ruby": ("no", "names", "rare"),
}
"""The settings of assembling, each with the values it knows, its default first; none where any will do."""


BIBLIOGRAPHIES: Mapping[str, str] = {
    ".json": "",
    ".bib": "biblatex",
    ".bibtex": "bibtex",
    ".ris": "ris",
    ".yaml": "markdown",
    ".yml": "markdown",
}
"""What the name of a bibliography may end in, and pandoc's reader for each; CSL-JSON needs none."""


def assembly(book: Book, key: str) -> str:
    """A setting of assembling: the book's, or its default. `leaves` are title page, copyright page and contents."""
    return dict(book.assembly).get(key) or ASSEMBLY[key][0]


def references(book: Book) -> str:
    """The year of GB/T 7714 the book's references are written by, or source: as its files have them.

    A book with a bibliography follows the one in force unless it says so.
    """
    return dict(book.assembly).get("references") or ("2025" if book.bibliography else ASSEMBLY["references"][0])


def settled(edition: str, given: Mapping[str, str], known: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """All settings of an edition: as given, else the first value each knows; one that knows none takes any.

    Raises Misused for a setting or a value nobody knows, naming what is known.
    """
    for key, value in given.items():
        if key not in known:
            raise Misused(_unknown(edition, key, list(known)))
        if known[key] and value not in known[key]:
            choices = ", ".join(f'"{choice}"' for choice in known[key])
            message = _("editions.{edition}: {key} must be one of {choices}: {value}")
            raise Misused(message.format(edition=edition, key=key, choices=choices, value=value))
    return {key: (values[0] if values else "") for key, values in known.items()} | dict(given)


def _unknown(edition: str, key: str, known: list[str]) -> str:
    import difflib

    near = difflib.get_close_matches(key, known, n=1, cutoff=0.4)
    if near:
        message = _("editions.{edition}: unknown key: {key} (nearest: {near}; known: {known})")
        return message.format(edition=edition, key=key, near=near[0], known=", ".join(known))
    return _("editions.{edition}: unknown key: {key} (known: {known})").format(
        edition=edition, key=key, known=", ".join(known)
    )
