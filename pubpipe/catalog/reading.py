"""PO entries as segments, read without their documents: what checks look at."""

from __future__ import annotations

from collections.abc import Iterable

from pubpipe.catalog.parsing import parse
from pubpipe.catalog.places import role_of
from pubpipe.model import Content, Entry, Segment, State


def segments(entries: Iterable[Entry]) -> list[Segment]:
    """The segments of a PO file, in its order, the reading order; a repeated sentence once, at its first place.

    Obsolete entries are left out. Codes carry the numbers they show; a split entry has the role it had before.
    """
    return [_segment(entry) for entry in entries if not entry.obsolete]


def _segment(entry: Entry) -> Segment:
    state = State.FUZZY if entry.fuzzy else State.TRANSLATED
    return Segment(
        source=_content(entry.source),
        target=_content(entry.target),
        role=(role_of(entry.context) if entry.context else "") or "paragraph",
        place=entry.places[0] if entry.places else "",
        state=state if entry.target.strip() else State.UNTRANSLATED,
        written=entry.target,
    )


def _content(text: str) -> Content:
    if "<" in text:
        return parse(text).content
    return (text,) if text else ()
