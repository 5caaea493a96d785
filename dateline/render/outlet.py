"""The page of an outlet: what it published that is used here, and on what its reports rest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from dateline.render.book import Book
from dateline.render.contexts import OutletPage
from dateline.render.lists import source_row


def outlet_pages(book: Book) -> Iterator[tuple[str, OutletPage]]:
    """Every outlet with its path, by name."""
    for outlet, path in book.outlet_paths.items():
        yield path, _outlet(book, outlet)


def _outlet(book: Book, outlet: str) -> OutletPage:
    mine = [name for name, source in book.sources.items() if source.publisher == outlet]
    reports = [report for event in book.events.values() for report in event.reports if report.source in set(mine)]
    kinds = Counter(report.sourcing for report in reports)
    return OutletPage(
        name=outlet,
        sources=tuple(source_row(book, name) for name in mine),
        sourcing=tuple((book.words(f"sourcing_{kind}"), n) for kind in ("named", "unnamed", "document", "outlet") if (n := kinds[kind])),
        relays=tuple(dict.fromkeys(report.relayed_from for report in reports if report.relayed_from)),
        organisation=_organisation(book, outlet),
    )


def _organisation(book: Book, outlet: str) -> str:
    """The page of the organisation that has the outlet's name."""
    for name, person in book.people.items():
        if person.kind == "organisation" and outlet.casefold() in {n.casefold() for n in (person.name, *person.aliases)}:
            return f"people/{name}.html"
    return ""
