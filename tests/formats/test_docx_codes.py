"""Whatever a target holds, the Word file that is written is sound: law 4."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from pubpipe.formats import docx
from pubpipe.formats._codes import mend
from pubpipe.model import Code, CodeKind, Content, codes, content, text
from tests.formats.docx_files import part, shown, word

BODY = """<w:p><w:r><w:t xml:space="preserve">One </w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>bold</w:t></w:r>
<w:hyperlink r:id="x"><w:r><w:t xml:space="preserve">link </w:t></w:r><w:r><w:rPr><w:i/></w:rPr><w:t>slanted</w:t></w:r>
<w:sdt><w:sdtPr><w:id w:val="7"/></w:sdtPr><w:sdtContent><w:r><w:t>held</w:t></w:r></w:sdtContent></w:sdt></w:hyperlink>
<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>HYPERLINK "x"</w:instrText><w:fldChar w:fldCharType="separate"/>
<w:t>field</w:t><w:fldChar w:fldCharType="end"/></w:r><w:bookmarkStart w:id="1" w:name="a"/><w:r><w:t>, </w:t>
<w:footnoteReference w:id="1"/></w:r><w:bookmarkEnd w:id="1"/><w:r><w:t xml:space="preserve"> mid </w:t><w:br/></w:r>
<w:fldSimple w:instr="REF a"><w:r><w:t>ref</w:t></w:r></w:fldSimple><w:r><w:t>end</w:t></w:r></w:p>"""
SOURCE = word(BODY)
UNIT = docx.read(SOURCE).units[0]
OWN = list(codes(UNIT.content))
FOREIGN = [Code(CodeKind.OPEN, "b", 9), Code(CodeKind.CLOSE, "u", 1), Code(CodeKind.ALONE, "fn", 9)]

targets = st.lists(
    st.one_of(st.text(min_size=1, max_size=6), st.sampled_from(OWN), st.sampled_from(FOREIGN)), max_size=20
).map(content)
reordered = st.permutations([code for code in OWN if code.kind is CodeKind.ALONE]).map(
    lambda alone: content([part for code in alone for part in (code, "字x")] + ["尾"])
)


@given(targets)
@settings(max_examples=100, deadline=None)
def test_codes_are_mended(target: Content) -> None:
    mended = mend(UNIT.content, target)
    assert text(mended) == text(target)
    assert sorted(str(code) for code in codes(mended) if code.kind is CodeKind.ALONE) == sorted(
        str(code) for code in OWN if code.kind is CodeKind.ALONE
    )
    standing: list[tuple[str, int]] = []
    for code in codes(mended):
        if code.kind is CodeKind.OPEN:
            standing.append((code.type, code.id))
        elif code.kind is CodeKind.CLOSE:
            assert standing.pop() == (code.type, code.id)
    assert standing == []
    assert mend(UNIT.content, mended) == mended or any(
        list(codes(mended)).count(code) > 1 for code in OWN if code.kind is CodeKind.OPEN
    )


@given(targets)
@settings(max_examples=100, deadline=None)
def test_any_target_gives_a_sound_file(target: Content) -> None:
    merged = docx.merge(SOURCE, {UNIT.id: target})
    root = etree.fromstring(part(merged, "word/main part.xml").encode())
    names = [each.tag.rpartition("}")[2] for each in root.iter("*")]
    kept = [names.count(name) for name in ("footnoteReference", "br", "bookmarkStart", "bookmarkEnd", "fldSimple")]
    assert kept == [1, 1, 1, 1, 1]
    marks = [each for name, each in zip(names, root.iter("*"), strict=True) if name == "fldChar"]
    kinds = [next(iter(mark.attrib.values())) for mark in marks]
    assert kinds in ([], ["begin", "separate", "end"])
    numbers = [each for each in names if each == "id"]
    assert len(numbers) <= 1
    docx.read(merged)


@given(reordered)
@settings(max_examples=24, deadline=None)
def test_moved_codes_stand_where_the_target_puts_them(target: Content) -> None:
    merged = docx.merge(SOURCE, {UNIT.id: ("头", *target)})
    alone = [code for code in codes(docx.read(merged).units[0].content) if code.kind is CodeKind.ALONE]
    assert [(code.type, code.display) for code in alone] == [(code.type, code.display) for code in codes(target)]
    assert text(docx.read(merged).units[0].content) == text(("头", *target))


def test_the_source_as_target_changes_nothing_a_reader_sees() -> None:
    merged = docx.merge(SOURCE, {UNIT.id: UNIT.content})
    assert shown(docx.read(merged).units[0].content) == shown(UNIT.content)
