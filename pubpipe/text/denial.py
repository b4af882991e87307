"""Denials of an English sentence: not, never, without, unless; which of them a translation has to keep.

Some deny so lightly that Chinese may say them without denying: not only, no more than, whether or not.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache

from pubpipe.model import Span


class Sort(StrEnum):
    """What a denial asks of its translation: to deny, to deny or to say 除非, or nothing, for it denies lightly."""

    STRONG = "strong"
    UNLESS = "unless"
    LIGHT = "light"


@dataclass(frozen=True, slots=True)
class Denial:
    """An English denial: its words, in small letters, where they stand."""

    span: Span
    text: str
    sort: Sort


_LIGHT = (
    r"(?:not|n't)\s+(?:only|just|merely|simply|solely|to\s+mention|at\s+least|even|unlike|uncommon|unusual|least|until|before)",
    r"(?:not|n't)\s+(?:so\s+much|(?:be\s+)?(?:limited|surprising\w*|sure|exactly)|(?:as|so)\s+\w+\s+as)",
    r"no\s+(?:matter|doubt|question|reason|harm|choice|less|more\s+than|less\s+than|fewer\s+than|later\s+than|earlier\s+than|sooner|wonder)",
    r"(?:no|not)\s+(?:greater|larger|smaller|longer|shorter|higher|lower|older|younger|earlier|later|more|less|fewer)\s+than",
    r"(?:no|not)\s+(?:problem|later|better|worse|different|difference|surprise\w*|notic\w+)",
    r"not\s+(?:to\s+)?exceed(?:ing)?|not\s+(?:at\s+all\s+)?(?:un(?!der|it|til|iq)|ir|il|dis(?!k|pl))\w+",
    r"(?:whether|why|or|than|as)\s+not|or\s+(?:may|might|is|are|was|were|does|do|did|has|have|can)(?:\s+not|n't)",
    r"whether\s[^.;]{0,90}?\bnot|(?:if|when)\s+not\s*(?=[,.;)])|if\s+not\s+(?:all|more|most|hundreds|thousands|millions)|not\s+bad|nothing\s+(?:stop|prevent)\w*|but\s+not\s+required",
    r"(?:not|n't|cannot|never|no\s+one|nobody)\b[^.;:,]{0,60}?\b(?:until|unless|without|only|just|merely|solely|enough"
    r"|hesitate|forg[eo]t\w*|matter|mind|worry|help|fail|miss|afraid|wait|before|more\s+than|alone|nor|less|at\s+least|lose"
    r"|ignore|except\s+(?:from|in|by|for|when|if|as))",
    r"(?:cannot|can't)\s+(?:but|help)|nothing\s+(?:but|more|less|else|new|special)|none\s+other|no\s+one\s+but",
    r"all-or-nothing|no\s+more\s+effort|nor|without\s+(?:any\s+|a\s+)?(?:doubt|worry\w*)|(?:with|or|and)\s+without"
    r"|many,\s+if\s+not|not\s+that(?=\s+\w+\s+\w+\s+must)|due\s+to\s[^.,;]{0,60}?\bnot\s+being|n't(?=\s+(?:is|are|was|were)\b)|never\s+fail\w*|not(?=\s*\Z)"
    r"|(?:not|n't)\s+(?:be\s+)?(?:expired|outdated|out\s+of|always|necessarily|clear|muted)|is\s+not\s+clear",
    r"(?:do|does|did|is|are|was|were|has|have|can|could|will|would)(?:n't|\s+not)(?=\s*(?:[,.;:)]|\Z))",
    r"(?:is|are|was|were|does|do|did|has|have|can|could|would|should|will|wo|ca)n't\s+(?:it|they|you|he|she|we|there|that|this|these|those)\b",
    r"no\b[^.;,]{0,80}?\buntil",
)
_NUMBERED = r"(?!\.\s*[\d\ufffc]|\.\s+of|-|,|\s*\))"
"""What does not stand behind no where it denies: No. 5."""

_STRONG = (
    r"\b(?:cannot|(?<!-)not(?!-)|never|without|neither|none(?!:)|nobody|nothing|nowhere"
    rf"|no{_NUMBERED})\b|(?<=\w)n't\b"
)
_BEGINS = r"(?:\b(?=n[eo']|c[ao]|w[aehio]|or|th|a[lnrs]|i[fs]|bu|ma|d[iou]|ha|un|sh)|(?<=\w)(?=n't))"
"""What every denial begins with, light or strong: at other places nothing is tried."""

_DENIES = re.compile(
    rf"n(?:(?<!\w.)(?:(?<!-.)ot(?!-)|ever|either|one(?!:)|obody|othing|owhere|o{_NUMBERED})\b"
    r"|(?<=\w.)'t\b)|c(?<!\w.)annot\b|w(?<!\w.)ithout\b|u(?<!\w.)nless\b"
)
"""Any strong denial or unless; begins with letters, so that the rest is passed over fast."""

_NAMED = re.compile(
    r"\b(?:No|Not|Do\s+Not|Never)\s+(?=[A-Z])[A-Z]\w+(?:\s+[A-Z]\w+)*(?<!\.)|\bNone\b(?!\s+of)"
    r"|\"[^\"]{0,60}\"|“[^“”]{0,60}”|(?<!\w)'[^']{0,80}'(?!\w)"
    r"|(?<!\w)--?[\w-]+|\b\w+_\w+|\b[A-Z]{3,}(?:\s+[A-Z]{2,})*\b|!=|\bno-\w+|\bnon-\w+"
)
_NAMED_OTHERWISE = re.compile(
    r"[A-Z\"“'!-](?:(?<=[DN])(?<!\w.)(?:(?<=D)o\s+Not|(?<=N)(?:o|ot|ever))\s+(?=[A-Z])[A-Z]\w+(?:\s+[A-Z]\w+)*(?<!\.)"
    r"|(?<=N)(?<!\w.)one\b(?!\s+of)|(?<=\")[^\"]{0,60}\"|(?<=“)[^“”]{0,60}”|(?<=')(?<!\w.)[^']{0,80}'(?!\w)"
    r"|(?<=-)(?<!\w.)-?[\w-]+|(?<=[A-Z])(?<!\w.)[A-Z]{2,}(?:\s+[A-Z]{2,})*\b|(?<=!)=)"
)
"""The same for texts without _, no- and non-."""


def denies(text: str) -> bool:
    """Whether any word of an English text may deny: cheap, and true more often than anything is denied."""
    return _DENIES.search(text.lower().replace("’", "'")) is not None


@lru_cache(maxsize=1024)
def denials(text: str) -> tuple[Denial, ...]:
    """What an English sentence denies, in order; words within quotation marks, names and options deny nothing."""
    if not denies(text):
        return ()
    straight = text.replace("’", "'")
    names = _NAMED if "_" in text or "no-" in text or "non-" in text else _NAMED_OTHERWISE
    said = plain(names.sub(_blank, straight))
    return tuple(Denial(found.span(), found[0], Sort(found.lastgroup or "")) for found in _english().finditer(said))


def plain(text: str) -> str:
    """The text in small letters with straight apostrophes, as long as it was."""
    small = text.lower().replace("’", "'")
    return small if len(small) == len(text) else text.replace("’", "'")


@lru_cache(maxsize=1024)
def undenied(text: str) -> str:
    """A text in small letters, as long as it was, without the words that deny."""
    return _denied().sub(_blank, plain(text))


def _blank(found: re.Match[str]) -> str:
    return " " * len(found[0])


@cache
def _english() -> re.Pattern[str]:
    return re.compile(rf"{_BEGINS}(?:(?P<light>{_lightly()})|(?P<unless>\bunless\b)|(?P<strong>{_STRONG}))")


@cache
def _denied() -> re.Pattern[str]:
    return re.compile(f"{_BEGINS}(?:{_lightly()}|{_STRONG})")


def _lightly() -> str:
    """A denial that may be said without denying; it begins where a strong one could."""
    return rf"(?:\b|(?<=\w)(?=n't))(?:{'|'.join(_LIGHT)})(?!\w)|(?<=\w)n't\s+yet\b"
