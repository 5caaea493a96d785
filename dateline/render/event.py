"""The page of one event: claim and responses side by side, who reports it, its dates, history and citation."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from markupsafe import Markup

from dateline.model import Event
from dateline.render.book import Book, people_of, sources_of
from dateline.render.citations import citations
from dateline.render.contexts import EventPage
from dateline.render.entries import event_when, first_report
from dateline.render.evidence import (
    cite,
    day_words,
    event_path,
    person_name,
    person_path,
    unnamed_only,
)
from dateline.render.linked import event_json_ld
from dateline.render.markdown import to_html, to_plain
from dateline.render.page import relative
from dateline.render.said import quotations_with_responses, responses_to, said, view_response
from dateline.render.sheet import Sheet, Sheets
from dateline.render.timeline import section_path, tag_path
from dateline.render.views import Change, DateRow, LinkedName, ReportView, ResponseView
from dateline.render.when import in_words, section_of, section_title, when

TEMPLATE = "event.html"


def event_sheets(book: Book, only: str = "") -> Sheets:
    """Every event, in order, the withdrawn last; or `only` one."""
    order = book.plan.order
    one = [(order.index(only), only)] if only in order else []
    for at, name in one if only else enumerate(order):
        yield event_path(name), Sheet(TEMPLATE, _event, (name, order[at - 1] if at else None, order[at + 1] if at + 1 < len(order) else None))
    for name in book.plan.withdrawn:
        if only in ("", name):
            yield event_path(name), Sheet(TEMPLATE, _withdrawn, (name,))


def _neighbour(book: Book, name: str | None) -> LinkedName | None:
    if name is None:
        return None
    event = book.events[name]
    return LinkedName(event.title, event_path(name), in_words(event.date, book.words.strings))


def _event(book: Book, name: str, before: str | None, after: str | None) -> EventPage:
    event = book.events[name]
    reports = said(book, name).reports
    responses = responses_to(book, name, here=name)
    quotes = quotations_with_responses(book, name)
    below = [response for quote in quotes for response in quote.responses]
    answered = responses or below
    plain = to_plain(event.summary) if event.summary else ""
    section = section_of(event.date)
    return EventPage(
        id=name,
        title=event.title,
        path=event_path(name),
        when=event_when(book, event),
        up=LinkedName(section_title(section, book.words.strings), section_path(book, section)),
        summary=to_html(event.summary, top_heading=3, resolve=partial(relative, event_path(name))),
        plain_summary=plain,
        people=tuple(
            LinkedName(person_name(book, person), person_path(book, person))
            for person in dict.fromkeys(people_of(event))
        ),
        tags=tuple(LinkedName(tag, tag_path(book, tag)) for tag in event.tags),
        reported=", ".join(part for part in first_report(book, event) if part),
        reports=reports,
        responses=responses,
        quotes=quotes,
        below=len(below),
        answered=_who_answered(book, (*responses, *below)) if answered else (),
        answers=_answers_elsewhere(book, name),
        unnamed_only=unnamed_only(book, event),
        no_response="" if answered else event.responses_sought or book.words("no_response"),
        sources=tuple(cite(book, source) for source in dict.fromkeys(sources_of(event))),
        dates=_dates(book, event, reports),
        history=_history(book, event),
        citations=citations(book, name),
        before=_neighbour(book, before),
        after=_neighbour(book, after),
        planned=event.planned,
        proposal=book.proposed("events", name),
        withdrawn="",
        reason="",
        json_ld=event_json_ld(book, name),
    )


def _who_answered(book: Book, responses: Sequence[ResponseView]) -> tuple[tuple[str, str], ...]:
    """Kind of response in words, in their order, and who answers so, each once."""
    found: dict[str, dict[str, None]] = {}
    for response in responses:
        found.setdefault(response.verb, {})[response.speaker.name] = None
    return tuple([(verb, book.words.strings["list_comma"].join(found[verb])) for verb in sorted(found, key=str.casefold)])


def _withdrawn(book: Book, name: str) -> EventPage:
    """A withdrawn event: its headline and the reason, and nothing of what it said."""
    event = book.withdrawn[name]
    date = event.withdrawn.date if event.withdrawn else ""
    reason = event.withdrawn.reason if event.withdrawn else ""
    return EventPage(
        id=name, title=event.title, path=event_path(name), when=when(event.date, book.words.strings), up=None,
        summary=Markup(), plain_summary="", people=(), tags=(), reported="", reports=(), responses=(), quotes=(), below=0, answered=(), answers=(),
        unnamed_only=False, no_response="", sources=(), dates=(), history=_history(book, event), citations=(), before=None, after=None,
        planned=False, proposal=False, withdrawn=book.words("withdrawn_on", date=day_words(book, date)), reason=reason,
        json_ld=Markup(),
    )  # fmt: skip


def _answers_elsewhere(book: Book, name: str) -> tuple[ResponseView, ...]:
    """Responses recorded in this event that answer a claim of another."""
    event = book.events[name]
    claims = (name, *(f"{name}#{quotation.id}" for quotation in event.quotations))
    own = {n for claim in claims for other, n in book.answers.places(claim) if other == name}
    return tuple(view_response(book, name, n, here=name) for n in range(len(event.denials)) if n not in own)


def _dates(book: Book, event: Event, reports: tuple[ReportView, ...]) -> tuple[DateRow, ...]:
    """The dates that the reports give, the preferred one first; none where they agree."""
    if not any(view.date for view in reports):
        return ()
    given: dict[str, list[ReportView]] = {event.date: []}
    for report, view in zip(event.reports, reports, strict=True):
        given.setdefault(report.date or event.date, []).append(view)
    return tuple(
        DateRow(
            when=when(date, book.words.strings),
            sources=tuple(view.cited for view in views),
            because=next((view.preferred_because for view in views if view.preferred_because), "") if date == event.date else "",
            preferred=date == event.date,
        )
        for date, views in given.items()
    )


def _history(book: Book, event: Event) -> tuple[Change, ...]:
    """Added, changed, corrected, withdrawn, oldest first."""
    found = [(event.added, "added", ""), (event.changed, "changed", "")]
    found += [(correction.date, "corrected", correction.note) for correction in event.corrections]
    if event.withdrawn:
        found.append((event.withdrawn.date, "withdrawn", event.withdrawn.reason))
    return tuple(
        Change(day_words(book, date), book.words(f"history_{what}"), note) for date, what, note in sorted(found) if date
    )
