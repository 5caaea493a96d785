"""What was known when: events by the month in which they were first reported."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from dateline.render.book import Book, first_reported
from dateline.render.contexts_lists import KnownPage, KnownRow
from dateline.render.division import neighbours, year_rows
from dateline.render.entries import entry, first_report
from dateline.render.when import When, first_day, is_exact, last_day, month_of, order_key, section_title, when

INDEX = "known/index.html"


def known_pages(book: Book) -> Iterator[tuple[str, KnownPage]]:
    """The list of months and a page for each; nothing where no day of publication is known."""
    months: dict[str, list[str]] = defaultdict(list)
    for name, event in book.events.items():
        month = month_of(first_reported(book.archive, event))
        if month:
            months[month].append(name)
    keys = sorted(months)
    if not keys:
        return
    so_far = 0
    for at, month in enumerate(keys):
        so_far += len(months[month])
        before, after = neighbours(keys, at, known_path, book.words)
        yield known_path(month), KnownPage(
            title=section_title(month, book.words.strings),
            days=_days(book, months[month]),
            years=(),
            so_far=book.words("known_so_far", n=so_far, total=len(book.events)),
            before=before,
            after=after,
        )
    years = year_rows(book.words, "entries", {month: len(months[month]) for month in keys}, known_path)
    yield INDEX, KnownPage(title="", days=(), years=years, so_far="", before=None, after=None)


def known_path(month: str) -> str:
    """The page of what was first reported in "2017-02"."""
    return f"known/{month}.html"


def _days(book: Book, names: list[str]) -> tuple[tuple[When, tuple[KnownRow, ...]], ...]:
    days: dict[str, list[KnownRow]] = defaultdict(list)
    for name in names:
        reported = first_reported(book.archive, book.events[name])
        days[reported].append(KnownRow(entry(book, name), first_report(book, book.events[name])[1], _lag(book, book.events[name].date, reported)))
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
