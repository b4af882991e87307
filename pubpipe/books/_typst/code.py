"""Writing Typst code: every text of the book is a string literal, so that no content is ever read as code."""

from __future__ import annotations

import re
from collections.abc import Iterable

_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t"}
_ESCAPED = re.compile(r'[\\"\n\t]')
_NEVER = re.compile("[\0-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""Characters that are no text: controls and halves of surrogate pairs."""

EMPTY = "[]"


def literal(text: str) -> str:
    """A text as a string literal, without characters that are no text."""
    return '"' + _ESCAPED.sub(lambda found: _ESCAPES[found[0]], _NEVER.sub("", text)) + '"'


def joined(pieces: Iterable[str]) -> str:
    """Content made of these expressions one after another."""
    held = ";\n".join(piece for piece in pieces if piece and piece != EMPTY)
    return f"{{{held}}}" if held else EMPTY


def call(name: str, *arguments: str, **named: str) -> str:
    """A call of a function; underscores in names of arguments are hyphens."""
    given = [*arguments, *(f"{key.replace('_', '-')}: {value}" for key, value in named.items())]
    return f"{name}({', '.join(given)})"


def array(items: Iterable[str]) -> str:
    """An array of these expressions."""
    return "(" + "".join(f"{item}, " for item in items) + ")"


def dictionary(**items: str) -> str:
    """A dictionary of these expressions."""
    return "(" + ", ".join(f"{key}: {value}" for key, value in items.items()) + ")"


def truth(value: bool) -> str:
    """A boolean."""
    return "true" if value else "false"


def label(identity: str) -> str:
    """The label of an id of the book."""
    return call("label", literal(identity))


def anchor(identity: str) -> str:
    """A place in the text that links lead to."""
    return f"[#metadata(none)#{label(identity)}]"
