"""Units are cut as their PO file has them, exactly as the rules would, or not at all."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pubpipe.catalog import Catalog, Extraction, cutter, read_po, update
from pubpipe.formats import format_of
from pubpipe.model import Code, CodeKind, Content, Document, Entry, Unit, content
from pubpipe.segmentation import segment

ROOT = Path(__file__).parents[2]
BOOK = ROOT / "sources" / "city-management"
CHAPTERS = sorted(path.name for path in BOOK.iterdir() if path.suffix in (".docx", ".md", ".html"))
EXTRACTION = Extraction("book/1.md")


def unit(*parts: str | Code) -> Unit:
    return Unit("1/p1", "paragraph", parts)


def extracted(*units: Unit) -> Catalog:
    """What extraction makes of these units, cut by the rules."""
    return update(None, Document(tuple(map(segment, units)), "md"), EXTRACTION)[0]


@pytest.mark.parametrize("name", CHAPTERS)
def test_the_sample_is_cut_as_by_the_rules(name: str) -> None:
    catalog = read_po((ROOT / "translations/zh_CN/city-management" / f"{Path(name).stem}.po").read_bytes())
    cut = cutter(catalog)
    units = format_of(name).read((BOOK / name).read_bytes()).units
    found = [(cut(each), segment(each)) for each in units]
    known = [(made, wanted) for made, wanted in found if made is not None]
    assert [made for made, _wanted in known] == [wanted for _made, wanted in known]
    assert len(known) > len(found) / 2


@given(st.text(alphabet="Ab. ?1\n\u00a0<x>\\", max_size=40))
@settings(max_examples=100, deadline=None)
def test_any_text_is_cut_as_by_the_rules_or_not_at_all(text: str) -> None:
    whole = unit(text) if text else unit()
    assert cutter(extracted(whole))(whole) in (None, segment(whole))


@given(st.lists(st.sampled_from(["A", "b. ", " ", "B.", "\u00a0", "\n", "fn", "b", "/b", "br", "x"]), max_size=12))
@settings(max_examples=300, deadline=None)
def test_any_content_is_cut_as_by_the_rules_or_not_at_all(words: list[str]) -> None:
    parts: list[str | Code] = []
    opened = 0
    for number, word in enumerate(words, 1):
        if word == "b":
            parts.append(Code(CodeKind.OPEN, "b", opened := number))
        elif word == "/b" and opened:
            parts.append(Code(CodeKind.CLOSE, "b", opened))
            opened = 0
        elif word in ("fn", "br", "x"):
            parts.append(Code(CodeKind.ALONE, word, number))
        elif word != "/b":
            parts.append(word)
    whole = unit(*content(parts))
    assert cutter(extracted(whole))(whole) in (None, segment(whole))


def test_codes_go_to_the_sentences_that_have_them() -> None:
    note, begin, end = Code(CodeKind.ALONE, "fn", 1), Code(CodeKind.OPEN, "b", 1), Code(CodeKind.CLOSE, "b", 1)
    whole = unit("One ends.", note, " ", begin, "Two ends.", end, " Three ends.")
    made = cutter(extracted(whole))(whole)
    assert made == segment(whole)
    assert [each.source for each in made.segments] == [("One ends.", note), (begin, "Two ends.", end), ("Three ends.",)]


def test_white_space_is_the_unit_s() -> None:
    whole = unit(" One ends.  Two ends. ")
    assert cutter(extracted(whole))(whole) == segment(whole)


@pytest.mark.parametrize(
    "parts",
    [
        ("One ends. Two changed.",),
        ("One ends. Two ends. Three.",),
        ("One ends.",),
        ("One ends. ", Code(CodeKind.OPEN, "b", "1"), "Two ends.", Code(CodeKind.CLOSE, "b", "1")),
        (),
    ],
)
def test_what_the_file_does_not_have_is_left_to_the_rules(parts: Content) -> None:
    assert cutter(extracted(unit("One ends. Two ends.")))(unit(*parts)) is None


def test_a_sentence_that_is_lacking_is_not_passed_over() -> None:
    whole = unit("One ends. Two ends.")
    catalog = extracted(whole)
    lacking = replace(catalog, entries=tuple(each for each in catalog.entries if each.source != "One ends."))
    assert cutter(lacking)(whole) is None
    gone = replace(catalog, entries=tuple(Entry(each.source, obsolete=True) for each in catalog.entries))
    assert cutter(gone)(whole) is None
