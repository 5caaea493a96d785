"""In which order records came to a site. The search index numbers them by it, so that a new event moves none that was there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from dateline.model import Event
from dateline.render.when import last_day


def arrivals(events: Mapping[str, Event], first: Mapping[str, str], **named: Mapping[str, Iterable[str]]) -> dict[str, tuple[str, ...]]:
    """Kind → its records by the day on which they came, the unknown first; those of a day in the order in which they are given.

    `events` in order, and when each was `first` reported; `named`: of a kind, each record with the events that refer to it.
    """
    came = {name: event.added or _day(first[name]) for name, event in events.items()}
    found = {"events": tuple(sorted(came, key=came.__getitem__))}
    for kind, records in named.items():
        days = {name: min([came[event] for event in of]) for name, of in records.items()}
        found[kind] = tuple(sorted(days, key=days.__getitem__))
    return found


def _day(given: str) -> str:
    """The last day that a date may mean; "" where there is none."""
    day = last_day(given)
    return day.isoformat() if day else ""
