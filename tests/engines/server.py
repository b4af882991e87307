"""A local server that speaks chat completions, knows every translation, and misbehaves as it is told."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

KEY = "sk-secret-1234567890"

Change = Callable[[list[dict[str, Any]]], object]

CHANGES: dict[str, Change] = {
    "dropped codes": lambda rows: [
        {**row, "target": row["target"].replace("<b1>", "").replace("</b1>", "")} for row in rows
    ],
    "swapped order": lambda rows: rows[::-1],
    "Traditional": lambda rows: [
        {**row, "target": row["target"].replace("议会", "議會").replace("市长", "市長")} for row in rows
    ],
    "wrong number": lambda rows: [{**row, "target": row["target"].replace("3", "8")} for row in rows],
    "missing": lambda rows: rows[:-1],
    "doubled": lambda rows: [*rows, {**rows[0], "target": "别的。"}],
    "numbers as text": lambda rows: [{**row, "id": str(row["id"])} for row in rows],
    "no list": lambda rows: "甲",
    "strange rows": lambda rows: [None, {"id": None}, {"id": 99, "target": "甲"}, *rows],
}
"""What may become of the translations."""


class Server(ThreadingHTTPServer):
    """`faults` are worked off one a request; `requests` are the bodies that came, `keys` their Authorization."""

    daemon_threads = True

    def __init__(self, translations: Mapping[str, str]) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.translations = translations
        self.faults: list[str] = []
        self.requests: list[dict[str, Any]] = []
        self.keys: list[str | None] = []

    def handle_error(self, *_about: object) -> None:
        """A client that did not wait is no news."""

    @property
    def url(self) -> str:
        """What the settings say."""
        return f"http://127.0.0.1:{self.server_address[1]}/v1"

    def sent(self) -> list[list[dict[str, Any]]]:
        """The segments of each request."""
        return [json.loads(body["messages"][1]["content"]) for body in self.requests]

    def sources(self) -> list[list[str]]:
        """The sentences of each request."""
        return [[each["source"] for each in segments] for segments in self.sent()]


class Handler(BaseHTTPRequestHandler):
    """One request, with its fault if it has one."""

    server: Server

    def log_message(self, *_about: object) -> None:
        """Nothing on the terminal."""

    def do_POST(self) -> None:
        """An answer as the published interface promises it, or its opposite."""
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.requests.append(body)
        self.server.keys.append(self.headers["Authorization"])
        fault = self.server.faults.pop(0) if self.server.faults else ""
        if fault.isdecimal():
            said = {"error": {"message": f"no use: {self.headers['Authorization']}"}}
            return self.say(int(fault), json.dumps(said), {"Retry-After": "7"} if fault == "429" else {})
        if fault == "tomorrow":
            return self.say(429, "", {"Retry-After": "86400"})
        if fault == "redirect":
            return self.say(307, "", {"Location": self.server.url + "/elsewhere"})
        if fault == "timeout":
            time.sleep(1.5)
            return self.say(200, "{}")
        if fault == "hang up":
            self.close_connection = True
            return None
        assert self.path == "/v1/chat/completions"
        return self.say(200, self.answer(body, fault))

    def answer(self, body: dict[str, Any], fault: str) -> str:
        segments = json.loads(body["messages"][1]["content"])
        rows: object = [{"id": each["id"], "target": self.server.translations[each["source"]]} for each in segments]
        if fault == "echo":
            rows = [{"id": each["id"], "target": each["source"]} for each in segments]
        if fault in CHANGES:
            rows = CHANGES[fault](rows)  # type: ignore[arg-type]
        content = json.dumps({"translations": rows}, ensure_ascii=False)
        if fault == "truncated":
            content = content[: len(content) // 2]
        if fault == "fenced":
            content = f"```json\n{content}\n```"
        reason = "length" if fault == "too long" else "stop"
        message = {"role": "assistant", "content": None if fault == "no content" else content}
        answer = {
            "id": "chatcmpl-1",
            "object": "chat.completion",
            "created": 0,
            "model": body["model"],
            "choices": [{"index": 0, "message": message, "finish_reason": reason}],
            "usage": {"prompt_tokens": 10, "completion_tokens": 5, "total_tokens": 15},
        }
        return "<html>" if fault == "a page" else json.dumps(answer)

    def say(self, status: int, text: str, headers: Mapping[str, str] | None = None) -> None:
        data = text.encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data)


@contextmanager
def serving(translations: Mapping[str, str]) -> Iterator[Server]:
    """A server on this machine while it is needed."""
    server = Server(translations)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
