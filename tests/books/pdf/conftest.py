from __future__ import annotations

import pytest

from tests.books.epub.handmade import ASSEMBLED
from tests.books.pdf.proofs import Proof, proof


@pytest.fixture(scope="session")
def handmade() -> Proof:
    return proof(ASSEMBLED)
