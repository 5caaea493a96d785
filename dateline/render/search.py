"""The search index, in small files that the search page loads as scripts, so that it works from file:// too.

    search/meta.js      of every record its year, of an event its sourcing; which files of words there are
    search/who.js       the persons, outlets and kinds of response to choose from
    search/s-fe.js      for each word that begins with “fe”, the records that hold it (see `postings`)
    search/p-fe.js      … and where in them, for phrases; p-w-66-65-6e.js for the word “fen” alone, where it is in many
    search/f-outlet.js  for each outlet, its records; likewise for persons and kinds of response; parted by first letters where large
    search/d-0.js       what is shown of the first ten records; of people and sources under higher numbers, see `search_row`

A query loads a file a word and the records that are shown: tens of kilobytes, of any site. How words are cut is `tokens`; what
can be found of a record is its `Row`. After an edit, `search_again` makes anew only the files that it touches.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from operator import attrgetter
from typing import TypeVar

import msgspec

from dateline.render import postings
from dateline.render.book import Book
from dateline.render.env import printable
from dateline.render.markdown import cut
from dateline.render.search_row import APART, FILTERS, KINDS, Row, responses_said, row, row_keys

FOLDER = "search"
CHUNK = 10  # records in a file: the twenty that are shown may lie in twenty files
_SHOWN = 1200  # characters kept of a record, for the words around a find
_FACET = "0123456789abcdef"


class Meta(msgspec.Struct):
    """What the search page knows of all records."""

    alone: str  # words whose places have a file of their own
    apart: int
    chunk: int
    facets: str  # a sign an event
    parted: dict[str, int]  # files that are parted by one more letter, filters too → entries in all their parts
    shards: str  # names of the files of words, parts too
    years: list[list[tuple[int, int]]]  # of events, people and sources: runs of a year, [2017, how many]


T = TypeVar("T")


def search_files(book: Book) -> Iterator[tuple[str, str]]:
    """The files of the index, each with its path."""
    for path, content in index((row(book, key) for key in row_keys(book)), responses_said(book)):
        yield path, content.decode()


def index(rows: Iterable[Row], said: Mapping[str, str]) -> Iterator[tuple[str, bytes]]:
    """The files of the index of these records, kind by kind as in KINDS; `said` are the words for each kind of response.

    Each row is looked at once, and none is kept.
    """
    standing = postings.Postings()
    facets, years = array("u"), [array("i") for _ in KINDS]
    chosen: dict[str, dict[str, array[int]]] = {key: defaultdict(lambda: array("I")) for key in FILTERS}
    names: dict[str, str] = {}
    shown: list[bytes] = []
    chunk = 0
    for at, one in _numbered(rows):
        if shown and at // CHUNK != chunk:
            yield docs(chunk, shown)
            shown = []
        chunk = at // CHUNK
        standing.add(at, one)
        years[at // APART].append(one.year)
        if one.kind == "e":
            facets.append(facet(one))
        elif one.kind == "p":
            names[one.people[0]] = one.title
        for key, values in zip(FILTERS, one.choices(), strict=True):
            for value in values:
                chosen[key][value].append(at)
        shown.append(doc(one))
    if shown:
        yield docs(chunk, shown)
    files: list[str] = []
    alone: list[str] = []
    parted: dict[str, int] = {}
    for file in standing.files(sum(map(len, years))):
        files.append(file.name)
        parted |= {file.bucket: file.entries} if file.entries else {}
        yield words(file.name, file.weights)
        yield places(file.name, file.places)
        for word, found in file.alone.items():
            alone.append(word)
            yield places(postings.alone(word), {word: found})
    for key in FILTERS:
        held = sum(map(len, chosen[key].values()))
        parted |= {key: held} if held > postings.FULL else {}
        yield from _set_files(key, chosen[key], parted)
    yield meta(Meta(" ".join(sorted(alone)), APART, CHUNK, facets.tounicode(), parted, " ".join(sorted(files)), [*map(runs, years)]))
    known = {"person": names, "response": said}
    yield who({key: labels(chosen[key], known.get(key, {})) for key in FILTERS})


def _numbered(rows: Iterable[Row]) -> Iterator[tuple[int, Row]]:
    for kind, of_kind in groupby(rows, attrgetter("kind")):
        yield from enumerate(of_kind, "eps".index(kind) * APART)


def _set_files(key: str, chosen: Mapping[str, Sequence[int]], parted: Container[str]) -> Iterator[tuple[str, bytes]]:
    parts: dict[str, dict[str, str]] = {} if chosen else {key: {}}
    for value, at in chosen.items():
        parts.setdefault(set_file(key, value, parted), {})[value] = postings.steps(at, ".")
    yield from (sets(name, part) for name, part in parts.items())


def doc(one: Row) -> bytes:
    """What is shown of a record, as it stands in its file."""
    return encoded([one.title, one.path, one.date, cut(one.text, _SHOWN)])


def docs(number: int, shown: Sequence[bytes]) -> tuple[str, bytes]:
    """The file of ten records."""
    return f"{FOLDER}/d-{number}.js", _call("docs", str(number).encode(), b"[%b]" % b",".join(shown))


def words(name: str, weights: Mapping[str, str]) -> tuple[str, bytes]:
    """A file of words and their records."""
    return f"{FOLDER}/s-{name}.js", _call("words", encoded(name), encoded(weights))


def places(name: str, found: Mapping[str, str]) -> tuple[str, bytes]:
    """A file of words and their places."""
    return f"{FOLDER}/p-{name}.js", _call("places", encoded(name), encoded(found))


def meta(value: Meta) -> tuple[str, bytes]:
    """The file that the search page reads first."""
    return f"{FOLDER}/meta.js", _call("meta", encoded(value))


def set_file(key: str, value: str, parted: Container[str]) -> str:
    """The file of a choice: that of its filter, or its part."""
    return f"{key}-{ord(value[0]):x}" if value and key in parted else key


def sets(name: str, found: Mapping[str, str]) -> tuple[str, bytes]:
    """A file of a filter: for each choice, its records as steps from the record before."""
    return f"{FOLDER}/f-{name}.js", _call("sets", encoded(name), encoded(found))


def who(found: Mapping[str, Mapping[str, str]]) -> tuple[str, bytes]:
    """For each filter, its choices as [value, words]; each by its words."""
    rows = {key: sorted(choices.items(), key=lambda choice: (choice[1].casefold(), choice[0])) for key, choices in found.items()}
    return f"{FOLDER}/who.js", _call("who", encoded(rows))


def labels(values: Iterable[str], known: Mapping[str, str]) -> dict[str, str]:
    """Choice of a filter → its words; a person without a record is called by the id, an outlet by its name."""
    return {value: printable(known.get(value, value)) for value in values}


def facet(one: Row) -> str:
    """The sign of a record's facets."""
    return _FACET[one.facets]


def runs(values: Iterable[T]) -> list[tuple[T, int]]:
    """Each value with how often it stands in a row."""
    return [(value, sum(1 for _ in run)) for value, run in groupby(values)]


def spread(found: Iterable[tuple[T, int]]) -> list[T]:
    """The values of runs one by one."""
    return [value for value, size in found for _ in range(size)]


def encoded(value: object) -> bytes:
    """The value as a script has it, keys in order."""
    return msgspec.json.encode(value, order="sorted")


def _call(function: str, *arguments: bytes) -> bytes:
    """A script that hands the arguments to the search page."""
    return b"datelineSearch.%b(%b)\n" % (function.encode(), b",".join(arguments))
