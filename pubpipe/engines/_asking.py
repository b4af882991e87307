"""How any engine is asked: some sentences at a time, patiently, and nothing twice."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from pubpipe.catalog import Job, objection
from pubpipe.engines import Busy, Engine, EngineSettings, Garbled, Reply, Task
from pubpipe.engines._journal import Answer, Journal, asked
from pubpipe.errors import Refused
from pubpipe.messages import _

LONGEST_WAIT = 60.0
"""Seconds between two attempts at most, unless the engine asks for more."""

LONGEST_PATIENCE = 600.0
"""Seconds an engine may ask to be left alone."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a job: its translation, or why there is none."""

    job: Job
    target: str = ""
    reason: str = ""


@dataclass(frozen=True)
class Clock:
    """Time, which tests hold in their hands."""

    now: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep


def translate(
    jobs: Sequence[Job],
    engine: Engine,
    name: str,
    settings: EngineSettings,
    key: str,
    journal: Journal,
    clock: Clock | None = None,
) -> Iterator[Outcome]:
    """Ask for each job what the journal does not know; each answer verified, refused ones asked again by themselves.

    Raises Refused where the engine will not work at all (a wrong key, no such model) or is not to be reached after all
    attempts: what was answered until then is in the journal.
    """
    return _Asking(engine, name, settings, key, journal, clock or Clock()).outcomes(jobs)


def remaining(
    jobs: Sequence[Job], engine: Engine, name: str, settings: EngineSettings, journal: Journal
) -> list[list[Task]]:
    """The requests that would be sent first, each with its tasks."""
    return _Asking(engine, name, settings, "", journal, Clock()).requests(jobs)


class _Asking:
    def __init__(
        self, engine: Engine, name: str, settings: EngineSettings, key: str, journal: Journal, clock: Clock
    ) -> None:
        self._engine, self._name, self._settings, self._key = engine, name, settings, key
        self._journal, self._clock = journal, clock
        self._next = 0.0

    def requests(self, jobs: Sequence[Job]) -> list[list[Task]]:
        """What is still to be asked, some sentences a request; those refused before one by one."""
        different = list({self._asked(job): job for job in reversed(jobs)}.values())[::-1]
        fresh = [job for job in different if not self._answers(job)]
        size = max(1, self._settings.batch)
        batches = [self._tasks(fresh[begin : begin + size]) for begin in range(0, len(fresh), size)]
        again = [job for job in different if self._answers(job) and self._open(job)]
        return [*batches, *(self._tasks([job]) for job in again)]

    def outcomes(self, jobs: Sequence[Job]) -> Iterator[Outcome]:
        """Every job's outcome, those already known first."""
        yield from (self._outcome(job) for job in jobs if not self._open(job))
        same: dict[str, list[Job]] = {}
        for job in jobs:
            same.setdefault(self._asked(job), []).append(job)
        for batch in self.requests(jobs):
            self._ask_all([task.job for task in batch])
            yield from (self._outcome(job) for task in batch for job in same[self._asked(task.job)])

    def _ask_all(self, jobs: Sequence[Job]) -> None:
        """Ask until each is answered soundly or has had its attempts; together first, then by themselves."""
        self._send(jobs)
        for job in jobs:
            while self._open(job):
                self._send([job])

    def _send(self, jobs: Sequence[Job]) -> None:
        """One request, and its halves where the machine could not answer it whole."""
        tasks = self._tasks(jobs)
        try:
            reply = self._patiently(tasks)
        except Garbled as error:
            if len(jobs) == 1:
                self._note({jobs[0]: Answer("", str(error))})
                return
            half = len(jobs) // 2
            self._send(jobs[:half])
            self._send(jobs[half:])
            return
        answers = {}
        for task in tasks:
            target = reply.targets.get(task.number, "").strip()
            wrong = objection(task.job.source, target) if task.number in reply.targets else _("no answer to it")
            answers[task.job] = Answer(target, wrong)
        self._note(answers, dict(reply.usage))

    def _patiently(self, tasks: Sequence[Task]) -> Reply:
        """The reply, after as many attempts as are allowed to an engine that is busy."""
        attempt = 1
        while True:
            self._wait_for_turn()
            try:
                return self._engine.ask(tasks, self._settings, self._key)
            except Busy as error:
                if attempt >= max(1, self._settings.attempts):
                    raise Refused(_("{engine}: given up: {reason}").format(engine=self._name, reason=error)) from None
                pause = min(2.0**attempt, LONGEST_WAIT) if error.seconds is None else error.seconds
                if pause > LONGEST_PATIENCE:
                    raise Refused(_("{engine}: given up: {reason}").format(engine=self._name, reason=error)) from None
                self._clock.sleep(pause)
                attempt += 1

    def _wait_for_turn(self) -> None:
        """No more requests a minute than allowed."""
        now = self._clock.now()
        if now < self._next:
            self._clock.sleep(self._next - now)
            now = self._next
        self._next = now + 60.0 / max(1, self._settings.requests_per_minute)

    def _tasks(self, jobs: Sequence[Job]) -> list[Task]:
        tasks = []
        for number, job in enumerate(jobs, start=1):
            answers = self._answers(job)
            tasks.append(Task(number, job, answers[-1].objection if answers else ""))
        return tasks

    def _answers(self, job: Job) -> list[Answer]:
        return self._journal.answers(self._asked(job))

    def _asked(self, job: Job) -> str:
        request = self._engine.request([Task(1, job)], self._settings)
        return asked(job, self._name, self._settings.model, request)

    def _note(self, answers: dict[Job, Answer], usage: dict[str, int] | None = None) -> None:
        self._journal.add({self._asked(job): answer for job, answer in answers.items()}, usage or {})

    def _open(self, job: Job) -> bool:
        """Whether it is still to be asked: no sound answer, and attempts left."""
        answers = self._answers(job)
        return all(answer.objection for answer in answers) and len(answers) < max(1, self._settings.attempts)

    def _outcome(self, job: Job) -> Outcome:
        answers = self._answers(job)
        sound = next((answer for answer in answers if not answer.objection), None)
        return Outcome(job, sound.target) if sound else Outcome(job, reason=answers[-1].objection)
