"""The grammar of codes and marks."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pubpipe.catalog import CodeError, decode, encode, faults, parse, understand
from pubpipe.catalog.codes import in_brackets
from pubpipe.model import Code, CodeKind, Content, content, text

CASES = tomllib.loads(Path(__file__).with_name("codes.toml").read_text("utf-8"))
ROUGH = st.text(alphabet="<>/\\abntfn1２ ＜＞\n\u2028“", max_size=30)
NASTY = st.sampled_from(["<b1>", "\\<b1>", "</b1/>", "<above/>", "\\\\<tn>", "</tn>", "a < b", "R&D", "\\", "<", "<fn"])
CODES = st.builds(
    Code, st.sampled_from(list(CodeKind)), st.sampled_from(["b", "fn", "tn", "above", "x"]), st.integers(1, 30)
)
CONTENTS = st.lists(ROUGH | NASTY | CODES | st.text(max_size=8), max_size=12).map(content)


@settings(max_examples=300, deadline=None)
@given(CONTENTS)
def test_what_is_written_reads_back_the_same(parts: Content) -> None:
    assert understand(encode(parts), parts).parts == parts


@settings(max_examples=300, deadline=None)
@given(CONTENTS)
def test_a_source_is_a_sound_translation_of_itself(parts: Content) -> None:
    assert faults(parts, encode(parts)) == []
    assert decode(encode(parts), parts) == parts


@settings(max_examples=300, deadline=None)
@given(CONTENTS)
def test_a_msgid_can_be_read_without_its_document(parts: Content) -> None:
    found = parse(encode(parts))
    assert encode(found.content) == encode(parts)
    assert text(found.content) == text(parts)
    assert [encode(parts)[offset] for offset in found.offsets[:-1]] == list(text(parts))


@settings(max_examples=200, deadline=None)
@given(CONTENTS, ROUGH | st.lists(NASTY | ROUGH, max_size=6).map("".join))
def test_any_msgstr_is_understood_or_its_faults_lie_within_it(parts: Content, target: str) -> None:
    assert content(understand(target, parts).content) == understand(target, parts).content
    assert [fault for fault in faults(parts, target) if fault.span and target[slice(*fault.span)] != fault.code] == []


@pytest.mark.parametrize("case", CASES["encode"], ids=lambda case: case["text"])
def test_encode(case: dict[str, list[str]]) -> None:
    assert encode(tuple(_code(part) for part in case["parts"])) == case["text"]


@pytest.mark.parametrize("case", CASES["fault"], ids=lambda case: case["target"])
def test_faults(case: dict[str, str]) -> None:
    source = _content(case["source"])
    moved = [_content(text) for text in case.get("moved", [])]
    expected = [tuple(each) for each in case["finds"]]
    assert [(fault.kind.value, fault.code) for fault in faults(source, case["target"], moved)] == expected
    if expected:
        with pytest.raises(CodeError) as caught:
            decode(case["target"], source, moved)
        assert [(fault.kind.value, fault.code) for fault in caught.value.faults] == expected


def test_codes_come_back_as_those_of_the_source() -> None:
    mark = Code(CodeKind.ALONE, "fn", 12, "3")
    found = decode("预算<fn1/>", ("The budget", mark))
    assert found == ("预算", mark)
    assert found[1].display == "3"


def test_a_note_stands_where_the_translator_put_it() -> None:
    target = understand("市议会<tn>美国城市的立法机关</tn>通过预算", ("The council adopts the budget",))
    assert target.notes == ("美国城市的立法机关",)
    assert target.content == ("市议会通过预算",)
    assert target.shown(in_brackets) == ("市议会（译者注：美国城市的立法机关）通过预算",)


def test_codes_of_a_moved_neighbour_find_their_own_place() -> None:
    here, there = Code(CodeKind.ALONE, "fn", 1), Code(CodeKind.ALONE, "fn", 2)
    assert decode("甲<fn1/>乙<fn1/>", ("One", here), [("Two", there)]) == ("甲", here, "乙", there)


def _code(part: str) -> str | Code:
    """`+b7` opens, `-b7` closes, `=fn3` stands alone."""
    kinds = {"+": CodeKind.OPEN, "-": CodeKind.CLOSE, "=": CodeKind.ALONE}
    if part[0] not in kinds:
        return part
    letters = part[1:].rstrip("0123456789")
    return Code(kinds[part[0]], letters, int(part[1 + len(letters) :]))


def _content(text: str) -> Content:
    """A source from its own code text, every code known."""
    import re

    parts: list[str | Code] = []
    for piece in re.split(r"(?<!\\)(</?[a-z]+[0-9]+/?>)", text):
        found = re.fullmatch(r"<(/?)([a-z]+)([0-9]+)(/?)>", piece)
        if found:
            kind = CodeKind.CLOSE if found[1] else CodeKind.ALONE if found[4] else CodeKind.OPEN
            parts.append(Code(kind, found[2], int(found[3])))
        else:
            parts.append(piece.replace("\\<", "<"))
    return content(parts)
