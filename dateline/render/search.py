"""The search index, in small files that the search page loads as scripts, so that it works from file:// too.

    search/meta.js      how many records there are; of each its kind, year and sourcing
    search/s-fe.js      for each word that begins with “fe”, the records that hold it
    search/who.js       for each person, outlet and kind of response, the records that have it
    search/d-0.js       what is shown of the first two hundred records

A reader's query loads the first and who.js, one file a word, and the records that are shown: some tens of kilobytes of any site.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dateline.model import Event
from dateline.render.book import Book, people_of, quotations_of, sources_of
from dateline.render.entries import badges_of, event_when, responses_of
from dateline.render.env import printable
from dateline.render.evidence import event_path, person_name
from dateline.render.markdown import cut, to_plain
from dateline.render.when import first_day, when


class _Marks(dict[int, int | None]):
    """For str.translate: a mark that joins another sign → None, any other sign as it is; each looked at once."""

    def __missing__(self, sign: int) -> int | None:
        self[sign] = None if unicodedata.category(chr(sign))[0] == "M" else sign
        return self[sign]


FOLDER = "search"
_CHUNK = 200  # records in a file
_SHOWN = 600  # characters kept of a record, for the words around a find and for phrases
_EVERYWHERE = 0.5  # share of all records from which on a word tells nothing …
_ENOUGH = 50  # … where there are at least so many records
_WORD = re.compile(r"[^\W_]+")
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_MARKS = _Marks()
_FACETS = ("named", "unnamed", "document", "response")


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
    names: str  # words that count more than text
    people: tuple[str, ...] = ()  # ids of those whom it names
    outlets: tuple[str, ...] = ()  # publishers of what it rests on
    responses: tuple[str, ...] = ()  # kinds of response to it


def search_files(book: Book) -> Iterator[tuple[str, str]]:
    """The files of the index, each with its path."""
    records = list(_records(book))
    years = [record.year for record in records]
    facets = "".join(_DIGITS[record.facets] for record in records)
    meta = {"chunk": _CHUNK, "kinds": "".join(record.kind for record in records), "years": years, "facets": facets}
    yield f"{FOLDER}/meta.js", _call("meta", meta)
    yield f"{FOLDER}/who.js", _call("who", _who(book, records))
    for at in range(0, len(records), _CHUNK):
        shown = [[r.title, r.path, r.date, cut(r.text, _SHOWN)] for r in records[at : at + _CHUNK]]
        yield f"{FOLDER}/d-{at // _CHUNK}.js", _call("docs", at // _CHUNK, shown)
    for name, words in _shards(records).items():
        yield f"{FOLDER}/s-{name}.js", _call("shard", name, words)


def tokens(text: str) -> list[str]:
    """The words of a text as they are looked up: lower case, without accents. site's search.js does the same."""
    return _WORD.findall(unicodedata.normalize("NFKD", text).lower().translate(_MARKS))


def shard_of(word: str) -> str:
    """The file of a word: its first two letters; "_" for a word that begins otherwise than with two of a–z and 0–9."""
    head = word[:2]
    return head if len(head) == 2 and head.isascii() and head.isalnum() else "_"


def _records(book: Book) -> Iterator[_Record]:
    for name, event in book.events.items():
        day = first_day(event.date)
        yield _Record(
            kind="e",
            title=printable(event.title),
            path=event_path(name),
            date=event_when(book, event).words if event.date else "",
            year=day.year if day else 0,
            facets=_facets(book, name, event),
            text=_event_text(book, event),
            names=" ".join([*(person_name(book, p) for p in dict.fromkeys(people_of(event))), *event.tags]),
            people=tuple(dict.fromkeys(people_of(event))),
            outlets=_outlets(book, sources_of(event)),
            responses=tuple({denial.kind: None for denial in responses_of(book, name)}),
        )
    for name, person in book.people.items():
        roles = "; ".join(role.role for role in person.roles)
        yield _Record("p", printable(person.name), f"people/{name}.html", "", 0, 0, printable(roles), " ".join(person.aliases), (name,))
    for name, source in book.sources.items():
        published = when(source.published, book.words.strings, weekday=False).words if source.published else ""
        day = first_day(source.published)
        text = printable(" · ".join(part for part in (source.publisher, *source.authors) if part))
        yield _Record("s", printable(source.title), f"sources/{name}.html", published, day.year if day else 0, 0, text, "", (), _outlets(book, [name]))


def _event_text(book: Book, event: Event) -> str:
    parts = [to_plain(event.summary)] if event.summary else []
    parts += [book.words.quoted(quotation.words) for quotation, _ in quotations_of(event)]
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


def _who(book: Book, records: list[_Record]) -> dict[str, list[list[str]]]:
    """For each filter, its choices as [value, words, records]; each by its words."""
    found: dict[str, dict[str, dict[int, int]]] = {"person": {}, "outlet": {}, "response": {}}
    for at, record in enumerate(records):
        for key, values in (("person", record.people), ("outlet", record.outlets), ("response", record.responses)):
            for value in values:
                found[key].setdefault(value, {})[at] = 0
    words = {
        "person": {value: person_name(book, value) for value in found["person"]},
        "outlet": {value: value for value in found["outlet"]},
        "response": {value: book.words(f"response_{value.replace('-', '_')}") for value in found["response"]},
    }
    return {
        key: [[value, printable(name), _steps(found[key][value])] for value, name in sorted(names.items(), key=lambda item: item[1].casefold())]
        for key, names in words.items()
    }


def _shards(records: list[_Record]) -> dict[str, dict[str, str]]:
    """Shard → word → its records as "step weight" pairs: the step from the record before, times four, plus a weight of 1 to 3."""
    weights: dict[str, dict[int, int]] = defaultdict(dict)
    for at, record in enumerate(records):
        for weight, text in ((1, record.text), (2, record.names), (3, record.title)):
            for word in tokens(text):
                weights[word][at] = max(weight, weights[word].get(at, 0))
    common = Counter({word: len(found) for word, found in weights.items()})
    shards: dict[str, dict[str, str]] = defaultdict(dict)
    for word in sorted(weights):
        if len(word) > 1:
            everywhere = len(records) >= _ENOUGH and common[word] > _EVERYWHERE * len(records)
            shards[shard_of(word)][word] = "*" if everywhere else _steps(weights[word])
    return dict(sorted(shards.items()))


def _steps(found: dict[int, int]) -> str:
    steps, before = [], 0
    for at in sorted(found):
        steps.append(_base36((at - before) * 4 + found[at]))
        before = at
    return ".".join(steps)


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
