"""What the cases of formats assert is told in full when it fails."""

import pytest

pytest.register_assert_rewrite("tests.formats.cases")
