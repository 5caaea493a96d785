"""Events that may be one: the question that is left open where two tellings were not alike enough to be merged."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.alike import day_keys, may_coincide, shared_part, weighty_words
from dateline.check.places import shown, where
from dateline.model import Archive, Event
from dateline.problem import Problem

_WITH_PEOPLE = 0.25  # of the shorter telling's weighty words, where they share somebody …
_WITHOUT = 0.5  # … and where neither tells of anybody
_MOST = 40  # events of one day that are compared; more pairs would take long and drown the rest


def events_that_may_be_one(archive: Archive) -> Iterator[Problem]:
    """Two events of different sources on the same days, with people and words in common."""
    words = {name: weighty_words(" ".join([e.title, *(r.passage for r in e.reports)])) for name, e in archive.events.items()}
    days: dict[int | str, list[str]] = {}
    for name, event in archive.events.items():
        for key in day_keys(event.date) if not event.withdrawn else ():
            days.setdefault(key, []).append(name)
    pairs = {(a, b): None for names in days.values() for n, a in enumerate(names[:_MOST]) for b in names[n + 1 : _MOST]}
    for one, other in pairs:
        a, b = archive.events[one], archive.events[other]
        if may_coincide(a.date, b.date) and _may_be_one(a, b, shared_part(words[one], words[other])) and not _told_apart(one, a, other, b):
            what = f"'{shown(a.title)}' and '{shown(b.title)}' may be one event: {one}, {other}"
            hint = f"make them one, with was: [{other}], or write distinct_from: [{other}] here"
            yield Problem("events-may-be-one", what, hint, where(archive, f"events/{one}", ("title",)), "warning")


def _may_be_one(one: Event, other: Event, shared: float) -> bool:
    if _sources(one) & _sources(other):  # one source that tells them apart is answer enough
        return False
    people, others = {*one.people}, {*other.people}
    if people and others:
        return bool(people & others) and shared >= _WITH_PEOPLE
    return shared >= _WITHOUT


def _told_apart(one: str, a: Event, other: str, b: Event) -> bool:
    return other in a.distinct_from or one in b.distinct_from


def _sources(event: Event) -> set[str]:
    return {report.source for report in event.reports}
