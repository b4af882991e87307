"""Whether a Chinese sentence still orders what its English orders, and permits what its English permits.

Counted more widely than `modality` counts: whatever English may stand behind 必须 or 可以 explains it (needs, requires,
only; possible, allows), and so does whatever Chinese may answer must or may. A turn is seen only where one side has
too few and the other too many.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from pubpipe.model import Span
from pubpipe.text.denial import denials, denying


class Turn(StrEnum):
    """How a translation turned the force of its source."""

    LOOSENED = "loosened"
    TIGHTENED = "tightened"


@dataclass(frozen=True, slots=True)
class Turned:
    """An English modal and the Chinese word that turned it, each where it stands in its sentence."""

    turn: Turn
    source: Span
    target: Span


_NO_ORDER = re.compile(
    r"\bwhether\s[^.,;]{0,40}?\bshould\b|\b(?:as|we)\s+(?:we\s+)?shall\s+see\b|\bshould\s+be\s+(?:\w+able|straightforward|reproducible|adequate"
    r"|minim\w+)\b|\bshould\s+(?:be\s+(?:\w+\s+)?(?:called|used)\s+when|give|minimi\w+)\b"
    r"|\bhave\s+to\s+do\s+this\b|\b(?:must|shall|should|need|have|has|had)\s+(?:\w+\s+)?not\b"
    r"|\b(?:must|should|need)n't\b"
    r"|\bdo(?:es)?(?:\s+not|n't)\s+(?:need|have)\b|\bno\s+need\b|\bnot\s+(?:required|need\w*|necessary|mandatory)\b"
    r"|\bmust\s+have\s+\w+ed\b|\bhave\s+got\b|\b(?:as|than|what\w*|how|where)\s+(?:\w+\s+){0,3}(?:should|have\s+to)\b"
    r"|\bshould\s+(?:(?:now|then|also|still)\s+)?(?:see|find|receive|look|get|work|appear|have|result|be\s+(?:able"
    r"|fine|enough|easy|familiar|aware|possible|safe|good|ready|sufficient))\b"
    r"|(?:^|[.;:,]\s*)should\s+(?:you|it|they|the|an?|this|there|any|your|more|further)\b"
    r"|\bshould\s+(?:\w+\s+)?(?:consider|always|only|probably|feel)\b",
    re.IGNORECASE,
)
_ORDER = re.compile(
    r"\b(?:must|shall|should|ought\s+to|(?:have|has|had)\s+to|(?:is|are|be|been|was"
    r"|were)\s+(?:required|obliged|obligated|mandated)\s+to)\b",
    re.IGNORECASE,
)
_LIKE_ORDER = re.compile(
    r"\b(?:must|shall|should|ought|(?:have|has|had|having|got)\s+to|requir\w+|obli[gq]\w+|mandat\w+"
    r"|compulsory|necess\w+|needs?|needed"
    r"|needing|imperative|essential|demand\w*|forc(?:e|es|ed|ing)|crucial|vital|insist\w*|sure"
    r"|ensur\w+|prerequisite\w*"
    r"|responsib\w+|(?:is|are|were|was)\s+to|at\s+least|in\s+order|supposed|only|until|unless|inevitabl\w+"
    r"|bound|critical\w*|enforc\w+|remember|guarantee\w*|takes"
    r"|restrict\w*|constrain\w*|binding|recommend\w*|suggest\w*|want\w*)\b",
    re.IGNORECASE,
)
_PERMIT = re.compile(
    r"\b(?:may(?!\s+\d|\s+(?:or|not)\b)|can(?!\s+not|'t)|could(?!\s+not|n't)|(?:is|are|be"
    r"|been)\s+(?:allowed|permitted|entitled|authorized|free)\s+to)\b",
    re.IGNORECASE,
)
_LIKE_PERMIT = re.compile(
    r"\b(?:may|might|can|could|possib\w+|allow\w*|permit\w*|permission\w*|lets?|letting|able|ability"
    r"|enabl(?:e|es|ing)|options?|capab\w+"
    r"|entitle\w*|authori[sz]\w+|free\s+to|freely|rights?|eligib\w+|choos\w+|choice\w*|want\w*|wish\w*"
    r"|suffices?|acceptab\w+"
    r"|ways?|opportunit\w+|fine|ok(?:ay)?|legal\w*|grant\w*|need\s+not|easily)\b",
    re.IGNORECASE,
)
_FORBID = re.compile(r"\b(?:must|shall|should|may)\s+(?:\w+\s+)?not\b|\b(?:must|should)n't\b", re.IGNORECASE)
_TO = re.compile(r"(?:\A|[，；：（。])\s*(?:如果?|若|为了?|只)?要[^，；。]{2,40}[，时]")
_ANSWERS_ORDER = re.compile(
    r"必[须需要定然将]?|务[必须]|(?<![响相对反供适效回呼感报])应[当该]?(?![用对急付答变届聘酬邀声验])|(?<!胡)须(?!知)|需要?(?!求)|(?<![主重首摘概提纲简次紧只])要(?![素点求])"
    r"|得(?=先|要|由|在)|强制|义务|责任|负责|一定|只能|只允许|只可|方可(?!以)|方能|规定|确保|保证|宜|建议|最好"
)
_ORDERS = re.compile(
    r"必[须需]|务[必须]|(?<![响相对反供适效回呼感报])应[当该]?(?![用对急付答变届])|(?<!胡)须(?!知)|需要?(?!求)|只[能允可]"
)
_LOOSE = re.compile(r"(?<![不])可以|(?<![不认许宁])可(?=[由在按向对将就根依自免不])|(?<!不)(?:有权|允许|准许|获准)")
_STRICT = re.compile(r"必须|务必|务须|不得不")
_ANSWERS_PERMIT = re.compile(
    r"可[以能]?(?![靠行再爱是谓比见观惜怕信言贵口乐变选视移用读写持调执扩迭哈序缓空识访互重配达迁分升])|(?<!可)(?<![功性智技才本职])能够?(?!力)|允许|准许|获准|有权|得以|让|不妨"
)


_MODAL = re.compile(r"\b(?:must|mustn|shall|should|shouldn|ought|to|may|can|could)\b", re.IGNORECASE)
_LONGEST = 600
"""Longer sentences are not judged: too many modals stand in them to tell which answers which."""


def modal(source: str) -> bool:
    """Whether English orders, forbids or permits anything."""
    return bool(_MODAL.search(source))


def turned(source: str, target: str) -> list[Turned]:
    """Where one Chinese sentence loosens or tightens what its English sentence says; the first of each."""
    if len(source) > _LONGEST:
        return []
    plain = _NO_ORDER.sub(lambda found: " " * len(found[0]), source.replace("’", "'"))
    orders, permits, forbids = _all(_ORDER, plain), _all(_PERMIT, source), _all(_FORBID, source.replace("’", "'"))
    loose, strict = _all(_LOOSE, target), _all(_STRICT, target)
    found = []
    if (orders or forbids) and loose and _count(_ANSWERS_PERMIT, target) > _count(_LIKE_PERMIT, source):
        ordered = _count(_ANSWERS_ORDER, _TO.sub(" ", target))
        plainly = _count(_ORDERS, _TO.sub(" ", target))
        if orders and plainly < len(orders) and ordered < _count(_LIKE_ORDER, source):
            found.append(Turned(Turn.LOOSENED, orders[0], loose[0]))
        elif forbids and len(denying(target, source)) < len(denials(source)):
            found.append(Turned(Turn.LOOSENED, forbids[0], loose[0]))
    stricter = len(strict) > len(orders) and _count(_ANSWERS_ORDER, target) > _count(_LIKE_ORDER, source)
    if permits and stricter and _count(_ANSWERS_PERMIT, target) < len(permits):
        found.append(Turned(Turn.TIGHTENED, permits[0], strict[0]))
    return found


def _all(pattern: re.Pattern[str], text: str) -> list[Span]:
    return [match.span() for match in pattern.finditer(text)]


def _count(pattern: re.Pattern[str], text: str) -> int:
    return len(pattern.findall(text))
