"""References within the book: a figure stays a figure, and what is referred to is there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pubpipe.checks import BOOK, EDITION, MAJOR, MINOR, NEUTRAL, Context, check
from pubpipe.checks._prose import plain
from pubpipe.messages import _
from pubpipe.model import Issue, Passage, Segment, Span
from pubpipe.patterns import pattern
from pubpipe.text.numerals import CARDINALS, chinese_value, roman_value

_NUMBER = r"\d+(?:[-–—.‑]\d+)*"
_ENGLISH = pattern(
    rf"\b(?:(?P<figure>figs?\.|figures?)|(?P<table>tables?)|(?P<chapter>chapters?)|(?P<section>sections?))\s(?P<number>{_NUMBER}|[IVX]+\b|(?:{'|'.join(CARDINALS)})\b)",
    re.IGNORECASE,
)
_CHINESE = pattern(
    rf"(?<![地代列版发外仪手电草插意企试力截示])(?:(?P<figure>图(?!表))|(?P<table>表格?))\s?(?P<number>{_NUMBER})(?![\d%％个名位年月日万亿张幅])"
    rf"|第\s?(?P<ordinal>[零〇一二三四五六七八九十百]+|{_NUMBER})\s?(?:(?P<chapter>章)|(?P<section>节))"
)
_LABEL = pattern(rf"\s*(?:(?P<figure>图)|(?P<table>表))\s?(?P<number>{_NUMBER})")
_LONGEST = 120
_CALLED = pattern(
    rf"\s*(?P<kind>figure|fig\.|table|chapter)\s+(?P<number>{_NUMBER}(?![\d–—‑-])|[IVX]+\b|(?:{'|'.join(CARDINALS)})\b)",
    re.IGNORECASE,
)
_PRINTED = pattern(r"\s*(?:(?P<kind>[图表])(?P<number>\d+(?:-\d+)?)|第(?P<chapter>[一二三四五六七八九十百\d]+)章)")
_KINDS = {"f": "图", "t": "表", "c": "章"}
_SIGNS = {"figure": "图{}", "table": "表{}", "chapter": "第{}章", "section": "第{}节"}


@check("accuracy/mistranslation", id="cross-references", severity=MAJOR, signs="图表章节")
def cross_references(segment: Segment, context: Context) -> Iterator[Issue]:
    """A reference names the same kind of thing in the target: Figure 2-1 is 图2-1, not 表2-1."""
    target = plain(segment.target)
    given = _references(_CHINESE, target)
    if not given:
        return
    wanted = _references(_ENGLISH, plain(segment.source))
    for (kind, number), span in given.items():
        others = [other for other, same in wanted if same == number and other != kind and (other, number) not in given]
        if others and (kind, number) not in wanted:
            better = _SIGNS[others[0]].format(number)
            message = _("the source refers to {source}, the target to {target}")
            yield Issue(message.format(source=better, target=target[slice(*span)]), span, better)


@check("accuracy/mistranslation", id="reference-targets", severity=MINOR, scope=BOOK)
def reference_targets(segments: Sequence[Segment], context: Context) -> Iterator[Issue]:
    """What the target calls 图2-1 or 表2-1 has a caption in the book, if captions of the book have such numbers."""
    labels = {id(each): found for each in segments if (found := _label(each))}
    known = {(_kind(found), _figures(found["number"])) for found in labels.values()}
    compound = {kind for kind, number in known if "-" in number}
    for each in segments if known else ():
        if each.role == "caption" or id(each) in labels:
            continue
        target = plain(each.target)
        for (kind, number), span in _references(_CHINESE, target).items():
            if kind in compound and "-" in number and (kind, number) not in known:
                yield Issue(
                    _("nothing in the book is called {name}").format(name=target[slice(*span)]), span, segment=each
                )


@check("accuracy/mistranslation/number", id="labels", severity=NEUTRAL, scope=EDITION)
def labels(passages: Sequence[Passage], context: Context) -> Iterator[Issue]:
    """A figure, table or chapter has the same number in the edition as in the source.

    A note, for a book may be rearranged on purpose.
    """
    for passage in passages:
        if passage.role not in ("caption", "heading"):
            continue
        printed, given = _PRINTED.match(passage.text), _CALLED.match(passage.source)
        if printed and given and _KINDS[given["kind"][0].lower()] == (printed["kind"] or "章"):
            wanted, shown = _figures(given["number"]), _figures(printed["number"] or printed["chapter"])
            if wanted != shown and shown.rpartition("-")[2] != wanted:
                message = _("the source has {source}, the edition {edition}")
                told = message.format(source=given[0].strip(), edition=printed[0].strip())
                yield Issue(told, printed.span(), passage=passage)


def _label(segment: Segment) -> re.Match[str] | None:
    """The label a caption begins with; a picture's text or a line by itself may be one."""
    begins = next((part for part in segment.target if isinstance(part, str)), "")[:4]
    if segment.role not in ("caption", "alt", "paragraph") or not ("图" in begins or "表" in begins):
        return None
    found = _LABEL.match(target := plain(segment.target))
    by_itself = segment.role == "paragraph" and len(target) <= _LONGEST and not target.rstrip().endswith("。")
    return found if segment.role in ("caption", "alt") or by_itself else None


def _references(form: re.Pattern[str], prose: str) -> dict[tuple[str, str], Span]:
    """The references of a text by kind and number, each where it stands first."""
    found: dict[tuple[str, str], Span] = {}
    for each in form.finditer(prose):
        groups = each.groupdict()
        found.setdefault((_kind(each), _figures(groups.get("ordinal") or groups["number"])), each.span())
    return found


def _kind(found: re.Match[str]) -> str:
    return next(kind for kind in _SIGNS if found.groupdict().get(kind))


def _figures(number: str) -> str:
    """A number in one form: 2-1 for 2–1, 2.1 and 2—1; 3 for 三, III and three."""
    if number[0].isdigit():
        return re.sub(r"[–—.‑]", "-", number)
    if number.lower() in CARDINALS:
        return str(CARDINALS[number.lower()])
    return str(roman_value(number.upper()) if number.isascii() else int(chinese_value(number)))
