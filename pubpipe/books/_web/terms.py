"""Terms: where each first stands on a page it leads to its entry in the list, and a tip tells what that says of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pubpipe.books._places import first_form
from pubpipe.books._web.page import WebPage
from pubpipe.books._web.tree import Element, classes, each, element, name, words
from pubpipe.model import SOURCE_LANGUAGE

_GAP = "\u3000"
_PLACES = ("p", "li", "td", "dd")
"""Elements in whose text terms are shown."""
_PLAIN = ("p", "li", "td", "dd", "span", "strong")
"""Elements whose own text may hold a term."""
_CLOSED = ("original", "glossary", "index", "captions", "source", "noteref", "backlink", "missing", "placeholder")
_SHORTEST = 2


@dataclass(frozen=True, slots=True)
class Term:
    """A term as a list of the book has it; `target` is its entry's page and id: glossary.html#term-3.

    `english` has the acronym behind it: city manager（CM）. `definition` is in Chinese, or "".
    """

    chinese: str
    english: str
    target: str
    definition: str = ""


def listed(pages: Sequence[WebPage]) -> list[Term]:
    """The terms of the book's lists, English first; their entries get ids. The first of several by one name counts."""
    found: dict[str, Term] = {}
    for page in pages:
        entries = [
            entry
            for division in each(page.content, "div")
            if "glossary" in classes(division)
            for entry in each(division, "p")
            if "entry" in classes(entry)
        ]
        for order, entry in enumerate(entries, 1):
            called = _called(entry)
            if called is None or called[0].startswith(called[1]):
                continue
            if not entry.get("id"):
                entry.set("id", f"term-{order}")
            english, chinese = called
            term = Term(chinese, english, f"{page.name}#{entry.get('id')}", _definition(entry))
            if len(chinese) >= _SHORTEST and not chinese.isascii():
                found.setdefault(chinese, term)
    return sorted(found.values(), key=lambda term: (-len(term.chinese), term.chinese))


def _called(entry: Element) -> tuple[str, str] | None:
    """An entry's English and Chinese, or nothing where the Chinese stands first."""
    first = entry[0] if len(entry) and not (entry.text or "").strip() else None
    if first is None or not (first.get("lang") or "").startswith(SOURCE_LANGUAGE):
        return None
    english, _gap, chinese = "".join(_unlinked(entry)).strip().partition(_GAP)
    return (english.strip(), chinese.strip()) if chinese.strip(_GAP) else None


def _definition(entry: Element) -> str:
    """What the entry says its term means."""
    below = entry.getnext()
    return words(below) if below is not None and "definition" in classes(below) else ""


def _unlinked(node: Element) -> Iterator[str]:
    """The text of an entry without its links: where the term stands."""
    yield node.text or ""
    for child in node:
        if name(child) != "a":
            yield from _unlinked(child)
        yield child.tail or ""


def show(page: WebPage, terms: Sequence[Term]) -> None:
    """Mark the first place of each term on a page, and put what the tips say at the page's end."""
    shown: list[Term] = []
    open_ = [term for term in terms if not term.target.startswith(f"{page.name}#")]
    whole = "".join(str(text) for text in page.content.itertext())
    open_ = [term for term in open_ if term.chinese in whole]
    known = [term.chinese for term in terms]
    for place in each(page.content, *_PLACES):
        if open_ and not _closed(place):
            for term in list(_marked(place, open_, known, len(shown))):
                open_.remove(term)
                shown.append(term)
    if not shown:
        return
    tips = element("div", class_="site-tips", hidden="hidden")
    for order, term in enumerate(shown, 1):
        tips.append(_tip(term, f"site-tip-{order}"))
    page.content.append(tips)


def _tip(term: Term, identity: str) -> Element:
    """What a tip says: the Chinese term, its English with the acronym, and below them what it means."""
    tip = element("span", id=identity, role="tooltip")
    tip.append(element("strong", term.chinese))
    tip[0].tail = _GAP
    english, bracket, acronym = term.english.partition("（")
    tip.append(element("span", english, lang=SOURCE_LANGUAGE))
    if bracket:
        tip[1].tail = bracket
        tip.append(element("span", acronym.removesuffix("）"), lang=SOURCE_LANGUAGE))
        tip[2].tail = "）"
    if term.definition:
        tip.append(element("br"))
        tip[-1].tail = term.definition
    return tip


def _closed(node: Element) -> bool:
    return any(set(classes(above)).intersection(_CLOSED) for above in [node, *node.iterancestors()])


def _marked(place: Element, terms: Sequence[Term], known: Sequence[str], before: int) -> Iterator[Term]:
    """Mark terms in the text that is the place's own, not in paragraphs or links within it; give those marked."""
    waiting = [(place, False)]
    marked: list[Term] = []
    while waiting:
        node, is_tail = waiting.pop()
        if not is_tail:
            if name(node) not in _PLAIN or node.get("lang") or (node is not place and name(node) in _PLACES):
                continue
            if set(classes(node)).intersection(_CLOSED):
                continue
            waiting += [each for child in reversed(node) for each in ((child, True), (child, False))]
        found = _first(node.tail if is_tail else node.text, [term for term in terms if term not in marked], known)
        if found is None:
            continue
        term, start = found
        marked.append(term)
        link = _link(node, is_tail, term, start, before + len(marked))
        waiting.append((link, True))
        yield term


def _first(text: str | None, terms: Sequence[Term], known: Sequence[str]) -> tuple[Term, int] | None:
    """The term that stands first in a text, of several the longest, and where."""
    found = first_form(text, (term.chinese for term in terms), known) if text else None
    return (next(term for term in terms if term.chinese == found[0]), found[1]) if found else None


def _link(node: Element, is_tail: bool, term: Term, start: int, order: int) -> Element:
    """Put a link round the term in a node's text or tail."""
    link = element("a", term.chinese, class_="term", href=term.target, aria_describedby=f"site-tip-{order}")
    text = (node.tail if is_tail else node.text) or ""
    link.tail = text[start + len(term.chinese) :]
    if is_tail:
        node.tail = text[:start]
        parent = node.getparent()
        assert parent is not None
        parent.insert(parent.index(node) + 1, link)
    else:
        node.text = text[:start]
        node.insert(0, link)
    return link
