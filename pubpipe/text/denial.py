"""Whether a Chinese sentence still denies what its English denies.

Stricter than a count of negations: an English denial asks for any Chinese word that denies, also one that denies in
another way (除外, 避免, 难以, 只有 … 才); and a Chinese word that another English word explains (只 by only, 无效 by
invalid) answers no denial.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from pubpipe.model import Span


@dataclass(frozen=True, slots=True)
class Denial:
    """An English denial: its words where they stand; a light one may be said without denying."""

    span: Span
    text: str
    light: bool


_LIGHT = (
    r"(?:not|n't)\s+(?:only|just|merely|simply|solely|to\s+mention|at\s+least|even|unlike|uncommon|unusual|least|until|before|so\s+much)",
    r"no\s+(?:matter|doubt|less|more\s+than|less\s+than|fewer\s+than|later\s+than|earlier\s+than|sooner|wonder)",
    r"(?:no|not)\s+(?:greater|larger|smaller|longer|shorter|higher|lower|older|younger|earlier|later|more|less|fewer|sooner)"
    r"\s+than|not\s+(?:to\s+)?exceed(?:ing)?|no\s+sooner|not\s+(?:at\s+all\s+)?(?:un(?!der|it|til|iq)|ir|il|dis(?!k|pl))\w+",
    r"(?:whether|why|or|than|as)\s+not\b|whether\s[^.;]{0,90}?\bnot\b|(?:if|when)\s+not\s*[,.;)]",
    r"(?:not|n't|cannot)\b[^.;:,]{0,60}?\b(?:until|unless|without|only|but|except|enough|hesitate|forget|matter|mind|worry|help|fail|miss|afraid|wait|before|more\s+than|alone|(?-i:nor)|less|lose|ignore|prevent|avoid|forgot\w*)",
    r"(?:cannot|can't)\s+(?:but|help)|nothing\s+(?:but|more|less|else|new|special)|none\s+other|no\s+one\s+but",
    r"if\s+not\s+(?:all|\w+,)|(?:unless|nor|without\s+(?:any\s+)?doubt|never\s+fail\w*)",
    r"(?:do|does|did|is|are|was|were|has|have|can|could|will|would)(?:n't|\s+not)(?=\s*(?:[,.;:)]|\Z))|not(?=\s*\Z)",
    r"(?:not|n't)\s+(?:be\s+)?(?:limited|surprising\w*|sure|exactly)",
    r"(?:no|not)\s+(?:problem|later|better|worse|different|difference|surprise\w*|notic\w+)\b",
    r"(?:is|are|was|were|does|do|did|has|have|can|could|would|should|will|wo|ca)\s?n't\s+(?:it|they|you|he|she|we|there)\b",
)
_STRONG = r"\b(?:cannot|(?<![-(])not(?!-)|never|without|neither|(?-i:none)(?!:)|None(?=\s+of)|nobody|nothing|nowhere|no(?!\.\s*\d|\.\s+of|-|,|\s*\)))\b|(?<=\w)n't\b"
_NAMED = re.compile(
    r"\b(?:No|Not|Do\s+Not|Never)\s+(?=[A-Z])[A-Z]\w+(?:\s+[A-Z]\w+)*(?<!\.)|\"[^\"]{0,60}\"|“[^“”]{0,60}”|(?<!\w)'[^']{0,40}'(?!\w)"
    r"|(?<!\w)--?[\w-]+|\b\w+_\w+|\b[A-Z]{3,}(?:\s+[A-Z]{2,})*\b|!=|\bno-\w+|\bnon-\w+"
)

_BORN = (
    r"un(?!til|der|i[cftoqv]|ix|less|o\b|like|fortunate|pack|lock|zip|load|install|do|link|wrap|wind|mount|set|bind|sign|regist|subscri|pick|e[xs])\w{3,}|(?:non|mis)[a-z]{3,}|non-|dis(?:connect|agree|allow|courag|similar|continu|advantag|honest|qualif|join)\w*"
    r"|in(?:valid|correct|compatib|complet|consisten|secur|sufficien|visib|activ|accura|appropriat|accessib|eligib|equal|finit|definit|effectiv"
    r"|efficien|sensitiv|adequa|ability|capab|evitab|formal|varian|decent|direct|conven|frequen|stab)\w*"
    r"|im(?:mutab|possib|prop|preci|practic|perfect|partial|mortal)\w*|ir(?:relevan|regular|responsib|revers|replac)\w*|ill(?:egal|icit|egib)\w*"
)
"""English words that are negative by birth."""

_EXCEPT = r"\b(?:except\w*|exclud\w+|beyond|outside|apart|aside|besides|addition|other\s+than|else|unless)\b"
_CHINESE: tuple[tuple[str, str | None], ...] = (
    # words that deny nothing
    (r"(?<![绝并])不仅(?!限)|不但|不只|不光|不过|不断|不管(?!用|理)|不论|无论|不禁(?![用止])|不愧|不妨|不得不|不能不|不得已|要不|差不多|了不起|对不起|不懈|不惜", ""),
    (r"是否|能否|可否|与否|非常|未来|特别|别的|分别|类别|级别|别名|区别|识别|性别|鉴别|判别|差别|辨别|告别|别人|个别|除以", ""),
    (r"除了|除此|空间|空格|空白|刚才|才能|人才|只要|只读|另外|仅仅|无线(?!性)|毫无疑问|绝对|绝大|无疑|无数|无形|无障碍|无锡|不锈|不动产|未免|非洲|南非", ""),
    (r"有没有|是不是|(?<![功性本智可才技])能不能|要不要|会不会|可不可以|不由得|不约而同|无非|莫过于|莫大|淹没|埋没|出没(?!有)|沉没|没收|没落|不久|不少|不止", ""),
    # words that another English word explains
    (r"不支持", r"\bunsupported\b"),
    (r"除非", r"\b(?:unless|except|without)\b"),
    (r"非(?!要)", r"\b(?:non\w*|unless|illegal\w*)\b"),
    (r"否则", r"\b(?:otherwise|else|unless)\b"),
    (r"不同|不一样|不等|异于|有别", r"\b(?:differ\w*|var(?:y|ies|ious|iants?|iet\w*|iations?)|distinct\w*|unlike|unequal|inequalit\w+|versus|diverse|contrast\w*)\b"),
    (r"而不是|而非|而不", r"\b(?:rather|instead|versus|opposed)\b"),
    (r"不可[变用见避靠读分知达行]|不[变明足良当便利安满幸慎法错稳准齐全清妥宜]|不(?:完整|正确|兼容|透明|安全|一致|准确|稳定|确定|必要|合适|适当|活动|合法|规则|匹配|可见|相关|完全|受信任|建议)", r"\b(?:{BORN}|opaque|bad\w*|poor\w*|wrong\w*|lack\w*|constant|fail\w*)\b"),
    (r"无[效符穷限条名关意害声人用状缝]\w?|未(?:知|定义|使用|经|压缩|命名|捕获|授权|处理|识别|指定|完成)", r"\b(?:{BORN}|forever|regardless|\w{3,}less|nan)\b"),
    (r"错误|出错|有误|误", r"\b(?:err\w+|wrong\w*|incorrect\w*|mis\w+|bugs?|invalid|fault\w*|fail\w*|bad|false\w*|improper\w*|exception\w*|warn\w*|typos?|defect\w*|{BORN}|crash\w*)\b"),
    (r"失败|失效|失去|丢失|遗失|损失|消失|失", r"\b(?:fail\w*|los[est]\w*|lost|miss\w+|invalid\w*|err\w+|unsuccess\w*|disappear\w*|expir\w+|{BORN}|broken|gone|downtime|vanish\w*|orphan\w*|disconnect\w*)\b"),
    (r"禁止|禁用|严禁|停用|关闭|禁", r"\b(?:disabl\w+|prohibit\w*|forbid\w*|forbidden|disallow\w*|ban\w*|off|clos\w+|shut\w*|prevent\w*|block\w*|suppress\w*|deactivat\w+|restrict\w*)\b"),
    (r"避免|以免|免得|免费|免除|豁免|难免|免", r"\b(?:avoid\w*|free\w*|exempt\w*|prevent\w*|waiv\w+|immun\w+|lest|disclaim\w*|sav\w+|inevitabl\w+|in\s+order)\b"),
    (r"防止|预防|阻止|防", r"\b(?:prevent\w*|protect\w*|avoid\w*|guard\w*|firewall\w*|stop\w*|defen\w+|defensive\w*|against|block\w*|keep\w*|inhibit\w*|secur\w+|proof|anti\w*|lest|suppress\w*)\b"),
    (r"忽略|无视|跳过|略过|省略|遗漏|疏漏|漏", r"\b(?:ignor\w+|skip\w*|omit\w*|leak\w*|silent\w*|silenc\w+|disregard\w*|miss\w*|drop\w*|bypass\w*|suppress\w*|hid\w+|discard\w*|vulnerab\w+|left|elid\w+|omission\w*|overlook\w*|shorthand|pass\w*)\b"),
    (r"停止|中止|终止|停", r"\b(?:stop\w*|paus\w+|halt\w*|suspend\w*|terminat\w+|end\w*|abort\w*|hover\w*|ceas\w+|quit\w*|kill\w*|discontinu\w+|hang\w*|stay\w*|shut\w*|stall\w*|break\w*|freez\w+|interrupt\w*|park\w*|hold\w*)\b"),
    (r"缺少|缺乏|缺失|缺省|缺陷|缺点|缺", r"\b(?:miss\w*|lack\w*|absen\w+|default\w*|defect\w*|disadvantage\w*|flaw\w*|short\w*|drawback\w*|downside\w*|fault\w*|bugs?|cons|page|gap\w*|without|weakness\w*|vacan\w+|omit\w*)\b"),
    (r"拒绝|杜绝|隔绝", r"\b(?:reject\w*|refus\w+|den(?:y|ie[sd]|ied|ial)\w*|declin\w+|isolat\w+|never|turn\w*|discard\w*|always|bounce\w*|abs)\b"),
    (r"删除|移除|清除|去除|消除|解除|排除|剔除|拆除|卸除|除去|除法|整除|扣除|弹出|删|除", r"\b(?:remov\w+|delet\w+|clear\w*|exclud\w+|except\w*|eliminat\w+|eras\w+|divi\w+|strip\w*|clean\w*|drop\w*|purg\w+|discard\w*|release\w*|unless|detach\w*|pop\w*|apart|aside|besides|other|addition|addition\w*|addition|quit|trash|wip\w+|unset|unlink|uninstall\w*|unregister\w*|destroy\w*|unlock\w*|cancel\w*|take\w*|as\s+well|else|trim\w*|resolv\w+|prun\w+|unbind\w*|unset\w*|unmount\w*|reset\w*|{BORN}|modulo|rid|dismiss\w*|subtract\w*)\b"),
    (r"以外|之外|例外|外,", _EXCEPT),
    (r"之前|以前", r"\b(?:before|previous\w*|prior|former\w*|preced\w+|old\w*|earlier|past|ago|until|last|legacy|yet|up\s+to|pre\w*|already|till)\b"),
    (r"直到|直至", r"\b(?:until|till|up\s+to|wait\w*|through|before|by)\b"),
    (r"只能|只有|只是|只会|只在|只|仅|唯一|唯|才|单纯|单独", r"\b(?:only|just|sole\w*|simpl[ey]\w*|mere\w*|uniqu\w+|single\w*|read|alone|exclusive\w*|sufficient|until|once|but|limited|purely|one|restrict\w*|at\s+least|when|trivial\w*|unless|instead|except|individual\w*|particular\w*|standalone|separate\w*|keyword|positional|requir\w+|to\s+be|need\w*|must|solo)\b"),
    (r"零|空", r"\b(?:zero\w*|empt\w+|0|null|blank\w*|\w*space\w*|spac\w+|naught|void|vacuum|air\w*|idle|nil|nul|vacan\w+|free|clear\w*|missing|whitespace|padd\w*|parity|nonempty|fraction)\b"),
    (r"超出|超过", r"\b(?:exceed\w*|beyond|over\w*|outside|out\s+of|more\s+than|above|larger|greater|excess\w*|past|longer|up\s+to|timeout|too)\b"),
    (r"弃用|丢弃|舍弃|放弃|抛弃|废弃|弃", r"\b(?:deprecat\w+|discard\w*|drop\w*|abandon\w*|throw\w*|obsolet\w+|giv\w+|abort\w*|cancel\w*|waiv\w+|trash|dispos\w+|favou?r|renounc\w+|toss\w*|skip\w*|fallback|forgo\w*|retir\w+|relinquish\w*)\b"),
    (r"减少|至少|很少|较少|更少|缺少|多少|最少|少", r"\b(?:least|less|few\w*|reduc\w+|rare\w*|little|minim\w+|small\w*|lower\w*|how\s+m\w+|seldom|short\w*|lack\w*|decreas\w+|handful|under|cut\w*|some|many|much|several|limited|save\w*|scarc\w+|uncommon\w*)\b"),
    (r"难以|困难|很难|难", r"\b(?:difficult\w*|hard\w*|troubl\w+|challeng\w+|rough|tough\w*|disaster\w*|problem\w*|inconvenien\w+|tricky|awkward|unwieldy|fail\w*|obscur\w+|confus\w+|refugee\w*|embarrass\w+|complicat\w+|cumbersome|{BORN})\b"),
    (r"相反|反之|反而|反对|违反", r"\b(?:opposite\w*|contrary|revers\w+|invers\w+|instead|rather|conversely|against|violat\w+|oppos\w+|otherwise|contrast|back\w*|negat\w+|inver\w+|breach\w*|viol\w+|vice|object\w*)\b"),
    (r"另一|其他|其它|另|以外的", r"\b(?:other\w*|another|else|addition\w*|separate\w*|second\w*|alternativ\w+|more|different\w*|one|also|remaining|rest|further|various|any|like|etc|same|extra|back)\b"),
    (r"尚|原样|保留|保持", r"\b(?:still|yet|also|as\s+is|keep\w*|remain\w*|retain\w*|preserv\w+|reserv\w+|maintain\w*|too|unchanged|even|or|and|leav\w+|hold\w*|stay\w*|in\s+addition|continu\w+|addition\w*|back|return\w*|provid\w*|can|but|persist\w*|save\w*|as\s+well|left|any|verbatim|store\w*|other|more|both|otherwise|then|while|instead|furthermore|further|includ\w+|alternativ\w+|another|may|using|unmodif\w+|tak\w+)\b"),
    (r"脱离|独立|隐藏|取消|撤销|离线|欠|罕|鲜|弱|差|负|假|拦|限制|局限|抑制|阻|逃|防|伪|抵|剩|白白|废|乱|免", r"\b\w*(?:detach|independen|hid|cancel|revok|revoc|offlin|ow[ei]|rare|weak|differ|bad|poor|negativ|false|fals|den[iy]|block|limit|restrict|confin|suppress|prevent|escap|pseudo|fake|remain|rest|wast|obsolet|bound|undo|standalone|separat|individual|minus|load|respons|charge|whether|check|if|or|determin|test|error|assum|attempt|boolean|imit|stop|prohib|gap|except|subtract|delta|offset|discourag|sub|contextual|deni|unsubscrib|withdraw|hinder|disregard)\w*"),
    (r"忘记|忘|切忌|直接|去掉|正常|意外|大胆|透传|可选|顺利|穷尽|用完|过期|独有|特有|例外|最多|最大|正如|恰|依然|白费|徒劳|随时|多余|拙|屏蔽|谢绝|规避|弥补|谨慎|小心|当心", r"\b(?:forg[eo]t\w*|expir\w+|outdated|stale|uniqu\w+|except\w*|most|max\w*|just|still|exactly|careful\w*|caution\w*|any\s+time|redundan\w+|extra|block\w*|mask\w*|avoid\w*|workaround\w*|beware|large\w*|exclusive\w*|own|specific|direct\w*|normal\w*|optional\w*|bold\w*|accident\w*|unexpected\w*|surpris\w*|success\w*|plain\w*|straight\w*)\b"),
    # words that deny
    (r"没有|没|否|并非|并不|从不|从未|尚未|未能|未曾|并未|不|无|未|非|勿|毋|莫|别|甭|\b(?:[Nn]ot?|NOT?|nobody|[Nn]ever|none|[Ww]ithout|cannot)\b|n't\b|n’t\b", None),
)
_DENYING = len(_CHINESE) - 1


def denials(text: str) -> list[Denial]:
    """What an English sentence denies, in order; words within quotation marks, names and options deny nothing."""
    plain = _NAMED.sub(lambda found: " " * len(found[0]), text.replace("’", "'"))
    return [
        Denial(found.span(), text[found.start() : found.end()], found.lastgroup == "light")
        for found in _english().finditer(plain)
    ]


def denying(text: str, source: str) -> list[tuple[Span, bool]]:
    """The Chinese words that may answer a denial, and whether they are negations; none that `source` explains else."""
    found = []
    taken: set[int] = set()
    source = _english().sub(" ", source.replace("’", "'"))
    for match in _chinese().finditer(text):
        kind = int((match.lastgroup or "_0")[1:])
        pattern = _CHINESE[kind][1]
        if pattern == "":
            continue
        if pattern:
            explaining = _explaining(kind).finditer(source)
            begin = next((each.start() for each in explaining if each.start() not in taken), None)
            if begin is not None:
                taken.add(begin)
                continue
        found.append((match.span(), kind == _DENYING))
    return found


@cache
def _english() -> re.Pattern[str]:
    light = "|".join(_LIGHT)
    return re.compile(rf"(?P<light>(?:\b|(?<=\w)(?=n't))(?:{light})(?!\w)|(?<=\w)(?:n't)\b(?=\s+(?:yet|until)))|(?P<strong>{_STRONG})", re.IGNORECASE)


@cache
def _chinese() -> re.Pattern[str]:
    return re.compile("|".join(f"(?P<_{number}>{words})" for number, (words, _english) in enumerate(_CHINESE)))


@cache
def _explaining(kind: int) -> re.Pattern[str]:
    return re.compile((_CHINESE[kind][1] or "").replace("{BORN}", _BORN), re.IGNORECASE)
