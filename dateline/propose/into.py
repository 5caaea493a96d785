"""A whole event as an addition to another one, where a person says that the two are one happening."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import count

import msgspec

from dateline.model import Denial, Event, EventAddition, Quotation, Report
from dateline.propose.merge import only_new
from dateline.text import canonical

_CARRIED = {"title", "date", "planned", "added", "changed"}  # what the event that is added to says already


def addition_into(event: Event, have: Event) -> EventAddition:
    """What `event` adds to `have`: reports, words and responses that are not there, their ids counted on.

    A report's or a saying's own date stands where it differs from the date of `have`. Doing it twice adds nothing more.
    """
    kept = _without_known(event, have)
    added = only_new(kept, have)
    return msgspec.structs.replace(
        added,
        reports=tuple(_with_ids(added.reports, have.reports)),
        tags=tuple(t for t in event.tags if t not in have.tags),
    )


def not_carried(event: Event) -> dict[str, object]:
    """The event's own words that an addition cannot hold, such as its summary: for a person to carry over."""
    fields = {f: getattr(event, f) for f in event.__struct_fields__ if f not in _CARRIED}
    empty = Event(title="")
    return {f: value for f, value in fields.items() if not isinstance(value, tuple) and value != getattr(empty, f)}


def _without_known(event: Event, have: Event) -> Event:
    """The event without what is told already; a response to words that are there answers those."""
    there = {_words_key(q): q.id for q in have.quotations}
    same = {q.id: there[_words_key(q)] for q in event.quotations if _words_key(q) in there}
    reports = {_report_key(r) for r in have.reports}
    denials = {_denial_key(d) for d in have.denials}
    kept = msgspec.structs.replace(
        event,
        reports=tuple(r for r in event.reports if _report_key(r) not in reports),
        quotations=tuple(q for q in event.quotations if _words_key(q) not in there),
        denials=tuple(d for d in event.denials if _denial_key(d) not in denials),
    )
    answered = {q.id for q in kept.quotations}
    return msgspec.structs.replace(
        kept, denials=tuple(d if d.of in answered else msgspec.structs.replace(d, of=same.get(d.of, d.of)) for d in kept.denials)
    )


def _words_key(quotation: Quotation) -> tuple[str, str]:
    return canonical(quotation.words), quotation.source


def _report_key(report: Report) -> tuple[str, str, str]:
    return report.source, canonical(report.passage), canonical(report.dated_by)


def _denial_key(denial: Denial) -> tuple[str, str, str, str, str]:
    return denial.source, denial.kind, denial.by, denial.by_described, canonical(denial.passage)


def _with_ids(added: Sequence[Report], have: Sequence[Report]) -> Iterator[Report]:
    """Further reports of one source get an id each: their passages are told apart by it."""
    taken = {(report.source, report.id) for report in have}
    for report in added:
        name = report.id
        if (report.source, name) in taken:
            name = next(f"r{n}" for n in count(2) if (report.source, f"r{n}") not in taken)
        taken.add((report.source, name))
        yield report if name == report.id else msgspec.structs.replace(report, id=name)
