from __future__ import annotations

import pytest
from lxml import html

from tests.books.web.handmade import made, read

URL, ORIGINAL = "https://example.org/shu", "https://example.org/book/"


@pytest.fixture(scope="session")
def files() -> dict[str, bytes]:
    return made(url=URL, original_url=ORIGINAL)


@pytest.fixture(scope="session")
def pages(files: dict[str, bytes]) -> dict[str, html.HtmlElement]:
    return read(files)
