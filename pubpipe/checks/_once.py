"""What many checks ask of the same text, one after another, is worked out once."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

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
