"""English words within Chinese."""

from __future__ import annotations

import re
from collections.abc import Iterator
from string import ascii_lowercase

from pubpipe.checks import MAJOR, MINOR, Context, check
from pubpipe.checks._latin import WORD, kept, ordinary, words
from pubpipe.checks._once import lately
from pubpipe.checks._prose import has_han, holds, pieces, plain
from pubpipe.messages import _
from pubpipe.model import Issue, Segment, Span, text

_RUN = re.compile(r"[A-Za-z][A-Za-z0-9’'_./&+-]*(?:[ ,]+[A-Za-z0-9&(][A-Za-z0-9’'_./&+-]*)*")
_WORD = re.compile(r"(?<![\w./@#-])[a-z]++(?![\w./@(=-]*[\w/@(=])", re.ASCII)
_SMALL = re.compile("[a-z]{3,}")
_IN_NAMES = frozenset(("and", "for", "the", "with", "upon", "among", "from", "des", "del", "der", "von", "van"))
_QUOTED = re.compile(r"[（(“‘《\"'][^（）()“”‘’《》\"'一-鿿]*[）)”’》\"']")


@check("accuracy/untranslated", id="ZH048", severity=MINOR, signs=ascii_lowercase)
def english(segment: Segment, context: Context) -> Iterator[Issue]:
    """No English word of the source is left within a Chinese sentence: 负责 implement 预算.

    Names, acronyms, units, allowed words, terms the glossary does not translate, and English in brackets or
    quotation marks may stay. Three words or more together are major.
    """
    shown = pieces(segment.target)
    source = plain(segment.source).casefold()
    if not any(holds(source, _SMALL.findall(piece)) for _begin, piece in shown) or not has_han(text(segment.target)):
        return
    english = _english(text(segment.source)) - kept(context)
    for begin, piece in shown:
        if not _SMALL.search(piece):
            continue
        quoted: list[Span] | None = None
        for run in _RUN.finditer(piece):
            first, last = run.span()
            inside = _WORD.findall(piece, first, last)
            residue = [word for word in inside if word in english and ordinary(word, context)]
            if residue and not run[0].islower() and any(word[0].isupper() for word in WORD.findall(run[0])):
                residue = [word for word in residue if word not in _IN_NAMES]
            if not residue:
                continue
            if quoted is None:
                quoted = [cited.span() for cited in _QUOTED.finditer(piece)]
            if not any(start < last and first < end for start, end in quoted):
                span = (begin + first, begin + last)
                together = max(len(each.split()) for each in run[0].split(",")) if len(residue) > 2 else 1
                severity = MAJOR if together > 2 else None
                yield Issue(_("English left in Chinese text: {text}").format(text=run[0]), span, severity=severity)


@lately
def _english(source: str) -> frozenset[str]:
    return frozenset(" ".join(words(source)).casefold().split(" "))
