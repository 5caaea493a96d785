"""The page of an outlet: what it published that is used here, and on what its reports rest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from dateline.render.book import Book
from dateline.render.contexts import OutletPage
from dateline.render.lists import source_row


def outlet_pages(book: Book) -> Iterator[tuple[str, OutletPage]]:
    """Every outlet with its path, by name."""
    pages = _organisations(book)
    for outlet, path in book.outlet_paths.items():
        yield path, _outlet(book, outlet, pages.get(outlet.casefold(), ""))


def _outlet(book: Book, outlet: str, organisation: str) -> OutletPage:
    mine = dict.fromkeys(name for name in book.published[outlet.casefold()] if book.sources[name].publisher == outlet)
    events = dict.fromkeys(event for name in mine for event in book.quoted_from[name])
    reports = [report for event in events for report in book.events[event].reports if report.source in mine]
    kinds = Counter(report.sourcing for report in reports)
    return OutletPage(
        name=outlet,
        sources=tuple(source_row(book, name) for name in mine),
        sourcing=tuple((book.words(f"sourcing_{kind}"), n) for kind in ("named", "unnamed", "document", "outlet") if (n := kinds[kind])),
        relays=tuple(dict.fromkeys(report.relayed_from for report in reports if report.relayed_from)),
        organisation=organisation,
    )


def _organisations(book: Book) -> dict[str, str]:
    """Every name of an organisation in lower case → its page; of two with one name, the first."""
    found: dict[str, str] = {}
    for name, person in book.people.items():
        if person.kind == "organisation":
            for one in (person.name, *person.aliases):
                found.setdefault(one.casefold(), f"people/{name}.html")
    return found
