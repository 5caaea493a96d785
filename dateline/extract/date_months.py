"""Meanings of expressions that name a month, a season or a quarter: in December, last summer, third-quarter profit.

Each takes a match and the context and gives EDTF, as in date_points.py.
"""

from __future__ import annotations

from datetime import date

from dateline.extract.date_calendar import (
    NoSuchDateError,
    day,
    months_on,
    moved,
    nearest,
    season,
    season_around,
    shifted,
    span,
    yearly,
)
from dateline.extract.date_context import Context
from dateline.extract.date_grammar import Match
from dateline.extract.date_points import shared_year
from dateline.extract.date_words import ALSO_WORDS, MONTH, QUARTER
from dateline.extract.date_years import quarter_of, sound_year

_LATE_END = 7  # days: a quarter of whole weeks may end early in the month behind
_LATE = 15  # the day of a month before which its late days cannot be over
_NEAR, _NEAR_UNTIL = 2, 6  # months ahead within which a bare month is the coming one; behind “until” it is the nearest
_UNTIL = frozenset({"until", "till", "through"})
_COUNTED_UP = frozenset({"MONTH", "YEAR", "UNIT", "UNITS"})  # “January to March”, “the 12 months to March”
_INTO = frozenset({"in", "into", "through", "until", "by"})

def month_year(m: Match, _now: Context) -> str:
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
        raise NoSuchDateError
    if m.end < len(items) and "DAYNUM" in items[m.end].kinds:
        day(2000, month, items[m.end].kinds["DAYNUM"])  # Feb. 30 is not a February either
    shared = shared_year(m) or now.opening_year(m.start)
    if shared:
        return span(MONTH, day(shared, month, 1))
    today = now.day
    before = items[m.start - 1].word if m.start else ""
    future = (now.is_future(m.start) and before != "since") or before == "by" or (before == "than" and "EARLY" in items[m.start - 2].kinds)
    near = _NEAR_UNTIL if before in _UNTIL and now.tense(m.start) != "past" else _NEAR
    soon = 0 < (month - today.month) % 12 <= near and (near != _NEAR or not now.just_past(m.start))
    year = today.year
    if (future or soon) and month < today.month:
        year += 1
    if not (future or soon) and month > today.month:
        year -= 1
    if month == today.month and today.day < _LATE and m.word("EARLY") == "late" and now.tense(m.start) == "past":
        year -= 1
    best = day(year, month, 1)
    if now.stories:
        best = now.linked(best, [day(year + n, month, 1) for n in (-1, 0, 1)], m.start)
    return span(MONTH, best)


def turned_month(m: Match, now: Context) -> str:
    """Last May: the last one that was over; this September: this year's; next March: the next to begin."""
    month, today = m.value("MONTH"), now.day
    year = today.year
    if m.has("NEXT") or m.has("FOLLOWING") or m.has("COMING"):
        year += month <= today.month
    elif m.has("LAST") or m.has("PAST") or m.has("PREVIOUS"):
        year -= month >= today.month - 1  # the month just over would be “last month”
    return span(MONTH, day(year, month, 1))


def _is_month(m: Match, now: Context) -> bool:
    """Whether a lone name of a month is one: not Theresa May, not a march, not April Smith."""
    items, at = m.tokens.items, m.start
    word = items[at].word
    if word.rstrip(".") not in ALSO_WORDS:
        return True
    after = items[at + 1] if at + 1 < len(items) else None
    if after is not None and after.word[:1].isupper() and not after.kinds and word.rstrip(".") != "jan":
        return False
    told = now.preceded(at, "IN", "UPTO", "SINCE", "FROM", "BETWEEN", "AND", "OF", "EARLY", "DURING", "A", "THE", "DASH")
    told = told or (word != "may" and (now.preceded(at, "OR", "THAN") or (at > 0 and items[at - 1].word == "as")))
    return told and (word != "march" or not _is_walk(m, now))


def _is_walk(m: Match, now: Context) -> bool:
    """Whether March is a march: “a March for Life”, “to March”; not “a March interview”, “the 12 months to March”."""
    items, at = m.tokens.items, m.start
    after = items[at + 1] if at + 1 < len(items) else None
    if after is not None and now.preceded(at, "A", "THE") and after.word.islower() and after.kinds.keys() <= {"HAPPENING"}:
        return after.word in ("for", "on", "against", "through")
    counted_up = at > 1 and not items[at - 2].kinds.keys().isdisjoint(_COUNTED_UP)
    return now.preceded(at, "A", "THE", "OF", "TO") and not counted_up


def season_year(m: Match, _now: Context) -> str:
    """The summer of 2016."""
    return f"{sound_year(m.value('YEAR')):04}-{m.value('SEASON')}"


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
        raise NoSuchDateError
    if m.end < len(m.tokens.items) and "OF" in m.tokens.items[m.end].kinds:
        raise NoSuchDateError
    return season_around(now.day, m.value("SEASON"), future=now.is_future(m.start))


def quarter_year(m: Match, now: Context) -> str:
    """The third quarter of 1990."""
    return _ended_quarter(m, now) or _kept_quarter(quarter_of(sound_year(m.value("YEAR")), m.get("ORD") or m.value("QUARTERNAME")), m, now)


def quarter_turned(m: Match, now: Context) -> str:
    """Last year's third quarter, this year's, next year's."""
    year = now.day.year + (-1 if m.has("LAST") else 1 if m.has("NEXT") else 0)
    return _kept_quarter(quarter_of(year, m.value("ORD")), m, now)


def quarter_bare(m: Match, now: Context) -> str:
    """The third quarter: the last begun, unless its clause is of the future."""
    if not now.financial:
        raise NoSuchDateError  # of a match
    ended = _ended_quarter(m, now)
    if ended:
        return ended
    which, today = m.get("ORD") or m.value("QUARTERNAME"), now.day
    current = (today.month - 1) // 3 + 1
    year = today.year
    future = now.is_future(m.start)
    if which > current and not future:
        year -= 1
    if which < current and future and m.has("THE") and m.tokens.items[m.start - 1].word in _INTO:
        year += 1  # without such a word it is a quarter that will be reported: “expects to post a third-quarter loss”
    return _kept_quarter(quarter_of(year, which), m, now)


def latest(m: Match, now: Context) -> str:
    """The latest quarter, the quarter, the period: the quarter last named, or the one that ended on the day behind it."""
    ended = _ended_quarter(m, now)
    if ended:
        return ended
    if m.end < len(m.tokens.items) and "DASH" in m.tokens.items[m.end].kinds:
        raise NoSuchDateError  # “the quarter-century”
    when = now.last_quarter()
    if m.has("LATEST") and when > shifted(QUARTER, now.day, -1):
        when = shifted(QUARTER, now.day, -1)  # one that is still on is not the latest
    return span(QUARTER, when)


def _ended_quarter(m: Match, now: Context) -> str:
    """The three months of “the quarter ended Sept. 30”, "" where no end is told.

    A company’s fourth quarter may end in June: the day told counts, not the number.
    """
    items = m.tokens.items[m.end : m.end + 6]
    while items and items[0].word in (",", "that", "which"):
        items = items[1:]
    if len(items) < 3 or "ENDED" not in items[0].kinds:
        return ""
    if "IN" in items[1].kinds and "MONTH" in items[2].kinds:
        return _three_months(items[2].kinds["MONTH"], now, past=items[0].word == "ended")
    if "MONTH" not in items[1].kinds or "DAYNUM" not in items[2].kinds:
        return ""
    month, number = items[1].kinds["MONTH"], items[2].kinds["DAYNUM"]
    year = next((t.kinds["YEAR"] for t in items[3:5] if "YEAR" in t.kinds), None) or nearest(yearly(lambda y: day(y, month, number), now.day.year), now.day, past=True).year
    return _three_months_to(moved(day(year, month, number), -_LATE_END), now)


def month_quarter(m: Match, now: Context) -> str:
    """The March quarter: the three months that end with March."""
    year = m.get("YEAR")
    return _three_months(m.value("MONTH"), now) if year is None else _three_months_to(day(year, m.value("MONTH"), 1), now)


def _three_months(month: int, now: Context, *, past: bool = False) -> str:
    last = nearest(yearly(lambda y: day(y, month, 1), now.day.year), now.day, past=past)
    return _three_months_to(last, now)


def _three_months_to(last: date, now: Context) -> str:
    now.quarter = months_on(last, -2)
    return span(QUARTER, last) if last.month % 3 == 0 else f"{span(MONTH, now.quarter)}/{span(MONTH, last)}"


def _kept_quarter(value: str, m: Match, now: Context) -> str:
    """The quarter, kept as the one that “the quarter” means from here on, unless it is only announced."""
    first = date(int(value[:4]), 3 * (int(value[5:]) - 33) + 1, 1)
    if now.quarter is None or not now.is_future(m.start):
        now.quarter = first
    return value
