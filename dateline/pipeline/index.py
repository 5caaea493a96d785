"""What a build remembers: one SQLite file below .dateline/ with packed records, the state of files, and which page read what.

It is believed only as it was left: beside it lies its own stamp, so that what is broken, cut off, copied from elsewhere or
forged is never even opened. All of a build becomes true in one transaction at its end. Nothing that goes wrong here is an
error to anybody: without an index everything is made anew.
"""

from __future__ import annotations

import os
from array import array
from collections.abc import Iterable, Iterator

from dateline.pipeline.stamps import GONE, Folder, stamp_at

TYPE_CHECKING = False  # what the module typing costs is a twentieth of a build with nothing to do
if TYPE_CHECKING:
    import sqlite3
    from typing import Any

FORM = "6"  # of the tables below; another one is not read
NAME = "index.sqlite"
MARK = "index.stamp"  # the stamp of the index as it was left


class BrokenIndexError(Exception):
    """The index cannot be read any more: make everything anew."""


class Index:
    """What the last build left, open to be read. All methods raise BrokenIndexError."""

    def __init__(self, folder: str, connection: sqlite3.Connection) -> None:
        self.folder = folder
        self._connection = connection
        self._folders: dict[str, dict[str, Folder]] = {}

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def is_current(self) -> bool:
        """Whether nobody has written to the index since it was opened."""
        return _is_as_left(self.folder)

    def blob(self, name: str) -> bytes | None:
        """What was kept under a name; None if nothing was."""
        import sqlite3

        try:  # read where it lies: as a value of a row it would be put together first, and then copied
            row = self._connection.execute("SELECT rowid FROM blobs WHERE name = ?", (name,)).fetchone()
            if row is None:
                return None
            with self._connection.blobopen("blobs", "value", row[0], readonly=True) as value:
                return value.read()
        except sqlite3.Error as error:
            raise BrokenIndexError(str(error)) from error

    def record(self, path: str) -> bytes | None:
        """The packed record of a file; None if there is none."""
        import sqlite3

        try:  # asked for thousands of times, so without a detour
            row = self._connection.execute("SELECT record FROM records WHERE n = (SELECT n FROM files WHERE path = ?)", (path,)).fetchone()
        except sqlite3.Error as error:
            raise BrokenIndexError(str(error)) from error
        return row[0] if row else None

    def records(self, kind: str) -> Iterator[tuple[str, bytes]]:
        """Id and packed record of all of a kind, in order of id."""
        return self._rows("SELECT id, record FROM files JOIN records USING (n) WHERE kind = ? ORDER BY id", (kind,))

    def readers(self, cells: Iterable[str]) -> set[str]:
        """All pages and cells that have read one of these, or what was made of it."""
        fresh: set[int] = set()
        for cell in cells:
            fresh.update(*map(numbers_of, self._rows("SELECT nodes FROM readers WHERE cell = ?", (cell,))))
        found: set[int] = set()
        while fresh:
            found |= fresh
            more = self._rows("SELECT readers.nodes FROM nodes JOIN readers ON cell = name WHERE n IN (SELECT value FROM json_each(?))", (str([*fresh]),))
            fresh = set().union(*map(numbers_of, more)) - found
        return {name for (name,) in self._rows("SELECT name FROM nodes WHERE n IN (SELECT value FROM json_each(?))", (str([*found]),))}

    def has_reader(self, name: str) -> bool:
        """Whether it is known what a page or cell of this name has read."""
        return any(True for _ in self._rows("SELECT 1 FROM nodes WHERE name = ?", (name,)))

    def folders(self) -> dict[str, dict[str, Folder]]:
        """Part → the state of its files."""
        if not self._folders:
            for part, path, own, names, stamps, below in self._rows("SELECT * FROM folders"):
                files = None if names is None else _split(names)
                folders = tuple(os.fsdecode(name) for name in _split(below))
                self._folders.setdefault(part, {})[os.fsdecode(path)] = Folder(own, files, stamps, folders)
        return self._folders

    def _rows(self, sql: str, values: tuple[str, ...] = ()) -> Iterator[tuple[Any, ...]]:
        import sqlite3

        try:
            yield from self._connection.execute(sql, values)
        except sqlite3.Error as error:
            raise BrokenIndexError(str(error)) from error


def open_index(folder: str, key: str) -> Index | None:
    """The index in a folder, if it is as it was left and was kept under this key; None where there is nothing to be believed."""
    if not _is_as_left(folder):
        return None
    try:
        import sqlite3
    except ImportError:
        return None
    try:
        # immutable: its stamp has told that nobody is writing; a journal of a writer that was killed before it began is no matter
        index = Index(folder, sqlite3.connect(f"{_address(folder)}?immutable=1", uri=True, isolation_level=None, check_same_thread=False))
    except (UnicodeError, sqlite3.Error):
        return None
    try:
        if index.blob("form") == FORM.encode() and index.blob("key") == key.encode("utf-8", "surrogatepass"):
            return index
    except BrokenIndexError:
        pass
    index.close()
    return None


def numbers_of(row: tuple[bytes]) -> array[int]:
    """The readers of a cell, as they are kept."""
    return array("I", row[0])


def _split(joined: bytes) -> tuple[bytes, ...]:
    return tuple(joined.split(b"\0")) if joined else ()


def _address(folder: str) -> str:
    """The file's URI, as SQLite reads it."""
    path = f"{folder}/{NAME}".replace("\\", "/") if os.name == "nt" else f"{folder}/{NAME}"
    for sign in "%?#":
        path = path.replace(sign, f"%{ord(sign):02x}")
    return f"file:{path}" if path.startswith("/") else f"file:///{path}"


def _is_as_left(folder: str) -> bool:
    try:
        with open(f"{folder}/{MARK}", "rb") as mark:  # noqa: PTH123  (pathlib costs too much to load)
            left = mark.read(200)
    except OSError:
        return False
    now = stamp_at(f"{folder}/{NAME}")
    return now != GONE and left == told(now)


def told(stamp: bytes) -> bytes:
    """What stands in the mark of an index with this stamp."""
    return f"{FORM} {stamp.hex()}\n".encode()
