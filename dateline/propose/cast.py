"""Who is who across articles: one record a person, by the rule of docs/format.md and never by likeness.

Full names first (a missing middle initial merges, differing initials do not), then bare surnames, which belong to the
one person who bears them; where two bear it, the bare name stays a record of its own and `check` asks.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

import msgspec

from dateline.findings import PersonFound
from dateline.model import Person, Role
from dateline.names import name_id_words, same_person, split_name
from dateline.slug import slug

_split = lru_cache(8192)(split_name)  # the same names come again and again


class Named(NamedTuple):
    """Who is found in one article."""

    people: Sequence[PersonFound]
    publisher: str  # of the article
    source: str  # its id


class Cast:
    """Persons and organisations of all articles."""

    def __init__(self, register: _Register, numbers: Sequence[Sequence[int]], known: Mapping[str, Person]) -> None:
        self._register = register
        self._numbers = numbers
        self._known = known
        self._by_id = {e.id: e for e in register.entities}

    def ids(self, place: int) -> list[str]:
        """The ids of those who are found in an article, in the order of its findings."""
        return [self._register.entities[number].id for number in self._numbers[place]]

    def record(self, name: str) -> Person | None:
        """The record with this id: the accepted one, or one as the articles give it; None where nobody has the id."""
        entity = self._by_id.get(name)
        return self._known.get(name) or (_record(entity, self._register.bearers) if entity else None)

    def recipe(self, name: str) -> tuple[object, ...]:
        """All that the record with this id is made of; nothing where nobody has it."""
        entity, bearers = self._by_id.get(name), self._register.bearers
        if entity is None:
            return ()
        return (entity.kind, entity.names, entity.roles, [bearers(n) == 1 for n in entity.names] if len(entity.names) > 1 else [])

    def new_ids(self) -> list[str]:
        """The ids of those who are not known yet."""
        return [name for name in self._by_id if name not in self._known]


class _Entity:
    """One person or organisation while names are gathered."""

    __slots__ = ("id", "kind", "names", "number", "roles")  # there may be thirty thousand

    def __init__(self, kind: str, fixed: str = "") -> None:
        self.kind = kind
        self.id = fixed
        self.number = -1
        self.names: list[str] = []  # in order of finding, each once
        self.roles: list[tuple[str, str]] = []  # role in the outlet's words, source; each role once


class _Register:
    """All entities, found by what they are called: a timeline of years names thousands."""

    def __init__(self) -> None:
        self.entities: list[_Entity] = []
        self._called: dict[str, dict[str, list[_Entity]]] = {"person": {}, "organisation": {}}  # kind → plain name → those who bear it
        self._surname: dict[str, list[_Entity]] = {}  # persons

    def add(self, entity: _Entity) -> _Entity:
        """Enter somebody new, under the names that are known so far."""
        entity.number = len(self.entities)
        self.entities.append(entity)
        for name in entity.names:
            self._index(entity, name)
        return entity

    def name(self, entity: _Entity, *names: str) -> None:
        """Further names of somebody who is entered."""
        for name in names:
            if name not in entity.names:
                entity.names.append(name)
                self._index(entity, name)

    def _index(self, entity: _Entity, name: str) -> None:
        places = [self._called[entity.kind].setdefault(_plain(name), [])]
        if entity.kind == "person":
            places.append(self._surname.setdefault(_split(name).last.casefold(), []))
        for place in places:
            if entity not in place:
                place.append(entity)

    def find(self, person: PersonFound) -> _Entity:
        """The one who bears the name or is the same by the rule; somebody new where none or several do."""
        matches = self._called[person.kind].get(_plain(person.name), [])
        if not matches and person.kind == "person":
            matches = [e for e in self._surname.get(_split(person.name).last.casefold(), ()) if _is_one(person, e)]
        return matches[0] if len(matches) == 1 else self.add(_Entity(person.kind))

    def meet(self, person: PersonFound, source: str) -> int:
        """Enter a finding; the number of the one who is meant."""
        entity = self.find(person)
        self.name(entity, person.name, *person.aliases)
        for role in person.roles:
            if all(role != have for have, _ in entity.roles):
                entity.roles.append((role, source))
        return entity.number

    def bearers(self, name: str) -> int:
        """How many persons and organisations bear a name."""
        return sum(len(called.get(_plain(name), ())) for called in self._called.values())


def cast_of(articles: Iterable[Named], known: Mapping[str, Person]) -> Cast:
    """Ids and records for all who are found in the articles, beside those who are known.

    Each article is looked at once; those who are named by surname alone wait until all whole names are known.
    """
    register = _Register()
    for name, record in known.items():
        register.add(_known(name, record))
    numbers: list[array[int]] = []
    waiting: list[tuple[int, int, PersonFound, str]] = []  # place, place among its people, finding, source
    alike: dict[PersonFound, PersonFound] = {}  # the same surname waits in hundreds of articles
    for place, article in enumerate(articles):
        found = array("I", [0] * len(article.people))
        for n, person in enumerate(article.people):
            if _is_bare(person):
                waiting.append((place, n, alike.setdefault(person, person), article.source))
            else:
                found[n] = register.meet(_outlet(person, article.publisher), article.source)
        numbers.append(found)
    for place, n, person, source in waiting:
        numbers[place][n] = register.meet(person, source)
    _name_ids(register.entities)
    return Cast(register, numbers, known)


def _known(name: str, person: Person) -> _Entity:
    entity = _Entity(person.kind, name)
    entity.names += dict.fromkeys((person.name, *person.aliases))
    return entity


def _outlet(person: PersonFound, publisher: str) -> PersonFound:
    """An article's own outlet under its whole name: "The Ledger" in The Port Ellery Ledger."""
    short = person.kind == "organisation" and _plain(publisher).endswith(f" {_plain(person.name)}")
    return msgspec.structs.replace(person, name=publisher) if short else person


def _is_bare(person: PersonFound) -> bool:
    return person.kind == "person" and not _split(person.name).first


def _is_one(person: PersonFound, entity: _Entity) -> bool:
    full = [n for n in entity.names if _split(n).first]
    if _is_bare(person):
        last = _split(person.name).last.casefold()
        return any(_split(n).last.casefold() == last and not _split(n).suffix for n in full)
    answers = {same_person(person.name, n) for n in full}
    return "yes" in answers and "ask" not in answers


def _plain(name: str) -> str:
    """Organisations are one under "the F.B.I." and "FBI", "The White House" and "White House"."""
    return name.casefold().removeprefix("the ").replace(".", "").strip()


def _record(entity: _Entity, bearers: Callable[[str], int]) -> Person:
    """The record, without aliases that another one bears too: whose they are is for a person to say."""
    name = _fullest(entity)
    return Person(
        name=name,
        kind="organisation" if entity.kind == "organisation" else "person",
        aliases=tuple(a for a in _aliases(name, entity) if bearers(a) == 1),
        roles=tuple(Role(role=role, source=source) for role, source in entity.roles),
    )


def _fullest(entity: _Entity) -> str:
    """The name with most parts, titles not counted; of equals the first found."""
    if entity.kind == "organisation":
        return entity.names[0].removeprefix("the ").removeprefix("The ")
    full = [n for n in entity.names if _split(n).first] or entity.names
    best = max(full, key=lambda n: (len(_split(n).middle.split()), bool(_split(n).suffix)))
    n = _split(best)
    return " ".join(part for part in n if part)


def _aliases(name: str, entity: _Entity) -> tuple[str, ...]:
    """Other forms, but those that follow from the name: a surname with or without title, middle names left out."""
    if entity.kind == "organisation":
        return tuple(n for n in entity.names if _plain(n) != _plain(name))
    own = _split(name.casefold())
    kept = []
    for other in entity.names:
        n = _split(other.casefold())
        follows = n.last == own.last and (not n.first or (n.first == own.first and {*n.middle.split()} <= {*own.middle.split()}))
        if not follows and other[:1].isupper():  # "the Russian president" is a role that others had before and after
            kept.append(other)
    return tuple(kept)


def _name_ids(entities: list[_Entity]) -> None:
    """First and last name; where two would share that, the whole name, then a number."""
    taken = {e.id for e in entities if e.id}
    new = [e for e in entities if not e.id]
    short = {id(e): _id_of(e) for e in new}
    counts = Counter(short.values())
    for entity in new:
        name = short[id(entity)]
        if counts[name] > 1 or name in taken:
            name = slug(_fullest(entity))
        number, base = 2, name
        while name in taken:
            name, number = f"{base}-{number}", number + 1
        taken.add(name)
        entity.id = name


def _id_of(entity: _Entity) -> str:
    name = _fullest(entity)
    return slug(name.replace(".", "") if entity.kind == "organisation" else name_id_words(name))
