"""The cover: the one that was given, or a plain one drawn from the titles."""

from __future__ import annotations

from typing import Any

from lxml import etree

from pubpipe.books._epub.front import DEEDS, tidy
from pubpipe.books._epub.pictures import FOLDER, Picture
from pubpipe.books._epub.xhtml import GAP, readable
from pubpipe.model import Book

_SVG = "http://www.w3.org/2000/svg"
_SPACES: dict[Any, str] = {None: _SVG}
_WIDTH, _HEIGHT = 1200, 1699
"""A 16开 page: 185 to 262."""
_HEI = "'Source Han Sans SC', 'Noto Sans CJK SC', 'PingFang SC', 'Microsoft YaHei', SimHei, sans-serif"
_SONG = "'Source Han Serif SC', 'Noto Serif CJK SC', 'Songti SC', SimSun, serif"
_INK, _PAPER, _BAND = "#1b2a41", "#fbfaf6", "#8c2f2b"


def drawn(book: Book) -> Picture:
    """A cover with title, subtitle, original title and people, as SVG."""
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
    lines = broken(tidy(book.title), 8)
    size = min(132, int(980 / max(_ems(line) for line in lines)))
    for line in lines:
        _text(root, line, 140, top, size, _HEI, _INK, "bold")
        top += int(size * 1.35)
    for line in broken(tidy(book.subtitle), 19):
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


def broken(text: str, ems: float) -> list[str]:
    """A text in lines of at most so many ems, as even as can be; Latin words stay whole."""
    pieces = text.split(" ") if text.isascii() else list(text)
    gap = " " if text.isascii() else ""
    if not text:
        return []
    count = max(1, -(-int(_ems(text) * 10) // int(ems * 10)))
    wanted = _ems(text) / count
    lines = [""]
    for piece in pieces:
        longer = f"{lines[-1]}{gap}{piece}" if lines[-1] else piece
        full = lines[-1] and (_ems(longer) > ems or (_ems(lines[-1]) >= wanted - 0.5 and len(lines) < count))
        if full and piece not in "，。：；、）》”’":
            lines.append(piece)
        else:
            lines[-1] = longer
    return lines


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
