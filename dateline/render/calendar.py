"""The timeline as an iCalendar file (RFC 5545), for a reader's own calendar.

Only what is known to the day is in it: a calendar has no place for “in the summer of 2016”, and the first of June would be a lie.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from dateline import edtf
from dateline.model import Event
from dateline.render.book import Book
from dateline.render.citations import last_change
from dateline.render.env import printable
from dateline.render.evidence import event_path
from dateline.render.feeds import base_of, in_brief, unique_id
from dateline.render.page import ICS
from dateline.render.pieces import Pieced
from dateline.render.when import is_exact

PATH = "data/timeline.ics"
_ESCAPED = ("\\", ";", ",")  # the backslash first
_OCTETS = 75  # of a line; a longer one is folded
_NEVER = "1970-01-01"  # where no change is dated: the form demands a stamp, and the clock would change the bytes


def calendar(book: Book) -> str:
    """Every event of exact days as an all-day entry."""
    frame, entry = calendar_frame(book), calendar_entries(book)
    return b"".join((frame.head, *(entry(name, event) for name, event in book.events.items()), frame.tail)).decode()


def calendar_frame(book: Book) -> Pieced:
    """The calendar without its entries."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Dateline//Timeline//EN", "CALSCALE:GREGORIAN", f"X-WR-CALNAME:{_text(book.archive.config.title)}"]
    return Pieced(PATH, ICS, _written(lines), b"END:VCALENDAR\r\n")


def calendar_entries(book: Book) -> Callable[[str, Event], bytes]:
    """What gives the entry of an event; nothing where its days are not exact."""
    base, site = base_of(book), _site(book)
    return lambda name, event: _written(_entry(book, name, event, base, site))


def _entry(book: Book, name: str, event: Event, base: str, site: str) -> list[str]:
    days = days_of(event.date)
    if days is None:
        return []
    lines = ["BEGIN:VEVENT", f"UID:{name}@{site}", f"DTSTAMP:{_digits(last_change(event) or _NEVER)}T000000Z"]
    lines += [f"DTSTART;VALUE=DATE:{_digits(days[0].isoformat())}", f"DTEND;VALUE=DATE:{_digits((days[1] + timedelta(days=1)).isoformat())}"]
    lines.append(f"SUMMARY:{_text(event.title)}")
    lines += [f"DESCRIPTION:{_text(told)}"] if (told := in_brief(book, name)) else []
    lines += [f"URL:{base}{event_path(name)}"] if base else []
    return [*lines, "TRANSP:TRANSPARENT", "END:VEVENT"]


def _written(lines: list[str]) -> bytes:
    return b"".join([_folded(octets) if len(octets := line.encode("utf-8", "replace")) > _OCTETS else octets + b"\r\n" for line in lines])


def _site(book: Book) -> str:
    """What tells this site's entries from another's of the same id in one calendar: its address, else a number made of its title."""
    return base_of(book).partition("://")[2].rstrip("/") or unique_id(book, "").rpartition(":")[2]


def days_of(value: str) -> tuple[date, date] | None:
    """First and last day, where both are given; a day that cannot be followed by another is left out."""
    if not value:
        return None
    found = edtf.read(value)
    ends = found.parts if found.kind == "interval" else (found,)
    if not all(end.kind in ("day", "time") and is_exact(end.value) for end in ends):
        return None
    first, last = ends[0].earliest, ends[-1].latest
    return (first, last) if first and last and last < date.max else None


def _digits(day: str) -> str:
    return day.replace("-", "")[:8]


def _text(words: str) -> str:
    line = printable(" ".join(words.split()))
    for sign in _ESCAPED:
        if sign in line:
            line = line.replace(sign, f"\\{sign}")
    return line


def _folded(octets: bytes) -> bytes:
    """The line in pieces of at most 75 octets, never through a sign; every further one begins with a space."""
    pieces, start, room = [], 0, _OCTETS
    while len(octets) - start > room:
        end = start + room
        while octets[end] & 0xC0 == 0x80:  # inside a sign of several octets
            end -= 1
        pieces.append(octets[start:end])
        start, room = end, _OCTETS - 1
    return b"\r\n ".join((*pieces, octets[start:])) + b"\r\n"
