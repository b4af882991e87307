"""PO entries read as segments without their document."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from pubpipe.catalog import Parsed, encode, parse, segments
from pubpipe.model import Code, CodeKind, Entry, Segment, State, text

TOKENS = ("<b1>", "</b1>", "<fn2/>", "<above/>", "<tn>", "</tn>", "\\", "<", "市", "a ", "<B1>", "</b1/>")


def test_codes_keep_the_number_they_show() -> None:
    assert parse("见<b2>第三章</b2>") == Parsed(
        ("见", Code(CodeKind.OPEN, "b", 2), "第三章", Code(CodeKind.CLOSE, "b", 2)), (0, 5, 6, 7, 13)
    )


def test_marks_are_codes_without_number_and_near_misses_are_text() -> None:
    assert parse("<above/>").content == (Code(CodeKind.ALONE, "above", 0),)
    assert parse("<B1>").content == ("<B1>",)


def test_offsets_step_over_backslashes() -> None:
    parsed = parse(r"\<b1>甲\\<b1>")
    assert (text(parsed.content), parsed.offsets) == ("<b1>甲\\", (1, 2, 3, 4, 5, 6, 12))
    assert parsed.place((4, 6)) == (5, 7)
    assert parsed.place((6, 6)) == (12, 12)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(TOKENS), max_size=9).map("".join))
def test_every_character_stands_where_the_offsets_say(written: str) -> None:
    parsed = parse(written)
    plain = text(parsed.content)
    assert "".join(written[offset] for offset in parsed.offsets[:-1]) == plain
    assert parsed.offsets[-1] == len(written)
    assert list(parsed.offsets) == sorted(set(parsed.offsets))


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(("<b1>", "</b1>", "<fn1/>", "\\", "<b", "市", "a ")), max_size=9).map("".join))
def test_what_reads_as_text_is_written_so_that_it_does_again(written: str) -> None:
    plain = text(parse(written).content)
    assert parse(encode((plain,) if plain else ())).content == ((plain,) if plain else ())


def test_entries_become_segments() -> None:
    entries = [
        Entry("<b1>Gone</b1>", "走了", obsolete=True),
        Entry("Plan", "规划", "heading@1a2b3c4d", places=("a.docx:1/h", "a.docx:2/h")),
        Entry("Act.", "行动。", flags=("fuzzy",), places=("a.docx:1/p1",)),
        Entry("Stop.", " "),
    ]
    assert segments(entries) == [
        Segment(("Plan",), ("规划",), role="heading", place="a.docx:1/h", state=State.TRANSLATED, written="规划"),
        Segment(("Act.",), ("行动。",), place="a.docx:1/p1", state=State.FUZZY, written="行动。"),
        Segment(("Stop.",), (" ",), written=" "),
    ]
