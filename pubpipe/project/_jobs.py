"""Work on many files: one after the other, or by several processes at once, with the same results in the same order.

Processes are started anew (`spawn`), so that Windows does what Linux does, but where this process is one of those that
work: on Linux the others are then its copies (`fork`) and need not read again what it has read. What all files share
is given to each process once. An interruption is the main process's alone: the others finish the file in hand, which is
written whole or not at all, and begin no other.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

from pubpipe.errors import PubpipeError, Unreadable
from pubpipe.messages import _, language, speak

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor

Shared = TypeVar("Shared")
Task = TypeVar("Task")
Result = TypeVar("Result")

_MOST = 61
"""Processes Windows can wait for."""

_ENDED = object()


class Ended(Unreadable):
    """The process that worked on a task ended without a word; the sentence names no file."""


def each(
    work: Callable[[Shared, Task], Result], shared: Shared, tasks: Sequence[Task], jobs: int = 1, *, here: bool = False
) -> Iterator[Result | PubpipeError]:
    """What `work(shared, task)` gives for each task, or the error it raised, in the order of the tasks.

    `jobs` is how many processes work at once, 0 as many as there are processors. With more than one, `work` is a
    function of a module, and tasks, results and what is shared can be pickled. A task whose process ends without a
    word (it may have taken more memory than there is) gives Ended; the others are done. With `here`, this process is
    one of them, and takes tasks from the end; all are done before the first is given.
    """
    count = min(jobs or processors(), len(tasks), _MOST)
    if count <= 1:
        for task in tasks:
            yield _done(work, shared, task)
        return
    done: dict[int, Any] = {}
    copied = here and _is_copied()
    if copied:
        done[len(tasks) - 1] = _done(work, shared, tasks[-1])
    with _pool(count - here, shared, copied) as pool:
        with _undisturbed():
            futures = [pool.submit(_done_there, work, task) for task in tasks[: len(tasks) - len(done)]]
        if here:
            done |= _done_here(work, shared, tasks, futures)
        for index, task in enumerate(tasks):
            result = done[index] if index in done else _result(futures[index])
            yield _alone(work, shared, task) if result is _ENDED else result


def beside(work: Callable[[], Result], jobs: int = 0) -> Callable[[], Result]:
    """Begin a piece of work beside what comes next; what is given waits for its result, or raises its error.

    On Linux a copy of this process does it, unless `jobs` is 1. Elsewhere, and where the copy ends without a word, it
    is done when its result is asked for.
    """
    if jobs == 1 or processors() == 1 or not _is_copied():
        return work
    reading, writing = os.pipe()
    copy = os.fork()
    if not copy:
        _as_copy(work, writing)
    os.close(writing)

    def result() -> Result:
        import pickle

        with os.fdopen(reading, "rb") as pipe:
            told = pipe.read()
        os.waitpid(copy, 0)
        if not told:
            return work()
        found: Result | PubpipeError = pickle.loads(told)
        if isinstance(found, PubpipeError):
            raise found
        return found

    return result


def _as_copy(work: Callable[[], object], writing: int) -> NoReturn:
    """Tell what the work gives, or its error, and end."""
    import pickle

    try:
        try:
            found = work()
        except PubpipeError as error:
            found = error
        with os.fdopen(writing, "wb") as pipe:
            pipe.write(pickle.dumps(found))
    finally:
        os._exit(0)


def processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def worthwhile(jobs: int, paths: Iterable[Path], share: int) -> int:
    """`jobs`; for 0, how many processes are worth starting: one for each `share` of bytes in what they work on."""
    size = sum(path.stat().st_size for path in paths if path.is_file())
    return jobs or max(1, min(processors(), size // share))


def _is_copied() -> bool:
    """Whether a process may be a copy of this one: on Linux, while nothing else goes on in it."""
    return sys.platform == "linux" and len([*Path("/proc/self/task").iterdir()]) == 1


def _done_here(
    work: Callable[[Shared, Task], Result], shared: Shared, tasks: Sequence[Task], futures: Sequence[Future[Any]]
) -> dict[int, Any]:
    """The results of the tasks that no other process had begun when this one came to them, by their places."""
    found = {}
    for index in range(len(futures) - 1, -1, -1):
        if not futures[index].cancel():
            break
        found[index] = _done(work, shared, tasks[index])
    return found


def _done(work: Callable[[Shared, Task], Result], shared: Shared, task: Task) -> Result | PubpipeError:
    try:
        return work(shared, task)
    except PubpipeError as error:
        return error


def _result(future: Future[Any]) -> Any:
    """What a task gave; _ENDED where its process ended, or that of another task and with it all of them."""
    from concurrent.futures.process import BrokenProcessPool

    try:
        return future.result()
    except BrokenProcessPool:
        return _ENDED


def _alone(work: Callable[[Shared, Task], Result], shared: Shared, task: Task) -> Any:
    """The task in a process of its own: whoever ends that one is the task that ended all."""
    with _pool(1, shared) as pool:
        with _undisturbed():
            future = pool.submit(_done_there, work, task)
        result = _result(future)
    if result is _ENDED:
        return Ended(_("the process that worked on it ended: it may need too much memory"))
    return result


@contextlib.contextmanager
def _pool(count: int, shared: object, copied: bool = False) -> Iterator[ProcessPoolExecutor]:
    """Processes that share something: copies of this one, or new ones that read it from a file.

    What is handed to a new process itself waits in a pipe, for ever if the process ends before it has read it and
    there is more than the pipe holds.
    """
    import pickle
    import tempfile
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    with tempfile.TemporaryDirectory(prefix="pubpipe-") as folder:
        file = Path(folder, "shared")
        if not copied:
            file.write_bytes(pickle.dumps(shared))
        given = (shared if copied else file, copied, language())
        pool = ProcessPoolExecutor(count, get_context("fork" if copied else "spawn"), _begin, given)
        try:
            yield pool
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


_shared: Any = None
"""What all tasks of this process share."""


def _begin(shared: Any, copied: bool, spoken: str) -> None:
    import pickle

    global _shared
    _shared = shared if copied else pickle.loads(shared.read_bytes())
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    speak(spoken)


def _done_there(work: Callable[[Any, Task], Result], task: Task) -> Result | PubpipeError:
    return _done(work, _shared, task)


@contextlib.contextmanager
def _undisturbed() -> Iterator[None]:
    """Start processes that an interruption does not reach; it waits until they are started."""
    if not hasattr(signal, "pthread_sigmask") or threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
