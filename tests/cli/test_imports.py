"""A command pays for what it does: heavy libraries are imported only where they are needed."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

HEAVY = {
    "lxml",
    "polib",
    "docx",
    "pypandoc",
    "pypinyin",
    "regex",
    "markdown_it",
    "sqlite3",
    "zipfile",
    "multiprocessing",
}
CATALOGUE = {"polib"}
"""What reads PO files."""
CUT = {"regex", "lxml"}
"""What cuts sentences: rules are an SRX file, which is XML."""


def heavy(folder: Path, *arguments: str) -> set[str]:
    """Which of the heavy libraries a command imports."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "LANGUAGE": "en"}
    run = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "pubpipe", *arguments],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        env=environment,
        cwd=folder,
        text=True,
        check=False,
    )
    assert run.returncode in (0, 1), run.stderr[-2000:]
    imported = {
        name.partition(".")[0] for name in re.findall(r"^import time:.*\|\s*([\w.]+)$", run.stderr, re.MULTILINE)
    }
    assert "pubpipe" in imported
    return imported & HEAVY


@pytest.mark.parametrize("arguments", [("--help",), ("extract", "--help"), ("memory", "--help"), ("--version",)])
def test_help_imports_nothing_heavy(sample: Path, arguments: tuple[str, ...]) -> None:
    assert heavy(sample, *arguments) == set()


def test_status_reads_sources_and_po_files_only(sample: Path) -> None:
    assert heavy(sample, "status") <= {*CATALOGUE, *CUT, "zipfile", "markdown_it"}


def test_extracting_a_page_needs_no_office_library(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("<p>One sentence.</p>", encoding="utf-8")
    assert heavy(tmp_path, "extract", "page.html", "-o", "page.po") <= CATALOGUE | CUT


def test_extracting_markdown_needs_its_parser(tmp_path: Path) -> None:
    (tmp_path / "page.md").write_text("One *sentence*.\n", encoding="utf-8")
    assert heavy(tmp_path, "extract", "page.md", "-o", "page.po") <= {*CATALOGUE, *CUT, "markdown_it"}


def test_looking_up_the_memory_needs_its_database(sample: Path) -> None:
    heavy(sample, "memory", "lookup", "A typical council has five to nine members.")
    assert heavy(sample, "memory", "lookup", "A typical council has five to nine members.") <= {"sqlite3"}


ROOMS = """
import sys
from pubpipe.cli import main
try:
    main(sys.argv[1:])
finally:
    print(*{name.split(".")[1] for name in sys.modules if name.startswith("pubpipe.")}, file=sys.stderr)
"""
"""Runs a command, then says which rooms it has entered."""


def test_looking_up_the_memory_enters_few_rooms(sample: Path) -> None:
    command = [sys.executable, "-c", ROOMS, "memory", "lookup", "A typical council has five to nine members."]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "LANGUAGE": "en"}
    for _turn in ("the index is made", "the index is there"):
        run = subprocess.run(command, capture_output=True, env=environment, cwd=sample, text=True, check=True)
    assert set(run.stderr.split()) == {"cli", "errors", "memory", "messages", "model", "project"}
