"""The words of one file of the index after an edit: a few records come to a word, leave it, or have it elsewhere.

Only the entries beside them change, since each is told by its step from the one before.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Mapping
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from dateline.render.postings import BASE36, EVERYWHERE, places_shown, steps, texts_of, weights_shown
from dateline.render.search_row import Row


class BeyondError(Exception):
    """The old files do not tell enough, or are not as they were written."""


class Stand(NamedTuple):
    """Where a word stands in a record."""

    weight: int
    places: str  # "5.1", as in the file


Changes = Mapping[int, tuple[Row | None, Row | None]]  # record → what could be found of it, and what can
Moves = Mapping[int, tuple[Stand | None, Stand | None]]  # record → where the word stood and stands there


@lru_cache(maxsize=65_536)
def number(digits: str) -> int:
    """The number of these digits. Raises BeyondError."""
    try:
        return int(digits, 36)
    except ValueError as error:
        raise BeyondError from error


def moved(changes: Changes) -> dict[str, dict[int, tuple[Stand | None, Stand | None]]]:
    """Word → record → where it stood and where it stands, for the words of which that differs."""
    found: dict[str, dict[int, tuple[Stand | None, Stand | None]]] = defaultdict(dict)
    for record in sorted(changes):
        before, now = (_stands(row) if row else {} for row in changes[record])
        for word in before.keys() | now.keys():
            if before.get(word) != now.get(word):
                found[word][record] = (before.get(word), now.get(word))
    return found


def moved_word(weights: str, places: str, moves: Moves, most: float) -> tuple[str, str]:
    """Weights and places of a word as they are printed, "" and "" where no record holds it now; they were the same before. `most`: see `postings.common`.

    Raises BeyondError.
    """
    count = count_of(places) + sum([(now is not None) - (before is not None) for before, now in moves.values()])
    hidden = (weights_shown("", count, most), places_shown("", count))  # "" for what is to be shown
    if (weights == EVERYWHERE and not hidden[0]) or (places.startswith(EVERYWHERE) and not hidden[1]):
        raise BeyondError  # it tells something again: which records hold it is not in the files
    weights = hidden[0] or _moved_weights(weights, moves)
    return weights, hidden[1] or _moved_places(places, moves)


def count_of(places: str) -> int:
    """How many records hold a word of these places."""
    if places.startswith(EVERYWHERE):
        return int(places[1:])
    return places.count(",") + 1 if places else 0


def _stands(row: Row) -> dict[str, Stand]:
    weights: dict[str, int] = {}
    places: dict[str, list[int]] = defaultdict(list)
    for weight, first, words in texts_of(row):
        for place, word in enumerate(words, first):
            weights.setdefault(word, weight)
            places[word].append(place)
    return {word: Stand(weight, steps(places[word], ".")) for word, weight in weights.items()}


def _moved_weights(weights: str, moves: Moves) -> str:
    entries = weights.split(".") if weights else []
    found = list(accumulate([number(entry) >> 2 for entry in entries]))
    _move(entries, found, moves, lambda stand: BASE36[stand.weight], lambda entry, step: BASE36[step << 2 | number(entry) & 3])
    return ".".join(entries)


def _moved_places(places: str, moves: Moves) -> str:
    entries = places.split(",") if places else []
    found = list(accumulate([number(entry.partition(":")[0]) for entry in entries]))
    _move(entries, found, moves, lambda stand: f"0:{stand.places}", lambda entry, step: f"{BASE36[step]}:{entry.partition(':')[2]}")
    return ",".join(entries)


def _move(entries: list[str], records: list[int], moves: Moves, entry: Callable[[Stand], str], stepped: Callable[[str, int], str]) -> None:
    """Let the entries be those after the moves, and the records theirs."""
    for record, (before, now) in moves.items():
        at = bisect_left(records, record)
        there = records[at : at + 1] == [record]
        if there != (before is not None):
            raise BeyondError
        entries[at : at + there] = [] if now is None else [entry(now)]
        records[at : at + there] = [] if now is None else [record]
        for nth in range(at, min(at + 2, len(records))):
            entries[nth] = stepped(entries[nth], records[nth] - (records[nth - 1] if nth else 0))
