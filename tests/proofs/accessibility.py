"""Pages in a real browser, judged by axe-core: what keeps people from reading them.

axe-core's one file comes from the wheel axe-playwright-python; the browser is ours (`chromium`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from tests.proofs import chromium

AUDITOR = Path(__file__).with_name("auditor.html")
WIDTHS = (1280, 390)
SCHEMES = ("light", "dark")


@dataclass(frozen=True, slots=True)
class Audit:
    """A page at a width in CSS pixels: the colour scheme asked for and the one shown, what axe-core finds."""

    address: str
    width: int
    scheme: str
    shown: str
    violations: tuple[str, ...]


def axe() -> Path | None:
    """Where axe-core lies, if it is installed."""
    wheel = find_spec("axe_playwright_python")
    places = wheel.submodule_search_locations if wheel else None
    return Path(places[0]) / "axe.min.js" if places else None


def missing() -> str:
    """What is missing to judge a page, or ""."""
    if not chromium.command():
        return "no Chromium: nothing shows the pages"
    return "" if axe() else "no axe-core: pip install axe-playwright-python"


def audited(files: Mapping[str, tuple[str, bytes]], *pages: str) -> list[Audit]:
    """These pages of a world (media type and bytes by address), each at every width and in every colour scheme."""
    script = axe()
    assert script is not None, missing()
    orders = [
        {"address": page, "width": width, "scheme": scheme} for page in pages for width in WIDTHS for scheme in SCHEMES
    ]
    told = chromium.visited(AUDITOR, orders, {**files, "/axe.min.js": ("text/javascript", script.read_bytes())})
    return [Audit(**{**each, "violations": tuple(each["violations"])}) for each in told]
