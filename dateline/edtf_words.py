"""The words of dates: how they are read aloud, and what to write in place of a date that is none.

Takes nothing but text; `edtf` gives both to the rest of the house.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType

_MONTH_NAMES = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_WEEKDAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

ENGLISH: Mapping[str, str] = MappingProxyType(
    {
        **{f"date.month.{at}": name for at, name in enumerate(_MONTH_NAMES, 1)},
        **{f"date.weekday.{at}": name for at, name in enumerate(_WEEKDAY_NAMES, 1)},
        "date.undated": "undated",
        "date.day": "{day} {month} {year}",
        "date.weekday": "{weekday} {date}",
        "date.time": "{date} at {time}",
        "date.month": "{month} {year}",
        "date.season.21": "spring {year}",
        "date.season.22": "summer {year}",
        "date.season.23": "autumn {year}",
        "date.season.24": "winter {year}",
        "date.quarter.33": "first quarter of {year}",
        "date.quarter.34": "second quarter of {year}",
        "date.quarter.35": "third quarter of {year}",
        "date.quarter.36": "fourth quarter of {year}",
        "date.year": "{year}",
        "date.decade": "the {year}s",
        "date.about": "about {date}",
        "date.perhaps": "perhaps {date}",
        "date.perhaps_about": "perhaps about {date}",
        "date.from": "from {date} on",
        "date.until": "until {date}",
        "date.or_earlier": "{date} or earlier",
        "date.or_later": "{date} or later",
        "date.interval": "{start} to {end}",
        "date.interval.days": "{start_day}–{end_day} {end_month} {year}",
        "date.interval.year_days": "{start_day} {start_month} – {end_day} {end_month} {year}",
        "date.interval.months": "{start_month}–{end_month} {year}",
        "date.interval.years": "{start}–{end}",
    }
)

_MONTHS = {name[:3].lower(): at for at, name in enumerate(_MONTH_NAMES, 1)}
_SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
_MONTH = r"(?P<name>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?"
_SEEN: tuple[tuple[str, Callable[[re.Match[str]], str]], ...] = (  # few who build a site have such dates: compiled when one is met
    (rf"{_MONTH} (?P<d>\d\d?)(?:st|nd|rd|th)?,? (?P<y>\d{{4}})", lambda m: _day(m["y"], _MONTHS[m["name"].lower()], m["d"])),
    (rf"(?P<d>\d\d?)(?:st|nd|rd|th|\.)? {_MONTH},? (?P<y>\d{{4}})", lambda m: _day(m["y"], _MONTHS[m["name"].lower()], m["d"])),
    (rf"{_MONTH},? (?P<y>\d{{4}})", lambda m: f"{m['y']}-{_MONTHS[m['name'].lower()]:02}"),
    (r"(?:in |the )?(?P<name>spring|summer|autumn|fall|winter)(?: of)? (?P<y>\d{4})", lambda m: f"{m['y']}-{_SEASONS[m['name'].lower()]}"),
    (r"(?P<y>\d{4})[-./](?P<m>\d\d?)[-./](?P<d>\d\d?)", lambda m: _day(m["y"], m["m"], m["d"])),
    (r"(?P<y>\d{4})(?P<m>\d\d)(?P<d>\d\d)", lambda m: _day(m["y"], m["m"], m["d"])),
    (r"(?P<y>\d{4})[-./](?P<m>[1-9])", lambda m: f"{m['y']}-0{m['m']}"),
    (r"(?P<a>\d\d?)[-./](?P<b>\d\d?)[-./](?P<y>\d{4})", lambda m: _either(m["y"], m["a"], m["b"])),
    (r"(?:the )?(?P<y>\d{3})0.?s", lambda m: f"{m['y']}X"),
    (r"(?:c\.|ca\.?|circa|about|around|~) ?(?P<y>\d{4}(?:-\d\d){0,2})", lambda m: f"{m['y']}~"),
    (r"Q(?P<q>[1-4])[ -/]?(?P<y>\d{4})", lambda m: f"{m['y']}-{32 + int(m['q'])}"),
    (r"(?P<y>\d{4})[ -/]?Q(?P<q>[1-4])", lambda m: f"{m['y']}-{32 + int(m['q'])}"),
    (r"(?P<a>\d{4}(?:-\d\d){0,2}) ?(?:[–—]|to|--) ?(?P<b>\d{4}(?:-\d\d){0,2})", lambda m: f"{m['a']}/{m['b']}"),
    (r"(?P<y>\d\d)(?P<a>\d\d)/(?P<b>\d\d)", lambda m: f"{m['y']}{m['a']}/{m['y']}{m['b']}"),
    (r"(?P<d>\d{4}-\d\d-\d\d)[ T](?P<t>\d\d:\d\d)(?::\d\d)?(?:\.\d+)? ?(?:Z|[+-]\d\d:?\d\d|[A-Z]{2,4})?", lambda m: f"{m['d']}T{m['t']}"),
)
_FORMS = "a day as 2017-02-14, a month as 2017-02, a season as 2016-22, a year as 2016 or an interval as 2016-07-07/2016-07-08"


def hint(text: str, part: str = "") -> tuple[str, str]:
    """What is wrong with a text that is no date, and what to write; `part` is the end of an interval to blame."""
    whole, seen = _seen(text), _seen(part)
    if whole:
        return "is not how dates are written here", f"write {whole}"
    if part and part != text:
        what = f"has the end '{part}', which is not a day, month, season or year"
        return what, f"write {seen} there" if seen else f"write {_FORMS}"
    if not text:
        return "is empty", f"leave the line out where the date is unknown, or write {_FORMS}"
    return "is not a date", f"write {_FORMS}"


def _seen(text: str) -> str:
    """The EDTF form of a date in another usual form, "" if there is none."""
    if len(text) > 40:
        return ""
    for pattern, write in _SEEN:
        if found := re.fullmatch(pattern, text.strip(), re.IGNORECASE):
            return write(found)
    return ""


def _day(year: str, month: str | int, day: str) -> str:
    """The day as EDTF, "" if the calendar has none such."""
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return ""


def _either(year: str, first: str, second: str) -> str:
    """A numeric date with the year last: both readings where both are possible, since the form cannot tell."""
    by_day, by_month = _day(year, second, first), _day(year, first, second)
    if by_day == by_month:
        return by_day
    return " or ".join(d for d in (by_day, by_month) if d)
