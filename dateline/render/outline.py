"""What an event is without its words, and what it names: all that cross-references are made of.

An edit that leaves the outlines as they are, and whom quotations name, leaves every cross-reference as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Protocol

import msgspec

from dateline.findings import ResponseKind, Sourcing
from dateline.model import Archive, Event, Person, Receipt, Source
from dateline.packed import each, pack
from dateline.render.mentions import Mention, called, mentions
from dateline.render.stands import Stands, quotations_of, stands_of
from dateline.render.when import order_key


class HasSources(Protocol):
    """What tells when a source was published."""

    @property
    def sources(self) -> Mapping[str, Source]: ...  # noqa: D102


class Gleaned(msgspec.Struct, frozen=True, array_like=True):
    """What a plan needs of the words of events. To find it takes all receipts, so it is kept for the next plan."""

    proven: dict[str, int] = {}  # event → how many of its quotations a receipt proves
    mentions: dict[str, tuple[Mention, ...]] = {}  # event → whom its quotations name, of events that name anybody


class Outlines(msgspec.Struct, frozen=True):
    """What a plan is made from: records without their words, each mapping in order of id."""

    events: Mapping[str, Event]
    people: Mapping[str, Person]
    sources: Mapping[str, Source]
    gleaned: Gleaned


class _Record(msgspec.Struct, frozen=True, gc=False):
    """Part of a record: the fields that are not named here are passed over as it is decoded."""


class _Report(_Record, frozen=True, gc=False):
    source: str
    id: str = ""
    date: str = ""
    sourcing: Sourcing = "outlet"
    relayed_from: str = ""


class _Quotation(_Record, frozen=True, gc=False):
    id: str = ""
    speaker: str = ""
    source: str = ""
    said: str = ""


class _Denial(_Record, frozen=True, gc=False):
    kind: ResponseKind
    id: str = ""
    by: str = ""
    quotations: tuple[_Quotation, ...] = ()
    of: str = ""
    said: str = ""
    source: str = ""


class _Dated(_Record, frozen=True, gc=False):
    date: str


class _Event(_Record, frozen=True, gc=False):
    date: str = ""
    people: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    reports: tuple[_Report, ...] = ()
    quotations: tuple[_Quotation, ...] = ()
    denials: tuple[_Denial, ...] = ()
    seq: int = 0
    planned: bool = False
    added: str = ""
    changed: str = ""
    corrections: tuple[_Dated, ...] = ()
    withdrawn: _Dated | None = None
    was: tuple[str, ...] = ()
    distinct_from: tuple[str, ...] = ()


# Has what is asked of an outline under the names that it has in an event: whoever takes an event, takes it.
_outline: Callable[[bytes], Event] = msgspec.msgpack.Decoder(_Event).decode  # type: ignore[assignment]


def outline(event: Event) -> Event:
    """The event without its words: what stays is ids, references, kinds and dates. To ask for the words is an AttributeError."""
    return _outline(pack(event))


def person_outline(person: Person) -> Person:
    """The names of a person: what other pages than their own show."""
    return Person(name=person.name, kind=person.kind, aliases=person.aliases, was=person.was, distinct_from=person.distinct_from)


def source_outline(source: Source) -> Source:
    """Who published a source, and when."""
    return Source(title="", publisher=source.publisher, published=source.published, same_text_as=source.same_text_as, was=source.was, distinct_from=source.distinct_from)


def proven(event: Event, receipts: Mapping[str, Receipt]) -> int:
    """How many of the event's quotations a receipt proves."""
    return _proven(stands_of("", event, receipts.get))


def _proven(stands: Stands) -> int:
    return sum([stand is not None for stand in stands.quotations])


def outlines_of(archive: Archive, keep: Callable[[str, Stands], object] | None = None, gleaned: Gleaned | None = None) -> Outlines:
    """The outlines of all records. Where the words of each event stand is handed on, to be kept; where it is told what was `gleaned`, no words are looked at."""
    events = dict(each(archive.events, _outline))
    if gleaned is None:
        by_date = sorted(events, key=lambda name: events[name].date)  # events of a day cite the same sources: half the receipts to decode
        gleaned = glean(archive, by_date, keep)
    people = {name: person_outline(person) for name, person in archive.people.items()}
    return Outlines(events, people, {name: source_outline(source) for name, source in archive.sources.items()}, gleaned)


def glean(archive: Archive, events: Iterable[str], keep: Callable[[str, Stands], object] | None = None) -> Gleaned:
    """What a plan needs of the words of these events; where they stand is handed on, to be kept."""
    names = {name: called(person) for name, person in archive.people.items()}
    found = Gleaned()
    for name in events:
        event = archive.events[name]
        if some := mentions(event, people_of(event), names):
            found.mentions[name] = some
        stands = stands_of(name, event, archive.receipts.get)
        found.proven[name] = _proven(stands)
        if keep:
            keep(name, stands)
    return found


def mentioned(event: Event, people: Mapping[str, Person]) -> tuple[Mention, ...]:
    """Whom the quotations of one event name."""
    return mentions(event, people_of(event), {name: called(people[name]) for name in people_of(event) if name in people})


def first_reported(archive: HasSources, event: Event) -> str:
    """The earliest day on which a source of the event was published; "" when none is known."""
    known = [archive.sources[r.source].published for r in event.reports if r.source in archive.sources]
    known = known or [archive.sources[s].published for s in sources_of(event) if s in archive.sources]
    return min((day for day in known if day), key=order_key, default="")


def last_change(event: Event) -> str:
    """The latest day in the event's history; "" when it has none."""
    return max([event.added, event.changed, *(c.date for c in event.corrections), event.withdrawn.date if event.withdrawn else ""])


def people_of(event: Event) -> list[str]:
    """Every person and organisation that the event names."""
    found = [*event.people, *[denial.by for denial in event.denials if denial.by]]
    return found + [quotation.speaker for quotation, _ in quotations_of(event) if quotation.speaker]


def sources_of(event: Event) -> list[str]:
    """Every source that the event rests on."""
    found = [report.source for report in event.reports]
    found += [source for _, source in quotations_of(event) if source]
    return found + [denial.source for denial in event.denials if denial.source]
