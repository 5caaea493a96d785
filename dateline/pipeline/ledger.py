"""Which proposals are as the importer wrote them, and which findings they are made of: proposed/.ledger.jsonl.

It lies with the proposals and shares their fate: kept out of version control, gone when they are. A line for each
proposal, in order of key, so that it can be read and written without being held: [key, digest of the bytes as
written, digest of what was about to be written, [[source, hash, …], …]]. While proposals are written, what is about to be
written stands in proposed/.ledger.new first: there is one only after a crash.
"""

from __future__ import annotations

import contextlib
import hashlib
import heapq
import itertools
import struct
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple, TypeVar

import msgspec

from dateline.files import append_lines, remove, write_pieces
from dateline.pipeline.marks import Columns
from dateline.propose import Findings
from dateline.store import content

Form = TypeVar("Form")


class Ledger(msgspec.Struct, frozen=True):
    """The importer's memory of its own proposals."""

    written: Mapping[str, str] = {}  # "events/ryabkov" → sha256 of the bytes as written
    pending: Mapping[str, str] = {}  # … of what was about to be written: there is something only after a crash
    findings: Mapping[str, Findings] = {}  # of each: (source id, hash of a finding)


class Row(msgspec.Struct, frozen=True, array_like=True):
    """One line."""

    key: str
    written: str
    pending: str
    findings: tuple[tuple[str, ...], ...]  # source, then hashes

    def found(self) -> Findings:
        """The findings, one by one."""
        return tuple((source, digest) for source, *digests in self.findings for digest in digests)


class Head(msgspec.Struct, frozen=True, array_like=True):
    """The beginning of a line."""

    key: str
    written: str
    pending: str


class Mark(NamedTuple):
    """What must be known of every line at once."""

    digest: bytes  # the first half of the sha256 of the proposal's bytes as written; b"" where it was only about to be
    pending: bytes  # likewise
    row: bytes  # a short digest of the whole line


class Marks:
    """The marks of all lines: fifty bytes each, for there may be 100,000."""

    def __init__(self, rows: Iterable[tuple[Head, bytes]]) -> None:
        self._columns = Columns(3)
        self._pending: dict[str, Mark] = {}
        for head, line in rows:
            mark = mark_for(head.written, head.pending, line)
            if mark.pending or not mark.digest:
                self._pending[head.key] = mark
            else:
                self._columns.add(head.key, *struct.unpack(">QQQ", mark.digest + mark.row))

    def get(self, key: str) -> Mark | None:
        """The mark of a proposal's line; None where there is none."""
        if key in self._pending:
            return self._pending[key]
        row = self._columns.get(key)
        return None if row is None else Mark(struct.pack(">QQ", *row[:2]), b"", struct.pack(">Q", row[2]))


def read_ledger(root: Path) -> Ledger:
    """The ledger; an empty one where there is none or it cannot be read: then every proposal counts as edited."""
    rows = list(read_rows(root))
    written = {r.key: r.written for r in rows if r.written}
    pending = {r.key: r.pending for r in rows if r.pending}
    return Ledger(written, pending, {r.key: r.found() for r in rows})


def write_ledger(root: Path, ledger: Ledger) -> None:
    """Keep the ledger; an empty one is no file."""
    keys = sorted({*ledger.written, *ledger.pending})
    rows = (row_of(k, ledger.findings.get(k, ()), ledger.written.get(k, ""), ledger.pending.get(k, "")) for k in keys)
    _write(root, map(encoded, rows))
    remove(_path(root, "new"))
    remove(_path(root, "json"))


def row_of(key: str, findings: Findings, written: str, pending: str = "") -> Row:
    """The line of a proposal."""
    by_source: dict[str, list[str]] = {}
    for source, digest in findings:
        by_source.setdefault(source, []).append(digest)
    return Row(key, written, pending, tuple((source, *digests) for source, digests in by_source.items()))


def encoded(row: Row) -> bytes:
    """The line as it stands in the file."""
    return msgspec.json.encode(row) + b"\n"


def mark_for(written: str, pending: str, line: bytes) -> Mark:
    """The mark of a line that holds these digests."""
    return Mark(short(written), short(pending), hashlib.blake2b(line, digest_size=8).digest())


def short(digest: str) -> bytes:
    """As much of a hex digest as a mark holds; nothing of what is none."""
    try:
        return bytes.fromhex(digest)[:16]
    except ValueError:
        return b""


def read_rows(root: Path) -> Iterator[Row]:
    """The lines in order of key, those that a crash left for the next run merged in."""
    news = {row.key: row for row in _rows(_path(root, "new"))}
    for row in _settled_rows(root):
        new = news.pop(row.key, None)
        yield row if new is None else Row(row.key, row.written, new.written, (*row.findings, *new.findings))
    yield from (Row(row.key, "", row.written, row.findings) for row in news.values())


def read_marks(root: Path) -> Marks:
    """Of every line, what must be known of all at once."""
    if _path(root, "new").exists() or not _path(root).exists():
        return Marks((Head(r.key, r.written, r.pending), encoded(r)) for r in read_rows(root))
    return Marks(_rows_of(_path(root), Head))


def announce(root: Path, rows: Iterable[Row]) -> None:
    """Say, for good, what is about to be written, so that after a crash no file of ours is taken for a person's."""
    lines = b"".join(map(encoded, rows))
    if lines:
        append_lines(_path(root, "new"), b"\n" + lines)  # behind a line that a crash cut off


def settle_rows(root: Path, is_kept: Callable[[str], bool]) -> None:
    """Make what was announced the ledger, with those lines before it that are kept."""
    new = _path(root, "new")
    places = dict(_places(new))
    if places or _path(root, "json").exists() or not all(is_kept(row.key) and not row.pending for row in _settled_rows(root)):
        old = ((r.key, encoded(Row(r.key, r.written, "", r.findings))) for r in _settled_rows(root) if r.key not in places and is_kept(r.key))
        _write(root, (line for _, line in heapq.merge(old, _lines(new, places))))
    remove(new)
    remove(_path(root, "json"))


def _places(path: Path) -> Iterator[tuple[str, tuple[int, int]]]:
    """Where the line of each key stands; of several the last."""
    at = 0
    with contextlib.suppress(FileNotFoundError), path.open("rb") as file:
        for line in file:
            with contextlib.suppress(msgspec.DecodeError, msgspec.ValidationError):
                yield msgspec.json.decode(line, type=Row).key, (at, len(line))
            at += len(line)


def _lines(path: Path, places: Mapping[str, tuple[int, int]]) -> Iterator[tuple[str, bytes]]:
    if places:
        with path.open("rb") as file:
            for key in sorted(places):
                at, length = places[key]
                file.seek(at)
                yield key, file.read(length)


def _settled_rows(root: Path) -> Iterator[Row]:
    """The lines of the ledger; of one that an earlier version wrote, all in one object, where there is no other."""
    path = _path(root)
    if path.exists():
        return _rows(path)
    try:
        old = msgspec.json.decode(_path(root, "json").read_bytes(), type=Ledger)
    except (OSError, msgspec.DecodeError, msgspec.ValidationError):
        return iter(())
    return (row_of(k, old.findings.get(k, ()), old.written.get(k, ""), old.pending.get(k, "")) for k in sorted({*old.written, *old.pending}))


def _rows(path: Path) -> Iterator[Row]:
    return (row for row, _ in _rows_of(path, Row))


def _rows_of(path: Path, form: type[Form]) -> Iterator[tuple[Form, bytes]]:
    """The lines of a file; one that cannot be read is as if it were not there: its proposal counts as edited."""
    decoder = msgspec.json.Decoder(form)
    with contextlib.suppress(FileNotFoundError), path.open("rb") as file:
        for line in file:
            with contextlib.suppress(msgspec.DecodeError, msgspec.ValidationError):
                yield decoder.decode(line), line


def _write(root: Path, lines: Iterable[bytes]) -> None:
    """Write the ledger; an empty one is no file."""
    rest = iter(lines)
    first = next(rest, None)
    if first is None:
        remove(_path(root))
    else:
        write_pieces(_path(root), itertools.chain([first], rest))


def _path(root: Path, form: str = "jsonl") -> Path:
    return content(root) / "proposed" / f".ledger.{form}"
