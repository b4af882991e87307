"""What the program says, in the user's language.

Every sentence for a person passes through `_` (or `ngettext`). English is the source; `locale/zh_CN.po` is Chinese.
The language is set once by `speak`; text fixed at import (help texts) is translated when it is shown.
"""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

_language = ""


def speak(language: str) -> None:
    """Choose the language of all messages: "en", "zh", or "" for what the environment says."""
    global _language
    _language = language


def language() -> str:
    """The language messages are in: "en" or "zh"."""
    return _known(_language)


@cache
def _known(chosen: str) -> str:
    """The language of a choice; where there is none, of the environment, which is asked once."""
    for variable in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        chosen = chosen or os.environ.get(variable, "")
    return "zh" if chosen.lower().startswith("zh") else "en"


@cache
def _catalogue() -> dict[str, tuple[str, ...]]:
    import polib

    path = Path(__file__).with_name("locale") / "zh_CN.po"
    entries = polib.pofile(str(path), encoding="utf-8")
    return {
        entry.msgid: (entry.msgstr,) if not entry.msgid_plural else tuple(entry.msgstr_plural.values())
        for entry in entries.translated_entries()
    }


def _(message: str) -> str:
    """The message in the user's language, or itself."""
    return _catalogue().get(message, (message,))[0] if language() == "zh" else message


def ngettext(singular: str, plural: str, count: int) -> str:
    """The form that fits the count; Chinese has one."""
    if language() == "zh":
        return _catalogue().get(singular, (singular if count == 1 else plural,))[0]
    return singular if count == 1 else plural
