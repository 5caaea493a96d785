"""Whether two events of different sources are one happening; and a place to look them up by their days.

Conservative: dates that can be the same, and people and words in common; in doubt two events, and `check` asks.
"""

from __future__ import annotations

from collections.abc import Iterable

from dateline.alike import day_keys, may_coincide, shared_part, weighty_words
from dateline.model import Event

SHARED_WORDS = 0.34  # of the shorter passage's content words; measured on pairs of reports of one council vote, see tests


class Calendar:
    """Events by the days on which they may lie, in order of entry: 10,000 of them are not compared pair by pair."""

    def __init__(self, events: Iterable[Event] = ()) -> None:
        self.events: list[Event] = []
        self._words: list[set[str]] = []
        self._at: dict[int | str, list[int]] = {}  # day or date as written → places in events
        for event in events:
            self.add(event)

    def add(self, event: Event) -> int:
        """Enter the event; its place."""
        self.events.append(event)
        self._words.append(_words(event))
        place = len(self.events) - 1
        for key in day_keys(event.date):
            self._at.setdefault(key, []).append(place)
        return place

    def replace(self, place: int, event: Event) -> None:
        """The event at that place has grown; its date is the same."""
        self.events[place] = event
        self._words[place] = _words(event)

    def find(self, event: Event) -> int | None:
        """The place of the first event that is the same happening, told by other sources."""
        words = _words(event)
        places = sorted({place for key in day_keys(event.date) for place in self._at.get(key, ())})
        own = sources_of(event)
        return next((p for p in places if not own & sources_of(self.events[p]) and self._is_one(event, words, p)), None)

    def _is_one(self, event: Event, words: set[str], place: int) -> bool:
        other = self.events[place]
        if not may_coincide(event.date, other.date):
            return False
        shared = set(event.people) & set(other.people)
        if event.people and other.people and not shared:
            return False
        needed = SHARED_WORDS if shared else 1.5 * SHARED_WORDS
        return shared_part(words, self._words[place]) >= needed


def sources_of(event: Event) -> set[str]:
    """Ids of the sources that report the event."""
    return {r.source for r in event.reports}


def _words(event: Event) -> set[str]:
    return weighty_words(" ".join([event.title, *(r.passage for r in event.reports)]))
