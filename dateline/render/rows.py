"""A CSV table of each kind of record: the rows that a record has in each. Joined by the ids of events, people and sources."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import repeat
from typing import NamedTuple

from dateline.model import Event, Person, Source
from dateline.render.book import Book, quotations_of, sources_of
from dateline.render.env import printable
from dateline.render.evidence import event_path, person_name

Rows = Iterable[Sequence[str]]
_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # how a cell begins that a spreadsheet would run
_AMISS = re.compile(r"\|[ =+\-@]")  # where a cell begins that must be mended, cells set apart by bars
_MARK = '"'
COLUMNS = {
    "events": ("id", "date", "title", "people", "sourcing", "sources", "quotations", "responses", "page"),
    "reports": ("event", "source", "sourcing", "according_to", "count", "relayed_from", "date", "dated_by", "anonymity_reason"),
    "quotations": ("event", "id", "words", "speaker", "name", "described", "role", "according_to", "said", "source", "response", "verified", "sentence"),
    "responses": ("event", "id", "kind", "by", "name", "described", "on_behalf_of", "of", "said", "cue", "role", "source"),
    "people": ("id", "name", "kind", "aliases", "roles", "same_as", "page"),
    "sources": ("id", "title", "publisher", "authors", "published", "kind", "language", "url", "archived", "page"),
}


class Proof(NamedTuple):
    """What is known of the place of a quotation."""

    verified: bool  # whether a receipt proves the words
    sentence: str  # the link to the sentence; may be ""


def written(rows: Rows) -> bytes:
    """The rows as a table has them: every cell on one line, with an apostrophe before what a spreadsheet would take for a formula."""
    return "".join([_line(row) for row in rows]).encode("utf-8", "replace")


def event_rows(book: Book, name: str, event: Event) -> Rows:
    """The event in the table of events."""
    yield (
        name,
        event.date,
        event.title,
        "; ".join([person_name(book, person) for person in event.people]),
        "; ".join(dict.fromkeys([report.sourcing for report in event.reports])),
        "; ".join(dict.fromkeys(sources_of(event))),
        str(len(event.quotations)),
        "; ".join([f"{denial.kind}: {person_name(book, denial.by) or denial.by_described}" for denial in event.denials]),
        event_path(name),
    )


def report_rows(name: str, event: Event) -> Rows:
    """Who reports the event."""
    for r in event.reports:
        yield (name, r.source, r.sourcing, r.according_to, str(r.count or ""), r.relayed_from, r.date, r.dated_by, r.anonymity_reason)


def quotation_rows(book: Book, name: str, event: Event, proofs: Sequence[Proof]) -> Rows:
    """Its quotations and those of responses, each with the response it belongs to; and the proof of each."""
    within = [*repeat(None, len(event.quotations)), *(denial for denial in event.denials for _ in denial.quotations)]
    for (q, source), denial, proof in zip(quotations_of(event), within, proofs, strict=True):
        speaker = q.speaker or (denial.by if denial else "")
        described = q.speaker_described or (denial.by_described if denial else "")
        who = (speaker, person_name(book, speaker) if speaker else "", described)
        response = denial.id if denial else ""
        yield (name, q.id, q.words, *who, q.role, q.according_to, q.said, source, response, "yes" if proof.verified else "no", proof.sentence)


def response_rows(book: Book, name: str, event: Event) -> Rows:
    """The responses that the event records."""
    for d in event.denials:
        who = (d.by, person_name(book, d.by) if d.by else "", d.by_described)
        yield (name, d.id, d.kind, *who, d.on_behalf_of, d.of, d.said, d.cue, d.role, d.source)


def person_rows(name: str, person: Person) -> Rows:
    """The person in the table of people."""
    roles = [f"{role.role} ({role.during})" if role.during else role.role for role in person.roles]
    yield (name, person.name, person.kind, "; ".join(person.aliases), "; ".join(roles), " ".join(person.same_as), f"people/{name}.html")


def source_rows(name: str, source: Source) -> Rows:
    """The source in the table of sources."""
    archived = source.archived.url if source.archived else ""
    authors = "; ".join(source.authors)
    yield (name, source.title, source.publisher, authors, source.published, source.kind, source.language, source.url, archived, f"sources/{name}.html")


def _line(row: Sequence[str]) -> str:
    """One row, by RFC 4180; looked at as a whole first, since few have a cell that must be mended."""
    whole = f"|{'|'.join(row)}|"
    if not whole.isprintable() or "  " in whole or " |" in whole or _AMISS.search(whole):
        row = [_cell(cell) for cell in row]
    line = ",".join(row)
    if '"' in line or line.count(",") >= len(row):
        line = ",".join([f'"{cell.replace(_MARK, _MARK * 2)}"' if "," in cell or _MARK in cell else cell for cell in row])
    return f"{line}\r\n"


def _cell(text: str) -> str:
    line = printable(" ".join(text.split()))
    return f"'{line}" if line.startswith(_FORMULA) else line
