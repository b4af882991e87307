"""Characters outside the national standard of characters for general use."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from pubpipe.checks import MINOR, Context, check
from pubpipe.messages import _
from pubpipe.model import Issue, Segment, text
from pubpipe.text.scripts import is_han
from pubpipe.text.standard import standard_characters
from pubpipe.text.traditional import traditional_characters


@check("locale-conventions/script", id="rare-characters", severity=MINOR)
def rare_characters(segment: Segment, context: Context) -> Iterator[Issue]:
    """A character outside 通用规范汉字表 and GB 2312 wants a look: a typing error, or a name no font may have."""
    target = text(segment.target)
    if not _beyond().search(target):
        return
    for position, character in enumerate(target):
        usual = character in standard_characters() or character in traditional_characters()
        if not usual and is_han(character):
            message = _("not a character of general use: {character}").format(character=character)
            yield Issue(message, (position, position + 1))


@cache
def _beyond() -> re.Pattern[str]:
    """Any character that is not of the standard."""
    return re.compile(f"[^{re.escape(''.join(sorted(standard_characters())))}]")
