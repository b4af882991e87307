"""Every answer that was paid for, a line each, written before anything else is done with it."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from pubpipe.catalog import Job
from pubpipe.errors import Misused
from pubpipe.messages import _

_NAMES = ("asked", "target", "objection")


@dataclass(frozen=True, slots=True)
class Answer:
    """What a machine made of a job; `objection` is why it cannot be taken, "" if it can."""

    target: str
    objection: str = ""


class Journal:
    """The answers of a file, by what was asked; a line that broke off in a crash is passed over."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._answers: dict[str, list[Answer]] = {}
        for line in self._lines():
            self._answers.setdefault(line["asked"], []).append(Answer(line["target"], line["objection"]))

    def _lines(self) -> Iterator[dict[str, str]]:
        try:
            data = self._path.read_bytes()
        except FileNotFoundError:
            return
        except OSError as error:
            raise Misused(
                _("{file}: cannot be read: {reason}").format(file=self._path, reason=error.strerror)
            ) from None
        for line in data.decode("utf-8", "replace").split("\n"):
            try:
                found = json.loads(line)
            except ValueError:
                continue
            if isinstance(found, dict) and all(
                isinstance(found.get(name), str) for name in ("asked", "target", "objection")
            ):
                yield found

    def answers(self, asked: str) -> list[Answer]:
        """What was answered before, in order."""
        return self._answers.get(asked, [])

    def add(self, answers: dict[str, Answer], usage: dict[str, int]) -> None:
        """Write answers down, on the disk when this returns."""
        lines = ""
        for asked, answer in answers.items():
            self._answers.setdefault(asked, []).append(answer)
            line = {"asked": asked, "target": answer.target, "objection": answer.objection}
            lines += json.dumps(line) + "\n"
        if usage:
            lines += json.dumps({"usage": usage}) + "\n"
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with self._path.open("ab") as file:
                if file.tell() and not self._ends_well():
                    file.write(b"\n")
                file.write(lines.encode())
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            reason = error.strerror
            raise Misused(_("{file}: cannot be written: {reason}").format(file=self._path, reason=reason)) from None

    def _ends_well(self) -> bool:
        with self._path.open("rb") as file:
            file.seek(-1, os.SEEK_END)
            return file.read() == b"\n"


def asked(job: Job, name: str, model: str, request: dict[str, Any]) -> str:
    """What names a question: the engine, the model, and all that the machine is told of the sentence."""
    told = json.dumps([name, model, request], sort_keys=True)
    return sha256(f"{told}\0{job.source}".encode("utf-8", "surrogatepass")).hexdigest()[:32]
