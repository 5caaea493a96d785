"""The words of the index: where each stands, as numbers while it is made, and as the text of its file.

    s-fe.js   word → records: of each the step from the one before, times four, plus a weight of 1 to 3: "5.2a"; "*" where it tells nothing
    p-fe.js   word → places: of each record the step, and the steps between its places: "2:5.1,1:4"; "*21023" of a word of so many records

Numbers have base 36. A file that would be large is parted by one more letter, see `tokens.file_of`. The places of a word in many
records have a file of their own, `alone`, since a phrase asks for no other word of the file.
"""

from __future__ import annotations

import math
import sys
from array import array
from collections import defaultdict, deque
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache, partial
from typing import NamedTuple

from dateline.render.search_row import Row
from dateline.render.tokens import file_of, shard_of, tokens, tokens_by_part

EVERYWHERE = "*"
FULL = 16_000  # entries in a file from which on it is parted: some 50 KB for a reader
_MANY = 16_000  # records from which on the places of a word are left out, so that a phrase has any word there: 45 KB
ALONE = 8_000  # records from which on its places have a file of their own
_NAMED = 24  # signs of a word that can be the name of a file
_SHARE = 0.5  # of all records from which on a word tells nothing …
_ENOUGH = 50  # … where there are at least so many records
_TELLING = 5  # bits of the number of records that count for it, so that one record more seldom changes what words tell
_GAP = 5  # places between two texts of a record, so that no phrase runs over their border
_SLOT = 36  # title, names and the parts of the text begin at a multiple of it, so that a word more in one seldom moves the others
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_HIGH = int(sys.byteorder == "little")  # which half of a number in memory is its record
_short_tokens = lru_cache(maxsize=16_384)(tokens)  # names occur in many records


class _Base36(dict[int, str]):
    """Number → its digits, each made once."""

    def __missing__(self, number: int) -> str:
        self[number] = digits = _DIGITS[number] if number < 36 else self[number // 36] + _DIGITS[number % 36]
        return digits


class _Signed(dict[int, str]):
    """Number → its digits behind a sign, each made once."""

    def __init__(self, sign: str) -> None:
        super().__init__()
        self._sign = sign

    def __missing__(self, number: int) -> str:
        self[number] = self._sign + BASE36[number]
        return self[number]


BASE36 = _Base36()
_RECORD, _FIRST, _NEXT = map(_Signed, ",:.")  # step to a record, its first place, step to the next


def common(records: int) -> float:
    """How many records a word may be in and still tell something."""
    if records < _ENOUGH:
        return math.inf
    rest = max(0, records.bit_length() - _TELLING)
    return _SHARE * (records >> rest << rest)


def texts_of(row: Row) -> Iterator[tuple[int, int, list[str]]]:
    """The words of a record, text by text: weight, place of the first, words. The highest weight comes first."""
    found = tokens(row.title)
    yield 3, 0, found
    place = _next_slot(len(found))
    for weight, texts in ((2, row.names), (1, row.aliases)):
        for text in texts:
            found = _short_tokens(text)
            yield weight, place, found
            place += len(found) + _GAP
    place = _next_slot(place - _GAP)
    for found in tokens_by_part(row.text, row.parts):
        yield 1, place, found
        place = _next_slot(place + len(found))


def _next_slot(place: int) -> int:
    return -(-(place + _GAP) // _SLOT) * _SLOT


class Postings:
    """Where all words stand: of each a row of numbers, record and place and weight in one, since a million of little texts would take ten times the memory."""

    def __init__(self) -> None:
        self._rows: defaultdict[str, array[int]] = defaultdict(partial(array, "Q"))

    def add(self, record: int, row: Row) -> None:
        """The words of the record of this number; records come in order."""
        row_of = self._rows.__getitem__
        for weight, place, words in texts_of(row):
            first = record << 32 | place << 2 | weight
            deque(map(array.append, map(row_of, words), range(first, first + 4 * len(words), 4)), maxlen=0)  # a loop takes a third longer

    def files(self, records: int) -> Iterator[File]:
        """The files of words, in order of their names but for parts; nothing is left here afterwards."""
        buckets: dict[str, list[str]] = defaultdict(list)
        for word in sorted(self._rows):
            buckets[shard_of(word)].append(word)
        most = common(records)
        for bucket in sorted(buckets):
            yield from _parted(bucket, {word: _written(self._rows.pop(word), most) for word in buckets[bucket]})


def steps(numbers: Sequence[int], sign: str) -> str:
    """Growing numbers, each as its step from the one before."""
    return sign.join([BASE36[here - before] for before, here in zip((0, *numbers), numbers, strict=False)])


class File(NamedTuple):
    """The words of one file, in order."""

    name: str
    weights: dict[str, str]
    places: dict[str, str]  # of words with no file of their own …
    alone: dict[str, str]  # … and of those with one
    bucket: str  # the name without its part
    entries: int  # of the whole bucket where it is parted, else 0


def entries(places: str) -> int:
    """How many records a word's places are of; 0 where they are left out."""
    return 0 if places.startswith(EVERYWHERE) else places.count(",") + 1


def stands_alone(word: str, places: str) -> bool:
    """Whether these places of a word have a file of their own."""
    return entries(places) > ALONE and len(word) <= _NAMED


def alone(word: str) -> str:
    """The file of a word's places, where they have one of their own."""
    return "w-" + "-".join(f"{ord(sign):x}" for sign in word)


def weights_shown(weights: str, count: int, most: float) -> str:
    """The weights as they are printed; `most`: see `common`."""
    return EVERYWHERE if count > most else weights


def places_shown(places: str, count: int) -> str:
    """The places as they are printed."""
    return f"{EVERYWHERE}{count}" if count > _MANY else places


def _parted(bucket: str, words: Mapping[str, tuple[str, str]]) -> Iterator[File]:
    held = sum([entries(places) for _, places in words.values()])
    large = {bucket} if held > FULL else set()
    names: dict[str, list[str]] = defaultdict(list)
    for word in words:
        names[file_of(word, large)].append(word)
    for name in sorted(names):
        weights = {word: words[word][0] for word in names[name]}
        shared: dict[str, str] = {}
        own: dict[str, str] = {}
        for word in weights:
            (own if stands_alone(word, words[word][1]) else shared)[word] = words[word][1]
        yield File(name, weights, shared, own, bucket, held if large else 0)


def _written(row: array[int], most: float) -> tuple[str, str]:
    """Weights and places of a word as they are printed."""
    digits, step_to, first, further = BASE36, _RECORD, _FIRST, _NEXT
    halves = memoryview(row).cast("B").cast("I")  # small numbers take a third less time
    weights: list[str] = []
    places: list[str] = []
    last, record, place = 0, -1, 0
    for this, low in zip(halves[_HIGH::2].tolist(), halves[1 - _HIGH :: 2].tolist(), strict=True):
        here = low >> 2
        if this != record:
            step = this - last
            record = last = this
            weights.append(digits[step << 2 | low & 3])
            places.append(step_to[step])
            places.append(first[here])
        else:
            places.append(further[here - place])
        place = here
    count = len(weights)
    return weights_shown(".".join(weights), count, most), places_shown("".join(places)[1:], count)
