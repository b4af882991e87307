"""The extracted comments, `#.`: exactly three kinds of line, all ours.

    #. paragraph, section 2.1, sentence 2 of 4
    #. terms: city manager 城市经理; council-manager form 议会—经理制
    #. offer 5d41402a: exact, from city-management/01 Forms.docx:1/p2

They are fixed English, whatever language the program speaks, so that the same source gives the same file. The offer's
digest is that of the msgstr as it was offered: once a person changes the msgstr, the next extraction drops the line.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable

from pubpipe.model import Entry

_OFFER = re.compile(r"offer ([0-9a-f]{8}): (.*)", re.DOTALL)


def notes(where: str, terms: Iterable[tuple[str, str]] = (), offer: str = "") -> tuple[str, ...]:
    """The lines of an entry, those that say something."""
    known = "; ".join(dict.fromkeys(f"{_one_line(english)} {_one_line(chinese)}" for english, chinese in terms))
    return tuple(filter(None, [where, f"terms: {known}" if known else "", offer]))


def offer(target: str, origin: str) -> str:
    """The line that says where an offered target is from, as long as it stays as it was offered."""
    return f"offer {_digest(target)}: {_one_line(origin)}"


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
    return found[2] if found else ""


def _digest(target: str) -> str:
    return hashlib.sha256(target.encode()).hexdigest()[:8]


def _one_line(text: str) -> str:
    return " ".join(text.split())
