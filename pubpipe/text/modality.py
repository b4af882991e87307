"""What a text orders, forbids, permits or advises: shall, must not, may, should; 应当、不得、可以、宜."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from pubpipe.errors import Misused
from pubpipe.messages import _
from pubpipe.model import Span
from pubpipe.text.scripts import is_chinese


class Force(StrEnum):
    """The force of a modal expression."""

    OBLIGATION = "obligation"
    PROHIBITION = "prohibition"
    PERMISSION = "permission"
    ABILITY = "ability"
    ADVICE = "advice"
    EXEMPTION = "exemption"


@dataclass(frozen=True, slots=True)
class Modal:
    """A modal expression where it stands; the span covers the modal word, not what lies between it and its `no`."""

    span: Span
    text: str
    force: Force


_NOT = r"(?:\s+(?:also\s+|then\s+)?not\b(?!\s+only)|n't\b)"
_BE = r"\b(?:is|are|was|were|be|been|being)\s+"
_ENGLISH: tuple[tuple[str, Force], ...] = (
    (r"\bneed(?:s|ed)?\s+not\b|\bneedn't\b|\b(?:do|does|did)(?:\s+not|n't)\s+(?:need|have)\s+to\b", Force.EXEMPTION),
    (rf"{_BE}not\s+(?:required|obliged|obligated)\s+to\b|\bno\s+need\s+to\b", Force.EXEMPTION),
    (rf"\b(?:shall|must|may){_NOT}", Force.PROHIBITION),
    (rf"{_BE}(?:prohibited|forbidden|barred)\b|{_BE}not\s+(?:permitted|allowed)\b", Force.PROHIBITION),
    (rf"\bcannot\b|\bcan{_NOT}|\bcan't\b", Force.PROHIBITION),
    (r"\bshall\b|\bmust\b|\b(?:have|has|had)\s+to\b", Force.OBLIGATION),
    (rf"{_BE}(?:required|obliged|obligated|mandated)\s+to\b", Force.OBLIGATION),
    (rf"\b(?:should|ought){_NOT}(?:\s+to\b)?", Force.ADVICE),
    (r"\bshould\b|\bought\s+to\b|\bhad\s+better\b", Force.ADVICE),
    (rf"(?-i:\bmay\b|^\W*May\b(?!\s+\d))|{_BE}(?:permitted|allowed|entitled|authorized|free)\s+to\b", Force.PERMISSION),
    (rf"\bcan\b|{_BE}able\s+to\b", Force.ABILITY),
)
_NEGATIVE_SUBJECT = re.compile(r"\b(?:no|neither|none|nobody)\b[^.;:!?]{0,80}$", re.IGNORECASE)

_CHINESE: dict[str, Force | None] = {
    **dict.fromkeys(
        ("不必", "无须", "无需", "不需要", "不需", "毋须", "毋需", "不须", "不用", "没有义务"), Force.EXEMPTION
    ),
    **dict.fromkeys(
        ("不得", "不准", "不许", "不可以", "不可", "不应当", "不应该", "不应", "禁止", "严禁"), Force.PROHIBITION
    ),
    **dict.fromkeys(("不允许", "不能够", "不能", "不要", "切勿", "请勿", "无权", "无法"), Force.PROHIBITION),
    **dict.fromkeys(
        ("应当", "必须", "务必", "务须", "不得不", "应", "须", "有义务", "需要", "需", "得以"), Force.OBLIGATION
    ),
    **dict.fromkeys(("应该", "宜", "最好", "建议", "不宜", "不妨"), Force.ADVICE),
    **dict.fromkeys(("可以", "可", "有权", "允许", "准许", "获准"), Force.PERMISSION),
    **dict.fromkeys(("能够", "能", "可能"), Force.ABILITY),
    "得以": Force.ABILITY,
    "可能": None,
    "不可能": None,
    "不可避免": None,
    "不能不": Force.OBLIGATION,
}
_NOT_MODAL = (
    "应急 应用 应对 应付 应收 应答 应变 应邀 应届 应运 应战 应酬 应验 应聘 反应 响应 供应 相应 适应 效应 对应 "
    "回应 呼应 感应 报应 答应 一应 可持续 可靠 可行 可再生 可爱 可是 可谓 可比 可见 可观 可惜 可怕 可信 可言 "
    "可贵 可口 许可 认可 不可或缺 可乐 可分 可变 可选 可视 可操作 可负担 必须品 须知 胡须 需求 供需 所需 急需 "
    "必需 内需 按需 便宜 适宜 事宜 因地制宜 时宜 宜居 不合时宜 权宜 适宜性 合宜 能力 能源 功能 职能 智能 性能 "
    "能量 节能 效能 技能 能效 能耗 才能 机能 只能 动能 潜能 太阳能 核能 能见度 能手 能干 可能性 本能 产能 全能 "
    "赋能 能动 有可能 尽可能 建议书 提出建议 合理化建议"
).split()


def modality(text: str, language: str) -> tuple[Modal, ...]:
    """The modal expressions of a text, in reading order; English (`en…`) or Chinese (`zh…`).

    "No member shall vote" forbids. A month May, 可持续, 应急 and the like are not modal. Raises Misused for another
    language.
    """
    if is_chinese(language):
        return tuple(
            Modal(match.span(), match[0], force)
            for match in _chinese_pattern().finditer(text)
            if (force := _chinese_forces()[match[0]]) is not None
        )
    if language.lower().split("-")[0] == "en":
        return tuple(_english(text.replace("’", "'"), text))
    raise Misused(_("modality is known for English and Chinese, not for {language}").format(language=language))


def _english(plain: str, text: str) -> list[Modal]:
    found = []
    for match in _english_pattern().finditer(plain):
        force = _ENGLISH[int((match.lastgroup or "_0")[1:])][1]
        if force in (Force.OBLIGATION, Force.PERMISSION) and _NEGATIVE_SUBJECT.search(plain, 0, match.start()):
            force = Force.PROHIBITION
        found.append(Modal(match.span(), text[match.start() : match.end()], force))
    return found


@cache
def _english_pattern() -> re.Pattern[str]:
    choices = (f"(?P<_{index}>{pattern})" for index, (pattern, _force) in enumerate(_ENGLISH))
    return re.compile("|".join(choices), re.IGNORECASE)


@cache
def _chinese_forces() -> dict[str, Force | None]:
    return {**_CHINESE, **dict.fromkeys(_NOT_MODAL)}


@cache
def _chinese_pattern() -> re.Pattern[str]:
    return re.compile("|".join(sorted(_chinese_forces(), key=len, reverse=True)))
