"""The search index, in small files that the search page loads as scripts, so that it works from file:// too.

    search/meta.js      of every record its kind, year and sourcing; which files of words there are
    search/who.js       the persons, outlets and kinds of response to choose from
    search/s-fe.js      for each word that begins with “fe”, the records that hold it
    search/p-fe.js      … and where in them, for phrases
    search/f-outlet.js  for each outlet, its records; likewise for persons and kinds of response
    search/d-0.js       what is shown of the first ten records

A query loads a file a word and the records that are shown: tens of kilobytes, of any site. How words are cut is `tokens`.
"""

from __future__ import annotations

import json
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from dateline.model import Event
from dateline.render.book import Book, people_of, quotations_of, sources_of
from dateline.render.entries import badges_of, event_when, responses_of
from dateline.render.env import printable
from dateline.render.evidence import event_path, person_name
from dateline.render.markdown import cut, to_plain
from dateline.render.tokens import shard_of, tokens
from dateline.render.when import first_day, when

FOLDER = "search"
_CHUNK = 10  # records in a file: the twenty that are shown may lie in twenty files
_SHOWN = 1200  # characters kept of a record, for the words around a find
_EVERYWHERE = 0.5  # share of all records from which on a word tells nothing …
_ENOUGH = 50  # … where there are at least so many records
_GAP = 5  # positions between two texts of a record, so that no phrase runs over their border
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_FACETS = ("named", "unnamed", "document", "response")
_FILTERS = ("person", "outlet", "response")


@dataclass(frozen=True, slots=True)
class _Record:
    """What can be found."""

    kind: str  # e(vent), p(erson) or s(ource)
    title: str
    path: str
    date: str  # in words; may be ""
    year: int  # 0 when unknown
    facets: int  # bits of _FACETS
    text: str  # words to look in besides the title
    names: tuple[str, ...] = ()  # texts that count more
    aliases: tuple[str, ...] = ()  # texts that count as much as `text` and are not shown
    people: tuple[str, ...] = ()  # ids of those whom it names
    outlets: tuple[str, ...] = ()  # publishers of what it rests on
    responses: tuple[str, ...] = ()  # kinds of response to it

    def chosen_by(self, key: str) -> tuple[str, ...]:
        """The choices of a filter that lead to it."""
        return {"person": self.people, "outlet": self.outlets, "response": self.responses}[key]


def search_files(book: Book) -> Iterator[tuple[str, str]]:
    """The files of the index, each with its path."""
    records = list(_records(book))
    shards = _shards(records)
    yield f"{FOLDER}/meta.js", _call("meta", _meta(records, shards))
    yield f"{FOLDER}/who.js", _call("who", _choices(book, records))
    for key in _FILTERS:
        yield f"{FOLDER}/f-{key}.js", _call("sets", key, _sets(records, key))
    for at in range(0, len(records), _CHUNK):
        shown = [[r.title, r.path, r.date, cut(r.text, _SHOWN)] for r in records[at : at + _CHUNK]]
        yield f"{FOLDER}/d-{at // _CHUNK}.js", _call("docs", at // _CHUNK, shown)
    common = _EVERYWHERE * len(records) if len(records) >= _ENOUGH else len(records)
    for name, words in shards.items():
        found = {word: list(_standing(words[word])) for word in words}
        yield f"{FOLDER}/s-{name}.js", _call("words", name, {w: "*" if len(one) > common else _weights(one) for w, one in found.items()})
        yield f"{FOLDER}/p-{name}.js", _call("places", name, {w: ",".join(_places(one)) for w, one in found.items()})


def _records(book: Book) -> Iterator[_Record]:
    for name, event in book.events.items():
        yield _event(book, name, event)
    for name, person in book.people.items():
        roles = "; ".join(role.role for role in person.roles)
        yield _Record("p", printable(person.name), f"people/{name}.html", "", 0, 0, printable(roles), person.aliases, (), (name,))
    for name, source in book.sources.items():
        published = when(source.published, book.words.strings, weekday=False).words if source.published else ""
        day = first_day(source.published)
        text = printable(book.words("dot").join(part for part in (source.publisher, *source.authors) if part))
        outlets = _outlets(book, [name])
        yield _Record("s", printable(source.title), f"sources/{name}.html", published, day.year if day else 0, 0, text, outlets=outlets)


def _event(book: Book, name: str, event: Event) -> _Record:
    day = first_day(event.date)
    people = tuple(dict.fromkeys(people_of(event)))
    return _Record(
        kind="e",
        title=printable(event.title),
        path=event_path(name),
        date=event_when(book, event).words if event.date else "",
        year=day.year if day else 0,
        facets=_facets(book, name, event),
        text=_event_text(book, event),
        names=(*(person_name(book, person) for person in people), *event.tags),
        aliases=(*(alias for person in people if person in book.people for alias in book.people[person].aliases), *_verbs(book, name)),
        people=people,
        outlets=_outlets(book, sources_of(event)),
        responses=tuple({denial.kind: None for denial in responses_of(book, name)}),
    )


def _verbs(book: Book, name: str) -> dict[str, None]:
    """How the event was answered, in the words of the pages, so that who looks for "denied" finds the denials."""
    return {book.words(f"response_{denial.kind.replace('-', '_')}"): None for denial in responses_of(book, name)}


def _event_text(book: Book, event: Event) -> str:
    """Summary, quotations, and the outlets' words for those whom they do not name."""
    parts = [to_plain(event.summary)] if event.summary else []
    parts += [book.words.quoted(quotation.words) for quotation, _ in quotations_of(event)]
    told = [report.according_to for report in event.reports]
    told += [q.speaker_described or q.according_to for q in event.quotations] + [d.by_described for d in event.denials]
    parts += dict.fromkeys(book.words.quoted(words) for words in told if words)
    return printable(book.words("dot").join(parts))


def _outlets(book: Book, sources: Iterable[str]) -> tuple[str, ...]:
    """The publishers of the sources, each once; a source without one has no outlet."""
    records = (book.sources[name] for name in sources if name in book.sources)
    return tuple(dict.fromkeys(printable(record.publisher) for record in records if record.publisher))


def _facets(book: Book, name: str, event: Event) -> int:
    kinds = {badge.kind for badge in badges_of(book, event)}
    if responses_of(book, name):
        kinds.add("response")
    return sum(1 << at for at, kind in enumerate(_FACETS) if kind in kinds)


def _meta(records: list[_Record], shards: Iterable[str]) -> dict[str, object]:
    """What the search page knows of all records; kinds and years as runs, [value, how many], since records stand in their order."""
    return {
        "chunk": _CHUNK,
        "facets": "".join(_DIGITS[record.facets] for record in records),
        "kinds": [[kind, sum(1 for _ in run)] for kind, run in groupby(record.kind for record in records)],
        "years": [[year, sum(1 for _ in run)] for year, run in groupby(record.year for record in records)],
        "shards": " ".join(shards),
    }


def _choices(book: Book, records: list[_Record]) -> dict[str, list[list[str]]]:
    """For each filter, its choices as [value, words]; each by its words."""
    words = {"person": lambda value: person_name(book, value), "response": lambda value: book.words(f"response_{value.replace('-', '_')}")}
    found = {}
    for key in _FILTERS:
        values = dict.fromkeys(value for record in records for value in record.chosen_by(key))
        rows = [[value, printable(words.get(key, str)(value))] for value in values]
        found[key] = sorted(rows, key=lambda row: (row[1].casefold(), row[0]))
    return found


def _sets(records: list[_Record], key: str) -> dict[str, str]:
    """For each choice of a filter, its records as steps from the record before."""
    found: dict[str, list[int]] = defaultdict(list)
    for at, record in enumerate(records):
        for value in record.chosen_by(key):
            found[value].append(at)
    return {value: ".".join(_base36(here - before) for before, here in zip((0, *places), places, strict=False)) for value, places in found.items()}


def _shards(records: list[_Record]) -> dict[str, dict[str, array[int]]]:
    """Shard → word → where it stands, both in order. Where: of each record its number, the weight, how many places, the places.

    Numbers in rows, since a million of little texts would take ten times the memory.
    """
    words: dict[str, array[int]] = {}
    for at, record in enumerate(records):
        weights: dict[str, int] = {}
        places: dict[str, list[int]] = {}
        position = 0
        texts = [(3, record.title), *((2, name) for name in record.names), *((1, alias) for alias in record.aliases), (1, record.text)]
        for weight, text in texts:
            found = tokens(text)
            for here, word in enumerate(found, position):
                if word in places:
                    places[word].append(here)
                else:
                    weights[word], places[word] = weight, [here]  # the first weight is the highest
            position += len(found) + _GAP
        for word, mine in places.items():
            row = words.get(word)
            if row is None:
                row = words[word] = array("L")
            row.extend((at, weights[word], len(mine), *mine))
    shards: dict[str, dict[str, array[int]]] = defaultdict(dict)
    for word in sorted(words):
        shards[shard_of(word)][word] = words[word]
    return dict(sorted(shards.items()))


def _standing(row: array[int]) -> Iterator[tuple[int, int, array[int]]]:
    """The step from the record before, the weight, and the places in the record."""
    at = before = 0
    while at < len(row):
        record, weight, count = row[at : at + 3]
        yield record - before, weight, row[at + 3 : at + 3 + count]
        before, at = record, at + 3 + count


def _weights(standing: list[tuple[int, int, array[int]]]) -> str:
    """Of each record the step from the one before, times four, plus a weight of 1 to 3."""
    return ".".join([_base36(step * 4 + weight) for step, weight, _ in standing])


def _places(standing: list[tuple[int, int, array[int]]]) -> Iterator[str]:
    """Of each record the step, and the steps between its positions: "2:5.1"."""
    for step, _, positions in standing:
        if len(positions) == 1:
            yield f"{_base36(step)}:{_base36(positions[0])}"
        else:
            yield f"{_base36(step)}:{'.'.join([_base36(here - before) for before, here in zip((0, *positions), positions, strict=False)])}"


@lru_cache(maxsize=65_536)
def _base36(number: int) -> str:
    digits = ""
    while number:
        number, rest = divmod(number, 36)
        digits = _DIGITS[rest] + digits
    return digits or "0"


def _call(function: str, *arguments: object) -> str:
    """A script that hands the arguments to the search page."""
    text = ",".join(json.dumps(argument, ensure_ascii=False, separators=(",", ":"), sort_keys=True) for argument in arguments)
    return f"datelineSearch.{function}({text})\n"
