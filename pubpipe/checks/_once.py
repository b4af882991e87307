"""What many checks ask of the same text, one after another, is worked out once."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

LATELY = 1024
"""How much is remembered of what is asked of segments: more than of one block."""

Subject = TypeVar("Subject")
Answer = TypeVar("Answer")


def once(ask: Callable[[Subject], Answer]) -> Callable[[Subject], Answer]:
    """Remember the last answer of a function, for as long as it is asked of the very same object.

    The answer belongs to all who ask: nobody changes it.
    """
    last: tuple[Subject, Answer] | None = None

    @wraps(ask)
    def asked(subject: Subject) -> Answer:
        nonlocal last
        known = last
        if known is None or known[0] is not subject:
            known = last = (subject, ask(subject))
        return known[1]

    return asked


def lately(ask: Callable[[Subject], Answer]) -> Callable[[Subject], Answer]:
    """Remember the answers of a function to its latest thousand subjects, each as long as it is the very same object.

    Segments are checked in blocks: what is asked of one is asked again when the next check comes round.
    """
    known: dict[int, tuple[Subject, Answer]] = {}

    @wraps(ask)
    def asked(subject: Subject) -> Answer:
        found = known.get(id(subject))
        if found is None:
            if len(known) >= LATELY:
                known.clear()
            found = known[id(subject)] = (subject, ask(subject))
        return found[1]

    return asked
