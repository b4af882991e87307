"""The words of the trade, as frozen values.

Everything that travels between rooms is one of these. Names follow XLIFF 2.1 (unit, segment, code), TMX (translation
unit), TBX / ISO 30042 (concept, term), MQM (issue) and gettext (entry). Nothing here reads a file or knows a format.

    inline        content: text with inline codes
    documents     units, segments, the ledger
    entries       what a catalog holds
    remembered    what was translated before, and what of it is offered
    concepts      concepts and their terms
    issues        what checks see
    books         a book, its chapters, people and editions
    values        what is made by the hundred thousand

Ask this package for a name, never its parts: a part is made when the first of its names is used, so that a command
that asks one question pays for few words.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pubpipe.model.books import Book, Chapter, Edition, Person
    from pubpipe.model.concepts import Concept, NameKind, Status, Term
    from pubpipe.model.documents import Account, Accounts, Document, Fate, Segment, State, Unit, Visible
    from pubpipe.model.entries import Entry
    from pubpipe.model.inline import TRANSPARENT, UNREAD, Code, CodeKind, Content, Span, codes, content, text
    from pubpipe.model.issues import Finding, Issue, Passage, Scope, Severity
    from pubpipe.model.remembered import Match, MatchKind, TranslationUnit
    from pubpipe.model.values import value

__all__ = [
    "SOURCE_LANGUAGE",
    "TARGET_LANGUAGE",
    "TRANSPARENT",
    "UNREAD",
    "Account",
    "Accounts",
    "Book",
    "Chapter",
    "Code",
    "CodeKind",
    "Concept",
    "Content",
    "Document",
    "Edition",
    "Entry",
    "Fate",
    "Finding",
    "Issue",
    "Match",
    "MatchKind",
    "NameKind",
    "Passage",
    "Person",
    "Scope",
    "Segment",
    "Severity",
    "Span",
    "State",
    "Status",
    "Term",
    "TranslationUnit",
    "Unit",
    "Visible",
    "codes",
    "content",
    "text",
    "value",
]

SOURCE_LANGUAGE = "en"
TARGET_LANGUAGE = "zh-Hans"

_PARTS = {
    "books": ("Book", "Chapter", "Edition", "Person"),
    "concepts": ("Concept", "NameKind", "Status", "Term"),
    "documents": ("Account", "Accounts", "Document", "Fate", "Segment", "State", "Unit", "Visible"),
    "entries": ("Entry",),
    "inline": ("TRANSPARENT", "UNREAD", "Code", "CodeKind", "Content", "Span", "codes", "content", "text"),
    "issues": ("Finding", "Issue", "Passage", "Scope", "Severity"),
    "remembered": ("Match", "MatchKind", "TranslationUnit"),
    "values": ("value",),
}
_WHERE = {name: part for part, names in _PARTS.items() for name in names}


def __getattr__(name: str) -> Any:
    """A word, from the part that makes it."""
    if name not in _WHERE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = globals()[name] = getattr(import_module(f"{__name__}.{_WHERE[name]}"), name)
    return found
