"""Jobs: one JSON object a line, a sentence each, for any outside translator or model.

    {"id": "city/01.docx:2.1/p3@5d41402a", "source": "The <b1>council</b1> meets.", "role": "paragraph",
     "place": "city/01.docx:2.1/p3", "before": "…", "after": "…", "terms": [{"source": "council", "target": "市议会"}],
     "codes": ["<b1>", "</b1>"], "job": 1, "jobs": 340, "target": null}

What must come back is `id` and `target`, in any order; `engine` may say who wrote it. Only sentences without a
translation are sent, each entry once. An answer is verified (codes, figures, script, English left standing) and enters
as fuzzy; what does not hold is named, and the rest goes in.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from pubpipe.catalog import Job, job_id
from pubpipe.errors import Unreadable
from pubpipe.exchange._base import base
from pubpipe.exchange._values import Options, Returned, Sentence, Sheet
from pubpipe.messages import _
from pubpipe.model import State

SUFFIXES = (".jsonl", ".ndjson")

ORIGIN = "jobs"
_EMPTY = base("", State.UNTRANSLATED)


def write(sheets: Sequence[Sheet], options: Options) -> bytes:
    """A line for each sentence without a translation."""
    jobs = wanted(sheets)
    lines = (
        json.dumps({**line(job), "job": number, "jobs": len(jobs), "target": None}, ensure_ascii=False)
        for number, job in enumerate(jobs, start=1)
    )
    return "".join(f"{each}\n" for each in lines).encode("utf-8", "replace")


def wanted(sheets: Sequence[Sheet]) -> list[Job]:
    """The sentences without a translation, each entry once."""
    found: dict[tuple[str, str, str], Sentence] = {}
    for sheet in sheets:
        for sentence in sheet.sentences:
            if sentence.state is State.UNTRANSLATED:
                found.setdefault((sheet.name, sentence.context, sentence.source), sentence)
    return [
        Job(
            id=job_id(sentence.place, sentence.source),
            source=sentence.source,
            role=sentence.role,
            place=sentence.place,
            before=sentence.before,
            after=sentence.after,
            terms=sentence.terms,
        )
        for sentence in found.values()
    ]


def line(job: Job) -> dict[str, Any]:
    """A job as JSON knows it."""
    return {
        "id": job.id,
        "source": job.source,
        "role": job.role,
        "place": job.place,
        "before": job.before,
        "after": job.after,
        "terms": [{"source": english, "target": chinese} for english, chinese in job.terms],
        "codes": list(job.codes),
    }


def read(data: bytes) -> Iterator[Returned]:
    """The answers, each id once; a line that is none is refused by its number.

    Raises Unreadable for what is no text.
    """
    try:
        lines = data.decode("utf-8-sig").split("\n")
    except UnicodeDecodeError as error:
        raise Unreadable(_("not UTF-8 text: byte {place}").format(place=error.start)) from None
    answers: dict[str, str] = {}
    expected = 0
    for number, text in enumerate(lines, start=1):
        if not text.strip():
            continue
        answer = _answer(text)
        if isinstance(answer, str):
            yield Returned("", text.strip()[:80], refusal=_("line {line}: {reason}").format(line=number, reason=answer))
            continue
        jobs = answer.get("jobs")
        expected = max(expected, jobs if isinstance(jobs, int) else 0)
        name, target = answer["id"], answer.get("target") or ""
        place, _at, digest = name.rpartition("@")
        engine = answer.get("engine")
        origin = f"machine: {engine}" if isinstance(engine, str) and engine else ORIGIN
        if name not in answers:
            answers[name] = target
            yield Returned("", target, place, State.FUZZY, _EMPTY, digest=digest, origin=origin)
        elif answers[name] != target:
            yield Returned("", target, place, refusal=_("line {line}: this id came back twice").format(line=number))
    if expected > len(answers):
        missing = expected - len(answers)
        yield Returned("", "", refusal=_("{count} of {all} jobs did not come back").format(count=missing, all=expected))


def _answer(text: str) -> dict[str, Any] | str:
    """The object of a line, or why it is none."""
    try:
        answer = json.loads(text)
    except (ValueError, RecursionError):
        return _("not a JSON object")
    if not isinstance(answer, dict):
        return _("not a JSON object")
    if not isinstance(answer.get("id"), str):
        return _("no id")
    if not isinstance(answer.get("target"), str | None):
        return _("its target is no text")
    return answer
