import os
from pathlib import Path

import pytest


@pytest.fixture
def test_data() -> Path:
    folder = os.environ.get("PUBPIPE_TEST_DATA")
    if not folder:
        pytest.skip("PUBPIPE_TEST_DATA is not set")
    return Path(folder)
