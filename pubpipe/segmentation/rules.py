"""SRX 2.0 files as values."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pubpipe.errors import Misused, Unreadable
from pubpipe.messages import _

if TYPE_CHECKING:
    from pubpipe.segmentation.cutter import Cutter

LARGEST = 8 * 2**20
"""Bytes of an SRX file; the largest in the field has 1.5 MB."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One SRX rule: where `before` ends and `after` begins, a text is cut (or, with breaks False, is not).

    `number` counts within its language rule from 1; `note` is the XML comment that stands before it.
    """

    language_rule: str
    number: int
    breaks: bool
    before: str
    after: str
    note: str = ""

    def __str__(self) -> str:
        return f"{self.language_rule} {self.number}" + (f": {self.note}" if self.note else "")


@dataclass(frozen=True, eq=False)
class Rules:
    """A whole SRX file: its language rules, which languages they serve, and where inline codes go at a cut.

    `include_start`, `include_end`, `include_isolated` are SRX's formathandle: whether an opening, a closing, a
    standalone code at a cut belongs to the sentence before it.
    """

    language_rules: tuple[tuple[str, tuple[Rule, ...]], ...]
    language_map: tuple[tuple[str, str], ...]
    cascade: bool = True
    include_start: bool = False
    include_end: bool = True
    include_isolated: bool = False
    _cutters: dict[str, Cutter] = field(default_factory=dict, repr=False)
    _served: dict[str, bool] = field(default_factory=dict, repr=False)

    def serves(self, language: str) -> bool:
        """Whether any language map names this language tag."""
        if language not in self._served:
            patterns = (pattern for pattern, _name in self.language_map)
            self._served[language] = any(re.fullmatch(pattern, language, re.IGNORECASE) for pattern in patterns)
        return self._served[language]

    def rules_of(self, language: str) -> tuple[Rule, ...]:
        """The rules for a language, in the order in which they are asked."""
        named = dict(self.language_rules)
        found: list[Rule] = []
        for pattern, name in self.language_map:
            if re.fullmatch(pattern, language, re.IGNORECASE):
                found += named[name]
                if not self.cascade:
                    break
        return tuple(found)

    def cutter(self, language: str) -> Cutter:
        """The rules for a language, ready to cut; made once."""
        if language not in self._cutters:
            from pubpipe.segmentation.cutter import Cutter

            self._cutters[language] = Cutter(self.rules_of(language))
        return self._cutters[language]


@cache
def default_rules() -> Rules:
    """Our own rules for English and Chinese."""
    return read_rules(Path(__file__).with_name("rules.srx").read_bytes())


def read_rules(source: bytes) -> Rules:
    """Read an SRX 2.0 file; every expression is compiled, so that a faulty one is named now.

    Raises Unreadable if it is not SRX 2.0, Misused naming the rule if an expression is faulty or a map points nowhere.
    """
    root = _root(source)
    header = _first(root, "header")
    handles = {handle.get("type"): handle.get("include") == "yes" for handle in _children(header, "formathandle")}
    body = _first(root, "body")
    language_rules = tuple(
        (name, tuple(_rules(name, element)))
        for element in _children(_first(body, "languagerules"), "languagerule")
        for name in [element.get("languagerulename") or ""]
    )
    language_map = tuple(
        (element.get("languagepattern") or "", element.get("languagerulename") or "")
        for element in _children(_first(body, "maprules"), "languagemap")
    )
    _verify_map(language_map, {name for name, _rules_of_it in language_rules})
    return Rules(
        language_rules,
        language_map,
        cascade=header.get("cascade") != "no",
        include_start=handles.get("start", False),
        include_end=handles.get("end", True),
        include_isolated=handles.get("isolated", False),
    )


def _root(source: bytes) -> Any:
    from lxml import etree

    if len(source) > LARGEST:
        raise Unreadable(_("segmentation rules are too large: {size} bytes").format(size=len(source)))
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(source, parser)
    except etree.XMLSyntaxError as error:
        raise Unreadable(_("not an SRX file: {reason}").format(reason=error)) from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise Unreadable(_("not an SRX 2.0 file: it declares a document type"))
    if _name(root) != "srx":
        raise Unreadable(_("not an SRX file: its root element is {name}").format(name=_name(root)))
    if root.get("version") != "2.0":
        raise Unreadable(_("not an SRX 2.0 file: version {version}").format(version=root.get("version")))
    return root


def _rules(name: str, element: Any) -> Iterator[Rule]:
    import regex

    from pubpipe.segmentation.dialect import regex_dialect

    note = ""
    number = 0
    for child in element:
        if not isinstance(child.tag, str):
            note = " ".join((child.text or "").split())
            continue
        if _name(child) != "rule":
            continue
        number += 1
        before, after = ("".join(part.text or "" for part in _children(child, side)) for side in _SIDES)
        for expression in (before, after):
            try:
                regex.compile(regex_dialect(expression), regex.V1)
            except (regex.error, ValueError, OverflowError) as error:
                message = _("rule {number} of {name} is not a regular expression: {reason}: {expression}")
                raise Misused(
                    message.format(number=number, name=name, reason=error, expression=expression[:80])
                ) from None
        yield Rule(name, number, child.get("break") != "no", before, after, note)
        note = ""


_SIDES = ("beforebreak", "afterbreak")


def _verify_map(language_map: tuple[tuple[str, str], ...], names: set[str]) -> None:
    for number, (pattern, name) in enumerate(language_map, 1):
        try:
            re.compile(pattern)
        except re.error as error:
            message = _("language map {number} is not a regular expression: {reason}: {pattern}")
            raise Misused(message.format(number=number, reason=error, pattern=pattern[:80])) from None
        if name not in names:
            message = _("language map {number} names a language rule that is not there: {name}")
            raise Misused(message.format(number=number, name=name))


def _name(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]


def _children(element: Any, name: str) -> Iterator[Any]:
    return (child for child in element if isinstance(child.tag, str) and _name(child) == name)


def _first(element: Any, name: str) -> Any:
    for child in _children(element, name):
        return child
    raise Unreadable(_("not an SRX 2.0 file: no {name} in {parent}").format(name=name, parent=_name(element)))
