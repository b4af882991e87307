"""Scripts and widths."""

from pubpipe.text.scripts import (
    han_count,
    is_chinese,
    is_full_width,
    is_han,
    width,
)


def test_han() -> None:
    assert [is_han(each) for each in "市〇々𠮷"] == [True] * 4
    assert [is_han(each) for each in ["a", "，", "1", "あ", "", "市政"]] == [False] * 6
    assert (han_count("市议会ICMA"), han_count("ICMA")) == (3, 0)


def test_widths() -> None:
    assert [is_full_width(each) for each in "市，Ａa,“"] == [True, True, True, False, False, False]
    assert (width("市a"), width("e\u0301"), width("")) == (3, 1, 0)


def test_language_tags() -> None:
    assert [is_chinese(each) for each in ("zh", "zh-Hans", "ZH-cn", "en", "za")] == [True, True, True, False, False]
