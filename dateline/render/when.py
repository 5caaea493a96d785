"""A date as a page shows it: its words, its mark on the rail, and the section of the timeline it belongs to.

A date that is less than a day exact is never shown as its first day and never stands among the days: it stands in a
band at the head of its month, or in a section of its season, quarter, year or decade.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from msgspec import Struct

from dateline import edtf
from dateline.render.words import Strings

_POINT_MARKS = {"day": "day", "time": "time", "decade": "span", "year": "span", "quarter": "span", "season": "span", "month": "span"}
_NOTED = frozenset({"month", "season", "quarter", "year", "decade"})
UNDATED = "undated"
_DECEMBER = 12  # the last month; higher numbers are seasons and quarters


class When(Struct, frozen=True, gc=False, array_like=True):
    """A date, ready to be printed."""

    edtf: str  # as written in the record; "" when undated
    words: str  # "Tuesday 14 February 2017", "about August 2016"
    weekday: str  # "Tuesday", where `words` begin with it; may be ""
    plain: str  # `words` without it: "14 February 2017"
    html: str  # value of <time datetime>; "" where HTML has no form for it
    mark: str  # its sign: day, time, span, about, interval, open, from, until, before, after, differ or none
    note: str  # "day not given"; "" when nothing needs to be said
    band: bool  # whether it stands in the band at the head of its section
    section: str  # "2017-02", "2016-21" (a season), "2016-33" (a quarter), "2016", "201X" or "undated"
    last_section: str  # the section in which an interval ends; the same as `section` otherwise


@lru_cache(maxsize=8192)  # the days of twenty years, some 5 MB
def when(value: str, words: Strings, *, differ: bool = False) -> When:
    """The date `value` ("" = undated); `differ` says that reports give other dates too."""
    if not value:
        return When("", edtf.spoken("", words), "", edtf.spoken("", words), "", "none", "", band=False, section=UNDATED, last_section=UNDATED)
    found = edtf.read(value)
    known = found.parts[0] if found.parts else found
    section = _section(known)
    exact = found.kind in ("day", "time") and not (found.about or found.uncertain)
    plain = in_words(value, words)
    full = edtf.with_weekday(found, plain, _dates(words)) if exact else plain
    behind = full.endswith(plain)  # not so in a language that names the weekday last
    short = plain if behind else full
    return When(
        edtf=found.value,
        words=full,
        weekday=full.removesuffix(plain).strip() if behind else "",
        plain=short.replace(plain, plain.replace(" ", "\u00a0")) if exact and found.kind == "day" else _unbroken(short, found, words),
        html=edtf.html_datetime(value),
        mark="differ" if differ else _mark(found),
        note=words[f"note_{found.kind}"] if found.kind in _NOTED else "",
        band=known.coarse,
        section=section,
        last_section=_section(found.parts[1]) if found.kind == "interval" else section,
    )


@lru_cache(maxsize=8192)
def in_words(value: str, words: Strings) -> str:
    """The date in words, without its weekday; "" is undated."""
    return edtf.spoken(value, _dates(words))


def order_key(value: str) -> tuple[int, int, int, int, str]:
    """Where a date stands in the timeline; undated last."""
    return edtf.sort_key(value)


def last_day(value: str) -> date | None:
    """The last day that the date may mean; None when it is undated or open."""
    return edtf.read(value).latest if value else None


def first_day(value: str) -> date | None:
    """The first day that the date may mean; None when it is undated or open."""
    return edtf.read(value).earliest if value else None


def reading_key(value: str) -> tuple[object, ...]:
    """Where an event of this date is read: its section, there the band before the days, then the order of dates."""
    found = edtf.read(value) if value else None
    known = found.parts[0] if found and found.parts else found
    return (section_key(section_of(value)), bool(known and not known.coarse), order_key(value))


def section_of(value: str) -> str:
    """The section of the timeline that a date belongs to; "" is undated."""
    if not value:
        return UNDATED
    found = edtf.read(value)
    return _section(found.parts[0] if found.parts else found)


@lru_cache(maxsize=4096)
def section_key(section: str) -> tuple[int, int, int]:
    """Decade, year, half month; what is coarser stands before the first month it holds; the undated last."""
    if section == UNDATED:
        return (10_000, 0, 0)
    within = 2 * int(first_month(section)[5:]) - (not is_month(section)) if "-" in section else 0
    return (int(section[:4].replace("X", "0")), 0 if "X" in section else 1, within)


def month_of(value: str) -> str:
    """The month of a day or of a month, as "2017-02"; "" for anything coarser."""
    found = edtf.read(value) if value else None
    return _section(found) if found and found.kind in ("day", "time", "month") else ""


def is_month(section: str) -> bool:
    """Whether a section is a month, not a season, a quarter, a year, a decade or the undated."""
    return section[4:5] == "-" and int(section[5:7]) <= _DECEMBER


def first_month(section: str) -> str:
    """The first month of a season or quarter; any other section as it is."""
    return _months(section)[0]


def last_month(section: str) -> str:
    """The last month of a season, quarter or year; any other section as it is."""
    return _months(section)[1]


def _months(section: str) -> tuple[str, str]:
    if is_month(section) or not (is_year(section) or "-" in section):
        return section, section
    found = edtf.read(section)
    first, last = found.earliest or date.min, found.latest or date.max
    return (section if is_year(section) else f"{first.year:04}-{first.month:02}"), f"{last.year:04}-{last.month:02}"


def is_year(section: str) -> bool:
    """Whether a section is a year."""
    return len(section) == 4 and section.isdigit()


def is_exact(value: str) -> bool:
    """Whether the date is one day, neither about nor uncertain."""
    found = edtf.read(value) if value else None
    return found is not None and not (found.coarse or found.about or found.uncertain)


def year_of(section: str) -> str:
    """The year of a month, season or quarter; years, decades and the undated as they are."""
    return section[:4] if section[4:5] == "-" else section


@lru_cache(maxsize=4)
def _dates(words: Strings) -> edtf.Sayings:
    """The strings that dates are said with."""
    return edtf.Sayings(words)


@lru_cache(maxsize=4096)
def section_title(section: str, words: Strings) -> str:
    """The heading of a section: "February 2017", "Spring 2016", "2016", "the 2010s", "undated"."""
    text = edtf.spoken("" if section == UNDATED else section, words)
    return text[:1].upper() + text[1:]


def _unbroken(text: str, found: edtf.Edtf, words: Strings) -> str:
    """`text` with the days inside it kept on one line: "from 8 November 2016 on" may only break around the day."""
    for part in found.parts or (found,):
        if part.kind in ("season", "quarter", "decade"):  # too long for the gutter of a phone
            continue
        day = edtf.spoken(part.value.rstrip("~?%")[:10], _dates(words))
        text = text.replace(day, day.replace(" ", "\u00a0"))
    return text


def _mark(found: edtf.Edtf) -> str:
    if found.kind == "interval":
        return "interval"
    if found.kind == "open":
        return "from" if found.latest is None else "until"
    if found.kind == "bound":
        return "after" if found.latest is None else "before"
    if found.about or found.uncertain:
        return "uncertain" if found.uncertain else "about"
    return _POINT_MARKS[found.kind]


def _section(point: edtf.Edtf) -> str:
    if point.kind in ("season", "quarter", "year", "decade"):
        return point.value.rstrip("~?%")
    return point.value[:7]
