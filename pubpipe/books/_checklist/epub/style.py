"""The style sheet: what Chinese text needs of it (CLREQ)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pubpipe.books._checklist import MAJOR, MINOR, Look, assertion, judged
from pubpipe.books._checklist._ebook import Ebook

_CHINESE_SERIF = re.compile(r"song|宋|serif cjk|source han serif|simsun|ming", re.I)
_WESTERN_FIRST = re.compile(r"georgia|times|palatino|garamond|cambria|arial|helvetica|verdana", re.I)
_FIXED = re.compile(r"\d(?:px|pt|cm|mm|in)\b")
_BODY = ("html", "body", ":root")


@assertion(MAJOR, 9)
def first_lines_indented(ebook: Ebook) -> Iterator[Look]:
    """Paragraphs begin two characters in.

    段首空两格.
    """
    if ebook.chinese:
        indent = ebook.rules.inherited("p", "text-indent")
        yield judged("p", f"text-indent: {indent or '-'}", re.fullmatch(r"2(?:\.0)?r?em", indent) is not None)


@assertion(MAJOR, 9)
def no_gaps_between_paragraphs(ebook: Ebook) -> Iterator[Look]:
    """Running text has no gaps between paragraphs.

    The indent parts them; both at once waste a line a paragraph.
    """
    if ebook.chinese:
        said = ebook.rules.of("p", "body")
        sides = [
            said.get("margin", "1em").split()[0],
            *(said[key] for key in ("margin-top", "margin-bottom") if key in said),
        ]
        if "margin" not in said and len(sides) == 3:
            sides = sides[1:]
        sound = all(_length(side) <= 0.3 for side in sides)
        yield judged("p", f"margin: {' '.join(sides)}", sound)


@assertion(MINOR, 9)
def lines_apart(ebook: Ebook) -> Iterator[Look]:
    """Lines stand at least 1.5 times their size apart.

    Han fill their squares: set closer, lines run together.
    """
    if ebook.chinese:
        height = ebook.rules.inherited("p", "line-height")
        yield judged("p", f"line-height: {height or '-'}", _length(height) >= 1.5)


@assertion(MAJOR, 9)
def justified(ebook: Ebook) -> Iterator[Look]:
    """Running text is set to both sides.

    Characters stand in squares (CLREQ).
    """
    if ebook.chinese:
        side = ebook.rules.inherited("p", "text-align")
        yield judged("p", f"text-align: {side or '-'}", side == "justify")


@assertion(MAJOR, 9)
def text_is_song(ebook: Ebook) -> Iterator[Look]:
    """The faces named for running text are Chinese ones with serifs, no Western one before them.

    A Western face first takes the quotes and dashes of Chinese text, half as wide.
    """
    if ebook.chinese:
        faces = ebook.rules.inherited("p", "font-family")
        first = faces.split(",")[0]
        yield judged(
            "p", f"font-family: {faces or '-'}", bool(_CHINESE_SERIF.search(faces)) and not _WESTERN_FIRST.search(first)
        )


@assertion(MAJOR, 9)
def emphasis_upright(ebook: Ebook) -> Iterator[Look]:
    """Emphasis does not slant Chinese: dots or 楷体.

    着重号 is the Chinese emphasis; a slanted 宋体 is a distortion.
    """
    if ebook.chinese:
        said = ebook.rules.of("em", "p", "body")
        yield judged("em", f"font-style: {said.get('font-style', 'italic')}", said.get("font-style") == "normal")


@assertion(MINOR, 9)
def nothing_slanted(ebook: Ebook) -> Iterator[Look]:
    """No rule slants anything but what is marked as English.

    Chinese type has no italics.
    """
    for selector, said in ebook.rules.with_key("font-style"):
        if ebook.chinese and said in ("italic", "oblique"):
            yield judged(selector, f"font-style: {said}", "lang" in selector and "en" in selector)
    if ebook.chinese:
        yield None


@assertion(MINOR, 9)
def lines_broken_strictly(ebook: Ebook) -> Iterator[Look]:
    """Lines are broken by the strict rules (line-break: strict).

    CLREQ.
    """
    if ebook.chinese:
        said = ebook.rules.inherited("p", "line-break")
        yield judged("p", f"line-break: {said or '-'}", said in ("strict", "normal"))


@assertion(MINOR, 9)
def gaps_by_layout(ebook: Ebook) -> Iterator[Look]:
    """The gap between Han and Latin letters is asked of the layout (text-autospace).

    CLREQ; where a system does not know it nothing is lost.
    """
    if ebook.chinese:
        said = ebook.rules.inherited("p", "text-autospace")
        yield judged("p", f"text-autospace: {said or '-'}", said not in ("", "no-autospace", "none"))


@assertion(MINOR)
def sizes_follow_reader(ebook: Ebook) -> Iterator[Look]:
    """Sizes of type follow the reader's wish: em and %, not points or dots.

    WCAG 1.4.4.
    """
    for selector, said in ebook.rules.with_key("font-size"):
        yield judged(selector, f"font-size: {said}", not _FIXED.search(said) or "@page" in selector)


@assertion(MINOR)
def colours_left_to_reader(ebook: Ebook) -> Iterator[Look]:
    """Colours of the page are left to the reader, who may read at night.

    Dark pages show dark type on them else.
    """
    if ebook.rules.rules:
        yield None
    for selector, declarations in ebook.rules.rules:
        if selector in (*_BODY, "p", "*"):
            fixed = [
                key
                for key in ("color", "background-color", "background")
                if declarations.get(key, "inherit") not in ("inherit", "transparent", "none")
            ]
            for key in fixed:
                yield judged(selector, f"{key}: {declarations[key]}", False)


@assertion(MINOR)
def pictures_fit(ebook: Ebook) -> Iterator[Look]:
    """No picture grows beyond the page (max-width).

    On a telephone half of the picture is cut off.
    """
    if any(next(page.each("img"), None) is not None for page in ebook.texts):
        said = [
            value for selector, value in ebook.rules.with_key("max-width") if selector.endswith(("img", "img.inline"))
        ]
        yield judged("img", "max-width", any(_percent(value) <= 100 for value in said))


@assertion(MINOR)
def headings_kept_with_text(ebook: Ebook) -> Iterator[Look]:
    """No heading is left at the foot of a page.

    背题 is an error on a screen too.
    """
    if any(next(page.each("h2"), None) is not None for page in ebook.texts):
        said = ebook.rules.of("h2")
        kept = {said.get(key) for key in ("break-after", "page-break-after", "-webkit-column-break-after")}
        yield judged("h2", "break-after", bool(kept & {"avoid", "avoid-page"}))


def _length(text: str) -> float:
    """A length in em, a multiple or per cent; of points, as if 12 made an em; 0 for what is none."""
    match = re.match(r"(-?[\d.]+)(%|em|rem|pt|px)?", text)
    if not match:
        return 0.0
    try:
        amount = float(match[1])
    except ValueError:
        return 0.0
    return amount / {"%": 100, "pt": 12, "px": 16}.get(match[2] or "", 1)


def _percent(text: str) -> float:
    return _length(text) * 100 if text.endswith("%") else 100.0 if text.endswith(("em", "rem", "px")) else 101.0
