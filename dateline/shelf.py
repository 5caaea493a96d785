"""Packed records in a file of their own while a site is built, so that those of years need not lie in memory.

    shelf = Shelf(folder)
    records = Shelved(shelf, {name: shelf.put(packed) …})

The file has no name, and is gone with the program however that ends. A record is read from it in a microsecond.
"""

from __future__ import annotations

import os
from collections.abc import ItemsView, Iterable, Iterator, Mapping
from pathlib import Path

from dateline.files import CannotWriteError, let_go
from dateline.packed import ByName, Walked

_LENGTH = 30  # bits of a place that are a length: what is said in one event may take many times the two megabytes of its file …
_ITS_BITS = (1 << _LENGTH) - 1  # … and these
_BLOCK = 1 << 15  # bytes read at once where all records are walked over
_read_at = getattr(os, "pread", None)
_AT_ONCE = 1 << 18  # bytes that are written at a time


class Shelf:
    """The file; of what was put there each piece is known by its place, a number."""

    def __init__(self, folder: Path) -> None:
        """Raises OSError where no file can be made."""
        import tempfile
        import weakref

        self._file = tempfile.TemporaryFile(prefix=".dateline-", dir=folder, buffering=_AT_ONCE)  # noqa: SIM115 (open as long as the shelf is)
        weakref.finalize(self, let_go, self._file)
        self._number = self._file.fileno()
        self._end = 0
        self._is_whole = True

    def put(self, content: bytes) -> int:
        """Put the bytes there; their place. Raises CannotWriteError."""
        try:
            self._file.write(content)
        except OSError as error:
            raise CannotWriteError.aside(error) from error
        place, self._is_whole = self._end << _LENGTH | len(content), False
        self._end += len(content)
        return place

    def get(self, place: int) -> bytes:
        """The bytes at a place. Raises CannotWriteError where what was put there last cannot be written."""
        if not self._is_whole:
            self.flush()
        if _read_at:
            return _read_at(self._number, place & _ITS_BITS, place >> _LENGTH)  # type: ignore[no-any-return]
        self._file.seek(place >> _LENGTH)
        found: bytes = self._file.read(place & _ITS_BITS)
        self._file.seek(0, os.SEEK_END)
        return found

    def each(self, places: Iterable[int]) -> Iterator[bytes]:
        """The bytes at these places, many read at once where they lie one behind the other: a third of the time. Raises CannotWriteError."""
        block, start = b"", 0
        for place in places:
            at, length = (place >> _LENGTH) - start, place & _ITS_BITS
            if not 0 <= at <= len(block) - length:
                start += at
                at, block = 0, self.get(start << _LENGTH | max(length, _BLOCK))
            yield block[at : at + length]

    def flush(self) -> None:
        """Hand all that was put there to the system. Raises CannotWriteError."""
        try:
            self._file.flush()
        except OSError as error:
            raise CannotWriteError.aside(error) from error
        self._is_whole = True


def shelf_in(root: Path) -> Shelf | None:
    """A shelf among what the site keeps for itself; None where there is no room for one."""
    try:
        return Shelf(root / ".dateline")
    except OSError:
        return None


class Shelved(ByName[bytes]):
    """Name → packed record, on a shelf."""

    def __init__(self, shelf: Shelf, places: Mapping[str, int]) -> None:
        super().__init__(places)
        shelf.flush()  # else a copy of this process would write it a second time
        self._shelf, self._places = shelf, places

    def __getitem__(self, name: str) -> bytes:
        return self._shelf.get(self._places[name])

    def items(self) -> ItemsView[str, bytes]:
        """Name and record, one after another."""
        return Walked(self, lambda: zip(self._places, self._shelf.each(self._places.values()), strict=True))
