"""Meanings of expressions that name a date: days, months, seasons, quarters, years, named days, times.

Each takes a match and the context and gives EDTF. NoSuchDate means that the rule was wrong here;
UnresolvedError (from the context) that there is nothing to count from.
"""

from __future__ import annotations

from datetime import date

from dateline.extract.date_calendar import (
    NoSuchDate,
    day,
    moved,
    months_on,
    named_day,
    nearest,
    season,
    season_around,
    shifted,
    span,
    yearly,
)
from dateline.extract.date_context import Context
from dateline.extract.date_grammar import Match
from dateline.extract.date_tokens import NAMED_KEYS
from dateline.extract.date_words import ALSO_WORDS, DAY, MONTH, NOT_SO, QUARTER, YEAR

_NEWS_YEARS = range(1700, 2100)  # a bare number outside is no year
_INTO = frozenset({"in", "into", "through", "until", "by"})


def iso(m: Match, now: Context) -> str:
    """2017-02-14."""
    return date_of(*(int(part) for part in m.word("ISO").split("-"))).isoformat()


def date_of(year: int, month: int, number: int) -> date:
    """The day of these numbers."""
    return day(year, month, number)


def numeric(m: Match, now: Context) -> str:
    """14/02/2017; either order by what is known of the outlet, never guessed where both are possible."""
    text = m.word("NUMERIC")
    first, second, year = (int(part) for part in text.replace(".", "/").replace("-", "/").split("/"))
    day_first = now.day_first
    if first > 12 or second > 12:
        day_first = first > 12
    elif first == second:
        day_first = True
    elif "." in text:
        day_first = True  # only day-first countries write dots
    if day_first is None:
        raise now.unresolved()
    return day(year, second if day_first else first, first if day_first else second).isoformat()


def month_day(m: Match, now: Context) -> str:
    """Feb. 14, 2017; without a year the nearest to publication, unless the tense says else."""
    month, number = m.value("MONTH"), m.get("DAYNUM") or m.value("ORD")
    year = m.get("YEAR") or _shared_year(m)
    if year is not None:
        return day(year, month, number).isoformat()
    if (month, number) == (9, 11) and _followed(m, "attack"):
        return "2001-09-11"
    if now.published is None:
        day(2000, month, number)  # 30 February is no date in any year
    days = yearly(lambda y: day(y, month, number), now.day.year)
    if (month, number) == (1, 6) and now.day.year >= 2021 and _followed(m, "attack") and not now.is_future(m.start):
        return "2021-01-06"
    return now.linked(now.nearest_year(days, m.start), days, m.start).isoformat()


def _shared_year(m: Match) -> int | None:
    """The year that stands only once behind two dates: “May and July 2016”, “from March 3 to April 4, 2016”."""
    items = m.tokens.items[m.end : m.end + 5]
    if len(items) < 3 or not any(kind in items[0].kinds for kind in ("AND", "OR", "TO", "DASH", "UPTO")) or "MONTH" not in items[1].kinds:
        return None
    for item in items[2:]:
        if "YEAR" in item.kinds:
            return item.kinds["YEAR"]
        if "DAYNUM" not in item.kinds and "COMMA" not in item.kinds:
            return None
    return None


def _followed(m: Match, happening: str) -> bool:
    """Whether the next word or the one behind it is a noun of this happening."""
    from dateline.extract.date_words import HAPPENING_OF

    return any(HAPPENING_OF.get(t.word) == happening for t in m.tokens.items[m.end : m.end + 3])


def day_range(m: Match, now: Context) -> str:
    """July 7-8, 2016."""
    items = m.tokens.items
    numbers = [items[at].kinds["DAYNUM"] for at in range(m.start, m.end) if "DAYNUM" in items[at].kinds]
    month, year = m.value("MONTH"), m.get("YEAR")
    if len(numbers) != 2 or numbers[0] >= numbers[1]:
        raise NoSuchDate
    if year is None:
        year = now.nearest_year(yearly(lambda y: day(y, month, numbers[1]), now.day.year), m.start).year
    return f"{day(year, month, numbers[0])}/{day(year, month, numbers[1])}"


def month_year(m: Match, now: Context) -> str:
    """July 2016."""
    return span(MONTH, day(m.value("YEAR"), m.value("MONTH"), 1))


def month_of_year(m: Match, now: Context) -> str:
    """June last year."""
    year = now.day.year + (-1 if m.has("LAST") or m.has("PREVIOUS") else 1 if m.has("NEXT") or m.has("FOLLOWING") else 0)
    return span(MONTH, day(year, m.value("MONTH"), 1))


def bare_month(m: Match, now: Context) -> str:
    """In December: the last one begun, unless its clause is of the future."""
    month = m.value("MONTH")
    items = m.tokens.items
    if (m.end - m.start == 1 and not _is_month(m, now)) or now.preceded(m.start, "EVERY"):
        raise NoSuchDate
    shared = _shared_year(m)
    if shared:
        return span(MONTH, day(shared, month, 1))
    today = now.day
    future = now.is_future(m.start) or (items[m.start - 1].word == "by" if m.start else False)
    soon = 0 < (month - today.month) % 12 <= 2 and not now.just_past(m.start)
    year = today.year
    if (future or soon) and month < today.month:
        year += 1
    if not (future or soon) and month > today.month:
        year -= 1
    best = day(year, month, 1)
    return span(MONTH, now.linked(best, [day(year + n, month, 1) for n in (-1, 0, 1)], m.start))


def _is_month(m: Match, now: Context) -> bool:
    """Whether a lone name of a month is one: not Theresa May, not a march, not April Smith."""
    items, at = m.tokens.items, m.start
    word = items[at].word
    if word.rstrip(".") not in ALSO_WORDS:
        return True
    after = items[at + 1] if at + 1 < len(items) else None
    if after is not None and after.word[:1].isupper() and not after.kinds and word.rstrip(".") != "jan":
        return False
    return now.preceded(at, "IN", "UPTO", "SINCE", "FROM", "BETWEEN", "AND", "OF", "EARLY", "DURING", "A", "THE", "DASH") and not (
        word == "march" and now.preceded(at, "A", "THE", "OF", "TO")
    )


def turned_month(m: Match, now: Context) -> str:
    """Last May: the last one that was over; this September: this year's; next March: the next to begin."""
    month, today = m.value("MONTH"), now.day
    year = today.year
    if m.has("NEXT") or m.has("FOLLOWING") or m.has("COMING"):
        year += month <= today.month
    elif m.has("LAST") or m.has("PAST") or m.has("PREVIOUS"):
        year -= month >= today.month - 1  # the month just over would be “last month”
    return span(MONTH, day(year, month, 1))


def season_year(m: Match, now: Context) -> str:
    """The summer of 2016."""
    return f"{_sound_year(m.value('YEAR')):04}-{m.value('SEASON')}"


def season_turned(m: Match, now: Context) -> str:
    """Last summer, this fall, next spring; “this past spring” is the one that is over."""
    if m.has("THIS") and m.has("PAST"):
        return season_around(now.day, m.value("SEASON"), future=False)
    steps = -1 if m.has("LAST") or m.has("PAST") or m.has("PREVIOUS") else 1 if m.has("NEXT") or m.has("COMING") else 0
    if m.has("YEARUNIT"):
        return f"{now.day.year + steps:04}-{m.value('SEASON')}"
    return season(now.day, m.value("SEASON"), steps)


def season_bare(m: Match, now: Context) -> str:
    """In the summer: the last begun, unless its clause is of the future."""
    if m.word("SEASON") == "fall" and not now.preceded(m.start, "IN", "DURING", "UPTO", "SINCE"):
        raise NoSuchDate
    if m.end < len(m.tokens.items) and "OF" in m.tokens.items[m.end].kinds:
        raise NoSuchDate
    return season_around(now.day, m.value("SEASON"), future=now.is_future(m.start))


def quarter_year(m: Match, now: Context) -> str:
    """The third quarter of 1990."""
    return _quarter(_sound_year(m.value("YEAR")), m.get("ORD") or m.value("QUARTERNAME"))


def quarter_turned(m: Match, now: Context) -> str:
    """This year's third quarter."""
    year = now.day.year + (-1 if m.has("LAST") else 1 if m.has("NEXT") else 0)
    return _kept_quarter(_quarter(year, m.value("ORD")), m, now)


def quarter_bare(m: Match, now: Context) -> str:
    """The third quarter: the last begun, unless its clause is of the future."""
    if not now.financial:
        raise NoSuchDate  # of a match
    which, today = m.get("ORD") or m.value("QUARTERNAME"), now.day
    current = (today.month - 1) // 3 + 1
    year = today.year
    future = now.is_future(m.start)
    if which > current and not future:
        year -= 1
    if which < current and future and m.has("THE") and m.tokens.items[m.start - 1].word in _INTO:
        year += 1  # without such a word it is a quarter that will be reported: “expects to post a third-quarter loss”
    return _kept_quarter(_quarter(year, which), m, now)


def _kept_quarter(value: str, m: Match, now: Context) -> str:
    """The quarter, kept as the one that “the quarter” means from here on, unless it is only announced."""
    first = date(int(value[:4]), 3 * (int(value[5:]) - 33) + 1, 1)
    if now.quarter is None or not now.is_future(m.start):
        now.quarter = first
    return value


def _quarter(year: int, which: int) -> str:
    if not 1 <= which <= 4:
        raise NoSuchDate
    return f"{year:04}-{32 + which}"


def year(m: Match, now: Context) -> str:
    """A year by its number: 1990, early 1990, fiscal 1990."""
    value = _sound_year(m.value("YEAR"))
    if m.end - m.start == 1 and not _is_year(m, now):
        raise NoSuchDate
    return f"{value:04}"


def _is_year(m: Match, now: Context) -> bool:
    """Whether a lone number is a year: not a price, a share or a count of things."""
    items, at = m.tokens.items, m.start
    before = items[at - 1] if at else None
    after = items[at + 1] if at + 1 < len(items) else None
    if before is not None and ("MONEY" in before.kinds or before.word in ("#", "no", "room", "dlrs") or "NUM" in before.kinds):
        return False
    if before is not None and before.word in (".", ",", "/", "-") and before.end == items[at].start:
        return before.word in ("/", "-") and at > 1 and "YEAR" in items[at - 2].kinds
    if after is None:
        return True
    if "PERCENT" in after.kinds or "UNITS" in after.kinds or after.word in ("people", "million", "billion", "percent", "points", "miles", "feet", "meters", "metres", "kilometers", "kilometres", "shares", "men", "women", "troops", "soldiers", "jobs", "times", "acres", "tons", "tonnes", "pounds", "dollars", "euros", "yards", "members", "workers", "employees", "homes", "votes", "hours"):  # fmt: skip
        return False
    if after.word in (".", ",", "/", "-") and at + 2 < len(items) and after.end == items[at + 2].start and items[at].end == after.start and items[at + 2].word[:1].isdigit():
        return after.word in ("/", "-")
    return not (1900 > m.value("YEAR") and not now.preceded(at, "IN", "SINCE", "UPTO", "FROM", "OF", "BETWEEN", "AND", "THE", "EARLY"))


def half_year(m: Match, now: Context) -> str:
    """The first half of 2016, the second half of last year."""
    steps = -1 if m.has("LAST") else 1 if m.has("NEXT") else 0
    value = m.get("YEAR")
    value = now.day.year + steps if value is None else _sound_year(value)
    which = m.get("ORD") or 2
    if which > 2:
        raise NoSuchDate
    return f"{value:04}-01/{value:04}-06" if which == 1 else f"{value:04}-07/{value:04}-12"


def year_in_words(m: Match, now: Context) -> str:
    """Nineteen ninety-six; the year two thousand."""
    items = m.tokens.items
    values = [items[at].kinds[k] for at in range(m.start, m.end) for k in ("NUM",) if k in items[at].kinds]
    if m.has("THOUSAND"):
        return f"{values[0] * 1000:04}" if values[0] == 2 else _none()
    if values[0] not in (18, 19, 20) or values[1] < 20 or values[1] % 10 or (len(values) > 2 and values[2] > 9):
        raise NoSuchDate
    text = f"{values[0] * 100 + sum(values[1:]):04}"
    return span(MONTH, day(int(text), m.value("MONTH"), 1)) if m.has("MONTH") else text


def _none() -> str:
    raise NoSuchDate


def decade(m: Match, now: Context) -> str:
    """The 1990s, the late 1970s, the nineties."""
    if now.preceded(m.start, "HIS"):
        raise NoSuchDate  # “in her 80s” is an age
    if m.has("DECADENAME"):
        return f"19{m.value('DECADENAME')}X"
    value = m.value("DECADE")
    if value % 10 == 0 and value < 200:
        return f"{value * 10:04}/{value * 10 + 99:04}"  # the 1300s are a century, the 2000s a decade
    return f"{value:03}X"


def century(m: Match, now: Context) -> str:
    """The 20th century, counted as 1900 to 1999 as EDTF does."""
    which = m.value("ORD")
    if not 1 <= which <= 30:
        raise NoSuchDate
    first = max((which - 1) * 100, 1)
    return f"{first:04}/{(which - 1) * 100 + 99:04}"


def _sound_year(value: int) -> int:
    if value not in _NEWS_YEARS:
        raise NoSuchDate
    return value


def named(m: Match, now: Context) -> str:
    """Christmas, last Christmas, Election Day 2016; without a year the nearest, unless the tense says else."""
    name = NAMED_KEYS[m.value("NAMED")]
    if name == "9/11":
        return "2001-09-11"
    if m.has("YEAR"):
        return named_day(name, m.value("YEAR")).isoformat()
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
        raise NoSuchDate
    half = m.word("AMPM")[:1]
    if half and not 1 <= hour <= 12:
        raise NoSuchDate
    hour = hour % 12 + (12 if half == "p" else 0) if half else hour
    if hour > 23 or minute > 59:
        raise NoSuchDate
    return f"{hour:02}:{minute:02}"


def about(value: str, m: Match) -> str:
    """The date marked as about where the words say so: “nearly four years ago”."""
    vague = (m.has("ABOUT") and m.word("ABOUT") not in NOT_SO) or m.has("COUPLE") or m.has("SO")
    return f"{value}~" if vague and value[-1] != "X" and "/" not in value else value


def year_ago(m: Match, now: Context) -> str:
    """A year earlier, the year-ago quarter: as wide as what it is compared with, a quarter where one was named."""
    items = m.tokens.items
    if m.has("YEAR"):
        when = now.last_quarter()
        which = m.get("ORD") or (when.month - 1) // 3 + 1
        return _quarter(m.value("YEAR"), which)
    if m.has("ORD"):
        return _quarter(shifted(YEAR, now.last_quarter(), -1).year, m.value("ORD"))
    if now.quarter is not None or any("QUARTERUNIT" in t.kinds or "PERIOD" in t.kinds for t in items[m.start : m.end]):
        return span(QUARTER, months_on(now.last_quarter(), -12))
    return span(YEAR, months_on(now.mentioned(YEAR, m.start, 200) or now.day, -12))
