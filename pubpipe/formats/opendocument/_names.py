"""Names of OpenDocument 1.3 and of what stands in it."""

from __future__ import annotations

from lxml import etree

_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
NAMESPACES = {
    **{
        prefix: f"{_OASIS}{name}:1.0"
        for prefix, name in {
            "office": "office",
            "style": "style",
            "text": "text",
            "table": "table",
            "draw": "drawing",
            "fo": "xsl-fo-compatible",
            "svg": "svg-compatible",
            "meta": "meta",
            "number": "datastyle",
            "presentation": "presentation",
            "form": "form",
            "script": "script",
            "dr3d": "dr3d",
            "chart": "chart",
            "config": "config",
            "anim": "animation",
            "manifest": "manifest",
        }.items()
    },
    "dc": "http://purl.org/dc/elements/1.1/",
    "xlink": "http://www.w3.org/1999/xlink",
    "math": "http://www.w3.org/1998/Math/MathML",
    "loext": "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0",
    "officeooo": "http://openoffice.org/2009/office",
    "xhtml": "http://www.w3.org/1999/xhtml",
}
_PREFIXES = {uri: prefix for prefix, uri in NAMESPACES.items()}


def named(name: str) -> str:
    """The full name of an element or attribute written with its usual prefix: `text:p`."""
    prefix, _colon, local = name.partition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}"


def all_named(prefix: str, *names: str) -> frozenset[str]:
    """The full names of several elements of one prefix."""
    return frozenset(named(f"{prefix}:{name}") for name in names)


def tag_of(element: etree._Element) -> str:
    """The full name of an element; of a comment or processing instruction, `comment`."""
    return element.tag if isinstance(element.tag, str) else "comment"


def prefixed(name: str) -> str:
    """A full name with its usual prefix, whatever prefix the file gives it."""
    namespace, _brace, local = name.removeprefix("{").rpartition("}")
    prefix = _PREFIXES.get(namespace, namespace)
    return f"{prefix}:{local}" if prefix else local


AFTER = " after"
"""The slot of the text behind an element; "" is the slot of its text, any other the name of an attribute."""


def label(tag: str, count: int, slot: str = "") -> str:
    """The address within its part of a slot of the count-th element of a name: `text:p[12]`, `text:s[3] after`."""
    at = f"{prefixed(tag)}[{count}]"
    if slot in ("", AFTER):
        return at + slot
    return f"{at}@{prefixed(slot).rpartition(':')[2]}"


P, H, SPAN, LINK, LIST = (named(f"text:{name}") for name in ("p", "h", "span", "a", "list"))
SPACES, TAB, BREAK = named("text:s"), named("text:tab"), named("text:line-break")
NOTE, CITATION, NOTE_BODY, NUMBER = (named(f"text:{name}") for name in ("note", "note-citation", "note-body", "number"))
META = named("text:meta")
RUBY, RUBY_BASE, RUBY_TEXT = named("text:ruby"), named("text:ruby-base"), named("text:ruby-text")
CHANGE, CHANGE_START, CHANGE_END, CHANGE_ID = (
    named(f"text:{name}") for name in ("change", "change-start", "change-end", "change-id")
)
SECTION, TRACKED = named("text:section"), named("text:tracked-changes")
ANNOTATIONS = frozenset({named("office:annotation"), named("officeooo:annotation")})
ANNOTATION_ENDS = frozenset({named("office:annotation-end"), named("officeooo:annotation-end")})
SOFT_BREAK = named("text:soft-page-break")
TABLE, ROW, CELL, COVERED = (
    named(f"table:{name}") for name in ("table", "table-row", "table-cell", "covered-table-cell")
)
FRAME, TEXT_BOX, IMAGE, OBJECT, PAGE = (
    named(f"draw:{name}") for name in ("frame", "text-box", "image", "object", "page")
)
NOTES_PAGE, CLASS, PLACEHOLDER = (named(f"presentation:{name}") for name in ("notes", "class", "placeholder"))
STYLE_NAME, OUTLINE_LEVEL = named("text:style-name"), named("text:outline-level")
HREF, LINK_TITLE = named("xlink:href"), named("office:title")
ALTERNATIVES = frozenset({named("svg:title"), named("svg:desc"), named("table:title"), named("table:desc")})

SHAPE_SPACES = tuple(f"{{{NAMESPACES[prefix]}}}" for prefix in ("draw", "dr3d"))
"""What the names of frames and shapes begin with."""

BOOKMARK, BOOKMARK_NAME = named("text:bookmark"), named("text:name")
OPENING = all_named(
    "text",
    "bookmark",
    "bookmark-start",
    "reference-mark",
    "reference-mark-start",
    "toc-mark",
    "toc-mark-start",
    "user-index-mark",
    "user-index-mark-start",
    "alphabetical-index-mark",
    "alphabetical-index-mark-start",
    "change",
    "change-start",
    "hidden-paragraph",
    "page-variable-set",
)
"""Invisible marks of a place, or of where a range begins."""

CLOSING = (
    all_named(
        "text",
        "bookmark-end",
        "reference-mark-end",
        "toc-mark-end",
        "user-index-mark-end",
        "alphabetical-index-mark-end",
        "change-end",
    )
    | ANNOTATION_ENDS
)
"""Invisible marks of where a range ends."""

INDEXES = {
    named(f"text:{name}"): rule
    for name, rule in {
        "table-of-content": "toc",
        "alphabetical-index": "index",
        "user-index": "index",
        "illustration-index": "index",
        "table-index": "index",
        "object-index": "index",
        "bibliography": "bibliography",
    }.items()
}
"""Blocks that are gathered from elsewhere, and the rule that leaves them out."""
