"""First mentions: where a term or name first stands in running text, its English follows in brackets."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from pubpipe.books import Headword
from pubpipe.books._address import addressed_chapter
from pubpipe.books._ast import Node, attributes, inlines_of, nodes, plain, span, string, words
from pubpipe.books._collation import is_romanised
from pubpipe.books._manuscript import Manuscript
from pubpipe.books._places import standing

_LEFT = ("Link", "Code", "Image", "Note", "Quoted")
"""Inlines into which nothing is put."""
_ENGLISH = re.compile("[A-Za-z][A-Za-z .,'’&/-]*[A-Za-z.]")
_RANK = re.compile("[市县州镇村郡省](?![议长政民委府经财属区法宪立公警消辖])")
"""What belongs to a place's name where it stands behind it: 里弗顿市（Riverton）有 but 里弗顿（Riverton）市议会."""
_BEHIND = re.compile(r"[”’》]?\s*[（(]")


def apply(manuscript: Manuscript) -> None:
    """Annotate the first mention of each name, or of each term, in the book or in each chapter.

    Where the translator annotated one, that is enough.
    """
    wanted = manuscript.setting("first_mention")
    if wanted == "no":
        return
    terms = [term for term in standing(manuscript) if term.mention and _is_wanted(term, wanted)]
    longer = sorted({term.chinese for term in manuscript.terms}, key=len, reverse=True)
    paragraphs = _paragraphs(manuscript)
    for term in terms:
        scopes: dict[str, list[list[Node]]] = {}
        for address in term.addresses:
            if address in paragraphs:
                chapter = addressed_chapter(address) if manuscript.setting("mention_in") == "chapter" else ""
                scopes.setdefault(chapter, []).append(paragraphs[address])
        for scope in scopes.values():
            if not any(_is_annotated(inlines, term, longer) for inlines in scope):
                any(_annotate(inlines, term, longer) for inlines in scope)


def _is_wanted(term: Headword, wanted: str) -> bool:
    """Whether the setting asks for a term; a name that is the pinyin of its Chinese (Nanjing) says nothing more."""
    return (wanted == "terms" or bool(term.kind or term.acronym)) and not is_romanised(term)


def _paragraphs(manuscript: Manuscript) -> dict[str, list[Node]]:
    """The inlines of each unit of running text, by its address; headings and captions are left out."""
    found: dict[str, list[Node]] = {}
    for sheet in manuscript.sheets:
        for node in nodes(sheet.blocks):
            address = attributes(node).get("address", "")
            holder = node["c"][1][0] if node["t"] == "Div" and node["c"][1] else node
            if address and holder["t"] in ("Para", "Plain"):
                found[address] = inlines_of(holder) or []
    return found


def _annotate(inlines: list[Node], term: Headword, longer: Sequence[str]) -> bool:
    """Put the English behind the term; whether there was a place for it."""
    whole = plain(inlines)
    start = _place(whole, term.chinese, longer)
    said = term.mention.partition(term.chinese)[2]
    end = start + len(term.chinese)
    end += term.kind == "place" and _RANK.match(whole, end) is not None
    return start >= 0 and _insert(inlines, end, list(_inlines(said)))


def _is_annotated(inlines: list[Node], term: Headword, longer: Sequence[str]) -> bool:
    """Whether the translator wrote the English, or anything in brackets, behind the term."""
    whole = plain(inlines)
    start = _place(whole, term.chinese, longer)
    said = term.mention.partition(term.chinese)[2]
    behind = whole[start + len(term.chinese) :] if start >= 0 else ""
    return bool(_BEHIND.match(behind)) or any(_stands(each, whole) for each in _ENGLISH.findall(said))


def _stands(english: str, text: str) -> bool:
    """Whether the words stand in a text, by themselves: CM not in ICMA."""
    return re.search(rf"(?<![A-Za-z]){re.escape(english)}(?![A-Za-z])", text) is not None


def _place(text: str, form: str, longer: Iterable[str]) -> int:
    """Where a form first stands by itself, in no longer term's; -1 where it does not."""
    taken = [False] * len(text)
    for each in longer:
        if len(each) > len(form) and form in each:
            for found in re.finditer(re.escape(each), text):
                taken[found.start() : found.end()] = [True] * len(each)
    for found in re.finditer(re.escape(form), text):
        if not any(taken[found.start() : found.end()]):
            return found.start()
    return -1


def _inlines(said: str) -> Iterable[Node]:
    """（city manager，CM） as inlines, the English marked."""
    end = 0
    for found in _ENGLISH.finditer(said):
        if found.start() > end:
            yield string(said[end : found.start()])
        yield span(words(found[0]), lang="en")
        end = found.end()
    if end < len(said):
        yield string(said[end:])


def _insert(inlines: list[Node], offset: int, more: list[Node]) -> bool:
    """Put inlines at an offset, as `plain` counts characters; not within links, code and notes."""
    for place, node in enumerate(inlines):
        size = len(plain([node]))
        if offset > size:
            offset -= size
            continue
        if node["t"] in _LEFT:
            return False
        if node["t"] == "Str":
            head, tail = node["c"][:offset], node["c"][offset:]
            inlines[place : place + 1] = [string(head), *more, *([string(tail)] if tail else [])]
            return True
        inner = inlines_of(node)
        if inner is None:
            return False
        if offset == size:
            inlines[place + 1 : place + 1] = more
            return True
        return _insert(inner, offset, more)
    return False
