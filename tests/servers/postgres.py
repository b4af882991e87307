"""A PostgreSQL server for the tests: started here on loopback, from Debian's packages, and stopped here."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

MISSING = "no PostgreSQL server here (apt-get install --no-install-recommends postgresql)"


def programs() -> Path | None:
    """The folder of the server's programs, of the newest version."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[4]))
    return found[-1].parent if found else None


@dataclass(frozen=True)
class Server:
    """A running server; its owner `postgres` needs no password, everybody else one."""

    port: int
    pid: int

    def url(self, person: str = "postgres", password: str = "", database: str = "postgres") -> str:
        """The address for a person."""
        return f"postgresql://{person}{':' * bool(password)}{password}@127.0.0.1:{self.port}/{database}"


@contextlib.contextmanager
def running(*settings: str) -> Iterator[Server]:
    """A server in a folder of its own, as a user who is not root; stopped by its number and removed at the end."""
    folder_of_programs = programs()
    if folder_of_programs is None:
        raise SystemExit(MISSING)
    user = "postgres" if os.geteuid() == 0 else None
    folder = Path(tempfile.mkdtemp(prefix="pubpipe-postgres-"))
    if user:
        shutil.chown(folder, user)
    data = folder / "data"
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    quiet = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    process: subprocess.Popen[bytes] | None = None
    try:
        create = [folder_of_programs / "initdb", "-D", data, "-A", "scram-sha-256", "-U", "postgres", "-E", "UTF8"]
        (folder / "password").write_text("unused\n", "ascii")
        (folder / "password").chmod(0o644)
        create += ["--locale", "C.UTF-8", "--no-sync", f"--pwfile={folder / 'password'}"]
        subprocess.run(create, user=user, cwd=folder, check=True, **quiet)
        allowed = "host all postgres 127.0.0.1/32 trust\nhost all all 127.0.0.1/32 scram-sha-256\n"
        (data / "pg_hba.conf").write_text(allowed, "ascii")
        options = ["-D", data, "-p", str(port), "-c", "listen_addresses=127.0.0.1", "-k", folder]
        for setting in ("fsync=off", *settings):
            options += ["-c", setting]
        process = subprocess.Popen([folder_of_programs / "postgres", *options], user=user, cwd=folder, **quiet)
        ready = [folder_of_programs / "pg_isready", "-q", "-h", "127.0.0.1", "-p", str(port)]
        for _ in range(600):
            if process.poll() is not None:
                raise RuntimeError("the server did not start")
            if subprocess.run(ready, check=False, **quiet).returncode == 0:
                break
            time.sleep(0.1)
        yield Server(port, process.pid)
    finally:
        if process is not None and process.poll() is None:
            process.send_signal(signal.SIGINT)
            try:
                process.wait(30)
            except subprocess.TimeoutExpired:
                process.send_signal(signal.SIGQUIT)
                process.wait()
        shutil.rmtree(folder, ignore_errors=True)
