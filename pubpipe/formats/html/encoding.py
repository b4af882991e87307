"""The characters of an HTML file."""

from __future__ import annotations

import codecs
import re

from pubpipe.formats._encoding import Decoded, decoded

_CHARSET = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]+)|<\?xml[^>]{0,100}?encoding=[\"']([\w.:-]+)", re.I
)

_ENCODINGS = frozenset(
    "ascii utf-8 utf-16 utf-16-le utf-16-be gbk gb18030 big5 big5hkscs euc_jp iso2022_jp shift_jis cp932 euc_kr cp949 "
    "cp866 koi8-r koi8-u mac-roman mac-cyrillic cp874 tis-620".split()
    + [f"iso8859-{number}" for number in range(1, 17)]
    + [f"cp{number}" for number in range(1250, 1259)]
)
"""Python's names of the encodings the web has; those of ciphers and of old mainframes are not believed."""


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
        except (LookupError, ValueError):
            declared = ""
        if declared not in _ENCODINGS:
            declared = ""
    if declared.startswith("utf-16"):
        declared = "utf-8"
    return decoded(source, declared)
