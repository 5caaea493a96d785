"""The timeline: sections with their bands, paged by year and by month when it is long."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial

from dateline.render.book import Book
from dateline.render.contexts import TimelinePage
from dateline.render.division import (
    divided,
    each_page,
    in_pages,
    section_name,
    section_of_page,
    year_rows,
)
from dateline.render.entries import entry, line
from dateline.render.plan import ON_ONE_PAGE, Plan
from dateline.render.pointers import pointers
from dateline.render.sections import month_path, newest_first, sections, turn, year_path
from dateline.render.sheet import Near, Sheet, Sheets, changed
from dateline.render.strip import make_strip
from dateline.render.views import Entry, LinkedName, Strip, YearRow
from dateline.render.when import is_month, section_key, section_title, year_of

TEMPLATE = "timeline.html"
HEADLINES = 400  # entries up to which the front page of a long timeline names them all
ALL = 2000  # entries up to which they are also given on one page, for the browser's own search
_AT_MOST = 300  # entries of a page that is not parted by dates any more: of a month, or of what is known to a year; some 400 KB


def timeline_sheets(book: Book) -> Sheets:
    """The front page, and the year and month pages of a long timeline."""
    yield from front_sheets(book)
    for path, sheet in year_sheets(book):
        yield path, sheet
        yield from _month_sheets(book, sheet.given[0])


def front_sheets(book: Book) -> Sheets:
    """The front page, and the page of all."""
    plan = book.plan
    yield "index.html", Sheet(TEMPLATE, _front)
    if ON_ONE_PAGE < len(plan.order) <= ALL:
        yield "all.html", Sheet(TEMPLATE, _all)


def year_sheets(book: Book) -> Sheets:
    """The pages of the years."""
    plan = book.plan
    years = _in_pages(book, {year: _whole(plan, year) for year in _years(plan.sections, plan.answered_in)})
    for key, names, title, near in each_page(years, year_path, book.words):
        yield year_path(key), Sheet(TEMPLATE, _year if key == section_of_page(key) else _more_of_year, (key, title, names, near))


def month_sheets(book: Book, only: str) -> Sheets:
    """The pages of a month, and of the others of its year."""
    return _month_sheets(book, year_of(only))


def _month_sheets(book: Book, year: str) -> Sheets:
    plan = book.plan
    months = _in_pages(book, {month: plan.sections.get(month, ()) for month in _months(plan.sections, plan.answered_in, year)})
    for month, of_month, heading, beside in each_page(months, month_path, book.words):
        yield month_path(month), Sheet(TEMPLATE, _month, (month, heading, of_month, beside))


def _in_pages(book: Book, parts: Mapping[str, Sequence[str]]) -> dict[str, Sequence[str]]:
    """The parts, of one that is too long its pages as they are read: the latest first where the site shows those first."""
    if not newest_first(book):
        return in_pages(parts, _AT_MOST)
    return {key: names[::-1] for key, names in in_pages({key: names[::-1] for key, names in parts.items()}, _AT_MOST).items()}


def _whole(plan: Plan, year: str) -> tuple[str, ...]:
    """What stands on the page of a long year itself: entries whose month is not known."""
    sections = sorted((section for section in plan.sections if year_of(section) == year and not is_month(section)), key=section_key)
    return tuple(name for section in sections for name in plan.sections[section]) if year in plan.long_years else ()


def topic_sheets(book: Book) -> Sheets:
    """A page for each tag; for a tag of many entries a list of its parts, and a page for each."""
    for tag, path in book.plan.topic_paths.items():
        yield path, Sheet(TEMPLATE, _topic, (tag, path))
        if len(book.plan.tagged[tag]) > ON_ONE_PAGE:
            link = partial(_part_path, path.removesuffix(".html"))
            for key, names, title, near in each_page(_topic_parts(book.plan, tag), link, book.words):
                yield link(key), Sheet(TEMPLATE, _topic_part, (tag, path, key, names, title, near))


def tag_path(book: Book, tag: str) -> str:
    """The page of a tag."""
    return book.topic_paths[tag]


def section_path(book: Book, section: str) -> str:
    """Where a section of the timeline is shown: on the front page, in its year or, where the year is long, in its month."""
    if book.is_short:
        return f"index.html#d-{section}"
    year = year_of(section)
    if section == year:
        return f"years/{year}.html"
    if not book.is_long_year(year) or not is_month(section):
        return f"years/{year}.html#d-{section}"
    return month_path(section)


def _front(book: Book) -> TimelinePage:
    """All entries or, where they are many, the years and their months."""
    if book.is_short:
        return _page(book, _entries(book, book.of_plan("order")), front=True, link=partial(_anchor, "index.html"))
    return _listed(book, _strip(book, partial(section_path, book)), _year_rows(book), len(book.of_plan("order")), front=True)


def _all(book: Book) -> TimelinePage:
    """Everything on one page, for the browser's own search: entries, or their headlines where they are many."""
    heading, order = book.words("all_on_one_page"), book.of_plan("order")
    if len(order) <= HEADLINES:
        return _page(book, _entries(book, order), heading=heading, link=partial(_anchor, "all.html"), answers=pointers(book))
    return _listed(book, _strip(book, partial(section_path, book)), _year_rows(book, headlines=True, months=False), len(order), heading=heading)


def _year(book: Book, year: str, title: str, whole: Sequence[str], near: Near) -> TimelinePage:
    """A year or, where it is long, a list of its months with the first of what is not of a month."""
    of_year = _of_year(book, year)
    shown = [name for names in of_year.values() for name in names]
    months = _months(of_year, book.of_plan("answered_in"), year)
    if len(shown) <= ON_ONE_PAGE:
        answers = pointers(book, months=[month for month in months if month in book.answered_in])
        return _page(book, _entries(book, shown), heading=title, link=partial(_anchor, year_path(year)), near=near, answers=answers)
    page = _page(book, _entries(book, whole), heading=title, link=str, near=near)
    rows = [_row(book, month, {month: of_year.get(month, ())}, month_path(month), headlines=len(shown) <= HEADLINES) for month in months]
    placed = book.of_plan("placed")  # as a whole, as the sections are: noted for each entry they were a tenth of all that pages read
    strip = make_strip((placed[name] for name in shown), book.words, partial(section_path, book))
    return changed(page, strip=strip, years=tuple(rows[:: turn(book)]), total=len(shown), filters=False)


def _more_of_year(book: Book, key: str, title: str, names: Sequence[str], near: Near) -> TimelinePage:
    """Another page of what is known to the year alone."""
    return _page(book, _entries(book, names), heading=title, link=partial(_anchor, year_path(key)), near=near, up=_up(book, key))


def _month(book: Book, key: str, title: str, names: Sequence[str], near: Near) -> TimelinePage:
    """A month: its entries and, on the first of its pages, the responses given in it."""
    link = partial(_anchor, month_path(key))
    answers = pointers(book, months=[key]) if key == section_of_page(key) else {}
    return _page(book, _entries(book, names), heading=title, link=link, near=near, up=_up(book, key), answers=answers)


def _up(book: Book, key: str) -> LinkedName:
    """The year that a page is a part of."""
    year = year_of(section_of_page(key))
    return LinkedName(section_title(year, book.words.strings), year_path(year))


def _topic(book: Book, tag: str, path: str) -> TimelinePage:
    """What has a tag or, where that is much, its parts."""
    heading, tagged = book.words("topic", tag=tag), book.tagged[tag]
    if len(tagged) <= ON_ONE_PAGE:
        return _page(book, _entries(book, tagged), heading=heading, link=partial(_anchor, path), answers=pointers(book, tagged))
    parts = _topic_parts(book, tag)
    link = partial(_part_path, path.removesuffix(".html"))
    rows = year_rows(book.words, "entries", {key: len(part) for key, part in parts.items()}, link)
    bars = {section: link(key) for key, part in reversed(parts.items()) for section in {book.placed[name][0] for name in part}}
    strip = make_strip((book.placed[name] for name in tagged), book.words, partial(_bar_path, bars, path))
    return _listed(book, strip, rows[:: turn(book)], len(tagged), heading=heading)


def _topic_part(book: Book, tag: str, path: str, key: str, names: Sequence[str], part: str, near: Near) -> TimelinePage:
    heading = book.words("topic", tag=tag)
    title = book.words("topic_part", topic=heading, part=part)
    link = partial(_anchor, _part_path(path.removesuffix(".html"), key))
    return _page(book, _entries(book, names), heading=title, link=link, near=near, up=LinkedName(heading, path))


def _topic_parts(told: Book | Plan, tag: str) -> dict[str, Sequence[str]]:
    return in_pages(divided(told.tagged[tag], lambda name: told.placed[name][0], ON_ONE_PAGE), _AT_MOST)


def _entries(book: Book, names: Iterable[str]) -> list[Entry]:
    return [entry(book, name) for name in names]


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
    places = ((item.when.section, "response" in item.facets.split()) for item in shown)
    return TimelinePage(
        title=heading or book.archive.config.title,
        front=front,
        heading=heading,
        strip=make_strip(places, book.words, lambda section: link(first.get(section, section))),
        sections=sections(book, shown, answers or {}),
        years=(),
        order=book.words("newest_first" if newest_first(book) else "oldest_first"),
        total=len(shown),
        up=up,
        filters=len(shown) > 3 and len(facets) > 1,
        before=near[0],
        after=near[1],
    )


def _listed(book: Book, strip: Strip | None, rows: Sequence[YearRow], total: int, *, heading: str = "", front: bool = False) -> TimelinePage:
    """A page that lists years and their months in place of the entries."""
    return changed(_page(book, (), heading=heading, front=front, link=str), strip=strip, years=tuple(rows), total=total)


def _strip(book: Book, link: Callable[[str], str]) -> Strip | None:
    """The strip of the whole site."""
    return make_strip(book.of_plan("placed").values(), book.words, link)


def _year_rows(book: Book, *, headlines: bool = False, months: bool = True) -> list[YearRow]:
    """The years with their months, and the headlines where there is room for them or where they are asked for."""
    headlines = headlines or len(book.of_plan("order")) <= HEADLINES
    years = _years(book.of_plan("sections"), book.of_plan("answered_in"))
    rows = [_row(book, year, _of_year(book, year), year_path(year), headlines=headlines, months=months) for year in years]
    return rows[:: turn(book)]


def _row(book: Book, section: str, of: Mapping[str, Sequence[str]], path: str, *, headlines: bool, months: bool = True) -> YearRow:
    """A year with its months, or a month, as a line of a longer timeline; where only responses fall in it, their number."""
    named = [LinkedName(section_name(key, book.words), section_path(book, key), str(len(names))) for key, names in of.items() if months and key != section]
    shown = [name for names in of.values() for name in names]
    answers = sum(len(lines) for month, lines in book.of_plan("answered_in").items() if month.startswith(section)) if not shown else 0
    return YearRow(
        title=section_title(section, book.words.strings),
        path=path,
        count=book.words.count("entries", len(shown)) if shown else book.words.count("responses", answers),
        months=tuple(named),
        headlines=tuple(line(book, name) for name in shown[:: turn(book)]) if headlines else (),
    )


def _anchor(path: str, section: str) -> str:
    return f"{path}#d-{section}"


def _years(placed: Iterable[str], answered: Iterable[str]) -> list[str]:
    """Every year in which an entry or a response falls, in order."""
    return sorted({year_of(section) for section in (*placed, *answered)}, key=section_key)


def _months(placed: Iterable[str], answered: Iterable[str], year: str) -> list[str]:
    """Every month of the year in which an entry or a response falls, in order."""
    return sorted({month for month in (*placed, *answered) if is_month(month) and year_of(month) == year})


def _of_year(book: Book, year: str) -> dict[str, tuple[str, ...]]:
    """The sections of a year with their events, in order."""
    found = {section: names for section, names in book.of_plan("sections").items() if year_of(section) == year}
    return {section: found[section] for section in sorted(found, key=section_key)}


def _bar_path(bars: Mapping[str, str], otherwise: str, section: str) -> str:
    return bars.get(section, otherwise)


def _part_path(folder: str, part: str) -> str:
    return f"{folder}/{part}.html"
