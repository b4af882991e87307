"""Scripts and widths."""

from pubpipe.text.scripts import (
    han_count,
    han_latin_boundaries,
    han_ratio,
    is_chinese,
    is_full_width,
    is_han,
    latin_runs,
    width,
)


def test_han() -> None:
    assert [is_han(each) for each in "市〇々𠮷"] == [True] * 4
    assert [is_han(each) for each in ["a", "，", "1", "あ", "", "市政"]] == [False] * 6
    assert (han_count("市议会ICMA"), han_count("ICMA")) == (3, 0)
    assert (han_ratio("市a"), han_ratio("市政"), han_ratio("a"), han_ratio("12")) == (0.5, 1.0, 0.0, 0.0)


def test_widths() -> None:
    assert [is_full_width(each) for each in "市，Ａa,“"] == [True, True, True, False, False, False]
    assert (width("市a"), width("e\u0301"), width("")) == (3, 1, 0)


def test_latin_runs() -> None:
    assert list(latin_runs("据R&D和the city's plan")) == [
        (1, 4, "R&D"),
        (5, 8, "the"),
        (9, 15, "city's"),
        (16, 20, "plan"),
    ]


def test_boundaries() -> None:
    assert list(han_latin_boundaries("用 GIS做2件事，GIS")) == [(1, 2), (5, 5), (6, 6), (7, 7)]


def test_language_tags() -> None:
    assert [is_chinese(each) for each in ("zh", "zh-Hans", "ZH-cn", "en", "za")] == [True, True, True, False, False]
