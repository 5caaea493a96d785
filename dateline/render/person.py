"""The page of a person or an organisation: responses first, then their words, then others' words about them, then entries.

The lists are never mixed, and nothing is inferred: a list holds what records say, in the order of their dates.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from dateline.model import Person, Quotation
from dateline.render.book import Book
from dateline.render.contexts import PersonPage
from dateline.render.entries import IN_FULL, entry, line
from dateline.render.evidence import anchor_of, cite, view_quotation, view_response
from dateline.render.linked import person_json_ld
from dateline.render.markdown import to_html
from dateline.render.page import relative, web_url
from dateline.render.strip import make_strip
from dateline.render.timeline import section_path
from dateline.render.views import Cited, RoleView
from dateline.render.when import order_key, when


def person_pages(book: Book) -> Iterator[tuple[str, PersonPage]]:
    """Every person and organisation that an event refers to, with its path."""
    for name in book.people:
        yield f"people/{name}.html", _person(book, name)


def _person(book: Book, name: str) -> PersonPage:
    person, events = book.people[name], book.entries_of[name]
    entries = tuple(entry(book, event) for event in events)
    answered = [(event, denial) for event in events for denial in book.events[event].denials if denial.by == name]
    said = [(event, q) for event in events for q in book.events[event].quotations if q.speaker == name]
    about = _about(book, name)
    return PersonPage(
        id=name,
        name=person.name,
        path=f"people/{name}.html",
        organisation=person.kind == "organisation",
        aliases=book.words.listed([alias for alias in person.aliases if alias != person.name]),
        roles=_roles(book, person),
        description=to_html(person.description, top_heading=2, resolve=partial(relative, f"people/{name}.html")),
        strip=make_strip(entries, book.words, lambda section: section_path(book, section)),
        responses=tuple(view_response(book, event, denial) for event, denial in answered[:IN_FULL]),
        more_responses=tuple(line(book, event, anchor_of(book.events[event], denial)) for event, denial in answered[IN_FULL:]),
        said=tuple(view_quotation(book, event, quotation) for event, quotation in said[:IN_FULL]),
        more_said=tuple(line(book, event, quotation.id) for event, quotation in said[IN_FULL:]),
        about=tuple(view_quotation(book, event, quotation) for event, quotation in about[:IN_FULL]),
        more_about=tuple(line(book, event, quotation.id) for event, quotation in about[IN_FULL:]),
        entries=entries[:IN_FULL],
        more_entries=tuple(line(book, event) for event in events[IN_FULL:]),
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


def _about(book: Book, person: str) -> list[tuple[str, Quotation]]:
    """Others' words in which the person's name stands, in the entries that refer to the person."""
    named = _name_pattern(book, person)
    quoted = ((name, quotation) for name in book.entries_of[person] for quotation in book.events[name].quotations)
    return [(name, q) for name, q in quoted if q.speaker != person and named.search(q.words)]


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
