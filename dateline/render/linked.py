"""Structured data (JSON-LD, schema.org) for search engines and researchers; safe inside a script element.

An event's page tells the event, the claim with the articles it appears in and the responses as comments on it, and each
quotation with its speaker, so that no machine reads the one without the other. Every person and every article is told
once; where they are meant again, and among parts of the page, an address relative to the page refers to them.
"""

from __future__ import annotations

import msgspec
from markupsafe import Markup
from msgspec import Struct

from dateline import edtf
from dateline.model import Denial, Event, Quotation
from dateline.render.book import Book, people_of
from dateline.render.entries import responses_of
from dateline.render.evidence import event_path, person_path
from dateline.render.feeds import base_of
from dateline.render.markdown import to_plain
from dateline.render.page import relative, web_url
from dateline.render.when import is_exact, when

_ESCAPED = [(sign.encode(), f"\\u{ord(sign):04x}".encode()) for sign in "<>&\u2028\u2029"]


def _term(field: str) -> str:
    """The word of schema.org that a field below stands for: "spoken_by" is "spokenBy"."""
    first, *rest = field.split("_")
    return "@id" if field == "id" else first + "".join(word.capitalize() for word in rest)


class _Reference(Struct, frozen=True, gc=False, rename=_term):
    id: str


class _Item(Struct, frozen=True, gc=False, rename=_term, omit_defaults=True, tag_field="@type"):
    """What is told of a thing: "" and () are left out."""


class _Person(_Item, frozen=True, tag="Person"):
    name: str
    id: str = ""
    url: str = ""
    alternate_name: tuple[str, ...] = ()
    same_as: tuple[str, ...] = ()


class _Organization(_Person, frozen=True, tag="Organization"):
    pass


_Who = _Person | _Reference | None


class _Work(_Item, frozen=True, tag="CreativeWork"):
    id: str
    headline: str
    url: str = ""
    author: tuple[_Person, ...] = ()
    publisher: _Organization | None = None
    date_published: str = ""
    archived_at: str = ""


class _Article(_Work, frozen=True, tag="NewsArticle"):
    pass


class _Quotation(_Item, frozen=True, tag="Quotation"):
    text: str
    id: str = ""
    spoken_by_character: _Who = None
    is_part_of: _Reference | None = None


class _Comment(_Item, frozen=True, tag="Comment"):
    name: str  # the kind of response, in words
    author: _Who = None
    about: _Reference | None = None  # what it answers, where it does not stand inside it
    date_published: str = ""
    has_part: tuple[_Quotation, ...] = ()
    is_part_of: _Reference | None = None


class _Claim(_Item, frozen=True, tag="Claim"):
    id: str
    name: str
    about: _Reference
    appearance: tuple[_Reference, ...]
    comment: tuple[_Comment, ...] = ()


class _Event(_Item, frozen=True, tag="Event"):
    id: str
    name: str
    start_date: str = ""
    end_date: str = ""
    description: str = ""
    about: tuple[_Person | _Reference, ...] = ()
    subject_of: tuple[_Reference, ...] = ()


class _Graph:
    """What the page at `here` tells, and what it has told already."""

    def __init__(self, book: Book, here: str) -> None:
        self._book, self._here, self._base = book, here, base_of(book)
        self._people: dict[str, _Reference | None] = {}
        self._articles: dict[str, _Reference | None] = {}  # in the order in which the page refers to them

    def address(self, path: str) -> str:
        """The full address of `path`; without the site's own, the way to it from this page."""
        return self._base + path if self._base else relative(self._here, path)

    def person(self, name: str) -> _Person | _Reference:
        """A person or an organisation; only a reference where the page has told of them."""
        if again := self._people.get(name):
            return again
        told, self._people[name] = self._book.whom.get(name) or self._person(name)
        return told

    def article(self, source: str) -> _Reference | None:
        """The way to an article that is told of in the end; None for what is not published."""
        if source not in self._articles:
            known = bool(source) and source in self._book.sources
            self._articles[source] = _Reference(relative(self._here, f"sources/{source}.html")) if known else None
        return self._articles[source]

    def articles(self) -> list[_Work]:
        """What is told of the articles that were referred to."""
        works = self._book.works
        return [works.get(source) or self._work(source, told.id) for source, told in self._articles.items() if told]

    def quotation(self, quotation: Quotation, source: str, speaker: str) -> _Quotation:
        """Words, who said them and where they stand."""
        return _Quotation(
            quotation.words,
            f"#{quotation.id}" if quotation.id else "",
            self.person(speaker) if speaker else None,
            self.article(source),
        )

    def comment(self, denial: Denial, about: _Reference | None) -> _Comment:
        """A response; its words, where it has some, are quotations."""
        words = self._book.words
        return _Comment(
            words(f"response_{denial.kind.replace('-', '_')}"),
            self.person(denial.by) if denial.by else None,
            about,
            when(denial.said, words.strings).html if denial.said else "",
            tuple([self.quotation(q, q.source or denial.source, denial.by or q.speaker) for q in denial.quotations]),
            self.article(denial.source),
        )

    def _person(self, name: str) -> tuple[_Person, _Reference | None]:
        record, path = self._book.archive.people.get(name), person_path(self._book, name)
        own = relative(self._here, path) if path else ""
        kind = _Organization if record and record.kind == "organisation" else _Person
        told = kind(record.name if record else name, own, self.address(path) if path else "")
        self._book.whom[name] = known = told, _Reference(own) if own else None
        return known

    def _work(self, source: str, own: str) -> _Work:
        record = self._book.sources[source]
        self._book.works[source] = work = (_Article if record.kind == "article" else _Work)(
            own,
            record.title,
            web_url(record.url),
            tuple([_Person(author) for author in record.authors]),
            _Organization(record.publisher) if record.publisher else None,
            when(record.published, self._book.words.strings).html if record.published else "",
            web_url(record.archived.url) if record.archived else "",
        )
        return work


def event_json_ld(book: Book, name: str) -> Markup:
    """The event, the claim with the responses to it, the quotations and the articles."""
    event, here = book.events[name], event_path(name)
    graph = _Graph(book, here)
    own = graph.address(here)
    about = _Reference(own)
    reported = tuple([article for report in event.reports if (article := graph.article(report.source))])
    items: list[_Item] = [_told(book, graph, event, own, reported)]
    comments = tuple([graph.comment(denial, None if event.reports else about) for denial in responses_of(book, name)])
    if event.reports:
        items.append(_Claim(f"{own}#claim", event.title, about, reported, comments))
    else:
        items += comments
    items += [graph.quotation(quotation, quotation.source, quotation.speaker) for quotation in event.quotations]
    for denial in event.denials:  # those that answer something elsewhere are told there, but the event rests on their articles too
        for source in (denial.source, *(quotation.source for quotation in denial.quotations if quotation.source)):
            graph.article(source)
    items += graph.articles()
    return script_safe({"@context": "https://schema.org", "@graph": items})


def person_json_ld(book: Book, name: str) -> Markup:
    """The person or organisation."""
    person, path = book.people[name], f"people/{name}.html"
    kind = _Organization if person.kind == "organisation" else _Person
    same_as = tuple([url for address in person.same_as if (url := web_url(address))])
    base = base_of(book)
    told = kind(person.name, "", base + path if base else relative(path, path), person.aliases, same_as)
    return script_safe({"@context": "https://schema.org", **msgspec.to_builtins(told)})


def script_safe(value: object) -> Markup:
    """JSON that cannot end its script element."""
    content = msgspec.json.encode(value)
    for sign, escaped in _ESCAPED:
        if sign[-1] in content:  # a single byte is looked for ten times as fast as several
            content = content.replace(sign, escaped)
    return Markup(content.decode())  # noqa: S704 (what no page may carry is left out of the page as a whole)


def _told(book: Book, graph: _Graph, event: Event, own: str, reported: tuple[_Reference, ...]) -> _Event:
    first, last = _days(book, event.date)
    people = tuple([graph.person(person) for person in dict.fromkeys(people_of(event))])
    told = to_plain(event.summary) if event.summary else ""
    return _Event(own, event.title, first, last, told, people, reported)


def _days(book: Book, date: str) -> tuple[str, str]:
    """First and last day, where they are given as such: structured data has no word for “about” or “or earlier”."""
    strings = book.words.strings
    if "/" not in date:
        return when(date, strings).html if date else "", ""
    parts = edtf.read(date).parts
    if len(parts) < 2 or not all(is_exact(end.value) for end in parts):
        return "", ""
    return when(parts[0].value, strings).html, when(parts[1].value, strings).html
