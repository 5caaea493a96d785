"""Events that may be one: the question that is left open where two tellings were not alike enough to be merged."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cached_property

from dateline.alike import day_keys, may_coincide, shared_part, weighty_words
from dateline.check.ground import Ground
from dateline.check.places import shown, where
from dateline.model import Event
from dateline.problem import Problem

_WITH_PEOPLE = 0.25  # of the shorter telling's weighty words, where they share somebody …
_WITHOUT = 0.5  # … and where neither tells of anybody
_MOST = 40  # events of one day that are compared; more pairs would take long and drown the rest

Pair = tuple[str, str]


class _Telling:
    """An event and what of it is compared."""

    def __init__(self, name: str, event: Event) -> None:
        self.name = name
        self.event = event
        self.people = {*event.people}
        self.sources = {report.source for report in event.reports}

    @cached_property
    def words(self) -> set[str]:
        return weighty_words(" ".join([self.event.title, *(r.passage for r in self.event.reports)]))


def pairs_of(ground: Ground, names: Sequence[str]) -> Iterator[tuple[Pair, Problem]]:
    """Two events of different sources among these of one day, with people and words in common."""
    if len(names) > 1:
        tellings = _tellings(ground, names)
        yield from (found for n, one in enumerate(tellings) for found in _questions(ground, one, tellings[n + 1 :]))


def pairs_with(ground: Ground, name: str, event: Event) -> Iterator[tuple[Pair, Problem | None]]:
    """What is asked about one event and each other of its days; None where nothing is."""
    for key in day_keys(event.date) if not event.withdrawn else ():
        names = list(ground.known.on_day(key)[:_MOST])
        if name in names:
            tellings = _tellings(ground, names)
            at = names.index(name)
            yield from (((other, name), None) for other in names[:at])
            yield from (((name, other), None) for other in names[at + 1 :])
            yield from (found for one in tellings[:at] for found in _questions(ground, one, tellings[at : at + 1]))
            yield from _questions(ground, tellings[at], tellings[at + 1 :])


def crowd(ground: Ground, names: Iterable[str]) -> set[str]:
    """These events and all others of their days."""
    return {*names, *(other for key in _days(ground, names) for other in ground.known.on_day(key))}


def pairs_among(ground: Ground, names: Collection[str]) -> Iterator[tuple[Pair, Problem]]:
    """What is asked about two of these events, on whichever day."""
    for key in _days(ground, names):
        yield from (found for found in pairs_of(ground, ground.known.on_day(key)) if found[0][0] in names and found[0][1] in names)


def _days(ground: Ground, names: Iterable[str]) -> set[int | str]:
    there = (event for name in names if (event := ground.archive.events.get(name)))
    return {key for event in there if not event.withdrawn for key in day_keys(event.date)}


def _tellings(ground: Ground, names: Sequence[str]) -> list[_Telling]:
    return [_Telling(name, ground.archive.events[name]) for name in names[:_MOST]]


def _questions(ground: Ground, one: _Telling, others: Sequence[_Telling]) -> Iterator[tuple[Pair, Problem]]:
    for other in others:
        if _may_be_one(one, other):
            what = f"'{shown(one.event.title)}' and '{shown(other.event.title)}' may be one event: {one.name}, {other.name}"
            hint = f"make them one, with was: [{other.name}], or write distinct_from: [{other.name}] here"
            place = where(ground.archive, f"events/{one.name}", ("title",))
            yield (one.name, other.name), Problem("events-may-be-one", what, hint, place, "warning")


def _may_be_one(one: _Telling, other: _Telling) -> bool:
    if one.sources & other.sources:  # one source that tells them apart is answer enough
        return False
    if one.people and other.people and not one.people & other.people:
        return False
    if other.name in one.event.distinct_from or one.name in other.event.distinct_from:
        return False
    if not may_coincide(one.event.date, other.event.date):
        return False
    enough = _WITH_PEOPLE if one.people and other.people else _WITHOUT
    return shared_part(one.words, other.words) >= enough
