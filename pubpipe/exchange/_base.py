"""What a PO file held when work left it, in a few letters that travel with the work."""

from __future__ import annotations

from hashlib import sha256

from pubpipe.model import State


def base(target: str, state: State) -> str:
    """The state and a digest of the target: `fuzzy-5d41402a`. Changes in the PO file since can be told by it."""
    return f"{state.value}-{sha256(target.encode('utf-8', 'surrogatepass')).hexdigest()[:8]}"


def state_of(written: str) -> State | None:
    """The state a base tells, None if it is none of ours."""
    name = written.partition("-")[0]
    return State(name) if name in list(State) else None


def holds(written: str, target: str) -> bool:
    """Whether this was the target then."""
    return written.partition("-")[2] == base(target, State.FUZZY).partition("-")[2]
