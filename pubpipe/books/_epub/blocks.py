"""Blocks as XHTML: a kind is added to `BLOCKS`."""

from __future__ import annotations

from collections.abc import Mapping

from pubpipe.books import Block
from pubpipe.books._ast import nodes
from pubpipe.books._epub.divisions import division
from pubpipe.books._epub.images import image
from pubpipe.books._epub.inlines import label
from pubpipe.books._epub.markup import attributes, classed, escaped, spoken
from pubpipe.books._epub.paragraphs import holder, written
from pubpipe.books._epub.tables import caption, table
from pubpipe.books._epub.text import Heading
from pubpipe.books._epub.writing import Writer, Writing
from pubpipe.books._numbering import gap

_PARENTHESES = ("OneParen", "TwoParens")
_COUNTERS = {"LowerAlpha": "a", "UpperAlpha": "A", "LowerRoman": "i", "UpperRoman": "I"}
_DEEPEST = 6


def _heading(writing: Writing, node: Block) -> str:
    """A heading: its number before its text, the place of its unit round it. No mark of a note is joined to it."""
    level, (own, names, pairs), held = node["c"]
    given = dict(pairs)
    level = min(level, _DEEPEST)
    identity = writing.named(own)
    number = escaped(given.get("number", ""))
    place = writing.address(given.get("address", ""))
    text = writing.inlines(held).strip()
    if place:
        text = f"<span{place}>{text}</span>"
    before = f'<span class="number">{number}</span>{gap(number)}' if number else ""
    called = f"{number}{gap(number)}{label(held).strip()}"
    writing.text.headings.append(Heading(level, identity, called))
    return (
        f"<h{level}{attributes(id=identity)}{classed(names)}{spoken(given.get('lang', ''))}>{before}{text}</h{level}>\n"
    )


def _quotation(writing: Writing, node: Block) -> str:
    return f"<blockquote>\n{writing.blocks(node['c'])}</blockquote>\n"


def _bullets(writing: Writing, node: Block) -> str:
    return f"<ul>\n{''.join([holder(writing, 'li', item) for item in node['c']])}</ul>\n"


def _numbered(writing: Writing, node: Block) -> str:
    """A numbered list; （1） is a class of its own."""
    (start, style, delimiter), items = node["c"]
    kind = "parentheses" if delimiter["t"] in _PARENTHESES else ""
    given = attributes(class_=kind, start=str(start) if start != 1 else "", type=_COUNTERS.get(style["t"], "1"))
    return f"<ol{given}>\n{''.join([holder(writing, 'li', item) for item in items])}</ol>\n"


def _definitions(writing: Writing, node: Block) -> str:
    made = []
    for term, definitions in node["c"]:
        made.append(f"<dt>{writing.inlines(term).strip()}</dt>\n")
        made += [holder(writing, "dd", each) for each in definitions]
    return f"<dl>\n{''.join(made)}</dl>\n"


def _lines(writing: Writing, node: Block) -> str:
    return f'<p class="lines">{"<br/>".join([writing.inlines(line) for line in node["c"]])}</p>\n'


def _code(_writing: Writing, node: Block) -> str:
    return f"<pre><code>{escaped(node['c'][1])}</code></pre>\n"


def _figure(writing: Writing, node: Block) -> str:
    """A figure: its pictures, and below them the caption."""
    (own, names, pairs), (_short, title), held = node["c"]
    given = dict(pairs)
    place = f"{writing.place(own)}{classed(names)}{spoken(given.get('lang', ''))}"
    pictures = "".join([image(writing, each) for each in nodes(held) if each["t"] == "Image"])
    return f"<figure{place}>\n{pictures}\n{caption(writing, 'figcaption', title, given.get('label', ''))}</figure>\n"


BLOCKS: Mapping[str, Writer] = {
    "Para": written,
    "Plain": written,
    "Header": _heading,
    "Div": division,
    "BlockQuote": _quotation,
    "BulletList": _bullets,
    "OrderedList": _numbered,
    "DefinitionList": _definitions,
    "LineBlock": _lines,
    "CodeBlock": _code,
    "HorizontalRule": lambda _writing, _node: "<hr/>\n",
    "Figure": _figure,
    "Table": table,
    "RawBlock": lambda _writing, _node: "",
}
