"""Orders and permissions: must, may; 必须, 可以."""

from __future__ import annotations

from collections.abc import Iterator

from pubpipe.checks import MAJOR, Context, check
from pubpipe.checks._prose import standing
from pubpipe.messages import _
from pubpipe.model import Issue, Segment, text
from pubpipe.text.orders import turned, turns
from pubpipe.text.pairing import sentences


@check("accuracy/mistranslation", severity=MAJOR, signs="可权必务得")
def modality(segment: Segment, context: Context) -> Iterator[Issue]:
    """What must be done in the source must be done in the target, and what may be done may: 应当 is not 可以.

    Seen only where one side has too few words of that force and the other too many, sentence by sentence.
    """
    if not turns(text(segment.target)):
        return
    target, places = standing(segment.target)
    for _begin, english, start, chinese in sentences(standing(segment.source)[0], target):
        for each in turned(english, chinese):
            first, end = (start + edge for edge in each.target)
            message = _("the source says {source}, the target {target}").format(
                source=english[slice(*each.source)], target=chinese[slice(*each.target)]
            )
            yield Issue(message, (places[first], places[end]))
