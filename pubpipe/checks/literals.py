"""What is copied and never translated: web and e-mail addresses, names of files, codes of items."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher

from pubpipe.checks import MAJOR, MINOR, Context, check
from pubpipe.checks._prose import HAN
from pubpipe.messages import _
from pubpipe.model import CodeKind, Content, Issue, Segment, Span, text

_DOMAINS = "com|org|net|gov|edu|mil|int|info|cn|uk|eu"
_SUFFIXES = "docx?|xlsx?|pptx?|pdf|csv|txt|rtf|odt|zip|html?|xml|json|png|jpe?g|gif|epub"
_PATH = r"[!#-'*-;=?-Z\\^_a-z~]*[\w/=#&-]"
_ADDRESS = re.compile(
    rf"(?:(?:https?|ftp)://|\bwww\.){_PATH}"
    rf"|(?<![\w.+-])[\w.+-]{{1,64}}@[\w-]+(?:\.[\w-]+)+"
    rf"|(?<![\w.@/-])[A-Za-z0-9-]{{1,63}}(?:\.[A-Za-z0-9-]{{1,63}}){{0,4}}\.(?:{_DOMAINS})(?![\w-]|\.\w)(?:/(?:{_PATH})?)?",
    re.ASCII,
)
_FILE = re.compile(rf"(?<![\w.@/-])[\w-]+(?:\.[\w-]+)*\.(?:{_SUFFIXES})(?![\w-]|\.\w)", re.ASCII)
_CODE = re.compile(
    r"(?<![\w./@%-])(?=[A-Z0-9-]*\d)(?=[A-Z0-9-]*[A-Z])[A-Z0-9]+(?:-[A-Z0-9]+)*(?![\w%-]|\.\w)", re.ASCII
)
_HINTS = {
    _ADDRESS: re.compile(rf"[@.:](?:(?<=@)|(?<=:)//|(?<=www\.)|(?:{_DOMAINS})(?![\w-]))", re.ASCII),
    _FILE: re.compile(rf"\.(?:{_SUFFIXES})(?![\w-])", re.ASCII),
    _CODE: re.compile("[0-9](?:-*+[A-Z]|(?<=[A-Z-].))"),
}
"""What stands wherever the longer pattern fits, and is sooner looked for."""

_ANY_HINT = re.compile(rf"[@.:](?:(?<=@)|(?<=:)//|(?<=www\.)|(?:{_DOMAINS}|{_SUFFIXES})(?![\w-]))", re.ASCII)
_TRANSLATED_FILE = re.compile(rf"[{HAN}）”]\.({_SUFFIXES})(?![A-Za-z])")
_LANGUAGE = re.compile(
    r"(?<![a-z])(?:hl=)?(?:en|zh|cn)(?:[-_](?:us|gb|cn|hans))?(?![a-z])[./]?|[?&]hl=[\w-]+", re.IGNORECASE
)
_ALIKE = 0.5

Literals = Mapping[str, tuple[str, Span]]
"""By what must agree, how it is written and where it stands first."""


@check("accuracy/mistranslation/entity", severity=MAJOR)
def literals(segment: Segment, context: Context) -> Iterator[Issue]:
    """Web and e-mail addresses, names of files and codes of items stand in the target as in the source.

    The text of a link may be translated, and so may the name of a file. An address the source does not have, and one
    that differs only in its language (zh for en), is minor.
    """
    source, target = text(segment.source), _without_notes(segment.target)
    copied = _ANY_HINT.search(source) or _ANY_HINT.search(target)
    for pattern in (_ADDRESS, _FILE) if copied else ():
        if not (_HINTS[pattern].search(source) or _HINTS[pattern].search(target)):
            continue
        wanted, given = _found(pattern, source), _found(pattern, target)
        missing = {key: literal for key, (literal, _at) in wanted.items() if key not in given}
        extra = {key: place for key, place in given.items() if key not in wanted}
        linked = " ".join(_link_texts(segment.source)) if missing else ""
        translated = set(_TRANSLATED_FILE.findall(target)) if missing else set()
        for literal in missing.values():
            near = _nearest(literal, extra)
            if near:
                written, span = extra.pop(near)
                message = _("the source says {source}, the target {target}").format(source=literal, target=written)
                other_language = _without_language(literal) == _without_language(written)
                yield Issue(message, span, literal, severity=MINOR if other_language else None)
            elif literal not in linked and literal.rpartition(".")[2] not in translated:
                yield Issue(_("the target lacks {text}").format(text=literal), suggestion=literal)
        for written, span in extra.values():
            yield Issue(_("the source has no {text}").format(text=written), span, severity=MINOR)
    if _HINTS[_CODE].search(target):
        yield from _codes(source, target)


def _codes(source: str, target: str) -> Iterator[Issue]:
    """Codes of items whose letters differ; where their figures do, the check of figures says so."""
    given = _found(_CODE, target)
    wanted = _found(_CODE, source) if given else {}
    missing = {key: literal for key, (literal, _at) in wanted.items() if key not in given}
    extra = {key: place for key, place in given.items() if key not in wanted}
    for key, (written, span) in extra.items():
        same = [literal for other, literal in missing.items() if _figures(other) == _figures(key)]
        if len(same) == 1:
            message = _("the source says {source}, the target {target}").format(source=same[0], target=written)
            yield Issue(message, span, same[0])


def _figures(code: str) -> str:
    return re.sub(r"\D", "", code)


def _found(pattern: re.Pattern[str], prose: str) -> dict[str, tuple[str, Span]]:
    if not _HINTS[pattern].search(prose):
        return {}
    if pattern is not _ADDRESS and _HINTS[_ADDRESS].search(prose):
        prose = _ADDRESS.sub(lambda found: " " * len(found[0]), prose)
    if pattern is _CODE and _HINTS[_FILE].search(prose):
        prose = _FILE.sub(lambda found: " " * len(found[0]), prose)
    found: dict[str, tuple[str, Span]] = {}
    for each in pattern.finditer(prose):
        found.setdefault(_key(each[0]) if pattern is not _CODE else each[0].replace("-", ""), (each[0], each.span()))
    return found


def _key(literal: str) -> str:
    """What must agree: not http or https, not the case of a host, not a slash at the end."""
    bare = re.sub(r"\A(?:https?|ftp)://", "", literal, flags=re.IGNORECASE).rstrip("/")
    host, slash, path = bare.partition("/")
    return host.casefold() + slash + path


def _without_language(address: str) -> str:
    return _LANGUAGE.sub("", _key(address)).rstrip("/")


def _nearest(literal: str, extra: Literals) -> str:
    """The key of what stands for a literal in the target, most alike; "" if nothing is alike enough."""
    kind = "@" in literal
    scored = [
        (SequenceMatcher(None, literal[:200], written[:200], autojunk=False).ratio(), key)
        for key, (written, _at) in list(extra.items())[:20]
        if ("@" in written) == kind
    ]
    ratio, key = max(scored, default=(0.0, ""))
    return key if ratio >= _ALIKE else ""


def _link_texts(source: Content) -> Iterator[str]:
    inside = 0
    for part in source:
        if isinstance(part, str):
            if inside:
                yield part
        elif part.type == "a":
            inside += {CodeKind.OPEN: 1, CodeKind.CLOSE: -1}.get(part.kind, 0)


def _without_notes(target: Content) -> str:
    """The text of a target, a translator's note blank, as long as it is."""
    shown, noted = "", False
    if len(target) == 1 and isinstance(target[0], str):
        return target[0]
    for part in target:
        if isinstance(part, str):
            shown += " " * len(part) if noted else part
        elif part.type == "tn":
            noted = part.kind is CodeKind.OPEN
    return shown
