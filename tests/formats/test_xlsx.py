"""Excel files: what is read from them and what is written into them, quirk by quirk."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pubpipe.errors import Unreadable
from pubpipe.formats import RULES, Rules, leftover, xlsx
from pubpipe.model import Code, CodeKind, Content, Document, Fate, Unit, content
from tests.formats.docx_files import shown, written
from tests.formats.xlsx_files import SPREADSHEET, Sheet, package, parts_of, row, workbook

FOLDER = Path(__file__).parent / "xlsx"


def part(name: str) -> str:
    """A part that stands beside this file, on one line."""
    return "".join(line.strip() for line in (FOLDER / f"{name}.xml").read_text(encoding="utf-8").splitlines())


RICH = (
    '<r><t xml:space="preserve">A </t></r><r><rPr><b/><sz val="11"/><rFont val="Calibri"/></rPr><t>bold</t></r>'
    '<r><rPr><i/></rPr><t xml:space="preserve"> word </t></r><r><rPr><vertAlign val="superscript"/></rPr><t>2</t></r>'
    '<r><rPr><color rgb="FFFF0000"/></rPr><t>_x000D_\nred</t></r><rPh sb="0" eb="1"><t>pronounced</t></rPh>'
)
SURVEY = workbook(
    Sheet(
        row(1, 0, 1, 2, 3)
        + row(2, 4, 5, 6, 10.5)
        + row(3, 7, 5, "Own words", '<c t="b"><v>1</v></c>')
        + row(4, 8, 9, '<c t="str"><f>A1&amp;"x"</f><v>result</v></c>', '<c t="e"><v>#N/A</v></c>')
        + row(5, "gone", hidden=True)
        + row(6, '<c t="s"><v>99</v></c>', '<c t="str"><v>plain result</v></c>', "50%", '<c t="s"><v>10</v></c>'),
        name="Survey",
        before='<cols><col min="5" max="6" hidden="1"/></cols>',
        after='<headerFooter><oddHeader>&amp;L&amp;"Arial,Bold"&amp;12Course A&amp;&amp;B&amp;RPage &amp;P of &amp;N'
        "</oddHeader><oddFooter>&amp;C&amp;P</oddFooter></headerFooter>",
    ),
    Sheet(row(1, "Second sheet") + row(2, 5), name="Notes"),
    Sheet(row(1, 5, "kept"), name="Lists", state="hidden"),
    strings=[
        "ID",
        "Answer",
        "Note",
        "Score",
        "Q-1",
        "Yes",
        RICH,
        "Q-2",
        "Q-3",
        "No, never",
        "https://example.org",
        "spare",
    ],
    core="<dc:title>A survey</dc:title><dc:creator>Ann</dc:creator>",
    names='<definedNames><definedName name="List">Lists!$A$1</definedName></definedNames>',
)
TABLE = workbook(
    Sheet(
        row(1, "Place", "Use", "Price")
        + row(2, "Park", "rest", 3.0)
        + row(3, "Total", "x", "<c><f>SUM(T[Price])</f></c>"),
        parts=[("table", part("table"))],
    )
)
OBJECTS = workbook(
    Sheet(
        row(1, "Place", "Area") + row(2, "North", 5.0) + row(3, "South", 6.0),
        name="My 'data'",
        after='<dataValidations count="1"><dataValidation type="list" promptTitle="Choose" prompt="Pick one of them" '
        'sqref="A1"><formula1>"Yes,No"</formula1></dataValidation></dataValidations><hyperlinks><hyperlink ref="A1" '
        'location="B1" tooltip="Go there" display="Place"/></hyperlinks>',
        parts=[("comments", part("comments")), ("threadedComment", part("threads")), ("drawing", part("drawing"))],
        charts=[part("chart")],
    ),
)
BOOKS = {"survey": SURVEY, "table": TABLE, "objects": OBJECTS}


def lines(source: bytes, rules: Rules = RULES) -> list[str]:
    return [f"{unit.id} {unit.role} {unit.style}| {shown(unit.content)}" for unit in xlsx.read(source, rules).units]


def fates(source: bytes, rules: Rules = RULES) -> list[str]:
    ledger = xlsx.read(source, rules).ledger
    return [
        f"{each.part} {each.place} {each.fate} {each.rule}: {each.text.strip()}"
        for each in ledger
        if each.fate is not Fate.TRANSLATED
    ]


def merged(source: bytes, targets: dict[str, str]) -> bytes:
    units = {unit.id: unit for unit in xlsx.read(source).units}
    return xlsx.merge(source, {name: written(target, units[name].content) for name, target in targets.items()})


def pseudo(unit: Unit, number: int) -> Content:
    """Han with the unit's number for every text; the order of the codes as it was."""
    return content(part if isinstance(part, Code) else f"汉{number}字" + part[:1] for part in unit.content)


def look(parts: Content) -> str:
    """A content without space."""
    return re.sub(r"\s", "", shown(parts))


def broken(source: bytes, rules: Rules = RULES) -> Iterator[str]:
    """The laws this file breaks."""
    document = xlsx.read(source, rules)
    seen = list(xlsx.scan(source))
    if xlsx.merge(source, {}, rules) != source:
        yield "identity"
    same = {unit.id: unit.content for unit in document.units}
    if xlsx.merge(source, same, rules) != source:
        yield "identity of the same"
    if left := leftover(document, seen):
        yield f"ledger: {left}"
    if leftover(Document((), document.ledger[1:]), seen) == []:
        yield "ledger sees nothing"
    targets = {unit.id: pseudo(unit, number) for number, unit in enumerate(document.units)}
    changed = xlsx.merge(source, targets, rules)
    if changed != xlsx.merge(source, targets, rules):
        yield "stability"
    if list(parts_of(changed)) != list(parts_of(source)):
        yield "parts"
    again = xlsx.read(changed, rules)
    now = [(unit.id, unit.role, look(unit.content)) for unit in again.units]
    meant = [(unit.id, unit.role, look(targets[unit.id])) for unit in document.units]
    if now != meant:
        yield f"one walk: {[pair for pair in zip(now, meant, strict=False) if pair[0] != pair[1]]}"
    if left := leftover(again, xlsx.scan(changed)):
        yield f"ledger of what was written: {left}"
    foreign = Code(CodeKind.OPEN, "b", 99)
    for turn in range(5):
        damaged: dict[str, Content] = {}
        for unit in document.units:
            codes = [part for part in unit.content if isinstance(part, Code)]
            ways: tuple[Content, ...] = (
                (),
                ("汉",),
                (*reversed(codes), "汉"),
                ("汉", *codes, *codes[:1]),
                (foreign, "汉", *codes),
            )
            damaged[unit.id] = content(ways[turn])
        written_anew = xlsx.merge(source, damaged, rules)
        if leftover(xlsx.read(written_anew, rules), xlsx.scan(written_anew)):
            yield f"damaged codes {turn}"


@pytest.mark.parametrize("name", BOOKS)
@pytest.mark.parametrize(
    "rules", [RULES, Rules(hidden=True), Rules(False, False, False, False)], ids=["", "all", "few"]
)
def test_laws(name: str, rules: Rules) -> None:
    assert list(broken(BOOKS[name], rules)) == []


@pytest.mark.parametrize("name", BOOKS)
def test_reading(name: str) -> None:
    """What stands beside this file: every unit, and the fate of all that is none."""
    units, _blank, ledger = (FOLDER / f"{name}.units").read_text(encoding="utf-8").partition("\n\n")
    assert lines(BOOKS[name]) == units.splitlines()
    assert fates(BOOKS[name]) == ledger.splitlines()


def test_a_shared_string_changes_only_where_it_has_a_target() -> None:
    """ "Yes" stands in three sheets' cells: two get one Chinese word, one another, the hidden one keeps it."""
    parts = parts_of(merged(SURVEY, {"1/c4": "是", "1/c6": "是", "2/c2": "对", "1/c8": "从不", "1/c7": "自述"}))
    strings = re.findall("<si>(.*?)</si>", parts["strings.xml"].decode(), re.DOTALL)
    assert (strings[5], strings[9], strings[11:]) == (
        "<t>Yes</t>",
        "<t>从不</t>",
        ["<t>spare</t>", "<t>是</t>", "<t>对</t>"],
    )
    assert 'uniqueCount="14"' in parts["strings.xml"].decode()
    first = parts["sheets/s1.xml"].decode()
    assert ('<c r="B2" t="s"><v>12</v></c>' in first, '<c r="B3" t="s"><v>12</v></c>' in first) == (True, True)
    assert '<c r="C3" t="inlineStr"><is><t>自述</t></is></c>' in first
    assert '<c r="A2" t="s"><v>13</v></c>' in parts["sheets/s2.xml"].decode()
    assert parts["sheets/s3.xml"] == parts_of(SURVEY)["sheets/s3.xml"]


def test_only_touched_parts_change() -> None:
    before, after = parts_of(SURVEY), parts_of(merged(SURVEY, {"2/c1": "第二张"}))
    assert [name for name in before if before[name] != after[name]] == ["book.xml", "sheets/s2.xml"]
    assert '</definedNames><calcPr fullCalcOnLoad="1"/></workbook>' in after["book.xml"].decode()
    before, after = parts_of(SURVEY), parts_of(merged(SURVEY, {"1/c8": "从不"}))
    assert [name for name in before if before[name] != after[name]] == ["book.xml", "strings.xml"]


def test_looks_are_kept() -> None:
    target = "<b1>粗</b1>字<sup1>2</sup1><f1>红</f1><br1/><i1>词 </i1>=_x000D_<"
    strings = parts_of(merged(SURVEY, {"1/c5": target}))["strings.xml"].decode()
    assert re.findall("<si>(.*?)</si>", strings, re.DOTALL)[6] == (
        '<r><rPr><b/><sz val="11"/><rFont val="Calibri"/></rPr><t>粗</t></r><r><t>字</t></r>'
        '<r><rPr><vertAlign val="superscript"/></rPr><t>2</t></r>'
        '<r><rPr><color rgb="FFFF0000"/></rPr><t xml:space="preserve">红\n</t></r>'
        '<r><rPr><rFont val="KaiTi"/></rPr><t xml:space="preserve">词 </t></r><r><t>=_x005F_x000D_&lt;</t></r>'
    )


def test_a_table_is_named_as_its_headings_are() -> None:
    parts = parts_of(merged(TABLE, {"1/c1": "地点", "1/c2": "地点", "1/c5": "合计"}))
    table, sheet = parts["table1-1.xml"].decode(), parts["sheets/s1.xml"].decode()
    assert re.findall('<tableColumn id="." name="(.*?)"', table) == ["地点", "地点2", "Price"]
    assert re.findall("<t>(.*?)</t>", sheet) == ["地点", "地点2", "Price", "Park", "rest", "合计", "x"]
    assert 'totalsRowLabel="合计"' in table


def test_charts_say_what_their_cells_say() -> None:
    parts = parts_of(merged(OBJECTS, {"1/c2": "面积", "1/c4": "南", "1/x2": "公园", "1/x3": "规划"}))
    assert re.findall("<c:v>(.*?)</c:v>", parts["chart1-1.xml"].decode()) == ["面积", "North", "南", "5", "规划"]
    assert '<a:r><a:rPr b="1" lang="zh-CN"/><a:t>公园</a:t></a:r></a:p>' in parts["chart1-1.xml"].decode()


def test_shapes_comments_and_prompts() -> None:
    long = "长" * 50
    targets = {"1/m1": "<b1>安：</b1><br1/>查", "1/m2": "何故？", "1/x1": "<i1>下</i1>见<br1/><fld1=7/>", "1/x4": long}
    parts = parts_of(merged(OBJECTS, targets))
    author = '<r><rPr><b/></rPr><t xml:space="preserve">安：\n</t></r><r><t>查</t></r>'
    assert author in parts["comments1-1.xml"].decode()
    assert "<t>[Threaded comment] Comment: 何故？</t>" in parts["comments1-1.xml"].decode()
    assert "<text>何故？</text>" in parts["threadedComment1-2.xml"].decode()
    assert (
        '<a:p><a:r><a:rPr lang="zh-CN"><a:ea typeface="KaiTi"/></a:rPr><a:t>下</a:t></a:r>'
        '<a:r><a:rPr lang="zh-CN"/><a:t>见</a:t></a:r><a:br/>'
        '<a:fld id="{0}" type="slidenum"><a:t>7</a:t></a:fld><a:endParaRPr lang="en-US"/></a:p>'
    ) in parts["drawing1-3.xml"].decode()
    assert f'promptTitle="{long[:32]}"' in parts["sheets/s1.xml"].decode()


def test_headers_keep_their_codes() -> None:
    sheet = parts_of(merged(SURVEY, {"0/d1": "2024&课", "0/d2": "共<fld2=&N/>页，第<fld1=&P/>页"}))[
        "sheets/s1.xml"
    ].decode()
    assert '<oddHeader>&amp;L&amp;"Arial,Bold"&amp;12 2024&amp;&amp;课&amp;R共&amp;N页，第&amp;P页</oddHeader>' in sheet


def test_a_run_that_looks_as_its_cell_does_has_no_code() -> None:
    """Excel writes the cell's whole font beside each run but the first."""
    font = '<sz val="11"/><{} val="Calibri"/>'
    runs = f"<r><t>A </t></r><r><rPr><b/>{font.format('rFont')}</rPr><t>bold</t></r>"
    runs += f"<r><rPr>{font.format('rFont')}</rPr><t> word</t></r>"
    fonts = f"<fonts><font>{font.format('name')}</font></fonts><cellXfs><xf fontId='0'/></cellXfs>"
    source = workbook(Sheet(row(1, 0)), strings=[runs], styles=fonts)
    assert lines(source) == ["1/c1 cell | A <b1>bold</b1> word"]
    assert list(broken(source)) == []


def test_columns_a_project_protects() -> None:
    rules = Rules(protect_columns=("note",))
    assert [line for line in lines(SURVEY, rules) if "Note" in line or "bold" in line] == []
    assert list(broken(SURVEY, rules)) == []


def test_strict_files_stay_strict() -> None:
    old, new = (
        b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
        b"http://purl.oclc.org/ooxml/spreadsheetml/main",
    )
    strict = package({name: data.replace(old, new) for name, data in parts_of(SURVEY).items()})
    assert lines(strict) == lines(SURVEY)
    assert list(broken(strict)) == []
    strings = parts_of(merged(strict, {"1/c8": "从不"}))["strings.xml"]
    assert (new in strings, old in strings, "从不".encode() in strings) == (True, False, True)


DAMAGED = {
    "not an Excel file: it has no workbook": lambda parts: {**parts, "_rels/.rels": b"<Relationships/>"},
    "not an Excel file: its main part is ": lambda parts: {**parts, "book.xml": b"<x/>"},
    "damaged: strings.xml is not well-formed XML: ": lambda parts: {**parts, "strings.xml": b"<sst>"},
    "a document type or entity is declared": lambda parts: {**parts, "sheets/s1.xml": b"<!DOCTYPE x><x/>"},
    "a binary Excel workbook: save it as .xlsx": lambda parts: {
        **parts,
        "[Content_Types].xml": parts["[Content_Types].xml"].replace(
            (SPREADSHEET + "sheet.main+xml").encode(), b"application/vnd.ms-excel.sheet.binary.macroEnabled.main"
        ),
    },
}


@pytest.mark.parametrize("sentence", DAMAGED)
def test_what_cannot_be_read_gets_a_sentence(sentence: str) -> None:
    with pytest.raises(Unreadable) as caught:
        xlsx.read(package(DAMAGED[sentence](parts_of(SURVEY))))
    assert str(caught.value).startswith(sentence)


def test_sheets_and_strings_that_are_missing_are_no_harm() -> None:
    parts = parts_of(SURVEY)
    del parts["strings.xml"], parts["sheets/s2.xml"]
    assert lines(package(parts))[-1] == "0/d2 header | Page <fld1=&P/> of <fld2=&N/>"
    assert list(broken(package(parts))) == []


TOKENS = [
    "",
    "<",
    "&amp;",
    "s",
    "99",
    "-1",
    "1",
    "A1",
    "ZZZZ9",
    "inlineStr",
    "str",
    "<t>x</t>",
    "<v>2</v>",
    "<is/>",
    "rId1",
]
POINTS = re.compile(rb'(?<=>)[^<]*(?=<)|(?<==")[^"]*(?=")|<[^>]*>')


@given(
    st.sampled_from(sorted(BOOKS)),
    st.integers(1, 40),
    st.lists(st.tuples(st.integers(0), st.sampled_from(TOKENS)), max_size=3),
)
@settings(max_examples=150, deadline=None)
def test_a_damaged_part_gets_a_sentence_or_is_read(name: str, at: int, damage: list[tuple[int, str]]) -> None:
    parts = parts_of(BOOKS[name])
    part_name = list(parts)[at % len(parts)]
    for point, token in damage:
        spans = [found.span() for found in POINTS.finditer(parts[part_name])]
        start, end = spans[point % len(spans)] if spans else (0, 0)
        parts[part_name] = parts[part_name][:start] + token.encode() + parts[part_name][end:]
    source = package(parts)
    try:
        document = xlsx.read(source)
    except Unreadable as error:
        assert "\n" not in str(error)
        return
    assert leftover(document, xlsx.scan(source)) == []
    targets = {unit.id: pseudo(unit, number) for number, unit in enumerate(document.units)}
    changed = xlsx.merge(source, targets)
    assert leftover(xlsx.read(changed), xlsx.scan(changed)) == []


def test_prepared() -> None:
    page, reader = xlsx.prepare(SURVEY)
    assert reader == "html+epub_html_exts"
    rows = page.decode().partition("<table>")[2].partition("</table>")[0].replace("</tr>", "\n").splitlines()
    assert rows[1] == (
        "</thead><tr><td>Q-1</td><td>Yes</td><td>A <strong>bold</strong><em> word </em><sup>2</sup><br/>red</td>"
        "<td>10.5</td>"
    )
    assert rows[2] == "<tr><td>Q-2</td><td>Yes</td><td>Own words</td><td>TRUE</td>"
    assert "<p>Parks by district</p>" in xlsx.prepare(OBJECTS)[0].decode()
