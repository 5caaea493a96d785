"""The timeline: sections with their bands, paged by year and by month when it is long."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial

from dateline.render.book import Book
from dateline.render.contexts import TimelinePage
from dateline.render.division import divided, neighbours, section_name, year_rows
from dateline.render.entries import entry
from dateline.render.plan import ON_ONE_PAGE, Plan
from dateline.render.pointers import pointers
from dateline.render.sheet import Near, Sheet, Sheets, changed
from dateline.render.strip import make_strip
from dateline.render.views import Entry, LinkedName, Section, Strip, YearRow
from dateline.render.when import UNDATED, is_month, last_month, section_key, section_title, year_of

TEMPLATE = "timeline.html"
HEADLINES = 400  # entries up to which the front page of a long timeline names them all
ALL = 2000  # entries up to which they are also given on one page, for the browser's own search
_RUNNING = 6  # continuing intervals that a month names


def timeline_sheets(book: Book) -> Sheets:
    """The front page, and the year and month pages of a long timeline."""
    plan = book.plan
    yield "index.html", Sheet(TEMPLATE, _front)
    if ON_ONE_PAGE < len(plan.order) <= ALL:
        yield "all.html", Sheet(TEMPLATE, _all)
    keys = _years(plan.sections, plan.answered_in)
    for at, year in enumerate(keys):
        yield year_path(year), Sheet(TEMPLATE, _year, (year, neighbours(keys, at, year_path, book.words)))
        months = _months(plan.sections, plan.answered_in, year)
        for n, month in enumerate(months):
            yield month_path(month), Sheet(TEMPLATE, _month, (month, neighbours(months, n, month_path, book.words)))


def topic_sheets(book: Book) -> Sheets:
    """A page for each tag; for a tag of many entries a list of its parts, and a page for each."""
    for tag, path in book.plan.topic_paths.items():
        yield path, Sheet(TEMPLATE, _topic, (tag, path))
        if len(book.plan.tagged[tag]) > ON_ONE_PAGE:
            parts = _topic_parts(book.plan, tag)
            link = partial(_part_path, path.removesuffix(".html"))
            for at, (key, names) in enumerate(parts.items()):
                yield link(key), Sheet(TEMPLATE, _topic_part, (tag, path, key, names, neighbours(list(parts), at, link, book.words)))


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


def _year(book: Book, year: str, near: Near) -> TimelinePage:
    """A year or, where it is long, a list of its months."""
    title, of_year = section_title(year, book.words.strings), _of_year(book, year)
    shown = [name for names in of_year.values() for name in names]
    months = _months(of_year, book.of_plan("answered_in"), year)
    if len(shown) <= ON_ONE_PAGE:
        answers = pointers(book, months=[month for month in months if month in book.answered_in])
        return _page(book, _entries(book, shown), heading=title, link=partial(_anchor, year_path(year)), near=near, answers=answers)
    whole = [name for section, names in of_year.items() if not is_month(section) for name in names]
    page = _page(book, _entries(book, whole), heading=title, link=str, near=near)
    rows = [_row(book, month, {month: of_year.get(month, ())}, month_path(month), headlines=len(shown) <= HEADLINES) for month in months]
    strip = make_strip((book.placed[name] for name in shown), book.words, partial(section_path, book))
    return changed(page, strip=strip, years=tuple(rows[:: _turn(book)]), total=len(shown), filters=False)


def _month(book: Book, month: str, near: Near) -> TimelinePage:
    """A month: its entries, and the responses given in it."""
    year = LinkedName(section_title(year_of(month), book.words.strings), year_path(year_of(month)))
    shown, link = _entries(book, book.sections.get(month, ())), partial(_anchor, month_path(month))
    return _page(book, shown, heading=section_title(month, book.words.strings), link=link, near=near, up=year, answers=pointers(book, months=[month]))


def _topic(book: Book, tag: str, path: str) -> TimelinePage:
    """What has a tag or, where that is much, its parts."""
    heading, tagged = book.words("topic", tag=tag), book.tagged[tag]
    if len(tagged) <= ON_ONE_PAGE:
        return _page(book, _entries(book, tagged), heading=heading, link=partial(_anchor, path), answers=pointers(book, tagged))
    parts = _topic_parts(book, tag)
    link = partial(_part_path, path.removesuffix(".html"))
    rows = year_rows(book.words, "entries", {key: len(part) for key, part in parts.items()}, link)
    bars = {section: link(key) for key, part in parts.items() for section in {book.placed[name][0] for name in part}}
    strip = make_strip((book.placed[name] for name in tagged), book.words, partial(_bar_path, bars, path))
    return _listed(book, strip, rows[:: _turn(book)], len(tagged), heading=heading)


def _topic_part(book: Book, tag: str, path: str, key: str, names: Sequence[str], near: Near) -> TimelinePage:
    heading = book.words("topic", tag=tag)
    title = book.words("topic_part", topic=heading, part=section_title(key, book.words.strings))
    link = partial(_anchor, _part_path(path.removesuffix(".html"), key))
    return _page(book, _entries(book, names), heading=title, link=link, near=near, up=LinkedName(heading, path))


def _topic_parts(told: Book | Plan, tag: str) -> dict[str, list[str]]:
    return divided(told.tagged[tag], lambda name: told.placed[name][0], ON_ONE_PAGE)


def _entries(book: Book, names: Iterable[str]) -> list[Entry]:
    return [entry(book, name) for name in names]


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
    return rows[:: _turn(book)]


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
        headlines=tuple(_entries(book, shown[:: _turn(book)])) if headlines else (),
    )


def _turn(book: Book) -> int:
    return -1 if newest_first(book) else 1


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
