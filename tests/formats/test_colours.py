"""Colours compared, whatever formats and people call them."""

from __future__ import annotations

import pytest

from pubpipe.formats import Rules, is_colour, named
from pubpipe.formats._colours import colour, same_colour
from pubpipe.formats._rules import Ruling, verdict
from pubpipe.model import Fate


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("yellow", {"ffff00"}),
        ("FFFF00", {"ffff00"}),
        ("FFFFFF00", {"ffff00"}),
        ("#ff0", {"ffff00"}),
        ("rgb(255, 255, 0)", {"ffff00"}),
        ("rgba(255 255 0 / 50%)", {"ffff00"}),
        (" Green ", {"008000", "00ff00"}),
        ("darkGreen", {"006400", "008000"}),
        ("accent2", {"accent2"}),
        ("followedHyperlink", {"followedhyperlink"}),
        ("yelow", set()),
        ("#ff00", set()),
        ("accent7", set()),
        ("", set()),
    ],
)
def test_names(name: str, meant: set[str]) -> None:
    assert (colour(name), is_colour(name)) == (meant, bool(meant))


@pytest.mark.parametrize(
    ("value", "wanted", "found"),
    [
        ("FF0000", ["blue", "red"], "red"),
        ("green", ["#00ff00"], "#00ff00"),
        ("darkGreen", ["green"], "green"),
        ("navy", ["blue"], ""),
        ("123456", ["*"], "*"),
        ("FFFFFF", ["*"], ""),
        ("FFFFFF", ["white"], "white"),
        ("none", ["*"], ""),
        ("auto", ["*"], ""),
        ("", ["*"], ""),
        ("url(x)", ["*"], "*"),
        ("url(x)", ["red"], ""),
    ],
)
def test_same_colour(value: str, wanted: list[str], found: str) -> None:
    assert same_colour(value, wanted, "white") == found


@pytest.mark.parametrize(
    ("name", "wanted", "found"),
    [
        ("List Bullet", ["list*"], "list*"),
        ("List Bullet", ["list"], ""),
        ("List.Bullet", ["List?Bullet", "List.B*t"], "List.B*t"),
        ("", ["*"], ""),
        ("x", [], ""),
    ],
)
def test_names_with_stars(name: str, wanted: list[str], found: str) -> None:
    assert named(name, wanted) == found


RULES = Rules(
    exclude_styles=("Note",),
    exclude_highlights=("yellow",),
    exclude_colours=("red", "*"),
    protect_styles=("Code", "N*"),
)


@pytest.mark.parametrize(
    ("looks", "ruling"),
    [
        ((["note"], ["yellow"], ["red"]), (Fate.EXCLUDED, "style: Note")),
        ((["Code"], ["yellow"], ["red"]), (Fate.EXCLUDED, "highlight: yellow")),
        ((["Code"], [""], ["FF0000"]), (Fate.EXCLUDED, "colour: red")),
        ((["Code"], [], ["123456"]), (Fate.EXCLUDED, "colour: *")),
        ((["Base", "code"], [], ["000000"]), (Fate.PROTECTED, "style: Code")),
        ((["Normal"], [], []), (Fate.PROTECTED, "style: N*")),
        ((["Body", ""], ["none"], ["auto"]), None),
    ],
)
def test_what_leaves_out_goes_before_what_protects(looks: tuple[list[str], ...], ruling: Ruling | None) -> None:
    assert verdict(RULES, *looks) == ruling
    assert verdict(Rules(), *looks) is None
