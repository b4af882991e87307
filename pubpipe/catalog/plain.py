"""Entries as nearly all are, read and written without polib: each text on one line, nothing obsolete, no plural.

What is read or written here is what polib would read or write; all else is left to it.
"""

from __future__ import annotations

import re
from urllib.parse import unquote

from pubpipe.model import Entry

_STRING = r'"([^"\\\n]*(?:\\.[^"\\\n]*)*)"'
_BLOCK = re.compile(
    r"((?:# (?=\S).*(?<=\S)\n)*)"
    r"((?:#\. (?=\S).*(?<=\S)\n)*)"
    r"((?:#: (?=\S).*(?<=\S)\n)*)"
    r"(?:#, (?=\S)(.*)(?<=\S)\n)?"
    rf"(?:#\| msgctxt {_STRING}\n)?(?:#\| msgid {_STRING}\n)?"
    rf'(?:msgctxt {_STRING}\n)?msgid (?!""){_STRING}\nmsgstr {_STRING}'
)
_ESCAPED = re.compile(r'\\([\\ntrvbf"])')
_MEANT = {"n": "\n", "t": "\t", "r": "\r", "v": "\v", "b": "\b", "f": "\f"}
_OLD = "(?:#~ ?)?"
_TEXT = rf'[ \t].*(?:\n{_OLD}".*)*'
_APART = re.compile(
    rf"(?:#(?:[^~\n].*|~\|.*)?\n)*(?:{_OLD}msgctxt{_TEXT}\n)?{_OLD}msgid{_TEXT}"
    rf"(?:\n{_OLD}msgid_plural{_TEXT})?(?:\n{_OLD}msgstr(?:\[\d\])?{_TEXT})+"
)
"""An entry whole in itself, which polib reads as one wherever it stands."""
_ODD = ("\u2068", "\0")


def plain_entry(block: str) -> Entry | None:
    """The entry that stands in these lines, if they are as all our own are."""
    found = _BLOCK.fullmatch(block)
    if found is None:
        return None
    comment, notes, places, flags, *texts = found.groups("")
    previous_context, previous, context, source, target = map(_unescaped, texts) if "\\" in block else texts
    standing = places[3:-1].replace("\n#: ", " ").split()
    return Entry(
        source,
        target,
        context,
        previous,
        previous_context,
        tuple(dict.fromkeys(filter(None, [flag.strip() for flag in flags.split(",")]))) if flags else (),
        tuple(map(unquote, standing) if "%" in places else standing),
        comment[2:-1].replace("\n# ", "\n"),
        tuple(notes[3:-1].split("\n#. ")) if notes else (),
    )


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(lambda found: _MEANT.get(found[1], found[1]), text)


def separated(text: str) -> tuple[list[Entry | None], str] | None:
    """The entries of a PO file, None for each that is not plain, and the lines of those; the first is the header.

    None where a file cannot be taken apart at its empty lines.
    """
    if any(each in text for each in _ODD):
        return None
    first, *blocks = text.strip("\n").split("\n\n")
    entries = [plain_entry(block) for block in blocks]
    rest = [first, *(block for block, entry in zip(blocks, entries, strict=True) if entry is None)]
    if not all(map(_APART.fullmatch, rest)) or 'msgid ""\nmsgstr' not in first:
        return None
    return entries, "\n\n".join(rest) + "\n"


def plain_block(entry: Entry) -> str | None:
    """The lines of an entry, if no text in it needs more than one, nor any character another spelling than itself."""
    if entry.obsolete or entry.previous or entry.previous_context:
        return None
    lines = [f"# {entry.comment}"] if entry.comment else []
    lines += [f"#. {note}" for note in entry.notes]
    if entry.places:
        lines.append("#: " + " ".join(entry.places))
    if entry.flags:
        lines.append("#, " + ", ".join(entry.flags))
    texts = [("msgctxt", entry.context)] if entry.context else []
    for name, text in (*texts, ("msgid", entry.source), ("msgstr", entry.target)):
        if "\\" in text:
            text = text.replace("\\", "\\\\")
        if '"' in text:
            text = text.replace('"', '\\"')
        lines.append(f'{name} "{text}"')
    whole = "\n".join(lines)
    if not "".join(lines).isprintable() or any("%" in place or " " in place for place in entry.places):
        return None
    return whole + "\n"
