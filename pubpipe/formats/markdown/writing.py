"""A target as Markdown writes it, read again before it is given: what would not parse is written another way.

Delimiters first as the original has them, then with `*` for `_`; where Chinese punctuation keeps `**` or `*` from
opening or closing (CommonMark 6.2), HTML's own tags; then with every character escaped that could be markup.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from html import escape as escape_html

from pubpipe.formats import Rules, named
from pubpipe.formats._front_matter import written as front_matter_value
from pubpipe.formats._spans import Place, Raw
from pubpipe.formats.markdown.inline import may_hold_addresses
from pubpipe.formats.markdown.masks import FILLER, masks
from pubpipe.formats.markdown.parsing import Environment
from pubpipe.formats.markdown.walk import walk
from pubpipe.model import Code, CodeKind, Content, content

_TAGS = {"*": "em", "_": "em", "**": "strong", "__": "strong", "~~": "del"}
_FRAMES = {
    "md": "{}",
    "md-setext": "{}\n===",
    "md-heading": "# {}",
    "md-cell": "| |\n|---|\n| {} |",
    "md-alt": "![{}](x)",
    "md-note": "^[{}]",
}
_ROLES = {
    "md": ("paragraph", "caption"),
    "md-setext": ("heading",),
    "md-heading": ("heading",),
    "md-cell": ("cell",),
    "md-alt": ("alt",),
    "md-note": ("note",),
}
_LINE_START = re.compile(
    r"(#{1,6}(?=\s|$)|[-+*](?=\s|$)|>|`{3,}|~{3,}|=+\s*$|-+\s*$|:(?=\s|:)|!!!|\?\?\?|\[|\|)|(\d{1,9})([.)])(?=\s|$)"
)
_LIGHT = re.compile(
    r"\\(?=[!-/:-@\[-`{-~]|$)|[*`]|(?<![^\W_])_|_(?![^\W_])|~(?=~)|<(?=[A-Za-z/!?])|&(?=#?\w{1,32};)|\[(?=\^)|\[(?=[^\]]*\]\()"
)
_HEAVY = re.compile(r"[\\`*_{}\[\]<>#+!|~&$:^@-]")
_ADDRESS = re.compile(r"https?://[!-;=?-~]+")
_EVEN = re.compile(
    r"(?!Table:)(?:[^\W\d_]|[“《（\ue010-\uf8ff])"
    r"[^\x00-\x1f\\`*_{}\[\]<>#+!|~&$^@\x7f-\xa0\u2028\u2029\ud800-\udfff\ue000-\ue00f]*(?<!\s)"
)
"""Text that is no markup wherever it stands in a paragraph, heading or cell of its own: it is written as it is."""
_EVEN_FORMS = ("md", "md-heading", "md-cell")


def written(source: str, environment: Environment, rules: Rules, place: Place, target: Content, raw: Raw) -> str:
    """The place's text in the file `source`, with `target` in it."""
    if place.form.startswith("yaml"):
        return front_matter_value(place, target, raw)
    if not place.form.startswith("md"):
        from pubpipe.formats.html.writing import written as html_written

        return html_written(place, target, raw)
    if place.form == "md-code":
        return "".join(_code(part) if isinstance(part, str) else raw(part) for part in target)
    if place.form == "md-title":
        return "".join(_title(part) if isinstance(part, str) else raw(part) for part in target)
    if _is_even(place, target):
        return str(target[0])
    target = _tidied(target)
    look = _look(target)
    form, _bracket, label = place.form.partition("[")
    before = "".join(source[first.start : first.end] for first, _last in place.around)
    after = "".join(source[last.start : last.end] for _first, last in reversed(place.around))
    rules = _without_own_tags(rules)
    attempt = ""
    for attempt in _attempts(place, target, raw):
        if _look_of(before + attempt + after, form, environment, rules) == look:
            break
    return f"{attempt}][{label}" if label else attempt


def _is_even(place: Place, target: Content) -> bool:
    """Whether a target can be nothing but its own words, so that there is nothing to try."""
    if len(target) != 1 or place.around or place.form not in _EVEN_FORMS:
        return False
    only = target[0]
    if not isinstance(only, str) or _EVEN.fullmatch(only) is None or may_hold_addresses(only):
        return False
    return any(map(str.isalnum, only))


def _without_own_tags(rules: Rules) -> Rules:
    """The rules without styles that mean the tags we may write ourselves for Markdown's own delimiters."""
    ours = {*_TAGS.values(), "a"}
    excluded, protected = (
        tuple(style for style in styles if not any(named(tag, [style]) for tag in ours))
        for styles in (rules.exclude_styles, rules.protect_styles)
    )
    return replace(rules, exclude_styles=excluded, protect_styles=protected)


def _attempts(place: Place, target: Content, raw: Raw) -> Iterator[str]:
    for escape in (_LIGHT, _HEAVY):
        yield _written(place, target, raw, escape, frozenset())
        yield _written(place, target, _starred(raw), escape, _broken(target, raw, escape))
        everything = frozenset((part.type, part.id) for part in target if isinstance(part, Code))
        yield _written(place, target, raw, escape, everything)


def _starred(raw: Raw) -> Raw:
    """Stars instead of `_`, which opens and closes nothing between two characters of Chinese."""

    def starred(code: Code) -> str:
        shown = raw(code)
        return shown.replace("_", "*") if shown in ("_", "__") else shown

    return starred


def _written(
    place: Place, target: Content, raw: Raw, escape: re.Pattern[str], tagged: frozenset[tuple[str, int]]
) -> str:
    parts: list[str] = []
    fresh = place.form in ("md", "md-setext")
    for part in target:
        if isinstance(part, str):
            shown = _escaped(part, escape, fresh, place.form)
            bound = "".join(parts[-1:]).endswith("]") and shown.startswith(("(", "[", ":"))
            parts.append(f"\\{shown}" if bound else shown)
            fresh = False
            continue
        shown = raw(part)
        if (part.type, part.id) in tagged and shown in _TAGS:
            shown = f"</{_TAGS[shown]}>" if part.kind is CodeKind.CLOSE else f"<{_TAGS[shown]}>"
        opening = place.marks.get((CodeKind.OPEN, "a", part.id)) if part.type == "a" and shown[:1] in "[]" else None
        address = opening.note if opening else ""
        if address and (part.type, part.id) in tagged:
            shown = "</a>" if part.kind is CodeKind.CLOSE else f'<a href="{escape_html(address)}">'
        elif part.type == "a" and part.kind is CodeKind.ALONE and shown.startswith("http"):
            shown = f"<{shown}>"
        elif part.type == "a" and part.kind is CodeKind.ALONE and not shown.startswith("<"):
            shown = f" {shown} "
        if part.type == "c" and shown.startswith("`") and "".join(parts[-1:]).endswith("`"):
            shown = f"<code>{_HEAVY.sub(lambda found: chr(92) + found.group(), part.display)}</code>"
        if part.type == "br":
            if place.form == "md-heading" and "\n" in shown:
                shown = " "
            elif (part.type, part.id) in tagged:
                shown = "<br>"
            fresh = True
        parts.append(shown)
    return "".join(parts)


def _escaped(text: str, escape: re.Pattern[str], fresh: bool, form: str) -> str:
    """Text that shows as it is."""
    text = " ".join(text.replace("\r", "\n").split("\n")).replace(FILLER, "")
    if form == "md-cell":
        shown = escape.sub(lambda found: "&#92;" if found.group() == "\\" else "\\" + found.group(), text)
    else:
        shown = escape.sub(lambda found: "\\" + found.group(), text)
    shown = re.sub(r"(?<!\\)([{%#}])(?=[}])|(?<!\\)([{<])(?=[{%#<:.!])", lambda found: found.group() + "\\", shown)
    shown = re.sub(r"\\?\{$", "&#123;", shown)
    shown = re.sub(r"(?<![A-Za-z0-9_\\])@(?=[\w{])", r"\\@", shown)
    if masks(text, 0):
        shown = re.sub(r"(?<!\\)\$", r"\\$", shown)
    if fresh:
        shown = (
            _LINE_START.sub(lambda f: "\\" + f.group(1) if f.group(1) else f"{f.group(2)}\\{f.group(3)}", shown, 1)
            if _LINE_START.match(shown)
            else shown
        )
    if form == "md-cell":
        shown = re.sub(r"(?<!\\)((?:\\\\)*)\|", r"\1\\|", shown)
    if form == "md-heading":
        shown = re.sub(r"(?<!\\)(#+)$", r"\\\1", shown)
    if escape is _LIGHT:
        shown = re.sub(_ADDRESS.pattern + r"(?=[^\x00-\x7f])", lambda found: f"<{found.group()}>", shown)
    return shown


def _code(text: str) -> str:
    """What stands in code as it is, without what would end it."""
    return (
        " ".join(text.replace("\r", "\n").split("\n"))
        .replace("`", "\N{MODIFIER LETTER GRAVE ACCENT}")
        .replace("~~~", "～～～")
    )


def _title(text: str) -> str:
    text = " ".join(text.replace("\r", "\n").split("\n"))
    return re.sub(r"""\\(?=[!-/:-@\[-`{-~])|["'()]|&(?=#?\w{1,32};)""", lambda found: "\\" + found.group(), text)


def _tidied(target: Content) -> Content:
    """Spaces stand outside bold and italic, and pairs around nothing but space are dropped."""
    parts = list(target)
    for index, part in enumerate(parts):
        if not isinstance(part, Code) or part.type == "a":
            continue
        if part.kind is CodeKind.OPEN and index + 1 < len(parts) and isinstance(inside := parts[index + 1], str):
            bare = inside.lstrip()
            if bare != inside:
                parts[index : index + 2] = [inside[: len(inside) - len(bare)] + "", part, bare]
    for index in range(len(parts) - 1, 0, -1):
        part = parts[index]
        if isinstance(part, Code) and part.kind is CodeKind.CLOSE and part.type != "a":
            inside = parts[index - 1]
            if isinstance(inside, str) and inside != inside.rstrip():
                bare = inside.rstrip()
                parts[index - 1 : index + 1] = [bare, part, inside[len(bare) :]]
    kept: list[str | Code] = []
    for part in content(parts):
        last = kept[-1] if kept else None
        if (
            isinstance(part, Code)
            and part.kind is CodeKind.CLOSE
            and part.type in ("b", "i", "s")
            and isinstance(last, Code)
            and last.kind is CodeKind.OPEN
            and (last.type, last.id) == (part.type, part.id)
        ):
            kept.pop()
            continue
        kept.append(part)
    return content(kept)


def _broken(target: Content, raw: Raw, escape: re.Pattern[str]) -> frozenset[tuple[str, int]]:
    """The pairs whose delimiters would not open or close where they stand."""
    shown = [_escaped(part, escape, False, "") if isinstance(part, str) else raw(part) for part in target]
    found: set[tuple[str, int]] = set()
    for index, part in enumerate(target):
        if not isinstance(part, Code) or shown[index] not in _TAGS:
            continue
        before = _beside(shown, range(index - 1, -1, -1), -1)
        after = _beside(shown, range(index + 1, len(shown)), 0)
        opening = part.kind is CodeKind.OPEN
        near, far = (after, before) if opening else (before, after)
        if near.isspace() or (_punctuation(near) and not (far.isspace() or _punctuation(far))):
            found.add((part.type, part.id))
    return frozenset(found)


def _beside(shown: list[str], indexes: range, edge: int) -> str:
    """The next character that is no delimiter, or a space at the end of the line."""
    for index in indexes:
        if shown[index] and shown[index] not in _TAGS:
            return shown[index][edge]
    return " "


def _punctuation(character: str) -> bool:
    return unicodedata.category(character)[0] in "PS"


# reading again

Shown = list[tuple[str, tuple[str, ...]]]


def _look(target: Content) -> Shown:
    """Each character with the formatting over it but not over all, and what standalone codes show; spaces aside."""
    look: Shown = []
    standing: list[str] = []
    for part in target:
        if isinstance(part, str):
            over = tuple(sorted(standing))
            look += [(character, over) for character in part if not character.isspace()]
        elif part.kind is CodeKind.OPEN:
            standing.append(part.type)
        elif part.kind is CodeKind.CLOSE:
            if part.type in standing:
                standing.remove(part.type)
        elif part.type == "a":
            look += [(character, tuple(sorted(standing))) for character in part.display]
        elif part.type != "x" or part.display.strip():
            look.append((part.display, (part.type,)))
    while look and look[0] == ("", ("br",)):
        look.pop(0)
    while look and look[-1] == ("", ("br",)):
        look.pop()
    over_all = set(look[0][1]).intersection(*(over for _shown, over in look)) if look else set()
    return [(shown, tuple(each for each in over if each not in over_all)) for shown, over in look]


def _look_of(block: str, form: str, environment: Environment, rules: Rules) -> Shown | None:
    """What is shown by the block in which an attempt stands, or None where it is no longer one place."""
    line = re.sub(r"\r?\n[ \t>]*", "\n", block)
    known = {
        "references": {label: {**each, "ours": True} for label, each in environment.get("references", {}).items()},
        "footnotes": {"refs": dict.fromkeys(environment.get("footnotes", {}).get("refs", {}), -1), "list": {}},
    }
    found = walk(_FRAMES[form].replace("{}", line), rules, known)
    places = [each for each in found.places if each.form.partition("[")[0] in (form, "md")]
    if not places or places[0].role not in _ROLES[form] or sum(each.form == form for each in places) != 1:
        return None
    return _look(places[0].content)
