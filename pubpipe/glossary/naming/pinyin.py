"""Chinese names in pinyin, whose characters nobody can know from the sound."""

from __future__ import annotations

import re

from pubpipe.glossary.naming.vocabulary import sets

_SYLLABLE = (
    r"(?:[bpmf]?(?:a|o|e|i|u|ai|ei|ao|ou|an|en|ang|eng|in|ing|iao|ie|ian|iu)|[dtnl](?:a|e|i|u|ai|ei|ao|ou|an|en|ang|eng|"
    r"ong|ie|iao|iu|ian|in|ing|uo|ui|uan|un|ia|iang|v|ve|ue)|[gkh](?:a|e|u|ai|ei|ao|ou|an|en|ang|eng|ong|ua|uo|uai|ui|uan|"
    r"un|uang)|[jqx](?:i|ia|ie|iao|iu|ian|in|iang|ing|iong|u|ue|uan|un)|(?:zh|ch|sh|[rzcs])(?:a|e|i|u|ai|ei|ao|ou|an|en|"
    r"ang|eng|ong|ua|uo|uai|ui|uan|un|uang)|y(?:a|e|i|o|u|ao|ou|an|in|ang|ing|ong|ue|uan|un)|w(?:a|o|u|ai|ei|an|en|ang|"
    r"eng)|er)"
)
_GIVEN = re.compile(rf"{_SYLLABLE}(?:['’-]?{_SYLLABLE})?", re.IGNORECASE)


def is_pinyin(name: str) -> bool:
    """Whether a name is a Chinese person's in pinyin: Wang Xiaoming, Xiaoming Wang."""
    parts = name.split()
    if len(parts) not in (2, 3):
        return False
    family, *given = parts
    if family not in sets()["surnames"]:
        family, given = parts[-1], parts[:-1]
    return family in sets()["surnames"] and all(_GIVEN.fullmatch(part) for part in given)
