"""`[memory]`: what a project sets about offers."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Penalties:
    """`[memory.penalties]`: percent taken off an offer for what makes it less sure.

    `unsigned` where nobody signed it, `project` for one of another project, `machine` for one an engine wrote, `role`
    for one of another role (a heading's for a paragraph), `gone` for a sentence that stands in no text any more.
    """

    unsigned: int = 0
    project: int = 3
    machine: int = 10
    role: int = 1
    gone: int = 1


@dataclass(frozen=True, slots=True)
class MemorySettings:
    """`[memory]`: how alike a sentence must be to be offered, and which offers need nobody's eye.

    `threshold` is in percent, 50 to 100, for `fill`. With `accept_signed`, an exact match of the same role that
    somebody signed enters as translated even where its neighbours differ; otherwise only a match in context does.

    With `url` (postgresql://host/database) the memory is the office's, in PostgreSQL; `project` is what this project is
    called there, its folder's name where that is "". A password belongs into ~/.pgpass or PGPASSWORD.
    """

    threshold: int = 75
    accept_signed: bool = False
    penalties: Penalties = Penalties()
    url: str = ""
    project: str = ""
