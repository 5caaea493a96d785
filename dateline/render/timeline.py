"""The timeline: sections with their bands, paged by year and by month when it is long."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial

from dateline.render.book import Book
from dateline.render.contexts import TimelinePage
from dateline.render.entries import entry
from dateline.render.pointers import pointers
from dateline.render.strip import make_strip
from dateline.render.views import Entry, LinkedName, Section, YearRow
from dateline.render.when import UNDATED, is_month, last_month, section_key, section_title, year_of

ON_ONE_PAGE = 120  # entries; a page of so many stays under 150 KB
HEADLINES = 400  # entries up to which the front page of a long timeline names them all
ALL = 2000  # entries up to which they are also given on one page, for the browser's own search
_RUNNING = 6  # continuing intervals that a month names


def timeline_pages(book: Book) -> Iterator[tuple[str, TimelinePage]]:
    """The front page, and the year and month pages of a long timeline, each with its path."""
    shown = [entry(book, name) for name in book.events]
    years = _by_year(shown)
    if len(shown) <= ON_ONE_PAGE:
        yield "index.html", _page(book, shown, front=True, link=partial(_anchor, "index.html"))
    else:
        yield "index.html", _front(book, years, shown)
        if len(shown) <= ALL:
            yield "all.html", _page(book, shown, heading=book.words("all_on_one_page"), link=partial(_anchor, "all.html"))
    keys = list(years)
    for at, year in enumerate(keys):
        before, after = (_near(book, keys, at + step, "years") for step in (-1, 1))
        yield from _year_pages(book, year, years[year], before, after)


def topic_pages(book: Book) -> Iterator[tuple[str, TimelinePage]]:
    """A page for each tag."""
    for tag, path in book.topic_paths.items():
        shown = [entry(book, name) for name in book.tagged[tag]]
        yield path, _page(book, shown, heading=book.words("topic", tag=tag), link=partial(_anchor, path), claimed=book.tagged[tag])


def tag_path(book: Book, tag: str) -> str:
    """The page of a tag."""
    return book.topic_paths[tag]


def section_path(book: Book, section: str) -> str:
    """Where a section of the timeline is shown: on the front page, in its year or, where the year is long, in its month."""
    if len(book.events) <= ON_ONE_PAGE:
        return f"index.html#d-{section}"
    year = year_of(section)
    if section == year:
        return f"years/{year}.html"
    if book.years[year] <= ON_ONE_PAGE or not is_month(section):
        return f"years/{year}.html#d-{section}"
    return month_path(section)


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
            path=_path(key) if key in found else "",
            title=section_title(key, book.words.strings),
            bands=tuple(found[key][0]) if key in found else (),
            entries=tuple(found[key][1][:: _turn(book)]) if key in found else (),
            running=tuple(running.get(key, ())),
            answers=tuple(answers.get(key, ())[:: _turn(book)]),
        )
        for key in keys
    )


def newest_first(book: Book) -> bool:
    """Whether the site shows the latest events first."""
    return book.archive.config.publish.order == "newest-first"


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


def _page(
    book: Book,
    shown: Sequence[Entry],
    *,
    link: Callable[[str], str],
    heading: str = "",
    front: bool = False,
    before: LinkedName | None = None,
    after: LinkedName | None = None,
    within: str = "",
    claimed: Collection[str] | None = None,
) -> TimelinePage:
    """A page of these entries, with the responses to `claimed` (None = to any event) given in a month that begins with `within`."""
    facets = {facet for item in shown for facet in item.facets.split()}
    first = {year_of(item.when.section): item.when.section for item in reversed(shown)}  # a year's first section here
    return TimelinePage(
        title=heading or book.archive.config.title,
        front=front,
        heading=heading,
        strip=make_strip(shown, book.words, lambda section: link(first.get(section, section))),
        sections=sections(book, shown, pointers(book, within, book.events if claimed is None else claimed) if shown else {}),
        years=(),
        order=book.words("newest_first" if newest_first(book) else "oldest_first"),
        total=len(shown),
        filters=len(shown) > 3 and len(facets) > 1,
        before=before,
        after=after,
    )


def _front(book: Book, years: dict[str, list[Entry]], shown: Sequence[Entry]) -> TimelinePage:
    """The front page of a long timeline: years with their months, and the headlines where there is room."""
    rows = [_year_row(book, year, years[year], f"years/{year}.html", headlines=len(shown) <= HEADLINES) for year in years]
    strip = make_strip(shown, book.words, lambda section: section_path(book, section))
    page = _page(book, (), front=True, link=str)
    return replace(page, strip=strip, years=tuple(rows[:: _turn(book)]), total=len(shown))


def _year_row(book: Book, section: str, shown: Sequence[Entry], path: str, *, headlines: bool) -> YearRow:
    """A year with its months, or a month, as a line of a longer timeline."""
    months = Counter(item.when.section for item in shown)
    named = [LinkedName(section_title(m, book.words.strings), section_path(book, m), str(n)) for m, n in months.items()]
    return YearRow(
        title=section_title(section, book.words.strings),
        path=path,
        count=book.words.count("entries", len(shown)),
        months=tuple(named) if len(named) > 1 else (),
        headlines=tuple(shown[:: _turn(book)]) if headlines else (),
    )


def _path(section: str) -> str:
    """The page that is a section's own: its month's, or its year's."""
    return month_path(section) if is_month(section) else f"years/{year_of(section)}.html"


def _turn(book: Book) -> int:
    return -1 if newest_first(book) else 1


def _anchor(path: str, section: str) -> str:
    return f"{path}#d-{section}"


def _by_year(shown: Sequence[Entry]) -> dict[str, list[Entry]]:
    found: dict[str, list[Entry]] = defaultdict(list)
    for item in sorted(shown, key=lambda e: section_key(e.when.section)):
        found[year_of(item.when.section)].append(item)
    return dict(found)


def _by_month(shown: Sequence[Entry]) -> dict[str, list[Entry]]:
    found: dict[str, list[Entry]] = defaultdict(list)
    for item in shown:
        found[item.when.section].append(item)
    return found


def month_path(month: str) -> str:
    """The page of "2017-02"."""
    return f"months/{month}.html"


def _near(book: Book, keys: list[str], at: int, folder: str) -> LinkedName | None:
    if not 0 <= at < len(keys):
        return None
    return LinkedName(section_title(keys[at], book.words.strings), f"{folder}/{keys[at]}.html")


def _year_pages(
    book: Book, year: str, shown: Sequence[Entry], before: LinkedName | None, after: LinkedName | None
) -> Iterator[tuple[str, TimelinePage]]:
    """The page of a year, where it is long a list of its months, and a page for each month."""
    path, heading = f"years/{year}.html", section_title(year, book.words.strings)
    months = _by_month(shown)
    whole = [item for key in list(months) if not is_month(key) for item in months.pop(key)]
    if len(shown) <= ON_ONE_PAGE:
        yield path, _page(book, shown, heading=heading, link=partial(_anchor, path), before=before, after=after, within=f"{year}-")
    else:
        yield path, _long_year(book, shown, _page(book, whole, heading=heading, link=str, before=before, after=after, claimed=()))
    keys = list(months)
    for at, month in enumerate(keys):
        title, path = section_title(month, book.words.strings), month_path(month)
        near = [_near(book, keys, at + step, "months") for step in (-1, 1)]
        yield path, _page(book, months[month], heading=title, link=partial(_anchor, path), before=near[0], after=near[1], within=month)


def _long_year(book: Book, shown: Sequence[Entry], page: TimelinePage) -> TimelinePage:
    """The page of a year whose months are listed, not shown."""
    months = _by_month(shown)
    rows = [
        _year_row(book, month, months[month], month_path(month), headlines=len(shown) <= HEADLINES) for month in months if is_month(month)
    ]
    strip = make_strip(shown, book.words, lambda section: section_path(book, section))
    return replace(page, strip=strip, years=tuple(rows[:: _turn(book)]), total=len(shown))
