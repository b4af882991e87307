"""From a page's blocks to its text, in one walk."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pubpipe.books import Block
from pubpipe.books._epub.blocks import BLOCKS
from pubpipe.books._epub.inlines import INLINES
from pubpipe.books._epub.notes import gathered
from pubpipe.books._epub.pictures import Picture
from pubpipe.books._epub.text import Text
from pubpipe.books._epub.writing import Writing

_WRITERS = {**BLOCKS, **INLINES}


def text(identity: str, blocks: Sequence[Block], pictures: Mapping[str, Picture]) -> Text:
    """What the page of these blocks says; `identity` is its part's id, `pictures` are those that can be shown."""
    writing = Writing(identity, pictures, _WRITERS)
    markup = writing.blocks(list(blocks))
    writing.text.markup = markup + gathered(writing)
    return writing.text
