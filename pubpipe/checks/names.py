"""Names: in the register, and as Chinese writes them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pubpipe.checks import BOOK, MAJOR, MINOR, Context, check
from pubpipe.checks._prose import HAN, pieces
from pubpipe.messages import _
from pubpipe.model import TARGET_LANGUAGE, Issue, Segment, Status, text

_BETWEEN_NAMES = re.compile(rf"(?<=[{HAN}])(?P<mark>[・•‧∙●･])(?=[{HAN}])")
_SOUNDS = (
    "阿埃艾安奥巴班鲍贝本比彼宾波伯勃博布查戴丹道德迪蒂多恩尔法菲费芬弗福富盖戈格古哈海汉赫亨霍基吉加杰金卡凯坎科克肯库拉莱兰劳勒雷蕾里理丽"
    "利莉林琳隆卢鲁路伦罗洛马玛迈曼梅蒙米密摩莫姆穆纳娜内尼诺帕佩皮普乔切琼瑞若萨塞莎沙史舒斯松苏索塔泰汤特汀图托瓦万威维温沃伍西希夏肖谢辛"
    "休雅亚扬耶伊英尤约翰泽詹珍朱兹佐大卫玫"
)
_FULL_STOP = re.compile(rf"(?<=[{_SOUNDS}])[.．](?=[{_SOUNDS}]{{2}}|李)")
_STOPPED = re.compile(f"[.．][{_SOUNDS}李]")
_ACCEPTED = (Status.PREFERRED, Status.PROVISIONAL, Status.ADMITTED)
_NAME = re.compile(r"\b[A-Z][\w’'-]+(?: [A-Z]\.)* [A-Z][\w’'-]+")


@check("linguistic-conventions/punctuation", id="ZH046", severity=MINOR, signs="・•‧∙●･.．")
def interpunct(segment: Segment, context: Context) -> Iterator[Issue]:
    """The parts of a foreign name are joined by ·: 约翰·史密斯, not 约翰•史密斯 or 约翰.史密斯."""
    stopped = _FULL_STOP.search(text(segment.target)) if _STOPPED.search(text(segment.target)) else None
    named = stopped and _NAME.search(text(segment.source))
    for begin, piece in pieces(segment.target):
        for found in _BETWEEN_NAMES.finditer(piece):
            if not re.search(r"[•●・]\s*\Z", piece[max(0, found.start() - 4) : found.start()]):
                yield Issue(_("the mark within names is ·"), (begin + found.start(), begin + found.end()), "·", fix="·")
        for found in _FULL_STOP.finditer(piece) if named else ():
            yield Issue(_("the mark within names is ·"), (begin + found.start(), begin + found.end()), "·")


@check("terminology/missing-term", severity=MAJOR, scope=BOOK)
def names(segments: Sequence[Segment], context: Context) -> Iterator[Issue]:
    """Every person, place and organisation of the source stands in the glossary, with its Chinese: the name register.

    Told where the name stands first. A name the translation keeps in Latin letters is not asked for; no Chinese
    characters are ever derived from pinyin.
    """
    glossary = context.glossary
    if glossary is None or not glossary.concepts:
        return
    from pubpipe.glossary import naming, recognise

    english = (term.text for concept in glossary.concepts for term in concept.designations("en"))
    vocabulary = naming.Vocabulary((text(each.source) for each in segments), english)
    nameless = {
        concept.id
        for concept in glossary.concepts
        if concept.kind and not concept.do_not_translate and not any(concept.designations(TARGET_LANGUAGE, *_ACCEPTED))
    }
    told: set[str] = set()
    for segment in segments:
        given = list(naming.names(segment.source, vocabulary, segment.role))
        if not given and not nameless:
            continue
        hits = list(recognise(segment.source, glossary))
        for hit in hits:
            if hit.concept.id in nameless and hit.concept.id not in told:
                told.add(hit.concept.id)
                message = _("{name} has no Chinese in the name register").format(name=hit.form)
                yield Issue(message, concept=hit.concept.id, segment=segment)
        for name in naming.without(given, [hit.span for hit in hits]):
            if name.text in told or _kept(name.text, text(segment.target)) or _allowed(name.text, context):
                continue
            told.add(name.text)
            message = _("{name} is not in the name register").format(name=name.text)
            if naming.is_pinyin(name.text):
                message = _("{name} is not in the name register: ask how it is written, pinyin does not tell").format(
                    name=name.text
                )
            yield Issue(message, segment=segment)


def _kept(name: str, target: str) -> bool:
    """Whether the target keeps a name in Latin letters, and not only in brackets behind its Chinese."""
    return bool(re.search(rf"(?<![(（]){re.escape(name)}", target))


def _allowed(name: str, context: Context) -> bool:
    return all(word.casefold() in context.allowed for word in name.split())
