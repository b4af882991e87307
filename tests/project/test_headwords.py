"""What a book's lists know of a term, from the glossary's rows."""

from __future__ import annotations

from pathlib import Path

import pytest

from pubpipe.books import Headword
from pubpipe.project import Project
from pubpipe.project._galleys import Manner, prepare
from pubpipe.project._standing import headwords

from .translated import make

BOOK = 'title = "书"\noriginal_title = "Book"\nchapters = ["one.md"]\n'
GLOSSARY = """concept,language,term,status,type,definition
manager,en,CM,preferred,acronym,
manager,en,city manager,preferred,,
manager,zh-Hans,城市经理,preferred,,由议会聘任的行政长官。
council,en,council,preferred,,An elected body.
council,zh-Hans,议会,preferred,,
"""


def test_the_full_form_and_a_chinese_definition(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    english, chinese = "The city manager (CM) serves the council.", "城市经理为议会服务。"
    make(tmp_path, BOOK, {"one.md": f"# One\n\n{english}\n"}, {"One": "一", english: chinese})
    Path("glossaries").mkdir()
    Path("glossaries", "terms.csv").write_text(GLOSSARY, "utf-8")
    project = Project.find()
    (book,) = project.books()
    assert headwords(each.standing for each in prepare(project, book, Manner())) == [
        Headword(
            "city manager",
            "城市经理",
            addresses=("1:1/p1",),
            acronym="CM",
            mention="城市经理（city manager，CM）",
            definition="由议会聘任的行政长官。",
        ),
        Headword("council", "议会", addresses=("1:1/p1",), mention="议会（council）"),
    ]
