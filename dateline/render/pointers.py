"""Responses on their own day: a line in the month in which a response was given, where its claim stands in another."""

from __future__ import annotations

from collections.abc import Collection

from dateline.model import Denial
from dateline.render.book import Book
from dateline.render.entries import entry
from dateline.render.evidence import day_words, event_path, person_name
from dateline.render.said import anchor_of
from dateline.render.views import LinkedName


def pointers(book: Book, claimed: Collection[str] | None = None, months: Collection[str] | None = None) -> dict[str, tuple[LinkedName, ...]]:
    """For each of `months` its responses to the events `claimed` (None = any), each once, in the order of days."""
    chosen = {month: book.answered_in.get(month, ()) for month in (book.of_plan("answered_in") if months is None else months)}
    found = {
        month: dict.fromkeys(_pointer(book, claim, name, book.events[name].denials[n]) for claim, (name, n) in rows if claimed is None or claim.partition("#")[0] in claimed)
        for month, rows in chosen.items()
    }
    return {month: tuple(lines) for month, lines in found.items() if lines}


def _pointer(book: Book, claim: str, name: str, denial: Denial) -> LinkedName:
    """The headline of what is answered, at the response where it is recorded there, with "4 July 2017: Ada Brook denied"."""
    event, _, quotation = claim.partition("#")
    place = anchor_of(book.events[name], denial) if name == event else quotation
    who = person_name(book, denial.by) if denial.by else book.words.quoted(denial.by_described or book.words("nobody_named"))
    note = book.words(f"answered_{denial.kind.replace('-', '_')}", date=day_words(book, denial.said), who=who)
    return LinkedName(entry(book, event).title, event_path(event) + (f"#{place}" if place else ""), note)
