"""A target as HTML writes it: text with its characters escaped, codes as the original's own tags."""

from __future__ import annotations

import re

from pubpipe.formats._front_matter import written as front_matter_value
from pubpipe.formats._spans import Place, Raw
from pubpipe.model import Content


def written(place: Place, target: Content, raw: Raw) -> str:
    """The place's text in the file, with `target` in it."""
    if place.form.startswith("yaml"):
        return front_matter_value(place, target, raw)
    if not place.form.startswith("attribute"):
        return "".join(escaped(part) if isinstance(part, str) else raw(part) for part in target)
    quote = place.form.removeprefix("attribute")
    name = "&#39;" if quote == "'" else "&quot;"
    shown = "'" if quote == "'" else '"'
    text = "".join(escaped(part).replace(shown, name) if isinstance(part, str) else raw(part) for part in target)
    return text if quote.strip() else f'"{text}"'


def escaped(text: str) -> str:
    """Text that shows as it is: no markup, no template code, one space where there was a line break."""
    text = (
        " ".join(text.replace("\r", "\n").split("\n")).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    )
    text = text.replace("\N{NO-BREAK SPACE}", "&#160;")
    return re.sub(r"\{(?=[{%#]|$)|(?<=[}%#])\}", lambda brace: f"&#{ord(brace.group())};", text)
