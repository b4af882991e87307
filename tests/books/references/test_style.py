"""GB/T 7714 as CSL: the styles taken from the one file."""

from __future__ import annotations

from itertools import product

import pytest
from lxml import etree

from pubpipe.books._references import style as styles
from pubpipe.books._references.style import style

YEARS, SYSTEMS, LANGUAGES = ("2025", "2015"), ("numeric", "author-date"), ("zh", "en")
WHEN = "{urn:pubpipe:when}"
KNOWN = {"year": YEARS, "system": SYSTEMS, "language": LANGUAGES}


def test_the_file_says_only_what_is_known() -> None:
    root = etree.parse(str(styles._FILE)).getroot()
    said = [
        (name.removeprefix(WHEN), value) for each in root.iter(etree.Element) for name, value in each.attrib.items()
        if name.startswith(WHEN)
    ]  # fmt: skip
    assert said
    assert [(name, value) for name, value in said if value not in KNOWN.get(name, ())] == []


@pytest.mark.parametrize(("year", "system", "language"), list(product(YEARS, SYSTEMS, LANGUAGES)))
def test_a_style_is_plain_csl(year: str, system: str, language: str) -> None:
    root = etree.fromstring(style(year, system, language))
    assert [name for each in root.iter() for name in each.attrib if name.startswith(WHEN)] == []
    called = {each.get("macro", "") for each in root.iter("{*}text", "{*}key")} - {""}
    assert called <= {each.get("name", "") for each in root.iter("{*}macro")}
    printed = "".join(each.get(name, "") for each in root.iter() for name in ("prefix", "suffix", "delimiter"))
    assert ("，" in printed, ", " in printed) == ((True, False) if year == "2025" else (False, True))
