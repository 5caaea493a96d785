"""Reading many files at once: an executor takes the bytes of each, and what is found comes back in the order of asking.

Processes on this machine and workers of a dask.distributed cluster are the same `concurrent.futures.Executor`. They are
sent bytes and share no folder. A worker that dies takes no article with it: what it had begun is read again, each alone,
and the one that kills its worker again is named and left out.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor
from typing import Any, NamedTuple

from dateline.article import Given
from dateline.pipeline.readings import Frame, frames_of
from dateline.problem import Problem

LIMIT_S = 120  # CPU seconds for one file; a book of a million words takes 20
_WALL_S = 1200  # seconds in all, for what does not look at its watch
_AHEAD = 4  # files a worker that are under way, so that none waits for the next
_DIED = Problem("worker-died", "the process that read this file ended, twice", "import the file alone, without --jobs, to see why; the others were read")


class Job(NamedTuple):
    """A file to be read."""

    data: bytes
    digest: str
    name: str
    given: Given
    outlets: Mapping[str, str]


class TooSlowError(Exception):
    """A file took longer than any article does."""


class Here(Executor):
    """An executor in this process: what is asked for is done at once."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """A future that is done."""
        future: Future[Any] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:  # noqa: BLE001  (an executor hands over whatever was raised)
            future.set_exception(error)
        return future


class Crew(NamedTuple):
    """Who reads."""

    start: Callable[[], Executor]  # a new executor, also after one has broken
    size: int = 1  # workers


def crew_of(jobs: int) -> Crew:
    """So many processes on this machine; one is this one."""
    return Crew(lambda: _processes(jobs), jobs) if jobs > 1 else Crew(Here)


def crew_on(client: Any) -> Crew:
    """The workers of a dask.distributed cluster, by a connected Client."""
    size = max(1, len(client.scheduler_info(n_workers=-1)["workers"]))
    return Crew(lambda: client.get_executor(pure=False, retries=1), size)


def read_all(jobs: Iterable[Job], crew: Crew) -> Iterator[list[Frame] | Problem]:
    """What is found in each file, in order; a problem for one that cannot be read. Few are held at a time."""
    waiting: deque[tuple[Job, Future[list[Frame]]]] = deque()
    rest = iter(jobs)
    executor = crew.start()
    try:
        while True:
            while len(waiting) < crew.size * (_AHEAD if crew.size > 1 else 1) and (job := next(rest, None)):
                waiting.append((job, _asked(executor, job)))
            if not waiting:
                return
            job, future = waiting.popleft()
            found = _result(future)
            if found is not None:
                yield found
                continue
            begun = [job, *(other for other, _ in waiting)]
            waiting.clear()
            _end(executor)
            yield from (_alone(one, crew) for one in begun)
            executor = crew.start()
    finally:
        _end(executor, waiting)


def read_job(job: Job) -> list[Frame]:
    """The articles of a file; raises TooSlowError where they take longer than any article does."""
    with _limited():
        return list(frames_of(job.data, job.digest, job.name, job.given, job.outlets))


def _asked(executor: Executor, job: Job) -> Future[list[Frame]]:
    try:
        return executor.submit(read_job, job)
    except BrokenExecutor as error:
        future: Future[list[Frame]] = Future()
        future.set_exception(error)
        return future


def _result(future: Future[list[Frame]]) -> list[Frame] | Problem | None:
    """What was found, or why nothing was; None where the worker died and nobody knows on which file."""
    try:
        error = future.exception(timeout=_WALL_S)
    except TimeoutError:
        return Problem("too-slow", f"reading the file took more than {_WALL_S} seconds", "save the article alone; the others were read")
    if error is None:
        return future.result()
    if isinstance(error, BrokenExecutor):
        return None
    if isinstance(error, TooSlowError):
        return Problem("too-slow", f"reading the file took more than {LIMIT_S} seconds", "save the article alone; the others were read")
    if type(error).__name__ == "KilledWorker":  # distributed: it ended several workers
        return _DIED
    return Problem("reader-failed", f"the reader broke off at this file: {type(error).__name__}: {error}", "please report it, with the file; the others were read")


def _alone(job: Job, crew: Crew) -> list[Frame] | Problem:
    """Read a file with a worker of its own."""
    executor = crew.start()
    try:
        found = _result(_asked(executor, job))
        return _DIED if found is None else found
    finally:
        _end(executor)


def _end(executor: Executor, waiting: Iterable[tuple[Job, Future[list[Frame]]]] = ()) -> None:
    for _, future in waiting:
        future.cancel()
    executor.shutdown(wait=True)


def _processes(count: int) -> Executor:
    # started anew, not forked: the same on every system, and a worker holds nothing of the parent's memory
    return ProcessPoolExecutor(count, mp_context=multiprocessing.get_context("spawn"), initializer=_begin)


def _begin() -> None:
    """Leave Ctrl-C to the parent, which says what was done."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


@contextlib.contextmanager
def _limited() -> Iterator[None]:
    """Stop the block after LIMIT_S of CPU time, where the system can: signals reach the main thread alone."""
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(*_: object) -> None:
        raise TooSlowError

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, LIMIT_S)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
