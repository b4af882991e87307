"""Fields, references and bookmarks: sound, and leading somewhere."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from pubpipe.books._checklist import MAJOR, MINOR, Look, assertion, judged
from pubpipe.books._checklist._stories import Story
from pubpipe.books._checklist._word import Word
from pubpipe.formats.docx.names import HYPERLINK, w

_LEADS = ("REF", "PAGEREF", "NOTEREF")
_SILENT = ("XE", "TC", "SET", "ASK", "RD", "TA", "PRIVATE", "MACROBUTTON", "GOTOBUTTON")
_BROKEN = re.compile(r"错误[！!]|未找到引用源|未定义书签|Error! |Reference source not found|Bookmark not defined", re.I)
_TYPED = re.compile(r"[图表]\s*\d+(?:[-–.．]\d+)*")
_LEADING = tuple("见如据由")
_LONGEST = 40


@assertion(MAJOR)
def fields_sound(word: Word) -> Iterator[Look]:
    """Every field is begun, separated and ended in order.

    An open field swallows the text behind it.
    """
    for each in word.fields:
        yield judged(word.main, each.code, each.sound)
    stray = Story(word.document).stray
    if stray:
        yield judged(word.main, f"w:fldChar × {stray}", False)


@assertion(MAJOR)
def references_lead_somewhere(word: Word) -> Iterator[Look]:
    """Every reference and every link within the file leads to a bookmark that is there.

    When fields are updated, Word prints an error message instead.
    """
    names = set(word.bookmarks)
    for each in word.fields:
        if each.kind in _LEADS and each.target:
            yield judged(word.main, each.code.strip(), each.target in names)
    for link in word.document.iter(HYPERLINK):
        anchor = link.get(w("anchor"), "")
        if anchor and not any("}id" in str(key) for key in link.keys()):  # noqa: SIM118
            yield judged(word.main, f"w:anchor {anchor}", anchor in names or anchor == "_top")


@assertion(MAJOR)
def no_broken_results(word: Word) -> Iterator[Look]:
    """Nowhere does Word say that a reference is not found.

    It goes to print as it stands.
    """
    for each in (*word.paragraphs, *word.notes):
        if each.text.strip():
            match = _BROKEN.search(each.text)
            yield each.at(each.text[match.start() : match.start() + 20]) if match else None


@assertion(MINOR)
def results_are_there(word: Word) -> Iterator[Look]:
    """Every field that shows something has its result.

    A field without result prints as nothing.
    """
    for each in word.fields:
        hidden = each.kind in _SILENT or (each.kind == "SEQ" and "\\h" in each.code) or not each.kind
        if not hidden and each.kind != "TOC":
            yield judged(word.main, each.code.strip(), bool(each.result.strip()) or each.dirty or "FORM" in each.kind)


@assertion(MINOR, 21)
def references_are_fields(word: Word) -> Iterator[Look]:
    """A reference to a figure or table is a field that follows it, not typed.

    Typed numbers are wrong after the first figure that is moved.
    """
    known = {_bare(match[0]) for each in word.captions if (match := _TYPED.match(each.text.strip()))}
    for each in word.running:
        for match in _TYPED.finditer(each.text):
            meant = _bare(match[0]) in known or each.text[match.start() - 1 : match.start()] in _LEADING
            run = each.run_at(match.start())
            if meant and run is not None:
                linked = run in word.story.within or next(run.iterancestors(HYPERLINK), None) is not None
                yield None if linked else each.at(match[0])


@assertion(MAJOR, 23)
def bookmarks_named_apart(word: Word) -> Iterator[Look]:
    """Every bookmark has a name of its own, of at most 40 characters.

    Word keeps the first of a name and cuts what is longer: references lead astray.
    """
    counts = Counter(word.bookmarks)
    for name, count in counts.items():
        yield judged(word.main, f"{name} × {count}", count == 1 and 0 < len(name) <= _LONGEST)


@assertion(MAJOR, 23)
def bookmarks_end(word: Word) -> Iterator[Look]:
    """Every bookmark that begins ends, and no two share a number.

    Word drops or repairs what does not pair.
    """
    for kind in ("", "footnotes", "endnotes"):
        root = word.tree(kind) if kind else word.document
        if root is None:
            continue
        starts = Counter(each.get(w("id"), "") for each in root.iter(w("bookmarkStart")))
        ends = Counter(each.get(w("id"), "") for each in root.iter(w("bookmarkEnd")))
        for identity in sorted(set(starts) | set(ends)):
            yield judged(
                word.office.related(kind) if kind else word.main,
                f"w:id {identity}",
                starts[identity] == ends[identity] == 1,
            )


@assertion(MINOR)
def an_index_is_printed(word: Word) -> Iterator[Look]:
    """Where entries for an index are marked, there is an index.

    Else the marks are work for nothing.
    """
    if any(each.kind == "XE" for each in word.fields):
        yield judged(word.main, "INDEX", any(each.kind == "INDEX" for each in word.fields))


def _bare(text: str) -> str:
    return re.sub(r"\s", "", text)
