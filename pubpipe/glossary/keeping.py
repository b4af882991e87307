"""A glossary as bytes, to be kept from one command to the next: read again in half the time its table takes."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import MISSING, fields
from datetime import date
from typing import Any

from pubpipe.glossary.store import Glossary
from pubpipe.model import Concept, NameKind, Status, Term

_USUAL = {of: {each.name: each.default for each in fields(of) if each.default is not MISSING} for of in (Term, Concept)}
"""The fields that may be left out, with what they then are."""
_DATES = ("valid_from", "valid_to", "approved_on")
_STATUS = {str(each): each for each in Status}


def kept(glossary: Glossary) -> bytes:
    """The glossary as bytes: of each concept and term what is not as usual."""
    concepts = [
        (concept.id, [(term.text, term.language, term.status, _said(term)) for term in concept.terms], _said(concept))
        for concept in glossary.concepts
    ]
    told = (glossary.columns, glossary.notices, concepts)
    return json.dumps(told, ensure_ascii=False, default=date.isoformat).encode()


def unkept(data: bytes) -> Glossary:
    """The glossary whose `kept` these bytes are. Raises ValueError, KeyError or TypeError for bytes that are not."""
    columns, notices, concepts = json.loads(data)
    found = tuple(
        Concept(
            identity,
            tuple(Term(text, language, _STATUS[status], **_read(more)) for text, language, status, more in terms),
            **_read(more),
        )
        for identity, terms, more in concepts
    )
    return Glossary(found, tuple(columns), tuple(notices), ordered=True)


def _said(entry: Term | Concept) -> dict[str, Any]:
    told = ((name, getattr(entry, name), usual) for name, usual in _USUAL[type(entry)].items() if name != "status")
    return {name: said for name, said, usual in told if said != usual}


def _read(told: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _value(name, said) for name, said in told.items()} if told else {}


def _value(name: str, said: Any) -> Any:
    if isinstance(said, list):
        return tuple(map(tuple, said)) if name == "extra" else tuple(said)
    if name in _DATES:
        return date.fromisoformat(said)
    return NameKind(said) if name == "kind" else said
