"""What a Markdown file holds that is not Markdown, hidden from the parser: it would read it as text.

Template code, mathematics, directives (`:::`), attributes (`{#id .class}`), page marks and check boxes are replaced by
as many filler characters, so that every offset stays; front matter is replaced by empty lines.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from pubpipe.formats._templates import templates
from pubpipe.text.page_marks import PAGE_NUMBER, is_marked, named_page, page_number

FILLER = "\ue000"
"""A private character, no letter, no white space and no punctuation to the parser."""


class Masked(NamedTuple):
    """Text hidden from the parser: its span, the rule that protects it, and whether it shows nothing to a reader."""

    start: int
    end: int
    rule: str
    silent: bool


_MATHEMATICS = re.compile(
    r"\$(?<![\\$]\$)(?:\$(?:[^$\\\n]|\\.|\n(?![ \t]*\n)){1,3000}\$\$"
    r"|(?=[^\s$])(?:[^$\\\n]|\\.){1,300}(?<=\S)\$(?![\d$]))"
)
_FORMULA = re.compile(r"[\\^_={}]|^\$[A-Za-z]{1,2}\$$")
_DIRECTIVE = re.compile(r"^[ \t]{0,3}(?::{3,}[^\n]*|!!![ \t][^\n]*|\?\?\?[+]?[ \t][^\n]*)$", re.M)
_ATTRIBUTES = re.compile(
    r"\{:?[ \t]*[#.:][^{}\n]{0,300}\}|\{: [^{}\n]{0,300}\}|(?<=[)\]])\{[ \t]*[A-Za-z][\w-]*=[^{}\n]{1,300}\}"
)
_MARK = re.compile(r"\[([^\[\]\n]{0,24})\](\{:?[ \t]*[#.][^{}\n]{0,300}\})")
_ATTRIBUTE = re.compile(r"""([#.])([\w.:-]+)|([\w:-]+)=(?:"([^"]*)"|'([^']*)'|([^\s"'}]+))""")
_ALERT = re.compile(r"^[ \t]*(?:>[ \t]?)+(\[!\w+\])[ \t]*$", re.M)
_BOX = re.compile(r"^[ \t>]*(?:[-+*]|\d{1,9}[.)])[ \t]+(\[[ xX]\])(?=[ \t])", re.M)
_CAPTION = re.compile(r"^Table:[ \t]+(?=\S)", re.M)
_SHORTCODE = re.compile(r"\[\[?(?:toc|TOC|_TOC_)\]?\]")
_FENCE = re.compile(r"^[ \t>]*(?:[-+*][ \t]+|\d{1,9}[.)][ \t]+)*(`{3,}|~{3,})", re.M)


def masks(text: str, start: int) -> list[Masked]:
    """Everything to hide after `start`, in order, without overlap; nothing inside code."""
    found = [each for signs, find in _FINDERS if any(sign in text for sign in signs) for each in find(text, start)]
    if not found:
        return []
    kept: list[Masked] = []
    at = start
    code = _code(text, start)
    inside = next(code, None)
    for each in sorted(found, key=lambda one: (one.start, -one.end)):
        while inside and inside[1] <= each.start:
            inside = next(code, None)
        if each.start < at or (inside and inside[0] <= each.start):
            continue
        kept.append(each)
        at = each.end
    return kept


def _found(pattern: re.Pattern[str], rule: str, silent: bool = True, group: int = 0) -> _Finder:
    """Finds what a pattern, or a group of it, matches."""
    return lambda text, _start: (Masked(*each.span(group), rule, silent) for each in pattern.finditer(text))


def _mathematics(text: str, _start: int) -> Iterator[Masked]:
    for each in _MATHEMATICS.finditer(text):
        if each.group().startswith("$$") or _FORMULA.search(each.group()):
            yield Masked(*each.span(), "mathematics", False)


def _templates(text: str, start: int) -> Iterator[Masked]:
    return (Masked(each.start, each.end, "template code", each.silent) for each in templates(text, start))


def _pages(text: str, _start: int) -> Iterator[Masked]:
    return (Masked(*each.span(), PAGE_NUMBER, True) for each in _MARK.finditer(text) if page_of(each.group())[1])


def _citations(text: str, start: int) -> Iterator[Masked]:
    from pubpipe.text.citations import CITATION

    return (Masked(*each.span(), "citation", False) for each in CITATION.finditer(text, start))


_Finder = Callable[[str, int], Iterator[Masked]]
_FINDERS: tuple[tuple[tuple[str, ...], _Finder], ...] = (
    (("{", "<"), _templates),
    (("$",), _mathematics),
    ((":::", "!!!", "???"), _found(_DIRECTIVE, "directive")),
    (("]{",), _pages),
    (("{",), _found(_ATTRIBUTES, "attributes")),
    (("[!",), _found(_ALERT, "alert", group=1)),
    (("[ ]", "[x]", "[X]"), _found(_BOX, "check box", group=1)),
    (("Table:",), _found(_CAPTION, "caption mark")),
    (("[toc", "[TOC", "[_TOC_"), _found(_SHORTCODE, "directive")),
    (("@",), _citations),
)
"""What finds each kind, after signs without one of which there is none: to look for these is cheap."""


def sizes_of(raw: str) -> list[list[str]]:
    """What attributes say of a picture's size: `[["width", "40mm"]]`."""
    said = (each for each in _ATTRIBUTE.finditer(raw) if each[3] in ("width", "height"))
    return [[each[3], each[4] or each[5] or each[6] or ""] for each in said]


def page_of(raw: str) -> tuple[str, str]:
    """The id and number of a page mark, `[]{#page_12 .pagebreak}` or `[12]{.pagebreak}`; "" for what is none."""
    found = _MARK.fullmatch(raw)
    if found is None:
        return "", ""
    said = list(_ATTRIBUTE.finditer(found[2]))
    identity = next((each[2] for each in said if each[1] == "#"), "")
    classes = " ".join(each[2] for each in said if each[1] == ".")
    values = {each[3]: each[4] or each[5] or each[6] or "" for each in said if each[3]}
    values |= {"id": identity, "class": classes}
    if is_marked(values, found[1]) or (not found[1].strip() and named_page(identity)):
        return identity, page_number(values, found[1])
    return "", ""


def masked(text: str, head: int, hidden: list[Masked]) -> str:
    """The text as the parser reads it, with the same offsets."""
    parts = [re.sub(r"[^\r\n]", " ", text[:head])]
    at = head
    for each in hidden:
        parts += [text[at : each.start], re.sub(r"[^\r\n]", FILLER, text[each.start : each.end])]
        at = each.end
    return "".join([*parts, text[at:]])


def _code(text: str, at: int) -> Iterator[tuple[int, int]]:
    """Fenced code and code spans, roughly: what looks like template code there is code."""
    pattern = re.compile(_FENCE.pattern + r"|\\[\\`]|(?<!`)(`+)(?!`)", re.M)
    ends: dict[str, int] = {}
    while found := pattern.search(text, at):
        fence, ticks = found.group(1), found.group(2)
        if fence:
            closing = re.compile(rf"^[ \t>]*{re.escape(fence)}+[ \t]*$", re.M).search(text, found.end())
            at = closing.end() if closing else len(text)
            yield found.start(), at
            continue
        if not ticks:
            at = found.end()
            continue
        blank = text.find("\n\n", found.end())
        stop = blank if blank >= 0 else len(text)
        if ends.get(ticks, len(text)) <= found.end():
            at = found.end()
            continue
        closing = re.compile(rf"(?<!`){ticks}(?!`)").search(text, found.end(), stop)
        at = closing.end() if closing else found.end()
        if closing:
            yield found.start(), at
