"""What may not be parted by a page's end: a heading from more than one line, a question from its choices."""

from __future__ import annotations

from pubpipe.books._docx.xml import Element, make, tag

_LINE = 36
"""The characters of a line of running text, less its indent."""
_MOST = 6
"""The choices of a question; a longer list may be parted."""


def keep_together(elements: list[Element]) -> None:
    """Let paragraphs keep the next with them where they must; tables and headings see to themselves."""
    for heading, first, second in zip(elements, elements[1:], elements[2:], strict=False):
        below = "Heading" in _style(heading) and "Heading" not in _style(first)
        length = len("".join(each.text or "" for each in first.iter(tag("w:t"))))
        if below and first.tag == second.tag == tag("w:p") and 0 < length <= _LINE:
            _keep(first)
    place = 1
    while place < len(elements):
        end = place
        while end < len(elements) and _level(elements[end]) > 0:
            end += 1
        if 0 < end - place <= _MOST and _level(elements[place - 1]) == 0:
            for element in elements[place - 1 : end - 1]:
                _keep(element)
        place = end + 1


def _keep(paragraph: Element) -> None:
    properties = paragraph[0]
    if properties.find(tag("w:keepNext")) is None:
        properties.insert(1, make("w:keepNext"))


def _style(element: Element) -> str:
    style = element.find(f"{tag('w:pPr')}/{tag('w:pStyle')}")
    return "" if style is None else style.get(tag("w:val"), "")


def _level(element: Element) -> int:
    """The level of a list's paragraph; -1 for what is none."""
    level = element.find(f"{tag('w:pPr')}/{tag('w:numPr')}/{tag('w:ilvl')}")
    return -1 if level is None else int(level.get(tag("w:val"), "0"))
