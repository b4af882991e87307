r"""Regular expressions as ICU and Java write them, for the `regex` module.

SRX 2.0 prescribes ICU's dialect; most files in the field were written for Java. What both share with `regex` (Unicode
properties, possessive quantifiers, look-behind, nested sets) passes unchanged; look-behind may here be unbounded.
Where the two differ ICU is followed (\s and \p{Punct} are Unicode's).
"""

from __future__ import annotations

import re

_HORIZONTAL = r"\t \u00a0\u1680\u180e\u2000-\u200a\u202f\u205f\u3000"
_VERTICAL = r"\n\u000b\f\r\u0085\u2028\u2029"
_PROPERTIES = {
    "javaUpperCase": "Lu",
    "javaLowerCase": "Ll",
    "javaTitleCase": "Lt",
    "javaLetter": "L",
    "javaDigit": "Nd",
    "javaLetterOrDigit": "Alnum",
    "javaWhitespace": "White_Space",
    "javaSpaceChar": "Z",
    "ASCII": "InBasic_Latin",
    "IsPunctuation": "P",
}
_FLAGS_UNKNOWN = "Uud"


def regex_dialect(pattern: str) -> str:
    """The same expression in the dialect of the `regex` module."""
    out: list[str] = []
    depth = 0
    position = 0
    while position < len(pattern):
        character = pattern[position]
        if character == "\\" and position + 1 < len(pattern):
            written, position = _escape(pattern, position, inside_set=depth > 0)
            out.append(written)
            continue
        if character == "[":
            depth += 1
        elif character == "]" and depth:
            depth -= 1
        elif depth and _is_doubled_sign(pattern, position):
            out.append("\\" + character)  # a set operator of `regex`, a plain character elsewhere
            position += 1
            continue
        elif not depth and pattern.startswith("(?", position):
            written, position = _flags(pattern, position)
            out.append(written)
            continue
        out.append(character)
        position += 1
    return "".join(out)


def _is_doubled_sign(pattern: str, position: int) -> bool:
    """Whether a sign stands doubled that is an operator for `regex` alone; ICU subtracts a set or property by --."""
    doubled = pattern[position : position + 2]
    return doubled in {"~~", "||"} or (doubled == "--" and pattern[position + 2 : position + 4][:1] not in ("[", "\\"))


def _escape(pattern: str, position: int, *, inside_set: bool) -> tuple[str, int]:
    """What the escape at `position` is in our dialect, and where it ends."""
    letter = pattern[position + 1]
    after = position + 2
    if letter == "Q":
        end = pattern.find("\\E", after)
        quoted = pattern[after:] if end < 0 else pattern[after:end]
        return "".join(_literal(character) for character in quoted), len(pattern) if end < 0 else end + 2
    if letter in "hv":
        members = _HORIZONTAL if letter == "h" else _VERTICAL
        return (members if inside_set else f"[{members}]"), after
    if letter in "HV" and not inside_set:
        return f"[^{_HORIZONTAL if letter == 'H' else _VERTICAL}]", after
    if letter == "R" and not inside_set:
        return rf"(?:\r\n|[{_VERTICAL}])", after
    if letter == "Z":
        return r"(?=\n?\Z)", after
    if letter == "z":
        return r"\Z", after
    if letter == "e":
        return r"\x1b", after
    if letter == "k" and pattern.startswith("<", after):
        end = pattern.find(">", after)
        return f"(?P={pattern[after + 1 : end]})", end + 1
    if letter == "c" and after < len(pattern):
        return _literal(chr(ord(pattern[after].upper()) ^ 64)), after + 1
    if letter == "0":
        return _octal(pattern, after)
    if letter == "u":
        return _surrogates(pattern, position)
    if letter == "x" and pattern.startswith("{", after):
        end = pattern.find("}", after)
        if end > 0:
            return _literal(chr(int(pattern[after + 1 : end], 16))), end + 1
    if letter in "pP" and pattern.startswith("{", after):
        end = pattern.find("}", after)
        if end > 0:
            name = pattern[after + 1 : end]
            return f"\\{letter}{{{_PROPERTIES.get(name, name)}}}", end + 1
    return "\\" + letter, after


def _octal(pattern: str, after: int) -> tuple[str, int]:
    r"""Java's \0 with up to three octal digits."""
    end = after
    while end < min(after + 3, len(pattern)) and pattern[end] in "01234567":
        end += 1
    return _literal(chr(int(pattern[after:end] or "0", 8))), end


def _surrogates(pattern: str, position: int) -> tuple[str, int]:
    r"""Two \u escapes that write one character beyond the basic plane, as Java needs them; another \u as it is."""
    pair = re.match(r"\\u([dD][89abAB][\da-fA-F]{2})\\u([dD][c-fC-F][\da-fA-F]{2})", pattern[position : position + 12])
    if pair is None:
        return pattern[position : position + 6], position + 6
    high, low = (int(each, 16) for each in pair.groups())
    return _literal(chr(0x10000 + (high - 0xD800) * 0x400 + low - 0xDC00)), position + 12


def _flags(pattern: str, position: int) -> tuple[str, int]:
    """An inline flag group without the flags that say what `regex` does anyway (Unicode classes, Unix lines)."""
    end = position + 2
    while end < len(pattern) and pattern[end].isalpha():
        end += 1
    if end < len(pattern) and pattern[end] in ":)" and end > position + 2:
        kept = "".join(flag for flag in pattern[position + 2 : end] if flag not in _FLAGS_UNKNOWN)
        if pattern[end] == ")":
            return (f"(?{kept})" if kept else ""), end + 1
        return f"(?{kept}:", end + 1
    return "(?", position + 2


def _literal(character: str) -> str:
    return character if character.isalnum() or character == "_" else "\\" + character
