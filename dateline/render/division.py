"""A long list in parts: a page for each year, and for each month of a year that is long itself."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

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


def neighbours(keys: list[str], at: int, link: Callable[[str], str], words: Words) -> tuple[LinkedName | None, LinkedName | None]:
    """The parts before and after the one at `at`."""
    near = [LinkedName(section_title(keys[n], words.strings), link(keys[n])) if 0 <= n < len(keys) else None for n in (at - 1, at + 1)]
    return near[0], near[1]


def year_rows(words: Words, counted: str, parts: Mapping[str, int], link: Callable[[str], str]) -> tuple[YearRow, ...]:
    """The parts as years with their months; `parts` says how many of `counted` ("claims") each holds."""
    years: dict[str, list[str]] = defaultdict(list)
    for key in parts:
        years[year_of(key)].append(key)
    return tuple(
        YearRow(
            title=section_title(year, words.strings),
            path=link(year) if year in parts else "",
            count=words.count(counted, sum(parts[key] for key in keys)),
            months=tuple(LinkedName(section_name(key, words), link(key), str(parts[key])) for key in keys if key != year),
            headlines=(),
        )
        for year, keys in years.items()
    )


def section_name(section: str, words: Words) -> str:
    """A section as it is named under the heading of its year: "February"; a season in full."""
    return words(f"date.month.{int(section[5:7])}") if is_month(section) else section_title(section, words.strings)
