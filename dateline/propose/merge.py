"""One happening told twice is one event with two reports; and the arithmetic of additions."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import msgspec

from dateline.alike import STOP, WORD
from dateline.model import Archive, Denial, Event, EventAddition, Quotation, Record, passage_key
from dateline.propose.gist import EventGist
from dateline.propose.happenings import Draft
from dateline.propose.same import Calendar, Telling, sources_of, telling_of
from dateline.slug import slug
from dateline.text import canonical, words_hash

Told = Mapping[str, Sequence[tuple[str, Event]]]  # source → ids and events that it is a source of


class Groups:
    """Findings that are one event, known by a number; one below zero means an addition to an accepted event."""

    def __init__(self, archive: Archive) -> None:
        self._names = list(archive.events)
        self._taken = {*self._names, *(w for e in archive.events.values() for w in e.was)}
        self._accepted, self._new = Calendar(), Calendar()
        for event in archive.events.values():
            self._accepted.add(telling_of(event))
        self._added: dict[int, frozenset[str]] = {}  # place among the accepted → sources that add to it
        self._bases: list[str] = []  # of each new one: what its id is made from …
        self._dates: list[str] = []
        self._planned = bytearray()  # … and whether it is announced as yet

    def add(self, telling: Telling, title: str, *, planned: bool) -> int:
        """Enter a finding; the number of the event that it tells."""
        at = self._accepted.find(telling)
        if at is not None and telling.sources.isdisjoint(self._added.get(at, ())):
            self._added[at] = telling.sources | self._added.get(at, frozenset())
            return -1 - at
        there = self._new.find(telling)
        if there is None:
            self._bases.append(_base_of(title))
            self._dates.append(telling.date)
            self._planned.append(planned)
            return self._new.add(telling)
        self._new.grow(there, telling)
        if self._planned[there] and not planned:
            self._bases[there], self._planned[there] = _base_of(title), planned
        return there

    def name_all(self, taken: Collection[str] = ()) -> list[str]:
        """The ids of the new events, by number. A second event of the same words gets its date behind it, then a number."""
        given: set[str] = {*self._taken, *taken}
        names = []
        for base, date in zip(self._bases, self._dates, strict=True):
            name, number = base, 2
            if name in given:
                name = dated = slug(f"{base} {date}")
                while name in given:
                    name, number = f"{dated}-{number}", number + 1
            given.add(name)
            names.append(name)
        return names

    def accepted_name(self, number: int) -> str:
        """The id of the accepted event that a number below zero means."""
        return self._names[-1 - number]


def _base_of(title: str) -> str:
    words = [w for w in WORD.findall(title) if w.lower() not in STOP]
    return slug(" ".join(w.removesuffix("’s").removesuffix("'s") for w in words[:6]) or title)


def merged_drafts(drafts: Sequence[Draft], archive: Archive, taken: Collection[str] = ()) -> dict[str, Draft]:
    """Event id → draft. An id that is in the archive means an addition to that event; `taken` ids are never given."""
    groups = Groups(archive)
    joined_by: dict[int, Draft] = {}
    for draft in drafts:
        number = groups.add(telling_of(draft.event), draft.event.title, planned=draft.event.planned)
        joined_by[number] = joined(joined_by[number], draft) if number in joined_by else draft
    names = groups.name_all(taken)
    return {(names[n] if n >= 0 else groups.accepted_name(n)): draft for n, draft in joined_by.items()}


def told_by_source(archive: Archive) -> Told:
    """The archive's events under each of their sources."""
    found: dict[str, list[tuple[str, Event]]] = {}
    for name, event in archive.events.items():
        for source in {*sources_of(event), *(q.source for q in quoted(event)), *(d.source for d in event.denials)}:
            found.setdefault(source, []).append((name, event))
    return found


def is_covered(event: EventGist, source: str, archive: Archive, told: Told) -> bool:
    """Whether an accepted event tells this already from the same source: written by hand, or kept without its passage."""
    there = told.get(source, ())
    passages, words = set(event.passages), set(event.quoted)
    places = archive.receipts[source].passages if there and source in archive.receipts else {}
    for name, have in there:
        for report in (r for r in have.reports if r.source == source):
            place = places.get(passage_key(name, report))
            digest = words_hash(report.passage) if report.passage else place.hash if place else ""
            if (digest, canonical(report.dated_by)) in passages:
                return True
        if words and words <= {words_hash(q.words) for q in quoted(have) if q.source in ("", source)}:
            return True
    return False


def quoted(event: Event) -> tuple[Quotation, ...]:
    """All quotations of an event, those of its denials behind its own."""
    return (*event.quotations, *(q for d in event.denials for q in d.quotations))


def joined(one: Draft, other: Draft) -> Draft:
    """The first draft with the second's report, words and denials, their ids counted on; a differing date is kept."""
    a, b = one.event, other.event
    reports = tuple(msgspec.structs.replace(r, date=r.date or (b.date if b.date != a.date else "")) for r in b.reports)
    dates = {"said": b.date} if b.date != a.date else {}
    quotations = tuple(
        msgspec.structs.replace(q, id=f"q{n}", **({} if q.said else dates))
        for n, q in enumerate(b.quotations, _next_number("q", a.quotations))
    )
    shift = {q.id: new.id for q, new in zip(b.quotations, quotations, strict=True)}
    denials = tuple(
        msgspec.structs.replace(d, id=f"d{n}", of=shift.get(d.of, d.of), **({} if d.said else dates))
        for n, d in enumerate(b.denials, _next_number("d", a.denials))
    )
    event = msgspec.structs.replace(
        a,
        title=b.title if a.planned and not b.planned else a.title,  # what happened, not what was announced
        planned=a.planned and b.planned,
        people=tuple(dict.fromkeys((*a.people, *b.people))),
        reports=(*a.reports, *reports),
        quotations=(*a.quotations, *quotations),
        denials=(*a.denials, *denials),
    )
    return Draft(event=event, findings=(*one.findings, *other.findings))


def _next_number(letter: str, items: Sequence[Quotation | Denial]) -> int:
    """One more than the highest number in the items' ids: a person may have taken q2 out and kept q3."""
    numbers = [int(i.id[1:]) for i in items if i.id[:1] == letter and i.id[1:].isascii() and i.id[1:].isdigit() and len(i.id) < 10]
    return max([len(items), *numbers]) + 1


def only_new(event: Event, have: Event) -> EventAddition:
    """What the event adds to the one that is there: lists only, ids counted on from its own."""
    base = Draft(event=msgspec.structs.replace(have, title=have.title), findings=())
    whole = joined(base, Draft(event=event, findings=())).event
    return EventAddition(
        people=whole.people[len(have.people) :],
        reports=whole.reports[len(have.reports) :],
        quotations=whole.quotations[len(have.quotations) :],
        denials=whole.denials[len(have.denials) :],
    )


def add_to(record: Record, addition: Record) -> Record:
    """The record with the addition's list items behind its own; what is no list stays the record's."""
    changes: dict[str, Any] = {}
    for field in record.__struct_fields__:
        mine, more = getattr(record, field), getattr(addition, field, ())
        if isinstance(mine, tuple) and more:
            changes[field] = (*mine, *(item for item in more if item not in mine))
    return msgspec.structs.replace(record, **changes)
