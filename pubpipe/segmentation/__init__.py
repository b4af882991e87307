"""Sentences of a unit, and joining them again.

Rules are SRX 2.0; `rules.srx` beside this file is ours for English and Chinese. Formats know nothing of sentences, the
catalog sees only segments: `segment` or `paragraph` on the way out, `join` on the way back.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pubpipe.segmentation.cutting import kept, paragraph, segment, sentences, visible
    from pubpipe.segmentation.joining import join
    from pubpipe.segmentation.rules import Rule, Rules, default_rules, read_rules

__all__ = [
    "Rule",
    "Rules",
    "default_rules",
    "join",
    "kept",
    "paragraph",
    "read_rules",
    "segment",
    "sentences",
    "visible",
]

_WHERE = {
    **dict.fromkeys(("kept", "paragraph", "segment", "sentences", "visible"), "cutting"),
    "join": "joining",
    **dict.fromkeys(("Rule", "Rules", "default_rules", "read_rules"), "rules"),
}


def __getattr__(name: str) -> Any:
    """What is offered here is imported when it is first used: most units are joined, not cut."""
    if name not in _WHERE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = globals()[name] = getattr(import_module(f"{__name__}.{_WHERE[name]}"), name)
    return found
