"""Notes: circled, counted anew on each page, the translator's apart."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from pubpipe.books._checklist import MAJOR, MINOR, Look, assertion, judged
from pubpipe.books._checklist._looks import Element, on, value
from pubpipe.books._checklist._paragraphs import Paragraph
from pubpipe.books._checklist._stories import joins
from pubpipe.books._checklist._word import Word
from pubpipe.books._scripts import is_chinese
from pubpipe.formats.docx.names import ID, P, R, w
from pubpipe.text.scripts import han_count

_CIRCLED = ("decimalEnclosedCircleChinese", "decimalEnclosedCircle")
_TRANSLATOR = re.compile(r"——\s*译者?注[。]?$|^译者?注[：:]")


@assertion(MAJOR, 15)
def notes_circled(word: Word) -> Iterator[Look]:
    """Notes at the foot of the page are marked ①②③.

    The convention of Chinese books; bare figures read as exponents.
    """
    if word.chinese and _references(word, "footnote"):
        for index, section in enumerate(word.sections, 1):
            form = _said(word, section, "numFmt")
            yield judged(f"{word.main} sectPr {index}", f"w:numFmt {form or 'decimal'}", form in _CIRCLED)


@assertion(MINOR, 15)
def notes_begin_anew(word: Word) -> Iterator[Look]:
    """Notes are counted anew on each page.

    ①②③ end at ⑳ in most faces.
    """
    if word.chinese and _references(word, "footnote"):
        for index, section in enumerate(word.sections, 1):
            restart = _said(word, section, "numRestart")
            yield judged(
                f"{word.main} sectPr {index}", f"w:numRestart {restart or 'continuous'}", restart == "eachPage"
            )


@assertion(MAJOR)
def notes_answer(word: Word) -> Iterator[Look]:
    """Every mark has its note and every note its mark, once.

    A mark without note, or a note without mark, is lost in print.
    """
    for kind in ("footnote", "endnote"):
        known = set(word.office.notes(f"{kind}s"))
        used = Counter(each.get(ID, "") for each in _references(word, kind))
        for identity in sorted(known | set(used)):
            count = used[identity]
            yield judged(word.main, f"w:{kind}Reference {identity}: {count}", identity in known and count == 1)


@assertion(MAJOR)
def notes_say_something(word: Word) -> Iterator[Look]:
    """No note is empty.

    It prints as a number alone.
    """
    for kind in ("footnotes", "endnotes"):
        for identity, note in word.office.notes(kind).items():
            said = "".join(each.text or "" for each in note.iter(w("t"))).strip()
            yield judged(word.office.related(kind), f"w:id {identity}", bool(said))


@assertion(MINOR)
def notes_bear_their_mark(word: Word) -> Iterator[Look]:
    """Every note begins with its mark.

    Else nobody finds the note that belongs to a mark.
    """
    own = {each.get(ID, "") for each in _references(word, "footnote") if on(_custom(each))}
    for identity, note in word.office.notes("footnotes").items():
        first = next(note.iter(P), None)
        marked = first is not None and next(first.iter(w("footnoteRef")), None) is not None
        yield judged(word.office.related("footnotes"), f"w:footnoteRef {identity}", marked or identity in own)


@assertion(MINOR)
def marks_raised(word: Word) -> Iterator[Look]:
    """Marks of notes are raised.

    At full size a mark reads as text.
    """
    for each in word.paragraphs:
        for run in each.element.iter(R):
            if run.find(w("footnoteReference")) is not None or run.find(w("endnoteReference")) is not None:
                raised = each.look("vertAlign", run).get("val") == "superscript"
                yield None if raised else each.at("w:vertAlign")


@assertion(MINOR)
def marks_never_first(word: Word) -> Iterator[Look]:
    """The mark of a note or of a work cited is joined to the text before it by Word's no-width non break.

    Word lets a line begin with ① or [1] else; it stands with the word it belongs to.
    """
    for each in word.paragraphs if word.chinese else ():
        shown, joined = "", False
        for run, text in each.runs:
            mark = run.find(w("footnoteReference")) is not None or (
                text.startswith("[") and each.look("vertAlign", run).get("val") == "superscript"
            )
            if mark and is_chinese(shown[-1:]):
                yield None if joined else each.at(f"{shown[-4:]}|")
            shown, joined = shown + text, joins(run) if text or joins(run) else joined


@assertion(MAJOR)
def translators_notes_apart(word: Word) -> Iterator[Look]:
    """The translator's notes are not counted with the author's.

    One series for both makes the author's numbers disagree with the original's (publishers' notes for translators).
    """
    own = {each.get(ID, "") for each in _references(word, "footnote") if on(_custom(each))}
    theirs = [each for each in word.notes if not _TRANSLATOR.search(each.text.strip())]
    for each in word.notes:
        if theirs and _TRANSLATOR.search(each.text.strip()):
            note = next(each.element.iterancestors(w("footnote")), None)
            yield None if note is not None and note.get(ID) in own else each.at("w:customMarkFollows")


@assertion(MINOR)
def notes_are_small(word: Word) -> Iterator[Look]:
    """Notes are smaller than the text.

    小五 below 五号 text.
    """
    text = next((each.size for each in word.body), 0)
    for each in word.notes if text else ():
        if each.text.strip():
            yield None if each.size < text else each.at(f"{each.size} ≥ {text} pt")


@assertion(MINOR)
def notes_end_with_a_stop(word: Word) -> Iterator[Look]:
    """A note in Chinese ends with a full stop, or with the words that say whose it is.

    A note is a sentence.
    """
    last: dict[Element | None, Paragraph] = {}
    for each in word.notes:
        if each.text.strip():
            last[next(each.element.iterancestors(w("footnote"), w("endnote")), None)] = each
    for each in last.values():
        if han_count(each.text) > 2:
            yield (
                None
                if re.search(r"(?:[。？！…”）.]|译者?注|编者?注)$", each.text.strip())
                else each.at(each.text.strip()[-8:])
            )


def _references(word: Word, kind: str) -> list[Element]:
    return list(word.document.iter(w(f"{kind}Reference")))


def _custom(reference: Element) -> dict[str, str]:
    given = reference.get(w("customMarkFollows"))
    return {} if given is None else {"val": given}


def _said(word: Word, section: Element, name: str) -> str:
    """What a section says of its notes, or the settings for all."""
    own = value(section.find(f"{w('footnotePr')}/{w(name)}"))
    properties = word.settings.get("footnotePr")
    return own or value(None if properties is None else properties.find(w(name)))
