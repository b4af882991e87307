"""The characters of an HTML file."""

from __future__ import annotations

import codecs
import re

from pubpipe.formats._encoding import Decoded, decoded

_CHARSET = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]+)|<\?xml[^>]{0,100}?encoding=[\"']([\w.:-]+)", re.I
)


def decode(source: bytes) -> Decoded:
    """The characters of an HTML file: by byte order mark, by what its head declares, by what its bytes are."""
    named = _CHARSET.search(source[:4096])
    declared = ""
    if named:
        name = (named.group(1) or named.group(2)).decode("ascii", "replace").lower()
        name = {"iso-8859-1": "windows-1252", "ascii": "windows-1252", "gb2312": "gb18030", "gbk": "gb18030"}.get(
            name, name
        )
        try:
            declared = codecs.lookup(name).name
        except LookupError:
            declared = ""
    if declared.startswith("utf-16"):
        declared = "utf-8"
    return decoded(source, declared)
