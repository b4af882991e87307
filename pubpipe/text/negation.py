"""Where a text says no: not, never, without, unless; 不、未、没有、除非.

Only what denies a statement counts. Words negative by birth (illegal, 非法; homeless, 无家可归; real estate, 不动产)
do not, since the other language says them otherwise.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from pubpipe.errors import Misused
from pubpipe.messages import _
from pubpipe.model import Span
from pubpipe.text.scripts import is_chinese


@dataclass(frozen=True, slots=True)
class Negation:
    """A negative word where it stands."""

    span: Span
    text: str


_ENGLISH = re.compile(
    r"\b(?:not\s+(?:only|just|merely|simply)|no\s+matter|no\s+doubt|whether\s+or\s+not|(?-i:No\.|no\.)(?=\s*[\d\ufffc]))"
    r"|(?P<negation>\b(?:cannot|not|never|neither|nor|none|nobody|nothing|nowhere|without|unless|no)\b|(?<=\w)n't\b)",
    re.IGNORECASE,
)
_CHINESE = (
    "没有 没 从未 尚未 并未 未曾 未能 未 从不 并不 绝不 决不 毫不 不再 不得 不能 不会 不是 不应 不可 不必 不要 "
    "不需 不准 不许 不予 不 并非 绝非 非经 除非 无须 无需 无权 无法 毫无 并无 无 毋 勿 切勿 请勿 莫 从来没有"
).split()
_NOT_NEGATION = (
    "而不是 而非 是不是 有没有 能不能 要不要 不仅 不但 不只 不光 不单 不止 不过 不断 不同 不少 不久 不管 不论 "
    "不禁 不由 不愧 不锈 不动产 不足 不满 不良 不便 不妨 不得不 不能不 不得已 不如 不时 不利 不当 不平等 不公 "
    "不确定 不明 不安 不幸 不慎 不合格 不可或缺 不可避免 不法 不一 不等 不限 不错 要不 差不多 了不起 对不起 "
    "来不及 用不着 不惜 不懈 不约而同 不遗余力 不相上下 不定期 不动 不景气 不透水 不溶 未来 未必 未免 未成年 "
    "未婚 未知 无论 无线 无疑 无数 无形 无人 无障碍 无家可归 无偿 无效 无限 无偏 无关 无辜 无缝 无机 无党派 "
    "无非 无锡 无声 无烟 无害 无名 无私 无碍 无意 无止境 无差别 无犯罪 无条件 有无 南无 毫无疑问 没收 淹没 "
    "埋没 出没 沉没 没落 莫斯科 莫大 莫过于"
).split()


def negations(text: str, language: str) -> tuple[Negation, ...]:
    """The negative words that deny something, in reading order; English (`en…`) or Chinese (`zh…`).

    Not counted: "not only", "no matter", "No. 5", 不仅, 不得不, 是否 and words negative by birth. Raises Misused for
    another language.
    """
    if is_chinese(language):
        return tuple(Negation(match.span(), match[0]) for match in _chinese_pattern().finditer(text) if match.lastgroup)
    if language.lower().split("-")[0] == "en":
        plain = text.replace("’", "'")
        return tuple(
            Negation(match.span(), text[match.start() : match.end()])
            for match in _ENGLISH.finditer(plain)
            if match["negation"]
        )
    raise Misused(_("negation is known for English and Chinese, not for {language}").format(language=language))


@cache
def _chinese_pattern() -> re.Pattern[str]:
    negative = "|".join(sorted(_CHINESE, key=len, reverse=True))
    others = "|".join(sorted(_NOT_NEGATION, key=len, reverse=True))
    return re.compile(f"(?:{others})|(?P<negation>{negative})")
