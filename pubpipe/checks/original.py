"""The English itself: faults of the source that mislead a translator, or that print badly."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice, pairwise
from operator import eq
from typing import TypeGuard

from pubpipe.checks import MINOR, NEUTRAL, Context, check
from pubpipe.checks._latin import is_reference
from pubpipe.checks._prose import holds, plain
from pubpipe.messages import _
from pubpipe.model import Code, Issue, Segment, text

_TWICE = frozenset(
    "the a an of to in on for and or are was were be been by with from at as this we you they will not its their our"
    " your can may must shall should would could has have which who but if than into".split()
)
_ALONE = re.compile(
    r"(?:^|(?<=[\s,;:]))(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,5})\)|[:;]-?[()]|[\"'“‘][()\[\]][\"'”’]"
    r"|\[[^\[\]()]{1,40},[^\[\]()]{1,40}\)|\([^\[\]()]{1,40},[^\[\]()]{1,40}\]"
)
"""What has one bracket rightly: numbers of items, faces, brackets talked about, half-open intervals."""

_WIDE = str.maketrans("（）", "()")
_PAIRS = (("(", ")"), ("[", "]"), ("“", "”"))
_ENDS = ".?!:;…-–—)"
_GOES_ON = re.compile(r"[;,]\s*(?:and|or)\s*\Z")
_STOPS = re.compile(r"[.?!;](?:(?<=;)|(?=\s+[A-Z“\"(])|[\"”’)]*\s*\Z)")
_WORD = re.compile(r"[A-Za-z0-9][\w'’-]*")
_UNRESOLVED = re.compile(
    r"Error! (?:Reference|Bookmark|No)[\w ]*"
    r"|\b(?:see|See|in|refer to|shown in|on)\s+(?:Figures?|Fig\.|Tables?|Chapters?|Sections?|Appendix|page)\s*"
    r"(?:(?<=[a-z])[.,;](?=\s|\Z)|(?<=[a-z])[)]|\?\?|_{2,})"
    r"|\b(?:Figure|Table|Chapter|Section|[Pp]age)\s+(?:\?{1,3}|XX|_{2,5}|#{1,3}|\[\s*\])"
    r"|\[(?:ref|citation needed|citation|source)\??\]"
)
_REFERRING = (
    "Figure",
    "Fig.",
    "Table",
    "Chapter",
    "Section",
    "Appendix",
    "page",
    "Error!",
    "[ref",
    "[citation",
    "[source",
)
_IN_PAGE = re.compile(r"\b(?:in|on)\s+page\W*\Z")
_PLACEHOLDER = re.compile(
    r"(?<![A-Za-z])(?:TODO|FIXME|TBD|TBC|TK{1,2}|XXX+|[Ll]orem ipsum"
    r"|[Ii]nsert [a-z ]{2,20} here|[Yy]our text here|\[[Ii]nsert[^\]]*\])(?![A-Za-z])"
)
_PLACED = ("TODO", "FIXME", "TBD", "TBC", "TK", "XXX", "orem ipsum", "nsert ", "our text here")
_SPACED = re.compile(
    r"(?<=[A-Za-z]) +(?=[,;](?:\s|\Z))|(?<=[A-Za-z]) +(?=[.?!](?:\s|\Z)(?! ?\.))|(?<=[A-Za-z,;]) {2,}(?=[A-Za-z])"
)
_SUSPECT = ("  ", " ,", " ;", " .", " ?", " !")
_LONGEST = 60
_RUNNING = ("paragraph", "item", "quote")


@check("source/grammar", id="EN001", severity=MINOR, unfinished=True)
def doubled_words(segment: Segment, context: Context) -> Iterator[Issue]:
    """In the English no small word stands twice running: the the."""
    for part in filter(_is_text, segment.source):
        words = part.lower().split()
        if True in map(eq, words, islice(words, 1, None)):
            for one, other in pairwise(words):
                if one == other and one in _TWICE:
                    yield Issue(_("the English has a word twice: {text}").format(text=f"{one} {other}"))


@check("source/punctuation", id="EN002", severity=MINOR, unfinished=True)
def unbalanced(segment: Segment, context: Context) -> Iterator[Issue]:
    """In the English every bracket and curly quotation mark that opens in a paragraph closes in it."""
    unit = context.unit or (segment,)
    if unit[0].place != segment.place:
        return
    source = text(segment.source) if len(unit) == 1 else " ".join(text(each.source) for each in unit)
    if all(source.count(opening) == source.count(closing) for opening, closing in _PAIRS):
        return
    source = _ALONE.sub("", " ".join(plain(each.source) for each in unit)).translate(_WIDE)
    for opening, closing in _PAIRS:
        opened, closed = source.count(opening), source.count(closing)
        if opened != closed and not (opening == "“" and opened == closed + 1):
            message = _("the English has {opened} of {opening} and {closed} of {closing}")
            yield Issue(message.format(opened=opened, opening=opening, closed=closed, closing=closing))


@check("source/punctuation", id="EN003", severity=NEUTRAL, unfinished=True)
def mixed_quotes(segment: Segment, context: Context) -> Iterator[Issue]:
    """In one sentence of the English quotation marks and apostrophes have one form, straight or curly."""
    source = text(segment.source)
    for straight, opening, closing in (('"', "“", "”"), ("'", "‘", "’")):
        if straight in source and (opening in source or closing in source):
            yield Issue(_("the English mixes {straight} and {curly}").format(straight=straight, curly=closing))


@check("source/punctuation", id="EN004", severity=NEUTRAL, unfinished=True)
def no_stop(segment: Segment, context: Context) -> Iterator[Issue]:
    """A paragraph of running English ends with a mark."""
    source = text(segment.source)
    if len(source) < _LONGEST or segment.role != "paragraph" or source.rstrip("\"'”’] ")[-1:] in _ENDS:
        return
    last = not context.unit or context.unit[-1].place == segment.place
    if not last or not isinstance(segment.source[-1], str) or _GOES_ON.search(source):
        return
    if _STOPS.search(source) and not is_reference(segment.source):
        yield Issue(_("the English ends without a mark"))


@check("source/style", id="EN005", severity=NEUTRAL, unfinished=True)
def long_sentence(segment: Segment, context: Context) -> Iterator[Issue]:
    """An English sentence of more than sixty words wants to be cut before it is translated."""
    source = text(segment.source)
    if len(source) < 5 * _LONGEST or segment.role not in _RUNNING or is_reference(segment.source):
        return
    long = [each for each in _STOPS.split(source) if len(each) > 2 * _LONGEST]
    longest = max((len(_WORD.findall(each)) for each in long), default=0)
    if longest > _LONGEST:
        yield Issue(_("a sentence of {count} words").format(count=longest))


@check("source/completeness", id="EN006", severity=MINOR, unfinished=True)
def unresolved(segment: Segment, context: Context) -> Iterator[Issue]:
    """In the English a reference names its figure, table, chapter or page, and no field has failed."""
    source = text(segment.source)
    if not holds(source, _REFERRING):
        return
    for part in filter(_is_text, segment.source):
        for found in _UNRESOLVED.finditer(part):
            if not _IN_PAGE.search(found[0]):
                yield Issue(_("the English refers to nothing: {text}").format(text=found[0]))


@check("source/completeness", id="EN007", severity=MINOR, unfinished=True)
def placeholder(segment: Segment, context: Context) -> Iterator[Issue]:
    """In the English no placeholder is left: TBD, TK, lorem ipsum, insert name here."""
    source = text(segment.source)
    if holds(source, _PLACED):
        for found in _PLACEHOLDER.finditer(plain(segment.source)):
            yield Issue(_("a placeholder is left in the English: {text}").format(text=found[0]))


@check("source/whitespace", id="EN008", severity=NEUTRAL, unfinished=True)
def stray_spaces(segment: Segment, context: Context) -> Iterator[Issue]:
    """In the English no space stands before a mark, and never two between words."""
    source = text(segment.source)
    if not holds(source, _SUSPECT):
        return
    for part in filter(_is_text, segment.source):
        for found in _SPACED.finditer(part):
            around = part[max(0, found.start() - 12) : found.end() + 12]
            yield Issue(_("spaces in the English: {text}").format(text=around))


def _is_text(part: str | Code) -> TypeGuard[str]:
    return isinstance(part, str)
