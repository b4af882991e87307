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
        tables={"extract": Rules(comments=False)},
    )
    (tmp_path / "pyproject.toml").write_text("[tool.pubpipe]\n" + table.format("tool.pubpipe."), encoding="utf-8")
    assert _settings.read(tmp_path) == expected
    (tmp_path / "pubpipe.toml").write_text(table.format(""), encoding="utf-8-sig")
    assert _settings.read(tmp_path) == expected


def test_rules_of_extraction(tmp_path: Path) -> None:
    (tmp_path / "pubpipe.toml").write_text(
        """
        [extract]
        hidden_slides = false
        exclude_styles = ["Internal *"]
        exclude_colours = ["red", "*"]
        roles = ["heading", "paragraph"]
        italic = "kai"

        [extract.protect_patterns]
        form = 'SF-\\d+'
        """,
        encoding="utf-8",
    )
    assert _settings.read(tmp_path).extract == Rules(
        hidden_slides=False,
        exclude_styles=("Internal *",),
        exclude_colours=("red", "*"),
        roles=("heading", "paragraph"),
        italic="kai",
        protect_patterns=(("form", r"SF-\d+"),),
    )
    (tmp_path / "pubpipe.toml").write_text("extract.protect_patterns = ['[A-Z]+']", encoding="utf-8")
    assert _settings.read(tmp_path).extract == Rules(protect_patterns=(("[A-Z]+", "[A-Z]+"),))


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
        ("[extract]\nprotect_style = []", "unknown key: extract.protect_style (nearest: protect_styles)"),
        ("[extract]\nexclude_colors = []", "unknown key: extract.exclude_colors (nearest: exclude_colours)"),
        ('[extract]\nroles = ["headings"]', 'extract.roles must be one of "paragraph", "heading", '),
        ('[extract]\nexclude_roles = "note"', "wrong kind of value for extract.exclude_roles: note"),
        ('[extract]\nitalic = "bold"', 'extract.italic must be one of "dots", "kai", "plain", "slanted": bold'),
        (
            '[extract]\nexclude_highlights = ["yelow"]',
            "extract.exclude_highlights: no colour: yelow (write yellow, #ffff00, accent2 or *)",
        ),
        (
            '[extract]\nprotect_patterns = ["("]',
            "extract.protect_patterns: (: no regular expression: missing ), unterminated subpattern at position 0",
        ),
        (
            "[extract.protect_patterns]\nspace = ' *'",
            "extract.protect_patterns: space: no regular expression: it matches where there is nothing",
        ),
        ("[extract]\nprotect_patterns = [1]", "wrong kind of value for extract.protect_patterns: [1]"),
        ("[extract.protect_patterns]\nyear = 1", "wrong kind of value for extract.protect_patterns: {'year': 1}"),
    ],
)
def test_what_cannot_be_meant_gets_a_sentence(tmp_path: Path, text: str, sentence: str) -> None:
    (tmp_path / "pubpipe.toml").write_text(text, encoding="utf-8")
    with pytest.raises(Misused) as caught:
        _settings.read(tmp_path)
    assert str(caught.value).startswith(f"{tmp_path / 'pubpipe.toml'}: {sentence}")
