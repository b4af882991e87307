"""Regular expressions as ICU and Java write them, for the `regex` module.

SRX 2.0 prescribes ICU's dialect; most files in the field were written for Java. What both share with `regex` (Unicode
properties, possessive quantifiers, look-behind, nested sets) passes unchanged.
"""

from __future__ import annotations

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
        elif depth and pattern[position : position + 2] in {"--", "~~", "||"}:
            out.append("\\" + character)  # set operators of `regex`, plain characters elsewhere
            position += 1
            continue
        elif not depth and pattern.startswith("(?", position):
            written, position = _flags(pattern, position)
            out.append(written)
            continue
        out.append(character)
        position += 1
    return "".join(out)


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
