"""Sentences of a unit, and joining them again.

Rules are SRX 2.0; `rules.srx` beside this file is ours for English and Chinese. Formats know nothing of sentences, the
catalog sees only segments: `segment` or `paragraph` on the way out, `join` on the way back.
"""

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
