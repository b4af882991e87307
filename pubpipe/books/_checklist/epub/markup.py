"""Pages: their titles, headings, links, figures and tables."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from pubpipe.books._checklist import MAJOR, MINOR, Look, assertion, judged
from pubpipe.books._checklist._ebook import MATH, XHTML, Ebook, chinese, heading, kinds, local, words
from pubpipe.books._checklist._language import MAP, REVIEWED

_FILE = re.compile(r"\.x?html?$|^(?:ch|chapter|section|part|index|text|page)[-_ ]?\d*$|^untitled$", re.I)
_MATTERS = {"frontmatter", "bodymatter", "backmatter"}
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_LABEL = re.compile(r"(图|表)\s?\d+(?:[-–—.．]\d+)?(?:\u3000|$)")
_OLD = ("font", "center", "big", "tt", "strike")
_OUTSIDE = re.compile(r"[a-z][a-z0-9+.-]*:", re.I)
_MATHEMATICAL = re.compile(r"\bmath\b")


@assertion(MAJOR, 1)
def pages_titled(ebook: Ebook) -> Iterator[Look]:
    """Every page has a title of its own that says what it is, not the name of a file.

    Reading aids and histories show it; pandoc writes ch001.xhtml.
    """
    for page in ebook.pages:
        title = (page.root.findtext(f"{XHTML}head/{XHTML}title") or "").strip()
        yield judged(page.name, title or "title", bool(title) and not _FILE.search(title))


@assertion(MINOR, 1)
def titles_as_headings(ebook: Ebook) -> Iterator[Look]:
    """The title of a chapter's page is its heading.

    Reading aids announce it on opening the page.
    """
    for page in ebook.texts:
        first = next(page.each("h1"), None)
        title = (page.root.findtext(f"{XHTML}head/{XHTML}title") or "").strip()
        marks = {kind for each in page.root.iter(f"{XHTML}body", f"{XHTML}section") for kind in kinds(each)}
        if (
            first is not None
            and not marks & {"titlepage", "copyright-page"}
            and "titlepage" not in first.get("class", "")
        ):
            same = re.sub(r"\s", "", title) == re.sub(r"\s", "", heading(first))
            yield judged(page.name, f"{title} ≠ {heading(first)}", same)


@assertion(MAJOR)
def headings_in_order(ebook: Ebook) -> Iterator[Look]:
    """Headings of a page begin at the first level and leave none out.

    WCAG 1.3.1.
    """
    for page in ebook.texts:
        level = 0
        for each in page.each(*_HEADINGS):
            own = int(local(each)[1])
            yield judged(page.at(each), f"h{level} → h{own}: {words(each)}", own <= level + 1)
            level = own


@assertion(MAJOR)
def headings_say_something(ebook: Ebook) -> Iterator[Look]:
    """No heading is empty.

    It makes an empty line in the contents.
    """
    for page in ebook.pages:
        for each in page.each(*_HEADINGS):
            yield judged(
                page.at(each), local(each), bool(words(each)) or next(each.iter(f"{XHTML}img"), None) is not None
            )


@assertion(MAJOR)
def ids_apart(ebook: Ebook) -> Iterator[Look]:
    """No id stands twice on a page.

    Links lead to the first.
    """
    for page in ebook.pages:
        counts = Counter(each.get("id") for each in page.root.iter("*") if each.get("id"))
        twice = [identity for identity, count in counts.items() if count > 1]
        yield judged(page.name, " ".join(map(str, twice[:3])), not twice)


@assertion(MAJOR)
def links_lead_somewhere(ebook: Ebook) -> Iterator[Look]:
    """Every link within the book leads to a place that is there.

    EPUBCheck refuses the book.
    """
    for page in ebook.pages:
        for each in page.root.iter(f"{XHTML}a"):
            reference = each.get("href")
            if reference and not _OUTSIDE.match(reference):
                name, anchor = ebook.target(page, reference)
                there = name in ebook.package and (not anchor or anchor in ebook.ids.get(name, ()))
                yield judged(page.at(each), reference, there)


@assertion(MAJOR, 8)
def figures_numbered(ebook: Ebook) -> Iterator[Look]:
    """Captions of figures read 图1-1　标题.

    The text refers to them by number.
    """
    for page in ebook.texts if ebook.chinese else ():
        for each in page.each("figcaption"):
            yield judged(page.at(each), words(each), _LABEL.match(words(each)) is not None)


@assertion(MAJOR)
def maps_reviewed(ebook: Ebook) -> Iterator[Look]:
    """A map shows its review number (审图号) in its caption or below it.

    地图管理条例: a map is published after its review, with the number.
    """
    for page in ebook.texts if ebook.chinese else ():
        for figure in page.each("figure"):
            caption = "".join(words(each) for each in figure.iter(f"{XHTML}figcaption"))
            if MAP.search(caption):
                below = figure.getnext()
                shown = caption + ("" if below is None else words(below))
                yield judged(page.at(figure), caption, REVIEWED.search(shown) is not None)


@assertion(MAJOR, 8)
def tables_numbered(ebook: Ebook) -> Iterator[Look]:
    """Captions of tables read 表1-1　标题.

    The text refers to them by number.
    """
    for page in ebook.texts if ebook.chinese else ():
        for each in page.each("caption"):
            yield judged(page.at(each), words(each), _LABEL.match(words(each)) is not None)


@assertion(MAJOR, 7)
def captions_for_everybody(ebook: Ebook) -> Iterator[Look]:
    """No caption and no text is hidden from readers' aids.

    pandoc hides captions where they equal the alternative text.
    """
    for page in ebook.pages:
        for each in page.each("figcaption", "caption", "p", "section", "figure"):
            if each.get("aria-hidden") == "true" or local(each) in ("figcaption", "caption"):
                yield judged(page.at(each), f"aria-hidden: {words(each)}", each.get("aria-hidden") != "true")


@assertion(MAJOR)
def tables_have_heads(ebook: Ebook) -> Iterator[Look]:
    """Every table says which cells are its head (th), and of what.

    WCAG 1.3.1.
    """
    for page in ebook.pages:
        for table in page.each("table"):
            heads = list(table.iter(f"{XHTML}th"))
            scoped = all(each.get("scope") for each in heads) or bool(table.findall(f"{XHTML}thead"))
            yield judged(page.at(table), words(table)[:30], bool(heads) and scoped)


@assertion(MAJOR, 10)
def formulas_are_mathml(ebook: Ebook) -> Iterator[Look]:
    """Formulas are MathML, not italics and not pictures.

    Only MathML is read aloud and grows with the type.
    """
    for page in ebook.pages:
        for _formula in page.root.iter(MATH):
            yield None
        for each in page.each("span", "img"):
            if _MATHEMATICAL.search(each.get("class", "")) and next(each.iter(MATH), None) is None:
                yield judged(page.at(each), words(each) or each.get("src", ""), False)


@assertion(MINOR)
def formulas_described(ebook: Ebook) -> Iterator[Look]:
    """Every formula can be read where MathML is not (alttext).

    Many reading systems do not show MathML.
    """
    for page in ebook.pages:
        for each in page.root.iter(MATH):
            yield judged(page.at(each), words(each), bool((each.get("alttext") or "").strip()))


@assertion(MINOR)
def parts_named(ebook: Ebook) -> Iterator[Look]:
    """Chapters say that they are chapters (epub:type).

    Reading systems open a book at its first chapter by it.
    """
    for page in ebook.texts:
        first = next(page.each("h1"), None)
        if first is not None:
            marks = {kind for each in first.iterancestors() for kind in kinds(each)} - _MATTERS
            yield judged(page.name, words(first), bool(marks))


@assertion(MINOR)
def no_old_markup(ebook: Ebook) -> Iterator[Look]:
    """Looks come from the style sheet, not from elements of old.

    XHTML 5 has them no more.
    """
    for page in ebook.pages:
        old = list(page.each(*_OLD))
        yield judged(page.at(old[0]) if old else page.name, f"{local(old[0])}: {words(old[0])}" if old else "", not old)


@assertion(MINOR)
def no_gaps_by_breaks(ebook: Ebook) -> Iterator[Look]:
    """No gap is made of empty paragraphs or of line breaks.

    They remain where the reader changes the size.
    """
    for page in ebook.pages:
        for each in page.each("p", "br"):
            if local(each) == "br":
                following = each.getnext()
                gap = following is not None and local(following) == "br" and not (each.tail or "").strip()
            else:
                gap = not words(each).strip("\u00a0\u3000 ") and not len(each)
            if gap:
                yield judged(page.at(each), local(each), False)
        yield None


@assertion(MINOR, 9)
def han_not_italic(ebook: Ebook) -> Iterator[Look]:
    """No Chinese text stands in an element that means italics (i, cite).

    Chinese type has no italics.
    """
    for page in ebook.texts:
        for each in page.each("i", "cite", "var", "dfn", "address"):
            normal = ebook.rules.of(local(each)).get("font-style") == "normal"
            yield judged(page.at(each), words(each), normal or not chinese(words(each)))


@assertion(MINOR)
def styles_linked(ebook: Ebook) -> Iterator[Look]:
    """Every page has the style sheet of the book.

    A page without it looks like another book.
    """
    for page in ebook.pages:
        sheets = [each for each in page.root.iter(f"{XHTML}link") if "stylesheet" in each.get("rel", "")]
        there = [each for each in sheets if ebook.target(page, each.get("href", ""))[0] in ebook.package]
        yield judged(page.name, "link", bool(there) and len(there) == len(sheets))
