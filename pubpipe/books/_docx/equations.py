"""Equations: pandoc turns TeX into Word's own mathematics."""

from __future__ import annotations

import io
import json
import subprocess
import zipfile

from lxml import etree

from pubpipe.books import Assembled
from pubpipe.books._ast import nodes, paragraph
from pubpipe.books._docx.xml import Element, tag
from pubpipe.pandoc import pandoc


def equations(assembled: Assembled) -> dict[str, Element]:
    """Each TeX formula of the book as an `m:oMath`; one that pandoc cannot read is left out and stays text."""
    formulas = [node for part in assembled.parts for node in nodes(list(part.blocks)) if node["t"] == "Math"]
    found: dict[str, Element] = {}
    for node in formulas:
        formula = node["c"][1]
        if formula not in found and (equation := _equation(formula)) is not None:
            found[formula] = equation
    return found


def _equation(formula: str) -> Element | None:
    """One formula; pandoc writes some properties as the schema does not allow them."""
    math = {"t": "Math", "c": [{"t": "InlineMath"}, formula]}
    tree = {"pandoc-api-version": [1, 23, 1], "meta": {}, "blocks": [paragraph([math])]}
    command = [pandoc(), "--sandbox", "--from", "json", "--to", "docx", "--output", "-"]
    done = subprocess.run(command, input=json.dumps(tree).encode(), capture_output=True, timeout=60, check=False)
    if done.returncode:
        return None
    with zipfile.ZipFile(io.BytesIO(done.stdout)) as package:
        document = etree.fromstring(package.read("word/document.xml"))
    for properties in document.iter(tag("m:mcPr")):
        properties[:] = sorted(properties, key=lambda each: each.tag != tag("m:count"))
    for properties in document.iter(tag("m:rPr")):
        if properties.find(tag("m:nor")) is not None:
            properties[:] = [each for each in properties if each.tag not in (tag("m:sty"), tag("m:scr"))]
    return next(document.iter(tag("m:oMath")), None)
