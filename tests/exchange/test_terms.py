"""Terms: what other houses write is read as its cases say, what we write comes back the same and is valid."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pubpipe import exchange
from pubpipe.errors import Misused, PubpipeError, Unreadable
from pubpipe.glossary import Glossary, read_csv
from pubpipe.model import Concept, NameKind, Status, Term
from pubpipe.tables.workbooks import saved, sheet, workbook
from tests.exchange.cases import Case, cases

OURS = Path(__file__).parents[2] / "glossaries" / "government-terms.csv"
WHOLE = ("csv", "xlsx", "tbx", "tbx-dct", "tbx-v2")
"""The formats that hold everything."""


def text(case: Case, key: str) -> str:
    return str(case.values[key]).lstrip("\n")


def data(case: Case) -> bytes:
    """The case's file; a workbook is written from tabs, behind a sheet that says nothing."""
    if case.format != "xlsx":
        return text(case, "text").encode(case.values.get("encoding", "utf-8"))
    book = workbook()
    sheet(book, "about", ["who"], [["we"]], (10,))
    headings, *rows = [line.split("\t") for line in text(case, "text").splitlines()]
    sheet(book, "terms", headings, [[_cell(each) for each in row] for row in rows], [10] * len(headings))
    return saved(book)


def _cell(written: str) -> object:
    if written == "true":
        return True
    if written[:2] == "20":
        return date.fromisoformat(written) if "-" in written else float(written)
    return written


@pytest.mark.parametrize(
    "case", [each for each in cases("glossary") if "text" in each.values], ids=lambda case: case.name
)
def test_terms_are_read(case: Case) -> None:
    read = exchange.terms(case.format)[0].read_terms(data(case), case.values.get("map", {}))
    assert read == read_csv(text(case, "glossary").encode())
    assert list(read.notices) == case.values.get("notices", [])


@pytest.mark.parametrize("case", cases("faulty"), ids=lambda case: case.name)
def test_every_fault_has_its_place(case: Case) -> None:
    with pytest.raises((Unreadable, Misused)) as refused:
        exchange.terms(case.format)[0].read_terms(data(case), case.values.get("map", {}))
    sentence = text(case, "faulty").rstrip("\n")
    assert str(refused.value)[: len(sentence)] == sentence


@pytest.mark.parametrize("case", cases("writes"), ids=lambda case: case.name)
def test_terms_are_written(case: Case) -> None:
    written = exchange.terms(case.format)[0].write_terms(read_csv(text(case, "glossary").encode()))
    assert written.decode() == text(case, "writes")


def back(name: str, glossary: Glossary) -> Glossary:
    kind, style = exchange.terms(name)
    return kind.read_terms(kind.write_terms(glossary, style), {})


@pytest.mark.parametrize("name", WHOLE)
def test_our_own_glossary_comes_back(name: str) -> None:
    glossary = read_csv(OURS.read_bytes())
    assert back(name, glossary) == glossary


WORDS = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Zs", "Zl", "Zp", "Cf", "Cn", "Co")), min_size=1, max_size=6
)
CELLS = WORDS | st.sampled_from(
    [
        "=1+1",
        "'=1",
        "-x",
        "@x",
        "''",
        "a;b",
        "a\nb",
        "a\n  b",
        "<&>",
        "pubpipe:note=x",
        "x]]>",
        "a  b",
        "TRUE",
        "1.0",
        "&amp;",
    ]
)
LISTS = st.lists(WORDS.map(lambda word: word.translate(dict.fromkeys(map(ord, ";；|"), "x"))), max_size=2).map(tuple)
URLS = st.sampled_from(
    ["", "https://a.example/x?y=1#z", "a.example", "http://[", "https://a.example/%zz", "https://a b"]
)
DAYS = st.none() | st.dates()
OWNERS = st.just(()) | CELLS.map(lambda cell: (("the owner=%", cell),))
TERMS = st.builds(
    Term,
    CELLS,
    st.sampled_from(["en", "zh-Hans", "zh-Hant", "en-US"]),
    st.sampled_from(Status),
    part_of_speech=st.sampled_from(["", "noun", "phrase"]),
    type=st.sampled_from(["", "acronym", "proper name"]),
    authority=st.just("") | CELLS,
    url=URLS,
    note=st.just("") | CELLS,
    reason=st.just("") | CELLS,
    case_sensitive=st.booleans(),
    exact_form=st.booleans(),
    valid_to=DAYS,
    blockers=LISTS,
    pinyin=st.just("") | WORDS,
    anywhere=st.booleans(),
    approved_by=st.just("") | CELLS,
    approved_on=DAYS,
    approval_note=st.just("") | CELLS,
    inflections=LISTS,
    geography=st.sampled_from(["", "CN", "US; UK"]),
    register=st.just("") | CELLS,
    example=st.just("") | CELLS,
    extra=OWNERS,
)
CONCEPTS = st.builds(
    Concept,
    st.just("x"),
    st.lists(TERMS, min_size=1, max_size=3, unique_by=lambda term: (term.language, term.text)).map(tuple),
    domain=st.just("") | CELLS,
    definition=st.just("") | CELLS,
    note=st.just("") | CELLS,
    required_context=LISTS,
    excluded_context=LISTS,
    confusable_with=LISTS,
    do_not_translate=st.booleans(),
    kind=st.none() | st.sampled_from(NameKind),
    scope=LISTS,
    first_mention=st.just("") | CELLS,
    definition_source=st.just("") | CELLS,
    broader=LISTS,
    related=LISTS,
    responsible=st.just("") | CELLS,
)


def glossary_of(concepts: list[Concept]) -> Glossary:
    return Glossary(
        tuple(replace(concept, id=f"c{number}") for number, concept in enumerate(concepts)), ("the owner=%",)
    )


GLOSSARIES = st.lists(CONCEPTS, min_size=1, max_size=2).map(glossary_of)


@pytest.mark.parametrize("name", WHOLE)
@settings(max_examples=60, deadline=None)
@given(glossary=GLOSSARIES)
def test_any_glossary_comes_back(name: str, glossary: Glossary) -> None:
    assert back(name, glossary) == glossary


@pytest.mark.parametrize("name", sorted(exchange.styles()))
def test_the_same_terms_are_the_same_bytes(name: str) -> None:
    kind, style = exchange.terms(name)
    glossary = read_csv(OURS.read_bytes())
    assert kind.write_terms(glossary, style) == kind.write_terms(glossary, style)


def test_no_cell_of_a_workbook_is_a_formula() -> None:
    from openpyxl import load_workbook

    glossary = Glossary((Concept("x", (Term("=1+1", "en", note="+1"),)),), ("@x",))
    written = exchange.terms("xlsx")[0].write_terms(glossary)
    cells = [cell for row in load_workbook(io.BytesIO(written)).worksheets[0].iter_rows() for cell in row if cell.value]
    assert {cell.data_type for cell in cells} == {"s"}
    assert [cell.value for cell in cells if cell.value[0] in "'=+-@"] == ["'@x", "'=1+1", "'+1"]


def test_what_a_format_cannot_hold_is_refused() -> None:
    bad = Glossary((Concept("x", (Term("a\x01", "en"),)),))
    for name, sentence in (("xlsx", "row 2, column term: longer than"), ("tbx", "x: it has characters that XML")):
        with pytest.raises(Misused) as refused:
            exchange.terms(name)[0].write_terms(bad)
        assert str(refused.value)[: len(sentence)] == sentence
    with pytest.raises(Misused, match=r"^the glossary has no terms$"):
        exchange.terms("tbx")[0].write_terms(Glossary())


def test_formats_are_found_by_suffix_and_content() -> None:
    weblate = b"source,target,context,flags\na,b,,\n"
    named = {name: module for name, (module, _style) in exchange.styles().items()}
    found = [exchange.terms_of(name, weblate) for name in ("a.CSV", "a.tsv", "a.tbx", "a.xlsx", "a.utf8")]
    assert found == [named[name] for name in ("weblate", "csv", "tbx", "xlsx", "omegat")]
    assert exchange.terms_of("a.csv", b"English,Chinese\n") is named["csv"]
    with pytest.raises(Misused, match=r"^a\.docx: unknown suffix; known are "):
        exchange.terms_of("a.docx")
    with pytest.raises(Misused, match=r"^no such exchange format: word; known are csv, omegat, tbx, tbx-dca, "):
        exchange.terms("word")


def _package(**parts: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        for name, part in parts.items():
            package.writestr(name, part)
    return made.getvalue()


@pytest.mark.parametrize(
    ("hostile", "sentence"),
    [
        (b"PK\x03\x04", "not a workbook: "),
        (_package(a="b"), "not a workbook: "),
        (_package(a='<!DOCTYPE x [<!ENTITY y "z">]><x/>'), "it declares XML entities"),
        (_package(a="0" * (129 * 2**20)), "too large when unpacked"),
    ],
    ids=["no package", "no workbook", "entities", "bomb"],
)
def test_hostile_workbooks_are_refused_with_a_sentence(hostile: bytes, sentence: str) -> None:
    with pytest.raises(Unreadable) as refused:
        exchange.terms("xlsx")[0].read_terms(hostile, {})
    assert str(refused.value)[: len(sentence)] == sentence


def test_a_row_beyond_the_last_is_refused_soon() -> None:
    written = exchange.terms("xlsx")[0].write_terms(Glossary((Concept("x", (Term("ab", "en"),)),)))
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(written)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            new.writestr(name, part.replace(b'<row r="2"', b'<row r="99999999999"'))
    with pytest.raises(Unreadable, match=r"^too many lines, cells or tags"):
        exchange.terms("xlsx")[0].read_terms(made.getvalue(), {})


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_damaged_files_are_read_or_refused(drawn: st.DataObject) -> None:
    name = drawn.draw(st.sampled_from(["csv", "tbx", "tbx-v2", "omegat", "weblate", "xlsx"]))
    kind, style = exchange.terms(name)
    written = bytearray(kind.write_terms(Glossary((Concept("x", (Term("ab", "en"), Term("市", "zh-Hans"))),)), style))
    for _number in range(drawn.draw(st.integers(1, 4))):
        written[drawn.draw(st.integers(0, len(written) - 1))] = drawn.draw(st.integers(0, 255))
    try:
        read = kind.read_terms(bytes(written), {})
    except PubpipeError:
        return
    assert isinstance(read, Glossary)


@pytest.fixture(scope="session")
def schemas() -> Path:
    folder = os.environ.get("PUBPIPE_TEST_DATA")
    if not folder:
        pytest.skip("PUBPIPE_TEST_DATA is not set")
    return Path(folder, "schemas")


RICH = Glossary(
    (
        Concept(
            "mohurd",
            (
                Term(
                    "MOHURD", "en", type="acronym", part_of_speech="noun", case_sensitive=True, url="https://a.example"
                ),
                Term("住房和城乡建设部", "zh-Hans", authority="官方", note="全称", approved_on=date(2024, 4, 3)),
                Term("建设部", "zh-Hans", Status.SUPERSEDED, valid_to=date(2008, 3, 14), blockers=("城乡建设部",)),
                Term("住建委", "zh-Hans", Status.FORBIDDEN, reason="地方机构", extra=(("owner", "Wang"),)),
                Term(
                    "住建部", "zh-Hans", Status.PROVISIONAL, part_of_speech="phrase", pinyin="zhujianbu", geography="CN"
                ),
                Term("建部", "zh-Hans", Status.PROPOSED, url="a.example", geography="TW", example="建部说："),
            ),
            domain="机构",
            definition="一个部。",
            note="见章程",
            required_context=("China", "Beijing"),
            do_not_translate=True,
            kind=NameKind.ORGANISATION,
            scope=("a-book",),
            definition_source="官网",
            related=("hud",),
        ),
    ),
    ("owner",),
)


def both() -> list[Glossary]:
    return [RICH, read_csv(OURS.read_bytes())]


@pytest.mark.parametrize("style", ["dca", "dct"])
@pytest.mark.parametrize("glossary", both(), ids=["rich", "ours"])
def test_tbx_is_valid_by_iso_30042(schemas: Path, tmp_path: Path, style: str, glossary: Glossary) -> None:
    from lxml import etree

    made = tmp_path / "a.tbx"
    made.write_bytes(exchange.terms("tbx")[0].write_terms(glossary, style))
    core = etree.RelaxNG(etree.parse(schemas / "tbx" / "TBXcoreStructV03.rng"))
    core.assertValid(etree.parse(made))
    jing = shutil.which("jing")
    if not jing:
        pytest.skip("no jing")
    rules = [schemas / "tbx" / style.upper() / f"TBX-Basic_{style.upper()}.sch"]
    rules += [schemas / "tbx" / "Basic.sch"] if style == "dct" else []
    for each in rules:
        done = subprocess.run([jing, each, made], capture_output=True, text=True)
        assert (done.stdout, done.returncode) == ("", 0)


def test_the_rules_of_tbx_basic_find_what_is_wrong(schemas: Path, tmp_path: Path) -> None:
    jing = shutil.which("jing")
    if not jing:
        pytest.skip("no jing")
    bad = tmp_path / "a.tbx"
    written = exchange.terms("tbx")[0].write_terms(RICH, "dca")
    bad.write_bytes(written.replace(b">deprecatedTerm-admn-sts<", b">forbidden<"))
    rules = schemas / "tbx" / "DCA" / "TBX-Basic_DCA.sch"
    done = subprocess.run([jing, rules, bad], capture_output=True, text=True)
    assert (done.stdout.count("/administrativeStatus/ type may be"), done.returncode) == (1, 1)


@pytest.mark.parametrize("glossary", both(), ids=["rich", "ours"])
def test_martif_is_valid_by_its_document_type(schemas: Path, glossary: Glossary) -> None:
    from lxml import etree

    with (schemas / "public" / "tbx" / "TBXcoreStructV02.dtd").open("rb") as file:
        rules = etree.DTD(file)
    rules.validate(etree.fromstring(exchange.terms("tbx")[0].write_terms(glossary, "v2")))
    assert [str(error) for error in rules.error_log] == []


def test_any_tbx_is_valid(schemas: Path) -> None:
    from lxml import etree

    core = etree.RelaxNG(etree.parse(schemas / "tbx" / "TBXcoreStructV03.rng"))
    with (schemas / "public" / "tbx" / "TBXcoreStructV02.dtd").open("rb") as file:
        before = etree.DTD(file)

    @settings(max_examples=60, deadline=None)
    @given(glossary=GLOSSARIES, style=st.sampled_from(["dca", "dct", "v2"]))
    def any_is_valid(glossary: Glossary, style: str) -> None:
        rules = before if style == "v2" else core
        rules.validate(etree.fromstring(exchange.terms("tbx")[0].write_terms(glossary, style)))
        assert [str(error) for error in rules.error_log] == []

    any_is_valid()


def test_public_examples_are_read(schemas: Path) -> None:
    read = {
        path.name: exchange.terms("tbx")[0].read_terms(path.read_bytes(), {})
        for path in sorted((schemas / "tbx").rglob("*_VALID.tbx"))
    }
    dca, dct = read["Example_Astronomy_DCA_VALID.tbx"], read["Example_Astronomy_DCT_VALID.tbx"]
    assert dca.concepts[0].terms[0].text == "open cluster"
    assert [concept.id for concept in dca.concepts] == [concept.id for concept in dct.concepts]
    assert [term.text for each in dca.concepts for term in each.terms] == [
        term.text for each in dct.concepts for term in each.terms
    ]
