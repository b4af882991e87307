"""Terms: where each first stands on a page it leads to its entry in the list, and a tip tells its English."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pubpipe.books._epub.page import Page
from pubpipe.books._epub.xhtml import Element, classes, each, element, name
from pubpipe.glossary.boundary import straddling
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
    """A term as a list of the book has it; `target` is its entry's page and id: glossary.html#term-3."""

    chinese: str
    english: str
    target: str


def listed(pages: Sequence[Page]) -> list[Term]:
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
            term = Term(chinese, english, f"{page.name}#{entry.get('id')}")
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


def _unlinked(node: Element) -> Iterator[str]:
    """The text of an entry without its links: where the term stands."""
    yield node.text or ""
    for child in node:
        if name(child) != "a":
            yield from _unlinked(child)
        yield child.tail or ""


def show(page: Page, terms: Sequence[Term]) -> None:
    """Mark the first place of each term on a page, and put what the tips say at the page's end."""
    shown: list[Term] = []
    open_ = [term for term in terms if not term.target.startswith(f"{page.name}#")]
    whole = "".join(str(text) for text in page.content.itertext())
    open_ = [term for term in open_ if term.chinese in whole]
    for place in each(page.content, *_PLACES):
        if open_ and not _closed(place):
            for term in list(_marked(place, open_, len(shown))):
                open_.remove(term)
                shown.append(term)
    if not shown:
        return
    tips = element("div", class_="site-tips", hidden="hidden")
    for order, term in enumerate(shown, 1):
        tip = element("span", id=f"site-tip-{order}", role="tooltip")
        tip.append(element("span", term.english, lang=SOURCE_LANGUAGE))
        tips.append(tip)
    page.content.append(tips)


def _closed(node: Element) -> bool:
    return any(set(classes(above)).intersection(_CLOSED) for above in [node, *node.iterancestors()])


def _marked(place: Element, terms: Sequence[Term], before: int) -> Iterator[Term]:
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
        found = _first(node.tail if is_tail else node.text, [term for term in terms if term not in marked])
        if found is None:
            continue
        term, start = found
        marked.append(term)
        link = _link(node, is_tail, term, start, before + len(marked))
        waiting.append((link, True))
        yield term


def _first(text: str | None, terms: Sequence[Term]) -> tuple[Term, int] | None:
    """The term that stands first in a text, of several the longest, and where."""
    best: tuple[int, int, Term] | None = None
    for term in terms:
        start = (text or "").find(term.chinese)
        while start >= 0 and text and not _stands(text, start, start + len(term.chinese)):
            start = text.find(term.chinese, start + 1)
        if start >= 0 and (best is None or (start, -len(term.chinese)) < best[:2]):
            best = (start, -len(term.chinese), term)
    return (best[2], best[0]) if best else None


def _stands(text: str, start: int, end: int) -> bool:
    return not straddling(text, start) and not straddling(text, end)


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
