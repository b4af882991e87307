"""The glossary handed to other houses, and theirs brought in: what stands here stays, what differs is named."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from pubpipe.cli import main
from pubpipe.glossary import read_csv, write_csv

Run = Callable[..., tuple[int, str, str]]

GLOSSARY = "glossaries/government-terms.csv"


@pytest.fixture
def run(sample: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    def typed(*arguments: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as left:
            main(["glossary", *arguments])
        captured = capsys.readouterr()
        return int(str(left.value.code or 0)), captured.out, captured.err

    return typed


def terms(concept: str) -> list[tuple[str, str, str]]:
    found = read_csv(Path(GLOSSARY).read_bytes()).concept(concept)
    return [(term.language, term.text, str(term.status)) for term in found.terms]


@pytest.mark.parametrize("name", ["a.tbx", "a.xlsx", "a.csv"])
def test_what_leaves_and_comes_back_changes_nothing(run: Run, name: str) -> None:
    before = Path(GLOSSARY).read_bytes()
    count = len(read_csv(before).concepts)
    assert run("export", name) == (0, "", f"{name}: {count} concepts\n")
    assert run("import", name) == (0, "", f"{GLOSSARY}: 0 concepts more, 0 terms more\n")
    assert Path(GLOSSARY).read_bytes() == before


def test_a_table_of_another_house_is_merged(run: Run) -> None:
    Path("theirs.csv").write_text(
        "英文,首选译名,禁用译名,备注\nCity manager,市务经理,城市总管,他处\nbenchmark city,对标城市,,\n", "gb18030"
    )
    assert run("import", "theirs.csv") == (
        1,
        "city-manager: preferred: kept 城市经理, not 市务经理\n",
        f"theirs.csv: the file is in GB18030; it will be written in UTF-8\n{GLOSSARY}: 1 concept more, 4 terms more\n",
    )
    assert ("zh-Hans", "市务经理", "proposed") in terms("city-manager")
    assert ("zh-Hans", "城市总管", "forbidden") in terms("city-manager")
    assert terms("benchmark-city") == [("en", "benchmark city", "preferred"), ("zh-Hans", "对标城市", "preferred")]


def test_a_list_without_standings_says_nothing_against_ours(run: Run) -> None:
    Path("a.csv").write_text("English,Chinese\nCity Manager,城市经理\n", "utf-8")
    before = Path(GLOSSARY).read_bytes()
    assert run("import", "a.csv") == (0, "", f"{GLOSSARY}: 0 concepts more, 0 terms more\n")
    assert Path(GLOSSARY).read_bytes() == before


def test_terms_without_a_standing_are_proposed(run: Run) -> None:
    Path("a.utf8").write_text("benchmark city\t对标城市\n", "utf-8")
    assert run("import", "a.utf8")[:2] == (0, "")
    assert terms("benchmark-city") == [("en", "benchmark city", "preferred"), ("zh-Hans", "对标城市", "proposed")]


def test_an_id_that_means_something_else_is_not_ours(run: Run) -> None:
    Path("a.tbx").write_text(
        '<tbx><text><body><conceptEntry id="city-manager"><langSec xml:lang="en-GB"><termSec><term>open cluster</term>'
        '</termSec></langSec><langSec xml:lang="zh"><termSec><term>疏散星团</term></termSec></langSec></conceptEntry>'
        "</body></text></tbx>",
        "utf-8",
    )
    assert run("import", "a.tbx") == (0, "", f"{GLOSSARY}: 1 concept more, 2 terms more\n")
    assert terms("open-cluster") == [("en", "open cluster", "preferred"), ("zh-Hans", "疏散星团", "proposed")]


def test_a_file_that_is_not_the_first_may_take_it(run: Run) -> None:
    Path("glossaries/more.csv").write_bytes(write_csv(read_csv("concept,language,term\nx,en,x\nx,zh,某\n".encode())))
    Path("a.csv").write_text("Deutsch?,Englisch\n对标城市,benchmark city\n", "utf-8")
    options = ("--map", "Englisch=en", "--map", "Deutsch?=zh-Hans:admitted", "--into", "glossaries/more.csv")
    assert run("import", "a.csv", *options) == (0, "", "glossaries/more.csv: 1 concept more, 2 terms more\n")
    found = read_csv(Path("glossaries/more.csv").read_bytes())
    assert [concept.id for concept in found.concepts] == ["benchmark-city", "x"]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("export", GLOSSARY), "would be written over what it is made from"),
        (("export", "a.docx"), "a.docx: unknown suffix; known are "),
        (("export", "a.tsv"), "a.tsv: this format is only read"),
        (("export", "a.tbx", "--format", "word"), "no such exchange format: word; known are csv, "),
        (("import", "no.tbx"), "no.tbx: no such file"),
        (("import", GLOSSARY, "--map", "x"), "--map takes HEADING=COLUMN, not x"),
        (("import", GLOSSARY, "--map", "x=en"), "row 1: no such column: x (there are: concept, "),
    ],
)
def test_what_is_refused(run: Run, words: tuple[str, ...], sentence: str) -> None:
    code, out, err = run(*words)
    assert (code, out, sentence in err) == (2, "", True), err
