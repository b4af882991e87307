"""What pandoc sees of a prepared Word file."""

from __future__ import annotations

import subprocess
import tomllib
from pathlib import Path
from typing import Any

import pytest

from pubpipe.formats import docx
from tests.formats.docx_files import word

CASES = tomllib.loads((Path(__file__).parent / "docx" / "preparing.toml").read_text(encoding="utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_pandoc_sees(case: dict[str, Any]) -> None:
    import pypandoc

    source = word(**{key: value for key, value in case.items() if key not in ("name", "markdown")})
    prepared, reader = docx.prepare(source)
    command = [pypandoc.get_pandoc_path(), "--from", reader, "--to", "markdown-smart", "--wrap=none"]
    done = subprocess.run(command, input=prepared, capture_output=True, check=True)
    assert done.stdout.decode().strip() == case["markdown"].strip()


def test_a_prepared_file_is_the_same_every_time() -> None:
    source = word(CASES[0]["body"])
    assert docx.prepare(source) == docx.prepare(source)
