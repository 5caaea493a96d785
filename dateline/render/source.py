"""The page of a source: what it is, what is quoted from it and how that was verified. Never its text."""

from __future__ import annotations

from collections import Counter

from dateline.model import Denial, Event, Quotation, Source
from dateline.render.book import Book
from dateline.render.contexts import SourcePage
from dateline.render.entries import IN_FULL, entry, line
from dateline.render.evidence import (
    anchor_of,
    cite,
    day_words,
    place_of,
    source_path,
    view_quotation,
    view_response,
)
from dateline.render.sheet import Sheet, Sheets
from dateline.render.views import Change, LinkedName

_LAST = 10**9  # where words whose place is not known are listed: after the others


def source_sheets(book: Book, only: str = "") -> Sheets:
    """Every source that an event rests on, or `only` one."""
    for name in (only,) if only in book.plan.sources else () if only else book.plan.sources:
        yield f"sources/{name}.html", Sheet("source.html", _source, (name,))


def _source(book: Book, name: str) -> SourcePage:
    source = book.sources[name]
    events = {event: book.events[event] for event in book.quoted_from[name]}
    receipt = book.archive.receipts.get(name)
    same = source.same_text_as
    quotes, responses = _quotes(book, name, events), _responses(name, events)
    return SourcePage(
        id=name,
        path=f"sources/{name}.html",
        cited=cite(book, name),
        kind=book.words(f"source_{source.kind}"),
        outlet=LinkedName(source.publisher, book.outlet_paths.get(source.publisher, "")),
        accessed=day_words(book, source.accessed),
        same_text=LinkedName(book.archive.sources[same].title, source_path(book, same)) if same in book.archive.sources else None,
        quotes=tuple(view_quotation(book, event, quotation) for event, quotation in quotes[:IN_FULL]),
        more_quotes=tuple(line(book, event, quotation.id) for event, quotation in quotes[IN_FULL:]),
        responses=tuple(view_response(book, event, denial) for event, denial in responses[:IN_FULL]),
        more_responses=tuple(line(book, event, anchor_of(events[event], denial)) for event, denial in responses[IN_FULL:]),
        reports=tuple(entry(book, event) for event in list(events)[:IN_FULL]),
        more_reports=tuple(line(book, event) for event in list(events)[IN_FULL:]),
        sourcing=_sourcing(book, name, events),
        relays=_relays(name, events),
        copies=tuple((copy.bytes_sha256, copy.text_sha256, day_words(book, copy.verified)) for copy in receipt.copies) if receipt else (),
        history=_history(book, source),
        withdrawn=book.words("withdrawn_on", date=day_words(book, source.withdrawn.date)) if source.withdrawn else "",
        reason=source.withdrawn.reason if source.withdrawn else "",
        proposal=book.proposed("sources", name),
    )


def _quotes(book: Book, name: str, events: dict[str, Event]) -> list[tuple[str, Quotation]]:
    """What is quoted from the source, in the order in which it stands there."""
    found = [(event, quotation) for event, record in events.items() for quotation in record.quotations if quotation.source == name]

    def standing(at: int) -> tuple[int, int]:
        place = place_of(book, name, found[at][1].words)
        return (place.start if place else _LAST, at)

    return [found[at] for at in sorted(range(len(found)), key=standing)]


def _responses(name: str, events: dict[str, Event]) -> list[tuple[str, Denial]]:
    """What is answered in the source, with the event in which it is recorded."""
    found = ((event, denial) for event, record in events.items() for denial in record.denials)
    return [(event, d) for event, d in found if name in {d.source, *(quotation.source for quotation in d.quotations)}]


def _sourcing(book: Book, name: str, events: dict[str, Event]) -> tuple[tuple[str, int], ...]:
    """How many of its reports rest on what; kinds that do not occur are left out."""
    kinds = Counter(report.sourcing for record in events.values() for report in record.reports if report.source == name)
    return tuple((book.words(f"sourcing_{kind}"), kinds[kind]) for kind in ("named", "unnamed", "document", "outlet") if kinds[kind])


def _relays(name: str, events: dict[str, Event]) -> tuple[str, ...]:
    found = (report.relayed_from for record in events.values() for report in record.reports if report.source == name)
    return tuple(dict.fromkeys(outlet for outlet in found if outlet))


def _history(book: Book, source: Source) -> tuple[Change, ...]:
    found = [(source.added, "added", "")] + [(c.date, "corrected", c.note) for c in source.corrections]
    return tuple(Change(day_words(book, date), book.words(f"history_{what}"), note) for date, what, note in sorted(found) if date)
