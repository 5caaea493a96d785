"""Whether two events of different sources are one happening; and a place to look them up by their days.

Conservative: dates that can be the same, and people and words in common; in doubt two events, and `check` asks.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from typing import NamedTuple

from dateline.alike import day_keys, may_coincide
from dateline.model import Event
from dateline.propose.gist import words_of

SHARED_WORDS = 0.34  # of the shorter passage's content words; measured on pairs of reports of one council vote, see tests
LEAST = 2  # words: one, such as a town's name, two happenings of one day share by chance


class Telling(NamedTuple):
    """An event as far as it is compared with others."""

    date: str
    people: tuple[str, ...]
    sources: frozenset[str]
    words: Iterable[str]  # the weighty ones


def telling_of(event: Event) -> Telling:
    """What is compared of an event."""
    return Telling(event.date, event.people, frozenset(sources_of(event)), words_of(event))


class Calendar:
    """Events by the days on which they may lie, in order of entry: 60,000 of them are not compared pair by pair.

    Words are kept as numbers, four bytes each, and dates once: this is the largest thing that an import holds.
    """

    def __init__(self) -> None:
        self._dates: list[str] = []
        self._people: list[tuple[str, ...]] = []
        self._sources: list[frozenset[str]] = []
        self._words: list[array[int]] = []
        self._at: dict[int | str, array[int]] = {}  # day or date as written → places
        self._number: dict[str, int] = {}  # word → its number
        self._date: dict[str, str] = {}

    def add(self, telling: Telling) -> int:
        """Enter the event; its place."""
        place = len(self._dates)
        self._dates.append(self._date.setdefault(telling.date, telling.date))
        self._people.append(telling.people)
        self._sources.append(telling.sources)
        self._words.append(array("I", list(self._numbers(telling))))  # of a list, which has a length: nothing is kept in reserve
        for key in day_keys(telling.date):
            self._at.setdefault(key, array("I")).append(place)
        return place

    def grow(self, place: int, telling: Telling) -> None:
        """The event at that place is told here too."""
        self._people[place] = tuple(dict.fromkeys((*self._people[place], *telling.people)))
        self._sources[place] |= telling.sources
        self._words[place] = array("I", self._numbers(telling).union(self._words[place]))

    def find(self, telling: Telling) -> int | None:
        """The place of the first event that is the same happening, told by other sources."""
        places = sorted({place for key in day_keys(telling.date) for place in self._at.get(key, ())})
        if not places:
            return None
        words, people = self._numbers(telling), set(telling.people)
        return next((p for p in places if telling.sources.isdisjoint(self._sources[p]) and self._is_one(telling.date, people, words, p)), None)

    def _is_one(self, date: str, people: set[str], words: set[int], place: int) -> bool:
        there, theirs = self._words[place], self._people[place]
        is_shared = not people.isdisjoint(theirs)
        if not (is_shared or not people or not theirs) or not words or not there:
            return False
        needed = SHARED_WORDS if is_shared else 1.5 * SHARED_WORDS
        return len(words.intersection(there)) >= max(LEAST, needed * min(len(words), len(there))) and may_coincide(date, self._dates[place])

    def _numbers(self, telling: Telling) -> set[int]:
        return {self._number.setdefault(word, len(self._number)) for word in telling.words}


def sources_of(event: Event) -> set[str]:
    """Ids of the sources that report the event."""
    return {r.source for r in event.reports}
