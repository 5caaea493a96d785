"""The addresses within the site that a link may lead to: records that have a page, and the pages made from all of them.

What the renderer makes, told from the archive alone: a topic's and an outlet's page is called by its words, a year's and
a month's by the day on which an event begins. Where an event cannot be read, nobody can say which of these there are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from dateline import edtf
from dateline.check.places import ids_in, old_ids
from dateline.model import Archive, Event, Quotation
from dateline.text import slug

MADE = frozenset("404 all changes index method people responses search sources".split())  # pages that every site has
_DAYS = ("day", "time", "month")


class Addresses(NamedTuple):
    """What a link may lead to."""

    records: Mapping[str, set[str]]  # folder → ids that have a page, or an old address that leads to one
    listings: Mapping[str, set[str]]  # folder → stems of the pages that list events; nothing where an event cannot be read
    sections: frozenset[str] | None  # of the timeline: "2017-02", a season "2016-21", "2016", "201X" or "undated"; None likewise


def addresses(archive: Archive) -> Addresses:
    """All addresses of the site, found on one walk through its events: people and sources have pages only where one names them."""
    named: dict[str, set[str]] = defaultdict(set)
    for event in (event for _, event in archive.events.items() if not event.withdrawn):
        named["people"].update((*event.people, *(d.by for d in event.denials), *(q.speaker for q in _quotations(event))))
        named["sources"].update(sources_of(event))
        named["tags"].update(event.tags)
        named["sections"].add(_section(event.date))
        named["months"].add(_first_reported(archive, event))
    unread = any(key.startswith("events/") for key in archive.unread)
    found = {folder: ids_in(archive, folder) for folder in ("events", "people", "sources")}
    for folder in ("people", "sources") if not unread else ():
        found[folder] &= named[folder]
    for folder, ids in found.items():
        ids |= {old for name, olds in old_ids(archive, folder).items() if name in ids for old in olds}
    return Addresses(found, {}, None) if unread else Addresses(found, _listings(archive, named), frozenset(named["sections"]))


def sources_of(event: Event) -> set[str]:
    """Ids of the sources that an event's reports, words and responses come from."""
    return {*(r.source for r in event.reports), *(d.source for d in event.denials), *(q.source for q in _quotations(event))} - {""}


def _listings(archive: Archive, named: Mapping[str, set[str]]) -> dict[str, set[str]]:
    outlets = {archive.sources[source].publisher for source in named["sources"] if source in archive.sources}
    return {
        "topics": _numbered(named["tags"]),
        "outlets": _numbered(outlets - {""}),
        "years": {section[:4] if section[4:5] == "-" else section for section in named["sections"]},
        "months": {section for section in named["sections"] if _is_month(section)},
        "known": {*named["months"], "index"} - {""},
    }


def _quotations(event: Event) -> Iterator[Quotation]:
    yield from event.quotations
    for denial in event.denials:
        yield from denial.quotations


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
