"""Structured data (JSON-LD, schema.org) for search engines and researchers; safe inside a script element."""

from __future__ import annotations

import json
from typing import Any

from markupsafe import Markup

from dateline.model import Quotation
from dateline.render.book import Book, people_of
from dateline.render.env import printable
from dateline.render.evidence import event_path, person_name, person_path
from dateline.render.markdown import to_plain
from dateline.render.page import web_url
from dateline.render.when import when

_ESCAPED = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026", 0x2028: "\\u2028", 0x2029: "\\u2029"}


def event_json_ld(book: Book, name: str) -> Markup:
    """The event with the articles it rests on, its quotations and the claims answered."""
    event = book.events[name]
    date = when(event.date, book.words.strings).html
    graph: list[dict[str, Any]] = [
        _without_empty(
            {
                "@type": "Event",
                "@id": _address(book, event_path(name)),
                "name": event.title,
                "startDate": date,
                "description": to_plain(event.summary) if event.summary else "",
                "subjectOf": [_article(book, report.source) for report in event.reports],
                "about": [_person(book, person) for person in dict.fromkeys(people_of(event))],
            }
        )
    ]
    if event.reports:
        articles = [_article(book, report.source) for report in event.reports]
        graph.append({"@type": "Claim", "name": event.title, "appearance": articles})
    graph += [_quotation(book, name, quotation) for quotation in event.quotations]
    return script_safe({"@context": "https://schema.org", "@graph": graph})


def person_json_ld(book: Book, name: str) -> Markup:
    """The person or organisation."""
    person = book.people[name]
    return script_safe(
        {
            "@context": "https://schema.org",
            **_person(book, name),
            **_without_empty({"alternateName": list(person.aliases), "sameAs": [u for a in person.same_as if (u := web_url(a))]}),
        }
    )


def script_safe(value: Any) -> Markup:
    """JSON that cannot end its script element."""
    return Markup(printable(json.dumps(value, ensure_ascii=False, sort_keys=True)).translate(_ESCAPED))  # noqa: S704


def _quotation(book: Book, name: str, quotation: Quotation) -> dict[str, Any]:
    return _without_empty(
        {
            "@type": "Quotation",
            "@id": _address(book, event_path(name)) + (f"#{quotation.id}" if quotation.id else ""),
            "text": quotation.words,
            "spokenByCharacter": _person(book, quotation.speaker) if quotation.speaker else {},
            "isPartOf": _article(book, quotation.source),
        }
    )


def _address(book: Book, path: str) -> str:
    base = web_url(book.archive.config.base_url)
    return f"{base.rstrip('/')}/{path}" if base else path.rpartition("/")[2]


def _article(book: Book, source: str) -> dict[str, Any]:
    record = book.archive.sources.get(source)
    if record is None:
        return {}
    return _without_empty(
        {
            "@type": "NewsArticle" if record.kind == "article" else "CreativeWork",
            "headline": record.title,
            "author": [{"@type": "Person", "name": author} for author in record.authors],
            "publisher": {"@type": "Organization", "name": record.publisher} if record.publisher else {},
            "datePublished": when(record.published, book.words.strings).html,
            "url": web_url(record.url),
            "archivedAt": web_url(record.archived.url) if record.archived else "",
        }
    )


def _person(book: Book, name: str) -> dict[str, Any]:
    record = book.archive.people.get(name)
    kind = "Organization" if record and record.kind == "organisation" else "Person"
    path = person_path(book, name)
    return _without_empty({"@type": kind, "name": person_name(book, name), "url": _address(book, path) if path else ""})


def _without_empty(value: dict[str, Any]) -> dict[str, Any]:
    return {key: kept for key, kept in value.items() if kept not in ("", [], {}, None)}
