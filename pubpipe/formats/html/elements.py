"""What the walk knows of HTML's elements: which break a line of text, which end by themselves, what they mean.

WHATWG HTML, sections 4, 13.1.2.4 (optional tags) and 15.3 (rendering).
"""

from __future__ import annotations

from collections.abc import Mapping

BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "audio",
        "blockquote",
        "body",
        "button",
        "canvas",
        "caption",
        "center",
        "col",
        "colgroup",
        "dd",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "frame",
        "frameset",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "head",
        "header",
        "hgroup",
        "hr",
        "html",
        "legend",
        "li",
        "link",
        "main",
        "menu",
        "meta",
        "nav",
        "noframes",
        "noscript",
        "object",
        "ol",
        "optgroup",
        "option",
        "p",
        "param",
        "pre",
        "search",
        "section",
        "select",
        "source",
        "summary",
        "table",
        "tbody",
        "td",
        "template",
        "textarea",
        "tfoot",
        "th",
        "thead",
        "title",
        "tr",
        "track",
        "ul",
        "video",
    ]
)
VOID = frozenset(
    [
        "area",
        "base",
        "basefont",
        "br",
        "col",
        "command",
        "embed",
        "frame",
        "hr",
        "img",
        "input",
        "keygen",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "wbr",
    ]
)
RAW = frozenset(["script", "style", "xmp", "iframe", "noembed", "noframes"])
"""Their content is no markup."""
REPLACEABLE = frozenset(("title", "textarea"))
"""Their content is text with character references only."""

TYPES = {
    "b": "b",
    "strong": "b",
    "i": "i",
    "em": "i",
    "cite": "i",
    "dfn": "i",
    "var": "i",
    "u": "u",
    "ins": "u",
    "s": "s",
    "strike": "s",
    "del": "s",
    "sup": "sup",
    "sub": "sub",
    "span": "f",
    "font": "f",
    "small": "f",
    "big": "f",
    "mark": "f",
}
"""Code types of inline elements; `a` with a destination is a; every other one is x."""

CODE = {
    "code": "code",
    "kbd": "code",
    "samp": "code",
    "tt": "code",
    "math": "mathematics",
}
"""Inline elements protected whole, and their rules."""

UNSEEN = {
    "script": "script",
    "style": "style sheet",
    "template": "template element",
    "iframe": "frame",
    "noembed": "frame",
    "noframes": "frame",
    "xmp": "code block",
    "datalist": "hidden element",
}
"""Elements nobody reads where they stand, or whose content is code, and their rules."""

HEADINGS = {f"h{level}": level for level in range(1, 7)}
ROLES = {
    "li": "item",
    "dt": "item",
    "dd": "item",
    "td": "cell",
    "th": "cell",
    "caption": "caption",
    "figcaption": "caption",
    "blockquote": "quote",
    "title": "title",
}
PLAIN = frozenset(
    [
        "body",
        "main",
        "article",
        "section",
        "header",
        "footer",
        "nav",
        "form",
        "fieldset",
        "table",
        "ul",
        "ol",
        "dl",
        "figure",
    ]
)
"""Elements inside which text without further element is a plain paragraph again (but notes stay notes)."""

CLOSES = {
    "li": {"li"},
    "dt": {"dt", "dd"},
    "dd": {"dt", "dd"},
    "option": {"option"},
    "optgroup": {"option", "optgroup"},
    "tr": {"tr", "td", "th", "caption", "colgroup"},
    "td": {"td", "th"},
    "th": {"td", "th"},
    "tbody": {"tbody", "thead", "tfoot", "tr", "td", "th", "caption", "colgroup"},
    "thead": {"tbody", "tfoot", "tr", "td", "th", "caption", "colgroup"},
    "tfoot": {"tbody", "thead", "tr", "td", "th", "caption", "colgroup"},
    "body": {"head"},
}
"""Open elements that a start tag ends, where no BARRIER stands between."""

ENDS_P = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "center",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "dd",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "hr",
        "li",
        "main",
        "menu",
        "nav",
        "ol",
        "p",
        "pre",
        "search",
        "section",
        "summary",
        "table",
        "ul",
    ]
)
"""Start tags that end an open paragraph."""
BARRIERS = {
    "li": {"ul", "ol", "menu", "dir"},
    "dt": {"dl"},
    "dd": {"dl"},
    "option": {"select", "datalist"},
    "optgroup": {"select"},
}
CELLS = frozenset(["td", "th", "caption", "table", "template", "body", "html", "button", "object"])
"""No end tag of something outside is looked for across these, and no paragraph."""

READ_ATTRIBUTES = frozenset(
    [
        "alt",
        "title",
        "aria-label",
        "aria-description",
        "aria-placeholder",
        "aria-roledescription",
        "aria-valuetext",
        "placeholder",
        "summary",
        "label",
    ]
)
"""Attributes whose value a person sees or hears."""
READ_META = frozenset(
    [
        "description",
        "keywords",
        "abstract",
        "subject",
        "dc.title",
        "dc.description",
        "dc.subject",
        "dcterms.title",
        "dcterms.description",
        "dcterms.abstract",
        "og:title",
        "og:description",
        "og:image:alt",
        "og:site_name",
        "twitter:title",
        "twitter:description",
        "twitter:image:alt",
        "twitter:label1",
        "twitter:data1",
        "application-name",
        "apple-mobile-web-app-title",
    ]
)
"""Names and properties of meta elements whose content is read by people."""
BUTTONS = frozenset(("button", "submit", "reset"))
"""Kinds of input whose value is what the button says."""


def type_of(element: str, attributes: Mapping[str, str]) -> str:
    """The code type of an inline element."""
    return "a" if element == "a" and "href" in attributes else TYPES.get(element, "x")
