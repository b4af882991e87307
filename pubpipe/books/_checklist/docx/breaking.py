"""How lines are broken: what the settings say of punctuation and gaps."""

from __future__ import annotations

from collections.abc import Iterator

from pubpipe.books._checklist import MAJOR, MINOR, Look, assertion, judged
from pubpipe.books._checklist._looks import number, on, said
from pubpipe.books._checklist._word import Word
from pubpipe.formats.docx.names import w

_SETTINGS = "word/settings.xml"
_NEVER_FIRST = "，。、；：？！）》〉】”’…—"
_NEVER_LAST = "（《〈【“‘"
_YOUNGEST = 14


@assertion(MAJOR, 16)
def punctuation_compressed(word: Word) -> Iterator[Look]:
    """Adjacent punctuation is compressed (标点挤压).

    Two full-width marks side by side leave a hole of a whole character.
    """
    if word.chinese:
        control = said(word.settings.get("characterSpacingControl")).get("val", "doNotCompress")
        yield judged(_SETTINGS, f"w:characterSpacingControl {control}", control.startswith("compressPunctuation"))


@assertion(MAJOR, 16)
def line_breaking_rules(word: Word) -> Iterator[Look]:
    """Running text follows the rules of what may begin and end a line (禁则).

    No line begins with ，。！” or ends with （“ (GB/T 15834-2011, 5.1).
    """
    for each in word.running:
        yield None if on(each.said("kinsoku"), True) else each.at("w:kinsoku 0")


@assertion(MINOR, 24)
def never_first(word: Word) -> Iterator[Look]:
    """The document lists the marks that may not begin a line, …… and —— among them.

    Word's own list lets —— begin a line and breaks it in two.
    """
    if word.chinese:
        listed = said(word.settings.get("noLineBreaksBefore")).get("val", "")
        lacking = [mark for mark in _NEVER_FIRST if mark not in listed]
        yield judged(_SETTINGS, f"w:noLineBreaksBefore − {''.join(lacking)}", not lacking)


@assertion(MINOR, 16)
def never_last(word: Word) -> Iterator[Look]:
    """The document lists the marks that may not end a line.

    An opening bracket or quote left behind is the first thing an editor marks.
    """
    if word.chinese:
        listed = said(word.settings.get("noLineBreaksAfter")).get("val", "")
        lacking = [mark for mark in _NEVER_LAST if mark not in listed]
        yield judged(_SETTINGS, f"w:noLineBreaksAfter − {''.join(lacking)}", not lacking)


@assertion(MAJOR, 16)
def gaps_by_layout(word: Word) -> Iterator[Look]:
    """The gap between Han and Latin letters or figures is made by the layout.

    A quarter of a character, none at the ends of lines (CLREQ): no typed space does that.
    """
    for each in word.running:
        both = on(each.said("autoSpaceDE"), True) and on(each.said("autoSpaceDN"), True)
        yield None if both else each.at("w:autoSpaceDE w:autoSpaceDN")


@assertion(MINOR, 16)
def punctuation_hangs(word: Word) -> Iterator[Look]:
    """A mark at a line's end may hang out.

    Else the last character of a line is pushed to the next and the line is torn open.
    """
    for each in word.running:
        yield None if on(each.said("overflowPunct"), True) else each.at("w:overflowPunct 0")


@assertion(MINOR)
def modern_layout(word: Word) -> Iterator[Look]:
    """The file asks for the layout of a Word of our days, not for a compatibility mode.

    Compatibility modes break lines as old versions did.
    """
    compat = word.settings.get("compat")
    modes = [] if compat is None else list(compat.iter(w("compatSetting")))
    named = {each.get(w("name")): each.get(w("val"), "") for each in modes}
    if word.settings:
        mode = named.get("compatibilityMode", "")
        yield judged(_SETTINGS, f"compatibilityMode {mode or '-'}", number(mode) >= _YOUNGEST)
