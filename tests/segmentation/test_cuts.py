"""Codes at a cut find their side; every cut is undone exactly."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pubpipe.model import Code, CodeKind, Content, Segment, Unit, content
from pubpipe.segmentation import join, paragraph, read_rules, segment

from .notation import parse, show

DISPLAYS = {"c": "U.S. Code. Part", "fn": "1"}


def cases() -> list[tuple[str, str]]:
    lines = (Path(__file__).parent / "cuts.txt").read_text("utf-8").splitlines()
    return [(role, cut) for line in lines if not line.startswith("#") for role, _colon, cut in [line.partition(": ")]]


@pytest.mark.parametrize(("role", "cut"), cases())
def test_codes_at_a_cut(role: str, cut: str) -> None:
    unit = segment(Unit("1/p1", role, parse(cut.replace("|", ""), DISPLAYS)))
    assert "|".join(each.before + show(each.source) + each.after for each in unit.segments) == cut
    assert {(each.role, each.place) for each in unit.segments} == {(role, "1/p1")}


def test_edge_space_is_the_units() -> None:
    unit = segment(Unit("1/p1", "paragraph", (" One.  Two. ",)))
    assert unit.segments == (
        Segment(("One.",), before=" ", place="1/p1"),
        Segment(("Two.",), before="  ", after=" ", place="1/p1"),
    )


def test_chinese_unit() -> None:
    unit = segment(Unit("1/p1", "paragraph", parse("一。<b1>二</b1>？三")), "zh-Hans")
    assert [show(each.source) for each in unit.segments] == ["一。", "<b1>二</b1>？", "三"]


def test_paragraph_is_one_segment() -> None:
    unit = paragraph(Unit("1/p1", "item", parse(" One.<fn1/> Two. ")))
    assert unit.segments == (Segment(parse("One.<fn1/> Two."), before=" ", after=" ", role="item", place="1/p1"),)


@pytest.mark.parametrize("written", ["", "<img1/>", "<b1></b1>"])
def test_nothing_to_cut(written: str) -> None:
    unit = segment(Unit("1/p1", "paragraph", parse(written)))
    assert unit.segments == ((Segment(parse(written), place="1/p1"),) if written else ())


def test_formathandle_is_followed() -> None:
    rules = read_rules(
        b"""<srx xmlns="http://www.lisa.org/srx20" version="2.0"><header segmentsubflows="yes" cascade="no">
        <formathandle type="start" include="yes"/><formathandle type="end" include="no"/>
        <formathandle type="isolated" include="no"/></header><body><languagerules><languagerule languagerulename="x">
        <rule><beforebreak>\\.</beforebreak><afterbreak>\\s</afterbreak></rule></languagerule></languagerules>
        <maprules><languagemap languagepattern="EN" languagerulename="x"/></maprules></body></srx>"""
    )

    def cut(written: str) -> list[str]:
        return [show(each.source) for each in segment(Unit("u", "heading", parse(written)), "en", rules).segments]

    assert cut("One.<b1> Two.</b1>") == ["One.<b1>", "Two.</b1>"]
    assert cut("<b1>One.</b1> Two.") == ["<b1>One.", "</b1> Two."]
    assert cut("One.<img1/> Two.") == ["One.", "<img1/> Two."]
    assert cut("One.<fn1/> Two.") == ["One.<fn1/>", "Two."]


CODES = st.builds(
    Code,
    st.sampled_from(CodeKind),
    st.sampled_from(["b", "fn", "br", "tab", "img", "c", "fld"]),
    st.integers(1, 3),
    st.sampled_from(["", "1", "See p. 3. The end"]),
)
TEXTS = st.one_of(
    st.sampled_from([". ", "? ", "Yes", " ", "Mr.", "The council met.", "“Go.” ", "。", "\n\n", "\u00a0", "……", "1. "]),
    st.text(alphabet=" .?!aAbB1”)。！市《》\n\t", max_size=12),
)
CONTENTS = st.lists(st.one_of(TEXTS, CODES), max_size=14).map(content)


@settings(max_examples=100, deadline=None)
@given(CONTENTS, st.sampled_from(["paragraph", "heading", "cell"]), st.sampled_from(["en", "zh-Hans"]))
def test_join_undoes_segment(parts: Content, role: str, language: str) -> None:
    unit = Unit("1/p1", role, parts)
    for cut in (segment(unit, language), paragraph(unit)):
        assert join(cut.segments, [each.source for each in cut.segments], "en") == parts
        seen = [any(isinstance(part, str) and part.strip() for part in each.source) for each in cut.segments]
        assert all(seen) or len(seen) == 1
