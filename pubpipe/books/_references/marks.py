"""Citations: as an author writes them in text, and as the book shows them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pubpipe.books._ast import SPACE, Node, link, plain, string, words
from pubpipe.text.citations import KEY

_ONE = re.compile(rf"(?P<prefix>.*?)(?P<minus>-)?(?P<key>{KEY})(?P<suffix>.*)", re.DOTALL)
_LOCATOR = re.compile(
    r"[,，]?\s*(?P<label>(?:pp?|pages?|chaps?|chapters?|secs?|sections?|vols?|volumes?|figs?|figures?|tables?|"
    r"paras?|paragraphs?)\b\.?|§)?\s*(?P<number>\d[\w.:–—-]*(?:\s*[,，]\s*\d[\w.:–—-]*)*)页?(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
_LABELS = {
    "chap": "第{}章",
    "sec": "第{}节",
    "§": "第{}节",
    "vol": "第{}卷",
    "fig": "图{}",
    "tab": "表{}",
    "para": "第{}段",
}
"""What a locator other than a page is called, by how its English begins."""
_PREFIXES = {
    "see": "参见",
    "see also": "另见",
    "cf.": "参见",
    "cf": "参见",
    "compare": "比较",
    "e.g.": "如",
    "e.g.,": "如",
    "see, e.g.,": "参见如",
    "for example": "如",
    "quoted in": "转引自",
    "cited in": "转引自",
}
"""Words before a citation that every book uses; all others stay as they are."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One work cited at one place: its key, what stands before and after, and whether its author is told.

    `pages` are pages alone (12-15), `place` is another locator in Chinese (第3章), `rest` what else follows. `manner`
    is pandoc's: NormalCitation, SuppressAuthor or AuthorInText.
    """

    key: str
    manner: str = "NormalCitation"
    prefix: str = ""
    pages: str = ""
    place: str = ""
    rest: str = ""


def cite(written: str) -> Node:
    """The Cite of a citation written in text; what it shows is the text itself."""
    bare = not written.startswith("[")
    listed = [written] if bare else written[1:-1].split(";")
    citations = []
    for each in listed:
        found = _ONE.fullmatch(each)
        if found is None:
            continue
        key = found["key"][1:].strip("{}")
        suffix = re.sub(r"^\s*\[(.*)\]$", r"\1", found["suffix"]) if bare else found["suffix"]
        manner = "AuthorInText" if bare else "SuppressAuthor" if found["minus"] else "NormalCitation"
        citations.append(_citation(key, manner, found["prefix"].strip(), suffix.strip()))
    return {"t": "Cite", "c": [citations, words(written)]}


def _citation(key: str, manner: str, prefix: str, suffix: str) -> dict[str, object]:
    return {
        "citationId": key,
        "citationPrefix": words(prefix),
        "citationSuffix": words(suffix),
        "citationMode": {"t": manner},
        "citationNoteNum": 0,
        "citationHash": 0,
    }


def marks(node: Node) -> list[Mark]:
    """What a Cite cites, in its order."""
    return [_mark(each) for each in node["c"][0]]


def _mark(citation: Node) -> Mark:
    prefix = plain(citation["citationPrefix"]).strip()
    suffix = plain(citation["citationSuffix"]).strip()
    pages = place = ""
    located = _LOCATOR.match(suffix)
    if located:
        number = re.sub(r"\s*[–—]\s*", "-", re.sub(r"\s*[,，]\s*", ",", located["number"])).rstrip(".")
        label = (located["label"] or "").lower()
        form = next((form for start, form in _LABELS.items() if label.startswith(start)), "")
        pages, place, suffix = ("", form.format(number), located["rest"]) if form else (number, "", located["rest"])
    return Mark(
        str(citation["citationId"]),
        citation["citationMode"]["t"],
        _PREFIXES.get(prefix.lower().rstrip(","), prefix),
        pages,
        place,
        suffix.strip().strip(",，").strip(),
    )


# Shown by numbers


def numbered(cited: Sequence[tuple[Mark, int, str]]) -> Node:
    """[1], [1,3-5] or [2]12 above the line; each work cited is its mark, its number and the id of its entry."""
    located = any(mark.pages or mark.place or mark.prefix or mark.rest for mark, _number, _id in cited)
    inner: list[Node] = []
    if located or len(cited) == 1:
        for mark, number, identity in cited:
            inner += [string(",")] if inner else []
            inner += [string(mark.prefix)] if mark.prefix else []
            inner.append(link([string(f"[{number}]")], f"#{identity}", "citation"))
            inner += [string(mark.pages or mark.place)] if mark.pages or mark.place else []
            inner += [string(f"，{mark.rest}")] if mark.rest else []
    else:
        inner = [string("["), *_ranges({number: identity for _mark, number, identity in cited}), string("]")]
    return {"t": "Superscript", "c": inner}


def _ranges(numbers: dict[int, str]) -> Iterator[Node]:
    """1,3-5: numbers that follow one another are told by the first and the last."""
    stretches: list[list[int]] = []
    for before, number in pairwise([-1, *sorted(numbers)]):
        if before + 1 == number and stretches:
            stretches[-1].append(number)
        else:
            stretches.append([number])
    for place, stretch in enumerate(stretches):
        if place:
            yield string(",")
        yield link([string(str(stretch[0]))], f"#{numbers[stretch[0]]}", "citation")
        if len(stretch) > 1:
            yield string("-")
            yield link([string(str(stretch[-1]))], f"#{numbers[stretch[-1]]}", "citation")


# Shown by authors and years


def authored(cited: Sequence[tuple[Mark, str, str, str]], english: bool = False) -> list[Node]:
    """（张三，2008；Wang et al.，2009a）; each work cited is its mark, its author, its year and the id of its entry.

    The pages of a work cited alone stand above the line, behind the bracket.
    """
    comma, semicolon, opening, closing = (", ", "; ", "(", ")") if english else ("，", "；", "（", "）")
    first = cited[0][0]
    alone = len(cited) == 1
    inner: list[Node] = []
    for mark, author, year, identity in cited:
        shown = year if mark.manner != "NormalCitation" else f"{author}{comma}{year}"
        inner += [string(semicolon)] if inner else []
        inner += [string(f"{mark.prefix} " if mark.prefix.isascii() else mark.prefix)] if mark.prefix else []
        inner.append(link(words(shown), f"#{identity}", "citation"))
        after = mark.place or ("" if alone else mark.pages)
        inner += [string(f"{comma if mark.place else '：'}{after}")] if after else []
        inner += [string(f"{comma}{mark.rest}")] if mark.rest else []
    made = [string(opening), *inner, string(closing)]
    if first.manner == "AuthorInText":
        made = [*words(cited[0][1]), *([dict(SPACE)] if english else []), *made]
    if alone and first.pages:
        made.append({"t": "Superscript", "c": [string(first.pages)]})
    return made
