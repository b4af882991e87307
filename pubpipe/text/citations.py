"""Citations as authors write them in plain text, in the grammar of pandoc's Markdown."""

from __future__ import annotations

import re

_INNER = r"[:.#$%&+?<>~/-]"
KEY = rf"@(?:\{{[^{{}}\s]{{1,200}}\}}|\w(?:\w|{_INNER}(?=\w)){{0,199}})"
"""The key of a work within brackets: @smith2004 or @{any thing}."""
_LATIN = r"[A-Za-z0-9_\u00c0-\u024f]"
_BARE = rf"@(?:\{{[^{{}}\s]{{1,200}}\}}|(?!\d){_LATIN}(?:{_LATIN}|{_INNER}(?={_LATIN})){{0,199}})"

CITATION = re.compile(
    rf"(?<![\\!])\[(?=[^\[\]]{{0,200}}?(?<=[\s\[;(-]){KEY})(?:[^\[\]\n]|\n(?![ \t]*\n)){{1,1000}}\](?![(:]|\[[^@\]]*\])"
    rf"|(?<![A-Za-z0-9_@./\\`\[{{<-]){_BARE}(?:[ ]\[[^\[\]@\n]{{1,100}}\](?![(:]|\[[^@\]]*\]))?"
)
"""A citation: [@key, p. 12; see @other], [-@key], or @key [p. 12] within its sentence. No e-mail address is one.

A key outside of brackets is Latin, so that Chinese may follow it at once.
"""
