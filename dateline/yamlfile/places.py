"""Where values stand in their files, looked up only when a message needs it: files are read without their places."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from dateline.model import KeyPath, Record
from dateline.problem import Where

Place = tuple[str, KeyPath]  # a file as messages show it, and the way to a value in it


class Places(Mapping[Place, Where]):
    """The places that are known, and those of files that are read again when the first of theirs is asked for.

    `forms` says what each of these files holds. `text_of` gives a file's text, "" where it is gone since.
    """

    def __init__(self, text_of: Callable[[str], str], forms: Mapping[str, type[Record]]) -> None:
        self._known: dict[Place, Where] = {}
        self._read: set[str] = set()
        self._forms = forms
        self._text_of = text_of

    def add(self, path: str, places: Mapping[KeyPath, Where]) -> None:
        """The places of a file that was read with them."""
        self._read.add(path)
        self._known.update(((path, key), where) for key, where in places.items())

    def __getitem__(self, place: Place) -> Where:
        self._find(place[0])
        return self._known[place]

    def __iter__(self) -> Iterator[Place]:
        for path in self._forms:
            self._find(path)
        return iter(self._known)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def _find(self, path: str) -> None:
        if path not in self._read and (form := self._forms.get(path)):
            from dateline.yamlfile.read import read_record

            self.add(path, read_record(form, self._text_of(path), path)[1])
