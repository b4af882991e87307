"""At least and at most, and what holds only for some."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pubpipe.checks import MAJOR, MINOR, Context, check
from pubpipe.checks._prose import has_han, standing
from pubpipe.messages import _
from pubpipe.model import Issue, Segment, text
from pubpipe.text.denial import plain
from pubpipe.text.pairing import sentences

_LEAST = re.compile(
    r"\b(?:at\s+(?:the\s+)?least|at\s+a\s+minimum|a\s+minimum\s+of|(?:no|not)\s+(?:less|fewer|lower|smaller|shorter"
    r"|earlier|sooner)\s+than|or\s+(?:more|greater|higher|longer|later|older))\b"
)
_MOST = re.compile(
    r"\b(?:at\s+(?:the\s+)?most|at\s+a\s+maximum|a\s+maximum\s+of|(?:no|not)\s+(?:more|greater|higher|larger|longer"
    r"|later)\s+than|up\s+to|not\s+(?:to\s+)?exceed(?:ing)?|or\s+(?:less|fewer|lower|younger|earlier)|within)\b"
)
_SAYS_LEAST = re.compile(r"\b(?:less|fewer|lower|smaller|shorter|younger|below|under|minim\w+|least|before|earlier)\b")
_SAYS_MOST = re.compile(
    r"\b(?:more|greater|higher|larger|longer|older|above|over|exceed\w*|maxim\w+|most|beyond|only|limit\w*|until|latest"
    r"|up|after|later|first|high\w*)\b"
)
_AT_LEAST = re.compile(r"至少|最少|起码|不少于|不低于|不小于|不早于|不短于")
_AT_MOST = re.compile(r"至多|最多|不[得能会]?超过|不多于|不大于|不高于|不晚于|不迟于|不长于")
_ONLY = re.compile(
    r"(?<!not )(?<!n't )(?<!cannot )(?<!if )(?<!but )(?<!-)\bonly\b(?!-)"
    r"(?!\s+(?:when|if|after|once|until|recently|because|just|those|the|to)\b)"
)
_SAYS_ONLY = re.compile(r"[只仅唯才专单就限独除纯外局全净光]|而已|不过|少数|最多|\bonly\b|必须|非|不|没|无|未")
_BOUND = re.compile(f"{_AT_LEAST.pattern}|{_AT_MOST.pattern}")


@check("accuracy/mistranslation", severity=MAJOR)
def quantifiers(segment: Segment, context: Context) -> Iterator[Issue]:
    """At least is not at most, and what the source says of some only, the target does not say of all: 只, 仅.

    At least against at most is major; an "only" for which nothing stands in the Chinese is minor.
    """
    if "nly" not in text(segment.source) and not _BOUND.search(text(segment.target)):
        return
    target, places = standing(segment.target)
    for _begin, english, start, chinese in sentences(standing(segment.source)[0], target):
        said = plain(english)
        turned = _turned(said, chinese)
        if turned:
            source, (first, end) = turned
            message = _("the source says {source}, the target {target}")
            issue = message.format(source=english[slice(*source)], target=chinese[first:end])
            yield Issue(issue, (places[start + first], places[start + end]))
        only = _ONLY.search(said)
        if only and has_han(chinese) and not _SAYS_ONLY.search(chinese):
            message = _("the source says {source}, the target nothing of the kind")
            issue = message.format(source=english[slice(*only.span())])
            yield Issue(issue, (places[start], places[start + len(chinese.rstrip())]), severity=MINOR)


def _turned(english: str, chinese: str) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """The English bound and the Chinese one that says the opposite, where nothing else explains it."""
    least, most = _AT_LEAST.search(chinese), _AT_MOST.search(chinese)
    if bool(least) == bool(most):
        return None
    given = least or most
    assert given is not None
    bound, other, explained = (_MOST, _LEAST, _SAYS_LEAST) if least else (_LEAST, _MOST, _SAYS_MOST)
    wanted = bound.search(english)
    if not wanted or other.search(english) or explained.search(english):
        return None
    return wanted.span(), given.span()
