"""The published archive as tables, for SQLite and the tools that read it: what a row refers to stands in another table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from dateline import edtf
from dateline.model import Event
from dateline.render.book import Book, quotations_of
from dateline.render.evidence import cite, event_path
from dateline.render.feeds import base_of
from dateline.render.markdown import to_plain
from dateline.render.said import anchor_of

Cell = str | int | None
VERSION = 1  # kept as the file's user_version; raised when a column changes its meaning or goes


class Table(NamedTuple):
    """One table: its columns as SQL, and its rows."""

    name: str
    columns: tuple[str, ...]
    rows: Iterable[tuple[Cell, ...]]
    searched: tuple[str, ...] = ()  # columns whose words are to be found


def tables(book: Book) -> Iterator[Table]:
    """Every table, in an order in which each refers to those before it only."""
    yield Table("people", ("id TEXT PRIMARY KEY", "name TEXT", "kind TEXT", "description TEXT"), _people(book), ("name", "description"))
    yield Table(
        "sources",
        ("id TEXT PRIMARY KEY", "title TEXT", "publisher TEXT", "authors TEXT", "published TEXT", "url TEXT", "archived_url TEXT", "kind TEXT", "language TEXT"),
        _sources(book),
        ("title",),
    )
    yield Table(
        "events",
        ("id TEXT PRIMARY KEY", "date TEXT", "earliest TEXT", "latest TEXT", "title TEXT", "summary TEXT", "planned INTEGER", "tags TEXT", "page TEXT"),
        (_event(book, name, event) for name, event in book.events.items()),
        ("title", "summary"),
    )
    yield Table("event_people", (_ref("event"), _ref("person", "people"), "PRIMARY KEY (event, person)"), _event_people(book))
    yield Table("event_tags", (_ref("event"), "tag TEXT", "PRIMARY KEY (event, tag)"), _event_tags(book))
    yield Table(
        "reports",
        (_ref("event"), _ref("source"), "sourcing TEXT", "according_to TEXT", "count INTEGER", "relayed_from TEXT", "dated_by TEXT", "date TEXT", "sentence_url TEXT"),
        _reports(book),
    )
    yield Table(
        "responses",
        ("id TEXT PRIMARY KEY", _ref("event"), "kind TEXT", "answers TEXT", _ref("person", "people"), "described_as TEXT", "on_behalf_of TEXT", "said TEXT", _ref("source")),
        _responses(book),
    )
    yield Table(
        "quotations",
        ("id TEXT PRIMARY KEY", _ref("event"), _ref("response"), _ref("person", "people"), "described_as TEXT", "role TEXT", "words TEXT", "said TEXT", "verified INTEGER", _ref("source"), "sentence_url TEXT"),
        _quotations(book),
        ("words",),
    )


def _ref(column: str, table: str = "") -> str:
    return f"{column} TEXT REFERENCES {table or column + 's'}(id)"


def _or_null(text: str) -> str | None:
    return text or None


def _known(book: Book, person: str) -> str | None:
    return person if person in book.people else None


def _people(book: Book) -> Iterator[tuple[Cell, ...]]:
    for name, person in book.people.items():
        yield name, person.name, person.kind, to_plain(person.description)


def _sources(book: Book) -> Iterator[tuple[Cell, ...]]:
    for name, source in book.sources.items():
        archived = source.archived.url if source.archived else ""
        authors = "; ".join(source.authors)
        yield name, source.title, source.publisher, authors, source.published, source.url, archived, source.kind, source.language


def _event(book: Book, name: str, event: Event) -> tuple[Cell, ...]:
    found = edtf.read(event.date) if event.date else None
    earliest = found.earliest.isoformat() if found and found.earliest else None
    latest = found.latest.isoformat() if found and found.latest else None
    return name, event.date, earliest, latest, event.title, to_plain(event.summary), int(event.planned), "; ".join(event.tags), base_of(book) + event_path(name)


def _event_people(book: Book) -> Iterator[tuple[Cell, ...]]:
    for person, names in book.entries_of.items():
        if person in book.people:
            yield from ((name, person) for name in names)


def _event_tags(book: Book) -> Iterator[tuple[Cell, ...]]:
    for tag, names in book.tagged.items():
        yield from ((name, tag) for name in names)


def _reports(book: Book) -> Iterator[tuple[Cell, ...]]:
    for name, event in book.events.items():
        for report in event.reports:
            if report.source in book.sources:
                sentence = cite(book, report.source, report.passage, passage=f"{name}#{report.id}" if report.id else name).sentence
                yield name, report.source, report.sourcing, report.according_to, report.count or None, report.relayed_from, report.dated_by, report.date, _or_null(sentence)


def _responses(book: Book) -> Iterator[tuple[Cell, ...]]:
    for name, event in book.events.items():
        for denial in event.denials:
            source = denial.source if denial.source in book.sources else None
            place = f"{name}#{anchor_of(event, denial)}"
            yield place, name, denial.kind, _answered(book, name, event, denial.of), _known(book, denial.by), _or_null(denial.by_described), _or_null(denial.on_behalf_of), _or_null(denial.said), source


def _answered(book: Book, name: str, event: Event, of: str) -> str:
    """The claim as "event" or "event#q1"."""
    if any(q.id == of for q in event.quotations):
        return f"{name}#{of}"
    return of if of.partition("#")[0] in book.events else name


def _quotations(book: Book) -> Iterator[tuple[Cell, ...]]:
    for name, event in book.events.items():
        inside = {id(q): anchor_of(event, denial) for denial in event.denials for q in denial.quotations}
        for number, (quotation, source) in enumerate(quotations_of(event), 1):
            cited = cite(book, source, quotation.words)
            response = f"{name}#{inside[id(quotation)]}" if id(quotation) in inside else None
            known = source if source in book.sources else None
            yield (
                f"{name}#{quotation.id or f'quotation-{number}'}", name, response, _known(book, quotation.speaker), _or_null(quotation.speaker_described), _or_null(quotation.role),
                quotation.words, quotation.said or event.date, int(bool(cited.verified)), known, _or_null(cited.sentence),
            )  # fmt: skip
