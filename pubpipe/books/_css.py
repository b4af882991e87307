"""As much of CSS as an editor's questions need: the rules of a sheet, what they say of an element of a name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rules:
    """Selectors with their declarations, in order, and those of each @font-face."""

    rules: tuple[tuple[str, Mapping[str, str]], ...]
    faces: tuple[Mapping[str, str], ...] = ()

    def of(self, name: str, *below: str) -> dict[str, str]:
        """What plain selectors say of an element of a name, or of one below others: `of("p", "body")`."""
        wanted = {name, "*", *(f"{above} {name}" for above in below)}
        merged: dict[str, str] = {}
        for selector, declarations in self.rules:
            if selector in wanted:
                merged.update(declarations)
        return merged

    def inherited(self, name: str, key: str) -> str:
        """A declaration of an element of a name, or of body or html, from which it takes it; ""."""
        for each in (name, "body", "html", ":root"):
            found = self.of(each, "body").get(key, "")
            if found and found != "inherit":
                return found
        return ""

    def with_key(self, key: str) -> Iterator[tuple[str, str]]:
        """Every selector that says something of a property, with what it says."""
        for selector, declarations in self.rules:
            if key in declarations:
                yield selector, declarations[key]


def rules(sheet: str) -> Rules:
    """The rules of a style sheet; what stands in @media and its like counts as if it stood outside."""
    found: list[tuple[str, Mapping[str, str]]] = []
    faces = []
    for piece in _bare(sheet).split("}"):
        before, brace, text = piece.rpartition("{")
        selectors = before.rpartition("{")[2].rpartition(";")[2]
        if brace and "@font-face" in selectors:
            faces.append(declared(text))
        elif brace:
            declarations = declared(text)
            found += [(" ".join(each.split()), declarations) for each in selectors.split(",")]
    return Rules(tuple(found), tuple(faces))


def _bare(sheet: str) -> str:
    """A style sheet without its comments."""
    pieces = sheet.split("/*")
    return pieces[0] + "".join(piece.partition("*/")[2] for piece in pieces[1:])


def declared(text: str) -> dict[str, str]:
    """`margin: 0; …` as a mapping."""
    made: dict[str, str] = {}
    for each in text.split(";"):
        key, colon, value = each.partition(":")
        if colon:
            made[key.strip().lower()] = " ".join(value.replace("!important", "").split())
    return made
