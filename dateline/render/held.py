"""What was made once of a record, and is held for the next page that shows it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, Protocol, TypeVar

import msgspec

T = TypeVar("T")
Key = TypeVar("Key")
_pack = msgspec.msgpack.Encoder().encode
_NEAR = 1_000  # events held as they are, of some 2.5 KB an entry and 6 what is said


class Room(Protocol):
    """A place for bytes, where each piece is known by a number."""

    def put(self, content: bytes) -> int:
        """Put the bytes there; their number."""

    def get(self, place: int) -> bytes:
        """The bytes that have this number."""


class Heap:
    """A room in memory."""

    def __init__(self) -> None:
        self._held: list[bytes] = []

    def put(self, content: bytes) -> int:
        """Put the bytes there; their number."""
        self._held.append(content)
        return len(self._held) - 1

    def get(self, place: int) -> bytes:
        """The bytes that have this number."""
        return self._held[place]


class Kept(dict[Key, T]):
    """What was made once and is used again; forgotten when it becomes too much."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self._most = most

    def __setitem__(self, key: Key, value: T) -> None:
        if len(self) >= self._most:
            self.clear()
        super().__setitem__(key, value)


class MadeOf(Kept[str, T]):
    """What was made of records of a kind; who uses it read the record, whoever made it."""

    def __init__(self, most: int, kind: str, note: Callable[[str], None]) -> None:
        super().__init__(most)
        self._kind, self._note = f"{kind}:", note

    def get(self, name: str, default: Any = None) -> Any:
        """What was made of the record, or `default`."""
        self._note(self._kind + name)
        return super().get(name, default)


class OfEvents(Generic[T]):
    """What pages show of events in one form: of the latest as it is, of all others packed in a room that may be a file.

    Pages along the timeline ask for what is near; those of persons, topics and sources for events of many years.
    """

    def __init__(self, kind: str, form: type[T], room: Callable[[], Room]) -> None:
        """`kind` names the cells of what is made, "entry" those of "entry:ryabkov"; the `room` is made when it is needed."""
        self.kind, self._make_room = f"{kind}:", room
        self._decode = msgspec.msgpack.Decoder(form).decode
        self.clear()

    def __contains__(self, name: str) -> bool:
        return name in self._far

    def get(self, name: str) -> T | None:
        """What was made of the event; None where it is not held."""
        found = self._near.get(name)
        if found is None and name in self._far:
            found = self._near[name] = self._decode(self._room.get(self._far[name]))
        return found

    def keep(self, name: str, made: T) -> None:
        """Hold what was made of the event."""
        if not self._far:
            self._room = self._make_room()
        self._near[name] = made
        self._far[name] = self._room.put(_pack(made))

    def rest(self) -> None:
        """Hold them packed alone."""
        self._near.clear()

    def clear(self) -> None:
        """Hold nothing any longer."""
        self._near: Kept[str, T] = Kept(_NEAR)
        self._far: dict[str, int] = {}
