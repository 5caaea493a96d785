"""What was known when: events by the month in which they were first reported."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import accumulate

from dateline.render.book import Book
from dateline.render.contexts_lists import KnownPage, KnownRow
from dateline.render.division import each_page, in_pages, section_of_page, year_rows
from dateline.render.entries import entry
from dateline.render.plan_kept import sizes_of
from dateline.render.sheet import Near, Sheet, Sheets
from dateline.render.when import When, first_day, is_exact, last_day, order_key, when

TEMPLATE = "known.html"
INDEX = "known/index.html"
_ON_ONE_PAGE = 500  # entries; their lines take some 700 bytes each


def known_sheets(book: Book, only: str = "") -> Sheets:
    """The list of months and a page for each, or the pages of `only` one; nothing where no day of publication is known."""
    known, sizes = book.plan.known, sizes_of(book.plan.known)
    so_far = dict(zip(sizes, accumulate(sizes.values()), strict=True))
    for key, rows, title, near in each_page(in_pages({month: range(size) for month, size in sizes.items()}, _ON_ONE_PAGE), known_path, book.words):
        month = section_of_page(key)
        if only in ("", month):
            of_month = known[month]
            yield known_path(key), Sheet(TEMPLATE, _month, (title, [of_month[at] for at in rows], so_far[month], near))
    if known:
        yield INDEX, Sheet(TEMPLATE, _index)


def _month(book: Book, title: str, rows: Sequence[tuple[str, str]], so_far: int, near: Near) -> KnownPage:
    return KnownPage(
        title=title,
        days=_days(book, rows),
        years=(),
        so_far=book.words.count("known_so_far", so_far),
        before=near[0],
        after=near[1],
    )


def _index(book: Book) -> KnownPage:
    counts = {month: len(of_month) for month, of_month in book.of_plan("known").items()}
    return KnownPage(title="", days=(), years=year_rows(book.words, "entries", counts, known_path), so_far="", before=None, after=None)


def known_path(month: str) -> str:
    """The page of what was first reported in "2017-02"."""
    return f"known/{month}.html"


def _days(book: Book, first: Sequence[tuple[str, str]]) -> tuple[tuple[When, tuple[KnownRow, ...]], ...]:
    days: dict[str, list[KnownRow]] = defaultdict(list)
    for reported, name in first:
        item = entry(book, name)  # and nothing else of the event: what a page reads is kept for each
        days[reported].append(KnownRow(item, item.outlets, _lag(book, item.when.edtf, reported)))
    return tuple((when(day, book.words.strings), tuple(days[day])) for day in sorted(days, key=order_key))


def _lag(book: Book, happened: str, reported: str) -> str:
    """How long after the event it was reported; only between two exact days."""
    if not (is_exact(happened) and is_exact(reported)):
        return ""
    first, last = first_day(happened), last_day(reported)
    days = (last - first).days if first and last else 0
    if days == 0:
        return book.words("lag_same")
    return book.words.count("lag", days) if days > 0 else book.words.count("lag_before", -days)
