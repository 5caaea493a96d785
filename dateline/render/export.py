"""Everything the site says, as data: JSON with a versioned schema, a CSV table of each kind of record, and a calendar.

data/timeline.json names its schema, which lies beside it (and in docs/schema/published/). What a record is in each file
is made in one look at it: `data_files` are files of pieces, see `pieces`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import msgspec

from dateline.model import Event, Person, Source
from dateline.render import rows
from dateline.render.book import Book, quotations_of
from dateline.render.calendar import PATH as CALENDAR
from dateline.render.calendar import calendar_entries, calendar_frame
from dateline.render.evidence import cite_at, event_path, stands
from dateline.render.page import CSV, JSON
from dateline.render.pieces import Batch, Pieced, chunks
from dateline.render.rows import Proof

SCHEMA = 1  # raised when a field changes its meaning or goes
SCHEMA_PATH = f"data/schema-{SCHEMA}.json"
_DRAFT = "https://json-schema.org/draft/2020-12/schema"
WHOLE = "data/timeline.json"
_KINDS = ("events", "people", "sources", "withdrawn")  # the lists of timeline.json, in order


def data_files(book: Book, *paths: str) -> Batch:
    """All files of data, or these: timeline.json, the calendar and the tables."""
    frames = [_whole(book), calendar_frame(book), *(_table(kind) for kind in rows.COLUMNS)]
    files = [file for file in frames if not paths or file.path in paths]
    makers = {kind: [makers.get(file.path, _nothing) for file in files] for kind, makers in _makers(book).items()}
    keys = [f"{kind}/{name}" for kind in _KINDS for name in getattr(book, kind)]
    return Batch(keys, files, lambda key: _pieces(book, makers, key))


def timeline_json(book: Book) -> str:
    """Every published record in the form of the content, with ids, pages and links to the sentences."""
    return _text(book, WHOLE)


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
    for kind in rows.COLUMNS:
        yield _path(kind), _text(book, _path(kind))


def events_csv(book: Book) -> str:
    """One line an event: the table of events alone."""
    return _text(book, _path("events"))


class _Look(NamedTuple):
    """A record as all files see it."""

    kind: str
    name: str
    record: Any
    proofs: Sequence[Proof] = ()  # of the quotations of an event, in order


_Maker = Callable[[_Look], bytes]


def _text(book: Book, path: str) -> str:
    return b"".join(chunks(data_files(book, path), path)).decode()


def _path(table: str) -> str:
    return f"data/{table}.csv"


def _table(kind: str) -> Pieced:
    return Pieced(_path(kind), CSV, rows.written([rows.COLUMNS[kind]]), b"")


def _whole(book: Book) -> Pieced:
    """timeline.json without its records: the lists open before their first record, and those behind it that are empty too."""
    config = book.archive.config
    first = {"$schema": SCHEMA_PATH.rpartition("/")[2], "schema": SCHEMA, "title": config.title, "language": config.language, "license": config.license}
    text = msgspec.json.format(msgspec.json.encode(first), indent=1).removesuffix(b"\n}")
    before: dict[int, bytes] = {}
    at = 0
    for kind in _KINDS:
        text += f',\n "{kind}": ['.encode()
        if size := len(getattr(book, kind)):
            before[at] = text + b"\n  "
            text, at = b"\n ", at + size
        text += b"]"
    return Pieced(WHOLE, JSON, before.pop(0, b""), text + b"\n}\n", b",\n  ", before)


def _nothing(_: _Look) -> bytes:
    return b""


def _json(look: _Look) -> bytes:
    """The record as it stands in timeline.json."""
    plain = {"id": look.name, "page": f"{look.kind}/{look.name}.html", **msgspec.to_builtins(look.record)}
    plain.pop("copies", None)  # names of files that are not published
    if look.kind == "events":
        proofs = iter(look.proofs)
        for part in (plain, *plain.get("denials", ())):
            for quotation in part.get("quotations", ()):
                quotation["verified"], sentence = next(proofs)
                if sentence:
                    quotation["sentence"] = sentence
    return _indented(plain)


def _withdrawn(look: _Look) -> bytes:
    return _indented({"id": look.name, "page": event_path(look.name)})


def _indented(plain: dict[str, Any]) -> bytes:
    """The record's text two steps within the file."""
    return msgspec.json.format(msgspec.json.encode(plain), indent=1).replace(b"\n", b"\n  ")  # no text holds a bare line break


def _makers(book: Book) -> Mapping[str, Mapping[str, _Maker]]:
    """Kind of record → file → what makes its piece."""
    entry = calendar_entries(book)
    events: dict[str, _Maker] = {
        WHOLE: _json,
        CALENDAR: lambda look: entry(look.name, look.record),
        _path("events"): lambda look: rows.written(rows.event_rows(book, look.name, look.record)),
        _path("reports"): lambda look: rows.written(rows.report_rows(look.name, look.record)),
        _path("quotations"): lambda look: rows.written(rows.quotation_rows(book, look.name, look.record, look.proofs)),
        _path("responses"): lambda look: rows.written(rows.response_rows(book, look.name, look.record)),
    }
    people: dict[str, _Maker] = {WHOLE: _json, _path("people"): lambda look: rows.written(rows.person_rows(look.name, look.record))}
    sources: dict[str, _Maker] = {WHOLE: _json, _path("sources"): lambda look: rows.written(rows.source_rows(look.name, look.record))}
    return {"events": events, "people": people, "sources": sources, "withdrawn": {WHOLE: _withdrawn}}


def _pieces(book: Book, makers: Mapping[str, Sequence[_Maker]], key: str) -> list[bytes]:
    kind, _, name = key.partition("/")
    record = getattr(book, kind)[name]
    look = _Look(kind, name, record, _proofs(book, name, record) if kind == "events" else ())
    return [make(look) for make in makers[kind]]


def _proofs(book: Book, name: str, event: Event) -> list[Proof]:
    """What is proven of each quotation of an event, and where it stands."""
    return [Proof(stand is not None, cite_at(book, source, stand).sentence) for (_, source), stand in zip(quotations_of(event), stands(book, name).quotations, strict=True)]
