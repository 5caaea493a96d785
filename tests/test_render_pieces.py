"""Files that hold a piece of every record: made in one walk, mended after an edit, the same bytes either way."""

from __future__ import annotations

import csv
import io

import invented
import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_render_safe import hostile

from dateline.model import Archive, Config, Event, Person, Quotation
from dateline.render.book import Book, make_book, quotations_of
from dateline.render.calendar import calendar
from dateline.render.evidence import cite
from dateline.render.export import data_files, tables, timeline_json
from dateline.render.pieces import Batch, Kept, Pieced, chunks, pour, respliced
from dateline.render.rows import _cell, written
from dateline.render.words import Strings, Words

KINDS = ("events", "people", "sources")
KEYS = st.lists(st.sampled_from([f"{kind}/{name}" for kind in KINDS for name in "abcd"]), unique=True).flatmap(st.permutations)
RECORDS = st.builds(lambda keys, texts: {key: texts[at] for at, key in enumerate(sorted(keys, key=lambda key: key.partition("/")[0]))}, KEYS, st.lists(st.binary(max_size=5), min_size=12, max_size=12))


def batch_of(records: dict[str, bytes]) -> Batch:
    """A list of all records with a heading before each kind, and a table of events alone."""
    keys = list(records)
    breaks = {at: key[:6].encode() for at, key in enumerate(keys) if at and key[:6] != keys[at - 1][:6]}
    files = [Pieced("list", "text/plain", b"[", b"]", b", ", breaks), Pieced("table", "text/csv", b"id\n", b"")]
    return Batch(keys, files, lambda key: (records[key], records[key] if key.startswith("events/") else b""))


def poured(batch: Batch) -> tuple[dict[str, bytes], Kept]:
    files: dict[str, bytes] = {}

    def put(path: str, chunk: bytes) -> None:
        files[path] = files.get(path, b"") + chunk

    kept = pour(batch, put)
    return files, kept


@given(RECORDS)
def test_files_made_together_are_those_made_alone(records: dict[str, bytes]) -> None:
    batch = batch_of(records)

    assert poured(batch)[0] == {file.path: b"".join(chunks(batch, file.path)) for file in batch.files}


@settings(max_examples=300)
@given(RECORDS, st.lists(RECORDS, min_size=1, max_size=3), st.sets(st.sampled_from([f"events/{name}" for name in "abcd"])))
def test_a_file_mended_after_edits_is_the_file_from_nothing(first: dict[str, bytes], later: list[dict[str, bytes]], more: set[str]) -> None:
    files, kept = poured(batch_of(first))
    before = first

    for records in later:
        dirty = more | {key for key in records if records[key] != before.get(key)}
        mended = respliced(batch_of(records), dirty, msgspec.msgpack.decode(msgspec.msgpack.encode(kept), type=Kept), files.get)
        assert mended is not None
        parts, kept = mended
        now = {path: b"".join(files[path][part] if isinstance(part, slice) else part for part in parts.get(path, [files[path]])) for path in files}
        assert (now, kept) == poured(batch_of(records))
        assert all(now[path] != files[path] for path in parts) or list(records) != list(before)
        files, before = now, records


@pytest.mark.parametrize("spoiled", [None, b"", b"[one, tw]", b"[one, two]]", b"<one, two]"])
def test_a_file_that_is_not_as_it_was_left_is_not_mended(spoiled: bytes | None) -> None:
    files, kept = poured(batch_of({"events/a": b"one", "events/b": b"two"}))

    assert files["list"] == b"[one, two]"
    assert respliced(batch_of({"events/a": b"one", "events/b": b"three"}), ["events/b"], kept, (files | {"list": spoiled}).get) is None


def test_only_what_is_dirty_is_made() -> None:
    records = {f"events/{n}": b"x" * n for n in range(50)}
    files, kept = poured(batch_of(records))
    asked: list[str] = []
    batch = batch_of(records | {"events/7": b"other"})
    mended = respliced(Batch(batch.keys, batch.files, lambda key: asked.append(key) or batch.pieces(key)), ["events/7", "events/8"], kept, files.get)  # type: ignore[func-returns-value]

    assert asked == ["events/7", "events/8"]
    assert mended is not None
    assert len(mended[0]["list"]) < 10


SITES = {
    "invented": invented.archive(),
    "hostile": hostile(),
    "empty": Archive(config=Config(title="T")),
    "events alone": Archive(config=Config(title="T"), events={"e": Event(title="E")}),
    "no source": Archive(events={"e": Event(title="E", quotations=(Quotation(words="W", speaker="p"),))}, people={"p": Person(name="P")}),
}


@pytest.fixture(params=SITES)
def book(request: pytest.FixtureRequest) -> Book:
    return make_book(SITES[request.param], Words(Strings(invented.strings())), draft=False)


def test_the_data_is_one_document_as_a_whole_would_be_printed(book: Book) -> None:
    def plain(kind: str, name: str) -> dict[str, object]:
        if kind == "withdrawn":
            return {"id": name, "page": f"events/{name}.html"}
        found = {"id": name, "page": f"{kind}/{name}.html", **msgspec.to_builtins(getattr(book, kind)[name])}
        found.pop("copies", None)
        if kind == "events":
            quoted = [q for part in (found, *found.get("denials", ())) for q in part.get("quotations", ())]
            for quotation, (record, source) in zip(quoted, quotations_of(book.events[name]), strict=True):
                cited = cite(book, source, record.words)
                quotation |= {"verified": bool(cited.verified), **({"sentence": cited.sentence} if cited.sentence else {})}
        return found

    config = book.archive.config
    whole = {"$schema": "schema-1.json", "schema": 1, "title": config.title, "language": config.language, "license": config.license}
    lists = {kind: [plain(kind, name) for name in getattr(book, kind)] for kind in (*KINDS, "withdrawn")}

    assert timeline_json(book).encode() == msgspec.json.format(msgspec.json.encode(whole | lists), indent=1) + b"\n"


def test_every_file_of_data_made_together_is_the_one_made_alone(book: Book) -> None:
    together, _ = poured(data_files(book))
    alone = {path: text.encode() for path, text in tables(book)} | {"data/timeline.json": timeline_json(book).encode(), "data/timeline.ics": calendar(book).encode()}

    assert together == alone


@given(st.lists(st.lists(st.text(max_size=12) | st.sampled_from(["=1+1", "a,b", '"', "- x", "a  b", " a", "|", "\u202e", "@"]), min_size=2, max_size=5), max_size=4))
def test_a_table_is_written_as_the_csv_module_does_with_every_cell_mended(rows: list[list[str]]) -> None:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows([_cell(cell) for cell in row] for row in rows)

    assert written(rows) == out.getvalue().encode("utf-8", "replace")
