from __future__ import annotations

from pathlib import Path

import pytest

from pubpipe.errors import Misused
from pubpipe.formats import Rules
from pubpipe.project import _settings
from pubpipe.project._settings import CheckSettings, Settings


def test_settings_are_the_same_in_both_files(tmp_path: Path) -> None:
    table = (
        'segmentation = "paragraph"\n[{0}check]\nallowed = ["ICMA"]\nseverity = {{ZH014 = "neutral"}}\n'
        "[{0}extract]\ncomments = false\n"
    )
    expected = Settings(
        segmentation="paragraph",
        check=CheckSettings(allowed=("ICMA",), severity={"ZH014": "neutral"}),
        extract=Rules(comments=False),
    )
    (tmp_path / "pyproject.toml").write_text("[tool.pubpipe]\n" + table.format("tool.pubpipe."), encoding="utf-8")
    assert _settings.read(tmp_path) == expected
    (tmp_path / "pubpipe.toml").write_text(table.format(""), encoding="utf-8-sig")
    assert _settings.read(tmp_path) == expected


def test_a_folder_without_settings_has_the_usual_ones(tmp_path: Path) -> None:
    assert _settings.read(tmp_path) == Settings()


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ('segmentaton = "sentence"', "unknown key: segmentaton (nearest: segmentation)"),
        ("[check]\ntreshold = 1", "unknown key: check.treshold (nearest: threshold)"),
        ('segmentation = "word"', 'segmentation must be one of "sentence", "paragraph": word'),
        ("segmentation = 1", "wrong kind of value for segmentation: 1"),
        ('[check]\nallowed = "ICMA"', "wrong kind of value for check.allowed: ICMA"),
        ("check = 3", "wrong kind of value for check: 3"),
        ("[extract]\ncomments = 1", "wrong kind of value for extract.comments: 1"),
        ("[[", "not valid TOML: "),
    ],
)
def test_what_cannot_be_meant_gets_a_sentence(tmp_path: Path, text: str, sentence: str) -> None:
    (tmp_path / "pubpipe.toml").write_text(text, encoding="utf-8")
    with pytest.raises(Misused) as caught:
        _settings.read(tmp_path)
    assert str(caught.value).startswith(f"{tmp_path / 'pubpipe.toml'}: {sentence}")
