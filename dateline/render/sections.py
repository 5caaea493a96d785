"""The sections of a timeline: bands and entries month by month, in the order of the site."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from dateline.render.book import Book
from dateline.render.views import Entry, LinkedName, Section
from dateline.render.when import UNDATED, is_month, last_month, section_key, section_title, year_of

_RUNNING = 6  # continuing intervals that a month names


def sections(book: Book, entries: Sequence[Entry], answers: Mapping[str, Sequence[LinkedName]]) -> tuple[Section, ...]:
    """The entries and the pointers to responses in sections, in the order of the site. The undated come last."""
    found: dict[str, tuple[list[Entry], list[Entry]]] = {}
    for item in sorted(entries, key=lambda e: section_key(e.when.section)):
        found.setdefault(item.when.section, ([], []))[0 if item.when.band else 1].append(item)
    keys = sorted(found.keys() | answers.keys(), key=section_key)
    running = _running(entries, keys)
    if newest_first(book):
        dated = [key for key in keys if key != UNDATED]
        keys = sorted(dated, key=_newest_key) + [key for key in keys if key == UNDATED]
    return tuple(
        Section(
            id=f"d-{key}",
            path=month_path(key) if is_month(key) else year_path(year_of(key)),
            title=section_title(key, book.words.strings),
            bands=tuple(found[key][0]) if key in found else (),
            entries=tuple(found[key][1][:: turn(book)]) if key in found else (),
            running=tuple(running.get(key, ())),
            answers=tuple(answers.get(key, ())[:: turn(book)]),
        )
        for key in keys
    )


def newest_first(book: Book) -> bool:
    """Whether the site shows the latest events first."""
    return book.archive.config.publish.order == "newest-first"


def turn(book: Book) -> int:
    """The step in which a list in order of time is shown."""
    return -1 if newest_first(book) else 1


def _newest_key(section: str) -> tuple[int, int, int]:
    """The same backwards, with a year, season or quarter still at the head of its months."""
    year, kind, within = section_key(section)
    last = last_month(section)
    if is_month(section) or not within:
        return (-year, kind, -within if within else -99)
    return (-year, kind, -2 * (int(last[5:]) if last[:4] == section[:4] else 12) - 1)


def _running(entries: Sequence[Entry], keys: list[str]) -> dict[str, list[LinkedName]]:
    """For each month shown, the intervals that began before it and reach it."""
    found: dict[str, list[LinkedName]] = defaultdict(list)
    months = [key for key in keys if is_month(key)]
    for item in entries:
        if item.when.mark != "interval" or "-" not in item.when.section or item.when.section == item.when.last_section:
            continue
        first, last = last_month(item.when.section), last_month(item.when.last_section)
        for month in months:
            if first < month <= last and len(found[month]) < _RUNNING:
                found[month].append(LinkedName(item.title, item.path, item.when.words))
    return found


def month_path(month: str) -> str:
    """The page of "2017-02"."""
    return f"months/{month}.html"


def year_path(year: str) -> str:
    """The page of "2017", of a decade or of the undated."""
    return f"years/{year}.html"
