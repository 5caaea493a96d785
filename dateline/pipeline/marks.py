"""Numbers known by the digest of a name, eight bytes each in sorted columns: of 100,000 proposals a dictionary would be the largest thing held."""

from __future__ import annotations

import hashlib
import sys
from array import array
from bisect import bisect_left
from collections.abc import Iterator, Sequence

_SIZE = 8  # bytes of a number; two of a million names are alike by chance once in 37 million archives


def number_of(*parts: bytes) -> int:
    """A digest of the parts as a number of eight bytes."""
    digest = hashlib.blake2b(digest_size=_SIZE)
    for part in parts:
        digest.update(len(part).to_bytes(4, "big"))
        digest.update(part)
    return int.from_bytes(digest.digest(), "big")


def number_of_name(name: str) -> int:
    """The number by which a name is looked up."""
    return int.from_bytes(hashlib.blake2b(name.encode("utf-8", "surrogatepass"), digest_size=_SIZE).digest(), "big")


class Columns:
    """Rows of as many numbers as there are columns, each row under a name. First all are added, then they are looked up."""

    def __init__(self, width: int) -> None:
        self._names: array[int] = array("Q")
        self._values = [array("Q") for _ in range(width)]
        self._is_sorted = True

    def __len__(self) -> int:
        return len(self._names)

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and self._place(number_of_name(name)) is not None

    def add(self, name: str, *values: int) -> None:
        """Enter a row; of several under one name any one is found."""
        self.add_row(number_of_name(name), *values)

    def rows(self) -> Iterator[tuple[int, ...]]:
        """Every row behind the number of its name."""
        yield from zip(self._names, *self._values, strict=True)

    def add_row(self, number: int, *values: int) -> None:
        """Enter a row under the number of its name."""
        for column, value in zip((self._names, *self._values), (number, *values), strict=True):
            column.append(value)
        self._is_sorted = False

    def get(self, name: str) -> Sequence[int] | None:
        """The row under this name; None where there is none."""
        return self.row(number_of_name(name))

    def row(self, number: int) -> Sequence[int] | None:
        """The row under the name that has this number; None where there is none."""
        place = self._place(number)
        return None if place is None else [column[place] for column in self._values]

    def _place(self, number: int) -> int | None:
        self._sort()
        place = bisect_left(self._names, number)
        return place if place < len(self._names) and self._names[place] == number else None

    def _sort(self) -> None:
        if not self._is_sorted:
            order = sorted(range(len(self._names)), key=self._names.__getitem__)
            self._names, *self._values = [array("Q", map(column.__getitem__, order)) for column in (self._names, *self._values)]
            self._is_sorted = True

    def packed(self) -> Iterator[bytes]:
        """The columns as bytes, for `unpacked` on the same kind of machine."""
        self._sort()
        yield sys.byteorder.encode() + b"\n"
        yield from (column.tobytes() for column in (self._names, *self._values))


def unpacked(data: bytes, width: int) -> Columns:
    """The columns that `packed` wrote; empty ones where the bytes are of another form."""
    found = Columns(width)
    head, _, body = data.partition(b"\n")
    length, rest = divmod(len(body), _SIZE * (width + 1))
    if head == sys.byteorder.encode() and not rest:
        columns = [array("Q", body[n * length * _SIZE : (n + 1) * length * _SIZE]) for n in range(width + 1)]
        found._names, found._values = columns[0], columns[1:]
        found._is_sorted = False
    return found
