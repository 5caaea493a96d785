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


def pointers(book: Book, within: str, claimed: Collection[str]) -> dict[str, tuple[LinkedName, ...]]:
    """For each month that begins with `within`, its responses to the events `claimed`, each once, in the order of days."""
    found: dict[str, list[tuple[str, LinkedName]]] = defaultdict(list)
    for claim, answers in book.answers.items():
        event = claim.partition("#")[0]
        if event not in claimed:
            continue
        for name, denial in answers:
            month = month_of(denial.said) if is_exact(denial.said) else ""
            if month and month.startswith(within) and month != entry(book, event).when.section:
                found[month].append((denial.said, _pointer(book, claim, name, denial)))
    return {month: tuple(dict.fromkeys(line for _, line in sorted(lines, key=lambda one: order_key(one[0])))) for month, lines in found.items()}


def _pointer(book: Book, claim: str, name: str, denial: Denial) -> LinkedName:
    """The headline of what is answered, at the response where it is recorded there, with "4 July 2017: Ada Brook denied"."""
    event, _, quotation = claim.partition("#")
    place = anchor_of(book.events[name], denial) if name == event else quotation
    who = person_name(book, denial.by) if denial.by else book.words.quoted(denial.by_described or book.words("nobody_named"))
    note = book.words(f"answered_{denial.kind.replace('-', '_')}", date=day_words(book, denial.said), who=who)
    return LinkedName(entry(book, event).title, event_path(event) + (f"#{place}" if place else ""), note)
