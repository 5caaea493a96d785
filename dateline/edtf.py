"""Dates as people write them in the content: the part of EDTF (ISO 8601-2) that news needs.

Takes the text of a date; gives its bounds as days, its place in an order, and its reading aloud. The table of
forms is docs/format.md, “Dates”. A date is kept as its text everywhere: precision is part of what a source says.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

import msgspec

from dateline.edtf_words import ENGLISH, hint

__all__ = ["ENGLISH", "Edtf", "Sayings", "check", "check_day", "contains", "html_datetime", "overlaps", "read", "sort_key", "spoken", "width_days", "with_weekday"]

Kind = Literal["day", "time", "month", "season", "quarter", "year", "decade", "interval", "open", "bound"]

_POINT = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?([~?%]?)")
_TIME = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})T([0-9]{2}):([0-9]{2})(?::([0-9]{2}))?")
_DECADE = re.compile(r"([0-9]{3})X")
_BOUND = re.compile(r"\[(\.\.)?([^\[\].]*)(\.\.)?\]")
_LONGEST = 64  # characters of a date that a message repeats; the longest true form has 23
_ENDLESS = date.max.toordinal()  # the width of a date with one end only: wider than any other
_SEASONS = range(21, 25)
_QUARTERS = range(33, 37)


class Edtf(msgspec.Struct, frozen=True):
    """One date, understood."""

    value: str  # canonical text
    kind: Kind
    earliest: date | None  # the first day it may mean; None where it is open to the past
    latest: date | None  # the last day; None where it is open to the future
    about: bool = False  # ~ or % anywhere in it
    uncertain: bool = False  # ? or % anywhere in it
    time: str = ""  # "21:00" or "21:00:05", local as the outlet gave it
    parts: tuple[Edtf, ...] = ()  # the known ends of an interval or a bound, in order

    @property
    def coarse(self) -> bool:
        """Whether it is less than a day exact, so that it has no place among the days."""
        return self.kind not in ("day", "time")


class Sayings(dict[str, str]):
    """The words of dates, complete: what `words` leaves out is English."""

    def __init__(self, words: Mapping[str, str]) -> None:
        super().__init__({**ENGLISH, **{key: words[key] for key in ENGLISH if key in words}})


@lru_cache(maxsize=8192)
def read(value: str) -> Edtf:
    """The date that the text means.

    ValueError when it is none, with a message for the user: what is wrong; what to write.
    """
    text = value.strip()
    if found := _BOUND.fullmatch(text):
        return _bound(text, *found.groups())
    if text.count("/") == 1 and not re.search(r"[^0-9./~?%X-]", text):
        return _interval(text)
    if found := _TIME.fullmatch(text):
        return _time(text, *found.groups())
    if found := _DECADE.fullmatch(text):
        first = int(found[1]) * 10
        return Edtf(text, "decade", _day(text, max(first, 1), 1, 1), _day(text, first + 9, 12, 31))
    return _point(text)


def check(value: str) -> str:
    """The canonical text of a date; ValueError as `read` raises it."""
    return read(value).value


def check_day(value: str) -> str:
    """The canonical text of a plain day, as a source's day of publication; ValueError for anything else."""
    found = read(value)
    if found.kind != "day" or found.about or found.uncertain:
        raise ValueError(f"'{found.value}' is a date but not a plain day; write a day as 2017-02-14")
    return found.value


@lru_cache(maxsize=4096)
def sort_key(value: str) -> tuple[int, int, int, int, str]:
    """Where the date stands in order: first day, then width, exact before about, and time; "" stands last.

    "[..day]" stands just before all that begins on that day, "[day..]" just after.
    """
    if not value:
        return (_ENDLESS + 1, 0, 0, 0, "")
    found = read(value)
    first = ((found.parts[0] if found.parts else found).earliest or date.min).toordinal()
    side = (1 if found.latest is None else -1) if found.kind == "bound" else 0
    return (first, side, width_days(value), int(found.about or found.uncertain), found.time)


def width_days(value: str) -> int:
    """How many days it may mean; more than three million where an end is open."""
    found = read(value)
    if found.earliest is None or found.latest is None:
        return _ENDLESS
    return (found.latest - found.earliest).days + 1


def overlaps(a: str, b: str) -> bool:
    """Whether some day may be meant by both; never for "", the undated."""
    if not a or not b:
        return False
    (first, last), (other_first, other_last) = _reach(a), _reach(b)
    return first <= other_last and other_first <= last


def contains(outer: str, inner: str) -> bool:
    """Whether every day that `inner` may mean is one that `outer` may mean; never for "", the undated."""
    if not outer or not inner:
        return False
    (first, last), (inner_first, inner_last) = _reach(outer), _reach(inner)
    return first <= inner_first and inner_last <= last


def html_datetime(value: str) -> str:
    """What the datetime attribute of HTML's <time> may hold: an exact day, time, month or year; else ""."""
    found = read(value) if value else None
    if found is None or found.about or found.uncertain or found.kind not in ("day", "time", "month", "year"):
        return ""
    return found.value


def spoken(value: str, words: Mapping[str, str] = ENGLISH, *, weekday: bool = False) -> str:
    """The date as it is read aloud, "" as undated.

    `words` may hold some of the keys of ENGLISH; the rest is English. `weekday` names the weekday of a day.
    """
    say = words if type(words) is Sayings else Sayings(words)
    if not value:
        return say["date.undated"]
    found = read(value)
    if found.kind == "interval":
        return _spoken_interval(found, say)
    if found.kind == "open":
        pattern = say["date.from"] if found.latest is None else say["date.until"]
        return pattern.format(date=_spoken_point(found.parts[0], say))
    if found.kind == "bound":
        pattern = say["date.or_later"] if found.latest is None else say["date.or_earlier"]
        return pattern.format(date=_spoken_point(found.parts[0], say))
    return _spoken_point(found, say, weekday=weekday)


def with_weekday(found: Edtf, text: str, say: Mapping[str, str]) -> str:
    """The `text` of an exact day with the name of its weekday."""
    first = found.earliest or date.min
    return say["date.weekday"].format(weekday=say[f"date.weekday.{first.isoweekday()}"], date=text)


def _reach(value: str) -> tuple[date, date]:
    found = read(value)
    return found.earliest or date.min, found.latest or date.max


def _error(text: str, what: str, write: str) -> ValueError:
    shown = text if len(text) <= _LONGEST else text[:_LONGEST] + "…"
    return ValueError(f"'{shown}' {what}; {write}")


def _day(text: str, year: int, month: int, day: int) -> date:
    if year < 1:
        raise _error(text, "has the year 0000, which no calendar has", "write a year from 0001 to 9999")
    if not 1 <= month <= 12:
        raise _error(
            text,
            f"has the month {month:02}, which no year has",
            "write a month from 01 to 12, a season from 21 (spring) to 24 (winter) or a quarter from 33 to 36",
        )
    days = 31 if month == 12 else _before(*_later(year, month, 1)).day
    if not 1 <= day <= days:
        name = ENGLISH[f"date.month.{month}"]
        raise _error(text, f"has the day {day:02}, but {name} {year} has {days} days", f"write a day from 01 to {days}")
    return date(year, month, day)


def _point(text: str) -> Edtf:
    """A day, month, season, quarter or year, perhaps qualified."""
    found = _POINT.fullmatch(text)
    if not found:
        raise _error(text, *hint(text))
    year, month, day, mark = int(found[1]), int(found[2] or 0), int(found[3] or 0), found[4]
    kind: Kind
    if found[3] is not None:
        kind, first = "day", _day(text, year, month, day)
        last = first
    elif found[2] is None:
        kind, first, last = "year", _day(text, year, 1, 1), _day(text, year, 12, 31)
    elif month in _SEASONS:
        kind, first = "season", _day(text, year, 3 * (month - 20), 1)
        last = date.max if (year, month) == (9999, 24) else _before(*_later(year, 3 * (month - 20), 3))
    elif month in _QUARTERS:
        kind, first = "quarter", _day(text, year, 3 * (month - 33) + 1, 1)
        last = _day(text, year, 3 * (month - 32), 31 if month in (33, 36) else 30)
    else:
        kind, first = "month", _day(text, year, month, 1)
        last = date(year, 12, 31) if month == 12 else _before(*_later(year, month, 1))
    return Edtf(text, kind, first, last, about=mark in ("~", "%"), uncertain=mark in ("?", "%"))


def _later(year: int, month: int, months: int) -> tuple[int, int]:
    years, rest = divmod(month - 1 + months, 12)
    return year + years, rest + 1


def _before(year: int, month: int) -> date:
    return date(year, month, 1) - timedelta(days=1)


def _time(text: str, day: str, hour: str, minute: str, second: str | None) -> Edtf:
    if int(hour) > 23 or int(minute) > 59 or int(second or 0) > 59:
        raise _error(text, "has a time that no clock shows", "write hours from 00 to 23, minutes and seconds from 00 to 59")
    when = _point(day).earliest
    clock = f"{hour}:{minute}" + (f":{second}" if int(second or 0) else "")
    return Edtf(f"{day}T{clock}", "time", when, when, time=clock)


def _interval(text: str) -> Edtf:
    start, end = text.split("/")
    if start in ("", "..") and end in ("", ".."):
        raise _error(text, "has no end that is known", "write one end at least, as in 2016-11-08/..")
    if "" in (start, end):
        raise _error(text, "lacks an end", f"write {start or '..'}/{end or '..'}")
    parts = tuple(_end(text, end) for end in (start, end) if end != "..")
    about, uncertain = any(p.about for p in parts), any(p.uncertain for p in parts)
    first = None if start == ".." else parts[0].earliest
    last = None if end == ".." else parts[-1].latest
    if first is None or last is None:
        return Edtf(text, "open", first, last, about, uncertain, parts=parts)
    if last < first:
        raise _error(text, "ends before it begins", f"write {end}/{start}")
    return Edtf(text, "interval", first, last, about, uncertain, parts=parts)


def _end(text: str, end: str) -> Edtf:
    if _POINT.fullmatch(end):
        return _point(end)
    raise _error(text, *hint(text, end))


def _bound(text: str, before: str | None, day: str, after: str | None) -> Edtf:
    if bool(before) == bool(after) or not _POINT.fullmatch(day) or day[-1] in "~?%":
        raise _error(text, "is not a bound that is known here", "write [..2016-07-15] for that day or earlier, [2016-07-15..] for that day or later")
    known = _point(day)
    return Edtf(text, "bound", None if before else known.earliest, known.latest if before else None, parts=(known,))


def _spoken_point(found: Edtf, say: Mapping[str, str], *, weekday: bool = False) -> str:
    first = found.earliest or date.min
    fill = {"day": first.day, "month": say[f"date.month.{first.month}"], "year": found.value[:4], "time": found.time}
    key: str = found.kind
    if found.kind in ("season", "quarter"):
        key = f"{found.kind}.{found.value[5:7]}"
    if found.kind == "decade":
        fill["year"] = f"{found.value[:3]}0"
    if found.kind == "time":
        fill["date"] = say["date.day"].format(**fill)
    text = say[f"date.{key}"].format(**fill)
    if weekday and not found.coarse:
        text = with_weekday(found, text, say)
    if found.about or found.uncertain:
        mark = "about" if not found.uncertain else "perhaps_about" if found.about else "perhaps"
        text = say[f"date.{mark}"].format(date=text)
    return text


def _spoken_interval(found: Edtf, say: Mapping[str, str]) -> str:
    """Both ends, said once where they share month or year and nothing is uncertain."""
    start, end = found.parts
    first, last = start.earliest or date.min, end.earliest or date.max
    key = "interval"
    if not (found.about or found.uncertain) and start.kind == end.kind:
        same_year = first.year == last.year
        if start.kind == "day" and same_year:
            key = "interval.days" if first.month == last.month else "interval.year_days"
        elif start.kind == "month" and same_year:
            key = "interval.months"
        elif start.kind == "year":
            key = "interval.years"
    return say[f"date.{key}"].format(
        start=_spoken_point(start, say),
        end=_spoken_point(end, say),
        start_day=first.day,
        end_day=last.day,
        start_month=say[f"date.month.{first.month}"],
        end_month=say[f"date.month.{last.month}"],
        year=f"{last.year:04}",
    )
