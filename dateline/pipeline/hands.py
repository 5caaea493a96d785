"""The files of a whole site, made by this process and a copy of it side by side.

The copy takes part after part of the work, as this process does, and hands over what it made through a pipe. Only this process
writes to the disk, so that a build still comes true all together. Where the copy ends before its time, for whatever reason,
SecondEndedError is raised: then everything is to be made again by this process alone, which finds out what is wrong.
"""

from __future__ import annotations

import contextlib
import os
import select
import signal
import struct
import sys
import threading
from collections.abc import Callable, Generator, Iterator, Sequence
from types import TracebackType

import msgspec

from dateline.pipeline.keeping import Reads
from dateline.pipeline.output import Content

Part = Callable[[Reads, dict[str, bytes]], Generator[tuple[str, Content], None, None]]  # gives files; notes what was read, adds blobs

MOST_PARTS = 256  # each has a number of one byte
_ENOUGH = 1_000  # files from which on a copy of this process pays: it costs some 50 ms
_FRAME = struct.Struct("<BHI")  # kind, length of the path, length of the content
_WHOLE, _BEGINS, _PIECE, _ENDS, _DONE = range(5)
_PIPE_BYTES = 1 << 20  # what the copy may be ahead
_SET_PIPE_SIZE, _SET_DEATH_SIGNAL = 1031, 1  # F_SETPIPE_SZ and PR_SET_PDEATHSIG of Linux


class SecondEndedError(Exception):
    """The second process ended before it was done."""


class _Told(msgspec.Struct, array_like=True):
    """What the copy says at its end."""

    reads: bytes
    blobs: dict[str, bytes]


def two_pay(files: int) -> bool:
    """Whether so many files are made sooner by two processes, and a copy of this one can be made without harm."""
    alone = threading.active_count() == 1  # a copy has none of the other threads, but the locks that they held
    return files >= _ENOUGH and alone and sys.platform == "linux" and len(os.sched_getaffinity(0)) > 1


def by_one(parts: Sequence[Part], reads: Reads, blobs: dict[str, bytes]) -> Iterator[tuple[str, Content]]:
    """Every file of these parts, made here."""
    for part in parts:
        yield from part(reads, blobs)


def by_two(parts: Sequence[Part], reads: Reads, blobs: dict[str, bytes]) -> Iterator[tuple[str, Content]]:
    """The same by two processes, in no order; the last part by the copy, which begins with it. Raises SecondEndedError."""
    numbers = _numbers(len(parts) - 1)  # who takes a number makes that part
    try:
        with _Second(parts, numbers) as second:
            while number := os.read(numbers, 1):
                for file in parts[number[0]](reads, blobs):
                    yield file
                    yield from second.ready()
            yield from second.rest()
            reads.add(second.told.reads)
            blobs |= second.told.blobs
    finally:
        os.close(numbers)


def _numbers(count: int) -> int:
    """The end of a pipe from which a byte can be read for each number."""
    try:
        numbers, put = os.pipe()
    except OSError as error:
        raise SecondEndedError from error
    os.write(put, bytes(range(count)))
    os.close(put)
    return numbers


class _Second:
    """The copy of this process, as this one sees it."""

    told: _Told  # once it was done

    def __init__(self, parts: Sequence[Part], numbers: int) -> None:
        self._parts, self._numbers = parts, numbers
        self._is_done = False

    def __enter__(self) -> _Second:
        parent, ends = os.getpid(), list[int]()
        try:
            self._pipe, put = os.pipe()
            ends = [self._pipe, put]
            _widen(put)
            self._process = os.fork()
        except OSError as error:  # the system gives no more of either
            for end in ends:
                os.close(end)
            raise SecondEndedError from error
        if not self._process:
            os.close(self._pipe)
            _work(self._parts, self._numbers, put, parent)
        os.close(put)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        os.close(self._pipe)
        if not self._is_done:
            os.kill(self._process, signal.SIGKILL)  # also where it was stopped
        os.waitpid(self._process, 0)

    def ready(self) -> Iterator[tuple[str, Content]]:
        """The files that are handed over by now."""
        while not self._is_done and select.select([self._pipe], (), (), 0)[0]:
            yield from self._next()

    def rest(self) -> Iterator[tuple[str, Content]]:
        """All others, waited for."""
        while not self._is_done:
            yield from self._next()

    def _next(self) -> Iterator[tuple[str, Content]]:
        kind, path, content = self._frame()
        if kind == _WHOLE:
            yield path, content
        elif kind == _BEGINS:
            pieces = self._pieces()
            yield path, pieces
            for _ in pieces:  # what was not asked for
                pass
        else:
            self._is_done = True
            self.told = msgspec.msgpack.decode(content, type=_Told)

    def _pieces(self) -> Iterator[bytes]:
        while (frame := self._frame())[0] == _PIECE:
            yield frame[2]

    def _frame(self) -> tuple[int, str, bytes]:
        kind, path, content = _FRAME.unpack(self._read(_FRAME.size))
        return kind, self._read(path).decode(), self._read(content)

    def _read(self, size: int) -> bytes:
        found = os.read(self._pipe, size) if size else b""
        if len(found) == size:
            return found
        parts = [found]
        while found and (size := size - len(found)):
            parts.append(found := os.read(self._pipe, size))
        if size:
            raise SecondEndedError
        return b"".join(parts)


def _work(parts: Sequence[Part], numbers: int, pipe: int, parent: int) -> None:
    """What the copy does, from its first moment to its end: nothing of what this process has begun is to be ended by it."""
    code = 1
    try:
        _end_with(parent)
        reads, blobs = Reads(), dict[str, bytes]()
        number = bytes((len(parts) - 1,))
        while number:
            with contextlib.closing(parts[number[0]](reads, blobs)) as files:
                for path, content in files:
                    _send(pipe, path, content)
            number = os.read(numbers, 1)
        _put(pipe, _DONE, "", msgspec.msgpack.encode(_Told(reads.packed(), blobs)))
        code = 0
    finally:
        os._exit(code)


def _end_with(parent: int) -> None:
    """Let the system end this process when its parent ends, since it shares the site's lock."""
    import ctypes

    ctypes.CDLL(None).prctl(_SET_DEATH_SIGNAL, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)


def _send(pipe: int, path: str, content: Content) -> None:
    if isinstance(content, bytes):
        _put(pipe, _WHOLE, path, content)
        return
    _put(pipe, _BEGINS, path, b"")
    for piece in content:
        _put(pipe, _PIECE, "", piece)
    _put(pipe, _ENDS, "", b"")


def _put(pipe: int, kind: int, path: str, content: bytes) -> None:
    name = path.encode()
    rest = memoryview(b"".join((_FRAME.pack(kind, len(name), len(content)), name, content)))
    while rest:
        rest = rest[os.write(pipe, rest) :]


def _widen(pipe: int) -> None:
    """More room, where the system gives it, so that the copy seldom waits."""
    import fcntl

    with contextlib.suppress(OSError):
        fcntl.fcntl(pipe, _SET_PIPE_SIZE, _PIPE_BYTES)
