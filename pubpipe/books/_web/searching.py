"""What the site's search looks in: every paragraph with its place, as a script, for a page opened from a disk may
not read files.

The index of pairs of characters is not shipped: the reader's machine makes it of these texts in a moment, from half
the bytes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence

from pubpipe.books._web.page import WebPage
from pubpipe.books._web.tree import HEADINGS, Element, classes, name, words

_HELD = ("p", "li", "dt", "dd", "th", "td", "figcaption", "caption", "pre", *HEADINGS)
_SKIPPED = ("original", "site-tips", "index", "captions")


def data(pages: Sequence[WebPage]) -> bytes:
    """The script: `pages` are [address, title], `texts` [page, id of the nearest place, 1 for a heading, text]."""
    texts = [
        [order, place, heading, text]
        for order, page in enumerate(pages)
        for place, heading, text in _texts(page.content)
    ]
    held = {"pages": [[page.name, page.title] for page in pages], "texts": texts}
    written = json.dumps(held, ensure_ascii=False, separators=(",", ":"))
    return f"window.pubpipeTexts={written};\n".encode()


def _texts(root: Element) -> Iterator[tuple[str, int, str]]:
    """Each paragraph once, with the id before which it stands: its own, or the last one passed."""
    place = ""
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if set(classes(node)).intersection(_SKIPPED):
            continue
        place = node.get("id") or place
        if name(node) in _HELD and not any(name(below) in _HELD for below in node.iterdescendants()):
            inner = next((below.get("id", "") for below in node.iterdescendants() if below.get("id")), "")
            own = node.get("id") or (inner if name(node) in HEADINGS else "")
            text = re.sub(r"[\u2060\u00ad]", "", words(node))
            if text:
                yield own or place, int(name(node) in HEADINGS), text
        else:
            waiting += [child for child in reversed(node) if isinstance(child.tag, str)]
