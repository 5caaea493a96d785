"""Records at rest: each is bytes until it is asked for, so that a record of years fits into little memory.

Decoded, records are two and a half times as large as their bytes. Decoding an event takes 2.5 µs, an article's receipt 8; so
whoever walks all of them holds one at a time, and of many only the latest are kept for those that are asked for again and again.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, ItemsView, Iterator, Mapping, Sequence
from functools import lru_cache, partial
from typing import Any, Generic, TypeVar, overload

import msgspec

T = TypeVar("T", bound=msgspec.Struct)
D = TypeVar("D")
V = TypeVar("V")

_ENCODER = msgspec.msgpack.Encoder()
_ROOM = 8192  # bytes; nearly every record is smaller
_LATEST = 64  # records that stay decoded: those of the page that is being made, some 4 to 12 KB each …
_FEW = 1500  # … or all, where there are no more: a build takes 4 % fewer steps, and 4 MB for 1,000 events


class ByName(Mapping[str, V]):
    """What these names stand for, each found when it is asked for: a subclass gives `__getitem__`."""

    def __init__(self, names: Collection[str]) -> None:
        """`names` may be a mapping that changes later; a test whether a name is among them must be quick."""
        self._names = names

    def __contains__(self, name: object) -> bool:
        return name in self._names

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


class Packed(ByName[T], Generic[T]):
    """Name → record, decoded anew when it is asked for: equal each time, not the same object."""

    def __init__(self, form: type[T], packed: Mapping[str, bytes], holding: Mapping[bytes, Sequence[str]] | None = None) -> None:
        """`holding`: bytes → the names of the records that hold them, where that is known."""
        super().__init__(packed._names if isinstance(packed, ByName) else packed)  # asked itself, it would ask them
        self.form = form
        self._packed = packed
        self._holding = dict(holding or {})
        self._decode: Callable[[bytes], T] = msgspec.msgpack.Decoder(form).decode
        self._latest: Callable[[str], T] = lru_cache(_FEW if len(packed) <= _FEW else _LATEST)(partial(_decoded, packed, self._decode))

    @classmethod
    def of(cls, form: type[T], packed: Mapping[str, bytes], holding: Mapping[bytes, Sequence[str]] | None = None) -> Packed[T]:
        """The records that these bytes stand for, in this order. Whoever packed them vouches for them, and for who holds what."""
        return cls(form, packed, holding)

    def __getitem__(self, name: str) -> T:
        return self._latest(name)

    @overload
    def get(self, name: str, /) -> T | None: ...
    @overload
    def get(self, name: str, /, default: T | D) -> T | D: ...
    def get(self, name: str, /, default: Any = None) -> Any:
        """The record, or the default; asked for so often that the usual way round an exception would tell."""
        return self._latest(name) if name in self._names else default

    def items(self) -> ItemsView[str, T]:
        """Name and record, one after another; none is kept."""
        return Walked(self, self.walk)

    def packed(self, name: str) -> bytes:
        """The bytes of one record. Raises KeyError."""
        return self._packed[name]

    def walk(self) -> Iterator[tuple[str, T]]:
        """What `items` gives, once."""
        return self.decoded(self._decode)

    def decoded(self, decode: Callable[[bytes], V]) -> Iterator[tuple[str, V]]:
        """Name and what `decode` makes of the bytes, one after another."""
        return ((name, decode(packed)) for name, packed in self._packed.items())

    def holding(self, parts: Sequence[bytes]) -> Iterator[str]:
        """The names of the records whose bytes hold one of these: quicker than decoding where few do."""
        known = self._holding.get(parts[0]) if len(parts) == 1 else None
        return (name for name, packed in self._packed.items() if any(part in packed for part in parts)) if known is None else iter(known)

    def but(self, changes: Mapping[str, bytes | None]) -> Packed[T]:
        """The records with these replaced or added, those of None left out; new ones in order of name."""
        are_known = changes.keys() <= self._packed.keys()
        if are_known and None not in changes.values():
            return Packed(self.form, _Changed(self._packed, changes, self._packed))
        names = self._packed if are_known else sorted({*self._packed, *changes})
        return Packed(self.form, _Changed(self._packed, changes, dict.fromkeys([name for name in names if changes.get(name, b"") is not None])))


class _Changed(ByName[bytes]):
    """Bytes as they were but for a few: no others are read for it, wherever they are kept."""

    def __init__(self, before: Mapping[str, bytes], changes: Mapping[str, bytes | None], names: Collection[str]) -> None:
        """`names` that do not change, each of which is found quickly."""
        earlier = before if isinstance(before, _Changed) else None  # after a hundred edits still one step away
        self._before: Mapping[str, bytes] = earlier._before if earlier else before
        self._changes: dict[str, bytes | None] = {**(earlier._changes if earlier else {}), **changes}
        super().__init__(names._names if isinstance(names, ByName) else names)

    def __getitem__(self, name: str) -> bytes:
        if name not in self._names:
            raise KeyError(name)
        return self._changes.get(name) or self._before[name]

    def items(self) -> ItemsView[str, bytes]:
        """Name and bytes, one after another, read the way in which whoever holds those of before reads all."""
        return Walked(self, self._walk)

    def _walk(self) -> Iterator[tuple[str, bytes]]:
        before = iter(self._before.items())
        for name in self._names:
            found = self._changes.get(name)
            if not found:  # mostly the next; some before it may be gone or changed
                found = next((packed for other, packed in before if other == name), None) or self._before[name]
            yield name, found


class Walked(ItemsView[str, V]):
    """Name and value of each, for who has a quicker way to all than to one after another."""

    def __init__(self, values: Mapping[str, V], walk: Callable[[], Iterator[tuple[str, V]]]) -> None:
        super().__init__(values)
        self._walk = walk

    def __iter__(self) -> Iterator[tuple[str, V]]:
        return self._walk()


def pack(record: msgspec.Struct) -> bytes:
    """The record as bytes: its fields by name, those left out not written."""
    room = bytearray(_ROOM)
    _ENCODER.encode_into(record, room)
    return bytes(room)  # a copy of just this length: what is grown and cut to size leaves gaps, a fifth of all memory


def replaced(records: Mapping[str, T], changes: Mapping[str, T]) -> Mapping[str, T]:
    """The records with these put in their place or added, in order of name; packed if they are."""
    if isinstance(records, Packed):
        return records.but({name: pack(record) for name, record in changes.items()})
    return dict(sorted({**records, **changes}.items()))


def each(records: Mapping[str, T], decode: Callable[[bytes], V]) -> Iterator[tuple[str, V]]:
    """Name and what `decode` makes of the bytes of each record: for who needs less of it than all."""
    return records.decoded(decode) if isinstance(records, Packed) else ((name, decode(pack(record))) for name, record in records.items())


def _decoded(packed: Mapping[str, bytes], decode: Callable[[bytes], T], name: str) -> T:
    return decode(packed[name])
