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
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import msgspec

from dateline.files import append_lines, remove, write_pieces
from dateline.propose import Findings
from dateline.store import content


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


class Mark(NamedTuple):
    """What must be known of every line at once."""

    digest: bytes  # sha256 of the proposal's bytes as written; b"" where it was only about to be
    pending: bytes
    row: bytes  # a short digest of the whole line


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


def row_of(key: str, findings: Findings, written: str, pending: str = "") -> Row:
    """The line of a proposal."""
    by_source: dict[str, list[str]] = {}
    for source, digest in findings:
        by_source.setdefault(source, []).append(digest)
    return Row(key, written, pending, tuple((source, *digests) for source, digests in by_source.items()))


def encoded(row: Row) -> bytes:
    """The line as it stands in the file."""
    return msgspec.json.encode(row) + b"\n"


def mark_of(line: bytes) -> bytes:
    """The short digest of a line."""
    return hashlib.blake2b(line, digest_size=8).digest()


def read_rows(root: Path) -> Iterator[Row]:
    """The lines in order of key, those that a crash left for the next run merged in."""
    news = {row.key: row for row in _rows(_path(root, "new"))}
    for row in _rows(_path(root)):
        new = news.pop(row.key, None)
        yield row if new is None else Row(row.key, row.written, new.written, (*row.findings, *new.findings))
    yield from (Row(row.key, "", row.written, row.findings) for row in news.values())


def read_marks(root: Path) -> dict[str, Mark]:
    """Of every line, what must be known of all at once."""
    return {r.key: Mark(bytes.fromhex(r.written), bytes.fromhex(r.pending), mark_of(encoded(r))) for r in read_rows(root)}


def announce(root: Path, rows: Iterable[Row]) -> None:
    """Say, for good, what is about to be written, so that after a crash no file of ours is taken for a person's."""
    lines = b"".join(map(encoded, rows))
    if lines:
        append_lines(_path(root, "new"), b"\n" + lines)  # behind a line that a crash cut off


def settle_rows(root: Path, is_kept: Callable[[str], bool]) -> None:
    """Make what was announced the ledger, with those lines before it that are kept."""
    new = _path(root, "new")
    places = dict(_places(new))
    if places or not all(is_kept(row.key) and not row.pending for row in _rows(_path(root))):
        old = ((r.key, encoded(Row(r.key, r.written, "", r.findings))) for r in _rows(_path(root)) if r.key not in places and is_kept(r.key))
        _write(root, (line for _, line in heapq.merge(old, _lines(new, places))))
    remove(new)


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


def _rows(path: Path) -> Iterator[Row]:
    """The lines of a file; one that cannot be read is as if it were not there: its proposal counts as edited."""
    with contextlib.suppress(FileNotFoundError), path.open("rb") as file:
        for line in file:
            with contextlib.suppress(msgspec.DecodeError, msgspec.ValidationError):
                yield msgspec.json.decode(line, type=Row)


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
