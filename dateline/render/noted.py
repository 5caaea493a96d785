"""Mappings that note what is read from them: the name of each thing that was asked for, as a *cell* (see `book`)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any, TypeVar

from dateline.model import Person
from dateline.packed import ByName
from dateline.render.outline import person_outline
from dateline.render.plan import Plan

T = TypeVar("T")
Note = Callable[[str], None]
_NEAR = 128  # records


class Noted(Mapping[str, T]):
    """Records, or what the plan says of them; `[name]` notes the cell "kind:name", a walk over all notes that too."""

    __slots__ = ("_all", "_kind", "_names", "_near", "_note", "_seen", "_some")

    def __init__(self, kind: str, some: Mapping[str, T], note: Note, among: Collection[str] | None = None, *, all_of: str = "", seen: str = "") -> None:
        """`among`: those of the records that can be seen, in their order; `all_of`: the cell of a walk over them; `seen`: the
        kind of cell that tells whether there is one.
        """
        self._kind, self._some, self._note = f"{kind}:", some, note
        self._names = some if among is None else among
        self._near: dict[str, T] = {}  # a page asks for a record again and again
        self._all, self._seen = all_of or f"{kind}:*", f"{seen or kind}:"

    def __getitem__(self, name: str) -> T:
        self._note(self._kind + name)
        found = self._near.get(name)
        return self._found(name) if found is None else found

    def get(self, name: str, default: Any = None) -> Any:
        """The record, or `default`."""
        self._note(self._kind + name)
        found = self._near.get(name)
        if found is None:
            return self._found(name) if name in self._names else default
        return found

    def _found(self, name: str) -> T:
        if name not in self._names:
            raise KeyError(name)
        if len(self._near) >= _NEAR:
            self._near.clear()
        found = self._near[name] = self._some[name]
        return found

    def __contains__(self, name: object) -> bool:
        self._note(f"{self._seen}{name}")
        return name in self._names

    def __iter__(self) -> Iterator[str]:
        self._note(self._all)
        return iter(self._names)

    def __len__(self) -> int:
        self._note(self._all)
        return len(self._names)


class OfPlan(Mapping[str, T]):
    """A mapping of the plan, which may lie on disk until it is asked for; `[key]` notes the cell "field:key"."""

    __slots__ = ("_field", "_note", "_plan")

    def __init__(self, plan: Plan, field: str, note: Note) -> None:
        self._plan, self._field, self._note = plan, field, note

    def __getitem__(self, key: str) -> T:
        self._note(f"{self._field}:{key}")
        found: T = getattr(self._plan, self._field)[key]
        return found

    def __contains__(self, key: object) -> bool:
        self._note(f"{self._field}:{key}")
        return key in getattr(self._plan, self._field)

    def __iter__(self) -> Iterator[str]:
        self._note(f"plan:{self._field}")
        return iter(getattr(self._plan, self._field))

    def __len__(self) -> int:
        self._note(f"plan:{self._field}")
        return len(getattr(self._plan, self._field))


class Names(ByName[Person]):
    """People without what only their own page shows."""

    def __init__(self, people: Mapping[str, Person]) -> None:
        super().__init__(people)
        self._people = people
        self._made: dict[str, Person] = {}

    def __getitem__(self, name: str) -> Person:
        if name not in self._made:
            self._made[name] = person_outline(self._people[name])
        return self._made[name]
