"""Our own files pass the checklist, and every assertion has a damage that makes it fail."""

from __future__ import annotations

import contextlib
import fnmatch
import io
import re
import subprocess
import tomllib
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from pubpipe.books import epub
from pubpipe.books._checklist import KINDS, MAJOR, Outcome, assertions, examine
from pubpipe.errors import Unreadable
from tests.books.epub.handmade import ASSEMBLED, MODIFIED, Opened
from tests.books.tinyfonts import fonts
from tests.conftest import ROOT

HERE = Path(__file__).parent
DEFECTS = {"docx": 25, "epub": 17}
"""How many defects the lists of a book as pandoc makes it have."""
LATER = {"docx/pictures/pictures-sharp", "epub/text/nothing-unfinished"}
"""What the small books of the tests do not hold: their pictures are tiny, and one shows what is unfinished."""
LARGE = "0" * 4 * 2**20
PARAGRAPHS = {"docx": ("word/document.xml", "结合起来"), "epub": ("EPUB/c2.xhtml", "截至2024年")}


def cases() -> dict[str, list[str]]:
    """For each assertion by id what damages a good file."""
    found = {}
    for kind in KINDS:
        for topic, each in tomllib.loads((HERE / f"{kind}.toml").read_text(encoding="utf-8")).items():
            found |= {f"{kind}/{topic}/{name}": case for name, case in each.items()}
        part, words = PARAGRAPHS[kind]
        for name, text in tomllib.loads((HERE / "text.toml").read_text(encoding="utf-8"))["text"].items():
            found[f"{kind}/text/{name}"] = [part, words, f"{text}{words}"]
    return found


CASES = cases()


@pytest.fixture(scope="session")
def good(file: bytes, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    held = fonts(tmp_path_factory.mktemp("fonts"), Opened(epub.write(ASSEMBLED, {}, MODIFIED)).shown())
    return {"docx": file, "epub": epub.write(replace(ASSEMBLED, fonts=held), {"fonts": "embedded"}, MODIFIED)}


def damaged(package: bytes, changes: list[str]) -> bytes:
    """The package with each change made: part, pattern and what takes its place."""
    with zipfile.ZipFile(io.BytesIO(package)) as opened:
        parts = {each.filename: (each.compress_type, opened.read(each)) for each in opened.infolist()}
    for part, pattern, replacement in zip(changes[::3], changes[1::3], changes[2::3], strict=True):
        if part.startswith("+"):
            parts[part[1:]] = (zipfile.ZIP_STORED, replacement.encode())
        elif part.startswith("-"):
            del parts[part[1:]]
        else:
            (name, *_others) = fnmatch.filter(parts, part.replace("[", "[[]"))
            method, data = parts[name]
            coding = "utf-8" if name.endswith((".xml", ".rels", ".xhtml", ".opf", ".css", "mimetype")) else "latin-1"
            changed = re.sub(
                pattern, replacement.replace("LARGE", "0" * 4 * 2**20), data.decode(coding), flags=re.S
            ).encode(coding)
            if changed == data:
                pytest.fail(f"{pattern} is not in {name}")
            parts[name] = (method, changed)
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as written:
        for name, (method, data) in parts.items():
            written.writestr(name, data, method)
    return held.getvalue()


def every() -> Iterator[str]:
    for kind in KINDS:
        yield from assertions(kind)


@pytest.mark.parametrize("kind", KINDS)
def test_our_own_books_pass(good: dict[str, bytes], kind: str) -> None:
    failed = [each for each in examine(good[kind], f"book.{kind}") if each.outcome is Outcome.FAILED]
    assert [(each.assertion.id, each.evidence) for each in failed if each.assertion.id not in LATER] == []


@pytest.mark.parametrize("identity", list(every()))
def test_every_assertion_can_fail(good: dict[str, bytes], identity: str) -> None:
    kind = identity.partition("/")[0]
    (verdict,) = examine(damaged(good[kind], CASES[identity]), f"book.{kind}", [identity])
    assert verdict.outcome is Outcome.FAILED
    assert all(each.where for each in verdict.evidence)


def test_no_case_is_left_over() -> None:
    assert sorted(set(CASES) - set(every())) == []


@pytest.mark.parametrize("kind", KINDS)
def test_every_defect_of_the_lists_is_asserted(kind: str) -> None:
    asserted = {number for each in assertions(kind).values() for number in each.defects}
    assert asserted == set(range(1, DEFECTS[kind] + 1))


@pytest.mark.parametrize(("kind", "sound"), [("docx", {23}), ("epub", {16})])
def test_a_book_as_pandoc_makes_it_has_them(kind: str, sound: set[int], tmp_path: Path) -> None:
    """All but one of each list, which the list itself calls sound."""
    import pypandoc

    book = tmp_path / f"book.{kind}"
    folder = HERE.parent / "tiny" / "figures"
    command = [pypandoc.get_pandoc_path(), HERE / "pandoc.md", "--toc", "--resource-path", folder, "--output", book]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    failed = [each for each in examine(book.read_bytes(), book.name) if each.outcome is Outcome.FAILED]
    found = {number for each in failed for number in each.assertion.defects}
    assert found == set(range(1, DEFECTS[kind] + 1)) - sound


def listed() -> str:
    """The tables of `.github/checklist.md`: what is asserted, why, and which defect of the lists it is."""
    lines = []
    for kind, title in (("docx", "Word"), ("epub", "EPUB")):
        lines += [f"## {title}", "", "| assertion | what it asserts | why | defect |", "|---|---|---|---|"]
        for each in assertions(kind).values():
            name = f"**{each.id}**" if each.severity is MAJOR else each.id
            statement, why = (part.replace("|", "\\|") for part in each.words)
            lines.append(f"| {name} | {statement} | {why} | {', '.join(map(str, each.defects))} |")
        lines.append("")
    return "\n".join(lines)


def test_the_page_lists_every_assertion(update_golden: bool) -> None:
    page = ROOT / ".github" / "checklist.md"
    head, mark, _tables = page.read_text(encoding="utf-8").partition("## Word\n")
    if update_golden:
        page.write_text(head + listed(), encoding="utf-8")
    assert mark
    assert page.read_text(encoding="utf-8") == head + listed()


def test_every_assertion_says_what_it_asserts_and_why() -> None:
    assert [
        each.id for kind in KINDS for each in assertions(kind).values() if not each.words[0].endswith((".", "]"))
    ] == []


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("book.md", b"# x", "neither a Word file nor an EPUB: only .docx and .epub can be examined"),
        ("book", b"", "neither a Word file nor an EPUB: only .docx and .epub can be examined"),
        ("book.docx", b"", "an empty file"),
        ("book.epub", b"PK\x03\x04", "cut off: the end of the file is missing; get it again"),
    ],
)
def test_what_cannot_be_examined(name: str, data: bytes, sentence: str) -> None:
    with pytest.raises(Unreadable) as caught:
        examine(data, name)
    assert str(caught.value) == sentence


VALUES = ("", "x", "-1", "9" * 20, "²", "1.5e9", "nan", "#", "a b")


@given(st.sampled_from(KINDS), st.randoms(use_true_random=False))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_the_markup_there_is_a_verdict(good: dict[str, bytes], kind: str, chance: Random) -> None:
    """Attributes changed and lost, elements lost: every assertion answers, or the file is refused."""
    with zipfile.ZipFile(io.BytesIO(good[kind])) as opened:
        parts = {name: opened.read(name) for name in opened.namelist()}
    name = chance.choice([each for each in parts if each.endswith((".xml", ".rels", ".xhtml", ".opf"))])
    root = etree.fromstring(parts[name])
    elements = [each for each in root.iter("*") if each is not root]
    for each in chance.sample(elements, min(len(elements), 20)):
        keys = list(each.attrib)
        parent = each.getparent()
        if keys and chance.random() < 0.5:
            each.set(chance.choice(keys), chance.choice(VALUES))
        elif keys:
            del each.attrib[chance.choice(keys)]
        elif parent is not None:
            parent.remove(each)
    parts[name] = etree.tostring(root)
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as written:
        for part, data in parts.items():
            written.writestr(part, data)
    with contextlib.suppress(Unreadable):
        assert len(examine(held.getvalue(), f"book.{kind}")) == len(assertions(kind))
