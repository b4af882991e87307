"""What stands in the text: spaces, punctuation, words of programs, leftovers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Protocol

from pubpipe.books._checklist import MAJOR, MINOR, Look, Passage, Place, assertion
from pubpipe.books._scripts import HAN

_FULL = f"{HAN}，。；：！？、（）《》〈〉【】“”‘’"
_AROUND = 8
_LABEL = 60
_STRAY = re.compile(f"(?<=[{HAN}，。；：！？、）》”])[ \\u00a0]+(?=[{HAN}（《“，。；：！？、）》”])")
_GAP = re.compile(f"(?<=[{HAN}])[ \\u00a0](?=[A-Za-z0-9])|(?<=[A-Za-z0-9%])[ \\u00a0](?=[{HAN}])")
_BRACKET = re.compile(f"(?<=[{HAN}])\\(|\\((?=[{HAN}])|(?<=[{HAN}])\\)|\\)(?=[{HAN}，。])")
_STRAIGHT = re.compile(f"\"(?=[{HAN}])|(?<=[{HAN}。，！？])\"|(?<=[{HAN}])'(?![A-Za-z])|(?<![A-Za-z])'(?=[{HAN}])")
_DASH = re.compile(
    f"(?<=[{_FULL}])(?:--+|–+|―|−)(?=[{_FULL}])|(?<=[{HAN}，])-(?=[{HAN}])(?<!\\d)|(?<=[{HAN}”])\\s*---?\\s*|———"
)
_DOTS = re.compile(f"(?<=[{HAN}”])(?:\\.{{2,}}|。{{2,}}|…(?!…))(?<!……)|(?<!…)…(?!…)(?=[{HAN}])")
_ASCII = re.compile(f"(?<=[{HAN}])[,;:?!](?=[{HAN}\\s]|$)|(?<=[{HAN}])\\.(?=[{HAN}\\s]|$)")
_DOUBLED = re.compile("([，。；：、])\\1|[，、；：][。，]|。[，、；：]")
_ENGLISH = re.compile(
    r"^(?:Table of Contents|Contents|List of (?:Figures|Tables)|Title Page|Cover|Copyright|Abstract|Bibliography|"
    r"References|Index|Appendix|Preface|Footnotes|Glossary|Chapter \d+|Figure \d+|Table \d+|Part [IVX\d]+)\b[.:：]?",
    re.I,
)
_DATE = re.compile(r"(?<![\d/-])(?:19|20)\d\d-\d\d-\d\d(?![\d-])")
_DRAFT = re.compile(
    r"【未定稿】|\bTODO\b|\bFIXME\b|\?\?\?|？？？|lorem ipsum|待译|\[\[|\]\]|<(?:/?[a-z]{1,3}\d+/?)>", re.I
)
_STRANGE = re.compile("[\ufffd\u00ad\u200b-\u200f\u202a-\u202e\ufeff\ue000-\uf8ff\x00-\x08\x0b\x0c\x0e-\x1f]")
WORK = re.compile(r"\[(?:M|C|G|N|J|D|R|S|P|DB|CP|EB|A|CM|DS|PP|Z)(?:/(?:OL|MT|DK|CD))?\]")
"""The mark of the kind of a work (GB/T 7714), by which its entry is known: it has punctuation and dates of its own."""
_PAIRS = ("（）", "《》", "【】", "〈〉", "「」", "『』", "〔〕")


class Text(Protocol):
    """What is asked of an opened file: its passages in reading order, and whether it is Chinese."""

    chinese: bool

    @property
    def passages(self) -> Sequence[Passage]:
        """Its text, piece by piece."""


def _found(opened: Text, pattern: re.Pattern[str], chinese: bool = True, works: bool = True) -> Iterator[Look]:
    """For each Chinese passage, or each of a Chinese text, where the pattern stands in it; `works`: in entries too."""
    if opened.chinese:
        for each in opened.passages:
            if not works and WORK.search(each.text):
                continue
            if not chinese or (not each.english and re.search(f"[{HAN}]", each.text)):
                match = pattern.search(each.text)
                yield Place(each.where, _shown(each.text, match.span())) if match else None


def _shown(text: str, span: tuple[int, int]) -> str:
    start, end = span
    return f"{text[max(0, start - _AROUND) : start]}⟨{text[start:end]}⟩{text[end : end + _AROUND]}"


@assertion(MAJOR, 12, epub=(13,))
def no_spaces_between_han(opened: Text) -> Iterator[Look]:
    """No space stands between Chinese characters or marks.

    They come from the line ends of a Markdown source.
    """
    return _found(opened, _STRAY)


@assertion(MINOR, 12, epub=(13,))
def no_spaces_typed_beside_latin(opened: Text) -> Iterator[Look]:
    """No space is typed between Han and Latin letters or figures.

    The layout makes a gap of a quarter; a typed space is wider, and stays at the line's end (CLREQ).
    """
    return _found(opened, _GAP)


@assertion(MAJOR, 13)
def brackets_full_width(opened: Text) -> Iterator[Look]:
    """Brackets in Chinese text are full-width.

    GB/T 15834-2011, 4.9.
    """
    return _found(opened, _BRACKET)


@assertion(MAJOR, 14)
def quotes_curled(opened: Text) -> Iterator[Look]:
    """Quotes in Chinese text are “ ” and ‘ ’, none is straight.

    GB/T 15834-2011, 4.8.
    """
    return _found(opened, _STRAIGHT)


@assertion(MAJOR, 14)
def quotes_paired(opened: Text) -> Iterator[Look]:
    """Every quote that is opened is closed, in order.

    A program that curls quotes by the spaces round them closes both.
    """
    for each in opened.passages if opened.chinese else ():
        if re.search("[“”]", each.text) and re.search(f"[{HAN}]", each.text):
            signs = re.sub("[^“”]", "", each.text)
            sound = re.fullmatch("(?:“”)*“?", signs) is not None
            yield None if sound else Place(each.where, _shown(each.text, _first_wrong(each.text)))


@assertion(MINOR)
def brackets_paired(opened: Text) -> Iterator[Look]:
    """Every bracket that is opened is closed.

    The other half was cut off with something else.
    """
    for each in opened.passages if opened.chinese else ():
        signs = [pair for pair in _PAIRS if set(pair) & set(each.text)]
        if signs:
            lone = next(
                (
                    pair
                    for pair in signs
                    if each.text.count(pair[0]) < each.text.count(pair[1]) and not _counted(each.text, pair)
                ),
                "",
            )
            yield Place(each.where, f"{lone}: {each.text[:24]}") if lone else None


@assertion(MAJOR, 14)
def dashes_chinese(opened: Text) -> Iterator[Look]:
    """A dash is ——, two characters long; no -- and no – stand in Chinese text.

    GB/T 15834-2011, 4.10; a dash between names or numbers may be —.
    """
    return _found(opened, _DASH)


@assertion(MAJOR, 24)
def ellipses_chinese(opened: Text) -> Iterator[Look]:
    """An ellipsis is ……, two characters long.

    GB/T 15834-2011, 4.11.
    """
    return _found(opened, _DOTS)


@assertion(MAJOR, 13)
def punctuation_full_width(opened: Text) -> Iterator[Look]:
    """Punctuation behind Han is full-width.

    GB/T 15834-2011; an ASCII comma in Chinese text is counted as an error each.
    """
    return _found(opened, _ASCII, works=False)


@assertion(MINOR)
def no_marks_doubled(opened: Text) -> Iterator[Look]:
    """No two marks stand where one belongs.

    They are left where two sentences were joined.
    """
    return _found(opened, _DOUBLED)


@assertion(MAJOR, 6, epub=(3,))
def no_words_of_programs(opened: Text) -> Iterator[Look]:
    """No label is English: not Table of Contents, Figure 1 or Chapter 2.

    They come from programs that do not know the language of the book.
    """
    if opened.chinese:
        for each in opened.passages:
            if not each.english and len(each.text) < _LABEL and re.match("[A-Za-z]", each.text.strip()):
                match = _ENGLISH.match(each.text.strip())
                yield Place(each.where, each.text.strip()[:40]) if match else None


@assertion(MINOR, 17, epub=(14,))
def no_dates_of_machines(opened: Text) -> Iterator[Look]:
    """No date is written 2026-11-22.

    GB/T 15835-2011: 2026年11月22日 in running text.
    """
    return _found(opened, _DATE, chinese=False, works=False)


@assertion(MAJOR)
def nothing_unfinished(opened: Text) -> Iterator[Look]:
    """Nothing unfinished is left: no 【未定稿】, no TODO, no codes of a translation.

    It goes to print as it stands.
    """
    for each in opened.passages:
        match = _DRAFT.search(each.text)
        yield Place(each.where, _shown(each.text, match.span())) if match else None


@assertion(MAJOR)
def no_strange_characters(opened: Text) -> Iterator[Look]:
    """No character is one that no face has: replacement, private, invisible or of control.

    They print as boxes, or break searching and hyphenation unseen.
    """
    for each in opened.passages:
        match = _STRANGE.search(each.text)
        yield Place(each.where, f"U+{ord(match[0]):04X}: {_shown(each.text, match.span())}") if match else None


def _first_wrong(text: str) -> tuple[int, int]:
    """Where the first quote stands that breaks the order."""
    inside = False
    for place, character in enumerate(text):
        if character in "“”":
            if (character == "“") is inside:
                return place, place + 1
            inside = not inside
    return 0, 0


def _counted(text: str, pair: str) -> bool:
    """Whether the lone closing bracket follows a number, as in 1）."""
    return re.search(rf"(?:^|[；。，\s])[A-Za-z\d一二三四五六七八九十]{{1,3}}{pair[1]}", text) is not None
