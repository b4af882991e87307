"""Work without pauses: the collector of garbage is as it was before, whatever happens in between."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from threading import Barrier, Thread

import pytest

from pubpipe.calm import calm


@pytest.fixture(autouse=True)
def as_it_was() -> Iterator[None]:
    """Collecting before and after each test."""
    gc.enable()
    yield
    gc.enable()


def test_blocks_in_blocks() -> None:
    with calm():
        with calm():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()


def test_an_error_ends_it() -> None:
    with pytest.raises(ValueError, match="damaged"), calm():
        raise ValueError("damaged")
    assert gc.isenabled()


def test_who_collects_nothing_goes_on_so() -> None:
    gc.disable()
    with calm():
        assert not gc.isenabled()
    assert not gc.isenabled()


def test_the_last_thread_ends_it() -> None:
    begun, ended = Barrier(2, timeout=10), Barrier(2, timeout=10)

    def work() -> None:
        with calm():
            begun.wait()
            ended.wait()

    thread = Thread(target=work)
    with calm():
        thread.start()
        begun.wait()
    assert not gc.isenabled()
    ended.wait()
    thread.join()
    assert gc.isenabled()


def test_what_others_froze_stays_frozen() -> None:
    gc.freeze()
    frozen = gc.get_freeze_count()
    with calm():
        pass
    assert gc.get_freeze_count() == frozen > 0
    gc.unfreeze()
