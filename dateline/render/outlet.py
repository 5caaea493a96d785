"""The page of an outlet: what it published that is used here, and on what its reports rest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import partial

from dateline.render.book import Book
from dateline.render.contexts_lists import OutletPage
from dateline.render.division import divided, each_page, in_pages, year_rows
from dateline.render.lists import NAMELESS, are_many_nameless, source_row
from dateline.render.plan import Plan
from dateline.render.sheet import Near, Sheet, Sheets

TEMPLATE = "outlet.html"
_ON_ONE_PAGE = 300  # sources
_AT_MOST = 1000  # sources of a part, whose lines take some 300 bytes each


def outlet_sheets(book: Book) -> Sheets:
    """Every outlet, by name; of an outlet of many sources also its parts. Sources without an outlet have such a page where they are many."""
    plan = book.plan
    for outlet, path in (*plan.outlet_paths.items(), *([("", NAMELESS)] if are_many_nameless(plan.issued) else [])):
        yield path, Sheet(TEMPLATE, _outlet, (outlet, path))
        if sum(map(len, (parts := _parts(plan, outlet)).values())) > _ON_ONE_PAGE:
            link = partial(_part_path, path.removesuffix(".html"))
            for key, sources, title, near in each_page(parts, link, book.words):
                yield link(key), Sheet(TEMPLATE, _part, (outlet, path, title, sources, near))


def _parts(told: Book | Plan, outlet: str) -> dict[str, Sequence[str]]:
    """What the outlet published, oldest first, by year or month where it is much."""
    return in_pages(divided(told.issued[outlet], lambda source: told.issued_in[source], _ON_ONE_PAGE), _AT_MOST)


def _part_path(folder: str, part: str) -> str:
    return f"{folder}/{part}.html"


def _outlet(book: Book, outlet: str, path: str) -> OutletPage:
    """What the outlet published or, where it is much, the years and months of it."""
    mine = book.issued[outlet]
    whole = len(mine) <= _ON_ONE_PAGE
    link = partial(_part_path, path.removesuffix(".html"))
    years = () if whole else year_rows(book.words, "sources", {key: len(part) for key, part in _parts(book, outlet).items()}, link)
    kinds: Counter[str] = Counter()
    for source in mine:
        kinds.update(book.sourcing.get(source, {}))
    organisation = book.organisations.get(outlet.casefold(), "")
    return OutletPage(
        name=outlet or book.words("no_outlet"),
        part="",
        sources=tuple(source_row(book, name) for name in mine) if whole else (),
        sourcing=tuple((book.words(f"sourcing_{kind}"), n) for kind in ("named", "unnamed", "document", "outlet") if (n := kinds[kind])),
        relays=tuple(dict.fromkeys(relayed for source in mine for relayed in book.relays.get(source, ()))),
        organisation=f"people/{organisation}.html" if organisation else "",
        years=years,
        path=path,
        before=None,
        after=None,
    )


def _part(book: Book, outlet: str, path: str, title: str, sources: Sequence[str], near: Near) -> OutletPage:
    rows = tuple(source_row(book, name) for name in sources)
    return OutletPage(
        name=outlet or book.words("no_outlet"), part=title, sources=rows, sourcing=(), relays=(), organisation="", years=(),
        path=path, before=near[0], after=near[1],
    )  # fmt: skip
