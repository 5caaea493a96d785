"""A long list in parts: a page for each year, and for each month of a year that is long itself; of a month that is too long, several.

A part is known by its key: "2017", "2017-02", and for the second page of a month "2017-02/2".
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from dateline.render.sheet import Near
from dateline.render.views import LinkedName, YearRow
from dateline.render.when import is_month, section_key, section_title, year_of
from dateline.render.words import Words

T = TypeVar("T")


def divided(items: Iterable[T], section: Callable[[T], str], at_most: int) -> dict[str, list[T]]:
    """The items by year, in order; those of a year with more than `at_most` by month, what is coarser than a month by its year."""
    placed = [(section(item), item) for item in items]
    of = parts_of(Counter([key for key, _ in placed]), at_most)
    parts: dict[str, list[T]] = defaultdict(list)
    for key, item in placed:
        parts[of[key]].append(item)
    return {key: parts[key] for key in sorted(parts, key=section_key)}


def parts_of(sizes: Mapping[str, int], at_most: int) -> dict[str, str]:
    """Section → the part that it belongs to, of sections with so many items."""
    years = Counter[str]()
    for key, size in sizes.items():
        years[year_of(key)] += size
    return {key: key if years[year_of(key)] > at_most and is_month(key) else year_of(key) for key in sizes}


def in_pages(parts: Mapping[str, Sequence[T]], at_most: int) -> dict[str, Sequence[T]]:
    """The same parts; one of more than `at_most` items in as few pages as hold it, all of them equally long."""
    pages: dict[str, Sequence[T]] = {}
    for key, items in parts.items():
        count = -(-len(items) // at_most)
        size = -(-len(items) // max(1, count))
        for n in range(max(1, count)):
            pages[f"{key}/{n + 1}" if n else key] = items[n * size : (n + 1) * size] if count > 1 else items
    return pages


def section_of_page(key: str) -> str:
    """The year or month of a part, whichever of its pages this is."""
    return key.partition("/")[0]


def titles_of(keys: Collection[str], words: Words) -> dict[str, str]:
    """The heading of each part: "February 2017", of several pages "February 2017 (2 of 3)"."""
    pages: dict[str, list[str]] = defaultdict(list)
    for key in keys:
        pages[section_of_page(key)].append(key)
    titles = {}
    for section, mine in pages.items():
        title = section_title(section, words.strings)
        for n, key in enumerate(mine, 1):
            titles[key] = words("page_of", title=title, n=n, count=len(mine)) if len(mine) > 1 else title
    return {key: titles[key] for key in keys}


def each_page(parts: Mapping[str, Sequence[T]], link: Callable[[str], str], words: Words) -> Iterator[tuple[str, Sequence[T], str, Near]]:
    """Key, items, heading and neighbours of each part, in order; `link` gives the page of a key."""
    titles = titles_of(parts, words)
    named = [LinkedName(title, link(key)) for key, title in titles.items()]
    for at, (key, items) in enumerate(parts.items()):
        yield key, items, titles[key], near(named, at)


def near(named: Sequence[LinkedName], at: int) -> Near:
    """The page before the one at `at`, and the one after it."""
    return named[at - 1] if at else None, named[at + 1] if at + 1 < len(named) else None


class Rest:
    """The way from the first page of a list of events to its parts."""

    def __init__(self, parts: Mapping[str, Iterable[str]], link: Callable[[str], str], words: Words, shown: int) -> None:
        """`shown`: how many items of each list stand on the first page."""
        self.part_of = {event: key for key, events in parts.items() for event in events}
        self._titles, self._link, self._shown = titles_of(parts, words), link, shown

    def __call__(self, events: Iterable[str], anchor: str) -> tuple[LinkedName, ...]:
        """The parts that hold more of a list than stands on the first page, with how many each has; they lead to the list's `anchor` there."""
        counts = Counter(self.part_of[event] for event in events)
        if counts.total() <= self._shown:
            return ()
        return tuple([LinkedName(title, f"{self._link(key)}#{anchor}", str(counts[key])) for key, title in self._titles.items() if counts[key]])


def year_rows(words: Words, counted: str, parts: Mapping[str, int], link: Callable[[str], str]) -> tuple[YearRow, ...]:
    """The parts as years with their months; `parts` says how many of `counted` ("claims") each holds."""
    years: dict[str, Counter[str]] = defaultdict(Counter)
    for key, count in parts.items():
        section = section_of_page(key)
        years[year_of(section)][section] += count
    return tuple(
        YearRow(
            title=section_title(year, words.strings),
            path=link(year) if year in parts else "",
            count=words.count(counted, sections.total()),
            months=tuple(LinkedName(section_name(key, words), link(key), str(count)) for key, count in sections.items() if key != year),
            headlines=(),
        )
        for year, sections in years.items()
    )


def section_name(section: str, words: Words) -> str:
    """A section as it is named under the heading of its year: "February"; a season in full."""
    return words(f"date.month.{int(section[5:7])}") if is_month(section) else section_title(section, words.strings)
