"""Faces and languages: which face a role has, and what is said of the language of text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pubpipe.books._checklist import MAJOR, MINOR, Look, assertion, judged
from pubpipe.books._checklist._looks import Element, said
from pubpipe.books._checklist._paragraphs import Paragraph
from pubpipe.books._checklist._word import Word
from pubpipe.books._scripts import has_chinese
from pubpipe.formats.docx.names import w
from pubpipe.text.scripts import han_count

_SONG = re.compile(r"宋|明|仿|Song|Ming|Serif|Mincho|FZSS|FZXS|HYShu", re.I)
_DEFAULT_LATIN = re.compile(r"Aptos|Calibri|Cambria|Candara|Segoe|Tahoma|Verdana|Trebuchet|Comic|Arial|Helvetica", re.I)
_KAI = re.compile(r"楷|仿|Kai|FangSong|Wenkai", re.I)
_OFFICE = re.compile(r"等线|DengXian|Gothic|Mincho", re.I)
_PHRASE = re.compile(r"(?<![A-Za-z’'.-])[A-Za-z][A-Za-z’'.-]*(?: [A-Za-z’'.-]+)+")
_SHARED = re.compile("[“”‘’—…]")
_APOSTROPHE = re.compile("[A-Za-z]’[A-Za-z]")


@assertion(MAJOR, 1)
def text_is_song(word: Word) -> Iterator[Look]:
    """Running text is set in 宋体 or another face with serifs.

    CLREQ: 宋 is the face of running text; 等线, a sans, is Office's default.
    """
    for each in word.body:
        if not _quoted(each) and not each.said("shd") and not each.said("pBdr"):
            face = each.face("eastAsia", _first(each))
            yield None if _SONG.search(face) or _KAI.search(face) else each.at(f"w:eastAsia {face or '-'}")


@assertion(MAJOR, 1, 5)
def headings_have_their_face(word: Word) -> Iterator[Look]:
    """Headings have a face of their own: 黑体 or another than the text's.

    Bold is no substitute: Word thickens 宋体 by smearing it.
    """
    text = next((each.face("eastAsia", _first(each)) for each in word.body), "")
    for each in word.headings if text else ():
        if han_count(each.text):
            face = each.face("eastAsia", _first(each))
            own = face not in ("", text) and not _OFFICE.search(face)
            yield None if own else each.at(f"w:eastAsia {face or '-'}")


@assertion(MINOR, 1)
def latin_has_serifs(word: Word) -> Iterator[Look]:
    """Latin letters and figures in running text have a face with serifs that goes with 宋体, such as Times New Roman.

    Not the default of an office program.
    """
    for each in word.body:
        run = next((run for run, text in each.runs if re.search("[A-Za-z0-9]", text)), None)
        if run is not None:
            face = each.face("ascii", run)
            yield (
                None
                if face and not _DEFAULT_LATIN.search(face) and not has_chinese(face)
                else each.at(f"w:ascii {face or '-'}")
            )


@assertion(MINOR, 1)
def faces_are_named(word: Word) -> Iterator[Look]:
    """Faces are named, not left to the theme.

    A theme's face changes with the version of Word that opens the file.
    """
    for each in word.body:
        fonts = each.look("rFonts", _first(each))
        themed = sorted(key for key in fonts if key.endswith("Theme"))
        yield each.at(f"w:rFonts {' '.join(themed)}") if themed else None


@assertion(MINOR, 1)
def quotations_have_their_face(word: Word) -> Iterator[Look]:
    """Quotations are set in 楷体 or 仿宋.

    CLREQ: 楷 for quotations, 仿宋 for notes and what is secondary.
    """
    for each in word.running:
        if _quoted(each):
            face = each.face("eastAsia", _first(each))
            yield None if _KAI.search(face) else each.at(f"w:eastAsia {face or '-'}")


@assertion(MAJOR, 20)
def chinese_is_marked(word: Word) -> Iterator[Look]:
    """Chinese text is marked as zh-CN.

    Word breaks lines and looks for errors by it; zh-Hans, which pandoc writes, is not a language Word knows.
    """
    for each in word.body:
        language = each.look("lang", _first(each)).get("eastAsia", "")
        yield (
            None
            if re.fullmatch("zh-(CN|SG|TW|HK|MO)", language, re.I)
            else each.at(f"w:lang eastAsia {language or '-'}")
        )


@assertion(MINOR, 20)
def english_is_marked(word: Word) -> Iterator[Look]:
    """English phrases within Chinese bear their language in the run.

    Else the speller underlines them and a reading aid speaks them as Chinese.
    """
    for each in word.running:
        for phrase in _PHRASE.finditer(each.text):
            run = each.run_at(phrase.start())
            own = None if run is None else run.find(f"{w('rPr')}/{w('lang')}")
            yield None if said(own).get("val", "").lower().startswith("en") else each.at(phrase[0])


@assertion(MINOR, 14)
def shared_marks_are_chinese(word: Word) -> Iterator[Look]:
    """Quotes, dashes and ellipses of Chinese text are set in the Chinese face.

    “ ” — … have one code for both scripts: `w:hint="eastAsia"` makes them as wide as a character.
    """
    for each in word.running:
        for run, text in each.runs:
            if _SHARED.search(text) and has_chinese(text):
                hint = each.look("rFonts", run).get("hint", "")
                yield None if hint == "eastAsia" or _same_face(each, run) else each.at(text[:20])


@assertion(MINOR, 14)
def apostrophes_stay_latin(word: Word) -> Iterator[Look]:
    """An English apostrophe is not set in the Chinese face.

    It would stand as wide as a character: council’ s.
    """
    for each in word.running:
        for run, text in each.runs:
            if _APOSTROPHE.search(text):
                yield each.at(text[:20]) if each.look("rFonts", run).get("hint", "") == "eastAsia" else None


@assertion(MINOR, 16)
def theme_knows_chinese(word: Word) -> Iterator[Look]:
    """The document says that its East Asian language is Chinese.

    Theme faces and punctuation follow it.
    """
    if word.chinese:
        language = said(word.settings.get("themeFontLang")).get("eastAsia", "")
        yield judged("word/settings.xml", f"w:themeFontLang eastAsia {language or '-'}", language.startswith("zh"))


@assertion(MINOR)
def faces_are_declared(word: Word) -> Iterator[Look]:
    """Every face of the running text is declared in the font table.

    There Word finds what to take where the face is not installed.
    """
    table = word.tree("fontTable")
    if table is None:
        return
    known = {each.get(w("name"), "") for each in table.iter(w("font"))}
    known |= {each.get(w("val"), "") for each in table.iter(w("altName"))}
    faces = {face for each in word.body for slot in ("eastAsia", "ascii") if (face := each.face(slot, _first(each)))}
    for face in sorted(faces):
        yield judged("word/fontTable.xml", face, face in known)


def _first(paragraph: Paragraph) -> Element | None:
    """Its first run with Chinese."""
    return next((run for run, text in paragraph.runs if han_count(text)), None)


def _quoted(paragraph: Paragraph) -> bool:
    return any(name in ("quote", "intense quote", "block text", "引文") for name in paragraph.names)


def _same_face(paragraph: Paragraph, run: Element) -> bool:
    return paragraph.face("ascii", run) == paragraph.face("eastAsia", run)
