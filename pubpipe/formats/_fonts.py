"""Fonts that mean something to a reader: those of symbols, and those a text is really set in."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import lru_cache

from pubpipe.formats._markup import Look

SYMBOL_FONTS = frozenset({"symbol", "wingdings", "wingdings 2", "wingdings 3", "webdings", "zapfdingbats"})
"""Fonts whose letters are drawn as something else, lower case."""

EMPHASIS_FONT = "KaiTi"
"""The typeface that stands for italic in Chinese."""

EMPHASIS_FONTS = frozenset({EMPHASIS_FONT, "楷体"})
"""What it is called."""

_FONT = "font "


@lru_cache(4096)
def _bare(look: Look) -> Look:
    """A look without its fonts."""
    return frozenset(item for item in look if not item[0].startswith(_FONT))


@lru_cache(4096)
def _named(look: Look) -> Mapping[str, str]:
    """The fonts a look names."""
    return {name: value for name, value in look if name.startswith(_FONT)}


@lru_cache(4096)
def alike_but_for_fonts(looks: frozenset[Look]) -> bool:
    """Whether two of these looks differ in nothing but fonts."""
    return len({_bare(look) for look in looks}) < len(looks)


def same_fonts(looks: Sequence[Look], texts: Sequence[str], slots: Callable[[str], Collection[str]]) -> list[Look]:
    """The looks with fonts made equal where they differ only in a font their text does not use.

    A look names its fonts as `font east` and the like; `slots` tells which of these names a text needs.
    """
    if not alike_but_for_fonts(frozenset(looks)):
        return list(looks)
    kept: list[tuple[Look, dict[str, str], Look]] = []
    decided: dict[tuple[Look, frozenset[str]], Look] = {}
    unified: list[Look] = []
    for look, text in zip(looks, texts, strict=True):
        kind = (look, frozenset(slots(text)))
        if kind not in decided:
            decided[kind] = _unified(kept, *kind)
        unified.append(decided[kind])
    return unified


def _unified(kept: list[tuple[Look, dict[str, str], Look]], look: Look, slots: frozenset[str]) -> Look:
    """The first look kept so far that differs only in fonts that are not needed; otherwise this one, kept from now."""
    rest, fonts = _bare(look), _named(look)
    used = {slot: fonts.get(slot, "") for slot in slots}
    for other, known, representative in kept:
        if other == rest and all(known.get(slot, font) == font for slot, font in used.items()):
            known.update(used)
            return representative
    kept.append((rest, used, look))
    return look
