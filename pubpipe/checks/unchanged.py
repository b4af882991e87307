"""What was left in English as a whole."""

from __future__ import annotations

from collections.abc import Iterator

from pubpipe.checks import MAJOR, MINOR, Context, check
from pubpipe.checks._latin import is_reference, kept, ordinary, words
from pubpipe.checks._prose import has_han
from pubpipe.messages import _
from pubpipe.model import Issue, Segment, text


@check("accuracy/untranslated", severity=MAJOR)
def unchanged(segment: Segment, context: Context) -> Iterator[Issue]:
    """The target is Chinese, and not the English left standing.

    Numbers, addresses, acronyms, works in a list of references and words the glossary does not translate may stay.
    What may be a name is minor.
    """
    target = text(segment.target)
    if has_han(target) or is_reference(segment.source):
        return
    untouched = context.allowed | kept(context)
    english = [word.casefold() for word in words(text(segment.source))]
    left = [word for word in words(target) if word.casefold() in english and word.casefold() not in untouched]
    common = [word for word in left if ordinary(word, context)]
    if len(common) > 1:
        yield Issue(_("left in English"))
    elif common or len([word for word in left if word.istitle()]) > 1:
        yield Issue(_("left in English, if this is no name"), severity=MINOR)
