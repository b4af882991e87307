"""Language tags as tools write them: `EN-us`, `zh_CN`, `zh-Hans-CN`."""

from __future__ import annotations

_TRADITIONAL = {"hant", "tw", "hk", "mo"}


def _subtags(tag: str) -> list[str]:
    return tag.strip().lower().replace("_", "-").split("-")


def is_english(tag: str) -> bool:
    """Whether a tag names English of any country."""
    return _subtags(tag)[0] in ("en", "eng")


def is_simplified(tag: str) -> bool:
    """Whether a tag names Chinese that is not said to be Traditional; `zh` alone is Simplified."""
    language, *rest = _subtags(tag)
    return language in ("zh", "zho", "chi", "cmn") and ("hans" in rest or not _TRADITIONAL.intersection(rest))


def is_traditional(tag: str) -> bool:
    """Whether a tag names Chinese said to be Traditional."""
    return _subtags(tag)[0] in ("zh", "zho", "chi", "cmn") and not is_simplified(tag)
