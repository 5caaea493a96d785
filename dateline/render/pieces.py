"""Files that hold a piece of every record in order, such as a table: made in one walk, and mended where records changed.

    kept = pour(batch, put)                             # put(path, bytes), again and again
    mended = respliced(batch, dirty, kept, old)         # path → what the file is made of now: parts of the old one, and new pieces

A file is its head, the pieces, and its tail. What must be known to mend one is in `Kept`: which records, and how long each piece is.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

import msgspec

_TOGETHER = 64  # records whose pieces are handed on at once: few calls, and little memory


class Pieced(msgspec.Struct, frozen=True):
    """A file without its pieces."""

    path: str
    media_type: str
    head: bytes
    tail: bytes
    join: bytes = b""  # before every piece but the first …
    breaks: Mapping[int, bytes] = {}  # … in place of it, before the piece of that number (never the first)


class Batch(msgspec.Struct, frozen=True):
    """Several files of the same records, since what is read of a record serves all of them."""

    keys: Sequence[str]  # "events/ryabkov", in order
    files: Sequence[Pieced]
    pieces: Callable[[str], Sequence[bytes]]  # key → its piece in each file, b"" where it has none


Part = bytes | slice  # of a file: bytes, or where they are in the old file
Content = bytes | memoryview  # of a file, as it lies on the disk


class Spans(msgspec.Struct, array_like=True):
    """Where the pieces of a file lie."""

    head: int
    join: int
    breaks: dict[int, int]
    tail: int
    lengths: bytes  # four of them a piece, in the machine's order

    def starts(self, some: Iterable[int]) -> dict[int, int]:
        """Where these pieces begin; behind the last of all, where they end."""
        lengths, last = array("I", self.lengths), len(self.lengths) // 4 - 1
        found, done, total = dict[int, int](), 0, self.head
        for at in sorted(some):
            total += sum(lengths[done:at])
            done = at
            found[at] = total + self.join * max(0, min(at, last)) + sum([length - self.join for number, length in self.breaks.items() if number <= at])
        return found


class Kept(msgspec.Struct, array_like=True):
    """What a batch was made of, as long as its files are as they were left. Packed by msgspec."""

    keys: msgspec.Raw  # packed by themselves: most often it is enough that they are the same
    files: dict[str, Spans]


class _Run(NamedTuple):
    """Records that follow each other as they did before; or one that is made."""

    at: int
    before: int  # the number of the first in the old file; -1 for one that is made
    size: int = 1  # how many


def pour(batch: Batch, put: Callable[[str, bytes], None]) -> Kept:
    """Hand on all files in chunks: each in order, several in turn, so that every record is looked at once."""
    pouring = Pouring(batch, put)
    for key in batch.keys:
        pouring.take(key)
    return pouring.done()


class Pouring:
    """The same, record by record, for who makes something else of each record on the same walk."""

    def __init__(self, batch: Batch, put: Callable[[str, bytes], None]) -> None:
        self._batch, self._put = batch, put
        self._lengths = [array("I") for _ in batch.files]
        self._waiting: list[Sequence[bytes]] = []
        self._at = 0  # the number of the first that waits
        for file in batch.files:
            put(file.path, file.head)

    @property
    def left(self) -> Sequence[str]:
        """The keys of the records that were not taken yet."""
        return self._batch.keys[self._at + len(self._waiting) :]

    def take(self, key: str) -> None:
        """Take the next record of the batch."""
        self._waiting.append(self._batch.pieces(key))
        if len(self._waiting) == _TOGETHER:
            self._hand_on()

    def done(self) -> Kept:
        """End all files, once every record was taken."""
        self._hand_on()
        for file in self._batch.files:
            self._put(file.path, file.tail)
        return Kept(_packed(self._batch.keys), {file.path: _spans(file, row) for file, row in zip(self._batch.files, self._lengths, strict=True)})

    def _hand_on(self) -> None:
        columns = zip(*self._waiting, strict=True)  # nothing where nothing waits
        for file, row, column in zip(self._batch.files, self._lengths, columns, strict=False):
            row.extend(map(len, column))
            if content := _joined(file, self._at, column):
                self._put(file.path, content)
        self._at += len(self._waiting)
        self._waiting.clear()


def _packed(keys: Sequence[str]) -> msgspec.Raw:
    return msgspec.Raw(msgspec.msgpack.encode(keys))


def _joined(file: Pieced, at: int, pieces: Sequence[bytes]) -> bytes:
    """The pieces from number `at` on with what stands before each."""
    if not (file.join or file.breaks):
        return b"".join(pieces)
    return b"".join([part for number, piece in enumerate(pieces, at) for part in (_gap(file, number), piece)])


def chunks(batch: Batch, path: str) -> Iterator[bytes]:
    """One file of a batch, piece by piece."""
    nth, file = next((nth, file) for nth, file in enumerate(batch.files) if file.path == path)
    yield file.head
    for at, key in enumerate(batch.keys):
        yield _gap(file, at) + batch.pieces(key)[nth]
    yield file.tail


def respliced(batch: Batch, dirty: Collection[str], kept: Kept, old: Callable[[str], Content | None]) -> tuple[dict[str, list[Part]], Kept] | None:
    """Path → the parts of the new file, in order, for the files that differ; and what is to be kept now.

    The same bytes as from nothing, as long as every record that now has other pieces is in `dirty`; what came, went or
    moved is found here. None where an old file is missing or not of the size that it was left with, or where its head
    changed: then all is to be made anew.
    """
    keys = _packed(batch.keys)
    unmoved = kept.keys == keys
    runs = _runs_in_place(batch, dirty, kept) if unmoved else _runs(batch, dirty, kept)
    made = {run.at: batch.pieces(batch.keys[run.at]) for run in runs if run.before < 0}
    ends = {end for run in runs for end in (run.before, run.before + run.size) if run.before >= 0} | (made.keys() if unmoved else set())
    found: dict[str, list[Part]] = {}
    now: dict[str, Spans] = {}
    for nth, file in enumerate(batch.files):
        spans, content = kept.files.get(file.path), old(file.path)
        if spans is None or content is None:
            return None
        count = len(spans.lengths) // 4
        starts = spans.starts({*ends, count})
        if len(content) != starts[count] + spans.tail or content[: spans.head] != file.head:
            return None
        pieces = {at: one[nth] for at, one in made.items()}
        parts, lengths = _mended(file, spans, starts, runs, pieces)
        now[file.path] = _spans(file, lengths)
        if not (unmoved and now[file.path] == spans and all(content[starts[at] : starts[at] + len(piece)] == piece for at, piece in pieces.items())):
            found[file.path] = parts
    return found, Kept(keys, now)


def _mended(file: Pieced, spans: Spans, starts: Mapping[int, int], runs: list[_Run], pieces: Mapping[int, bytes]) -> tuple[list[Part], array[int]]:
    """The parts of the new file and the length of each piece."""
    before, lengths = array("I", spans.lengths), array("I")
    parts: list[Part] = [file.head]
    for at, number, size in runs:
        parts.append(_gap(file, at))
        if number < 0:
            parts.append(pieces[at])
            lengths.append(len(pieces[at]))
        else:
            parts.append(slice(starts[number], starts[number + size] - _gap_before(spans, number + size)))
            lengths.extend(before[number : number + size])
    return [part for part in (*parts, file.tail) if part], lengths


def _gap(file: Pieced, at: int) -> bytes:
    return file.breaks.get(at, file.join) if at else b""


def _gap_before(spans: Spans, at: int) -> int:
    """How much stands between a piece of the old file and the one before it; nothing behind the last."""
    return spans.breaks.get(at, spans.join) if at < len(spans.lengths) // 4 else 0


def _spans(file: Pieced, lengths: array[int]) -> Spans:
    breaks = {at: len(text) for at, text in file.breaks.items()}
    return Spans(len(file.head), len(file.join), breaks, len(file.tail), lengths.tobytes())


def _runs_in_place(batch: Batch, dirty: Collection[str], kept: Kept) -> list[_Run]:
    """The same where no record has come, gone or moved."""
    made = {at for at, key in enumerate(batch.keys) if key in dirty}
    cuts = {0, *made, *[at + 1 for at in made], *_breaks(batch, kept)}
    return [_Run(at, -1 if at in made else at, end - at) for at, end in pairwise([*sorted(cuts), len(batch.keys)]) if at < end]


def _breaks(batch: Batch, kept: Kept) -> set[int]:
    return {at for file in batch.files for at in file.breaks} | {at for spans in kept.files.values() for at in spans.breaks}


def _runs(batch: Batch, dirty: Collection[str], kept: Kept) -> list[_Run]:
    """All records in order: those that are copied in runs, which go over no break of a file; the others one by one."""
    places = {key: at for at, key in enumerate(msgspec.msgpack.decode(kept.keys, type=list[str]))}
    stops = {at for file in batch.files for at in file.breaks}
    ends = {at for spans in kept.files.values() for at in spans.breaks}
    runs: list[_Run] = []
    start = first = expected = -1
    for at, key in enumerate(batch.keys):
        old = -1 if key in dirty else places.get(key, -1)
        if old >= 0 and old == expected and at not in stops and old not in ends:
            expected += 1
            continue
        if first >= 0:
            runs.append(_Run(start, first, at - start))
        if old < 0:
            runs.append(_Run(at, -1))
        start, first, expected = at, old, old + 1 if old >= 0 else -1
    if first >= 0:
        runs.append(_Run(start, first, len(batch.keys) - start))
    return runs
