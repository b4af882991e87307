"""What begins with an underscore is used within its own folder only: rooms know one another by their public names."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FILES = sorted((ROOT / "pubpipe").rglob("*.py"))


def imported(tree: ast.Module) -> Iterator[tuple[str, ...]]:
    """What a file imports, wherever in it, as dotted names cut at the dots."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield from ((*node.module.split("."), each.name) for each in node.names)
        elif isinstance(node, ast.Import):
            yield from (tuple(each.name.split(".")) for each in node.names)


def trespasses(source: str, folder: tuple[str, ...]) -> list[str]:
    """The private names of other folders that a file of this folder imports."""
    found = []
    for name in imported(ast.parse(source)):
        private = [at for at, part in enumerate(name) if part.startswith("_") and part != "_" and part[:2] != "__"]
        if name[0] == "pubpipe" and private and folder[: private[0]] != name[: private[0]]:
            found.append(".".join(name))
    return found


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("from pubpipe.formats.docx._flow import Flow", ["pubpipe.formats.docx._flow.Flow"]),
        ("def later():\n    from pubpipe.formats import _page", ["pubpipe.formats._page"]),
        ("import pubpipe.engines._journal", ["pubpipe.engines._journal"]),
        ("from pubpipe.books._steps import pages\nfrom pubpipe.books._address import FIELD", []),
        ("from pubpipe.messages import _\nfrom pubpipe import __version__\nfrom os import _exit", []),
    ],
)
def test_what_counts(source: str, found: list[str]) -> None:
    assert trespasses(source, ("pubpipe", "books", "_steps")) == found


def test_no_file_imports_what_is_private_elsewhere() -> None:
    found = {
        str(path.relative_to(ROOT)): names
        for path in FILES
        if (names := trespasses(path.read_text("utf-8"), path.relative_to(ROOT).parent.parts))
    }
    assert found == {}
