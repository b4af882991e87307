"""Machines that translate, as helpers: whatever they write is verified, enters as fuzzy and waits for a person.

An engine is one file (or a plug-in of the entry-point group `pubpipe.engines`) with two functions:

    request(tasks, settings) -> dict          what would be sent for some sentences: also what a dry run shows
    ask(tasks, settings, key) -> Reply        send it, once, and read the answer; raises Busy, Garbled or Refused

The room does the rest the same way for all (`translate`): some sentences at a time, no more requests a minute than
allowed, again after a fault, each answer written into a journal before anything else is done with it, so that nothing
is paid for twice. A key comes from the environment and goes nowhere but to its engine.

translate, remaining      ask for the translation of sentences; what would be asked first
Journal                   the answers there are already
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any, Protocol, cast

from pubpipe.errors import Misused, PubpipeError
from pubpipe.messages import _
from pubpipe.registry import offers

if TYPE_CHECKING:
    from pubpipe.catalog import Job
    from pubpipe.engines._asking import Outcome, remaining, translate
    from pubpipe.engines._journal import Journal

__all__ = [
    "Busy",
    "Engine",
    "EngineSettings",
    "Garbled",
    "Journal",
    "Outcome",
    "Reply",
    "Task",
    "engine",
    "remaining",
    "translate",
]


@dataclass(frozen=True, slots=True)
class EngineSettings:
    """`[engine]`: where the machine is and how it may be used.

    `key_variable` names the environment variable that holds the key; `batch` is sentences a request, `attempts` how
    often a sentence, or a request that failed, is tried; `timeout` is in seconds.
    """

    url: str = ""
    model: str = ""
    key_variable: str = "PUBPIPE_ENGINE_KEY"
    batch: int = 10
    requests_per_minute: int = 60
    attempts: int = 3
    timeout: int = 60
    instructions: str = ""


@dataclass(frozen=True, slots=True)
class Task:
    """A sentence in a request. `number` names it there; `objection` is why its last answer was refused, if one was."""

    number: int
    job: Job
    objection: str = ""


@dataclass(frozen=True, slots=True)
class Reply:
    """The translations a machine gave, by number of the task; how much it counted, by its own names."""

    targets: Mapping[int, str]
    usage: Mapping[str, int] = field(default_factory=dict)


class Busy(PubpipeError):
    """The engine cannot answer now; `seconds` is how long it asks to be left alone, if it says."""

    def __init__(self, sentence: str, seconds: float | None = None) -> None:
        super().__init__(sentence)
        self.seconds = seconds


class Garbled(PubpipeError):
    """The engine answered, but not what was asked for; `cut` says that the answer was too long for it."""

    def __init__(self, sentence: str, cut: bool = False) -> None:
        super().__init__(sentence)
        self.cut = cut


class Engine(Protocol):
    """What a file of this room offers."""

    def request(self, tasks: Sequence[Task], settings: EngineSettings) -> dict[str, Any]:
        """What would be sent."""

    def ask(self, tasks: Sequence[Task], settings: EngineSettings, key: str) -> Reply:
        """Send it and read the answer."""


def engine(name: str) -> Engine:
    """An engine by its name. Raises Misused, naming those there are."""
    known: dict[str, ModuleType] = offers("engines")
    if name not in known:
        raise Misused(_("no such engine: {engine}; known are {known}").format(engine=name, known=", ".join(known)))
    return cast(Engine, known[name])


_WHERE = {"Journal": "_journal", "Outcome": "_asking", "remaining": "_asking", "translate": "_asking"}


def __getattr__(name: str) -> Any:
    """What asks is imported when it is first used: every project reads the settings."""
    if name not in _WHERE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_WHERE[name]}"), name)
