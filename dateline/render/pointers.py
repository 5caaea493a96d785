"""Responses on their own day: a line in the month in which a response was given, where its claim stands in another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

from dateline.model import Denial
from dateline.render.book import Book
from dateline.render.entries import entry
from dateline.render.evidence import anchor_of, day_words, event_path, person_name
from dateline.render.views import LinkedName
from dateline.render.when import is_exact, month_of, order_key


def pointers(book: Book, claimed: Collection[str] | None = None, months: Collection[str] | None = None) -> dict[str, tuple[LinkedName, ...]]:
    """For each of `months` its responses to the events `claimed` (None = any), each once, in the order of days."""
    found = all_pointers(book)
    chosen = {month: found[month] for month in (found if months is None else months) if month in found}
    kept = {month: dict.fromkeys(line for event, line in lines if claimed is None or event in claimed) for month, lines in chosen.items()}
    return {month: tuple(lines) for month, lines in kept.items() if lines}


def all_pointers(book: Book) -> dict[str, list[tuple[str, LinkedName]]]:
    """Month → its responses in the order of days, each with the event that it answers; made once a render."""
    if not book.pointers:
        found: dict[str, list[tuple[str, str, LinkedName]]] = defaultdict(list)
        for claim, answers in book.answers.items():
            event = claim.partition("#")[0]
            for name, denial in answers:
                month = month_of(denial.said) if is_exact(denial.said) else ""
                if month and month != entry(book, event).when.section:
                    found[month].append((denial.said, event, _pointer(book, claim, name, denial)))
        for month, lines in found.items():
            book.pointers[month] = [(event, line) for _, event, line in sorted(lines, key=lambda one: order_key(one[0]))]
    return book.pointers


def _pointer(book: Book, claim: str, name: str, denial: Denial) -> LinkedName:
    """The headline of what is answered, at the response where it is recorded there, with "4 July 2017: Ada Brook denied"."""
    event, _, quotation = claim.partition("#")
    place = anchor_of(book.events[name], denial) if name == event else quotation
    who = person_name(book, denial.by) if denial.by else book.words.quoted(denial.by_described or book.words("nobody_named"))
    note = book.words(f"answered_{denial.kind.replace('-', '_')}", date=day_words(book, denial.said), who=who)
    return LinkedName(entry(book, event).title, event_path(event) + (f"#{place}" if place else ""), note)
