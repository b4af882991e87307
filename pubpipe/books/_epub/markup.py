"""XHTML as text: what characters become, names of ids, attributes."""

from __future__ import annotations

import re
from collections.abc import Iterable

_UNREADABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_\-.]*")
_UNNAMED = re.compile(r"[^A-Za-z0-9_\-.]")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_SPELT = {"class_": "class", "for_": "for", "epub_type": "epub:type", "xml_lang": "xml:lang"}
_TAG = re.compile(r"<[^>]*>")
CLASSES = frozenset(
    "answer backlink box byline captions case center citation credit decorative definition description draft entry "
    "epigraph exercise glossary heading index inline kai key label left letter line lines locator missing note "
    "noteref notes number objectives original pair parentheses people placeholder publisher reference references "
    "right series signature smallcaps source subtitle summary switch title trainer translation unfinished".split()
)
"""The classes the style sheet knows; a source's others are dropped."""


def readable(text: str) -> str:
    """A text without the characters XML has no place for."""
    return text if text.isprintable() else _UNREADABLE.sub("", text)


def escaped(text: str) -> str:
    """A text as the content of an element or of an attribute."""
    text = readable(text)
    if "&" in text:
        text = text.replace("&", "&amp;")
    if "<" in text:
        text = text.replace("<", "&lt;")
    if ">" in text:
        text = text.replace(">", "&gt;")
    return text.replace('"', "&quot;") if '"' in text else text


def attributes(**given: str) -> str:
    """Attributes, each with a space before it, without the empty ones: `class_`, `epub_type`, `aria_label` …"""
    return "".join(
        f' {_SPELT.get(key) or key.replace("_", "-")}="{escaped(value)}"' for key, value in given.items() if value
    )


def classed(names: Iterable[str]) -> str:
    """The attribute class, of the classes the style sheet knows."""
    known = [name for name in names if name in CLASSES]
    return f' class="{" ".join(known)}"' if known else ""


def spoken(language: str) -> str:
    """Both attributes that tell a language; none where it is no tag of one."""
    return f' lang="{language}" xml:lang="{language}"' if _LANGUAGE.fullmatch(language) else ""


def shown(markup: str) -> str:
    """Markup without its elements, spaces at the ends apart."""
    return _TAG.sub("", markup).strip()


def safe_id(identity: str) -> str:
    """An id as XML wants it: begins with a letter or an underscore, holds no colon; the same id gives the same."""
    if _NAME.fullmatch(identity):
        return identity
    return "_" + _UNNAMED.sub(lambda found: f"-{ord(found[0]):x}-", identity)
