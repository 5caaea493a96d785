"""Calendar arithmetic of expressions: units of time around a day, and the days that have a name.

Takes and gives days and EDTF texts; knows no words but the names of days.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Mapping
from datetime import date, timedelta

from dateline.extract.date_words import CENTURY, DAY, DECADE, MONTH, QUARTER, WEEK, WEEKEND, YEAR

_SEASON_OF_MONTH = (24, 24, 21, 21, 21, 22, 22, 22, 23, 23, 23, 24)


class NoSuchDateError(ValueError):
    """The words give no day of the calendar, or there is no day of publication to count from."""


def day(year: int, month: int, number: int) -> date:
    """The day, NoSuchDateError where the calendar has none."""
    try:
        return date(year, month, number)
    except ValueError as error:
        raise NoSuchDateError from error


def moved(when: date, days: int) -> date:
    """The day so many days later."""
    try:
        return when + timedelta(days=days)
    except OverflowError as error:
        raise NoSuchDateError from error


def months_on(when: date, months: int) -> date:
    """The same day so many months later, or the last day of that month."""
    years, rest = divmod(when.month - 1 + months, 12)
    year = when.year + years
    if not 1 <= year <= 9999:
        raise NoSuchDateError
    return date(year, rest + 1, min(when.day, monthrange(year, rest + 1)[1]))


def span(unit: int, when: date) -> str:
    """The day, week, month … that holds the day."""
    if unit == DAY:
        return when.isoformat()
    if unit in (WEEK, WEEKEND):
        monday = moved(when, -when.weekday())
        return f"{moved(monday, 5 if unit == WEEKEND else 0)}/{moved(monday, 6)}"
    if unit == MONTH:
        return f"{when.year:04}-{when.month:02}"
    if unit == QUARTER:
        return f"{when.year:04}-{33 + (when.month - 1) // 3}"
    if unit == YEAR:
        return f"{when.year:04}"
    if unit == DECADE:
        return f"{when.year // 10:03}X"
    if unit == CENTURY:
        first = max(when.year // 100 * 100, 1)
        return f"{first:04}/{first + 99:04}"
    raise NoSuchDateError


def shifted(unit: int, when: date, count: int) -> date:
    """The day so many units later."""
    if unit in (DAY, WEEK, WEEKEND):
        return moved(when, count * (1 if unit == DAY else 7))
    return months_on(when, count * {MONTH: 1, QUARTER: 3, YEAR: 12, DECADE: 120, CENTURY: 1200}[unit])


def season(when: date, which: int, steps: int) -> str:
    """The season `which`, `steps` from the one of that name that `when` is in or that is nearest behind.

    -1 is “last”, 0 is “this” and looks into the year of `when`, 1 is “next”.
    """
    year = when.year
    if which == 24 and when.month <= 2 and steps <= 0:
        year -= 1  # January belongs to the winter that began the year before
    begun = date(year, 3 * (which - 20), 1) <= when
    inside = _SEASON_OF_MONTH[when.month - 1] == which
    if steps < 0 and (inside or not begun):
        year -= 1
    if steps > 0 and begun:
        year += 1
    return f"{year:04}-{which}"


def season_around(when: date, which: int, *, future: bool) -> str:
    """The season of that name as a bare “in the summer” means it: the last begun, or the next to come."""
    begun = season(when, which, 0)
    year = int(begun[:4])
    started = date(year, 3 * (which - 20), 1) <= when
    if not started and not future:
        year -= 1
    return f"{year:04}-{which}"


def nth_weekday(year: int, month: int, weekday: int, count: int) -> date:
    """The count-th such weekday of a month; -1 is the last."""
    if count < 0:
        last = date(year, month, monthrange(year, month)[1])
        return last - timedelta(days=(last.weekday() - weekday) % 7)
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (count - 1))


def _easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar, by the anonymous algorithm of 1876."""
    a, (b, c) = year % 19, divmod(year, 100)
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    rest = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * rest) // 451
    month, number = divmod(h + rest - 7 * m + 114, 31)
    return date(year, month, number + 1)


def _fixed(month: int, number: int) -> Callable[[int], date]:
    return lambda year: date(year, month, number)


def _from_easter(days: int) -> Callable[[int], date]:
    return lambda year: _easter(year) + timedelta(days=days)


def _floating(month: int, weekday: int, count: int) -> Callable[[int], date]:
    return lambda year: nth_weekday(year, month, weekday, count)


NAMED_DAYS: Mapping[str, Callable[[int], date]] = {
    "new year's day": _fixed(1, 1),
    "new year's eve": _fixed(12, 31),
    "martin luther king day": _floating(1, 0, 3),
    "inauguration day": _fixed(1, 20),
    "groundhog day": _fixed(2, 2),
    "valentine's day": _fixed(2, 14),
    "presidents day": _floating(2, 0, 3),
    "st. patrick's day": _fixed(3, 17),
    "april fools' day": _fixed(4, 1),
    "earth day": _fixed(4, 22),
    "anzac day": _fixed(4, 25),
    "may day": _fixed(5, 1),
    "memorial day": _floating(5, 0, -1),
    "juneteenth": _fixed(6, 19),
    "canada day": _fixed(7, 1),
    "fourth of july": _fixed(7, 4),
    "bastille day": _fixed(7, 14),
    "labor day": _floating(9, 0, 1),
    "columbus day": _floating(10, 0, 2),
    "halloween": _fixed(10, 31),
    "all saints' day": _fixed(11, 1),
    "election day": lambda year: nth_weekday(year, 11, 0, 1) + timedelta(days=1),
    "veterans day": _fixed(11, 11),
    "armistice day": _fixed(11, 11),
    "remembrance day": _fixed(11, 11),
    "thanksgiving": _floating(11, 3, 4),
    "black friday": lambda year: nth_weekday(year, 11, 3, 4) + timedelta(days=1),
    "cyber monday": lambda year: nth_weekday(year, 11, 3, 4) + timedelta(days=4),
    "christmas eve": _fixed(12, 24),
    "christmas": _fixed(12, 25),
    "boxing day": _fixed(12, 26),
    "ash wednesday": _from_easter(-46),
    "palm sunday": _from_easter(-7),
    "good friday": _from_easter(-2),
    "easter monday": _from_easter(1),
    "easter": _from_easter(0),
    "pentecost": _from_easter(49),
    "9/11": lambda _year: date(2001, 9, 11),
}
_SPELLED = {
    "new year's day": r"New Year['’]s Day",
    "new year's eve": r"New Year['’]s Eve",
    "martin luther king day": r"Martin Luther King(?:,? Jr\.?)?(?:['’]s)? Day",
    "valentine's day": r"(?:St\.? )?Valentine['’]?s['’]? Day",
    "presidents day": r"President['’]?s['’]? Day",
    "st. patrick's day": r"St\.? Patrick['’]?s Day",
    "april fools' day": r"April Fools?['’]?s?['’]? Day",
    "labor day": r"Labou?r Day",
    "veterans day": r"Veteran['’]?s['’]? Day",
    "all saints' day": r"All Saints['’]? Day",
    "fourth of july": r"(?:Fourth|4th) of July|July Fourth",
    "thanksgiving": r"Thanksgiving(?: Day)?",
    "christmas": r"Christmas(?: Day)?",
    "easter": r"Easter(?: Sunday)?",
    "9/11": r"9/11(?![/\d])",
}


def named_patterns() -> dict[str, str]:
    """How each named day is spelled, as a regular expression; longer names first, so that they win."""
    names = sorted(NAMED_DAYS, key=len, reverse=True)
    return {name: _SPELLED.get(name, re.escape(name.title())) for name in names}


def named_day(name: str, year: int) -> date:
    """The day of that name in the year; NoSuchDateError where the year has none."""
    if not 1583 <= year <= 9990 or (name == "inauguration day" and year % 4 != 1):
        raise NoSuchDateError
    return NAMED_DAYS[name](year)


def nearest(days: list[date], to: date, *, past: bool = False, future: bool = False) -> date:
    """The day nearest to another, on its past or future side only where that is asked for."""
    fit = [d for d in days if not (past and d > to) and not (future and d < to)]
    if not fit:
        raise NoSuchDateError
    return min(fit, key=lambda d: (abs((d - to).days), d))


def yearly(make: Callable[[int], date], around: int) -> list[date]:
    """A yearly day in the years next to one, those left out that have none; wider where none of them has."""
    return _made(make, range(around - 1, around + 2)) or _made(make, range(around - 8, around + 9))


def _made(make: Callable[[int], date], years: range) -> list[date]:
    found = []
    for year in years:
        try:
            found.append(make(year))
        except (NoSuchDateError, ValueError):
            continue
    return found
