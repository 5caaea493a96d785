"""The pages that list: people, sources, method, not found."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from markupsafe import Markup

from dateline.model import Role
from dateline.render.book import Book, stem_paths
from dateline.render.contexts import MethodPage, NotFoundPage
from dateline.render.contexts_lists import PeoplePage, PersonRow, SourceRow, SourcesPage
from dateline.render.evidence import cite, event_path, source_path
from dateline.render.markdown import to_html
from dateline.render.views import LinkedName, Site
from dateline.render.when import order_key

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,200}")
_LATEST = 8  # entries that the page of a wrong address offers
_UNPARTED = 24  # people up to which an index by initial would be longer than the list
_MOVED = 50  # old addresses that it lists
_LISTED = 500  # people or sources up to which all stand on one page
PEOPLE = "people.html"
_ORGANISATIONS = "initials/organisations.html"


def people_pages(book: Book) -> Iterator[tuple[str, PeoplePage]]:
    """Persons by initial of the surname, and organisations; where they are many, a page for each initial."""
    initials: dict[str, list[PersonRow]] = defaultdict(list)
    organisations = []
    for name, person in book.people.items():
        if person.kind == "organisation":
            organisations.append(_person_row(book, name))
        elif len(book.people) <= _UNPARTED:
            initials[""].append(_person_row(book, name))
        else:
            initials[(person.name.split() or ["?"])[-1][:1].upper()].append(_person_row(book, name))
    organisations.sort(key=lambda row: row.name.casefold())
    groups = tuple((initial, tuple(rows)) for initial, rows in initials.items())
    if len(book.people) <= _LISTED:
        yield PEOPLE, PeoplePage("", groups, tuple(organisations), ())
        return
    paths = stem_paths("initials", initials)
    title = book.words("organisations")
    links = [LinkedName(initial, paths[initial], str(len(rows))) for initial, rows in groups]
    links += [LinkedName(title, _ORGANISATIONS, str(len(organisations)))] if organisations else []
    yield PEOPLE, PeoplePage("", (), (), tuple(links))
    for initial, rows in groups:
        yield paths[initial], PeoplePage(initial, ((initial, rows),), (), tuple(links))
    if organisations:
        yield _ORGANISATIONS, PeoplePage(title, (), tuple(organisations), tuple(links))


def _person_row(book: Book, name: str) -> PersonRow:
    person, words = book.people[name], book.words
    events = [book.events[event] for event in book.entries_of[name]]
    said = sum(quotation.speaker == name for event in events for quotation in event.quotations)
    answered = sum(denial.by == name for event in events for denial in event.denials)
    parts = [words.count("entries", len(book.entries_of[name]))]
    parts += [words.count("quotations", said)] if said else []
    parts += [words.count("responses", answered)] if answered else []
    return PersonRow(
        name=person.name,
        path=f"people/{name}.html",
        role=max(enumerate(person.roles), key=_recent)[1].role if person.roles else "",
        note=words("dot").join(parts),
        proposal=book.proposed("people", name),
    )


def _recent(numbered: tuple[int, Role]) -> tuple[bool, tuple[int, int, int, int, str], int]:
    """How recent a role is: by its date, one without a date before all others, in the order of the file."""
    at, role = numbered
    return (bool(role.during), order_key(role.during), at)


def sources_page(book: Book) -> SourcesPage:
    """Every source by its outlet; those without one last. Where they are many, only the outlets, whose pages list theirs."""
    outlets: dict[str, list[SourceRow]] = defaultdict(list)
    for name, source in book.sources.items():
        outlets[source.publisher].append(source_row(book, name))
    found: list[tuple[LinkedName, tuple[SourceRow, ...]]] = []
    ordered = sorted(outlets.items(), key=lambda item: (not item[0], item[0].casefold()))
    whole = len(book.sources) <= _LISTED
    for outlet, rows in ordered:
        path = book.outlet_paths.get(outlet, "")
        heading = LinkedName(outlet or book.words("no_outlet"), path, book.words.count("sources", len(rows)))
        found.append((heading, tuple(rows) if whole or not path else ()))
    return SourcesPage(tuple(found))


def source_row(book: Book, name: str) -> SourceRow:
    """A source in an index."""
    events = book.quoted_from[name]
    quotes = sum(q.source == name for event in events for q in book.events[event].quotations)
    parts = [book.words.count("entries", len(events))] + ([book.words.count("quotations", quotes)] if quotes else [])
    return SourceRow(cite(book, name), book.words("dot").join(parts), book.proposed("sources", name))


def method_page(book: Book, site: Site, text: str) -> MethodPage:
    """How the record is made; `text` is what the site says of it in its own words."""
    counts = site.counts
    share = f"{100 * counts.verified // counts.quotations} %" if counts.quotations else ""
    return MethodPage(
        text=to_html(text) if text else Markup(),
        corrections_policy=to_html(book.archive.config.corrections_policy, top_heading=3),
        rules=max((receipt.rules for receipt in book.archive.receipts.values()), default=1),
        share_verified=share,
    )


def not_found_page(book: Book) -> NotFoundPage:
    """The latest entries, and the old addresses that have a new one."""
    latest = [item for item in book.events.items() if item[1].date][-_LATEST:][::-1]
    moved = [(old, target) for old, target in moved_addresses(book).items()]
    return NotFoundPage(
        latest=tuple(LinkedName(event.title, event_path(name)) for name, event in latest),
        moved=tuple(LinkedName(old, target[1]) for old, target in moved[:_MOVED]),
    )


def moved_addresses(book: Book) -> dict[str, tuple[str, str]]:
    """Old path → (title, new path) for every id that a published record had before; never over a living page."""
    found: dict[str, tuple[str, str]] = {}
    people, sources = book.archive.people, book.archive.sources
    for name, event in book.events.items():
        found |= {event_path(old): (event.title, event_path(name)) for old in event.was if _is_id(old) and old not in book.archive.events}
    for name, person in book.people.items():
        found |= {f"people/{old}.html": (person.name, f"people/{name}.html") for old in person.was if _is_id(old) and old not in people}
    for name, source in book.sources.items():
        found |= {f"sources/{old}.html": (source.title, source_path(book, name)) for old in source.was if _is_id(old) and old not in sources}
    return found


def _is_id(name: str) -> bool:
    """Whether it can be the name of a file, and of none elsewhere."""
    return bool(_ID.fullmatch(name))
