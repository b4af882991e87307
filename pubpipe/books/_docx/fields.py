"""Fields: each with the result a reader sees until Word counts again."""

from __future__ import annotations

from pubpipe.books._docx.xml import Element, make, tag, valued

_JOINER = "\u200d"
"""Word's own no-width non break, of no width in any face; U+2060 it shows as a box where the face lacks it."""


def run(text: str, style: str = "", chinese: bool = False, language: str = "") -> Element:
    """A run; `chinese` asks for the Chinese forms of punctuation that Latin shares."""
    properties = make("w:rPr")
    if style:
        properties.append(valued("w:rStyle", style))
    if chinese:
        properties.append(make("w:rFonts", {"w:hint": "eastAsia"}))
    if language:
        properties.append(valued("w:lang", language))
    content = make("w:t", {"xml:space": "preserve"} if text != text.strip() else {}, text=text)
    return make("w:r", {}, *([properties] if len(properties) else []), content)


def joiner(style: str) -> Element:
    """A run that shows nothing and joins what follows to the text before it: no line begins with a mark."""
    return run(_JOINER, style)


def is_joiner(element: Element) -> bool:
    """Whether a run only joins what stands round it."""
    return element.tag == tag("w:r") and "".join(each.text or "" for each in element.iter(tag("w:t"))) == _JOINER


def mark(kind: str, style: str = "", dirty: bool = False) -> Element:
    """A run that begins, separates or ends a field."""
    attributes: dict[str, str | int] = {"w:fldCharType": kind, **({"w:dirty": "true"} if dirty else {})}
    properties = [make("w:rPr", {}, valued("w:rStyle", style))] if style else []
    return make("w:r", {}, *properties, make("w:fldChar", attributes))


def instruction(code: str, style: str = "") -> Element:
    """A run that holds a field's code."""
    properties = [make("w:rPr", {}, valued("w:rStyle", style))] if style else []
    return make("w:r", {}, *properties, make("w:instrText", {"xml:space": "preserve"}, text=f" {code} "))


def coded(code: str, result: list[Element], style: str = "", dirty: bool = False) -> list[Element]:
    """A whole field: `coded("REF _r_c2 \\n \\h", [run("第二章")])`."""
    return [
        mark("begin", style, dirty),
        instruction(code, style),
        mark("separate", style),
        *result,
        mark("end", style),
    ]
