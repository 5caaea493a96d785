"""The pages that list: people, sources, method, not found."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import partial

from markupsafe import Markup

from dateline.model import Role
from dateline.render.book import Book, stem_paths
from dateline.render.contexts import MethodPage, MovedPage, NotFoundPage
from dateline.render.contexts_lists import PeoplePage, PersonRow, SourceRow, SourcesPage
from dateline.render.division import in_pages, near
from dateline.render.evidence import cite, event_path
from dateline.render.feeds import base_of
from dateline.render.markdown import to_html
from dateline.render.sheet import Near, Sheet, Sheets
from dateline.render.views import Counts, LinkedName
from dateline.render.when import order_key

_UNPARTED = 24  # people up to which an index by initial would be longer than the list
_MOVED = 50  # old addresses that it lists
_LISTED = 500  # people or sources up to which all stand on one page
PEOPLE = "people.html"
_AT_MOST = 800  # people of an initial on one page, whose lines take some 500 bytes each
_ORGANISATIONS = "initials/organisations.html"
NAMELESS = "outlets/no_outlet.html"  # no name of an outlet gives such a path


def people_sheets(book: Book) -> Sheets:
    """Persons by initial of the surname, and organisations; where they are many, a page for each initial."""
    yield PEOPLE, Sheet(PEOPLE, _people)
    if len(book.plan.people) > _LISTED:
        for initial, path in _initial_paths(book.plan.initials).items():
            pages = in_pages({path.removesuffix(".html"): range(len(book.plan.initials[initial]))}, _AT_MOST)
            keys = list(pages)
            title = partial(book.words, "page_of", title=initial or book.words("organisations"), count=len(keys))
            named = [LinkedName(title(n=n), f"{key}.html") for n, key in enumerate(keys, 1)]
            for at, (key, rows) in enumerate(pages.items()):
                yield f"{key}.html", Sheet(PEOPLE, _people_of, (initial, rows[0], rows[-1] + 1, named[at].name if len(keys) > 1 else "", near(named, at)))


def _initial_paths(initials: Iterable[str]) -> dict[str, str]:
    """The page of each initial, that of the organisations last."""
    return {**stem_paths("initials", filter(None, initials)), **({"": _ORGANISATIONS} if "" in initials else {})}


def _people(book: Book) -> PeoplePage:
    people, initials = book.of_plan("people"), book.of_plan("initials")
    if len(people) > _LISTED:
        return PeoplePage("", (), (), _initials(book))
    rows = {initial: _person_rows(book, initial) for initial in initials}
    organisations = rows.pop("", ())
    if len(people) <= _UNPARTED:
        return PeoplePage("", (("", tuple(_person_row(book, name) for name in people if book.people[name].kind == "person")),) if rows else (), organisations, ())
    return PeoplePage("", tuple(rows.items()), organisations, ())


def _people_of(book: Book, initial: str, first: int, end: int, title: str, near: Near) -> PeoplePage:
    """Those whose surname begins so, from the `first` on; with "", the organisations."""
    rows = _person_rows(book, initial)[first:end]
    if initial:
        return PeoplePage(title or initial, ((initial, rows),), (), _initials(book), *near)
    return PeoplePage(title or book.words("organisations"), (), rows, _initials(book), *near)


def _initials(book: Book) -> tuple[LinkedName, ...]:
    """The pages of the initials, with how many there are of each."""
    initials = book.of_plan("initials")
    paths = _initial_paths(initials)
    ordered = sorted(initials, key=lambda one: not one)
    return tuple(LinkedName(initial or book.words("organisations"), paths[initial], str(len(initials[initial]))) for initial in ordered)


def _person_rows(book: Book, initial: str) -> tuple[PersonRow, ...]:
    rows = [_person_row(book, name) for name in book.initials[initial]]
    return tuple(rows if initial else sorted(rows, key=lambda row: row.name.casefold()))


def _person_row(book: Book, name: str) -> PersonRow:
    person, words = book.people[name], book.words
    said, answered = len(book.said_by.get(name, ())), len(book.answered_by.get(name, ()))
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
    found: list[tuple[LinkedName, tuple[SourceRow, ...]]] = []
    issued = book.of_plan("issued")
    whole = len(book.of_plan("sources")) <= _LISTED
    for outlet, names in sorted(issued.items(), key=lambda item: (not item[0], item[0].casefold())):
        path = book.outlet_paths.get(outlet, "") or (NAMELESS if not outlet and are_many_nameless(issued) else "")
        heading = LinkedName(outlet or book.words("no_outlet"), path, book.words.count("sources", len(names)))
        found.append((heading, tuple(source_row(book, name) for name in names) if whole or not path else ()))
    return SourcesPage(tuple(found))


def are_many_nameless(issued: Mapping[str, Sequence[str]]) -> bool:
    """Whether so many sources have no outlet that they are not all listed beside the outlets."""
    return len(issued.get("", ())) > _LISTED


def source_row(book: Book, name: str) -> SourceRow:
    """A source in an index."""
    events = book.quoted_from[name]
    quotes = book.quotes_from.get(name, 0)
    parts = [book.words.count("entries", len(events))] + ([book.words.count("quotations", quotes)] if quotes else [])
    return SourceRow(cite(book, name), book.words("dot").join(parts), book.proposed("sources", name))


def method_page(book: Book, counts: Counts, text: str) -> MethodPage:
    """How the record is made; `text` is what the site says of it in its own words."""
    share = f"{100 * counts.verified // counts.quotations} %" if counts.quotations else ""
    return MethodPage(
        text=to_html(text) if text else Markup(),
        corrections_policy=to_html(book.archive.config.corrections_policy, top_heading=3),
        share_verified=share,
    )


def not_found_page(book: Book) -> NotFoundPage:
    """The latest entries, and the old addresses that have a new one."""
    moved = [(old, f"{kind}/{name}.html") for old, (kind, name) in book.of_plan("moved").items()]
    return NotFoundPage(
        latest=tuple(LinkedName(book.events[name].title, event_path(name)) for name in book.of_plan("newest")),
        moved=tuple(LinkedName(old, target) for old, target in moved[:_MOVED]),
    )


def moved_sheets(book: Book) -> Sheets:
    """A page at every address that a published record had before."""
    for old, (kind, name) in book.plan.moved.items():
        yield old, Sheet("moved.html", _moved, (kind, name))


def _moved(book: Book, kind: str, name: str) -> MovedPage:
    target = f"{kind}/{name}.html"
    title = book.people[name].name if kind == "people" else book.sources[name].title if kind == "sources" else book.events[name].title
    return MovedPage(title, target, base_of(book) + target if base_of(book) else "")
