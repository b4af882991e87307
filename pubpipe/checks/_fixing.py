"""Writing down what is certain: the fixes of findings, in the target as its PO file shows it."""

from __future__ import annotations

from collections.abc import Iterable

from pubpipe.catalog import faults, parse
from pubpipe.model import Finding


def fixed(target: str, findings: Iterable[Finding]) -> str:
    """A target with the fixes of its findings, the first where two meet; the codes stay what they are.

    `target` is the text the findings' spans count in. Fixing again finds nothing once no finding has a fix.
    """
    better, end = target, len(target) + 1
    sure = [each for each in findings if each.fix is not None and each.span and each.target == target]
    for each in sorted(sure, key=lambda finding: finding.span or (0, 0), reverse=True):
        start, stop = each.span or (0, 0)
        if stop <= end and "<" not in better[start:stop]:
            tried = better[:start] + (each.fix or "") + better[stop:]
            if not faults(parse(each.source).content, tried) or faults(parse(each.source).content, better):
                better, end = tried, start
    return better
