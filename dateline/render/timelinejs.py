"""The timeline in the form that TimelineJS reads, for a page that embeds it.

A coarse date keeps its coarseness: month and day are left out where nobody knows them, and its words stand beside it.
An event without any date cannot be shown there, so `timelinejs` names those that were left out.
"""

from __future__ import annotations

from typing import Any

import msgspec
from markupsafe import Markup, escape

from dateline import edtf
from dateline.model import Event
from dateline.render.book import Book
from dateline.render.env import printable
from dateline.render.evidence import cite, event_path
from dateline.render.feeds import base_of
from dateline.render.markdown import to_html
from dateline.render.said import quotations_with_responses, responses_to
from dateline.render.views import Cited, QuoteView, ResponseView
from dateline.render.when import when


def timelinejs(book: Book) -> tuple[str, tuple[str, ...]]:
    """The JSON, and the ids of the events that have no date and so no place in it."""
    config = book.archive.config
    title: dict[str, Any] = {"text": {"headline": str(escape(printable(config.title))), "text": str(to_html(config.description))}}
    dated = {name: dates for name, event in book.events.items() if (dates := _dates(book, event.date))}
    slides = [{"unique_id": name, **dates, **_slide(book, name)} for name, dates in dated.items()]
    text = msgspec.json.format(msgspec.json.encode({"title": title, "events": slides}), indent=1).decode() + "\n"
    return text, tuple(name for name in book.events if name not in dated)


def _dates(book: Book, value: str) -> dict[str, Any]:
    """start_date, end_date and the date's own words; {} for the undated."""
    if not value:
        return {}
    found = edtf.read(value)
    ends = found.parts if found.kind == "interval" else found.parts[:1] or (found,)
    dates: dict[str, Any] = {"start_date": _point(ends[0])}
    if found.kind == "interval":
        dates["end_date"] = _point(ends[-1])
    elif found.kind in ("season", "quarter", "decade"):
        dates["start_date"] = _month(found.earliest) if found.kind != "decade" else {"year": found.value[:3] + "0"}
        dates["end_date"] = _month(found.latest) if found.kind != "decade" else {"year": found.value[:3] + "9"}
    return {**dates, "display_date": str(escape(when(value, book.words.strings).words))}


def _month(day: Any) -> dict[str, str]:
    return {"year": str(day.year), "month": str(day.month)}


def _point(date: edtf.Edtf) -> dict[str, str]:
    parts = dict(zip(("year", "month", "day"), date.value[:10].rstrip("~?%").split("-"), strict=False))
    if date.kind in ("season", "quarter", "decade") and date.earliest:
        parts = _month(date.earliest)
    if date.time:
        parts.update(zip(("hour", "minute"), date.time.split(":"), strict=False))
    return {name: str(int(part)) for name, part in parts.items()}


def _slide(book: Book, name: str) -> dict[str, Any]:
    event = book.events[name]
    slide: dict[str, Any] = {"text": {"headline": str(escape(printable(event.title))), "text": printable(str(_text(book, name, event)))}}
    if event.tags:
        slide["group"] = printable(event.tags[0])
    return slide


def _text(book: Book, name: str, event: Event) -> Markup:
    """Who says so, in which words, and beside it the responses; links lead to the sentences and to the event's own page."""
    parts = [to_html(event.summary)]
    parts += [_quotation(book, view) for view in quotations_with_responses(book, name)]
    parts += [_response(book, response) for response in responses_to(book, name)]
    reported = [_link(cited, cited.publisher or cited.title) for report in event.reports if (cited := cite(book, report.source, passage=name)).id]
    home = base_of(book)
    page = Markup('<a href="{}">{}</a>').format(home + event_path(name), home) if home else Markup()
    ways = Markup(" · ").join(part for part in (*dict.fromkeys(reported), page) if part)
    return Markup("\n").join(part for part in (*parts, Markup("<p>{}</p>").format(ways) if ways else "") if part)


def _quotation(book: Book, quote: QuoteView) -> Markup:
    said = Markup("<blockquote><p>{}</p><p>— {}{}</p></blockquote>").format(book.words.quoted(quote.words), quote.speaker.name, _behind(quote.cited))
    return said + Markup("").join(_response(book, response) for response in quote.responses)


def _response(book: Book, response: ResponseView) -> Markup:
    words = " ".join(book.words.quoted(quote.words) for quote in response.quotes)
    return Markup("<p><b>{}</b>: {}{}{}</p>").format(response.verb, response.speaker.name, f": {words}" if words else "", _behind(response.cited))


def _behind(cited: Cited) -> Markup:
    name = cited.publisher or cited.title
    return Markup(" ({})").format(_link(cited, name)) if name else Markup()


def _link(cited: Cited, name: str) -> Markup:
    address = cited.sentence or cited.url
    return Markup('<a href="{}">{}</a>').format(address, name) if address else Markup("{}").format(name)
