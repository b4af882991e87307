"""What is not finished."""

from __future__ import annotations

from collections.abc import Iterator

from pubpipe.checks import MINOR, Context, check
from pubpipe.messages import _
from pubpipe.model import Issue, Segment, State


@check("accuracy/untranslated", severity=MINOR, unfinished=True)
def untranslated(segment: Segment, context: Context) -> Iterator[Issue]:
    """Every segment has a translation, and none is marked fuzzy: offered, or outdated because the source changed.

    Minor, for this is work to do and no error; a release refuses it anyway.
    """
    if segment.state is State.UNTRANSLATED:
        yield Issue(_("not translated"))
    elif segment.state is State.FUZZY:
        yield Issue(_("fuzzy: the source changed, or this is only an offer"))
