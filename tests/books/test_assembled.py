"""The assembled book as pandoc's Markdown, part by part, beside what it should be."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pypandoc
import pytest

from pubpipe import books
from pubpipe.books import Assembled, Doubt

from .conftest import NAMES, assemble, localised, localised_text

GOLDEN = Path(__file__).parent / "tiny" / "assembled"


def markdown(assembled: Assembled, index: int) -> str:
    """A part as text that can be read."""
    tree = {"pandoc-api-version": [1, 23, 1], "meta": {}, "blocks": list(assembled.parts[index].blocks)}
    command = [pypandoc.get_pandoc_path(), "-f", "json", "-t", "markdown-smart", "--wrap=none"]
    return subprocess.run(command, input=json.dumps(tree).encode(), capture_output=True, check=True).stdout.decode()


@pytest.mark.parametrize("index", range(4))
def test_parts(assembled: Assembled, index: int, update_golden: bool) -> None:
    path = GOLDEN / f"{assembled.parts[index].id}.md"
    found = markdown(assembled, index)
    if update_golden:
        path.parent.mkdir(exist_ok=True)
        path.write_text(found, "utf-8", newline="\n")
    assert found == path.read_text("utf-8")


def test_order_and_names(assembled: Assembled) -> None:
    assert [(part.id, part.matter, part.number, part.title) for part in assembled.parts] == [
        ("c1", "body", "第一章", "议会—经理制"),
        ("c2", "body", "第二章", "预算与绩效"),
        ("c3", "body", "第三章", "公共工程"),
        ("glossary", "back", "", "术语对照表"),
    ]


def test_every_unit_reaches_the_book(assembled: Assembled) -> None:
    """The text ledger of the publish road."""
    wanted = [
        address
        for index, name in enumerate(NAMES, 1)
        for address in books.expected(localised(name, index).document, index)
    ]
    assert len(wanted) > 70
    assert sorted(set(wanted) - set(books.addresses(assembled))) == []


def test_a_lost_unit_is_a_serious_doubt() -> None:
    chapter = localised(NAMES[0], 1)
    lost = type(chapter)(chapter.chapter, chapter.content.replace("面试".encode(), b""), chapter.document)
    cut = type(chapter)(chapter.chapter, lost.content.replace(b"1:1.2.1/p3", b"1:9.9/p3"), chapter.document)
    doubts = [doubt for doubt in assemble(cut).doubts if "1:1.2.1/p3" in doubt.message]
    assert doubts == [Doubt("1:1.2.1/p3", "01-government.md: text did not reach the book: 1:1.2.1/p3", serious=True)]


def test_doubts(assembled: Assembled) -> None:
    """第九章 is nowhere, but may be another book's; cycle.png has no Chinese twin; a printed link leads nowhere."""
    assert assembled.doubts == (Doubt("1:1.2/p1", "01-government.md: nothing in the book is called 第九章"),)
    assert assembled.untwinned == ("02-budget.html: cycle.png",)
    assert sorted(assembled.media) == ["cycle.png", "form.png"]


def test_unresolved_references_are_serious() -> None:
    """A link out of the book only loses its link; figures and places within the book must be there."""
    alone = assemble(localised(NAMES[1], 1), localised_text("02.md", "# 二\n\n见[此](#gone)。\n", 2))
    assert sorted((doubt.message, doubt.serious) for doubt in alone.doubts) == [
        ("02-budget.html: link leads nowhere: 01-government.md", False),
        ("02-budget.html: nothing in the book is called 图1-1", True),
        ("02-budget.html: nothing in the book is called 第一章", False),
        ("02.md: link leads nowhere: #gone", True),
    ]


def test_missing_pictures_are_named_in_their_place() -> None:
    chapter = localised_text("01.md", "# 一\n\n![河](figures/none.png)\n", 1)
    assembled = assemble(chapter)
    assert [doubt.message for doubt in assembled.doubts if doubt.serious] == [
        "01.md: picture not found: figures/none.png"
    ]
    assert '[[【缺图】河]{.unfinished}]{.unit address="1:1/a1"}' in markdown(assembled, 0)


def test_unfinished_text_is_shown_and_notes_are_made() -> None:
    targets = {"1/p1": (*books.unfinished(("这句",)), "。定稿", *books.note(("不译。",)), "。")}
    assembled = assemble(localised(NAMES[1], 1, targets))
    shown = markdown(assembled, 0)
    assert "[【未定稿】这句]{.unfinished}。定稿[^1]。" in shown
    assert "不译。——译者注" in shown
