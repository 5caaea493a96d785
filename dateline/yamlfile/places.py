"""Where values stand in their files, looked up only when a message needs it: most files are read without their places."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from dateline.model import KeyPath, Record
from dateline.problem import Where
from dateline.yamlfile.read import read_record

Place = tuple[str, KeyPath]  # a file as messages show it, and the way to a value in it


class Places(Mapping[Place, Where]):
    """The places that are known, and those of files that are read again when the first of theirs is asked for.

    `text_of` gives a file's text, "" where it is gone since.
    """

    def __init__(self, text_of: Callable[[str], str]) -> None:
        self._known: dict[Place, Where] = {}
        self._later: dict[str, type[Record]] = {}
        self._text_of = text_of

    def add(self, path: str, places: Mapping[KeyPath, Where]) -> None:
        """The places of a file that was read with them."""
        self._known.update(((path, key), where) for key, where in places.items())

    def later(self, path: str, kind: type[Record]) -> None:
        """A file that was read without; it holds a record of this kind."""
        self._later[path] = kind

    def __getitem__(self, place: Place) -> Where:
        self._read(place[0])
        return self._known[place]

    def __iter__(self) -> Iterator[Place]:
        for path in list(self._later):
            self._read(path)
        return iter(self._known)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def _read(self, path: str) -> None:
        kind = self._later.pop(path, None)
        if kind is not None:
            self.add(path, read_record(kind, self._text_of(path), path)[1])
