"""The page of an outlet: what it published that is used here, and on what its reports rest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

from dateline.render.book import Book
from dateline.render.contexts_lists import OutletPage
from dateline.render.division import divided, neighbours, year_rows
from dateline.render.lists import source_row
from dateline.render.when import section_of, section_title

_ON_ONE_PAGE = 300  # sources


def outlet_pages(book: Book) -> Iterator[tuple[str, OutletPage]]:
    """Every outlet with its path, by name; of an outlet of many sources also its parts."""
    pages = _organisations(book)
    for outlet, path in book.outlet_paths.items():
        mine = [name for name in book.published[outlet.casefold()] if book.sources[name].publisher == outlet]
        page = _outlet(book, outlet, mine, pages.get(outlet.casefold(), ""))
        if len(mine) <= _ON_ONE_PAGE:
            yield path, replace(page, sources=tuple(source_row(book, name) for name in mine))
            continue
        parts = divided(mine, partial(_section, book), _ON_ONE_PAGE)
        link = partial(_part_path, path.removesuffix(".html"))
        yield path, replace(page, years=year_rows(book.words, "sources", {key: len(part) for key, part in parts.items()}, link))
        for at, (key, part) in enumerate(parts.items()):
            before, after = neighbours(list(parts), at, link, book.words)
            rows = tuple(source_row(book, name) for name in part)
            title = section_title(key, book.words.strings)
            yield link(key), replace(page, part=title, sources=rows, sourcing=(), relays=(), organisation="", before=before, after=after)


def _section(book: Book, source: str) -> str:
    return section_of(book.sources[source].published)


def _part_path(folder: str, part: str) -> str:
    return f"{folder}/{part}.html"


def _outlet(book: Book, outlet: str, sources: Sequence[str], organisation: str) -> OutletPage:
    """The page without its sources."""
    mine = set(sources)
    events = dict.fromkeys(event for name in sources for event in book.quoted_from[name])
    reports = [report for event in events for report in book.events[event].reports if report.source in mine]
    kinds = Counter(report.sourcing for report in reports)
    return OutletPage(
        name=outlet,
        part="",
        sources=(),
        sourcing=tuple((book.words(f"sourcing_{kind}"), n) for kind in ("named", "unnamed", "document", "outlet") if (n := kinds[kind])),
        relays=tuple(dict.fromkeys(report.relayed_from for report in reports if report.relayed_from)),
        organisation=organisation,
        years=(),
        path=book.outlet_paths[outlet],
        before=None,
        after=None,
    )


def _organisations(book: Book) -> dict[str, str]:
    """Every name of an organisation in lower case → its page; of two with one name, the first."""
    found: dict[str, str] = {}
    for name, person in book.people.items():
        if person.kind == "organisation":
            for one in (person.name, *person.aliases):
                found.setdefault(one.casefold(), f"people/{name}.html")
    return found
