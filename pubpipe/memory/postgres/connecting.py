"""Connections to the server, and its faults as one sentence each, never with a password in it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeAlias

from pubpipe.errors import Misused, PubpipeError, Unreadable
from pubpipe.messages import _

if TYPE_CHECKING:
    import psycopg

    Connection: TypeAlias = psycopg.Connection[tuple[Any, ...]]

OLDEST = 14
"""The oldest PostgreSQL that can count the bits of a bit string."""

_SECONDS = 10


def shown(url: str) -> str:
    """What may be said of a URL: host, port and database."""
    parts = _parts(url)
    place = ":".join(str(parts[name]) for name in ("host", "port") if parts.get(name))
    return f"{place or 'localhost'}/{parts.get('dbname') or ''}".rstrip("/")


def _parts(url: str) -> dict[str, Any]:
    import psycopg
    from psycopg.conninfo import conninfo_to_dict

    try:
        return dict(conninfo_to_dict(url))
    except psycopg.Error:
        raise Misused(_("memory.url: not an address of PostgreSQL (postgresql://host/database)")) from None


def connect(url: str) -> Connection:
    """A connection that commits by itself outside of transactions. Raises Unreadable, and Misused for a bad URL."""
    try:
        import psycopg
    except ImportError:
        raise Misused(_("memory.url needs an extra: pip install 'pubpipe[postgres]'")) from None
    parts = {"connect_timeout": _SECONDS, "application_name": "pubpipe", **_parts(url)}
    with faults(url):
        connection: Connection = psycopg.connect(**parts, autocommit=True)
    version = connection.info.server_version // 10_000
    if version < OLDEST:
        connection.close()
        raise Unreadable(
            _("{place}: PostgreSQL {version} is too old: {oldest} or later is needed").format(
                place=shown(url), version=version, oldest=OLDEST
            )
        )
    with faults(url):
        connection.execute(
            "SET search_path = pubpipe, pg_temp; SET jit = off; SET max_parallel_workers_per_gather = 0;"
            "SET client_encoding = 'UTF8'; SET bytea_output = 'hex'"
        )
    return connection


@contextmanager
def faults(url: str) -> Iterator[None]:
    """Whatever the server, or the way to it, refuses becomes one sentence."""
    import psycopg

    try:
        yield
    except PubpipeError:
        raise
    except psycopg.errors.InsufficientPrivilege as error:
        raise Misused(
            _("{place}: the memory forbids this person: {reason}").format(place=shown(url), reason=_reason(error, url))
        ) from None
    except psycopg.Error as error:
        raise Unreadable(
            _("{place}: the memory does not answer: {reason}").format(place=shown(url), reason=_reason(error, url))
        ) from None


def _reason(error: Exception, url: str) -> str:
    """The first line of what was said, without the password should it stand there."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    said = lines[-1] if lines and lines[0].startswith("connection failed") else (lines[0] if lines else "")
    password = _parts(url).get("password")
    for secret in filter(None, (password, url)):
        said = said.replace(str(secret), "…")
    return said
