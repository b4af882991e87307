"""Wording an editor strikes out at once: doubled words, old forms of words, the sign &."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from pubpipe.checks import MINOR, NEUTRAL, Context, check
from pubpipe.checks._prose import HAN, pieces, seen
from pubpipe.checks._wordlists import MISWRITTEN, VARIANTS
from pubpipe.messages import _
from pubpipe.model import Issue, Segment, text

_FUNCTION = re.compile(
    r"(?<!目)的的(?!确|士)|(?<![为除])了了(?!解|然|不|无|结|却|事|断)|(?<![不若])是是(?!非)|(?<!实实)在在(?!线|册|岗|职|校|建|场|位|地)|和和(?![平谐睦解善气约])"
    r"|与与(?!会|其)|及及(?![时格早])|对对(?![象方比于应待话手外内照联错策抗])|把把(?![手握柄关])|被被(?!告|子|动)|将将(?![来军领会要近])|从从(?![来前事此未而容])|由由(?!于|此|来|衷)"
)
_REPEATED = re.compile(rf"([{HAN}]{{2,6}})\1(?![{HAN}]?(?:看|试))")
_PHRASES = frozenset(
    "讨论 研究 商量 考虑 了解 休息 学习 打扫 整理 检查 练习 尝试 收拾 锻炼 熟悉 关心 参观"
    " 介绍 准备 表扬 批评 体验 思考 比较 "
    "一步 一个 一次 一点 一遍 一层 一代 一天 一年 一块 一条 一项 一件 一行 一字 逐步"
    " 哈哈 谢谢 高高 许许 多多 点点 重重 "
    "每个 好好 慢慢 轻轻 人人 家家 天天 年年 处处 时时 往往 常常 渐渐 刚刚 仅仅 什么 问题".split()
)
_SIGNS = re.compile(
    rf"(?<=[{HAN}])\s?&\s?(?=[{HAN}])|(?<=[{HAN}])\s?(?:and/or|and|or|etc\.?)(?![A-Za-z])\s?(?=[{HAN}，。；]|\Z)"
)
_OF_WAY = re.compile(
    r"(?:认真|积极|努力|主动|迅速|逐步|有效|合理|充分|严格|及时|不断|全面|深入|仔细|公开|公正|依法|明确|自觉|顺利|妥善|密切|定期|直接|共同)的"
    r"(?=(?:执行|开展|推进|研究|分析|讨论|审查|履行|完成|落实|解决|处理|配合|参与|监督|实施|回应|回复|答复|协调|改进|听取|说明|告诉|询问|检查)(?:[了过着]|[^，。；、的]{0,12}[，。；]))"
)


@check(
    "linguistic-conventions/grammar",
    id="ZH037",
    severity=MINOR,
    signs=[each * 2 for each in "的了是在和与及对把被将从由"],
)
def doubled_particles(segment: Segment, context: Context) -> Iterator[Issue]:
    """A particle does not stand twice: 的的, 了了, 是是."""
    for begin, piece in pieces(segment.target):
        for found in _FUNCTION.finditer(piece):
            yield Issue(_("a word stands twice"), (begin + found.start(), begin + found.end()), found[0][0])


@check("linguistic-conventions/grammar", id="ZH038", severity=MINOR)
def repeated_words(segment: Segment, context: Context) -> Iterator[Issue]:
    """A word does not stand twice running: 经理经理; verbs that are doubled on purpose (讨论讨论) may."""
    for begin, piece in pieces(segment.target):
        for found in _REPEATED.finditer(piece):
            if found[1] not in _PHRASES and len(set(found[1])) > 1 and found[1][-2:] not in _PHRASES:
                yield Issue(_("a word stands twice"), (begin + found.start(), begin + found.end()), found[1])


@check("linguistic-conventions/grammar", id="ZH039", severity=NEUTRAL, signs="的")
def particle_of_manner(segment: Segment, context: Context) -> Iterator[Issue]:
    """Before a verb the particle is 地, not 的: 认真地审查了预算."""
    for begin, piece in pieces(segment.target):
        for found in _OF_WAY.finditer(piece):
            span = (begin + found.end() - 1, begin + found.end())
            yield Issue(_("before a verb the particle is 地"), span, "地")


@check(
    "linguistic-conventions/spelling", id="ZH041", severity=MINOR, signs={word[:2] for word in (*VARIANTS, *MISWRITTEN)}
)
def variants(segment: Segment, context: Context) -> Iterator[Issue]:
    """Of several written forms of a word the recommended one is used (GF 1001—2001): 账户, not 帐户; 其他, not 其它."""
    for begin, piece in pieces(segment.target):
        for found in _variants().finditer(piece):
            better = {**VARIANTS, **MISWRITTEN}[found[0]]
            span = (begin + found.start(), begin + found.end())
            yield Issue(_("written otherwise: {word}").format(word=better), span, better)


@check("accuracy/untranslated", id="ZH058", severity=MINOR, signs="&drc")
def english_joints(segment: Segment, context: Context) -> Iterator[Issue]:
    """&, and, or, etc. do not stand between Chinese words."""
    target = text(segment.target)
    if "&" in target or "and" in target or "or" in target or "etc" in target:
        yield from seen(segment.target, _SIGNS, _("an English word joins Chinese ones"))


@cache
def _variants() -> re.Pattern[str]:
    words = sorted({**VARIANTS, **MISWRITTEN}, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, words)))
