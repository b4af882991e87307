"""The glossary: concepts and their terms, recognised in English, verified in Chinese.

read_csv, write_csv      the file, one row a term
find, add, edit, approve, remove      pure functions from glossary to glossary
acronym, first_mention      how a concept is shortened, and how a book first names it
recognise, recognised, terms_of
                         which terms an English content holds
verify                   whether a Chinese content renders them
verify_glossary          whether the glossary itself is sound
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pubpipe.glossary.acronyms import acronym, first_mention
    from pubpipe.glossary.boundary import Standing
    from pubpipe.glossary.keeping import kept, unkept
    from pubpipe.glossary.recognition import Decision, Hit, decisions, recognise, recognised, terms_of
    from pubpipe.glossary.soundness import Flaw, verify_glossary
    from pubpipe.glossary.store import Glossary, add, approve, combine, edit, find, language_of, of_book, remove
    from pubpipe.glossary.table import COLUMNS, read_csv, write_csv
    from pubpipe.glossary.verification import Kind, Verdict, verify

__all__ = [
    "COLUMNS",
    "Decision",
    "Flaw",
    "Glossary",
    "Hit",
    "Kind",
    "Standing",
    "Verdict",
    "acronym",
    "add",
    "approve",
    "combine",
    "decisions",
    "edit",
    "find",
    "first_mention",
    "kept",
    "language_of",
    "of_book",
    "read_csv",
    "recognise",
    "recognised",
    "remove",
    "terms_of",
    "unkept",
    "verify",
    "verify_glossary",
    "write_csv",
]

_WHERE = {
    **dict.fromkeys(("kept", "unkept"), "keeping"),
    **dict.fromkeys(("acronym", "first_mention"), "acronyms"),
    "Standing": "boundary",
    **dict.fromkeys(("Decision", "Hit", "decisions", "recognise", "recognised", "terms_of"), "recognition"),
    **dict.fromkeys(("Flaw", "verify_glossary"), "soundness"),
    **dict.fromkeys(
        ("Glossary", "add", "approve", "combine", "edit", "find", "language_of", "of_book", "remove"), "store"
    ),
    **dict.fromkeys(("COLUMNS", "read_csv", "write_csv"), "table"),
    **dict.fromkeys(("Kind", "Verdict", "verify"), "verification"),
}


def __getattr__(name: str) -> Any:
    """What is offered here is imported when it is first used: to recognise terms is not to verify them."""
    if name not in _WHERE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = globals()[name] = getattr(import_module(f"{__name__}.{_WHERE[name]}"), name)
    return found
