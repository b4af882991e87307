from __future__ import annotations

import pytest

from pubpipe.books import Assembled, epub
from tests.books.epub.handmade import ASSEMBLED, MODIFIED, Opened


@pytest.fixture
def assembled() -> Assembled:
    return ASSEMBLED


@pytest.fixture(scope="session")
def opened() -> Opened:
    return Opened(epub.write(ASSEMBLED, {}, MODIFIED))
