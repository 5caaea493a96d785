"""The page of a person or an organisation: responses first, then their words, then others' words about them, then entries.

The lists are never mixed, and nothing is inferred: a list holds what records say, in the order of their dates.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from markupsafe import Markup

from dateline.model import Event, Person
from dateline.render.book import Book
from dateline.render.contexts import PersonPage
from dateline.render.division import Rest, divided, each_page, in_pages
from dateline.render.entries import IN_FULL, entry, line
from dateline.render.evidence import cite
from dateline.render.linked import person_json_ld
from dateline.render.markdown import to_html
from dateline.render.page import relative, web_url
from dateline.render.plan import Plan
from dateline.render.referred import Answer
from dateline.render.said import anchor_of, quoted, view_response
from dateline.render.sheet import Near, Sheet, Sheets, changed
from dateline.render.strip import make_strip
from dateline.render.timeline import section_path
from dateline.render.views import Cited, LinkedName, QuoteView, RoleView, Strip
from dateline.render.when import order_key, when

TEMPLATE = "person.html"
LONG = 120  # entries up to which everything about a person stands on one page
PART = 240  # entries up to which the part of a long list is a year, not a month
_ON_ONE_PAGE = 300  # entries of a part; a month may have thousands
BEGINNING = 20  # items of each list on the first page of a longer one


class _Lists(NamedTuple):
    """What the plan lists of a person, in order: each time the event in which it is recorded, of words and responses also the number there."""

    answered: Sequence[Answer]
    said: Sequence[Answer]
    about: Sequence[Answer]  # others' words in which the person's name stands
    events: Sequence[str]
    places: Sequence[tuple[str, bool]]  # of each event its section, and whether it is answered


def person_sheets(book: Book, only: str = "") -> Sheets:
    """Every person and organisation that an event refers to, or `only` one; of a long list also its parts."""
    plan = book.plan
    for name in (only,) if only in plan.people else () if only else plan.people:
        lists = _lists(plan, name)
        if len(lists.events) <= LONG:
            yield f"people/{name}.html", Sheet(TEMPLATE, _short, (name, lists))
            continue
        parts = in_pages(divided(zip(lists.events, lists.places, strict=True), lambda row: row[1][0], PART), _ON_ONE_PAGE)
        events = {key: [event for event, _ in part] for key, part in parts.items()}
        shares, link = _shared(lists, events), partial(_part_path, name)
        yield f"people/{name}.html", Sheet(TEMPLATE, _long, (name, lists, events))
        for key, part, title, near in each_page(events, link, book.words):
            yield link(key), Sheet(TEMPLATE, _part, (name, key, part, shares[key], title, near))


def _lists(plan: Plan, name: str) -> _Lists:
    events = plan.entries_of[name]
    placed = plan.placed
    return _Lists(plan.answered_by.get(name, ()), plan.said_by.get(name, ()), plan.about.get(name, ()), events, [placed[event] for event in events])


def _shared(lists: _Lists, parts: Mapping[str, list[str]]) -> dict[str, _Lists]:
    """What of the lists is recorded in the events of each part."""
    of = {event: key for key, part in parts.items() for event in part}
    shares = {key: _Lists([], [], [], part, ()) for key, part in parts.items()}
    for rows, nth in ((lists.answered, "answered"), (lists.said, "said"), (lists.about, "about")):
        for row in rows:
            getattr(shares[of[row[0]]], nth).append(row)
    return shares


def _person(book: Book, name: str, lists: _Lists, path: str = "", *, strip: Strip | None = None, part: str = "") -> PersonPage:
    """The page of a person with the first of each list in full, and the rest as lines; of a `part`, only the lists."""
    person, shown = book.people[name], IN_FULL
    return PersonPage(
        id=name,
        name=person.name,
        path=path or f"people/{name}.html",
        part=part,
        organisation=person.kind == "organisation",
        aliases="" if part else book.words.listed([alias for alias in person.aliases if alias != person.name]),
        roles=() if part else _roles(book, person),
        description=Markup() if part else to_html(person.description, top_heading=2, resolve=partial(relative, f"people/{name}.html")),
        strip=strip,
        responses=tuple(view_response(book, event, n) for event, n in lists.answered[:shown]),
        more_responses=tuple(line(book, event, _response_anchor(book.events[event], n)) for event, n in lists.answered[shown:]),
        said=_quoted(book, lists.said[:shown]),
        more_said=_lines(book, lists.said[shown:]),
        about=_quoted(book, lists.about[:shown]),
        more_about=_lines(book, lists.about[shown:]),
        entries=tuple(entry(book, event) for event in lists.events[:shown]),
        more_entries=tuple(line(book, event) for event in lists.events[shown:]),
        published=() if part else _published(book, person),
        same_as=() if part else tuple(url for address in person.same_as if (url := web_url(address))),
        proposal=book.proposed("people", name),
        divided=False,
        before=None,
        after=None,
        json_ld=Markup() if part else person_json_ld(book, name),
    )


def _quoted(book: Book, rows: Iterable[Answer]) -> tuple[QuoteView, ...]:
    return tuple([quoted(book, event, n) for event, n in rows])


def _lines(book: Book, rows: Iterable[Answer]) -> tuple[LinkedName, ...]:
    """Quotations as lines, which lead to their places."""
    return tuple([line(book, event, book.events[event].quotations[n].id) for event, n in rows])


def _response_anchor(event: Event, n: int) -> str:
    return anchor_of(event, event.denials[n])


def _short(book: Book, name: str, lists: _Lists) -> PersonPage:
    """A page that holds everything about a person; the strip leads to the entries on it."""
    first = {section: f"people/{name}.html#{event}" for event, (section, _) in reversed([*zip(lists.events, lists.places, strict=True)][:IN_FULL])}
    strip = make_strip(lists.places, book.words, lambda section: first.get(section) or section_path(book, section))
    return _person(book, name, lists, strip=strip)


def _long(book: Book, name: str, lists: _Lists, parts: Mapping[str, list[str]]) -> PersonPage:
    """The first page of a long list: the beginning of each, and the way to its parts."""
    link = partial(_part_path, name)
    rest = Rest(parts, link, book.words, BEGINNING)
    sections = {section: link(rest.part_of[event]) for event, (section, _) in zip(lists.events, lists.places, strict=True)}
    years = {key[:4]: link(key) for key in reversed(list(parts))}
    strip = make_strip(lists.places, book.words, lambda section: sections.get(section) or years[section[:4]])
    first = _Lists(lists.answered[:BEGINNING], lists.said[:BEGINNING], lists.about[:BEGINNING], lists.events[:BEGINNING], lists.places)
    return changed(
        _person(book, name, first, strip=strip),
        more_responses=rest((event for event, _ in lists.answered), "responses"),
        more_said=rest((event for event, _ in lists.said), "said"),
        more_about=rest((event for event, _ in lists.about), "about"),
        more_entries=rest(lists.events, "entries"),
        divided=True,
    )


def _part(book: Book, name: str, key: str, _events: Sequence[str], lists: _Lists, title: str, near: Near) -> PersonPage:
    """A part of a long list: only the lists, under the person's name."""
    page = _person(book, name, lists, _part_path(name, key), part=title)
    return changed(page, before=near[0], after=near[1])


def _part_path(name: str, part: str) -> str:
    return f"people/{name}/{part}.html"


def _roles(book: Book, person: Person) -> tuple[RoleView, ...]:
    return tuple(
        RoleView(
            role=role.role,
            during=when(role.during, book.words.strings) if role.during else None,
            cited=cite(book, role.source) if role.source else None,
        )
        for role in sorted(person.roles, key=lambda role: order_key(role.during))
    )


def _published(book: Book, person: Person) -> tuple[Cited, ...]:
    """The sources that an outlet published."""
    if person.kind != "organisation":
        return ()
    names = dict.fromkeys(name.casefold() for name in (person.name, *person.aliases))
    sources = {source for name in names for source in book.published.get(name, ())}
    return tuple(cite(book, source) for source in sorted(sources, key=lambda name: (order_key(book.sources[name].published), name)))
