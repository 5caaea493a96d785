"""The timeline: sections with their bands, paged by year and by month when it is long."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial

from dateline.render.book import Book
from dateline.render.contexts import TimelinePage
from dateline.render.division import divided, neighbours, section_name, year_rows
from dateline.render.entries import entry
from dateline.render.pointers import all_pointers, pointers
from dateline.render.strip import make_strip
from dateline.render.views import Entry, LinkedName, Section, YearRow
from dateline.render.when import UNDATED, is_month, last_month, section_key, section_title, year_of

Near = tuple[LinkedName | None, LinkedName | None]  # the page before and the page after
ON_ONE_PAGE = 120  # entries; a page of so many stays under 150 KB
HEADLINES = 400  # entries up to which the front page of a long timeline names them all
ALL = 2000  # entries up to which they are also given on one page, for the browser's own search
_RUNNING = 6  # continuing intervals that a month names


def timeline_pages(book: Book) -> Iterator[tuple[str, TimelinePage]]:
    """The front page, and the year and month pages of a long timeline, each with its path."""
    shown = [entry(book, name) for name in book.events]
    years = _by_year(book, shown)
    if len(shown) <= ON_ONE_PAGE:
        yield "index.html", _page(book, shown, front=True, link=partial(_anchor, "index.html"))
    else:
        link = partial(section_path, book)
        yield "index.html", _listed(book, shown, _year_rows(book, years), link, front=True)
        if len(shown) <= ALL:
            yield "all.html", _all(book, years, shown)
    keys = list(years)
    for at, year in enumerate(keys):
        near = neighbours(keys, at, year_path, book.words)
        yield from _year_pages(book, year, years[year], near)


def topic_pages(book: Book) -> Iterator[tuple[str, TimelinePage]]:
    """A page for each tag; for a tag of many entries a list of its parts, and a page for each."""
    for tag, path in book.topic_paths.items():
        heading = book.words("topic", tag=tag)
        shown = [entry(book, name) for name in book.tagged[tag]]
        if len(shown) <= ON_ONE_PAGE:
            yield path, _page(book, shown, heading=heading, link=partial(_anchor, path), answers=pointers(book, book.tagged[tag]))
            continue
        parts = divided(shown, lambda item: item.when.section, ON_ONE_PAGE)
        link = partial(_part_path, path.removesuffix(".html"))
        rows = year_rows(book.words, "entries", {key: len(part) for key, part in parts.items()}, link)
        up = LinkedName(heading, path)
        bars = {section: link(key) for key, part in parts.items() for section in {item.when.section for item in part}}
        yield path, _listed(book, shown, rows[:: _turn(book)], partial(_bar_path, bars, path), heading=heading)
        for at, (key, part) in enumerate(parts.items()):
            title = book.words("topic_part", topic=heading, part=section_title(key, book.words.strings))
            near = neighbours(list(parts), at, link, book.words)
            yield link(key), _page(book, part, heading=title, link=partial(_anchor, link(key)), near=near, up=up)


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
            path=month_path(key) if is_month(key) else year_path(year_of(key)),
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
    near: Near = (None, None),
    up: LinkedName | None = None,
    answers: Mapping[str, Sequence[LinkedName]] | None = None,
) -> TimelinePage:
    """A page of these entries, with the responses in `answers`; those of the front page are all."""
    facets = {facet for item in shown for facet in item.facets.split()}
    first = {year_of(item.when.section): item.when.section for item in reversed(shown)}  # a year's first section here
    if front and shown:
        answers = pointers(book)
    return TimelinePage(
        title=heading or book.archive.config.title,
        front=front,
        heading=heading,
        strip=make_strip(shown, book.words, lambda section: link(first.get(section, section))),
        sections=sections(book, shown, answers or {}),
        years=(),
        order=book.words("newest_first" if newest_first(book) else "oldest_first"),
        total=len(shown),
        up=up,
        filters=len(shown) > 3 and len(facets) > 1,
        before=near[0],
        after=near[1],
    )


def _listed(
    book: Book, shown: Sequence[Entry], rows: Sequence[YearRow], link: Callable[[str], str], *, heading: str = "", front: bool = False
) -> TimelinePage:
    """A page that lists years and their months in place of the entries."""
    page = _page(book, (), heading=heading, front=front, link=str)
    return replace(page, strip=make_strip(shown, book.words, link), years=tuple(rows), total=len(shown))


def _all(book: Book, years: Mapping[str, list[Entry]], shown: Sequence[Entry]) -> TimelinePage:
    """Everything on one page, for the browser's own search: entries, or their headlines where they are many."""
    heading = book.words("all_on_one_page")
    if len(shown) <= HEADLINES:
        return _page(book, shown, heading=heading, link=partial(_anchor, "all.html"), answers=pointers(book))
    return _listed(book, shown, _year_rows(book, years, headlines=True, months=False), partial(section_path, book), heading=heading)


def _year_rows(book: Book, years: Mapping[str, list[Entry]], *, headlines: bool = False, months: bool = True) -> list[YearRow]:
    """The years with their months, and the headlines where there is room for them or where they are asked for."""
    headlines = headlines or len(book.events) <= HEADLINES
    rows = [_row(book, year, shown, year_path(year), headlines=headlines, months=months) for year, shown in years.items()]
    return rows[:: _turn(book)]


def _row(book: Book, section: str, shown: Sequence[Entry], path: str, *, headlines: bool, months: bool = True) -> YearRow:
    """A year with its months, or a month, as a line of a longer timeline; where only responses fall in it, their number."""
    counts = Counter(item.when.section for item in shown) if months else {}
    named = [LinkedName(section_name(key, book.words), section_path(book, key), str(n)) for key, n in counts.items() if key != section]
    answers = sum(len(lines) for month, lines in all_pointers(book).items() if month.startswith(section)) if not shown else 0
    return YearRow(
        title=section_title(section, book.words.strings),
        path=path,
        count=book.words.count("entries", len(shown)) if shown else book.words.count("responses", answers),
        months=tuple(named),
        headlines=tuple(shown[:: _turn(book)]) if headlines else (),
    )


def _turn(book: Book) -> int:
    return -1 if newest_first(book) else 1


def _anchor(path: str, section: str) -> str:
    return f"{path}#d-{section}"


def _by_year(book: Book, shown: Sequence[Entry]) -> dict[str, list[Entry]]:
    """Every year in which an entry or a response falls, in order, with its entries."""
    found: dict[str, list[Entry]] = {year_of(month): [] for month in all_pointers(book)}
    for item in shown:
        found.setdefault(year_of(item.when.section), []).append(item)
    return {year: found[year] for year in sorted(found, key=section_key)}


def month_path(month: str) -> str:
    """The page of "2017-02"."""
    return f"months/{month}.html"


def year_path(year: str) -> str:
    """The page of "2017", of a decade or of the undated."""
    return f"years/{year}.html"


def _bar_path(bars: Mapping[str, str], otherwise: str, section: str) -> str:
    return bars.get(section, otherwise)


def _part_path(folder: str, part: str) -> str:
    return f"{folder}/{part}.html"


def _year_pages(book: Book, year: str, shown: Sequence[Entry], near: Near) -> Iterator[tuple[str, TimelinePage]]:
    """The page of a year, where it is long a list of its months, and a page for each month that holds an entry or a response."""
    title, path = section_title(year, book.words.strings), year_path(year)
    answers = pointers(book, months=[month for month in all_pointers(book) if year_of(month) == year])
    months: dict[str, list[Entry]] = {month: [] for month in answers}
    whole: list[Entry] = []
    for item in shown:
        (months.setdefault(item.when.section, []) if is_month(item.when.section) else whole).append(item)
    months = {month: months[month] for month in sorted(months)}
    if len(shown) <= ON_ONE_PAGE:
        yield path, _page(book, shown, heading=title, link=partial(_anchor, path), near=near, answers=answers)
    else:
        page = _page(book, whole, heading=title, link=str, near=near)
        rows = [_row(book, month, of_month, month_path(month), headlines=len(shown) <= HEADLINES) for month, of_month in months.items()]
        strip = make_strip(shown, book.words, partial(section_path, book))
        yield path, replace(page, strip=strip, years=tuple(rows[:: _turn(book)]), total=len(shown), filters=False)
    for at, (month, of_month) in enumerate(months.items()):
        around = neighbours(list(months), at, month_path, book.words)
        heading, own = section_title(month, book.words.strings), {month: answers[month]} if month in answers else {}
        link = partial(_anchor, month_path(month))
        yield month_path(month), _page(book, of_month, heading=heading, link=link, near=around, up=LinkedName(title, path), answers=own)
