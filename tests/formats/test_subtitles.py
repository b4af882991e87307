"""Subtitles: cases, laws on any cue, names of voices, hostile input."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pubpipe.errors import Unreadable
from pubpipe.formats import subtitles
from tests.formats.markdown_and_html import cases
from tests.formats.plain_files import HARD, fates, judge, lawful, targets

CUES = st.lists(
    st.lists(st.sampled_from(["One", "<b>two</b>", "<v Ann>three", "{\\an8}x", "<i>", "♪", "4", "a < b"]), max_size=3),
    max_size=5,
)
TIMES = re.compile(rb".*-->.*[,.]\d{3}.*")


@pytest.mark.parametrize("path", cases("subtitles"), ids=lambda path: path.name)
def test_case(path: Path) -> None:
    judge(subtitles, path)
    if path.with_suffix(f".zh{path.suffix}").exists():
        merged = path.with_suffix(f".zh{path.suffix}").read_bytes()
        assert TIMES.findall(merged) == TIMES.findall(path.read_bytes())


def file(cues: list[list[str]], vtt: bool) -> bytes:
    """A file of these cues, each its lines."""
    made = ["WEBVTT\n"] if vtt else []
    for number, lines in enumerate(cues, 1):
        made.append("\n".join([str(number), "00:00:01.000 --> 00:00:02.000", *lines]) + "\n")
    return "\n".join(made).encode()


@given(CUES, st.booleans(), st.dictionaries(st.sampled_from("123"), targets("字")))
@settings(max_examples=150, deadline=None)
def test_laws(cues: list[list[str]], vtt: bool, translate: dict[str, str]) -> None:
    lawful(subtitles, file([["x"], *cues], vtt), translate)


@given(st.text(HARD + "xyz\n\n"), st.booleans())
@settings(max_examples=100, deadline=None)
def test_laws_of_any_cue(words: str, vtt: bool) -> None:
    lawful(subtitles, file([["x"], [words], ["y"]], vtt), {})


def test_fates() -> None:
    source = b"WEBVTT\n\nNOTE aside\n\none\n00:01.000 --> 00:02.000 line:0\n<v Ann Lee>Hi <b>you</b>\n"
    assert fates(subtitles, source) == [
        "line 1 protected header: WEBVTT",
        "line 3 excluded note: NOTE aside",
        "line 5 protected name of a cue: one",
        "line 6 protected times: 00:01.000 --> 00:02.000 line:0",
        "line 7 protected name of a voice: <v Ann Lee>",
        "line 7 protected markup: <b>",
        "line 7 protected markup: </b>",
    ]


@pytest.mark.parametrize("source", [b"", b"no times here", b"1\n2\n3\n", b"WEBVTTX\n"])
def test_what_is_no_subtitle_file_gets_a_sentence(source: bytes) -> None:
    with pytest.raises(Unreadable, match=r"^not a subtitle file: it has no times$"):
        subtitles.read(source)


def test_a_file_without_cues_may_be_webvtt() -> None:
    assert subtitles.read(b"WEBVTT\n").units == ()


def test_prepared() -> None:
    page, _reader = subtitles.prepare(file([["One <b>two</b>", "<i>three</i> & x"]], False))
    assert b"<p>One <strong>two</strong><br/><em>three</em> &amp; x</p>" in page
