"""Every reader on damaged files: a result or one sentence, soon; no other exception (law 8).

PUBPIPE_FUZZ_EXAMPLES is how many files a format are tried (a few in CI); with PUBPIPE_FUZZ_OUTSIDE small outside
documents are damaged too.
"""

from __future__ import annotations

import os
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pubpipe.errors import Unreadable
from pubpipe.formats import Format, format_of
from pubpipe.model import Content
from tests.formats.mutations import NAMES, Mutation, mutated
from tests.formats.seeds import seeds
from tests.limits import limited

EXAMPLES = int(os.environ.get("PUBPIPE_FUZZ_EXAMPLES", "0")) or 300
LONGEST = 10.0
"""Seconds of processor time one damaged file may take."""

FORMATS = [".docx", ".pptx", ".xlsx", ".odt", ".epub", ".html", ".md", ".csv", ".txt", ".srt"]
NUMBER = st.integers(0, 2**16)


def damaged(suffix: str) -> st.SearchStrategy[tuple[int, list[Mutation]]]:
    """Which seed, and what is done to it."""
    package = seeds(suffix)[0].startswith(b"PK")
    mutation = st.tuples(st.sampled_from(NAMES[package]), NUMBER, NUMBER)
    return st.tuples(st.integers(0, len(seeds(suffix)) - 1), st.lists(mutation, min_size=1, max_size=5))


def translated(content: Content) -> Content:
    """Text in Han, codes in reverse, the first one doubled."""
    codes = [part for part in content if not isinstance(part, str)]
    return ("译文。", *reversed(codes), *codes[:1], "<&>*[x](y)|,\"'")


def tried(action: Callable[[], object]) -> str:
    """The sentence an action refuses with, or ""."""
    try:
        action()
    except Unreadable as error:
        sentence = str(error)
        assert sentence
        assert "\n" not in sentence
        return sentence
    return ""


def survive(kind: Format, source: bytes) -> None:
    """Every use of a reader ends with a result or a sentence; what is read can be merged, and that read again."""
    tried(lambda: list(kind.scan(source)))
    tried(lambda: kind.prepare(source))
    if tried(lambda: kind.read(source)):
        assert tried(lambda: kind.merge(source, {}))
        return
    document = kind.read(source)
    list(document.ledger)
    assert kind.merge(source, {}) == source
    merged: list[bytes] = []
    targets = {unit.id: translated(unit.content) for unit in document.units}
    if not tried(lambda: merged.append(kind.merge(source, targets))):
        assert tried(lambda: kind.read(merged[0])) == ""


@pytest.mark.parametrize("suffix", FORMATS)
def test_a_result_or_one_sentence(suffix: str) -> None:
    kind = format_of(f"file{suffix}")

    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        database=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example],
    )
    @given(damaged(suffix))
    def every_file(chosen: tuple[int, list[Mutation]]) -> None:
        seed, mutations = chosen
        with limited(LONGEST):
            survive(kind, mutated(seeds(suffix)[seed], mutations))

    every_file()
