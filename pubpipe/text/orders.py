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
from pubpipe.text.denial import denials, plain
from pubpipe.text.denial_answers import denying


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
    r"|\b(?:must|should|need)n't\b|\b(?:which|that|it|this|example\w*|functions?)\s+(?:\w+\s+)?should\s+(?:\w+\s+)?(?:make|allow|help|let|reduce|improve|solve|enable|provide|cover)\b|\bshould\s+(?:(?:\w+\s+)?consider|(?:always\s+)?be\s+(?:available|found)|(?:the|a)\s+need)\b|\bno\s+(?:\w+\s+)?should\b|\b(?:to|in|for|by)\s+which\s[^.,;]{0,40}?\bshould\b|\bwant\s(?:[^.,;]{0,40}?\s)?to\s+have\s+to\b|\bhave\s+to\s+the\b|\bif\s[^.,;]{0,40}?\bshould\b|\bmaximum\s[^.,;]{0,20}\bshould\b|\bshould\s+(?:achieve|reach|be\s+(?:correct|based))\b"
    r"|\bshould\s+(?:\w+\s+)?(?:make|allow|help|reduce|improve|solve|enable|suffice)\b"
    r"|\bdo(?:es)?(?:\s+not|n't)\s+(?:need|have)\b|\bno\s+need\b|\bnot\s+(?:required|need\w*|necessary|mandatory)\b"
    r"|\bmust\s+have\s+\w+ed\b|\bhave\s+got\b|\b(?:as|than|what\w*|how|where)\s+(?:\w+\s+){0,3}(?:should|have\s+to)\b"
    r"|\bshould\s+(?:(?:now|then|also|still)\s+)?(?:see|find|receive|look|get|work|appear|have|result|be\s+(?:able"
    r"|fine|enough|easy|familiar|aware|possible|safe|good|ready|sufficient))\b"
    r"|(?:^|[.;:,]\s*)should\s+(?:you|it|they|the|an?|this|there|any|your|more|further)\b"
    r"|\bshould\s+(?:\w+\s+)?(?:probably|feel)\b",
)
_MAY_ORDER = re.compile(r"must|shall|should|ought|\b(?:have|has|had)\s+to\b|required|oblig|mandated|may\b")
_ORDER = re.compile(
    r"\b(?:must|shall|should|ought\s+to|(?:have|has|had)\s+to|(?:is|are|be|been|was"
    r"|were)\s+(?:required|obliged|obligated|mandated)\s+to)\b",
)
_LIKE_ORDER = re.compile(
    r"\b(?:must|shall|should|ought|(?:have|has|had|having|got)\s+to|requir\w+|obli[gq]\w+|mandat\w+"
    r"|compulsory|necess\w+|needs?|needed"
    r"|needing|imperative|essential|demand\w*|forc(?:e|es|ed|ing)|crucial|vital|insist\w*|sure"
    r"|ensur\w+|prerequisite\w*"
    r"|responsib\w+|(?:is|are|were|was)\s+to|at\s+least|in\s+order|supposed|only|until|unless|inevitabl\w+"
    r"|bound|critical\w*|enforc\w+|remember|guarantee\w*|takes"
    r"|restrict\w*|constrain\w*|binding|recommend\w*|suggest\w*|want\w*)\b",
)
_PERMIT = re.compile(
    r"\b(?:may(?!\s+\d|\s+(?:or|not)\b)|can(?!\s+not|'t)|could(?!\s+not|n't)|(?:is|are|be"
    r"|been)\s+(?:allowed|permitted|entitled|authorized|free)\s+to)\b",
)
_LIKE_PERMIT = re.compile(
    r"\b(?:may|might|can|could|possib\w+|allow\w*|permit\w*|permission\w*|lets?|letting|able|ability"
    r"|enabl(?:e|es|ing)|option(?:al|ally)?\s+to|capab\w+"
    r"|entitle\w*|authori[sz]\w+|free\s+to|freely|rights?|eligib\w+|choos\w+|choice\w*|wish\w*"
    r"|suffices?|acceptab\w+"
    r"|opportunit\w+|fine|ok(?:ay)?|legal\w*|grant\w*|need\s+not|easily)\b",
)
_FORBID = re.compile(r"\b(?:must|shall|should|may)\s+(?:\w+\s+)?not\b|\b(?:must|should)n't\b")
_TO = re.compile(r"(?:\A|[，；：（。])\s*(?:如果?|若|为了?|只)?要(?!么)[^，；。]{2,40}[，时]")
_ANSWERS_ORDER = re.compile(
    r"必[须需要定然将]?|务[必须]|(?<![响相对反供适效回呼感报])应[当该]?(?![用对急付答变届聘酬邀声验])|(?<!胡)须(?!知)|需要?(?!求)|(?<![主重首摘概提纲简次紧只])要(?![素点求])"
    r"|得(?=先|要|由|在)|强制|义务|责任|负责|一定|只能|只允许|只可|方可(?!以)|方能|规定|确保|保证|宜|建议|最好"
)
_ORDERS = re.compile(
    r"必[须需]|务[必须]|(?<![响相对反供适效回呼感报])应[当该]?(?![用对急付答变届])|(?<!胡)须(?!知)|需要?(?!求)|只[能允可]|最好|请(?!求)"
)
_LOOSE = re.compile(
    r"可(?:(?<![不才便也还].)(?<!这样.)(?<!从而.)(?<!以便.)(?<!是否.)(?<!因此.)(?<!通常.)以(?!考虑|避免)|(?<![不认许宁].)(?=[由在按向对将就根依自免不]))"
    r"|有(?<!不.)权"
)
_STRICT = re.compile(r"必(?<![不非].)(?<!不是.)(?:(?<!可能.)须(?!品)|需(?![的品]))|务[必须]|不得不|非得")
"""Patterns begin with what they consume and look back from there: characters that begin none are passed over fast."""
_STRICT_ENGLISH = re.compile(
    r"\b(?:must|shall|(?:have|has|had|having|got)\s+to|obli[gq]\w+|mandat\w+|compulsory|imperative|vital|crucial"
    r"|bound\s+to|(?:make|be)\s+sure|stuck|required|requirements?|necess\w+|(?:remember|essential|important)\s+to)\b",
)
_SOFT_ENGLISH = re.compile(
    r"\b(?:should|ought|need\w*|requires?|requiring|essential\w*|only|unless|conditions?|forc\w+|expected|important\w*"
    r"|responsib\w+|critical)\b",
)
_SOFT_ORDERS = re.compile(
    r"(?<![响相对反供适效回呼感报])应[当该]?(?![用对急付答变届])|(?<![必胡])须(?!知)|(?<!必)需要?(?!求)|最好|不[用必要]|无需|(?<![想将重主])要(?!求)"
    r"|[只仅唯]|才(?!能)|除非|条件|强制|重要|关键(?![字词])|预期|期望|必要|负责|责任|要求"
)
_ANSWERS_PERMIT = re.compile(
    r"可[以能]?(?![靠行再爱是谓比见观惜怕信言贵口乐变选视移用读写持调执扩迭哈序缓空识访互重配达迁分升])|(?<!可)(?<![功性智技才本职])能够?(?!力)|允许|准许|获准|有权|得以|让|不妨"
)


_LONGEST = 600
"""Longer sentences are not judged: too many modals stand in them to tell which answers which."""


def turns(target: str) -> bool:
    """Whether a Chinese text has any word that may turn an order or a permission."""
    return _LOOSE.search(target) is not None or _STRICT.search(target) is not None


def turned(source: str, target: str) -> list[Turned]:
    """Where one Chinese sentence loosens or tightens what its English sentence says; the first of each."""
    loose, strict = _all(_LOOSE, target), _all(_STRICT, target)
    if len(source) > _LONGEST or not (loose or strict):
        return []
    english = plain(source)
    found = []
    if loose and _MAY_ORDER.search(english) and _count(_ANSWERS_PERMIT, target) > _count(_LIKE_PERMIT, english):
        orders, forbids = _all(_ORDER, _NO_ORDER.sub(_blank, english)), _all(_FORBID, english)
        said = _TO.sub(" ", target)
        if (
            orders
            and _count(_ORDERS, said) < len(orders)
            and _count(_ANSWERS_ORDER, said) < _count(_LIKE_ORDER, english)
        ):
            found.append(Turned(Turn.LOOSENED, orders[0], loose[0]))
        elif forbids and len(denying(target, source)) < len(denials(source)):
            found.append(Turned(Turn.LOOSENED, forbids[0], loose[0]))
    permits = _all(_PERMIT, english) if strict else []
    if permits and _count(_ANSWERS_PERMIT, target) < _count(_LIKE_PERMIT, english):
        left = max(0, _count(_SOFT_ENGLISH, english) - _count(_SOFT_ORDERS, target))
        if len(strict) > _count(_STRICT_ENGLISH, english) + left:
            found.append(Turned(Turn.TIGHTENED, permits[0], strict[0]))
    return found


def _blank(found: re.Match[str]) -> str:
    return " " * len(found[0])


def _all(pattern: re.Pattern[str], text: str) -> list[Span]:
    return [match.span() for match in pattern.finditer(text)]


def _count(pattern: re.Pattern[str], text: str) -> int:
    return len(pattern.findall(text))
