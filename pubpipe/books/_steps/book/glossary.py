"""The lists of terms and names at the book's end, English to Chinese by the alphabet, Chinese to English by pinyin."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from pubpipe.books import Headword, Part
from pubpipe.books._ast import Node, div, header, link, paragraph, span, string, words
from pubpipe.books._collation import chinese_group, chinese_key, english_group, english_key, is_romanised
from pubpipe.books._manuscript import Manuscript
from pubpipe.books._places import firsts, placed, standing
from pubpipe.books._steps.chapter import languages
from pubpipe.books._steps.chapter.spacing import tight

_APART = 3
"""The names from which on a list of their own is worth its page; fewer stand among the terms."""
_LETTERED = 12
"""The entries of a list below which it needs no letters: one would stand above almost each."""
ENGLISH_FIRST, CHINESE_FIRST = "英汉对照", "汉英对照"


def apply(manuscript: Manuscript) -> None:
    """Add the lists the book has; each entry leads to the place the term first stands."""
    terms = standing(manuscript)
    apart = manuscript.setting("names") == "yes"
    lists = [
        ("glossary", "术语对照表", [term for term in terms if not apart or not (term.kind or term.acronym)]),
        ("names", "人名译名对照表", [term for term in terms if apart and term.kind == "person"]),
        ("toponyms", "地名译名对照表", [term for term in terms if apart and _is_toponym(term)]),
        ("acronyms", "机构与缩略语表", [term for term in terms if apart and _is_body(term)]),
    ]
    if manuscript.setting("glossary") == "yes" and lists[0][2]:
        for _identifier, _title, listed in lists[1:]:
            if len(listed) < _APART:
                lists[0][2].extend(listed)
                listed.clear()
    places = placed(manuscript, firsts(manuscript, terms).values())
    for identifier, title, listed in lists:
        if listed and (identifier != "glossary" or manuscript.setting("glossary") == "yes"):
            manuscript.appendices.append(_appendix(identifier, title, listed, places))


def _is_toponym(term: Headword) -> bool:
    """Whether a term is a place's name, and not Chinese from the first."""
    return term.kind == "place" and not is_romanised(term)


def _is_body(term: Headword) -> bool:
    """Whether a term is an organisation's name, or has an acronym."""
    return term.kind == "organisation" or (bool(term.acronym) and not term.kind)


def _appendix(identifier: str, title: str, terms: Sequence[Headword], places: Mapping[str, tuple[str, str]]) -> Part:
    english = _list(terms, lambda term: english_key(term.english), english_group, places, chinese_first=False)
    blocks = [
        header(1, [string(title)], identifier, "unnumbered"),
        header(2, [string(ENGLISH_FIRST)], f"{identifier}-s1", "unnumbered"),
        div(english, "role", "glossary"),
        header(2, [string(CHINESE_FIRST)], f"{identifier}-s2", "unnumbered"),
        div(_list(terms, chinese_key, chinese_group, places, chinese_first=True), "role", "glossary"),
    ]
    return Part(identifier, "back", "", title, tuple(blocks))


def _list(
    terms: Sequence[Headword],
    key: Callable[[Headword], object],
    group: Callable[[Headword], str],
    places: Mapping[str, tuple[str, str]],
    chinese_first: bool,
) -> list[Node]:
    blocks: list[Node] = []
    current = None
    listed = sorted(dict.fromkeys(terms), key=lambda each: (key(each), each.english, each.chinese))
    for term in listed:
        if len(listed) >= _LETTERED and group(term) != current:
            current = group(term)
            blocks.append(div([paragraph([string(current)])], "letter"))
        called = f"{term.english}（{term.acronym}）" if term.acronym not in ("", term.english) else term.english
        english, chinese = span(words(called), lang="en"), string(tight(term.chinese))
        first, second = (chinese, english) if chinese_first else (english, chinese)
        inlines = [first, string("\u3000"), second]
        languages.mark(inlines)
        identifier, chapter = next((places[address] for address in term.addresses if address in places), ("", ""))
        if identifier:
            inlines += [string("\u3000"), link([string(chapter or "正文")], f"#{identifier}", "locator")]
        entry = [paragraph(inlines)]
        if term.definition and not chinese_first:
            meaning: list[Node] = [string(tight(term.definition))]
            languages.mark(meaning)
            entry.append(div([paragraph(meaning)], "definition"))
        blocks.append(div(entry, "entry"))
    return blocks
