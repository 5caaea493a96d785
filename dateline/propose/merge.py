"""One happening told twice is one event with two reports; and the arithmetic of additions.

Conservative: dates that can be the same, and people and words in common; in doubt two events, and `check` asks.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import Any

import msgspec

from dateline.edtf import overlaps, width_days
from dateline.model import Archive, Denial, Event, EventAddition, Quotation, Record, passage_key
from dateline.propose.happenings import Draft
from dateline.slug import slug
from dateline.text import canonical, words_hash

SHARED_WORDS = 0.34  # of the shorter passage's content words; measured on pairs of reports of one council vote, see tests
_WIDEST = 8  # days: "last year" and "in 2016" overlap with everything, so wider dates must be equal
_WORD = re.compile(r"[^\W\d_][\w’'-]{2,}")
_STOP = frozenset(
    "the and but for with from that this which who was were has had have been his her their its not said says into about "
    "after before over would will could also more than they them he she are when where what while did does mr mrs ms".split()
)


def merged_drafts(drafts: Sequence[Draft], archive: Archive, taken: Collection[str] = ()) -> dict[str, Draft]:
    """Event id → draft. An id that is in the archive means an addition to that event; `taken` ids are never given."""
    groups: list[Draft] = []
    known: dict[str, Draft] = {}
    for draft in drafts:
        reports = {i: sources_of(d.event) for i, d in known.items()}
        own = sources_of(draft.event)
        mine = next((i for i, e in archive.events.items() if _same(draft.event, e) and not own & reports.get(i, set())), None)
        if mine is not None:
            known[mine] = _joined(known[mine], draft) if mine in known else draft
            continue
        at = next((n for n, other in enumerate(groups) if _same(draft.event, other.event)), None)
        if at is None:
            groups.append(draft)
        else:
            groups[at] = _joined(groups[at], draft)
    return {**known, **_named(groups, {*taken, *archive.events, *(w for e in archive.events.values() for w in e.was)})}


def sources_of(event: Event) -> set[str]:
    """Ids of the sources that report the event."""
    return {r.source for r in event.reports}


def is_covered(event: Event, archive: Archive) -> bool:
    """Whether an accepted event tells this already from the same source: written by hand, or kept without its passage."""
    source = event.reports[0].source
    passages = {(words_hash(r.passage), canonical(r.dated_by)) for r in event.reports if r.passage}
    words = {canonical(q.words) for q in event.quotations}
    for name, have in archive.events.items():
        mine = [r for r in have.reports if r.source == source]
        places = archive.receipts[source].passages if source in archive.receipts else {}
        for report in mine:
            place = places.get(passage_key(name, report))
            told = words_hash(report.passage) if report.passage else place.hash if place else ""
            if (told, canonical(report.dated_by)) in passages:
                return True
        if words and words <= {canonical(q.words) for q in quoted(have) if q.source in ("", source)}:
            return True
    return False


def quoted(event: Event) -> tuple[Quotation, ...]:
    """All quotations of an event, those of its denials behind its own."""
    return (*event.quotations, *(q for d in event.denials for q in d.quotations))


def _same(one: Event, other: Event) -> bool:
    """Whether two events of different sources are one happening."""
    if not one.date or not other.date or sources_of(one) & sources_of(other):
        return False
    widest = max(width_days(one.date), width_days(other.date))
    if one.date != other.date and (widest > _WIDEST or not overlaps(one.date, other.date)):
        return False
    if one.people and other.people and not set(one.people) & set(other.people):
        return False
    a, b = _words(one), _words(other)
    needed = SHARED_WORDS if set(one.people) & set(other.people) else 1.5 * SHARED_WORDS
    return bool(a and b) and len(a & b) / min(len(a), len(b)) >= needed


def _words(event: Event) -> set[str]:
    text = " ".join([event.title, *(r.passage for r in event.reports)])
    return {w.lower().removesuffix("s") for w in _WORD.findall(text) if w.lower() not in _STOP}


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
        words = [w for w in _WORD.findall(draft.event.title) if w.lower() not in _STOP]
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
