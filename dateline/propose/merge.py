"""One happening told twice is one event with two reports; and the arithmetic of additions."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import msgspec

from dateline.alike import STOP, WORD
from dateline.model import Archive, Denial, Event, EventAddition, Quotation, Record, passage_key
from dateline.propose.happenings import Draft
from dateline.propose.same import Calendar, sources_of
from dateline.slug import slug
from dateline.text import canonical, words_hash

Told = Mapping[str, Sequence[tuple[str, Event]]]  # source → ids and events that it is a source of


def merged_drafts(drafts: Sequence[Draft], archive: Archive, taken: Collection[str] = ()) -> dict[str, Draft]:
    """Event id → draft. An id that is in the archive means an addition to that event; `taken` ids are never given."""
    names = list(archive.events)
    accepted, new = Calendar(archive.events.values()), Calendar()
    groups: list[Draft] = []
    known: dict[str, Draft] = {}
    for draft in drafts:
        mine = _addition_to(draft, names, accepted, known)
        if mine:
            known[mine] = _joined(known[mine], draft) if mine in known else draft
            continue
        at = new.find(draft.event)
        if at is None:
            groups.append(draft)
            new.add(draft.event)
        else:
            groups[at] = _joined(groups[at], draft)
            new.replace(at, groups[at].event)
    return {**known, **_named(groups, {*taken, *names, *(w for e in archive.events.values() for w in e.was)})}


def _addition_to(draft: Draft, names: Sequence[str], accepted: Calendar, known: Mapping[str, Draft]) -> str:
    """The accepted event that the draft adds to; "" for none, or where its source adds to that one already."""
    at = accepted.find(draft.event)
    if at is None or (names[at] in known and sources_of(known[names[at]].event) & sources_of(draft.event)):
        return ""
    return names[at]


def told_by_source(archive: Archive) -> Told:
    """The archive's events under each of their sources."""
    found: dict[str, list[tuple[str, Event]]] = {}
    for name, event in archive.events.items():
        for source in {*sources_of(event), *(q.source for q in quoted(event)), *(d.source for d in event.denials)}:
            found.setdefault(source, []).append((name, event))
    return found


def is_covered(event: Event, archive: Archive, told: Told) -> bool:
    """Whether an accepted event tells this already from the same source: written by hand, or kept without its passage."""
    source = event.reports[0].source
    passages = {(words_hash(r.passage), canonical(r.dated_by)) for r in event.reports if r.passage}
    words = {canonical(q.words) for q in event.quotations}
    for name, have in told.get(source, ()):
        mine = [r for r in have.reports if r.source == source]
        places = archive.receipts[source].passages if source in archive.receipts else {}
        for report in mine:
            place = places.get(passage_key(name, report))
            digest = words_hash(report.passage) if report.passage else place.hash if place else ""
            if (digest, canonical(report.dated_by)) in passages:
                return True
        if words and words <= {canonical(q.words) for q in quoted(have) if q.source in ("", source)}:
            return True
    return False


def quoted(event: Event) -> tuple[Quotation, ...]:
    """All quotations of an event, those of its denials behind its own."""
    return (*event.quotations, *(q for d in event.denials for q in d.quotations))


def _joined(one: Draft, other: Draft) -> Draft:
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


def _named(groups: Sequence[Draft], taken: set[str]) -> dict[str, Draft]:
    """Ids from the titles' weightiest words; a second event of the same words gets its date behind it, then a number."""
    named: dict[str, Draft] = {}
    for draft in groups:
        words = [w for w in WORD.findall(draft.event.title) if w.lower() not in STOP]
        base = slug(" ".join(w.removesuffix("’s").removesuffix("'s") for w in words[:6]) or draft.event.title)
        name, number = base, 2
        if name in taken or name in named:
            base = name = slug(f"{base} {draft.event.date}")
        while name in taken or name in named:
            name, number = f"{base}-{number}", number + 1
        named[name] = draft
    return named


def only_new(event: Event, have: Event) -> EventAddition:
    """What the event adds to the one that is there: lists only, ids counted on from its own."""
    base = Draft(event=msgspec.structs.replace(have, title=have.title), findings=())
    whole = _joined(base, Draft(event=event, findings=())).event
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
