"""Markup that should be codes: tags, entities, links and stars in the text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pubpipe.checks import MAJOR, Context, check
from pubpipe.messages import _
from pubpipe.model import Issue, Segment, text

_MARKUP = re.compile(
    r"[<&*_\[`\\{](?:"
    r"(?<=<)/?(?:[abipuqs]|br|em|strong|span|div|sup|sub|img|font|code|table|t[dhr]|[uo]l|li|h[1-6]|g|ph|x|bpt|ept|mrk)\b[^<>]{0,200}>"
    r"|(?<=&)(?:nbsp|amp|lt|gt|quot|apos|ldquo|rdquo|mdash|hellip|#\d{2,5}|#x[0-9a-fA-F]{2,5});"
    r"|(?<=\*)\*[^*\s][^*]{0,200}\*\*|(?<=_)_(?=\w)[^_]{0,80}[一-鿿][^_]{0,200}(?<=\w)__"
    r"|(?<=\[)[^\[\]]{1,200}\]\([^()\s]{1,300}\)|(?<=`)(?<!``)(?=[\w./$-])[^`]{0,200}(?<=[\w.)\]/])`(?!`)"
    r"|(?<=\\)(?:textbf|emph|textit|cite|ref|label)\{|(?<=\{)(?:\{[^{}]{1,80}\}\}|\d{1,2}\})"
    r")"
)
_ENCLOSING = ("`", "__", "**", "{{")


@check("design-and-markup/markup-tag", severity=MAJOR, signs="<&*_`[\\{")
def markup(segment: Segment, context: Context) -> Iterator[Issue]:
    """No markup stands in the text where the source has none of its kind: **, <b>, &nbsp;, [text](address), {1}."""
    found_here = list(_MARKUP.finditer(text(segment.target)))
    if not found_here:
        return
    source = text(segment.source)
    known = {_kind(found[0]) for found in _MARKUP.finditer(source)} | {sign for sign in _ENCLOSING if sign in source}
    for found in found_here:
        if _kind(found[0]) not in known:
            yield Issue(_("markup in the text: {text}").format(text=found[0]), found.span())


def _kind(written: str) -> str:
    return written[:2] if written[0] in "*_{" else written[0]
