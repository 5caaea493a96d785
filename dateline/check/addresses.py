"""The addresses within the site that a link may lead to: records that have a page, and the pages made from all of them.

What the renderer makes, told from the archive alone: a topic's and an outlet's page is called by its words, a year's and
a month's by the day on which an event begins. Where an event cannot be read, nobody can say which of these there are.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from dateline import edtf
from dateline.check.places import ids_in
from dateline.model import Archive, Event, Quotation
from dateline.text import slug

MADE = frozenset("404 all changes index method people responses search sources".split())  # pages that every site has
_DAYS = ("day", "time", "month")


def records_with_page(archive: Archive) -> dict[str, set[str]]:
    """The ids that have a page, or an old address that leads to one: people and sources only where an event names them."""
    events = [e for e in archive.events.values() if not e.withdrawn]
    people = {i for e in events for i in (*e.people, *(d.by for d in e.denials), *(q.speaker for q in _quotations(e)))}
    sources = {i for e in events for i in sources_of(e)}
    if _any_unread(archive):
        people, sources = ids_in(archive, "people"), ids_in(archive, "sources")
    found = {
        "events": ids_in(archive, "events"),
        "people": people & ids_in(archive, "people"),
        "sources": sources & ids_in(archive, "sources"),
    }
    for folder, records in (("events", archive.events), ("people", archive.people), ("sources", archive.sources)):
        found[folder] |= {old for name, record in records.items() if name in found[folder] for old in record.was}
    return found


def listings(archive: Archive) -> Mapping[str, set[str]]:
    """Folder → stems of the pages that list events; nothing where an event cannot be read."""
    if _any_unread(archive):
        return {}
    events = [e for e in archive.events.values() if not e.withdrawn]
    outlets = {archive.sources[s].publisher for e in events for s in sources_of(e) if s in archive.sources}
    found = sections(archive)
    return {
        "topics": _numbered({tag for e in events for tag in e.tags}),
        "outlets": _numbered(outlets - {""}),
        "years": {section[:4] if section[4:5] == "-" else section for section in found},
        "months": {section for section in found if _is_month(section)},
        "known": {month for e in events if (month := _first_reported(archive, e))} | {"index"},
    }


def sections(archive: Archive) -> set[str]:
    """The sections of the timeline: "2017-02", a season "2016-21", "2016", "201X" or "undated"."""
    return {_section(e.date) for e in archive.events.values() if not e.withdrawn}


def sources_of(event: Event) -> set[str]:
    """Ids of the sources that an event's reports, words and responses come from."""
    return {*(r.source for r in event.reports), *(d.source for d in event.denials), *(q.source for q in _quotations(event))} - {""}


def _quotations(event: Event) -> Iterator[Quotation]:
    yield from event.quotations
    for denial in event.denials:
        yield from denial.quotations


def _any_unread(archive: Archive) -> bool:
    return any(key.startswith("events/") for key in archive.unread)


def _numbered(names: set[str]) -> set[str]:
    """The stems of pages that are called by words; of two names with the same stem the later is numbered."""
    stems = [slug(name) for name in names]
    return {*stems, *(f"{stem}-{n}" for stem in stems for n in range(2, stems.count(stem) + 1))}


def _section(date: str) -> str:
    if not date:
        return "undated"
    read = edtf.read(date)
    point = read.parts[0] if read.parts else read
    if point.kind in ("season", "quarter", "year", "decade"):
        return point.value.rstrip("~?%")
    return f"{point.earliest.year:04}-{point.earliest.month:02}" if point.earliest else "0001-01"


def _is_month(section: str) -> bool:
    return section[4:5] == "-" and int(section[5:7]) <= 12


def _first_reported(archive: Archive, event: Event) -> str:
    """The month in which an event was first reported; "" where that is not known to the month."""
    there = [r.source for r in event.reports if r.source in archive.sources] or sorted(sources_of(event) & archive.sources.keys())
    days = [day for day in (archive.sources[s].published for s in there) if day]
    first = min(days, key=edtf.sort_key, default="")
    return _section(first) if first and edtf.read(first).kind in _DAYS else ""
