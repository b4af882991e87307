"""The extracted comments, `#.`: exactly four kinds of line, all ours.

    #. paragraph, section 2.1, sentence 2 of 4
    #. codes: <c1/> SF-1449; <fld1/> 12
    #. terms: city manager 城市经理; council-manager form 议会—经理制
    #. offer 5d41402a: earlier text; changed: number 2024 → 2025; modality shall → may (应当 → 可以)

Of codes it tells those that show words which only the original has: protected text, fields, addresses. They are fixed
English, whatever language the program speaks, so that the same source gives the same file. The offer's
digest is that of the msgstr as it was offered: once a person changes the msgstr, the next extraction drops the line.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable

from pubpipe.catalog.codes import encode
from pubpipe.model import Code, CodeKind, Content, Entry, codes

_OFFER = re.compile(r"offer ([0-9a-f]{8}): (.*)", re.DOTALL)
_CHANGED = "; changed: "


LONGEST = 60
"""Characters of what a code shows."""

_TELLING = frozenset({"c", "x", "fld", "a", "pg", "cit"})


def notes(where: str, source: Content = (), terms: Iterable[tuple[str, str]] = (), offer: str = "") -> tuple[str, ...]:
    """The lines of an entry, those that say something; `source` is the sentence with its codes."""
    known = "; ".join(dict.fromkeys(f"{_one_line(english)} {_one_line(chinese)}" for english, chinese in terms))
    told = "; ".join(f"{encode((code,), source)} {_shown(code)}" for code in codes(source) if _tells(code))
    return tuple(filter(None, [where, f"codes: {told}" if told else "", f"terms: {known}" if known else "", offer]))


def _tells(code: Code) -> bool:
    return code.kind is CodeKind.ALONE and code.type in _TELLING and any(map(str.isalnum, code.display))


def _shown(code: Code) -> str:
    line = _one_line(code.display)
    return line if len(line) <= LONGEST else f"{line[:LONGEST]}…"


def offer(target: str, origin: str) -> str:
    """The line that says where an offered target is from, as long as it stays as it was offered."""
    return f"offer {_digest(target)}: {_one_line(origin)}"


def explained(line: str, changed: str) -> str:
    """An offer line with what has changed since the text it was made for, instead of what it told of that before."""
    bare = line.partition(_CHANGED)[0]
    return f"{bare}; {changed}" if changed else bare


def offer_of(entry: Entry) -> str:
    """The offer line of an entry, if its target is still what was offered; otherwise ""."""
    for note in entry.notes:
        found = _OFFER.fullmatch(note)
        if found and found[1] == _digest(entry.target):
            return note
    return ""


def origin(entry: Entry) -> str:
    """Where the target of an entry was offered from; "" where a person has changed it since, or nobody offered it."""
    found = _OFFER.fullmatch(offer_of(entry))
    return found[2].partition(_CHANGED)[0] if found else ""


def _digest(target: str) -> str:
    return hashlib.sha256(target.encode()).hexdigest()[:8]


def _one_line(text: str) -> str:
    return " ".join(text.split())
