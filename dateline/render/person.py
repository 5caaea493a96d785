"""The page of a person or an organisation: responses first, then their words, then others' words about them, then entries.

The lists are never mixed, and nothing is inferred: a list holds what records say, in the order of their dates.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial

from markupsafe import Markup

from dateline.model import Denial, Person, Quotation
from dateline.render.book import Book
from dateline.render.contexts import PersonPage
from dateline.render.division import divided, in_pages, neighbours, part_title
from dateline.render.entries import IN_FULL, entry, line
from dateline.render.evidence import anchor_of, cite, view_quotation, view_response
from dateline.render.linked import person_json_ld
from dateline.render.markdown import to_html
from dateline.render.page import relative, web_url
from dateline.render.plan import Plan
from dateline.render.sheet import Near, Sheet, Sheets, changed
from dateline.render.strip import make_strip
from dateline.render.timeline import section_path
from dateline.render.views import Cited, LinkedName, RoleView, Strip
from dateline.render.when import order_key, when

TEMPLATE = "person.html"
LONG = 120  # entries up to which everything about a person stands on one page
PART = 240  # entries up to which the part of a long list is a year, not a month
_ON_ONE_PAGE = 300  # entries of a part; a month may have thousands
BEGINNING = 20  # items of each list on the first page of a longer one


@dataclass(frozen=True)
class _Lists:
    """What a page lists of a person, each with the event in which it is recorded, in order."""

    answered: list[tuple[str, Denial]]
    said: list[tuple[str, Quotation]]
    about: list[tuple[str, Quotation]]
    events: Sequence[str]


def person_sheets(book: Book, only: str = "") -> Sheets:
    """Every person and organisation that an event refers to, or `only` one; of a long list also its parts."""
    plan = book.plan
    for name in (only,) if only in plan.people else () if only else plan.people:
        events = plan.entries_of[name]
        if len(events) <= LONG:
            yield f"people/{name}.html", Sheet(TEMPLATE, _short, (name,))
            continue
        yield f"people/{name}.html", Sheet(TEMPLATE, _long, (name,))
        parts = _parts(plan, name)
        for at, (key, part) in enumerate(parts.items()):
            near = neighbours(list(parts), at, partial(_part_path, name), book.words)
            yield _part_path(name, key), Sheet(TEMPLATE, _part, (name, key, part, part_title(list(parts), at, book.words), near))


def _parts(told: Book | Plan, name: str) -> dict[str, Sequence[str]]:
    return in_pages(divided(told.entries_of[name], lambda event: told.placed[event][0], PART), _ON_ONE_PAGE)


def _lists(book: Book, name: str, events: Sequence[str]) -> _Lists:
    lists, names_person = _Lists([], [], [], events), _naming(book, name)
    for event in events:  # one record at a time: of some persons there are thousands
        record = book.events[event]
        lists.answered.extend((event, denial) for denial in record.denials if denial.by == name)
        lists.said.extend((event, quotation) for quotation in record.quotations if quotation.speaker == name)
        lists.about.extend((event, quotation) for quotation in record.quotations if quotation.speaker != name and names_person(quotation.words))
    return lists


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
        responses=tuple(view_response(book, event, denial) for event, denial in lists.answered[:shown]),
        more_responses=tuple(line(book, event, anchor_of(book.events[event], denial)) for event, denial in lists.answered[shown:]),
        said=tuple(view_quotation(book, event, quotation) for event, quotation in lists.said[:shown]),
        more_said=tuple(line(book, event, quotation.id) for event, quotation in lists.said[shown:]),
        about=tuple(view_quotation(book, event, quotation) for event, quotation in lists.about[:shown]),
        more_about=tuple(line(book, event, quotation.id) for event, quotation in lists.about[shown:]),
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


def _short(book: Book, name: str) -> PersonPage:
    """A page that holds everything about a person; the strip leads to the entries on it."""
    lists = _lists(book, name, book.entries_of[name])
    places = [book.placed[event] for event in lists.events]
    first = {section: f"people/{name}.html#{event}" for event, (section, _) in reversed([*zip(lists.events, places, strict=True)][:IN_FULL])}
    strip = make_strip(places, book.words, lambda section: first.get(section) or section_path(book, section))
    return _person(book, name, lists, strip=strip)


def _long(book: Book, name: str) -> PersonPage:
    """The first page of a long list: the beginning of each, and the way to its parts."""
    lists, parts = _lists(book, name, book.entries_of[name]), _parts(book, name)
    of = {event: key for key, part in parts.items() for event in part}
    titles = {key: part_title(list(parts), at, book.words) for at, key in enumerate(parts)}
    places = [book.placed[event] for event in lists.events]
    sections = {section: _part_path(name, of[event]) for event, (section, _) in zip(lists.events, places, strict=True)}
    years = {key[:4]: _part_path(name, key) for key in reversed(list(parts))}
    strip = make_strip(places, book.words, lambda section: sections.get(section) or years[section[:4]])
    first = _Lists(lists.answered[:BEGINNING], lists.said[:BEGINNING], lists.about[:BEGINNING], lists.events[:BEGINNING])

    def rest(events: Iterable[str], anchor: str) -> tuple[LinkedName, ...]:
        """The parts that hold more than `BEGINNING` of a list between them, with how many each has."""
        counts = Counter(of[event] for event in events)
        if counts.total() <= BEGINNING:
            return ()
        return tuple(LinkedName(titles[key], f"{_part_path(name, key)}#{anchor}", str(counts[key])) for key in parts if counts[key])

    return changed(
        _person(book, name, first, strip=strip),
        more_responses=rest((event for event, _ in lists.answered), "responses"),
        more_said=rest((event for event, _ in lists.said), "said"),
        more_about=rest((event for event, _ in lists.about), "about"),
        more_entries=rest(lists.events, "entries"),
        divided=True,
    )


def _part(book: Book, name: str, key: str, events: Sequence[str], title: str, near: Near) -> PersonPage:
    """A part of a long list: only the lists, under the person's name."""
    lists = _lists(book, name, events)
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


def _naming(book: Book, person: str) -> Callable[[str], bool]:
    """Whether the person's name stands in words of others, in an entry that refers to the person."""
    names = _names(book, person)
    ways = "|".join(map(re.escape, names))
    as_words = re.compile(rf"(?<!\w)(?:{ways})(?!\w)")
    return lambda words: any(one in words for one in names) and bool(as_words.search(words))


def _names(book: Book, person: str) -> list[str]:
    """The full name, the aliases and, where nobody else has it, the surname; the longest first."""
    record = book.people[person]
    names = {record.name, *record.aliases}
    if record.kind == "person":
        surname = record.name.split()[-1]
        names |= {surname} if book.bearers[surname] == 1 else set()
    return sorted((name for name in names if name), key=lambda name: (-len(name), name))


def _published(book: Book, person: Person) -> tuple[Cited, ...]:
    """The sources that an outlet published."""
    if person.kind != "organisation":
        return ()
    names = dict.fromkeys(name.casefold() for name in (person.name, *person.aliases))
    sources = {source for name in names for source in book.published.get(name, ())}
    return tuple(cite(book, source) for source in sorted(sources, key=lambda name: (order_key(book.sources[name].published), name)))
