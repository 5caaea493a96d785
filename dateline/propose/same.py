"""Whether two events of different sources are one happening; and a place to look them up by their days.

Conservative: dates that can be the same, and people and words in common; in doubt two events, and `check` asks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from dateline.edtf import overlaps, read, width_days
from dateline.model import Event

SHARED_WORDS = 0.34  # of the shorter passage's content words; measured on pairs of reports of one council vote, see tests
_WIDEST = 8  # days: "last year" and "in 2016" overlap with everything, so wider dates must be equal
WORD = re.compile(r"[^\W\d_][\w’'-]{2,}")
STOP = frozenset(
    "the and but for with from that this which who was were has had have been his her their its not said says into about "
    "after before over would will could also more than they them he she are when where what while did does mr mrs ms".split()
)


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
        for key in _keys(event.date):
            self._at.setdefault(key, []).append(place)
        return place

    def replace(self, place: int, event: Event) -> None:
        """The event at that place has grown; its date is the same."""
        self.events[place] = event
        self._words[place] = _words(event)

    def find(self, event: Event) -> int | None:
        """The place of the first event that is the same happening, told by other sources."""
        words = _words(event)
        places = sorted({place for key in _keys(event.date) for place in self._at.get(key, ())})
        own = sources_of(event)
        return next((p for p in places if not own & sources_of(self.events[p]) and self._is_one(event, words, p)), None)

    def _is_one(self, event: Event, words: set[str], place: int) -> bool:
        other = self.events[place]
        if event.date != other.date and not overlaps(event.date, other.date):
            return False
        shared = set(event.people) & set(other.people)
        if event.people and other.people and not shared:
            return False
        needed = SHARED_WORDS if shared else 1.5 * SHARED_WORDS
        theirs = self._words[place]
        return bool(words and theirs) and len(words & theirs) / min(len(words), len(theirs)) >= needed


def sources_of(event: Event) -> set[str]:
    """Ids of the sources that report the event."""
    return {r.source for r in event.reports}


def _keys(date: str) -> list[int | str]:
    """Each day of a narrow date; a wide one is found under itself alone; none for an undated event."""
    if not date:
        return []
    if width_days(date) > _WIDEST:
        return [date]
    found = read(date)
    if found.earliest is None or found.latest is None:
        return [date]
    return list(range(found.earliest.toordinal(), found.latest.toordinal() + 1))


def _words(event: Event) -> set[str]:
    text = " ".join([event.title, *(r.passage for r in event.reports)])
    return {w.lower().removesuffix("s") for w in WORD.findall(text) if w.lower() not in STOP}
