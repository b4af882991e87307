"""Real Word files as books: nothing is lost, changed or out of order; and the comparison sees it when something is."""

from __future__ import annotations

import copy
import io
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import docx
import pytest

from pubpipe.books import Assembled
from pubpipe.formats import format_of
from pubpipe.model import Document
from tests.books.conftest import TINY
from tests.proofs.assembly import NAMED, differences, in_a_book, proved

DATA = os.environ.get("PUBPIPE_TEST_DATA", "")
EVERY = 4


@pytest.mark.skipif(not DATA, reason="skipped: PUBPIPE_TEST_DATA names no folder of outside documents")
def test_real_files_survive_assembly() -> None:
    """Every fourth file and the named ones; `python -m tests.proofs.assembly` takes all."""
    paths = sorted(Path(DATA, "documents", "docx").iterdir())
    chosen = [path for place, path in enumerate(paths) if place % EVERY == 0 or path.name in NAMED]
    proofs = [proved(path.read_bytes(), path.name) for path in chosen]
    found = {proof.name: proof.broken for proof in proofs if proof.broken}
    assert {name: lines for name, lines in found.items() if name not in NAMED} == {}
    assert set(found) == set(NAMED)
    assert sum(bool(proof.counts.get("headings")) for proof in proofs) >= 25


@pytest.fixture(scope="module")
def book() -> tuple[bytes, Document, Assembled]:
    made = docx.Document()
    made.add_heading("Streets", 1)
    for sentence in ("Sweep them.", "Mend them.", "Name them."):
        made.add_paragraph(sentence)
    made.add_picture(str(TINY / "figures" / "form.png"))
    table = made.add_table(2, 1)
    table.cell(0, 0).text, table.cell(1, 0).text = "Street", "Main"
    held = io.BytesIO()
    made.save(held)
    source = held.getvalue()
    document = format_of("chapter.docx").read(source)
    return source, document, in_a_book(source, "chapter.docx", document)


def test_a_whole_book_has_no_difference(book: tuple[bytes, Document, Assembled]) -> None:
    assert list(differences(*book)) == []


def _without(kind: str) -> Callable[[list[Any]], None]:
    def damage(blocks: list[Any]) -> None:
        blocks[:] = [block for block in blocks if block["t"] != kind]

    return damage


def _swap(blocks: list[Any]) -> None:
    units = [place for place, block in enumerate(blocks) if block["t"] == "Div"]
    first, second = units[0], units[-1]
    blocks[first], blocks[second] = blocks[second], blocks[first]


def _alter(blocks: list[Any]) -> None:
    unit = next(block for block in blocks if block["t"] == "Div")
    unit["c"][1][0]["c"] = [{"t": "Str", "c": "别的话"}]


@pytest.mark.parametrize(
    ("damage", "sign"),
    [
        (_without("Figure"), "pictures: 1 in the original, 0 in the book"),
        (_without("Table"), "tables: 1 in the original, 0 in the book"),
        (_without("Div"), "1:1/p1 lost: 'Sweep them.'"),
        (_swap, "out of order: 1:1/p3 where 1:1/p1 should be"),
        (_alter, "1:1/p1 changed: '猴麻松松桐葵榴松槐.' to '别的话'"),
    ],
)
def test_damage_is_seen(book: tuple[bytes, Document, Assembled], damage: Callable[..., None], sign: str) -> None:
    source, document, assembled = book
    part = assembled.parts[0]
    blocks = copy.deepcopy(list(part.blocks))
    damage(blocks)
    assert sign in list(differences(source, document, replace(assembled, parts=(replace(part, blocks=tuple(blocks)),))))
