"""Formulas as MathML: pandoc is asked once for all of a book."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence

from lxml import etree

from pubpipe.books import Keep
from pubpipe.books._ast import paragraph
from pubpipe.books._epub.text import Formula
from pubpipe.books._pandoc import converted

MATHML = "http://www.w3.org/1998/Math/MathML"
_API_VERSION = [1, 23, 1]
_KEPT = "formulas in MathML"


def mathematics(wanted: Iterable[Formula], keep: Keep | None) -> Mapping[Formula, str]:
    """The MathML of formulas; one that pandoc cannot read is left out. What was kept is not asked for again."""
    formulas = sorted(set(wanted))
    if not formulas:
        return {}
    key = hashlib.sha256(json.dumps([_KEPT, *formulas]).encode()).hexdigest()
    made = _kept(keep.get(key), len(formulas)) if keep else None
    if made is None:
        made = _made(formulas)
        if keep:
            keep.put(key, json.dumps(made).encode())
    return {formula: markup for formula, markup in zip(formulas, made, strict=True) if markup}


def _kept(data: bytes | None, count: int) -> list[str] | None:
    """What was kept of so many formulas; None where nothing was, or it cannot be read."""
    try:
        made = json.loads(data or b"")
    except ValueError:
        return None
    return made if isinstance(made, list) and len(made) == count else None


def _made(formulas: Sequence[Formula]) -> list[str]:
    """The MathML of each formula, with its TeX in words; "" for one that pandoc cannot read."""
    blocks = [paragraph([{"t": "Math", "c": [{"t": each.kind}, each.tex]}]) for each in formulas]
    root = etree.fromstring(f"<body>{_pandoc(blocks)}</body>", etree.XMLParser(resolve_entities=False, no_network=True))
    return [_markup(made, formula) for made, formula in zip(root, formulas, strict=True)]


def _markup(made: etree._Element, formula: Formula) -> str:
    found = made.find(f"{{{MATHML}}}math")
    if found is None:
        return ""
    found.set("alttext", formula.tex)
    return etree.tostring(found, encoding="unicode", with_tail=False)


def _pandoc(blocks: list[dict[str, object]]) -> str:
    tree = {"pandoc-api-version": _API_VERSION, "meta": {}, "blocks": blocks}
    options = ("--from", "json", "--to", "html5", "--mathml", "--wrap", "none")
    return converted(json.dumps(tree).encode(), *options).decode("utf-8")
