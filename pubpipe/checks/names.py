"""Names of persons as Chinese writes them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pubpipe.checks import MINOR, Context, check
from pubpipe.checks._prose import HAN, pieces
from pubpipe.messages import _
from pubpipe.model import Issue, Segment, text

_BETWEEN_NAMES = re.compile(rf"(?<=[{HAN}])(?P<mark>[・•‧∙●･])(?=[{HAN}])")
_SOUNDS = (
    "阿埃艾安奥巴班鲍贝本比彼宾波伯勃博布查戴丹道德迪蒂多恩尔法菲费芬弗福富盖戈格古哈海汉赫亨霍基吉加杰金卡凯坎科克肯库拉莱兰劳勒雷蕾里理丽"
    "利莉林琳隆卢鲁路伦罗洛马玛迈曼梅蒙米密摩莫姆穆纳娜内尼诺帕佩皮普乔切琼瑞若萨塞莎沙史舒斯松苏索塔泰汤特汀图托瓦万威维温沃伍西希夏肖谢辛"
    "休雅亚扬耶伊英尤约翰泽詹珍朱兹佐大卫玫"
)
_FULL_STOP = re.compile(rf"(?<=[{_SOUNDS}])[.．](?=[{_SOUNDS}]{{2}}|李)")
_NAME = re.compile(r"\b[A-Z][\w’'-]+(?: [A-Z]\.)* [A-Z][\w’'-]+")


@check("linguistic-conventions/punctuation", id="ZH046", severity=MINOR)
def interpunct(segment: Segment, context: Context) -> Iterator[Issue]:
    """The parts of a foreign name are joined by ·: 约翰·史密斯, not 约翰•史密斯 or 约翰.史密斯."""
    named = _NAME.search(text(segment.source))
    for begin, piece in pieces(segment.target):
        for found in _BETWEEN_NAMES.finditer(piece):
            if not re.search(r"[•●・]\s*\Z", piece[max(0, found.start() - 4) : found.start()]):
                yield Issue(_("the mark within names is ·"), (begin + found.start(), begin + found.end()), "·", fix="·")
        for found in _FULL_STOP.finditer(piece) if named else ():
            yield Issue(_("the mark within names is ·"), (begin + found.start(), begin + found.end()), "·")
