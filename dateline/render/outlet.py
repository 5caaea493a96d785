"""The page of an outlet: what it published that is used here, and on what its reports rest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import partial

from dateline.render.book import Book
from dateline.render.contexts_lists import OutletPage
from dateline.render.division import divided, neighbours, year_rows
from dateline.render.lists import source_row
from dateline.render.plan import Plan
from dateline.render.sheet import Near, Sheet, Sheets
from dateline.render.when import section_title

TEMPLATE = "outlet.html"
_ON_ONE_PAGE = 300  # sources


def outlet_sheets(book: Book) -> Sheets:
    """Every outlet, by name; of an outlet of many sources also its parts."""
    for outlet, path in book.plan.outlet_paths.items():
        yield path, Sheet(TEMPLATE, _outlet, (outlet, path))
        if sum(map(len, (parts := _parts(book.plan, outlet)).values())) > _ON_ONE_PAGE:
            keys, link = list(parts), partial(_part_path, path.removesuffix(".html"))
            for at, (key, sources) in enumerate(parts.items()):
                yield link(key), Sheet(TEMPLATE, _part, (outlet, path, key, sources, neighbours(keys, at, link, book.words)))


def _parts(told: Book | Plan, outlet: str) -> dict[str, list[str]]:
    """What the outlet published, oldest first, by year or month where it is much."""
    return divided(told.issued[outlet], lambda source: told.issued_in[source], _ON_ONE_PAGE)


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
        name=outlet,
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


def _part(book: Book, outlet: str, path: str, key: str, sources: Sequence[str], near: Near) -> OutletPage:
    rows = tuple(source_row(book, name) for name in sources)
    return OutletPage(
        name=outlet, part=section_title(key, book.words.strings), sources=rows, sourcing=(), relays=(), organisation="", years=(),
        path=path, before=near[0], after=near[1],
    )  # fmt: skip
