"""Notes: a bare mark leads to an aside at the page's end and back; the translator's notes are numbered apart."""

from __future__ import annotations

from pubpipe.books._epub.xhtml import EPUB_TYPE, HEADINGS, Element, classes, each, element, move, name, prepend, trim
from pubpipe.books._numerals import translators_mark

_CIRCLED = (range(0x2460, 0x2474), range(0x3251, 0x3260), range(0x32B1, 0x32C0))
_JOINER = "\u2060"
_MARKS = "".join(chr(code) for codes in _CIRCLED for code in codes)


def mark(number: int) -> str:
    """A note's mark: ① to ㊿, and 〔51〕 where there is no such character."""
    return _MARKS[number - 1] if number <= len(_MARKS) else f"〔{number}〕"


def apply(page: Element, identity: str) -> None:
    """Number a page's notes in the order of their marks, each series from one, and gather them at its end.

    A note's ids begin with the page's own: c2-note-1, c2-mark-1.
    """
    bodies = {div.get("data-note"): div for div in each(page, "div") if "note" in classes(div)}
    counts = {False: 0, True: 0}
    gathered: dict[bool, Element] = {}
    places = [span for span in each(page, "span") if "noteref" in classes(span) and span.get("data-note") in bodies]
    for order, place in enumerate(places, 1):
        body = bodies[place.get("data-note")]
        translator = "translator" in classes(body)
        counts[translator] += 1
        shown = (translators_mark if translator else mark)(counts[translator])
        note, back = f"{identity}-note-{order}", f"{identity}-mark-{order}"
        reference = element("a", shown, class_="noteref", href=f"#{note}", id=back, role="doc-noteref")
        reference.set(EPUB_TYPE, "noteref")
        reference.tail = place.tail
        parent = place.getparent()
        assert parent is not None
        if name(parent) not in HEADINGS:
            _hold(place)
        parent.replace(place, reference)
        if translator not in gathered:
            gathered[translator] = element("section", class_="notes", aria_label="译者注" if translator else "注释")
            gathered[translator].set(EPUB_TYPE, "footnotes")
        gathered[translator].append(_aside(body, note, back, shown))
    for body in bodies.values():
        holder = body.getparent()
        assert holder is not None
        holder.remove(body)
    for translator in sorted(gathered):
        gathered[translator].tail = "\n"
        page.append(gathered[translator])


def _hold(place: Element) -> None:
    """Join a mark to the text before it: no line begins with one."""
    before, parent = place.getprevious(), place.getparent()
    assert parent is not None
    if before is not None:
        before.tail = (before.tail or "") + _JOINER
    elif parent.text:
        parent.text += _JOINER


def _aside(body: Element, note: str, back: str, shown: str) -> Element:
    """The note's text, begun by its mark, which leads back."""
    aside = element("aside", class_="note", id=note, role="doc-footnote")
    aside.set(EPUB_TYPE, "footnote")
    for div in [div for div in each(body, "div") if "translator" in classes(div)]:
        body = div
    move(body, aside)
    trim(aside)
    link = element("a", shown, class_="backlink", href=f"#{back}", role="doc-backlink")
    first = aside[0] if len(aside) and name(aside[0]) == "p" and not aside.text else None
    if first is None:
        first = element("p")
        first.text, aside.text = aside.text, None
        aside.insert(0, first)
    prepend(first, link)
    aside.tail = "\n"
    return aside
