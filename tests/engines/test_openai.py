"""The engine against a server that misbehaves in every way we have met."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from pubpipe import engines, registry
from pubpipe.catalog import Job
from pubpipe.engines import EngineSettings, engine
from pubpipe.engines._asking import Clock, Outcome, remaining, translate
from pubpipe.engines._journal import Journal
from pubpipe.errors import Misused, Refused
from tests.engines.server import KEY, Server, serving

PAIRS = {
    "The <b1>council</b1> meets in 3 rooms.": "<b1>市议会</b1>在3个房间开会。",
    "The mayor signs it.": "市长签署。",
    "Every resident may speak.": "每位居民均可发言。",
}
JOBS = [Job(f"b/a.docx:1/p{number}@x", source, place=f"b/a.docx:1/p{number}") for number, source in enumerate(PAIRS, 1)]


@dataclass
class Hand:
    """A clock that goes on only where somebody sleeps."""

    time: float = 0.0
    slept: list[float] = field(default_factory=list)

    def clock(self) -> Clock:
        return Clock(lambda: self.time, self.sleep)

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.time += seconds


@pytest.fixture
def server() -> Iterator[Server]:
    with serving(PAIRS) as running:
        yield running


@pytest.fixture
def settings(server: Server) -> EngineSettings:
    return EngineSettings(url=server.url, model="m1", requests_per_minute=6_000, timeout=1)


def run(
    settings: EngineSettings, folder: Path, jobs: list[Job] | None = None, hand: Hand | None = None, key: str = KEY
) -> list[Outcome]:
    journal = Journal(folder / "engine.jsonl")
    clock = (hand or Hand()).clock()
    return list(translate(JOBS if jobs is None else jobs, engine("openai"), "openai", settings, key, journal, clock))


def done(jobs: list[Job] = JOBS) -> list[Outcome]:
    return [Outcome(job, PAIRS[job.source]) for job in jobs]


def by_job(outcomes: list[Outcome]) -> list[Outcome]:
    return sorted(outcomes, key=lambda outcome: JOBS.index(outcome.job))


def test_all_are_asked_in_one_request(server: Server, settings: EngineSettings, tmp_path: Path) -> None:
    assert run(settings, tmp_path) == done()
    assert server.sources() == [list(PAIRS)]
    assert server.keys == [f"Bearer {KEY}"]


@pytest.mark.parametrize("fault", ["swapped order", "fenced", "numbers as text", "strange rows"])
def test_what_can_be_understood_is_understood(
    server: Server, settings: EngineSettings, tmp_path: Path, fault: str
) -> None:
    server.faults = [fault]
    assert (run(settings, tmp_path), len(server.requests)) == (done(), 1)


@pytest.mark.parametrize(
    ("fault", "again"),
    [
        ("dropped codes", [0]),
        ("wrong number", [0]),
        ("Traditional", [0, 1]),
        ("echo", [0, 1, 2]),
        ("missing", [2]),
        ("doubled", [0]),
    ],
)
def test_what_does_not_hold_is_asked_again_by_itself(
    server: Server, settings: EngineSettings, tmp_path: Path, fault: str, again: list[int]
) -> None:
    server.faults = [fault]
    assert by_job(run(settings, tmp_path)) == done()
    assert server.sources()[1:] == [[list(PAIRS)[number]] for number in again]


def test_the_machine_is_told_why(server: Server, settings: EngineSettings, tmp_path: Path) -> None:
    server.faults = ["dropped codes"]
    run(settings, tmp_path)
    assert server.sent()[1][0]["objection"] == "the code <b1> is missing; the code </b1> is missing"


@pytest.mark.parametrize("fault", ["truncated", "too long", "no content", "no list", "a page"])
def test_what_cannot_be_answered_whole_is_asked_in_halves(
    server: Server, settings: EngineSettings, tmp_path: Path, fault: str
) -> None:
    server.faults = [fault]
    assert by_job(run(settings, tmp_path)) == done()
    assert [len(sources) for sources in server.sources()] == [3, 1, 2]


@pytest.mark.parametrize(
    ("fault", "reason"),
    [
        ("echo", "left in English"),
        ("truncated", "the answer is no JSON"),
        ("too long", "the answer broke off"),
        ("no list", "the answer holds no translations"),
        ("a page", "the answer is not what the interface promises"),
        ("missing", "no answer to it"),
    ],
)
def test_after_all_attempts_it_stays_empty_with_the_reason(
    server: Server, settings: EngineSettings, tmp_path: Path, fault: str, reason: str
) -> None:
    server.faults = [fault] * 9
    jobs = [JOBS[1]]
    assert run(settings, tmp_path, jobs) == [Outcome(JOBS[1], reason=reason)]
    assert len(server.requests) == 3
    assert run(settings, tmp_path, jobs) == [Outcome(JOBS[1], reason=reason)]
    assert len(server.requests) == 3


@pytest.mark.parametrize(
    ("faults", "slept"),
    [(["429", "503"], [7.0, 4.0]), (["timeout", "hang up"], [2.0, 4.0]), (["500"], [2.0])],
)
def test_a_busy_engine_is_waited_for(
    server: Server, settings: EngineSettings, tmp_path: Path, faults: list[str], slept: list[float]
) -> None:
    server.faults = list(faults)
    hand = Hand()
    assert run(settings, tmp_path, hand=hand) == done()
    assert [seconds for seconds in hand.slept if seconds >= 1] == slept


@pytest.mark.parametrize(
    ("faults", "sentence"),
    [
        (["503"] * 3, "openai: given up: the engine answered 503: {}"),
        (["hang up"] * 3, "openai: given up: not to be reached: Remote end closed connection without response"),
        (["tomorrow"], "openai: given up: the engine answered 429: "),
        (["401"], "the engine answered 401: {}"),
        (["redirect"], "the engine answered 307: "),
    ],
)
def test_an_engine_that_cannot_go_on_is_told_without_the_key(
    server: Server, settings: EngineSettings, tmp_path: Path, faults: list[str], sentence: str
) -> None:
    server.faults = list(faults)
    with pytest.raises(Refused) as refused:
        run(settings, tmp_path)
    assert str(refused.value) == sentence.format('{"error": {"message": "no use: Bearer …"}}')
    assert len(server.requests) == len(faults)


def test_nothing_is_paid_for_twice_after_a_crash(server: Server, settings: EngineSettings, tmp_path: Path) -> None:
    one = replace(settings, batch=1)
    journal = Journal(tmp_path / "engine.jsonl")
    outcomes = translate(JOBS, engine("openai"), "openai", one, KEY, journal, Hand().clock())
    assert next(outcomes) == done()[0]  # and here the process dies
    with (tmp_path / "engine.jsonl").open("ab") as file:
        file.write(b'{"asked": "0123')
    assert by_job(run(one, tmp_path)) == done()
    assert server.sources() == [[source] for source in PAIRS]
    assert run(one, tmp_path) == done()
    assert len(server.requests) == 3


def test_another_model_or_another_neighbour_is_another_question(
    server: Server, settings: EngineSettings, tmp_path: Path
) -> None:
    run(settings, tmp_path)
    run(replace(settings, model="m2"), tmp_path)
    run(settings, tmp_path, [replace(JOBS[0], before="Another."), *JOBS[1:]])
    assert [len(sources) for sources in server.sources()] == [3, 3, 1]


def test_the_same_question_is_asked_once(server: Server, settings: EngineSettings, tmp_path: Path) -> None:
    twice = [JOBS[1], replace(JOBS[1], id="other", place="b/a.docx:9/p9")]
    assert run(settings, tmp_path, twice) == [Outcome(job, PAIRS[job.source]) for job in twice]
    assert server.sources() == [[JOBS[1].source]]


def test_no_more_requests_a_minute_than_allowed(server: Server, settings: EngineSettings, tmp_path: Path) -> None:
    hand = Hand()
    run(replace(settings, batch=1, requests_per_minute=20), tmp_path, hand=hand)
    assert hand.slept == [3.0, 3.0]


def test_only_what_is_needed_is_sent(settings: EngineSettings, tmp_path: Path) -> None:
    job = Job(
        "secret-book/a.docx:1/p1@x",
        "The council.",
        "cell",
        "secret-book/a.docx:1/p1",
        "Before.",
        "",
        (("council", "市议会"),),
    )
    journal = Journal(tmp_path / "engine.jsonl")
    (tasks,) = remaining([job], engine("openai"), "openai", settings, journal)
    body = engine("openai").request(tasks, settings)
    assert json.loads(body["messages"][1]["content"]) == [
        {
            "id": 1,
            "source": "The council.",
            "role": "cell",
            "before": "Before.",
            "terms": [{"en": "council", "zh": "市议会"}],
        }
    ]
    assert "secret-book" not in json.dumps(body)
    assert list(tmp_path.iterdir()) == []


def test_the_journal_holds_no_key(server: Server, settings: EngineSettings, tmp_path: Path) -> None:
    run(settings, tmp_path)
    assert KEY not in (tmp_path / "engine.jsonl").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"url": ""}, "an engine needs engine.url and engine.model in the settings"),
        ({"model": ""}, "an engine needs engine.url and engine.model in the settings"),
        (
            {"url": "http://example.org/v1"},
            "engine.url must begin with https://, or be on this machine: http://example.org/v1",
        ),
        (
            {"url": "https://me:word@localhost/v1"},
            "engine.url holds a name or a password; keys come from the environment only",
        ),
    ],
)
def test_addresses_a_key_must_not_go_to(
    settings: EngineSettings, tmp_path: Path, given: dict[str, str], sentence: str
) -> None:
    with pytest.raises(Misused) as refused:
        run(replace(settings, **given), tmp_path)  # type: ignore[arg-type]
    assert str(refused.value) == sentence


def test_a_key_that_cannot_be_sent_is_not_shown(settings: EngineSettings, tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"^the key holds a character that cannot be sent$"):
        run(settings, tmp_path, key="two\nlines")


def test_a_proxy_is_not_told_what_stays_on_this_machine(
    server: Server, settings: EngineSettings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    assert run(settings, tmp_path) == done()


ANOTHER = '''"""Capitals."""

from pubpipe.engines import Reply


def request(tasks, settings):
    """The sentences."""
    return {"sources": [task.job.source for task in tasks]}


def ask(tasks, settings, key):
    """What it knows."""
    return Reply({task.number: "市长签署。" for task in tasks})
'''


def test_one_file_adds_an_engine(settings: EngineSettings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "parrot.py").write_text(ANOTHER, encoding="utf-8")
    monkeypatch.setattr(engines, "__path__", [*engines.__path__, str(tmp_path)])
    registry.offers.cache_clear()
    journal = Journal(tmp_path / "engine.jsonl")
    outcomes = list(translate([JOBS[1]], engine("parrot"), "parrot", settings, "", journal, Hand().clock()))
    registry.offers.cache_clear()
    sys.modules.pop("pubpipe.engines.parrot")
    assert outcomes == done([JOBS[1]])


def test_unknown_engines_are_refused_with_those_there_are() -> None:
    with pytest.raises(Misused, match=r"^no such engine: deep; known are openai$"):
        engine("deep")
