"""Structured data (JSON-LD, schema.org) for search engines and researchers; safe inside a script element.

An event's page tells the event, the claim with the articles it appears in, each quotation with its speaker, and each
response as a comment on the claim, so that no machine reads the one without the other.
"""

from __future__ import annotations

import json
from typing import Any

from markupsafe import Markup

from dateline import edtf
from dateline.model import Denial, Quotation
from dateline.render.book import Book, people_of, sources_of
from dateline.render.entries import responses_of
from dateline.render.env import printable
from dateline.render.evidence import event_path, person_name, person_path
from dateline.render.feeds import base_of
from dateline.render.markdown import to_plain
from dateline.render.page import relative, web_url
from dateline.render.when import is_exact, when

_ESCAPED = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026", 0x2028: "\\u2028", 0x2029: "\\u2029"}
_KINDS = {"article": "NewsArticle"}  # other kinds of source are works of no kind of their own


def event_json_ld(book: Book, name: str) -> Markup:
    """The event, the claim, its quotations and the responses to it; each article once, by its address here."""
    event, here = book.events[name], event_path(name)
    articles = [_reference(book, report.source, here) for report in event.reports]
    told = to_plain(event.summary) if event.summary else ""
    own = _address(book, here, here)
    graph: list[dict[str, Any]] = [
        {
            "@type": "Event",
            "@id": own,
            "name": event.title,
            **_days(book, event.date),
            "description": told,
            "subjectOf": articles,
            "about": [_person(book, person, here) for person in dict.fromkeys(people_of(event))],
        }
    ]
    if event.reports:
        graph.append({"@type": "Claim", "@id": f"{own}#claim", "name": event.title, "about": {"@id": own}, "appearance": articles})
    graph += [_quotation(book, quotation, quotation.source, here) for quotation in event.quotations]
    responses = responses_of(book, name)
    graph += [_response(book, denial, here, f"{own}#claim" if event.reports else own) for denial in responses]
    rests_on = [*sources_of(event), *(source for denial in responses for source in (denial.source, *(q.source for q in denial.quotations)))]
    graph += [_article(book, source, here) for source in dict.fromkeys(rests_on) if source in book.sources]
    return script_safe({"@context": "https://schema.org", "@graph": [_without_empty(item) for item in graph]})


def person_json_ld(book: Book, name: str) -> Markup:
    """The person or organisation."""
    person, here = book.people[name], f"people/{name}.html"
    also = {"alternateName": list(person.aliases), "sameAs": [u for a in person.same_as if (u := web_url(a))]}
    return script_safe({"@context": "https://schema.org", **_person(book, name, here), **_without_empty(also)})


def script_safe(value: Any) -> Markup:
    """JSON that cannot end its script element."""
    return Markup(printable(json.dumps(value, ensure_ascii=False, sort_keys=True)).translate(_ESCAPED))  # noqa: S704


def _days(book: Book, date: str) -> dict[str, str]:
    """First and last day, where they are given as such: structured data has no word for “about” or “or earlier”."""
    found = edtf.read(date) if date else None
    if found is None or found.kind != "interval":
        return {"startDate": when(date, book.words.strings).html}
    exact = all(is_exact(end.value) for end in found.parts)
    first, last = ((when(end.value, book.words.strings).html if exact else "") for end in (found.parts[0], found.parts[-1]))
    return {"startDate": first, "endDate": last}


def _quotation(book: Book, quotation: Quotation, source: str, here: str) -> dict[str, Any]:
    return {
        "@type": "Quotation",
        "@id": f"{_address(book, here, here)}#{quotation.id}" if quotation.id else "",
        "text": quotation.words,
        "spokenByCharacter": _person(book, quotation.speaker, here) if quotation.speaker else {},
        "isPartOf": _reference(book, source, here),
    }


def _response(book: Book, denial: Denial, here: str, claim: str) -> dict[str, Any]:
    """A response as a comment; its words, where it has some, are quotations."""
    quoted = [_without_empty(_quotation(book, one, one.source or denial.source, here)) for one in denial.quotations]
    author = _person(book, denial.by, here) if denial.by else {}
    return {
        "@type": "Comment",
        "name": book.words(f"response_{denial.kind.replace('-', '_')}"),
        "author": author,
        "about": {"@id": claim},
        "datePublished": when(denial.said, book.words.strings).html if denial.said else "",
        "hasPart": [{**one, **({"spokenByCharacter": author} if author else {})} for one in quoted],
        "isPartOf": _reference(book, denial.source, here),
    }


def _address(book: Book, path: str, here: str) -> str:
    """The address of `path`; without the site's own, the way to it from the page at `here`."""
    base = base_of(book)
    return base + path if base else relative(here, path)


def _source_id(book: Book, source: str, here: str) -> str:
    return _address(book, f"sources/{source}.html", here)


def _reference(book: Book, source: str, here: str) -> dict[str, Any]:
    return {"@id": _source_id(book, source, here)} if source in book.sources else {}


def _article(book: Book, source: str, here: str) -> dict[str, Any]:
    record = book.sources[source]
    return {
        "@type": _KINDS.get(record.kind, "CreativeWork"),
        "@id": _source_id(book, source, here),
        "headline": record.title,
        "author": [{"@type": "Person", "name": author} for author in record.authors],
        "publisher": {"@type": "Organization", "name": record.publisher} if record.publisher else {},
        "datePublished": when(record.published, book.words.strings).html if record.published else "",
        "url": web_url(record.url),
        "archivedAt": web_url(record.archived.url) if record.archived else "",
    }


def _person(book: Book, name: str, here: str) -> dict[str, Any]:
    record = book.archive.people.get(name)
    kind = "Organization" if record and record.kind == "organisation" else "Person"
    path = person_path(book, name)
    return _without_empty({"@type": kind, "name": person_name(book, name), "url": _address(book, path, here) if path else ""})


def _without_empty(value: dict[str, Any]) -> dict[str, Any]:
    return {key: kept for key, kept in value.items() if kept not in ("", [], {}, None)}
