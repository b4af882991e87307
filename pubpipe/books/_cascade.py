"""How text is set: the families, weight and slant that a style sheet gives to each piece of a page's text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from lxml import etree

from pubpipe.books._css import Rules, declared

_XHTML = "{http://www.w3.org/1999/xhtml}"
_UNSET = ("head", "script", "style")
_KEYS = ("font-family", "font-weight", "font-style")
_COMPOUND = re.compile(r"(?P<tag>\*|[A-Za-z][\w-]*)?(?P<rest>(?:[.#][\w-]+|\[[^\]]*\])*)$")
_CONDITION = re.compile(r"([.#])([\w-]+)|\[([\w-]+)(?:([|~]?=)\"?([^\"\]]*)\"?)?\]")
_COMBINATOR = re.compile(r" *([> ]) *(?![^\[]*\])")
_FAMILY = re.compile(r"\"([^\"]*)\"|'([^']*)'|([^,\"']+)")
_CLASS = ("~=", "class")
_HEAVY = 600
_BROWSER: Mapping[str, Mapping[str, str]] = {
    tag: {key: said}
    for tags, key, said in (
        ("b strong th h1 h2 h3 h4 h5 h6", "font-weight", "bold"),
        ("em i cite dfn var address", "font-style", "italic"),
        ("pre code kbd samp tt", "font-family", "monospace"),
    )
    for tag in tags.split()
}
"""What browsers say before any sheet."""


class Setting(NamedTuple):
    """The families asked for, the first that has a character first; whether it is bold, and slanted."""

    families: tuple[str, ...] = ()
    bold: bool = False
    slanted: bool = False

    def changed(self, declarations: Mapping[str, str]) -> Setting:
        """The same, but for what is declared."""
        family, weight, style = (declarations.get(key, "inherit") for key in _KEYS)
        return Setting(
            self.families if family == "inherit" else families(family),
            self.bold if weight == "inherit" else _bold(weight),
            self.slanted if style == "inherit" else style.startswith(("italic", "oblique")),
        )


class _Compound(NamedTuple):
    """`p.lines[lang|="en"]`: a tag or "", and conditions: kind of comparison, attribute, value."""

    tag: str
    conditions: tuple[tuple[str, str, str], ...]

    @property
    def key(self) -> str:
        """What an element must be or have for it: a tag, else a class, else ""."""
        return self.tag or next((f".{word}" for how, name, word in self.conditions if (how, name) == _CLASS), "")

    def fits(self, element: etree._Element) -> bool:
        if self.tag and element.tag != _XHTML + self.tag:
            return False
        return all(_meets(element.get(name), how, value) for how, name, value in self.conditions)


class _Rule(NamedTuple):
    """A selector, its compounds from the last to the first with the combinator before each, and what it declares."""

    weight: tuple[int, int, int]
    compounds: tuple[tuple[_Compound, str], ...]
    declarations: Mapping[str, str]

    def fits(self, element: etree._Element, place: int = 0) -> bool:
        compound, combinator = self.compounds[place]
        if not compound.fits(element):
            return False
        if place == len(self.compounds) - 1:
            return True
        above = [*element.iterancestors()][: 1 if combinator == ">" else None]
        return any(self.fits(each, place + 1) for each in above)


class Cascade:
    """The rules of a sheet that say something of families, weight or slant, those with pseudo-classes left out."""

    def __init__(self, rules: Rules) -> None:
        self._rules: dict[str, list[tuple[int, _Rule]]] = {}
        for order, (selector, declarations) in enumerate(rules.rules):
            said = {key: declarations[key] for key in _KEYS if key in declarations}
            rule = _rule(selector, said) if said else None
            if rule is not None:
                self._rules.setdefault(rule.compounds[0][0].key, []).append((order, rule))

    def pieces(self, root: etree._Element, setting: Setting = Setting()) -> Iterator[tuple[Setting, str]]:  # noqa: B008
        """Each piece of a page's text as it is set; formulas and drawings are set by other rules."""
        tag = root.tag
        if not isinstance(tag, str) or not tag.startswith(_XHTML) or tag.removeprefix(_XHTML) in _UNSET:
            return
        own = self._of(root, tag.removeprefix(_XHTML), setting)
        if root.text:
            yield own, root.text
        for child in root:
            yield from self.pieces(child, own)
            if child.tail:
                yield own, child.tail

    def _of(self, element: etree._Element, tag: str, setting: Setting) -> Setting:
        said = dict(_BROWSER.get(tag, ()))
        keys = (tag, "", *(f".{name}" for name in element.get("class", "").split()))
        found = [
            (rule.weight, order, rule.declarations)
            for key in dict.fromkeys(keys)
            for order, rule in self._rules.get(key, ())
            if rule.fits(element)
        ]
        for _weight, _order, declarations in sorted(found, key=lambda each: each[:2]):
            said.update(declarations)
        said.update(declared(element.get("style", "")))
        return setting.changed(said) if said else setting


def families(said: str) -> tuple[str, ...]:
    """The names of a `font-family`."""
    return tuple(next(filter(None, each), "").strip() for each in _FAMILY.findall(said) if any(map(str.strip, each)))


def _bold(weight: str) -> bool:
    return int(weight) >= _HEAVY if weight.isdecimal() else weight in ("bold", "bolder")


def _meets(there: str | None, how: str, value: str) -> bool:
    """Whether an attribute is as a selector wants it."""
    if there is None:
        return False
    if how == "~=":
        return value in there.split()
    if how == "|=":
        return there == value or there.startswith(value + "-")
    return not how or there == value


def _rule(selector: str, declarations: Mapping[str, str]) -> _Rule | None:
    """The rule of a selector; None for one that asks for more than tags, classes, ids and attributes."""
    first, *others = _COMBINATOR.split(selector)
    compounds: list[tuple[_Compound, str]] = []
    for combinator, text in zip(["", *others[::2]], [first, *others[1::2]], strict=True):
        compound = _compound(text)
        if compound is None:
            return None
        compounds.insert(0, (compound, combinator))
    conditions = [each for compound, _combinator in compounds for each in compound.conditions]
    ids = sum(name == "id" for _how, name, _value in conditions)
    tags = sum(bool(compound.tag) for compound, _combinator in compounds)
    return _Rule((ids, len(conditions) - ids, tags), tuple(compounds), declarations)


def _compound(text: str) -> _Compound | None:
    found = _COMPOUND.match(text)
    if not text or found is None:
        return None
    conditions = []
    for sign, word, name, how, value in _CONDITION.findall(found["rest"]):
        if sign:
            conditions.append(("~=", "class", word) if sign == "." else ("=", "id", word))
        else:
            conditions.append((how, name, value))
    tag = found["tag"] or ""
    return _Compound("" if tag == "*" else tag, tuple(conditions))
