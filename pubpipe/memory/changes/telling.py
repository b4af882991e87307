"""Changes in words: one line for a PO file, a sentence for people."""

from __future__ import annotations

from collections.abc import Sequence

from pubpipe.memory.changes.change import Change, Kind
from pubpipe.messages import _

LONGEST = 60
"""Characters of a changed text that are shown."""


def brief(changes: Sequence[Change]) -> str:
    """The changes in one line of fixed English, each with its Chinese where that is known; "" for none.

    "changed: number 2024 → 2025; modality shall → may (应当 → 可以)"
    """
    return f"changed: {'; '.join(dict.fromkeys(map(_one, changes)))}" if changes else ""


def _one(change: Change) -> str:
    if change.kind is Kind.COSMETIC:
        return f"cosmetic ({change.detail})"
    if change.detail == "moved":
        return f"wording, other order ({_short(change.now)})"
    if change.kind in (Kind.ADDED, Kind.REMOVED):
        held = f", with {change.detail}" if change.detail else ""
        return f"{change.kind} “{_short(change.now or change.was)}”{held}"
    return f"{change.kind} {_difference(change)}{_chinese(change)}"


def told(change: Change) -> str:
    """A change and what it means for the translation, in the user's language."""
    if change.kind is Kind.COSMETIC:
        return _("{kind}: {detail}. The translation may stay as it is.").format(
            kind=_(str(change.kind)), detail=_(change.detail)
        )
    if change.kind in (Kind.ADDED, Kind.REMOVED):
        held = _(" It says: {detail}.").format(detail=change.detail) if change.detail else ""
        shown = _short(change.now or change.was)
        return _("{kind}: {shown}.{held} {meaning}").format(
            kind=_(str(change.kind)), shown=shown, held=held, meaning=_(_MEANING[change.kind])
        )
    return _("{kind}: {difference}{chinese}. {meaning}").format(
        kind=_(str(change.kind)),
        difference=_difference(change),
        chinese=_chinese(change),
        meaning=_("The order of the sentence changed; read it again.")
        if change.detail == "moved"
        else _(_MEANING[change.kind]),
    )


_MEANING = {
    Kind.NEGATION: "What was affirmed is denied now, or the other way round.",
    Kind.MODALITY: "What is ordered, permitted or advised has changed; the Chinese modal changes with it.",
    Kind.NUMBER: "The figure has another value; the Chinese must say the new one.",
    Kind.DATE: "The date or time is another; the Chinese must say the new one.",
    Kind.QUANTIFIER: "How many, how much or how often has changed.",
    Kind.SCOPE: "To whom or to what it applies has changed.",
    Kind.TERM: "Another term stands here; use its approved Chinese.",
    Kind.NAME: "Another name stands here.",
    Kind.ADDED: "This is new and must be translated.",
    Kind.REMOVED: "This is gone and must go from the Chinese too.",
    Kind.WORDING: "It is worded otherwise; read whether the Chinese still says it.",
    Kind.PUNCTUATION: "Only marks changed; look whether the Chinese marks follow.",
    Kind.NOTATION: "The value is the same and is written otherwise.",
}


def _difference(change: Change) -> str:
    if change.was and change.now:
        return f"{_short(change.was)} → {_short(change.now)}"
    return f"+ {_short(change.now)}" if change.now else f"- {_short(change.was)}"


def _chinese(change: Change) -> str:
    was, now = change.chinese_was, change.chinese_now
    if change.kind in (Kind.NUMBER, Kind.DATE, Kind.NOTATION) and (not was or not now):
        return ""
    if (not was and not now) or (was == change.was and now == change.now):
        return ""
    if was == now:
        return f" ({now})" if now not in (change.was, change.now) else ""
    return f" ({was or '∅'} → {now or '∅'})"


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
