"""What was done and what is there, counted in a line for a person."""

from __future__ import annotations

from collections.abc import Iterable

from dateline.model import Archive


def count(number: int, noun: str) -> str:
    """`1 event`, `2,000 events`."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def people(number: int) -> str:
    """`1 person`, `2 people`."""
    return f"{number:,} {'person' if number == 1 else 'people'}"


def kinds(keys: Iterable[str]) -> str:
    """What the keys ("events/ryabkov") are: `1 event, 2 people, 0 sources`."""
    found = [key.split("/", 1)[0] for key in keys]
    return f"{count(found.count('events'), 'event')}, {people(found.count('people'))}, {count(found.count('sources'), 'source')}"


def contents(archive: Archive) -> str:
    """What the published site holds."""
    denials = [d for e in archive.events.values() for d in e.denials]
    words = sum(len(e.quotations) for e in archive.events.values()) + sum(len(d.quotations) for d in denials)
    persons = sum(p.kind == "person" for p in archive.people.values())
    counts = (
        count(len(archive.sources), "article"),
        count(len(archive.events), "event"),
        f"{count(words, 'quotation')} verified",
        f"{count(len(denials), 'response')} (denials, no-comments, statements)",
        f"{people(persons)} and {count(len(archive.people) - persons, 'organisation')}",
    )
    return ", ".join(counts)
