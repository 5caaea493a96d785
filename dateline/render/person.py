"""The page of a person or an organisation: responses first, then their words, then others' words about them, then entries.

The lists are never mixed, and nothing is inferred: a list holds what records say, in the order of their dates.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from dateline.model import Person
from dateline.render.book import Book
from dateline.render.contexts import PersonPage
from dateline.render.entries import entry
from dateline.render.evidence import cite, view_quotation, view_response
from dateline.render.linked import person_json_ld
from dateline.render.markdown import to_html
from dateline.render.page import relative, web_url
from dateline.render.strip import make_strip
from dateline.render.timeline import section_path
from dateline.render.views import Cited, QuoteView, ResponseView, RoleView
from dateline.render.when import order_key, when


def person_pages(book: Book) -> Iterator[tuple[str, PersonPage]]:
    """Every person and organisation that an event refers to, with its path."""
    for name in book.people:
        yield f"people/{name}.html", _person(book, name)


def responses_by(book: Book, person: str) -> tuple[ResponseView, ...]:
    """What the person answered, in order of the entries."""
    found = ((name, d) for name in book.entries_of.get(person, ()) for d in book.events[name].denials if d.by == person)
    return tuple(view_response(book, name, denial) for name, denial in found)


def words_of(book: Book, person: str) -> tuple[QuoteView, ...]:
    """What the person is quoted as saying outside of responses, in order of the entries."""
    found = ((name, q) for name in book.entries_of.get(person, ()) for q in book.events[name].quotations if q.speaker == person)
    return tuple(view_quotation(book, name, quotation) for name, quotation in found)


def _person(book: Book, name: str) -> PersonPage:
    person = book.people[name]
    entries = tuple(entry(book, event) for event in book.entries_of[name])
    return PersonPage(
        id=name,
        name=person.name,
        path=f"people/{name}.html",
        organisation=person.kind == "organisation",
        aliases=book.words.listed([alias for alias in person.aliases if alias != person.name]),
        roles=_roles(book, person),
        description=to_html(person.description, top_heading=2, resolve=partial(relative, f"people/{name}.html")),
        strip=make_strip(entries, book.words, lambda section: section_path(book, section)),
        responses=responses_by(book, name),
        said=words_of(book, name),
        about=_about(book, name),
        entries=entries,
        published=_published(book, person),
        same_as=tuple(url for address in person.same_as if (url := web_url(address))),
        proposal=book.proposed("people", name),
        json_ld=person_json_ld(book, name),
    )


def _roles(book: Book, person: Person) -> tuple[RoleView, ...]:
    return tuple(
        RoleView(
            role=role.role,
            during=when(role.during, book.words.strings) if role.during else None,
            cited=cite(book, role.source) if role.source else None,
        )
        for role in sorted(person.roles, key=lambda role: order_key(role.during))
    )


def _about(book: Book, person: str) -> tuple[QuoteView, ...]:
    """Others' words in which the person's name stands, in the entries that refer to the person."""
    named = _name_pattern(book, person)
    return tuple(
        view_quotation(book, name, quotation)
        for name in book.entries_of[person]
        for quotation in book.events[name].quotations
        if quotation.speaker != person and named.search(quotation.words)
    )


def _name_pattern(book: Book, person: str) -> re.Pattern[str]:
    """The full name, the aliases and, where nobody else has it, the surname, as whole words."""
    record = book.people[person]
    names = {record.name, *record.aliases}
    if record.kind == "person":
        surname = record.name.split()[-1]
        names |= {surname} if book.bearers[surname] == 1 else set()
    ways = sorted((re.escape(name) for name in names if name), key=lambda way: (-len(way), way))
    return re.compile(rf"(?<!\w)(?:{'|'.join(ways)})(?!\w)")


def _published(book: Book, person: Person) -> tuple[Cited, ...]:
    """The sources that an outlet published."""
    if person.kind != "organisation":
        return ()
    names = dict.fromkeys(name.casefold() for name in (person.name, *person.aliases))
    sources = {source for name in names for source in book.published.get(name, ())}
    return tuple(cite(book, source) for source in sorted(sources, key=lambda name: (order_key(book.sources[name].published), name)))
