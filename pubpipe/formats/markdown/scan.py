"""Every character of a Markdown file that is no white space, line by line: the denominator of the ledger.

It knows nothing of Markdown: text, code, addresses, front matter and markup all have to be answered for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pubpipe.formats._encoding import decoded, readable
from pubpipe.model import Visible


def scan(source: bytes) -> Iterator[Visible]:
    """Each line of the file that is not blank."""
    for number, line in enumerate(re.split(r"\r\n|\r|\n", decoded(source).text), 1):
        if line.strip():
            yield Visible("text", f"line {number}", readable(line.strip()))
