"""Space between translated sentences."""

import pytest

from pubpipe.model import Unit
from pubpipe.segmentation import join, segment

from .notation import parse, show


def joined(source: str, targets: list[str], language: str = "zh-Hans", source_language: str = "en") -> str:
    segments = segment(Unit("1/p1", "paragraph", parse(source)), source_language).segments
    return show(join(segments, [parse(target) for target in targets], language))


@pytest.mark.parametrize(
    ("targets", "expected"),
    [
        (["一。", "二。", "三。"], " 一。二。三。 "),
        (["一。", "ICMA二。", "三。"], " 一。ICMA二。三。 "),
        (["一。", "Two.", "三。"], " 一。Two. 三。 "),
        (["One.", "Two.", "Three."], " One. Two. Three. "),
        (["一。", "", "三。"], " 一。三。 "),
        (["One.", "", "Three."], " One. Three. "),
        (["", "Two.", "Three."], " Two. Three. "),
        (["一。", "二。", ""], " 一。二。 "),
        (["", "", ""], " "),
        (["“一。”", "“二。”", "《三》"], " “一。”“二。”《三》 "),
        (["一……", "Two.", "三"], " 一……Two. 三 "),
        (["<b1>一。 ", " 二。</b1> ", "三。"], " <b1>一。二。</b1>三。 "),
        (["一。<fn1/>", "二。", "三。"], " 一。<fn1/>二。三。 "),
        (["One.<br1/>", "Two.", "三。"], " One.<br1/>Two. 三。 "),
    ],
)
def test_chinese(targets: list[str], expected: str) -> None:
    assert joined(" One. Two.  Three. ", targets) == expected


def test_tabs_and_blank_lines_stay() -> None:
    assert joined("One.\n\nTwo.\tThree.", ["一。", "二。", "三。"]) == "一。\n\n二。\t三。"


def test_lines_of_a_text_file_close_up_in_chinese() -> None:
    assert joined("One.\nTwo.", ["一。", "二。"]) == "一。二。"


def test_english_from_chinese() -> None:
    assert joined("一。“二。”三。", ["One.", "“Two.”", "Three."], "en", "zh-Hans") == "One. “Two.” Three."


def test_no_segments() -> None:
    assert join((), ()) == ()
