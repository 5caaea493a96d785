"""Packed records in a file of their own while a site is built, so that those of years need not lie in memory.

    shelf = Shelf(folder)
    records = Shelved(shelf, {name: shelf.put(packed) …})

The file has no name, and is gone with the program however that ends. A record is read from it in a microsecond.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from dateline.files import CannotWriteError, let_go
from dateline.packed import ByName

_LENGTH = 24  # bits of a place that are a length
_AT_ONCE = 1 << 18  # bytes that are written at a time


class Shelf:
    """The file; of what was put there each piece is known by its place, a number."""

    def __init__(self, folder: Path) -> None:
        """Raises OSError where no file can be made."""
        import tempfile
        import weakref

        self._file = tempfile.TemporaryFile(prefix=".dateline-", dir=folder, buffering=_AT_ONCE)  # noqa: SIM115 (open as long as the shelf is)
        weakref.finalize(self, let_go, self._file)
        self._end = 0
        self._is_whole = True

    def put(self, content: bytes) -> int:
        """Put the bytes there; their place. Raises CannotWriteError."""
        try:
            self._file.write(content)
        except OSError as error:
            raise CannotWriteError(f"cannot write below .dateline: {error.strerror}") from error
        place, self._is_whole = self._end << _LENGTH | len(content), False
        self._end += len(content)
        return place

    def get(self, place: int) -> bytes:
        """The bytes at a place. Raises CannotWriteError where what was put there last cannot be written."""
        if not self._is_whole:
            self.flush()
        at, length = place >> _LENGTH, place & (1 << _LENGTH) - 1
        if hasattr(os, "pread"):
            return os.pread(self._file.fileno(), length, at)
        self._file.seek(at)
        found: bytes = self._file.read(length)
        self._file.seek(0, os.SEEK_END)
        return found

    def flush(self) -> None:
        """Hand all that was put there to the system. Raises CannotWriteError."""
        try:
            self._file.flush()
        except OSError as error:
            raise CannotWriteError(f"cannot write below .dateline: {error.strerror}") from error
        self._is_whole = True


class Shelved(ByName[bytes]):
    """Name → packed record, on a shelf."""

    def __init__(self, shelf: Shelf, places: Mapping[str, int]) -> None:
        super().__init__(places)
        shelf.flush()  # else a copy of this process would write it a second time
        self._shelf, self._places = shelf, places

    def __getitem__(self, name: str) -> bytes:
        return self._shelf.get(self._places[name])
