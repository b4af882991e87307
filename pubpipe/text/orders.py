"""Whether a Chinese sentence orders where its English orders, and permits where it permits.

Counted more widely than `modality` does: whatever English may stand behind 必须 or 可以 explains it (needs, requires,
only; possible, allows, lets), and whatever Chinese may answer must or may.
"""

from __future__ import annotations

import re
from enum import StrEnum


class Turn(StrEnum):
    """How a translation turned the force of its source."""

    LOOSENED = "loosened"
    TIGHTENED = "tightened"


_NOT_ENGLISH = (
    r"\b(?:must|shall|may|should|can|could|might|need|have|has|had)\s+(?:\w+\s+)?not\b|\b(?:ca|must|should|need|could)n't\b|\bcannot\b"
    r"|\bdo(?:es)?(?:\s+not|n't)\s+(?:need|have)\b|\bno\s+need\b|\bnot\s+(?:required|need\w*|necessary|mandatory)\b"
    r"|\bshould\s+(?:now\s+|then\s+)?(?:see|look|get|be\s+able|be\s+(?:fine|enough|easy|familiar|aware|possible|safe|good)|work|appear|have|result)\b"
    r"|\bshould\s+(?:you|it|they|the|an?|this|there|any)\b|\bmust\s+have\b|\bhave\s+got\b"
)
_ORDER = r"\b(?:must|shall|should|ought|(?:have|has|had|having)\s+to|required|requires?|requirement\w*|requiring|obliged|obligat\w+|mandat\w+|compulsory|necessar\w+|needs?|needed|needing|imperative|essential|demand\w*|forced?|forces|crucial|vital|insist\w*|make\s+sure|ensure\w*|be\s+sure|oblig\w+|prerequisite\w*|responsib\w+|is\s+to|are\s+to|at\s+least|in\s+order|supposed|expect\w*|got\s+to|only|until|unless|without|before|necessit\w+|prior|invariabl\w+|inevitabl\w+|always|bound\s+to|call\s+for|calls\s+for|critical\w*|enforc\w+|constrain\w*|do|enough|important|remember|exact\w*|strict\w*|subject|never|no|don't|not|non|if|cannot|can't|takes?|important\w*|unless|were|recommend\w*|please|advis\w+|guarantee\w*|constraint\w*|limit\w*|restrict\w*|assum\w+|rely|relies|depend\w*|precondition\w*|condition\w*|illegal|error|invalid|will|raised|commitment|you'll|we'll|allowed|contract)\b"
_STRICT = r"\b(?:must|shall|(?:have|has)\s+to|(?:is|are|be)\s+(?:required|obliged|obligated|mandated)\s+to)\b"
_ADVICE = r"\b(?:should|ought\s+to)\b"
_PERMIT = r"\b(?:may|might|can|could|possibl\w+|allow\w*|permit\w*|let|lets|letting|able|ability|enabl\w+|optional\w*|options?|capab\w+|entitl\w+|authoriz\w+|free|right|rights|accept\w*|available|support\w*|either|potential\w*|any|eligible|choose\w*|choice\w*|want\w*|feel|wish\w*|like|prefer\w*|provid\w+|offer\w*|would|way|ways|opportunit\w+|fine|okay|ok|alternativ\w+|legal\w*|grant\w*|use[ds]?|using|useful|help\w*|\w+[ai]ble|easy|easily|simpl\w+|convenien\w+|sufficient|enough|suffic\w+|permission\w*|access|afford\w*|approv\w+|valid|unless|need\s+not|by\s+\w+ing|will|via|through|so\s+that|try|consider|make|makes|instead|often|sometimes|worth|equivalent|manag\w+|recommend\w*|suggest\w*|good|better|best|safe\w*|power\w*|empower\w*|if|when|without|open|obtain\w*|found|find|get|see|check|refer|known|as|used)\b"
_PERMISSIVE = r"\b(?:may|can|could|(?:is|are|be)\s+(?:allowed|permitted|entitled|authorized|free|able)\s+to)\b"

_BOUND = re.compile(r"必须|务必|务须|一律须|应当|应该|须|应(?![用对急付答变届聘酬邀声验])|需|要|得以?(?=[^到出知])|不得|不可|不能|禁止|严禁|不准|不许|请勿|切勿|不要|只能|只有|只可|有义务|有责任|强制|规定|责成|勒令|责任|义务|必然|一定|才(?!能)|才能|只会|不应|不该|确保|保证|方可|方能|宜|建议|请|最好|不会|无法|就是|是|理应|本|将|会|会被|不|没有|未|无|负责|有必要|必要|必需|必[定将]|该|被|总|都|注意|原则|有待|等待|尽量|应|受|依赖|前提|先|慎|请", re.UNICODE)
_STRICT_CHINESE = re.compile(r"必须|务必|务须|不得不|应当(?!地)|(?<![供反响相适效对回呼感报答顺不])应(?![用对急付答变届聘酬邀声验])|须(?!知)|(?<![急供内刚特])需(?!求)|(?<![主重只不需首纲摘概提简次紧扼])要(?![素点求么是不闻]|么)|得(?=先|要|由|在)|强制|有义务|有责任|负责|务|一定|必要|必需|必然|必定|只能|只有|才|方可|方能|不能|不可|不得|禁止|严禁|不准|不许|勿|不要|规定|确保|保证|请|该|先|是|限|仅|都|总是|满足|取决|依赖|等待|前提|条件|不会|无法")
_LOOSE = re.compile(r"(?<![不])可以|可(?![能靠行再爱是谓比见观惜怕信言贵口乐变选视移用读写持调执扩迭哈序缓空识访互执])|有权|允许|准许|获准|不必|无需|无须")
_MUST = re.compile(r"必须|务必|务须")
"""Chinese words that order and nothing else."""
