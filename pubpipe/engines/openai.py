"""An endpoint that speaks OpenAI's chat completions (`POST …/chat/completions`): a service, or a model on this machine.

What is sent of a book are the sentences, their neighbours, their role and the approved Chinese of the terms in them:
no file, no name of one, no place. The key goes into one header and nowhere else; redirects are not followed, and an
address that is not this machine's must be https.
"""

from __future__ import annotations

import http.client
import json
import re
import urllib.error
import urllib.request
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from pubpipe.engines import Busy, EngineSettings, Garbled, Reply, Task
from pubpipe.errors import Misused, Refused
from pubpipe.messages import _

INSTRUCTIONS = """\
You translate training materials and textbooks in city and county management from English into Simplified Chinese, as a
professional translator for a Chinese university press would.
You are given a JSON array of segments. Translate "source" of each; "before" and "after" are its neighbours, for context
only. "role" says what it is (heading, cell, paragraph ...).
- Every code such as <b1>, </b1> or <fn2/> of the source stands in the translation exactly once, around or at the words
  it belongs to. Add no other code.
- Every number, date, amount and unit keeps its value.
- Where "terms" names the Chinese of an English term, use exactly that.
- Chinese punctuation; no Traditional characters; no notes, no explanations.
- "objection" says why an earlier translation of the segment was refused: do not repeat the mistake.
Answer with a JSON object: {"translations": [{"id": 1, "target": "..."}, ...], one for each segment."""

LARGEST = 16 * 1024 * 1024
"""Bytes of the largest answer read."""

_HERE = ("localhost", "127.0.0.1", "::1")
_BUSY = (408, 409, 425, 429, 500, 502, 503, 504, 529)
_FENCE = re.compile(r"\A\s*```(?:json)?\s*(.*?)\s*```\s*\Z", re.DOTALL)


def request(tasks: Sequence[Task], settings: EngineSettings) -> dict[str, Any]:
    """The body of the request."""
    segments = []
    for task in tasks:
        job = task.job
        terms = [{"en": english, "zh": chinese} for english, chinese in job.terms]
        told = {"role": job.role, "before": job.before, "after": job.after, "terms": terms, "objection": task.objection}
        given = {name: value for name, value in told.items() if value}
        segments.append({"id": task.number, "source": job.source, **given})
    instructions = "\n".join(filter(None, [INSTRUCTIONS, settings.instructions]))
    return {
        "model": settings.model,
        "temperature": 0,
        "response_format": {"type": "json_object"},
        "messages": [
            {"role": "system", "content": instructions},
            {"role": "user", "content": json.dumps(segments, ensure_ascii=False)},
        ],
    }


def ask(tasks: Sequence[Task], settings: EngineSettings, key: str) -> Reply:
    """One request and its answer.

    Raises Busy where it may be tried again, Garbled where the answer is no answer, Refused where there is no use.
    """
    body = json.dumps(request(tasks, settings), ensure_ascii=False).encode("utf-8", "replace")
    data = _post(_address(settings), body, settings.timeout, key)
    try:
        answer = json.loads(data)
        choice = answer["choices"][0]
        content, cut = choice["message"]["content"], choice.get("finish_reason") == "length"
    except (ValueError, LookupError, TypeError, RecursionError):
        raise Garbled(_("the answer is not what the interface promises")) from None
    usage = answer.get("usage") if isinstance(answer.get("usage"), dict) else {}
    counted = {name: value for name, value in usage.items() if isinstance(value, int)}
    return Reply(_targets(content, cut), counted)


def _targets(content: object, cut: bool) -> dict[int, str]:
    """The translations in the machine's words, by number; a number that came twice counts for nothing."""
    if cut or not isinstance(content, str):
        raise Garbled(_("the answer broke off"), cut=True)
    fenced = _FENCE.match(content)
    try:
        found = json.loads(fenced[1] if fenced else content)
    except (ValueError, RecursionError):
        raise Garbled(_("the answer is no JSON")) from None
    rows = found.get("translations") if isinstance(found, dict) else found
    if not isinstance(rows, list):
        raise Garbled(_("the answer holds no translations"))
    targets: dict[int, str] = {}
    twice: set[int] = set()
    for row in rows:
        number, target = (row.get("id"), row.get("target")) if isinstance(row, dict) else (None, None)
        number = int(number) if isinstance(number, str) and number.isdecimal() and len(number) < 9 else number
        if isinstance(number, int) and isinstance(target, str) and targets.setdefault(number, target) != target:
            twice.add(number)
    return {number: target for number, target in targets.items() if number not in twice}


def _address(settings: EngineSettings) -> str:
    """Where to send it. Raises Misused for an address a key must not be sent to."""
    if not settings.url or not settings.model:
        raise Misused(_("an engine needs engine.url and engine.model in the settings"))
    parts = urlsplit(settings.url)
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in _HERE):
        raise Misused(_("engine.url must begin with https://, or be on this machine: {url}").format(url=settings.url))
    if parts.username or parts.password:
        raise Misused(_("engine.url holds a name or a password; keys come from the environment only"))
    return settings.url.rstrip("/") + "/chat/completions"


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """A key goes where the settings say, and not further."""

    def redirect_request(self, *_about: Any) -> None:
        return None


def _post(url: str, body: bytes, timeout: float, key: str) -> bytes:
    headers = {"Content-Type": "application/json", "Accept": "application/json"}
    if key:
        headers["Authorization"] = f"Bearer {key}"
    sent = urllib.request.Request(url, body, headers, method="POST")
    ways: list[Any] = [_NoRedirect]
    if urlsplit(url).hostname in _HERE:
        ways.append(urllib.request.ProxyHandler({}))
    try:
        with urllib.request.build_opener(*ways).open(sent, timeout=timeout) as response:
            data: bytes = response.read(LARGEST + 1)
    except urllib.error.HTTPError as error:
        with error:
            raise _refusal(error, key) from None
    except TimeoutError:
        raise Busy(_("no answer within {seconds} seconds").format(seconds=timeout)) from None
    except (urllib.error.URLError, http.client.HTTPException, OSError) as error:
        reason = getattr(error, "reason", None) or error
        raise Busy(_("not to be reached: {reason}").format(reason=_hidden(str(reason), key))) from None
    except ValueError:
        raise Refused(_("the key holds a character that cannot be sent")) from None
    if len(data) > LARGEST:
        raise Garbled(_("the answer is too long"))
    return data


def _refusal(error: urllib.error.HTTPError, key: str) -> Busy | Refused:
    """What an HTTP status means."""
    try:
        said = _hidden(" ".join(error.read(20_000).decode("utf-8", "replace").split()), key)[:200]
    except (OSError, http.client.HTTPException):
        said = ""
    sentence = _("the engine answered {status}: {said}").format(status=error.code, said=said)
    if error.code not in _BUSY:
        return Refused(sentence)
    after = error.headers.get("Retry-After", "")
    return Busy(sentence, float(after) if re.fullmatch(r"\d{1,6}(\.\d{1,3})?", after) else None)


def _hidden(text: str, key: str) -> str:
    """A text in which the key cannot be read."""
    return text.replace(key, "…") if key else text
