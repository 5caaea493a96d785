"""The page of a source: what it is, what is quoted from it and how that was verified. Never its text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from dateline.model import Event, Source
from dateline.render.book import Book
from dateline.render.contexts import SourcePage
from dateline.render.entries import entry
from dateline.render.evidence import cite, day_words, place_of, source_path, view_quotation, view_response
from dateline.render.views import Change, LinkedName, QuoteView, ResponseView

_LAST = 10**9  # where words whose place is not known are listed: after the others


def source_pages(book: Book) -> Iterator[tuple[str, SourcePage]]:
    """Every source that an event rests on, with its path."""
    for name in book.sources:
        yield f"sources/{name}.html", _source(book, name)


def _source(book: Book, name: str) -> SourcePage:
    source = book.sources[name]
    events = {event: book.events[event] for event in book.quoted_from[name]}
    receipt = book.archive.receipts.get(name)
    same = source.same_text_as
    return SourcePage(
        id=name,
        path=f"sources/{name}.html",
        cited=cite(book, name),
        kind=book.words(f"source_{source.kind}"),
        outlet=LinkedName(source.publisher, book.outlet_paths.get(source.publisher, "")),
        accessed=day_words(book, source.accessed),
        same_text=LinkedName(book.archive.sources[same].title, source_path(book, same)) if same in book.archive.sources else None,
        quotes=_quotes(book, name, events),
        responses=_responses(book, name, events),
        reports=tuple(entry(book, event) for event in events),
        sourcing=_sourcing(book, name, events),
        relays=_relays(name, events),
        copies=tuple((copy.bytes_sha256, copy.text_sha256, day_words(book, copy.verified)) for copy in receipt.copies) if receipt else (),
        history=_history(book, source),
        withdrawn=book.words("withdrawn_on", date=day_words(book, source.withdrawn.date)) if source.withdrawn else "",
        reason=source.withdrawn.reason if source.withdrawn else "",
        proposal=book.proposed("sources", name),
    )


def _quotes(book: Book, name: str, events: dict[str, Event]) -> tuple[QuoteView, ...]:
    """What is quoted from the source, in the order in which it stands there."""
    found = [
        (event, quotation, name) for event, record in events.items() for quotation in record.quotations if quotation.source == name
    ]

    def standing(at: int) -> tuple[int, int]:
        place = place_of(book, name, found[at][1].words)
        return (place.start if place else _LAST, at)

    return tuple(view_quotation(book, found[at][0], found[at][1]) for at in sorted(range(len(found)), key=standing))


def _responses(book: Book, name: str, events: dict[str, Event]) -> tuple[ResponseView, ...]:
    return tuple(
        view_response(book, event, denial)
        for event, record in events.items()
        for denial in record.denials
        if name in {denial.source, *(quotation.source for quotation in denial.quotations)}
    )


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
