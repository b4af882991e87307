"""Characters that a reader cannot see, or that no Chinese font has."""

from __future__ import annotations

import re
from collections.abc import Iterator
from unicodedata import name, normalize

from pubpipe.checks import CRITICAL, MAJOR, MINOR, Context, check
from pubpipe.checks._prose import HAN, seen
from pubpipe.checks._signs import between
from pubpipe.messages import _
from pubpipe.model import Issue, Segment, text

_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010fffd�]+")
_BROKEN = re.compile("(?:Ã[\x80-¿©¨ª«¬]|â€[™œ\x9d“”¦]|ä¸|å[\x80-¿]|锟斤拷|烫烫烫|屯屯屯)")
_SUSPECT = re.compile("[\ue000-\uf8ff\U000f0000-\U0010fffd�Ãâäå锟烫屯]")
_RADICALS = re.compile("[\u2e80-\u2fd5\uf900-\ufad9]+")
_FOREIGN = re.compile("[\u3041-\u3096\u30a1-\u30fa\u30fc\uff66-\uff9d\uac00-\ud7a3\u1100-\u11ff]+")
_LETTERS = re.compile("[\u0370-\u03ff\u0400-\u04ff]+")
_INVISIBLE = re.compile(
    "[\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\u00ad\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]+"
)
_HARD_SPACE = re.compile(f"(?<=[{HAN}，。；：、])[\u00a0\u202f]+|[\u00a0\u202f]+(?=[{HAN}，。；：、])")


@check("accuracy/encoding", id="ZH042", severity=CRITICAL)
def unprintable(segment: Segment, context: Context) -> Iterator[Issue]:
    """No character of private use, no replacement character and no text decoded wrongly is printed."""
    source = text(segment.source)
    if not _SUSPECT.search(text(segment.target)):
        return
    for pattern in (_PRIVATE, _BROKEN):
        for issue in seen(segment.target, pattern, _("characters that cannot be printed")):
            if issue.span and text(segment.target)[slice(*issue.span)] not in source:
                yield issue


@check("locale-conventions/encoding", id="ZH043", severity=MAJOR, signs=between("\u2e80\u2fd5", "\uf900\ufad9"))
def radicals(segment: Segment, context: Context) -> Iterator[Issue]:
    """Radicals and compatibility characters look like Chinese characters, but nobody finds them: ⼀ is not 一."""
    for issue in seen(segment.target, _RADICALS, _("these only look like Chinese characters")):
        start, end = issue.span or (0, 0)
        better = normalize("NFKC", text(segment.target)[start:end])
        if better != text(segment.target)[start:end]:
            yield Issue(issue.message, issue.span, better, fix=better if not _RADICALS.search(better) else None)


@check(
    "locale-conventions/script",
    id="ZH044",
    severity=MINOR,
    signs=between("\u0370\u04ff", "\u1100\u11ff", "\u3041\u30fc", "\uac00\ud7a3", "\uff66\uff9d"),
)
def other_scripts(segment: Segment, context: Context) -> Iterator[Issue]:
    """No kana, Hangul, Greek or Cyrillic stands in the Chinese, unless the English has it too."""
    source = text(segment.source)
    for pattern in (_FOREIGN, _LETTERS):
        for issue in seen(segment.target, pattern, _("characters of another script")):
            start, end = issue.span or (0, 0)
            found = text(segment.target)[start:end]
            if not any(character in source for character in found) and not _unit(found):
                yield issue


@check(
    "locale-conventions/encoding",
    id="ZH045",
    severity=MINOR,
    signs=between("\x00\x08", "\x0b\x1f", "\x7f\xad", "\u200b\u2069", "\ufeff\ufeff"),
)
def unseen(segment: Segment, context: Context) -> Iterator[Issue]:
    """No invisible character stands in the text: zero-width spaces, marks of direction, soft hyphens, controls."""
    for issue in seen(segment.target, _INVISIBLE, ""):
        start = issue.span[0] if issue.span else 0
        character = text(segment.target)[start]
        called = name(character, f"U+{ord(character):04X}").lower()
        yield Issue(_("invisible: {name}").format(name=called), issue.span, fix="")
    yield from seen(segment.target, _HARD_SPACE, _("a no-break space beside Chinese characters"))


def _unit(found: str) -> bool:
    """A Greek letter that stands alone is a unit, a formula or an ordinal."""
    return len(found) == 1 and found in "αβγδΔμΩπσΣλθ"
