"""The site in a real browser: nobody is kept from reading it, and its scripts do what they promise."""

from __future__ import annotations

import mimetypes
import os
import subprocess
from pathlib import Path
from urllib.parse import quote

import pytest
from lxml import html

from tests.books.web.handmade import made
from tests.proofs import accessibility, chromium

pytestmark = pytest.mark.skipif(not chromium.command(), reason="no Chromium: nothing shows the pages")
READER = Path(__file__).with_name("reader.html")
PAGES = ("index.html", "c2.html", "c3.html", "c4.html", "glossary.html", "copyright.html", "search.html")
FOCUS = "document.querySelector('a.term').focus(), ''"
BUBBLE = "[...document.querySelectorAll('.site-bubble')].filter(each => !each.hidden).map(each => each.textContent)"
ESCAPE = "document.dispatchEvent(new KeyboardEvent('keydown', {key: 'Escape'})), ''"
SHOWN = "getComputedStyle(document.querySelector('details.original')).display + document.querySelector('details').open"
LABEL = "document.querySelector('#site-english').textContent"
PRESS = "document.querySelector('#site-english').click(), ''"


@pytest.fixture(scope="module")
def world() -> dict[str, tuple[str, bytes]]:
    """The site as a browser meets it."""
    return {
        f"/{name}": (mimetypes.guess_type(name)[0] or "text/plain", content)
        for name, content in made(url="https://example.org/", original_url="https://example.org/en/").items()
    }


def asked(world: dict[str, tuple[str, bytes]], address: str, *questions: str) -> list[str]:
    """What a page answers to scripts, one after another."""
    told = chromium.visited(READER, [{"address": address, "questions": questions}], world)
    return [each["answer"] for each in told]


def shown(address: str) -> str:
    """A page's markup as a browser leaves it."""
    options = [*chromium.OPTIONS, *(["--no-sandbox"] if os.geteuid() == 0 else []), "--virtual-time-budget=5000"]
    done = subprocess.run(
        [chromium.command(), *options, "--dump-dom", address], capture_output=True, timeout=120, check=True
    )
    return done.stdout.decode()


@pytest.mark.skipif(bool(accessibility.missing()), reason=accessibility.missing() or "nothing is missing")
def test_nothing_keeps_anybody_from_reading(world: dict[str, tuple[str, bytes]]) -> None:
    audits = accessibility.audited(world, *(f"/{name}" for name in PAGES))
    assert {(each.address, each.width, each.scheme): each.violations for each in audits} == {
        (f"/{name}", width, scheme): ()
        for name in PAGES
        for width in accessibility.WIDTHS
        for scheme in accessibility.SCHEMES
    }
    assert [each.shown for each in audits] == [each.scheme for each in audits]


@pytest.mark.parametrize(
    ("question", "told", "hits"),
    [
        ("棕地", "找到5处。", ["c4", "at_u4_c1_sp1", "at_u4_c1_sp3", "term-1", "term-2"]),
        ("ＢROWNFIELD", "找到2处。", ["term-1", "term-2"]),
        ("城市经理 棕地", "找到1处。", ["at_u4_c1_sp1"]),
        ("棕地管理", "没有与“棕地管理”完全相符的段落，找到6处相近的。", None),
        ("火星", "没有找到“火星”。", []),
        ("", "", []),
    ],
)
def test_the_search_works_from_a_disk(tmp_path: Path, question: str, told: str, hits: list[str] | None) -> None:
    for name, content in made().items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)
    page = html.document_fromstring(shown(f"{(tmp_path / 'search.html').as_uri()}?q={quote(question)}"))
    found = [link.get("href").partition("#")[2] for link in page.xpath("//ol[@id='site-hits']/li/a")]
    assert page.get_element_by_id("site-told").text_content() == told
    assert hits is None or hits == found


def test_a_tip_shows_on_focus_and_goes_on_escape(world: dict[str, tuple[str, bytes]]) -> None:
    assert asked(world, "/c4.html", BUBBLE, FOCUS, BUBBLE, ESCAPE, BUBBLE) == ["", "", "棕地\u3000brownfield", "", ""]


def test_a_note_shows_where_its_mark_stands(world: dict[str, tuple[str, bytes]]) -> None:
    asking = "document.querySelectorAll('a.noteref')[1].focus(), ''"
    assert asked(world, "/c2.html", asking, BUBBLE)[1].strip() == "原书的注。"


def test_the_english_comes_on_demand_and_is_remembered(world: dict[str, tuple[str, bytes]]) -> None:
    kept = "localStorage.getItem('pubpipe-english')"
    assert asked(world, "/c4.html", LABEL, SHOWN, PRESS, LABEL, SHOWN, kept) == [
        "显示英文原文",
        "nonefalse",
        "",
        "隐藏英文原文",
        "blocktrue",
        "shown",
    ]
