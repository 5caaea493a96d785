"""Writing what a build remembers (see dateline.pipeline.index): all of it or nothing, and never an error to anybody."""

from __future__ import annotations

import contextlib
import os
import time
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from itertools import chain, islice
from typing import TYPE_CHECKING

import msgspec

from dateline.pipeline.index import FORM, MARK, NAME, BrokenIndexError, Index, numbers_of, told
from dateline.pipeline.stamps import Folders, stamp_at

if TYPE_CHECKING:
    import sqlite3

_PAGE = 16_384  # bytes; a third less time than with the usual 4,096, for records of 1.5 KB
_AT_ONCE = 500  # rows in memory while they are written
_AGO_NS = 3_600_000_000_000  # an hour
# A large value that is as long as it was is written where it lies, and only the pages of it that differ; one in place of a row that is taken away is written whole.
# Large values stand apart from the names that are looked up (no WITHOUT ROWID for blobs): else each look reads all that it passes.
_TABLES = """
CREATE TABLE blobs (name TEXT PRIMARY KEY, value BLOB);
CREATE TABLE folders (part TEXT, path BLOB, own BLOB, names BLOB, stamps BLOB, below BLOB, UNIQUE (part, path));
CREATE TABLE files (n INTEGER PRIMARY KEY, path TEXT UNIQUE, kind TEXT, id TEXT);
CREATE TABLE records (n INTEGER PRIMARY KEY, record BLOB);
CREATE TABLE nodes (n INTEGER PRIMARY KEY, name TEXT UNIQUE);
CREATE TABLE readers (cell TEXT PRIMARY KEY, nodes BLOB) WITHOUT ROWID;
"""

Row = tuple[str, str, str, bytes]  # path below the site, kind, id, packed record


class Reads:
    """Which pages, and cells that are made of others, have read which cells; gathered while they are made."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}  # of those that read
        self.readers: dict[str, array[int]] = {}  # cell → their numbers

    def note(self, reader: str, cells: Iterable[str]) -> None:
        """Note that a page (by its path) or a cell has read these cells."""
        number = self.numbers.setdefault(reader, len(self.numbers))
        readers = self.readers
        for cell in cells:
            if cell in readers:
                readers[cell].append(number)
            else:
                readers[cell] = array("I", (number,))

    def clear(self) -> None:
        """Forget all."""
        self.numbers.clear()
        self.readers.clear()

    def packed(self) -> bytes:
        """All of it, for another process."""
        return msgspec.msgpack.encode(([*self.numbers], {cell: readers.tobytes() for cell, readers in self.readers.items()}))

    def add(self, packed: bytes) -> None:
        """What another process noted; an inner cell may be noted by both."""
        names, readers = msgspec.msgpack.decode(packed, type=tuple[list[str], dict[str, bytes]])
        number = [self.numbers.setdefault(name, len(self.numbers)) for name in names].__getitem__
        for cell, of in readers.items():
            self.readers.setdefault(cell, array("I")).extend(map(number, numbers_of((of,))))


class Contents:
    """What a build hands over to be remembered."""

    def __init__(
        self,
        *,
        rows: Iterable[Row] = (),  # each in place of the one with its path; taken one by one
        gone: Iterable[str] = (),  # paths whose rows go
        reads: Reads | None = None,  # beside what was noted before
        blobs: Mapping[str, bytes] | None = None,
        more_blobs: Mapping[str, bytes] | None = None,  # asked for one by one
        folders: Mapping[str, Folders] | None = None,  # part → the state of its files
        reads_anew: bool = False,  # what was noted before goes: all pages were made
    ) -> None:
        self.rows = rows
        self.gone = gone
        self.reads = reads or Reads()
        self.blobs = blobs or {}
        self.more_blobs = more_blobs or {}
        self.folders = folders or {}
        self.reads_anew = reads_anew


def keep(folder: str, key: str, contents: Contents, index: Index | None) -> bool:
    """Remember a build, all of it or nothing: beside what the index holds, which is closed, or in a new one.

    False where that cannot be; then what was remembered before stays. Only for who holds the site's lock.
    """
    try:
        import sqlite3
    except ImportError:
        return False
    try:
        if index and not _keep_more(index, contents):
            return False
        if not index:
            _keep_fresh(folder, key, contents)
        _leave(folder)
    except (OSError, UnicodeError, sqlite3.Error, BrokenIndexError):
        return False
    return True


def _keep_fresh(folder: str, key: str, contents: Contents) -> None:
    """Write a file beside the old one and let it take its place."""
    import sqlite3

    path, new = f"{folder}/{NAME}", f"{folder}/{NAME}.new"
    _discard(new)
    try:
        with contextlib.closing(sqlite3.connect(new, isolation_level=None)) as connection:
            for pragma in (f"page_size = {_PAGE}", "journal_mode = OFF", "synchronous = OFF", "locking_mode = EXCLUSIVE"):
                connection.execute(f"PRAGMA {pragma}")
            connection.execute("BEGIN")
            for table in _TABLES.strip().split("\n"):
                connection.execute(table)
            named = {"form": FORM.encode(), "key": key.encode("utf-8", "surrogatepass")}
            connection.executemany("INSERT INTO blobs VALUES (?, ?)", named.items())
            _put(connection, contents, {})
            connection.execute("COMMIT")
        _sync(new)  # else its name might outlive a crash of the system, and its contents not
        _discard(f"{path}-journal")  # of the old file
        os.replace(new, path)  # noqa: PTH105
    finally:
        _discard(new)


def _keep_more(index: Index, contents: Contents) -> bool:
    """Change the file that is there; False where somebody else has."""
    import sqlite3

    path = f"{index.folder}/{NAME}"
    before, is_current = index.folders(), index.is_current()
    index.close()
    if not is_current:
        return False
    _discard(f"{path}-journal")  # the file is as it was left: who wrote this one was killed before it changed anything
    with contextlib.closing(sqlite3.connect(path, timeout=0, isolation_level=None)) as connection:
        # Not a byte of the file changes before all is there; if that is cut short, the file's stamp tells, so that no journal on the disk could help.
        for pragma in ("journal_mode = MEMORY", "synchronous = NORMAL", "cache_spill = OFF"):
            connection.execute(f"PRAGMA {pragma}")
        connection.execute("BEGIN IMMEDIATE")
        _put(connection, contents, before)
        connection.execute("COMMIT")
    return True


def _put(connection: sqlite3.Connection, contents: Contents, before: Mapping[str, Folders]) -> None:
    put, many = connection.execute, connection.executemany
    for path in contents.gone:
        _take_row(connection, path)
    at = put("SELECT coalesce(max(n), 0) FROM files").fetchone()[0]
    is_first, rows = at == 0, iter(contents.rows)
    while some := list(islice(rows, _AT_ONCE)):
        for row in () if is_first else some:
            _take_row(connection, row[0])
        many("INSERT INTO files VALUES (?, ?, ?, ?)", ((n, path, kind, name) for n, (path, kind, name, _) in enumerate(some, at + 1)))
        many("INSERT INTO records VALUES (?, ?)", ((n, row[3]) for n, row in enumerate(some, at + 1)))
        at += len(some)
    many("INSERT INTO blobs VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value", chain(contents.blobs.items(), contents.more_blobs.items()))
    for part, folders in contents.folders.items():
        _put_folders(connection, part, folders, before.get(part, {}))
    _put_reads(connection, contents.reads, anew=contents.reads_anew)


def _take_row(connection: sqlite3.Connection, path: str) -> None:
    connection.execute("DELETE FROM records WHERE n = (SELECT n FROM files WHERE path = ?)", (path,))
    connection.execute("DELETE FROM files WHERE path = ?", (path,))


def _put_folders(connection: sqlite3.Connection, part: str, now: Folders, before: Folders) -> None:
    fresh = (
        (part, os.fsencode(path), folder.own, None if folder.names is None else b"\0".join(folder.names), folder.stamps, b"\0".join(map(os.fsencode, folder.below)))
        for path, folder in now.items()
        if before.get(path) is not folder
    )
    change = "own = excluded.own, names = excluded.names, stamps = excluded.stamps, below = excluded.below"
    connection.executemany(f"INSERT INTO folders VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET {change}", fresh)  # noqa: S608  (the line above)
    connection.executemany("DELETE FROM folders WHERE part = ? AND path = ?", ((part, os.fsencode(path)) for path in before.keys() - now.keys()))


def _put_reads(connection: sqlite3.Connection, reads: Reads, *, anew: bool) -> None:
    put, many = connection.execute, connection.executemany
    for table in ("nodes", "readers") if anew else ():
        put(f"DELETE FROM {table}")  # noqa: S608  (one of these two words)
    most = put("SELECT max(n) FROM nodes").fetchone()[0]
    if most is None:
        many("INSERT INTO nodes VALUES (?, ?)", ((n, name) for name, n in reads.numbers.items()))
        many("INSERT INTO readers VALUES (?, ?)", ((cell, array("I", sorted(readers)).tobytes()) for cell, readers in sorted(reads.readers.items())))
        return
    many("INSERT OR IGNORE INTO nodes (name) VALUES (?)", ((name,) for name in reads.numbers))
    numbers = [put("SELECT n FROM nodes WHERE name = ?", (name,)).fetchone()[0] for name in reads.numbers]
    many("REPLACE INTO readers VALUES (?, ?)", _more_readers(connection, reads, numbers))


def _more_readers(connection: sqlite3.Connection, reads: Reads, numbers: list[int]) -> list[tuple[str, bytes]]:
    """The cells that were read by others than before, with all who read them."""
    found, cells = [], iter(reads.readers)
    while some := list(islice(cells, _AT_ONCE)):
        asked = f"SELECT cell, nodes FROM readers WHERE cell IN ({','.join('?' * len(some))})"  # noqa: S608  (question marks)
        known = dict(connection.execute(asked, some))
        for cell in some:
            before = numbers_of((known[cell],)) if cell in known else array("I")
            fresh = {number for n in reads.readers[cell] if not _holds(before, number := numbers[n])}
            if fresh:
                found.append((cell, array("I", sorted(fresh.union(before))).tobytes()))
    return found


def _holds(numbers: array[int], number: int) -> bool:
    """Whether it is among these, which are in order: popular cells have thousands of readers."""
    at = bisect_left(numbers, number)
    return at < len(numbers) and numbers[at] == number


def _leave(folder: str) -> None:
    """Note the stamp that the index has now."""
    path, mark = f"{folder}/{NAME}", f"{folder}/{MARK}"
    then = time.time_ns() - _AGO_NS
    os.utime(path, ns=(then, then))  # who writes to it within the clock's tick leaves another time of change all the same
    with open(f"{mark}.new", "wb") as new:  # noqa: PTH123
        new.write(told(stamp_at(path)))
    os.replace(f"{mark}.new", mark)  # noqa: PTH105


def _sync(path: str) -> None:
    file = os.open(path, os.O_RDWR)
    try:
        os.fsync(file)
    finally:
        os.close(file)


def _discard(path: str) -> None:
    with contextlib.suppress(OSError):
        os.unlink(path)  # noqa: PTH108
