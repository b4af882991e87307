"""The cover: the one that was given, or a plain one drawn from the titles."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from lxml import etree

from pubpipe.books._epub.front import tidy
from pubpipe.books._epub.markup import readable
from pubpipe.books._epub.pictures import FOLDER, Picture
from pubpipe.books._imprint import DEEDS, GAP
from pubpipe.glossary.boundary import straddling
from pubpipe.model import Book

_SVG = "http://www.w3.org/2000/svg"
_SPACES: dict[Any, str] = {None: _SVG}
_WIDTH, _HEIGHT = 1200, 1699
"""A 16开 page: 185 to 262."""
_TITLE, _SUBTITLE = 8, 19
"""The ems of a line of them."""
_HEI = "'Source Han Sans SC', 'Noto Sans CJK SC', 'PingFang SC', 'Microsoft YaHei', SimHei, sans-serif"
_SONG = "'Source Han Serif SC', 'Noto Serif CJK SC', 'Songti SC', SimSun, serif"
_NEVER_FIRST, _NEVER_LAST = "，。：；、？！）》”’—…", "（《“‘"
_WORD = 0.25
"""The part of a character's appearances that it has within a word: 专 within 专业."""
_JOINS = "与和的及、：，"
_INK, _PAPER, _BAND = "#1b2a41", "#fbfaf6", "#8c2f2b"


def drawn(book: Book, prose: Callable[[], str] = str) -> Picture:
    """A cover with title, subtitle, original title and people, as SVG.

    `prose` gives the book's text; it is asked for only where a title needs several lines.
    """
    title, subtitle = tidy(book.title), tidy(book.subtitle)
    text = prose() if _ems(title) > _TITLE or _ems(subtitle) > _SUBTITLE else ""
    root = etree.Element(f"{{{_SVG}}}svg", nsmap=_SPACES)
    root.set("viewBox", f"0 0 {_WIDTH} {_HEIGHT}")
    root.set("width", str(_WIDTH))
    root.set("height", str(_HEIGHT))
    _add(root, "title", described(book))
    _rectangle(root, 0, 0, _WIDTH, _HEIGHT, _PAPER)
    _rectangle(root, 0, 0, 56, _HEIGHT, _BAND)
    series = tidy(book.series)
    if series:
        _text(root, series, 140, 190, 40, _SONG, _INK)
    top = 470
    lines = broken(title, _TITLE, text)
    size = min(132, int(980 / max(_ems(line) for line in lines)))
    for line in lines:
        _text(root, line, 140, top, size, _HEI, _INK, "bold")
        top += int(size * 1.35)
    for line in broken(subtitle, _SUBTITLE, text):
        _text(root, line, 140, top, 50, _SONG, _INK)
        top += 74
    _rectangle(root, 140, top, 180, 8, _BAND)
    top += 90
    for line in broken(book.original_title, 24):
        _text(root, line, 140, top, 42, _SONG, _INK, language="en")
        top += 60
    people = [f"{tidy(person.name)}{GAP}{DEEDS[person.role]}" for person in book.people if person.role in DEEDS][:6]
    for order, line in enumerate(people):
        _text(root, line, 140, 1330 + 66 * (order - len(people) + 3), 44, _SONG, _INK)
    if book.publisher:
        _text(root, tidy(book.publisher), 140, 1610, 40, _SONG, _INK)
    return Picture(f"{FOLDER}/cover.svg", "image/svg+xml", etree.tostring(root, xml_declaration=True, encoding="UTF-8"))


def described(book: Book) -> str:
    """The cover in words, its alternative text."""
    return f"封面：《{tidy(book.title)}》"


def broken(text: str, ems: float, prose: str = "") -> list[str]:
    """A text in lines of at most so many ems, as even as can be: Latin words and common Chinese ones stay whole.

    A line rather ends behind 与, 的, 和 or a colon. `prose` is the book's text: characters it often joins are a word.
    """
    if _ems(text) <= ems:
        return [text.strip(" ")] if text else []
    count = max(1, -(-int(_ems(text) * 10) // int(ems * 10)))
    while count < len(text):
        lines = _lines(text, ems, count, prose)
        if lines:
            return lines
        count += 1
    return [text]


def _lines(text: str, ems: float, count: int, prose: str) -> list[str]:
    """The best way to break a text into so many lines, or nothing if there is none."""
    wanted = _ems(text) / count
    best: dict[int, tuple[float, list[str]]] = {0: (0.0, [])}
    places = [place for place in range(1, len(text)) if _breakable(text, place)] + [len(text)]
    costs = {place: _cost(text, place, prose) for place in places}
    for _line in range(count):
        longer: dict[int, tuple[float, list[str]]] = {}
        for start, (cost, lines) in best.items():
            for end in [place for place in places if place > start]:
                line = text[start:end].strip(" ")
                if _ems(line) <= ems:
                    own = cost + ((_ems(line) - wanted) / wanted) ** 2 + costs[end]
                    if end not in longer or own < longer[end][0]:
                        longer[end] = (own, [*lines, line])
        best = longer
    return best.get(len(text), (0.0, []))[1]


def _breakable(text: str, place: int) -> bool:
    """Whether a line may end before a place: not within a Latin word, nor before what may not begin a line."""
    before, after = text[place - 1], text[place]
    if after in _NEVER_FIRST or before in _NEVER_LAST:
        return False
    return before == " " or after == " " or not (before.isascii() and after.isascii())


def _cost(text: str, place: int, prose: str) -> float:
    """What a break costs, beside its unevenness: much within a word, less than nothing behind what joins two."""
    if place == len(text):
        return 0.0
    if text[place - 1] in _JOINS:
        return -0.1
    return 0.5 if straddling(text, place) or _joined(text[place - 1 : place + 1], prose) else -place / 1000


def _joined(pair: str, prose: str) -> bool:
    """Whether two characters stand side by side as often as those of a word do."""
    together = prose.count(pair)
    return together > 2 and together > _WORD * min(prose.count(each) for each in pair)


def _ems(text: str) -> float:
    return sum(0.55 if character.isascii() else 1 for character in text)


def _add(parent: etree._Element, tag: str, text: str = "", **attributes: str) -> etree._Element:
    made = etree.SubElement(parent, f"{{{_SVG}}}{tag}")
    made.text = readable(text) or None
    for key, value in attributes.items():
        made.set(key.replace("_", "-"), value)
    return made


def _rectangle(root: etree._Element, left: int, top: int, width: int, height: int, colour: str) -> None:
    _add(root, "rect", x=str(left), y=str(top), width=str(width), height=str(height), fill=colour)


def _text(
    root: etree._Element,
    text: str,
    left: int,
    top: int,
    size: int,
    family: str,
    colour: str,
    weight: str = "normal",
    language: str = "zh-Hans",
) -> None:
    made = _add(root, "text", text, x=str(left), y=str(top), fill=colour, font_family=family, font_weight=weight)
    made.set("font-size", str(size))
    made.set("{http://www.w3.org/XML/1998/namespace}lang", language)
