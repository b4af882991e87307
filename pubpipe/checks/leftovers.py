"""What work left behind: notes to oneself, marks of tools, sentences of machines."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pubpipe.checks import MAJOR, MINOR, Context, check
from pubpipe.checks._prose import HAN, pieces
from pubpipe.messages import _
from pubpipe.model import Issue, Segment, text

_NOTES = re.compile(
    r"(?<![A-Za-z])(?:TODO|FIXME|TBD|TBC|XXX+)(?![A-Za-z])|#-#-#|<<<<<<<|>>>>>>>|[?？]{3,}"
    r"|[【\[（(〔](?:此处)?(?:待(?:译|查|定|核|补|确认|翻译)|未译|暂译|存疑|需确认|需核实|漏译|请核对|译者注[：:]?待)[^】\])）〕]{0,20}[】\])）〕]"
    r"|(?:某某|ＸＸ|××|(?<![A-Za-z])[Xx]{2})(?:市|县|省|公司|先生|女士)(?!长)"
)
_MACHINE = re.compile(
    r"\A\s*(?:(?:以下|下面)是[^，。：]{0,12}(?:翻译|译文)|(?:中文)?(?:翻译|译文)(?:如下|结果)?[：:]"
    r"|Here is the (?:Chinese )?translation|Translation:)"
    r"|作为(?:一个|一名)?(?:人工智能|AI)(?:语言)?(?:模型|助手)[，,]?我|As an AI (?:language )?model"
    r"|(?:注|备注|说明)[：:]\s*(?:我|此处)?(?:将|已|把).{0,20}(?:译为|翻译成)",
    re.IGNORECASE,
)
_ENDINGS = re.compile(rf"(?<=[{HAN}])(?:['’]s(?![A-Za-z])|[（(](?:s|es|ies)[）)])")
_PLACEHOLDER = re.compile(r"\b[XYZ]\b")
"""X in a source stands for anything; XXX in its translation then does too."""

_HINTS = re.compile(
    "TODO|FIXME|TBD|TBC|XXX|#-#|<<<<|>>>>|\\?\\?|？？|待|未译|暂译|存疑|核|漏译|某某|ＸＸ|××|XX|xx|译文|翻译|AI|人工智能"
    "|Translation|translation|'s|’s|\\((?:s\\)|es|ies)|（(?:s）|es|ies)|译为"
)
"""What stands wherever one of the patterns fits, and is sooner looked for."""


@check("accuracy/untranslated", severity=MAJOR, signs="TFX#<>?？待未暂核漏某Ｘ×译A智t'’(（x")
def leftovers(segment: Segment, context: Context) -> Iterator[Issue]:
    """Nothing of the work on a text stays in it: TODO, 【待译】, XX市, conflict marks, 以下是译文, 市长's.

    What the source has too is no leftover.
    """
    target = text(segment.target)
    if not _HINTS.search(target):
        return
    source = text(segment.source)
    for begin, piece in pieces(segment.target):
        for pattern, message, severity in (
            (_NOTES, _("a note of work left in the text"), None),
            (_MACHINE, _("a machine speaks here, not the text"), None),
            (_ENDINGS, _("an English ending at a Chinese word"), MINOR),
        ):
            for found in pattern.finditer(piece):
                stands = found[0].strip("X") == "" and _PLACEHOLDER.search(source)
                if (found[0].strip() not in source and not stands) or pattern is _ENDINGS:
                    span = (begin + found.start(), begin + found.end())
                    yield Issue(message, span, severity=severity)
