"""What will be proposed, found from gists: whose finding belongs to which event, and which ids all of it gets.

The records themselves are made article by article afterwards (`records`), so that no two texts need be held at once.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from hashlib import blake2b
from typing import NamedTuple

import msgspec

from dateline.findings import Reading
from dateline.model import Archive, Event, Person, Record, SourceAddition
from dateline.propose.cast import Cast, Named, cast_of
from dateline.propose.gist import EventGist, Gist
from dateline.propose.happenings import Draft, drafts_of
from dateline.propose.merge import Groups, Told, is_covered, joined, only_new, told_by_source
from dateline.propose.origins import Origin
from dateline.propose.same import Telling
from dateline.text import words_hash

Findings = tuple[tuple[str, str], ...]  # (source id, hash): in whose receipt a decision is kept, and what it is about
Settled = Collection[tuple[str, str]]
Frozen = Mapping[str, Record | None]
_NONE = -(2**31)  # the group of a finding that is not proposed


class Made(NamedTuple):
    """One proposal."""

    key: str  # "events/ryabkov"
    record: Record  # new, or an addition to one that is there
    findings: Findings
    tellers: tuple[str, ...] = ()  # of an event: the sources whose findings it is made of
    recipe: int = 0  # digest of all that it is made of: equal ones are of equal records


class Plan(NamedTuple):
    """Which findings make which events."""

    archive: Archive
    origins: Sequence[Origin]  # of each reading
    cast: Cast
    current: Sequence[int]  # places of the readings that findings are taken from, in order; Cast counts these
    groups: Sequence[Sequence[int]]  # of each of them: the number of each event's group, or _NONE
    names: Sequence[str]  # id of each group of a new event, by its number
    accepted: Sequence[str]  # ids of the accepted events: those that are added to have the numbers -1, -2, …
    recipes: Mapping[int, int]  # number of a group → digest of all that its record is made of
    unwanted: Collection[str]  # ids of people that were rejected
    people: Mapping[str, Sequence[int]]  # id of somebody new who is referred to → places in `current`
    gone: Collection[str]  # ids of sources that were rejected, or accepted and deleted

    def ids(self, at: int, gist: Gist | Reading) -> dict[str, str]:
        """Name → id of those who are found in the article at this place in `current`."""
        people = gist.people if isinstance(gist, Gist) else gist.findings.people
        named = zip((p.name for p in people), self.cast.ids(at), strict=True)
        return {name: i for name, i in named if i not in self.unwanted}

    def name(self, number: int) -> str:
        """The id of a group's event."""
        return self.names[number] if number >= 0 else self.accepted[-1 - number]

    def numbers(self, at: int) -> set[int]:
        """The numbers of the groups that the article at this place in `current` tells of."""
        return {number for number in self.groups[at] if number != _NONE}

    def sizes(self) -> dict[int, int]:
        """How many findings each group has."""
        counts: dict[int, int] = {}
        for numbers in self.groups:
            for number in numbers:
                if number != _NONE:
                    counts[number] = counts.get(number, 0) + 1
        return counts


def plan(
    gist: Callable[[int], Gist],
    origins: Sequence[Origin],
    archive: Archive,
    settled: Settled,
    frozen: Frozen,
    key: Callable[[int], str] = str,
) -> Plan:
    """What is proposed for these articles; `gist` gives that of the reading at a place, for which `origins` has the source.

    `key` tells one reading from all others, also of other runs; recipes are made with it. `settled` are findings, (source id, hash), that need no proposal: accepted, rejected, or told by a proposal that is
    not to be touched. `frozen` are those: their ids are taken; None where such a file cannot be read.
    """
    decided = {digest for _, digest in settled}

    def is_settled(key: str) -> bool:
        return key not in frozen and record_finding(key) in decided

    known = {**archive.people, **{_id(k): r for k, r in frozen.items() if isinstance(r, Person) and _id(k) not in archive.people}}
    gone = {o.id for o in origins if o.id not in archive.sources and is_settled(f"sources/{o.id}")}
    current = [place for place, o in enumerate(origins) if o.newest and o.id not in gone]
    cast = cast_of((_named(gist(place), origins[place].id) for place in current), known)
    unwanted = {i for i in cast.new_ids() if is_settled(f"people/{i}")} if decided else set()
    there = _with_frozen(archive, frozen)
    told = told_by_source(there)
    groups = Groups(archive)
    numbers: list[array[int]] = []
    people: dict[str, array[int]] = {}
    recipes: dict[int, int] = {}
    for at, place in enumerate(current):
        found = gist(place)
        ids, source = cast.ids(at), origins[place].id
        teller = frozenset((source,))  # one for all its events
        wanted = [_is_wanted(event, source, settled, there, told) for event in found.events]
        mine = [_entered(groups, event, teller, ids, unwanted) if wants else _NONE for event, wants in zip(found.events, wanted, strict=True)]
        numbers.append(array("i", mine))
        for n, (event, number) in enumerate(zip(found.events, mine, strict=True)):
            if number != _NONE:
                recipes[number] = _with_finding(recipes.get(number, 0), key(place), n, source, [i for p in event.named if (i := ids[p]) not in unwanted])
        for person in {ids[n] for event, wants in zip(found.events, wanted, strict=True) if wants for n in event.named}:
            if person not in known and person not in unwanted:
                people.setdefault(person, array("I")).append(at)
    names = groups.name_all({_id(k) for k in frozen if k.startswith("events/")})
    accepted = [*archive.events]
    for number in [n for n in recipes if n < 0]:
        recipes[number] = number_of(recipes[number], msgspec.msgpack.encode(archive.events[accepted[-1 - number]]))
    return Plan(archive, origins, cast, current, numbers, names, accepted, recipes, unwanted, people, gone)


def _with_finding(recipe: int, *parts: object) -> int:
    """The recipe of an event with one finding more: which one of which reading, and the ids of those it names."""
    return number_of(recipe, msgspec.msgpack.encode(parts))


def number_of(number: int, data: bytes) -> int:
    """A digest of both as a number of eight bytes."""
    return int.from_bytes(blake2b(number.to_bytes(8, "big") + data, digest_size=8).digest(), "big")


def _named(gist: Gist, source: str) -> Named:
    return Named(gist.people, gist.publisher, source)


def _is_wanted(event: EventGist, source: str, settled: Settled, there: Archive, told: Told) -> bool:
    return not any((source, digest) in settled for digest in (*event.findings, *event.runs)) and not is_covered(event, source, there, told)


def _entered(groups: Groups, event: EventGist, source: frozenset[str], ids: Sequence[str], unwanted: Collection[str]) -> int:
    people = tuple(dict.fromkeys(i for n in event.people if (i := ids[n]) not in unwanted))
    return groups.add(Telling(event.date, people, source, event.words), event.title, planned=event.planned)


def events(made: Plan, read: Callable[[int], Reading], wanted: Collection[int] | None = None) -> Iterator[Made]:
    """The proposed events, each when its last finding has been read; `read` gives the reading at a place.

    `wanted` are the numbers of the groups to make; all, if it is left out.
    """
    missing = made.sizes()
    begun: dict[int, Draft] = {}
    tellers: dict[int, tuple[str, ...]] = {}
    for at, (place, numbers) in enumerate(zip(made.current, made.groups, strict=True)):
        mine = [n for n in numbers if n != _NONE and (wanted is None or n in wanted)]
        if not mine:
            continue
        reading = read(place)
        for number, draft in zip(numbers, drafts_of(reading, made.origins[place].id, made.ids(at, reading)), strict=True):
            if number not in mine:
                continue
            begun[number] = joined(begun[number], draft) if number in begun else draft
            tellers[number] = tuple(dict.fromkeys((*tellers.get(number, ()), made.origins[place].id)))
            missing[number] -= 1
            if not missing[number]:
                whole = begun.pop(number)
                have = made.archive.events.get(made.name(number))
                record = only_new(whole.event, have) if have else whole.event
                yield Made(f"events/{made.name(number)}", record, whole.findings, tellers.pop(number), made.recipes[number])


def _never(_key: str, _recipe: int) -> bool:
    return False


def people(made: Plan, stands: Callable[[str, int], bool] = _never) -> Iterator[Made]:
    """The people and organisations that the proposed events refer to and that are not there yet.

    `stands` is asked of key and recipe whether a record need not be made.
    """
    for name, places in made.people.items():
        key, tellers = f"people/{name}", sorted({made.origins[made.current[at]].id for at in places})
        recipe = number_of(0, msgspec.msgpack.encode([made.cast.recipe(name), tellers]))
        if stands(key, recipe):
            continue
        record, finding = made.cast.record(name), record_finding(key)
        if record is not None:
            yield Made(key, record, tuple((s, finding) for s in tellers), recipe=recipe)


def sources(made: Plan, stands: Callable[[str, int], bool] = _never) -> Iterator[Made]:
    """New sources, also those that no event came of: a person should see what was read; additions for new copies."""
    for one in _sources(made):
        recipe = number_of(0, msgspec.msgpack.encode(one.record))
        if not stands(one.key, recipe):
            yield one._replace(recipe=recipe)


def _sources(made: Plan) -> Iterator[Made]:
    for origin in made.origins:
        if not origin.newest or origin.id in made.gone:
            continue
        key, have = f"sources/{origin.id}", made.archive.sources.get(origin.id)
        findings = ((origin.id, record_finding(key)),)
        if have is None:
            yield Made(key, origin.source, findings)
        elif missing := tuple(c for c in origin.source.copies if c not in have.copies):
            yield Made(key, SourceAddition(copies=missing), findings)


def record_finding(key: str) -> str:
    """The hash by which a decision about a person or a source is kept: of its id, which freezes with the decision."""
    return words_hash(key)


def _id(key: str) -> str:
    return key.split("/", 1)[1]


def _with_frozen(archive: Archive, frozen: Frozen) -> Archive:
    """The archive with the events of untouchable proposals, so that what they tell is not proposed again."""
    told = {_id(k): r for k, r in frozen.items() if isinstance(r, Event)}
    return msgspec.structs.replace(archive, events={**told, **archive.events})
