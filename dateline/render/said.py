"""Quotations and responses as pages show them: those of an event are made together, once, for all pages that show one of them."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from dateline.model import Denial, Event, Quotation, Report, passage_key
from dateline.render.book import Book, Said, first_reported
from dateline.render.evidence import (
    cite_at,
    event_path,
    named,
    quotation_badge,
    report_badge,
    speaker_of,
    stand_in,
    stands,
)
from dateline.render.markdown import cut
from dateline.render.stands import Stand
from dateline.render.views import QuoteView, ReportView, ResponseView
from dateline.render.when import first_day, last_day, when

_MOST = 300  # quotations and responses of an event that are held together
_CLAIM_SHOWN = 90  # characters of a quotation that name it as a claim elsewhere


def said(book: Book, name: str) -> Said:
    """Who said what in the event `name`; made once, since the pages of the event, of the person and of the source show it."""
    return _said(book, name) if _is_large(book, name) else book.made(book.said, name, _said)


def quoted(book: Book, name: str, n: int) -> QuoteView:
    """The quotation with this number in the event."""
    if _pays(book, name):
        return said(book, name).quotes[n]
    q = book.archive.events[name].quotations[n]
    return _quote_view(book, name, q, stand_in(book, q.source, q.words), q.source, q.id)


def _pays(book: Book, name: str) -> bool:
    """Whether all of the event is made for one part of it: because all pages are made, or it is made already."""
    return name in book.said or (book.makes_all and not _is_large(book, name))


def _is_large(book: Book, name: str) -> bool:
    """Whether so much was said that it is not held: packed, each part has the headline."""
    if name in book.said:
        return False
    event = book.archive.events[name]
    return len(event.quotations) + len(event.denials) > _MOST


def _said(book: Book, name: str) -> Said:
    event, known = book.archive.events[name], stands(book, name)
    place = iter(known.quotations)
    quotes = [_quote_view(book, name, q, next(place), q.source, q.id) for q in event.quotations]
    responses = [_response_view(book, name, denial, stand, place) for denial, stand in zip(event.denials, known.denials, strict=True)]
    reports = [_report_view(book, event, report, stand) for report, stand in zip(event.reports, known.reports, strict=True)]
    return Said(tuple(quotes), tuple(responses), tuple(reports))


def _quote_view(book: Book, name: str, quotation: Quotation, stand: Stand | None, origin: str, place: str) -> QuoteView:
    """A quotation of the event `name` from the source `origin`, at a `place` of its page."""
    event = book.archive.events[name]
    day, strings = quotation.said, book.words.strings
    return QuoteView(
        anchor=place,
        words=quotation.words,
        speaker=speaker_of(book, quotation),
        badge=quotation_badge(book, quotation, origin),
        cited=cite_at(book, origin, stand),
        said=when(day, strings) if day and day != event.date else None,
        event_title=event.title,
        event_path=f"{event_path(name)}#{place}" if place else event_path(name),
        event_when=when(event.date, strings),
        responses=(),
    )


def _report_view(book: Book, event: Event, report: Report, stand: Stand | None) -> ReportView:
    """A source's report."""
    return ReportView(
        cited=cite_at(book, report.source, stand),
        passage=report.passage,
        badge=report_badge(book, report),
        count=report.count,
        anonymity_reason=report.anonymity_reason,
        dated_by=report.dated_by,
        date=when(report.date, book.words.strings) if report.date and report.date != event.date else None,
        preferred_because=report.preferred_because,
    )


def quotations_with_responses(book: Book, name: str) -> tuple[QuoteView, ...]:
    """The quotations of the event, each with what answers it."""
    views = said(book, name).quotes
    answers = [responses_to(book, f"{name}#{quotation.id}", here=name) if quotation.id else () for quotation in book.archive.events[name].quotations]
    return tuple([replace(view, responses=responses) if responses else view for view, responses in zip(views, answers, strict=True)])


def responses_to(book: Book, claim: str, *, here: str = "") -> tuple[ResponseView, ...]:
    """The responses to a claim ("event" or "event#q1"), as shown on the page of the event `here`."""
    return tuple([view_response(book, name, n, here=here) for name, n in book.answers.places(claim)])


def view_response(book: Book, name: str, n: int, *, here: str = "") -> ResponseView:
    """The response with this number in the event `name`, as shown on the page of the event `here`."""
    view = said(book, name).responses[n] if _pays(book, name) else _response_alone(book, name, book.archive.events[name].denials[n])
    return view if here == name else replace(view, elsewhere=True)


def _response_alone(book: Book, name: str, denial: Denial) -> ResponseView:
    places = iter([stand_in(book, q.source or denial.source, q.words) for q in denial.quotations])
    return _response_view(book, name, denial, stand_in(book, denial.source, "", passage_key(name, denial)), places)


def _response_view(book: Book, name: str, denial: Denial, stand: Stand | None, places: Iterator[Stand | None]) -> ResponseView:
    """A response whose passage has a `stand`; those of its quotations are next among the `places`."""
    event = book.archive.events[name]
    anchor = anchor_of(event, denial)
    title, path = _answered(book, name, event, denial)
    words = book.words
    return ResponseView(
        anchor=anchor,
        kind=denial.kind,
        verb=words(f"response_{denial.kind.replace('-', '_')}"),
        speaker=named(book, denial.by, denial.by_described, denial.role),
        on_behalf_of=denial.on_behalf_of,
        quotes=tuple(
            _quote_view(book, name, q, next(places), q.source or denial.source, q.id or f"{anchor}-{n}")
            for n, q in enumerate(denial.quotations, 1)
        ),
        passage=denial.passage,
        cited=cite_at(book, denial.source, stand),
        said=when(denial.said, words.strings) if denial.said else None,
        timing=_timing(book, event, denial) if denial.said else "",
        claim_title=title,
        claim_path=path,
        event_title=event.title,
        event_path=f"{event_path(name)}#{anchor}",
        event_when=when(event.date, words.strings),
        elsewhere=False,
    )


def anchor_of(event: Event, denial: Denial) -> str:
    """The id of a response within its event's page."""
    return denial.id or f"r{event.denials.index(denial) + 1}"


def _answered(book: Book, name: str, event: Event, denial: Denial) -> tuple[str, str]:
    """What a response answers: words to name it by, "" for its own event's claim, and its place."""
    if not denial.of:
        return "", event_path(name)
    other, _, claim = denial.of.partition("#")
    if any(quotation.id == denial.of for quotation in event.quotations):
        other, claim = name, denial.of
    claimed = book.events.get(other)
    if claimed is None:
        return "", event_path(name)
    answered = next((quotation for quotation in claimed.quotations if claim and quotation.id == claim), None)
    if answered:
        return book.words.quoted(cut(answered.words, _CLAIM_SHOWN)), f"{event_path(other)}#{claim}"
    return claimed.title, event_path(other)


def _timing(book: Book, event: Event, denial: Denial) -> str:
    """Says so where a response is older than the first report of what it answers."""
    other = denial.of.partition("#")[0]
    claimed = (book.events.get(other) if other else None) or event
    said = last_day(denial.said)
    reported = first_day(first_reported(book.archive, claimed)) if said else None
    return book.words("said_before") if said and reported and said < reported else ""
