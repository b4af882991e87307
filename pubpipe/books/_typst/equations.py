"""Equations: pandoc turns TeX into Typst's mathematics; what does not compile stays text."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Mapping
from typing import Any

from pubpipe.books import Assembled
from pubpipe.books._ast import nodes, paragraph, string
from pubpipe.books._typst.code import call, literal
from pubpipe.pandoc import pandoc

_SECONDS = 120
_PARTED = "@@@"
_STRING = re.compile(r'("(?:[^"\\]|\\.)*")')
_RENAMED = ((r"\bsect\b", "inter"), (r"\.circle\b", ".o"))
"""Symbols that pandoc calls by names Typst no longer knows."""


def equations(assembled: Assembled) -> dict[str, str]:
    """Each TeX formula of the book as an expression of Typst; one that pandoc cannot turn is left out."""
    found = (node for part in assembled.parts for node in nodes(list(part.blocks)) if node["t"] == "Math")
    formulas = list(dict.fromkeys(node["c"][1] for node in found))
    if not formulas:
        return {}
    turned = {formula: each for formula, each in zip(formulas, _turned(formulas), strict=True) if each}
    return turned if _sound(list(turned.values())) else {key: each for key, each in turned.items() if _sound([each])}


def module(turned: Mapping[str, str]) -> str:
    """The formulas by their TeX in a file of their own, where no name of the design hides one of mathematics."""
    items = "".join(f"  {literal(formula)}: {expression},\n" for formula, expression in turned.items())
    return f"#let turned = (\n{items or '  :'})\n"


def _turned(formulas: list[str]) -> list[str]:
    """The formulas between dollars, or "" for one that pandoc left as it was."""
    blocks: list[dict[str, Any]] = []
    for formula in formulas:
        blocks += [paragraph([{"t": "Math", "c": [{"t": "InlineMath"}, formula]}]), paragraph([string(_PARTED)])]
    tree = {"pandoc-api-version": [1, 23, 1], "meta": {}, "blocks": blocks}
    command = [pandoc(), "--sandbox", "--from", "json", "--to", "typst", "--wrap", "none"]
    done = subprocess.run(command, input=json.dumps(tree).encode(), capture_output=True, timeout=_SECONDS, check=False)
    written = done.stdout.decode("utf-8", "replace").replace("\\@", "@").split(_PARTED)
    if done.returncode or len(written) != len(formulas) + 1:
        return [""] * len(formulas)
    return [_expression(each.strip()) for each in written[:-1]]


def _expression(written: str) -> str:
    """A formula as an expression, or "" where it is none or holds code."""
    if not (len(written) > 2 and written[0] == written[-1] == "$"):
        return ""
    pieces = _STRING.split(written[1:-1].strip())
    for place in range(0, len(pieces), 2):
        if re.search(r"(?<!\\)[#$]", pieces[place]):
            return ""
        for old, new in _RENAMED:
            pieces[place] = re.sub(old, new, pieces[place])
    return f"$ {''.join(pieces)} $.body"


def _sound(expressions: list[str]) -> bool:
    """Whether Typst reads these."""
    import typst

    lines = (f"#{call('math.equation', each, alt=literal('x'))}" for each in expressions)
    try:
        typst.Compiler("\n".join(lines).encode(), ignore_system_fonts=True).compile(format="pdf")
    except typst.TypstError:
        return False
    return True
