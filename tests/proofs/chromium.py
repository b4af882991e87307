"""Pages in a real browser, one after another: what each shows, and what it says to those who cannot see it."""

from __future__ import annotations

import json
import os
import queue
import shutil
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import quote, unquote

TURNER = Path(__file__).with_name("turner.html")
PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
SECONDS_WITHOUT_NEWS = 90
OPTIONS = [
    "--headless=new",
    "--disable-gpu",
    "--disable-extensions",
    "--disable-background-networking",
    "--no-first-run",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]


@dataclass(frozen=True, slots=True)
class Page:
    """What a browser makes of a page: its `innerText`, and its title and the attributes a screen reader speaks."""

    shown: str
    spoken: str


def command() -> str:
    """Chromium's program, or "" where there is none."""
    return next(filter(None, map(shutil.which, PROGRAMS)), "")


def opened(pages: Sequence[str], files: Mapping[str, tuple[str, bytes]]) -> dict[str, Page]:
    """Each page by its address, as the browser shows it; those that do not load are left out.

    `files` are all there is of the world, by address ("/a/page.html"): media type and bytes. No script of a page runs,
    no other host is known.
    """
    told = visited(TURNER, [quote(page) for page in pages], files)
    return {unquote(page["address"]): Page(page["shown"], page["spoken"]) for page in told if page["loaded"]}


def visited(guide: Path, orders: Sequence[Any], files: Mapping[str, tuple[str, bytes]]) -> list[dict[str, Any]]:
    """What a page of ours tells of a world: `guide` is opened there, reads `/pages.json` and sends each thing it saw.

    It ends by sending null.
    """
    seen: queue.Queue[dict[str, Any] | None] = queue.Queue()
    own = {"/": ("text/html", guide.read_bytes()), "/pages.json": ("application/json", json.dumps(orders).encode())}
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler({**files, **own}, seen))
    Thread(target=server.serve_forever, daemon=True).start()
    told = []
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        options = [*OPTIONS, f"--user-data-dir={profile}", *(["--no-sandbox"] if os.geteuid() == 0 else [])]
        browser = subprocess.Popen(
            [command(), *options, f"http://127.0.0.1:{server.server_address[1]}/"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            while (page := seen.get(timeout=SECONDS_WITHOUT_NEWS)) is not None:
                told.append(page)
        finally:
            browser.terminate()
            browser.wait(30)
            server.shutdown()
            server.server_close()
    return told


def _handler(world: Mapping[str, tuple[str, bytes]], seen: queue.Queue[Any]) -> type[BaseHTTPRequestHandler]:
    """What answers the browser: the files of the world, and an ear for what it saw."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            kind, data = world.get(unquote(self.path.partition("?")[0]), ("", b""))
            self.send_response(200 if kind else 404)
            if kind:
                self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def do_POST(self) -> None:
            seen.put(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_arguments: object) -> None:
            pass

    return Handler
