"""What an event is without its words, and what it names: all that cross-references are made of.

An edit that leaves the outlines as they are, and whom quotations name, leaves every cross-reference as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Protocol

import msgspec

from dateline.model import (
    Archive,
    Correction,
    Denial,
    Event,
    Person,
    Quotation,
    Receipt,
    Report,
    Source,
    Withdrawal,
)
from dateline.render.mentions import Mention, called, mentions
from dateline.render.stands import Stands, quotations_of, stands_of
from dateline.render.when import order_key


class HasSources(Protocol):
    """What tells when a source was published."""

    @property
    def sources(self) -> Mapping[str, Source]: ...  # noqa: D102


class Outlines(msgspec.Struct, frozen=True):
    """What a plan is made from: records without their words, each mapping in order of id."""

    events: Mapping[str, Event]
    people: Mapping[str, Person]
    sources: Mapping[str, Source]
    proven: Mapping[str, int]  # event → how many of its quotations a receipt proves
    mentions: Mapping[str, tuple[Mention, ...]] = {}  # event → whom its quotations name, of events that name anybody


def outline(event: Event) -> Event:
    """The event without its words: what stays is ids, references, kinds and dates."""
    return Event(
        title="",
        date=event.date,
        people=event.people,
        tags=event.tags,
        reports=tuple([Report(id=r.id, source=r.source, date=r.date, sourcing=r.sourcing, relayed_from=r.relayed_from) for r in event.reports]),
        quotations=tuple([_quotation(q) for q in event.quotations]),
        denials=tuple([_denial(d) for d in event.denials]),
        seq=event.seq,
        planned=event.planned,
        added=event.added,
        changed=event.changed,
        corrections=tuple([Correction(date=c.date, note="") for c in event.corrections]),
        withdrawn=Withdrawal(date=event.withdrawn.date, reason="") if event.withdrawn else None,
        was=event.was,
        distinct_from=event.distinct_from,
    )


def _quotation(q: Quotation) -> Quotation:
    return Quotation(id=q.id, words="", speaker=q.speaker, source=q.source, said=q.said)


def _denial(d: Denial) -> Denial:
    quotations = tuple([_quotation(q) for q in d.quotations])
    return Denial(id=d.id, kind=d.kind, by=d.by, quotations=quotations, of=d.of, said=d.said, source=d.source)


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


def outlines_of(archive: Archive, keep: Callable[[str, Stands], object] | None = None) -> Outlines:
    """The outlines of all records; where the words of each event stand is handed on, to be kept."""
    events, named = {}, {}
    people = {name: person_outline(person) for name, person in archive.people.items()}
    names = {name: called(person) for name, person in people.items()}
    for name, event in archive.events.items():
        events[name] = outline(event)
        if some := mentions(event, people_of(event), names):
            named[name] = some
    counts = {}
    for name in sorted(events, key=lambda name: events[name].date):  # events of a day cite the same sources: half the receipts to decode
        stands = stands_of(name, archive.events[name], archive.receipts.get)
        counts[name] = _proven(stands)
        if keep:
            keep(name, stands)
    return Outlines(events, people, {name: source_outline(source) for name, source in archive.sources.items()}, counts, named)


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
