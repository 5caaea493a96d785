"""Everything the site says, as data: JSON with a versioned schema, and a CSV of the events."""

from __future__ import annotations

import csv
import io
from typing import Any

import msgspec

from dateline.render.book import Book, sources_of
from dateline.render.env import printable
from dateline.render.evidence import cite, event_path, person_name

SCHEMA = 1  # raised when a field changes its meaning or goes
_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # how a cell begins that a spreadsheet would run
_COLUMNS = ("id", "date", "title", "people", "sourcing", "sources", "quotations", "responses", "page")


def timeline_json(book: Book) -> str:
    """Every published record in the form of the content, with ids, pages and links to the sentences."""
    everything = {
        "schema": SCHEMA,
        "title": book.archive.config.title,
        "language": book.archive.config.language,
        "license": book.archive.config.license,
        "events": [_event(book, name) for name in book.events],
        "people": [{"id": name, "page": f"people/{name}.html", **_plain(person)} for name, person in book.people.items()],
        "sources": [{"id": name, "page": f"sources/{name}.html", **_source(source)} for name, source in book.sources.items()],
        "withdrawn": [{"id": name, "page": event_path(name)} for name in book.withdrawn],
    }
    return msgspec.json.format(msgspec.json.encode(everything), indent=1).decode() + "\n"


def events_csv(book: Book) -> str:
    """One line an event."""
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\r\n")
    table.writerow(_COLUMNS)
    for name, event in book.events.items():
        cells = (
            name,
            event.date,
            event.title,
            "; ".join(person_name(book, person) for person in event.people),
            "; ".join(dict.fromkeys(report.sourcing for report in event.reports)),
            "; ".join(dict.fromkeys(sources_of(event))),
            str(len(event.quotations)),
            "; ".join(f"{denial.kind}: {person_name(book, denial.by) or denial.by_described}" for denial in event.denials),
            event_path(name),
        )
        table.writerow([_cell(cell) for cell in cells])
    return out.getvalue()


def _event(book: Book, name: str) -> dict[str, Any]:
    event = book.events[name]
    plain = {"id": name, "page": event_path(name), **_plain(event)}
    for quotation, record in zip(plain.get("quotations", ()), event.quotations, strict=False):
        cited = cite(book, record.source, record.words)
        quotation["verified"] = bool(cited.verified)
        if cited.sentence:
            quotation["sentence"] = cited.sentence
    return plain


def _source(record: msgspec.Struct) -> dict[str, Any]:
    plain = _plain(record)
    plain.pop("copies", None)  # names of files that are not published
    return plain


def _plain(record: msgspec.Struct) -> dict[str, Any]:
    found: dict[str, Any] = msgspec.to_builtins(record)
    return found


def _cell(text: str) -> str:
    """The text of a cell on one line, with an apostrophe before what a spreadsheet would take for a formula."""
    line = printable(" ".join(text.split()))
    return f"'{line}" if line.startswith(_FORMULA) else line
