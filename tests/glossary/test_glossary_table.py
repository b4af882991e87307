"""The glossary file: what we write, what people and Excel make of it, and every fault by row and column."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pubpipe.errors import Misused, Unreadable
from pubpipe.glossary import COLUMNS, Glossary, edit, read_csv, verify_glossary, write_csv
from pubpipe.glossary.table import USUAL
from pubpipe.model import Concept, NameKind, Severity, Status, Term

OURS = Path(__file__).parents[2] / "glossaries" / "government-terms.csv"
PLAIN = "concept,language,term\ncounty,en,county\ncounty,zh,县\n"
COUNTY = Concept("county", (Term("county", "en"), Term("县", "zh-Hans")))
RICH = Glossary(
    (
        Concept(
            "mohurd",
            (
                Term("Ministry of Housing", "en"),
                Term(
                    "住房和城乡建设部", "zh-Hans", authority="官方名称", approved_by="李", approved_on=date(2024, 4, 3)
                ),
                Term("建设部", "zh-Hans", Status.SUPERSEDED, reason="旧名,\n2008年前", valid_to=date(2008, 3, 14)),
                Term("=SUM(A1)", "zh-Hans", Status.FORBIDDEN, reason="'-1"),
            ),
            domain="机构名称",
            definition="一个部。",
            required_context=("China", "Beijing"),
            confusable_with=("hud",),
        ),
        Concept("hud", (Term("HUD", "en", case_sensitive=True), Term("美国住房和城市发展部", "zh-Hans"))),
    )
)


def excel(data: bytes, separator: str = ",", encoding: str = "utf-8-sig") -> bytes:
    """The bytes as a spreadsheet saves them again: its separator, its encoding, its line ends."""
    text = data.decode("utf-8-sig").replace("\n", "\r\n")
    return text.replace(",", separator).encode(encoding)


def written(glossary: Glossary) -> str:
    """What we write, without the columns in which nothing stands."""
    rows = list(csv.reader(io.StringIO(write_csv(glossary).decode("utf-8-sig"))))
    used = [place for place, name in enumerate(rows[0]) if name in COLUMNS[:4] or any(row[place] for row in rows[1:])]
    shown = io.StringIO()
    csv.writer(shown, lineterminator="\n").writerows([row[place] for place in used] for row in rows)
    return shown.getvalue()


def fault(source: str) -> str:
    with pytest.raises(Misused) as caught:
        read_csv(source.encode())
    return str(caught.value)


def test_the_least_file() -> None:
    assert read_csv(PLAIN.encode()) == Glossary((COUNTY,))


def test_columns_in_any_order_and_unknown_ones() -> None:
    read = read_csv("Term;owner;Language;Concept\ncounty;Wang;en;county\n县;;zh_CN;county\n".encode())
    county = Term("county", "en", extra=(("owner", "Wang"),))
    assert read == Glossary((Concept("county", (county, Term("县", "zh-Hans"))),), ("owner",))
    assert written(read) == (
        "concept,language,term,status,owner\ncounty,en,county,preferred,Wang\ncounty,zh-Hans,县,preferred,\n"
    )


def test_an_empty_status_is_proposed() -> None:
    read = read_csv("concept,language,term,status\nx,en,x,\nx,zh,某,首选\n".encode())
    assert [term.status for term in read.concepts[0].terms] == [Status.PROPOSED, Status.PREFERRED]


def test_what_we_write_reads_back() -> None:
    assert read_csv(write_csv(RICH)) == RICH


def test_what_we_write() -> None:
    assert written(RICH) == (
        "concept,language,term,status,domain,authority,case_sensitive,reason,valid_to,approved_by,approved_on,definition,"
        "required_context,confusable_with\n"
        "hud,en,HUD,preferred,,,TRUE,,,,,,,\n"
        "hud,zh-Hans,美国住房和城市发展部,preferred,,,,,,,,,,\n"
        "mohurd,en,Ministry of Housing,preferred,机构名称,,,,,,,一个部。,China; Beijing,hud\n"
        "mohurd,zh-Hans,住房和城乡建设部,preferred,,官方名称,,,,李,2024-04-03,,,\n"
        'mohurd,zh-Hans,建设部,superseded,,,,"旧名,\n2008年前",2008-03-14,,,,,\n'
        "mohurd,zh-Hans,'=SUM(A1),forbidden,,,,''-1,,,,,,\n"
    )


def test_a_change_of_one_term_is_one_line() -> None:
    before = write_csv(RICH).splitlines()
    after = write_csv(edit(RICH, "hud", "en", "HUD", note="a note", url="https://www.hud.gov")).splitlines()
    assert [line for line in after if line not in before] == [
        b"hud,en,HUD,preferred,,,a note,,,TRUE,,,,,,,,https://www.hud.gov,,,,,,,,"
    ]
    assert before[0].decode("utf-8-sig").split(",") == list(USUAL)


def test_a_rare_column_is_written_where_something_stands_in_it() -> None:
    named = edit(RICH, "hud", kind=NameKind.ORGANISATION, scope=("a-book", "b-book"), first_mention="{zh}（{acronym}）")
    assert written(named).splitlines()[:2] == [
        "concept,language,term,status,domain,authority,case_sensitive,reason,valid_to,approved_by,approved_on,definition,"
        "required_context,confusable_with,kind,first_mention,scope",
        "hud,en,HUD,preferred,,,TRUE,,,,,,,,organisation,{zh}（{acronym}）,a-book; b-book",
    ]
    assert read_csv(write_csv(named)) == named


def test_kinds_of_names() -> None:
    read = read_csv("concept,language,term,类别\nx,en,X Y,人名\ny,en,Y,\n".encode())
    assert [concept.kind for concept in read.concepts] == [NameKind.PERSON, None]
    assert fault("concept,language,term,类别\nx,en,X Y,河\n") == (
        "row 2, column 类别: unknown kind of name (known are person, place, organisation): 河"
    )


def test_our_own_glossary_is_as_we_write_it() -> None:
    data = OURS.read_bytes()
    assert write_csv(read_csv(data)) == data


def test_our_own_glossary_is_sound() -> None:
    flaws = verify_glossary(read_csv(OURS.read_bytes()))
    assert [flaw for flaw in flaws if flaw.severity is Severity.MAJOR] == []


@pytest.mark.parametrize(
    ("separator", "encoding", "notices"),
    [
        (",", "utf-8", ()),
        (",", "gb18030", ("the file is in GB18030; it will be written in UTF-8",)),
        (";", "utf-8-sig", ("columns are separated by semicolons",)),
        (
            "\t",
            "utf-16",
            ("the file is in UTF-16; it will be written in UTF-8", "columns are separated by tabs"),
        ),
        (
            "\t",
            "utf-16-be",
            ("the file is in UTF-16; it will be written in UTF-8", "columns are separated by tabs"),
        ),
    ],
)
def test_encodings_and_separators(separator: str, encoding: str, notices: tuple[str, ...]) -> None:
    read = read_csv(excel(PLAIN.encode(), separator, encoding))
    assert read == Glossary((COUNTY,))
    assert read.notices == notices


@pytest.mark.parametrize(
    "written",
    ["2024-04-03", "2024/4/3", "2024年4月3日", "3-Apr-24", "3-Apr-2024", "45385", "4/3/2024", "2024-04-03 00:00:00"],
)
def test_dates_as_excel_rewrites_them(written: str) -> None:
    source = f"concept,language,term,approved_on\nx,zh,某,{written}\ny,zh,谋,12/31/2023\n"
    assert read_csv(source.encode()).concepts[0].terms[0].approved_on == date(2024, 4, 3)


def test_dates_in_europe() -> None:
    source = "concept;language;term;approved_on\nx;zh;某;3.4.2024\ny;zh;谋;31/12/2023\nz;zh;木;3/4/2024\n"
    read = read_csv(source.encode())
    assert [concept.terms[0].approved_on for concept in read.concepts] == [
        date(2024, 4, 3),
        date(2023, 12, 31),
        date(2024, 4, 3),
    ]
    assert read.notices == ("columns are separated by semicolons",)


def test_a_guess_at_a_date_is_said() -> None:
    read = read_csv("concept,language,term,approved_on\nx,zh,某,4/3/2024\n".encode())
    assert read.concepts[0].terms[0].approved_on == date(2024, 4, 3)
    assert read.notices == ("dates such as 3/4/2021 are read as month/day/year",)


def test_truth_as_people_write_it() -> None:
    rows = "".join(f"x,en,x{number},{value}\n" for number, value in enumerate(["TRUE", "true", "1", "是", "", "FALSE"]))
    read = read_csv(f"concept,language,term,case_sensitive\n{rows}".encode())
    assert [term.case_sensitive for term in read.concepts[0].terms] == [True, True, True, True, False, False]


def test_a_separator_line_and_blank_rows() -> None:
    assert read_csv("sep=;\r\nconcept;language;term;\r\n;;;\r\ncounty;en;county;\r\ncounty;zh;县;\r\n".encode()) == (
        Glossary((COUNTY,))
    )


@pytest.mark.parametrize(
    ("source", "sentence"),
    [
        ("concept,term\n", "row 1: no such column: language (there are: concept, term)"),
        ("concept,language,term,term\n", "row 1: doubled or empty headings: term"),
        ("concept,language,term\n9x,en,x\n", "row 2, column concept: an id begins with a letter and has no spaces: 9x"),
        ("concept,language,term\nx,en,\n", "row 2, column term: is empty"),
        (
            "concept,language,term\nx,englisch,x\n",
            "row 2, column language: not a language tag such as en or zh-Hans: englisch",
        ),
        (
            "concept,language,term,status\nx,en,x,prefered\n",
            "row 2, column status: unknown status (nearest: preferred): prefered",
        ),
        ("concept,language,term,exact_form\nx,en,x,maybe\n", "row 2, column exact_form: neither TRUE nor FALSE: maybe"),
        (
            "concept,language,term,valid_to\nx,en,x,soon\n",
            "row 2, column valid_to: not a date such as 2021-10-31: soon",
        ),
        (
            "concept,language,term,valid_to\nx,en,x,2021-02-30\n",
            "row 2, column valid_to: not a date such as 2021-10-31: 2021-02-30",
        ),
        ("concept,language,term\nx,en,x\n\nx,en,x\n", "row 4, column term: the same term as in row 2"),
        ("concept,language,term,domain\nx,en,x,a\nx,zh,某,b\n", "row 3, column domain: b here, but a in row 2"),
        ("concept,language,term\nx,en,x,y\n", "row 2: more cells than headings"),
        (
            "concept,language,term,valid_from,valid_to\nx,en,x,2020-01-01,2019-01-01\n",
            "row 2, column valid_to: is before valid_from: 2019-01-01",
        ),
    ],
)
def test_faults(source: str, sentence: str) -> None:
    assert fault(source) == sentence


def test_every_fault_is_named() -> None:
    assert fault("concept,language,term,status\n9x,en,,no\ny,!,y,preferred\n") == (
        "row 2, column term: is empty\n"
        "row 2, column concept: an id begins with a letter and has no spaces: 9x\n"
        "row 2, column status: unknown status (nearest: proposed): no\n"
        "row 3, column language: not a language tag such as en or zh-Hans: !"
    )


@pytest.mark.parametrize(
    ("source", "sentence"),
    [
        (b"PK\x03\x04\x00\x00\x00\x00", "not a CSV file"),
        (b"concept,language,term\n\xff\xff\xff,en,x\n", "neither UTF-8 nor UTF-16 nor GB18030: byte 22"),
        (b'concept,language,term\nx,en,"open\n', "row 2: not a CSV row"),
    ],
)
def test_unreadable(source: bytes, sentence: str) -> None:
    with pytest.raises((Unreadable, Misused)) as caught:
        read_csv(source)
    assert str(caught.value).startswith(sentence)


TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc", "Zs", "Zl", "Zp", "Cf")), min_size=1, max_size=8)
TERMS = st.builds(
    Term,
    st.one_of(TEXTS, st.sampled_from(["=1+1", "'=1", "-x", "@x", "''", "a,b", 'a"b', "a;b", "a\nb"])),
    st.sampled_from(["en", "zh-Hans", "zh-Hant", "en-US"]),
    st.sampled_from(Status),
    note=st.one_of(st.just(""), TEXTS),
    case_sensitive=st.booleans(),
    valid_to=st.none() | st.dates(),
    blockers=st.lists(TEXTS.map(lambda text: text.translate(dict.fromkeys(map(ord, ";；|"), "x"))), max_size=2).map(
        tuple
    ),
)


@settings(max_examples=100, deadline=None)
@given(st.lists(TERMS, min_size=1, max_size=6, unique_by=lambda term: (term.language, term.text)))
def test_any_glossary_reads_back(terms: list[Term]) -> None:
    known = Glossary((Concept("x", tuple(terms)),))
    assert read_csv(write_csv(known)) == replace(known)
