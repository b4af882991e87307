"""What our parser does faster than markdown-it's own rules is what those rules do."""

from __future__ import annotations

from functools import cache
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from pubpipe.formats.markdown.parsing import parser, renderer, straight

LINES = [
    *("", "", "word", "汉字。", "é", "ªx", "9", "text  ", "`c` *em*", "\x0bx", "\\", "\tTab", "   three", "    code"),
    *(
        "# head",
        "#tag",
        "## h ##",
        "- item",
        "1. one",
        "> quote",
        "- - -",
        "***",
        "---",
        "===",
        "```",
        "~~~",
        "~ tilde",
    ),
    *(": def", "  : d", "<div>", "<!-- c -->", "[^1]: note", "[^1]", "[ref]: /u", "[x][ref]", "| a | b |", "|---|---|"),
]
STARTS = ("", "", "", "> ", "- ", "  ", "    ", "1. ", ": ", "- > ")
DRAWN = st.lists(st.tuples(st.sampled_from(STARTS), st.sampled_from(LINES)), max_size=12)


@cache
def whole() -> tuple[MarkdownIt, MarkdownIt]:
    """Both parsers with all rules of their own and none of ours."""
    made = parser.__wrapped__(), renderer.__wrapped__()
    for each in made:
        each.block.ruler.disable("alone")
        each.core.ruler.enable("normalize")
    return made


def tokens(with_rules: MarkdownIt, text: str) -> list[dict[str, Any]]:
    return [token.as_dict() for token in with_rules.parse(text, {})]


@settings(max_examples=100, deadline=None)
@given(DRAWN, st.sampled_from(["\n", "\r\n"]))
def test_plain_lines_are_what_all_rules_make_of_them(lines: list[tuple[str, str]], ending: str) -> None:
    text = ending.join(start + line for start, line in lines)
    found = [tokens(each, straight(text)) for each in (parser(), renderer())]
    assert found == [tokens(each, text) for each in whole()]
