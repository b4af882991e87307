"""The glossary changed from the command line: every field can be said, added to and emptied; nothing else changes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from pubpipe.catalog import segments
from pubpipe.cli import main
from pubpipe.glossary import Glossary, edit, of_book, read_csv, write_csv
from pubpipe.model import Concept, Entry, NameKind, Status, Term
from pubpipe.project import Project
from pubpipe.project._check import Examination

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    monkeypatch.chdir(tmp_path)
    Path("g.csv").write_text("concept,language,term\nhud,en,HUD\nhud,zh,住房部\n", "utf-8")

    def typed(*arguments: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as left:
            main(["glossary", *arguments, "--glossary", "g.csv"])
        captured = capsys.readouterr()
        return int(str(left.value.code or 0)), captured.out, captured.err

    return typed


def concept(name: str) -> Concept:
    return read_csv(Path("g.csv").read_bytes()).concept(name)


def test_all_that_can_be_said_of_a_term_and_its_concept(run: Run) -> None:
    said = """
        --domain 机构 --kind organisation --definition 一个部 --definition-source 官网 --first-mention {zh}（{acronym}）
        --scope a-book --scope b-book --required-context federal --excluded-context color --confusable-with hud
        --broader hud --related hud --responsible Li --authority 官方 --url https://a.example --part-of-speech noun
        --type acronym --note n --reason r --example e --geography US --register formal --case-sensitive --exact-form
        --inflection DoTs --blocker DOTS --valid-from 1967-04-01 --valid-to 2030-01-01 --pinyin p
    """
    assert run("add", "dot", "DOT", "--status", "preferred", *said.split())[0] == 0
    term = Term(
        "DOT",
        "en",
        Status.PREFERRED,
        part_of_speech="noun",
        type="acronym",
        authority="官方",
        url="https://a.example",
        note="n",
        reason="r",
        case_sensitive=True,
        exact_form=True,
        valid_from=date(1967, 4, 1),
        valid_to=date(2030, 1, 1),
        blockers=("DOTS",),
        pinyin="p",
        inflections=("DoTs",),
        geography="US",
        register="formal",
        example="e",
    )
    assert concept("dot") == Concept(
        "dot",
        (term,),
        domain="机构",
        definition="一个部",
        required_context=("federal",),
        excluded_context=("color",),
        confusable_with=("hud",),
        kind=NameKind.ORGANISATION,
        scope=("a-book", "b-book"),
        first_mention="{zh}（{acronym}）",
        definition_source="官网",
        broader=("hud",),
        related=("hud",),
        responsible="Li",
    )
    told = run("show", "dot")[1]
    assert told.splitlines()[:3] == ["dot", "  kind: organisation", "  domain: 机构"]
    assert "      blockers: DOTS" in told and "      case sensitive, exact form" in told


def test_lists_grow_and_are_emptied(run: Run) -> None:
    assert run("edit", "hud", "住房部", "--blocker", "住房部队")[0] == 0
    assert run("edit", "hud", "住房部", "--blocker", "住房部门", "--reason", "旧称")[0] == 0
    assert concept("hud").terms[1] == Term("住房部", "zh-Hans", blockers=("住房部队", "住房部门"), reason="旧称")
    assert run("edit", "hud", "住房部", "--clear", "blockers", "--clear", "reason", "--blocker", "住房部办")[0] == 0
    assert concept("hud").terms[1] == Term("住房部", "zh-Hans", blockers=("住房部办",))
    assert run("edit", "hud", "--kind", "organisation", "--do-not-translate")[0] == 0
    assert (concept("hud").kind, concept("hud").do_not_translate) == (NameKind.ORGANISATION, True)
    assert run("edit", "hud", "--clear", "kind", "--translate")[0] == 0
    assert (concept("hud").kind, concept("hud").do_not_translate) == (None, False)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("edit", "hud"), "nothing to change: name a field, such as --note"),
        (("edit", "hud", "--clear", "colour"), "no such field: colour"),
        (("edit", "hud", "住房部", "--valid-to", "2008"), "not a date: 2008"),
        (("add", "x", ""), "the term is empty"),
    ],
)
def test_what_cannot_be_done(run: Run, words: tuple[str, ...], sentence: str) -> None:
    before = Path("g.csv").read_bytes()
    code, _out, err = run(*words)
    assert code == 2 and sentence in err and Path("g.csv").read_bytes() == before


def test_who_approved_when_and_why(run: Run) -> None:
    run("add", "dot", "运输部", "--status", "provisional")
    assert run("approve", "dot", "--by", "Wang", "--date", "2026-11-22", "--reason", "外交部译名")[0] == 0
    assert concept("dot").terms == (
        Term(
            "运输部",
            "zh-Hans",
            approved_by="Wang",
            approved_on=date(2026, 11, 22),
            approval_note="外交部译名",
        ),
    )


def test_the_register_is_listed_by_kind(run: Run) -> None:
    run("add", "li-wei", "Li Wei", "--kind", "person", "--status", "preferred")
    assert run("list", "--kind", "person") == (0, "li-wei\tLi Wei\n", "")
    assert run("list", "--kind", "place") == (0, "", "")


def test_terms_for_one_book_alone(sample: Path) -> None:
    everywhere, here = Concept("a", (Term("a", "en"),)), Concept("b", (Term("b", "en"),), scope=("book",))
    both, one = Glossary((everywhere, here)), Glossary((everywhere,))
    assert (of_book(both, "book"), of_book(both, "other")) == (both, one)
    assert of_book(one, "book") is one

    path = Path("glossaries/government-terms.csv")
    path.write_bytes(write_csv(edit(read_csv(path.read_bytes()), "city-manager", scope=("another-book",))))
    project = Project.find()
    assert "city-manager" in project.glossary.by_id and "city-manager" not in project.terms("city-management").by_id
    entry = Entry("The city manager left.", "他走了。", places=("a.md:1/p1",))
    chapters = {f"translations/zh_CN/{book}/a.po": segments([entry]) for book in ("city-management", "another-book")}
    found = [each.file for each in Examination.of([], None).findings(chapters) if each.concept == "city-manager"]
    assert found == ["translations/zh_CN/another-book/a.po"]
