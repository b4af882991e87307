"""Targets put back into an EPUB, part by part; parts without any keep their bytes."""

from __future__ import annotations

from collections.abc import Mapping

from pubpipe.formats import Rules
from pubpipe.formats._spans import splice, units
from pubpipe.formats.epub._container import opened
from pubpipe.formats.epub._records import local
from pubpipe.formats.epub._walk import Walked, identified, walked
from pubpipe.formats.html.tokens import Token, tokens
from pubpipe.formats.html.writing import written
from pubpipe.model import TARGET_LANGUAGE, Content

_ROOTS = frozenset(["html", "ncx", "svg", "dtbook"])
"""Root elements that take a language of their own; the package's language is its metadata's."""


def merged(source: bytes, targets: Mapping[str, Content], rules: Rules) -> bytes:
    """The EPUB with targets in their places; itself where nothing changes."""
    book = opened(source)
    parts = walked(book, rules)
    changed: dict[str, str] = {}
    for part, ids in identified(parts):
        own = {
            unit.id: targets[identity]
            for unit, identity in zip(units(part.found.places), ids, strict=True)
            if identity in targets
        }
        if not own:
            continue
        text = splice(part.text, part.found.places, own, written, part.found.languages)
        if text != part.text:
            changed[part.part.name] = in_chinese(text)
    if not changed:
        return source
    by_name: dict[str, Walked] = {part.part.name: part for part in parts}
    for part in parts:
        if part.part.kind == "package":
            changed[part.part.name] = _book_in_chinese(changed.get(part.part.name, part.text))
    replaced = {name: by_name[name].file.encoded(text, references=True) for name, text in changed.items()}
    return book.package.replaced(replaced)


def in_chinese(text: str) -> str:
    """The page or record whose root, and whose body if it was English, name Chinese as their language."""
    edits: list[tuple[int, int, str]] = []
    for token in tokens(text):
        if token.kind != "start" or (edits and token.name != "body"):
            continue
        named = [each for each in token.attributes if each.name in ("lang", "xml:lang")]
        if token.name == "body":
            named = [each for each in named if text[each.start : each.end].lower().startswith("en")]
        edits += [(each.start, each.end, TARGET_LANGUAGE if each.quote else f'"{TARGET_LANGUAGE}"') for each in named]
        if not named and local(token.name) in _ROOTS:
            at = token.start + 1 + len(token.name)
            edits.append((at, at, f' xml:lang="{TARGET_LANGUAGE}"'))
        if token.name == "body" or not edits:
            break
    for start, end, new in reversed(edits):
        text = text[:start] + new + text[end:]
    return text


def _book_in_chinese(text: str) -> str:
    """The package document whose language is Chinese: in place of English, or of the first language it names."""
    spans: list[tuple[int, int]] = []
    before: Token | None = None
    for token in tokens(text):
        if before and token.kind == "end" and local(token.name) == "language":
            spans.append((before.end, token.start))
        if token.kind == "start":
            before = token if local(token.name) == "language" and not token.closed else None
        elif token.kind == "end":
            before = None
    english = [span for span in spans if text[slice(*span)].strip().lower()[:2] == "en"]
    for start, end in reversed(english or spans[:1]):
        text = text[:start] + TARGET_LANGUAGE + text[end:]
    return text
