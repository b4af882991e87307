"""Units from lists of sentences, as the case files and the properties write them."""

from __future__ import annotations

from collections.abc import Sequence

from pubpipe.model import Segment, Unit


def units(paragraphs: Sequence[Sequence[str]]) -> list[Unit]:
    """A unit a paragraph; `# ` makes a heading, `- ` an item."""
    found = []
    for number, sentences in enumerate(paragraphs, start=1):
        role = {"# ": "heading", "- ": "item"}.get(sentences[0][:2], "paragraph")
        texts = [sentences[0][2:] if role != "paragraph" else sentences[0], *sentences[1:]]
        segments = tuple(Segment((text,)) for text in texts)
        found.append(Unit(f"0/p{number}", role, (" ".join(texts),), int(role == "heading"), segments=segments))
    return found
