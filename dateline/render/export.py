"""Everything the site says, as data: JSON with a versioned schema, and a CSV table of each kind of record.

data/timeline.json names its schema, which lies beside it (and in docs/schema/published/). The tables are joined by the
ids of events, people and sources.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import msgspec

from dateline.model import Event, Person, Source
from dateline.render.book import Book, quotations_of, sources_of
from dateline.render.env import printable
from dateline.render.evidence import cite, event_path, person_name

SCHEMA = 1  # raised when a field changes its meaning or goes
SCHEMA_PATH = f"data/schema-{SCHEMA}.json"
_DRAFT = "https://json-schema.org/draft/2020-12/schema"
_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # how a cell begins that a spreadsheet would run
_COLUMNS = {
    "events": ("id", "date", "title", "people", "sourcing", "sources", "quotations", "responses", "page"),
    "reports": ("event", "source", "sourcing", "according_to", "count", "relayed_from", "date", "dated_by", "anonymity_reason"),
    "quotations": ("event", "id", "words", "speaker", "name", "described", "role", "according_to", "said", "source", "response", "verified", "sentence"),
    "responses": ("event", "id", "kind", "by", "name", "described", "on_behalf_of", "of", "said", "cue", "role", "source"),
    "people": ("id", "name", "kind", "aliases", "roles", "same_as", "page"),
    "sources": ("id", "title", "publisher", "authors", "published", "kind", "language", "url", "archived", "page"),
}


def timeline_json(book: Book) -> str:
    """Every published record in the form of the content, with ids, pages and links to the sentences."""
    everything = {
        "$schema": SCHEMA_PATH.rpartition("/")[2],
        "schema": SCHEMA,
        "title": book.archive.config.title,
        "language": book.archive.config.language,
        "license": book.archive.config.license,
        "events": [msgspec.Raw(msgspec.json.encode(_event(book, name))) for name in book.events],  # as bytes: a tenth of their memory
        "people": [{"id": name, "page": f"people/{name}.html", **_plain(person)} for name, person in book.people.items()],
        "sources": [{"id": name, "page": f"sources/{name}.html", **_source(source)} for name, source in book.sources.items()],
        "withdrawn": [{"id": name, "page": event_path(name)} for name in book.withdrawn],
    }
    return msgspec.json.format(msgspec.json.encode(everything), indent=1).decode() + "\n"


def json_schema() -> str:
    """JSON Schema (draft 2020-12) of timeline.json, made from the model."""
    refs, parts = msgspec.json.schema_components([Event, Person, Source], ref_template="#/$defs/{name}")
    page = {"id": {"type": "string"}, "page": {"type": "string"}}
    for name in ("Event", "Person", "Source"):
        parts[name]["properties"] = {**page, **parts[name]["properties"]}
        parts[name]["required"] = [*page, *parts[name].get("required", ())]
    parts["Source"]["properties"].pop("copies")
    parts["Quotation"]["properties"] |= {"verified": {"type": "boolean"}, "sentence": {"type": "string", "format": "uri"}}
    lists = {key: {"type": "array", "items": ref} for key, ref in zip(("events", "people", "sources"), refs, strict=True)}
    withdrawn = {"type": "object", "properties": page, "required": list(page), "additionalProperties": False}
    text = {"type": "string"}
    properties = {"$schema": text, "schema": {"const": SCHEMA}, "title": text, "language": text, "license": text}
    properties |= {**lists, "withdrawn": {"type": "array", "items": withdrawn}}
    whole = {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}
    schema = {"$schema": _DRAFT, "title": f"Dateline: timeline.json, version {SCHEMA}", **whole, "$defs": parts}
    return msgspec.json.format(msgspec.json.encode(schema, order="deterministic"), indent=2).decode() + "\n"


def tables(book: Book) -> Iterator[tuple[str, str]]:
    """A CSV file of each kind of record, with its path."""
    for kind, rows in (("events", _events), ("reports", _reports), ("quotations", _quotations), ("responses", _responses), ("people", _people), ("sources", _sources)):
        yield f"data/{kind}.csv", _csv(_COLUMNS[kind], rows(book))


def events_csv(book: Book) -> str:
    """One line an event: the table of events alone."""
    return _csv(_COLUMNS["events"], _events(book))


def _events(book: Book) -> Iterator[Sequence[str]]:
    for name, event in book.events.items():
        yield (
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


def _reports(book: Book) -> Iterator[Sequence[str]]:
    for name, event in book.events.items():
        for r in event.reports:
            counted = str(r.count or "")
            yield (name, r.source, r.sourcing, r.according_to, counted, r.relayed_from, r.date, r.dated_by, r.anonymity_reason)


def _quotations(book: Book) -> Iterator[Sequence[str]]:
    """Those of responses too, each with the response it belongs to."""
    for name, event in book.events.items():
        within = [""] * len(event.quotations) + [denial.id for denial in event.denials for _ in denial.quotations]
        given = {id(q): denial for denial in event.denials for q in denial.quotations}
        for (q, source), response in zip(quotations_of(event), within, strict=True):
            denial = given.get(id(q))
            speaker = q.speaker or (denial.by if denial else "")
            described = q.speaker_described or (denial.by_described if denial else "")
            cited = cite(book, source, q.words)
            who = (speaker, person_name(book, speaker) if speaker else "", described)
            yield (name, q.id, q.words, *who, q.role, q.according_to, q.said, source, response, "yes" if cited.verified else "no", cited.sentence)


def _responses(book: Book) -> Iterator[Sequence[str]]:
    for name, event in book.events.items():
        for d in event.denials:
            who = (d.by, person_name(book, d.by) if d.by else "", d.by_described)
            yield (name, d.id, d.kind, *who, d.on_behalf_of, d.of, d.said, d.cue, d.role, d.source)


def _people(book: Book) -> Iterator[Sequence[str]]:
    for name, person in book.people.items():
        roles = (f"{role.role} ({role.during})" if role.during else role.role for role in person.roles)
        yield (name, person.name, person.kind, "; ".join(person.aliases), "; ".join(roles), " ".join(person.same_as), f"people/{name}.html")


def _sources(book: Book) -> Iterator[Sequence[str]]:
    for name, s in book.sources.items():
        archived = s.archived.url if s.archived else ""
        yield (name, s.title, s.publisher, "; ".join(s.authors), s.published, s.kind, s.language, s.url, archived, f"sources/{name}.html")


def _csv(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\r\n")
    table.writerow(columns)
    table.writerows([_cell(cell) for cell in row] for row in rows)
    return out.getvalue()


def _event(book: Book, name: str) -> dict[str, Any]:
    event = book.events[name]
    plain = {"id": name, "page": event_path(name), **_plain(event)}
    for quotation, record in zip(plain.get("quotations", ()), event.quotations, strict=False):
        _cited(book, quotation, record.source, record.words)
    for denial, response in zip(plain.get("denials", ()), event.denials, strict=False):
        for quotation, record in zip(denial.get("quotations", ()), response.quotations, strict=False):
            _cited(book, quotation, record.source or response.source, record.words)
    return plain


def _cited(book: Book, quotation: dict[str, Any], source: str, words: str) -> None:
    """Says of a quotation whether it is proven, and where the sentence is."""
    cited = cite(book, source, words)
    quotation["verified"] = bool(cited.verified)
    if cited.sentence:
        quotation["sentence"] = cited.sentence


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
