"""People whose names run into each other. Never a score: similar names may be two, different spellings one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from dateline.check.places import shown, where
from dateline.model import Archive, KeyPath
from dateline.names import same_person, split_name
from dateline.problem import Problem
from dateline.text import canonical

_MOST = 60  # people of one surname that are compared; more pairs would take long and drown the rest


def shared_names(archive: Archive) -> Iterator[Problem]:
    """A name or alias that two records give: whoever is meant cannot be told."""
    owners: dict[str, list[tuple[str, str, KeyPath]]] = defaultdict(list)
    for name, person in archive.people.items():
        given: list[tuple[str, KeyPath]] = [(person.name, ("name",))]
        given += [(alias, ("aliases", i)) for i, alias in enumerate(person.aliases)]
        for text, key in given:
            owners[canonical(text).casefold()].append((name, text, key))
    for found in owners.values():
        people = list(dict.fromkeys(name for name, _, _ in found))
        if len(people) > 1:
            name, text, key = next((one for one in found if one[2] != ("name",)), found[-1])
            kind = "name" if key == ("name",) else "alias"
            what = f"two people share the {kind} '{shown(text)}': {', '.join(people)}"
            hint = "give one of them a longer alias" if kind == "alias" else "give one of them a longer name, or make them one record"
            yield Problem("alias-not-unique", what, hint, where(archive, f"people/{name}", key))


def people_that_may_be_one(archive: Archive) -> Iterator[Problem]:
    """Two records whose names may be one person's: by the rule of dateline.names, never by likeness."""
    surnames: dict[str, list[str]] = defaultdict(list)
    for name, person in archive.people.items():
        if person.kind == "person":
            surnames[split_name(_plain(person.name)).last].append(name)
    for names in surnames.values():
        for pair in combinations(names[:_MOST], 2):
            one, other = sorted(pair, key=lambda name: bool(split_name(archive.people[name].name).first))  # a bare surname first
            if same_person(_plain(archive.people[one].name), _plain(archive.people[other].name)) != "no":
                yield from _question(archive, one, other)


def _plain(name: str) -> str:
    return canonical(name).casefold()


def _question(archive: Archive, one: str, other: str) -> Iterator[Problem]:
    a, b = archive.people[one], archive.people[other]
    told_apart = other in a.distinct_from or one in b.distinct_from
    if told_apart or _plain(a.name) == _plain(b.name):
        return  # the same name is told as shared
    what = f"'{shown(a.name)}' and '{shown(b.name)}' may be one person: {one}, {other}"
    hint = f"make them one record, or write distinct_from: [{other}] here"
    yield Problem("may-be-one", what, hint, where(archive, f"people/{one}", ("name",)), "warning")
