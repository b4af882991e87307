"""Terms, as the glossary says."""

from __future__ import annotations

from collections.abc import Iterator

from pubpipe.checks import MAJOR, MINOR, NEUTRAL, Context, check
from pubpipe.checks._terms import verdicts
from pubpipe.messages import _
from pubpipe.model import Issue, Segment, text

_SEVERITIES = {"superseded": MINOR, "admitted": NEUTRAL, "alias": NEUTRAL, "near": NEUTRAL, "doubt": NEUTRAL}
_NOTES = ("admitted", "alias", "near", "doubt")


@check("terminology/inconsistent-with-termbase", severity=MAJOR, wants=lambda context: context.glossary)
def glossary(segment: Segment, context: Context) -> Iterator[Issue]:
    """Every term of the source stands in the target as the glossary renders it, and none in a forbidden form.

    A missing term is minor where another sentence of the paragraph has it, for Chinese need not repeat it. A superseded
    form is minor, too; admitted and short forms, doubts, and terms misspelt in the source are notes.
    """
    from pubpipe.glossary import Kind

    for verdict in verdicts(segment, context):
        if verdict.kind is Kind.OK:
            continue
        message, severity = verdict.reason, _SEVERITIES.get(verdict.kind.value)
        if verdict.kind is Kind.MISSING:
            others = [each for each in context.unit if each.place != segment.place]
            implied = any(form in text(each.target) for each in others for form in verdict.expected)
            severity = MINOR if implied else None
            message = _("{reason}, which the paragraph has elsewhere").format(reason=message) if implied else message
        better = verdict.expected[0] if verdict.expected and verdict.kind.value not in _NOTES else ""
        yield Issue(message, verdict.span, better, concept=verdict.concept.id, severity=severity)
