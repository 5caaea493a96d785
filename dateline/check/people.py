"""People whose names run into each other. Never a score: similar names may be two, different spellings one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from dateline.check.places import shown, where
from dateline.model import Archive, KeyPath
from dateline.names import split_name
from dateline.problem import Problem
from dateline.text import canonical

_MOST = 20  # people of one name that are asked about; more pairs would drown the rest


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
    """Same first and last name under two ids, or a record of a bare surname that another person bears."""
    groups: dict[tuple[str, str], list[str]] = defaultdict(list)
    surnames: dict[str, list[str]] = defaultdict(list)
    for name, person in archive.people.items():
        if person.kind == "person":
            parts = split_name(canonical(person.name).casefold())
            groups[parts.first, parts.last].append(name)
            surnames[parts.last].append(name)
    for (first, last), names in groups.items():
        for one, other in combinations(names[:_MOST], 2):
            yield from _question(archive, one, other)
        for other in surnames[last][:_MOST] if not first else ():
            for bare in names:
                if other not in names:
                    yield from _question(archive, bare, other)


def _question(archive: Archive, one: str, other: str) -> Iterator[Problem]:
    a, b = archive.people[one], archive.people[other]
    suffixes = {split_name(a.name).suffix, split_name(b.name).suffix}
    told_apart = other in a.distinct_from or one in b.distinct_from or (len(suffixes) == 2 and "" not in suffixes)
    if told_apart or canonical(a.name).casefold() == canonical(b.name).casefold():
        return  # the same name is told as shared
    what = f"'{shown(a.name)}' and '{shown(b.name)}' may be one person: {one}, {other}"
    hint = f"make them one record, or write distinct_from: [{other}] here"
    yield Problem("may-be-one", what, hint, where(archive, f"people/{one}", ("name",)), "warning")
