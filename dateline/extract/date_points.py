"""Meanings of expressions that name a day or a time: Feb. 14, 14/02/2017, Christmas, 9 p.m.

Each takes a match and the context and gives EDTF. NoSuchDateError means that the rule was wrong here;
UnresolvedError (from the context) that there is nothing to count from.
"""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

from dateline.extract.date_calendar import (
    NoSuchDateError,
    day,
    moved,
    named_day,
    nearest,
    nth_weekday,
    span,
    yearly,
)
from dateline.extract.date_context import Context, UnresolvedError
from dateline.extract.date_grammar import Match
from dateline.extract.date_tokens import NAMED_KEYS
from dateline.extract.date_words import FEAST_THINGS, HAPPENING_OF, NOT_SO, STORMING

_JOINING = frozenset({"AND", "OR", "TO", "DASH", "UPTO"})
_BETWEEN = re.compile(r"[/.-]")


def iso(m: Match, _now: Context) -> str:
    """2017-02-14."""
    year, month, number = (int(part) for part in m.word("ISO").replace("/", "-").split("-"))
    return day(year, month, number).isoformat()


def numeric(m: Match, now: Context) -> str:
    """14/02/2017; either order by what is known of the outlet, never guessed where both are possible."""
    by_day, by_month = numeric_readings(m.word("NUMERIC"), now.published)
    if by_day and by_month and by_day != by_month and now.day_first is not None:
        return (by_day if now.day_first else by_month).isoformat()
    if by_day and by_month and by_day != by_month:
        raise UnresolvedError  # date_problems says so
    found = by_day or by_month
    if found is None:
        raise NoSuchDateError
    return found.isoformat()


def numeric_readings(text: str, published: date | None) -> tuple[date | None, date | None]:
    """A numeric date read with its day first and with its month first, None where there is no such day.

    Dots are written where the day comes first only. A short year is of the last hundred before publication;
    UnresolvedError without it.
    """
    first, second, year = (int(part) for part in _BETWEEN.split(text))
    if year < 100:
        if published is None:
            raise UnresolvedError
        year += published.year // 100 * 100
        year -= 100 if year > published.year + 1 else 0
    return _made(year, second, first), None if "." in text else _made(year, first, second)


def _made(year: int, month: int, number: int) -> date | None:
    try:
        return day(year, month, number)
    except NoSuchDateError:
        return None


def month_day(m: Match, now: Context) -> str:
    """Feb. 14, 2017; without a year the nearest to publication, unless the tense says else."""
    month, number = m.value("MONTH"), m.get("DAYNUM") or m.value("ORD")
    year = m.get("YEAR") or shared_year(m)
    if m.has("YEARUNIT"):
        year = now.day.year + (-1 if m.has("LAST") else int(m.has("NEXT")))
    if year is not None:
        return day(year, month, number).isoformat()
    if (month, number) == (9, 11) and _followed(m, "attack"):
        return "2001-09-11"
    day(2000, month, number)  # 30 February is no date in any year
    days = list(_around(month, number, now.day.year))
    weekday = m.get("WEEKDAY")
    fitting = [d for d in days if d.weekday() == weekday]
    if fitting:
        return nearest(fitting, now.day).isoformat()
    storming = any(t.word in STORMING for t in m.tokens.items[m.end : m.end + 3])
    if (month, number) == (1, 6) and now.day.year >= 2021 and storming and not now.is_future(m.start):
        return "2021-01-06"
    return now.linked(now.nearest_year(days, m.start), days, m.start).isoformat()


@lru_cache(maxsize=512)  # an article names the same few days again and again
def _around(month: int, number: int, year: int) -> tuple[date, ...]:
    return tuple(yearly(lambda y: day(y, month, number), year))


def nth_weekday_of(m: Match, now: Context) -> str:
    """The first Tuesday of November, the last Monday in May 2016."""
    which, month, count = m.value("WEEKDAY"), m.value("MONTH"), m.get("ORD") or -1
    if count > 4:
        raise NoSuchDateError
    year = m.get("YEAR")
    if year is not None:
        return nth_weekday(year, month, which, count).isoformat()
    return now.nearest_year(yearly(lambda y: nth_weekday(y, month, which, count), now.day.year), m.start).isoformat()


def week_of(m: Match, now: Context) -> str:
    """The week of Jan. 5: Monday to Sunday around it."""
    return span(m.value("WEEKUNIT") if m.has("WEEKUNIT") else m.value("WEEKENDUNIT"), date.fromisoformat(month_day(m, now)))


def day_range(m: Match, now: Context) -> str:
    """July 7-8, 2016."""
    items = m.tokens.items
    numbers = [items[at].kinds["DAYNUM"] for at in range(m.start, m.end) if "DAYNUM" in items[at].kinds]
    month, year = m.value("MONTH"), m.get("YEAR")
    if len(numbers) != 2 or numbers[0] >= numbers[1] or (m.has("AND") and numbers[1] - numbers[0] > 1):
        raise NoSuchDateError
    if year is None:
        year = now.nearest_year(yearly(lambda y: day(y, month, numbers[1]), now.day.year), m.start).year
    return f"{day(year, month, numbers[0])}/{day(year, month, numbers[1])}"


def named(m: Match, now: Context) -> str:
    """Christmas, last Christmas, Election Day 2016; without a year the nearest, unless the tense says else."""
    name = NAMED_KEYS[m.value("NAMED")]
    if name == "9/11":
        return "2001-09-11"
    if m.has("YEAR"):
        return named_day(name, m.value("YEAR")).isoformat()
    if m.end < len(m.tokens.items) and m.tokens.items[m.end].word in FEAST_THINGS:
        raise NoSuchDateError
    today = now.day
    days = [d for d in yearly(lambda y: named_day(name, y), today.year) if name != "election day" or d.year % 2 == 0 or abs((d - today).days) < 10]
    if m.has("LAST"):
        return nearest(days, moved(today, -1), past=True).isoformat()
    if m.has("NEXT"):
        return nearest(days, moved(today, 1), future=True).isoformat()
    if m.has("THIS"):
        return named_day(name, today.year).isoformat()
    return now.nearest_year(days, m.start).isoformat()


def clock_of(m: Match, now: Context) -> str:
    """At 9 p.m., of the day last named, else of publication."""
    time = clock_time(m)
    return f"{now.same_day(m.start)}T{time}" if time else now.same_day(m.start).isoformat()


def clock_time(m: Match) -> str:
    """The time of day as hh:mm; "" for midnight, which may begin or end its day."""
    if m.has("NOON"):
        return "12:00" if m.value("NOON") == 12 else ""
    word = m.word("CLOCK")
    hour, minute = (int(word[:-2].rstrip(":.")), int(word[-2:])) if word else (m.value("DAYNUM"), 0)
    if word == "" and not m.has("AMPM"):
        raise NoSuchDateError
    half = m.word("AMPM")[:1]
    if half and not 1 <= hour <= 12:
        raise NoSuchDateError
    hour = hour % 12 + (12 if half == "p" else 0) if half else hour
    if hour > 23 or minute > 59:
        raise NoSuchDateError
    return f"{hour:02}:{minute:02}"


def about(value: str, m: Match) -> str:
    """The date marked as about where the words say so: “nearly four years ago”."""
    vague = (m.has("ABOUT") and m.word("ABOUT") not in NOT_SO) or m.has("COUPLE") or m.has("SO")
    return f"{value}~" if vague and value[-1] != "X" and "/" not in value else value


def shared_year(m: Match) -> int | None:
    """The year that stands only once behind two dates: “May and July 2016”, “from March 3 to April 4, 2016”."""
    items = m.tokens.items[m.end : m.end + 5]
    if len(items) < 3 or _JOINING.isdisjoint(items[0].kinds) or "MONTH" not in items[1].kinds:
        return None
    for item in items[2:]:
        if "YEAR" in item.kinds:
            return item.kinds["YEAR"]
        if "DAYNUM" not in item.kinds and "COMMA" not in item.kinds:
            return None
    return None


def _followed(m: Match, happening: str) -> bool:
    """Whether one of the next words is of this happening: “the Sept. 11 terror attacks”."""
    return any(HAPPENING_OF.get(t.word) == happening for t in m.tokens.items[m.end : m.end + 3])
