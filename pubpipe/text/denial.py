"""Whether a Chinese sentence still denies what its English denies.

Stricter than a count of negations: an English denial asks for any Chinese word that denies, also one that denies in
another way (除外, 避免, 难以, 只有 … 才); and a Chinese word that another English word explains (只 by only, 无效 by
invalid) answers no denial.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from pubpipe.model import Span
from pubpipe.text.denial_words import BORN, EXPLAINED


@dataclass(frozen=True, slots=True)
class Denial:
    """An English denial: its words where they stand; a light one may be said without denying."""

    span: Span
    text: str
    light: bool


_LIGHT = (
    r"(?:not|n't)\s+(?:only|just|merely|simply|solely|to\s+mention|at\s+least|even|unlike|uncommon|unusual|least|until|before)",
    r"(?:not|n't)\s+(?:so\s+much|(?:be\s+)?(?:limited|surprising\w*|sure|exactly))",
    r"no\s+(?:matter|doubt|less|more\s+than|less\s+than|fewer\s+than|later\s+than|earlier\s+than|sooner|wonder)",
    r"(?:no|not)\s+(?:greater|larger|smaller|longer|shorter|higher|lower|older|younger|earlier|later|more|less|fewer)\s+than",
    r"(?:no|not)\s+(?:problem|later|better|worse|different|difference|surprise\w*|notic\w+)",
    r"not\s+(?:to\s+)?exceed(?:ing)?|not\s+(?:at\s+all\s+)?(?:un(?!der|it|til|iq)|ir|il|dis(?!k|pl))\w+",
    r"(?:whether|why|or|than|as)\s+not|whether\s[^.;]{0,90}?\bnot|(?:if|when)\s+not\s*(?=[,.;)])|if\s+not\s+all",
    r"(?:not|n't|cannot)\b[^.;:,]{0,60}?\b(?:until|unless|without|only|enough|hesitate|forg[eo]t\w*|matter|mind"
    r"|worry|help|fail|miss|afraid|wait|before|more\s+than|alone|(?-i:nor)|less|lose|ignore)",
    r"(?:cannot|can't)\s+(?:but|help)|nothing\s+(?:but|more|less|else|new|special)|none\s+other|no\s+one\s+but",
    r"unless|all-or-nothing|no\s+more\s+effort|too\s+much|nor|without\s+(?:any\s+)?(?:doubt|worry\w*)|(?:with|or|and)\s+without|many,\s+if\s+not|never\s+fail\w*|not(?=\s*\Z)|(?:not|n't)\s+(?:be\s+)?(?:expired|outdated|out\s+of|always|necessarily|clear|muted)|is\s+not\s+clear",
    r"(?:do|does|did|is|are|was|were|has|have|can|could|will|would)(?:n't|\s+not)(?=\s*(?:[,.;:)]|\Z))",
    r"(?:is|are|was|were|does|do|did|has|have|can|could|would|should|will|wo|ca)n't\s+(?:it|they|you|he|she|we|there)",
)
_STRONG = (
    r"\b(?:cannot|(?<![-(])not(?!-)|never|without|neither|(?-i:none)(?!:)|None(?=\s+of)|nobody|nothing|nowhere"
    r"|no(?!\.\s*\d|\.\s+of|-|,|\s*\)))\b|(?<=\w)n't\b"
)
_DENIES = re.compile(_STRONG, re.IGNORECASE)
_NAMED = re.compile(
    r"\b(?:No|Not|Do\s+Not|Never)\s+(?=[A-Z])[A-Z]\w+(?:\s+[A-Z]\w+)*(?<!\.)"
    r"|\"[^\"]{0,60}\"|“[^“”]{0,60}”|(?<!\w)'[^']{0,40}'(?!\w)"
    r"|(?<!\w)--?[\w-]+|\b\w+_\w+|\b[A-Z]{3,}(?:\s+[A-Z]{2,})*\b|!=|\bno-\w+|\bnon-\w+"
)
_NEVER = re.compile(r"(?!)")
_DENYING = (
    r"没有|没|否|并非|并不|从不|从未|尚未|未能|未曾|并未|不|无|未|非|勿|毋|莫|别|甭"
    r"|\b(?:[Nn]ot?|NOT?|nobody|[Nn]ever|none|[Ww]ithout|cannot)\b|n['’]t\b"
)


def denials(text: str) -> list[Denial]:
    """What an English sentence denies, in order; words within quotation marks, names and options deny nothing."""
    text = text.replace("’", "'")
    if not _DENIES.search(text):
        return []
    plain = _NAMED.sub(lambda found: " " * len(found[0]), text)
    return [
        Denial(found.span(), text[found.start() : found.end()], found.lastgroup == "light")
        for found in _english().finditer(plain)
    ]


def denying(text: str, source: str) -> list[Span]:
    """The Chinese words that may answer a denial, each where it stands; none that `source` explains otherwise."""
    found = []
    taken: set[int] = set()
    source = _english().sub(" ", source.replace("’", "'"))
    for match in _chinese().finditer(text):
        kind = int((match.lastgroup or "_0")[1:])
        explaining = _explained()[kind][1]
        if explaining is None:
            continue
        begins = (each.start() for each in explaining.finditer(source))
        explained = next((begin for begin in begins if begin not in taken), None)
        if explained is None:
            found.append(match.span())
        else:
            taken.add(explained)
    return found


@cache
def _english() -> re.Pattern[str]:
    light = rf"(?:\b|(?<=\w)(?=n't))(?:{'|'.join(_LIGHT)})(?!\w)|(?<=\w)n't\s+yet\b"
    return re.compile(f"(?P<light>{light})|(?P<strong>{_STRONG})", re.IGNORECASE)


@cache
def _chinese() -> re.Pattern[str]:
    return re.compile("|".join(f"(?P<_{number}>{words})" for number, (words, _english) in enumerate(_explained())))


@cache
def _explained() -> tuple[tuple[str, re.Pattern[str] | None], ...]:
    """Chinese words and what explains them, as patterns; None where they deny nothing. Plain denials come last."""
    listed: list[tuple[str, re.Pattern[str] | None]] = []
    for line in EXPLAINED.replace("\n  ", " ").strip().splitlines():
        chinese, _arrow, english = line.partition(" ← ")
        stems = (
            f"{english} ".replace("_", r"\s+").replace("*", r"\w*").replace("+ ", r"\w+ ").replace("BORN", BORN).split()
        )
        pattern = re.compile(rf"\b(?:{'|'.join(stems)})\b", re.IGNORECASE) if stems else None
        listed.append(("|".join(chinese.split()), pattern))
    return (*listed, (_DENYING, _NEVER))
