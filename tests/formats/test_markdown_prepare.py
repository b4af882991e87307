"""Markdown on its way into a book: the same blocks whether we write them or pandoc reads them from HTML."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pubpipe.books._pandoc import parse
from pubpipe.formats import markdown
from pubpipe.formats.markdown import _prepare
from pubpipe.formats.markdown.inlines import Foreign
from tests.formats.markdown_and_html import SAMPLE, cases

FORMULAS = "Math in *$x^2$*, in [a $y_1$](u), in ![a $z^2$](u).\n\n    code $a_1$\n"


def blocks(source: bytes) -> list[dict[str, Any]]:
    """What we write of a file that needs no pandoc."""
    made, reader = markdown.prepare(source)
    assert reader == "json"
    return parse(made, reader)[0]


def pandocs(source: bytes, monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """What pandoc reads from the same file in HTML."""

    def foreign(*_all: object) -> None:
        raise Foreign

    with monkeypatch.context() as patched:
        patched.setattr(_prepare, "blocks", foreign)
        return parse(*markdown.prepare(source))[0]


def text(tree: object) -> str:
    """All Strs and formulas."""
    if isinstance(tree, dict):
        said = {"Str": lambda held: held, "Math": lambda held: f"${held[1]}$", "Space": lambda _held: " "}
        return said[tree["t"]](tree.get("c")) if tree["t"] in said else text(tree.get("c"))
    return "".join(map(text, tree)) if isinstance(tree, list) else ""


@pytest.mark.parametrize("path", [*cases("markdown"), *sorted(SAMPLE.glob("*.md"))], ids=lambda path: path.stem)
def test_blocks_are_those_pandoc_reads(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = path.read_bytes()
    assert json.loads(json.dumps(parse(*markdown.prepare(source))[0])) == pandocs(source, monkeypatch)


def test_every_file(outside: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch) -> None:
    files = sorted(outside("documents/md").iterdir())
    ours = [path for path in files if markdown.prepare(path.read_bytes())[1] == "json"]
    assert len(ours) > len(files) / 2
    different = [path.name for path in ours if blocks(path.read_bytes()) != pandocs(path.read_bytes(), monkeypatch)]
    assert different == []


@pytest.mark.parametrize(
    "source",
    [
        "a[^1] b[^1] c^[in *n*]\n\n[^1]: note[^2]\n\n    more\n\n[^2]: two\n\n# h[^2]\n",
        "# A “B” c.d-e_f: 第1课 ①\n\n# 1.\n\n# 1.\n\n#\n\n## a “b”  c.d-e\\_f: 第1课 ① ## {#x}\n",
        "- a\n  > q\n- \n- b\n  # h\n\n3) x\n4) y\n\n   z\n   - k\n",
        "| a | b |\n|:-:|--:|\n| c<br>d | ![](x) |\n\n|a|\n|-:|\n\n| | |\n|-|-|\n|a| |\n",
        "term\n: one\n\n  two\n\ntight\n: d\n: e\n",
        "*a***b** ~~c~~~~d~~ *e*\\\n`` x  ` y `` [ *a* ](<u v> 't') <http://a.b/ü>&#9;&nbsp;z  \n q\n",
        "```py {.x}\n\n a\n\n```\n\n    b\n\n```\n```\n\n***\n\n> q\n> - i\n",
        "<em> a </em><b>b</b><b>c</b> <sup>2</sup><!-- c --><a id='q'></a> <a href=\"#u\" rel='n' title=''>k</a><br/>",
        '<span epub:type="pagebreak" class="k" id="p1" aria-label="12" lang="en"/>x <span title="">y</span>',
        '::: note\n\nfoo\n\n:::\n\n<div class="a b" id="x">\n\n- a\n\n</div>\n<!-- c -->\n',
        '<div role="doc-pagebreak" id="p3" title="3"></div>\n\na []{#page_14 .pagebreak}b\n',
    ],
)
def test_what_authors_write_needs_no_pandoc(source: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert blocks(source.encode()) == pandocs(source.encode(), monkeypatch)


@pytest.mark.parametrize(
    "source",
    [
        "<table><tr><td>a</td></tr></table>\n",
        "a <kbd>b</kbd>\n",
        "a <em>b **c</em> d**\n",
        "<em>a\n",
        "[a <a id='x'></a>](u)\n",
        "<div>\n\na\n",
        '<p class="note">a</p>\n',
        '<sup><a href="#n">1</a></sup> <span class="math inline">x</span>\n',
        "a\x85b\n",
    ],
)
def test_html_is_left_to_pandoc(source: str) -> None:
    assert markdown.prepare(source.encode())[1] == "html+epub_html_exts"


def test_formulas_stay_wherever_they_stand() -> None:
    """Pandoc drops those within emphasis and links."""
    made = blocks(FORMULAS.encode())
    assert text(made) == "Math in $x^2$, in a $y_1$, in a $z^2$."
    assert made[-1] == {"t": "CodeBlock", "c": [["", [], []], "code $a_1$"]}


def test_the_size_of_a_picture_is_the_picture_s() -> None:
    source = b"A ![Seal](seal.png){#seal width=40mm} and [a link](u){target=_blank}.\n"
    image = {"t": "Image", "c": [["", [], [["width", "40mm"]]], [{"t": "Str", "c": "Seal"}], ["seal.png", ""]]}
    inlines = blocks(source)[0]["c"]
    assert inlines[2] == image
    assert inlines[3] == {"t": "Span", "c": [["seal", [], []], []]}
    assert text(inlines) == "A Seal and a link."
    assert [unit.content[0] for unit in markdown.read(source).units if unit.role == "alt"] == ["Seal"]
    (unit,) = (each for each in markdown.read(source).units if each.role == "paragraph")
    assert "".join(part for part in unit.content if isinstance(part, str)) == "A  and a link."


def test_html_beside_formulas() -> None:
    html, reader = markdown.prepare(b"A {{ code }}$x^2$ <kbd>b</kbd>.[^1]\n\n[^1]: Note\n")
    assert reader == "html+epub_html_exts"
    assert html.decode().replace("\n", "") == (
        '<html><body><p>A <script type="math/tex">x^2</script> <kbd>b</kbd>.'
        '<a epub:type="noteref" href="#pubpipe-note-1">1</a></p>'
        '<aside epub:type="footnote" id="pubpipe-note-1"><p>Note</p></aside></body></html>'
    )
