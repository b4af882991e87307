"""Template code of site generators in text files: {{ … }}, {% … %}, {# … #}, <% … %>, <?php … ?>.

Such code is nobody's language: it is protected wherever it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from pubpipe.patterns import pattern

LONGEST = 5000
"""No piece of template code is longer; what seems so is text."""

_OPENER = pattern(r"\{\{|\{%|\{#|<%|<\?(?=php|=|xml)")
_ENDS = {"{{": "}}", "{%": "%}", "{#": "#}", "<%": "%>", "<?": "?>"}
_SILENT = pattern(r"\{[%#]|<%(?!=)|<\?|\{\{[#/!^>~]|\{\{-?\s*else\b|\{\{-?\s*/\*")
_VERBATIM = pattern(r"\{%-?\s*(raw|verbatim|highlight|comment)\b")


class Template(NamedTuple):
    """One piece of template code, [start, end); `silent` where it shows nothing (a condition, a comment)."""

    start: int
    end: int
    silent: bool


def templates(text: str, start: int = 0) -> Iterator[Template]:
    """Every piece of template code from `start` on, in order.

    What stands between {% raw %} and {% endraw %} (or highlight, comment …) is one piece with them.
    """
    at = start
    last = {ending: text.rfind(ending) for ending in (*_ENDS.values(), "}}}", "--}}")}
    while opener := _OPENER.search(text, at):
        start = opener.start()
        kind = opener.group()
        ending = _ENDS[kind]
        if text.startswith("{{{", start):
            ending = "}}}"
        elif text.startswith("{{!--", start):
            ending = "--}}"
        end = text.find(ending, start + len(kind), start + LONGEST) if start < last[ending] else -1
        if end < 0 or (kind == "{#" and "\n\n" in text[start:end]):
            at = start + len(kind)
            continue
        end += len(ending)
        if verbatim := _VERBATIM.match(text, start):
            name = f"end{verbatim.group(1)}"
            if name not in last:
                last[name] = text.rfind(name)
            last_tag = re.compile(r"\{%-?\s*" + name + r"\b[^%]{0,100}%\}")
            closing = last_tag.search(text, end) if end < last[name] else None
            end = closing.end() if closing else end
        yield Template(start, end, bool(_SILENT.match(text, start)))
        at = end
