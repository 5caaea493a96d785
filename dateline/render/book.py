"""The archive with its cross-references: which records are published, in which order, and what refers to what.

Built once a render. Withdrawn events keep a page and appear nowhere else; people and sources are published only when
an event refers to them.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from dateline.model import Archive, Denial, Event, Person, Quotation, Source
from dateline.render.views import Cited, Entry, LinkedName
from dateline.render.when import order_key, reading_key, section_of, year_of
from dateline.render.words import Words
from dateline.slug import slug

T = TypeVar("T")
OrderKey = tuple[tuple[object, ...], int, str, str]


@dataclass(frozen=True)
class Book:
    """Everything that pages look up."""

    archive: Archive  # without proposals, unless this is a draft
    words: Words
    draft: bool  # whether proposals are shown, marked
    events: Mapping[str, Event]  # what the timeline shows, as it is read: oldest first, bands before days
    withdrawn: Mapping[str, Event]  # events whose page gives only the reason
    people: Mapping[str, Person]  # those that an event refers to, by name
    sources: Mapping[str, Source]  # those that an event refers to, oldest first
    answers: Mapping[str, tuple[tuple[str, Denial], ...]]  # "event" or "event#q1" → (event id, response) that answers it
    entries_of: Mapping[str, tuple[str, ...]]  # person id → ids of the events that refer to them, in order
    quoted_from: Mapping[str, tuple[str, ...]]  # source id → ids of the events that rest on it, in order
    years: Mapping[str, int]  # year, decade or "undated" → how many events
    topic_paths: Mapping[str, str]  # tag → its page, by name
    outlet_paths: Mapping[str, str]  # publisher of a source → its page, by name
    tagged: Mapping[str, tuple[str, ...]]  # tag → ids of its events, in order
    published: Mapping[str, tuple[str, ...]]  # publisher in lower case → ids of its sources, oldest first
    bearers: Mapping[str, int]  # word of a name → how many people have it
    cited: dict[tuple[str, str, str], Cited] = field(default_factory=dict)  # the ways to the sentences, kept likewise
    entries: dict[str, Entry] = field(default_factory=dict)  # what lists show of an event, kept once it is made
    pointers: dict[str, list[tuple[str, LinkedName]]] = field(default_factory=dict)  # month → (event, response given then), kept likewise

    def proposed(self, kind: str, name: str) -> bool:
        """Whether the record is not accepted yet."""
        return f"{kind}/{name}" in self.archive.proposed


def make_book(archive: Archive, words: Words, *, draft: bool) -> Book:
    """The book of an archive; without `draft`, no proposal is in it."""
    if not draft and archive.proposed:
        archive = _accepted(archive)
    shown = {name: event for name, event in archive.events.items() if event.withdrawn is None}
    events = {name: shown[name] for name in sorted(shown, key=lambda name: event_order(archive, name))}
    entries_of: dict[str, list[str]] = defaultdict(list)
    quoted_from: dict[str, list[str]] = defaultdict(list)
    for name, event in events.items():
        for person in dict.fromkeys(people_of(event)):
            entries_of[person].append(name)
        for source in dict.fromkeys(sources_of(event)):
            quoted_from[source].append(name)
    people = {name: archive.people[name] for name in entries_of if name in archive.people}
    found = {name: archive.sources[name] for name in quoted_from if name in archive.sources}
    sources = dict(sorted(found.items(), key=lambda item: (order_key(item[1].published), item[0])))
    return Book(
        archive=archive,
        words=words,
        draft=draft,
        events=events,
        withdrawn={name: event for name, event in archive.events.items() if event.withdrawn is not None},
        people=dict(sorted(people.items(), key=lambda item: (surname_key(item[1].name), item[0]))),
        sources=sources,
        answers=_answers(events),
        entries_of={name: tuple(ids) for name, ids in entries_of.items()},
        quoted_from={name: tuple(ids) for name, ids in quoted_from.items()},
        years=Counter(year_of(section_of(event.date)) for event in events.values()),
        topic_paths=stem_paths("topics", {tag for event in events.values() for tag in event.tags}),
        tagged=_grouped((tag, name) for name, event in events.items() for tag in dict.fromkeys(event.tags)),
        published=_grouped((source.publisher.casefold(), name) for name, source in sources.items() if source.publisher),
        bearers=Counter(word for person in people.values() for word in set(person.name.split())),
        outlet_paths=stem_paths("outlets", {source.publisher for source in sources.values() if source.publisher}),
    )


def event_order(archive: Archive, name: str) -> OrderKey:
    """The event's place: by date, its number in the day, first report, id. Total and stable."""
    event = archive.events[name]
    return (reading_key(event.date), event.seq, first_reported(archive, event) or "9999", name)


def first_reported(archive: Archive, event: Event) -> str:
    """The earliest day on which a source of the event was published; "" when none is known."""
    known = [archive.sources[r.source].published for r in event.reports if r.source in archive.sources]
    known = known or [archive.sources[s].published for s in sources_of(event) if s in archive.sources]
    return min((day for day in known if day), key=order_key, default="")


def quotations_of(event: Event) -> Iterator[tuple[Quotation, str]]:
    """Every quotation of the event with its source, those inside responses too."""
    for quotation in event.quotations:
        yield quotation, quotation.source
    for denial in event.denials:
        for quotation in denial.quotations:
            yield quotation, quotation.source or denial.source


def people_of(event: Event) -> Iterator[str]:
    """Every person and organisation that the event names."""
    yield from event.people
    yield from (denial.by for denial in event.denials if denial.by)
    yield from (quotation.speaker for quotation, _ in quotations_of(event) if quotation.speaker)


def sources_of(event: Event) -> Iterator[str]:
    """Every source that the event rests on."""
    yield from (report.source for report in event.reports)
    yield from (source for _, source in quotations_of(event) if source)
    yield from (denial.source for denial in event.denials if denial.source)


def surname_key(name: str) -> str:
    """What an index of persons is ordered by: the last word first, Jr. and numbers left out."""
    words = [w for w in name.split() if w.rstrip(".,").lower() not in {"jr", "sr", "ii", "iii", "iv"}]
    return " ".join([*words[-1:], *words[:-1]]).casefold()


def stem_paths(folder: str, names: Iterable[str]) -> dict[str, str]:
    """A page for each name; where two names give one file, the later in order is numbered."""
    paths: dict[str, str] = {}
    taken: set[str] = set()
    for name in sorted(names, key=lambda name: (name.casefold(), name)):
        stem, n = slug(name), 1
        while (path := f"{folder}/{stem}{f'-{n}' if n > 1 else ''}.html") in taken:
            n += 1
        taken.add(path)
        paths[name] = path
    return paths


def _grouped(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for key, name in pairs:
        found[key].append(name)
    return {key: tuple(names) for key, names in found.items()}


def _accepted(archive: Archive) -> Archive:
    def kept(kind: str, records: Mapping[str, T]) -> dict[str, T]:
        return {name: record for name, record in records.items() if f"{kind}/{name}" not in archive.proposed}

    return Archive(
        config=archive.config,
        events=kept("events", archive.events),
        people=kept("people", archive.people),
        sources=kept("sources", archive.sources),
        pages=archive.pages,
        receipts=archive.receipts,
    )


def _answers(events: Mapping[str, Event]) -> dict[str, tuple[tuple[str, Denial], ...]]:
    found: dict[str, list[tuple[str, Denial]]] = defaultdict(list)
    for name, event in events.items():
        own = {quotation.id for quotation in event.quotations if quotation.id}
        for denial in event.denials:
            found[_claim(denial.of, name, own, events)].append((name, denial))
    return {claim: tuple(pairs) for claim, pairs in found.items()}


def _claim(of: str, here: str, own: set[str], events: Mapping[str, Event]) -> str:
    """The claim that `of` names; the event's own claim where it names nothing that is published."""
    if of in own:
        return f"{here}#{of}"
    event, _, quotation = of.partition("#")
    if event not in events:
        return here
    known = {q.id for q in events[event].quotations}
    return f"{event}#{quotation}" if quotation and quotation in known else event
