"""Meanings of expressions that name a weekday: on Tuesday, last Friday, Monday of last week, a week ago Friday.

Each takes a match and the context and gives EDTF, as in date_points.py.
"""

from __future__ import annotations

from datetime import date

from dateline.extract.date_calendar import NoSuchDateError, moved, shifted, span
from dateline.extract.date_context import Context
from dateline.extract.date_grammar import Match
from dateline.extract.date_points import about
from dateline.extract.date_relative import count_of, counted, fold_of, steps_of, unit_of
from dateline.extract.date_words import DAY, MONTH, PAPERS, YEAR

_SHOWS = frozenset({"News"})  # “Fox News Sunday”


def weekday(m: Match, now: Context) -> str:
    """On Tuesday, Monday night: the latest on or before publication, unless its clause is strictly of the future."""
    which = m.get("WEEKDAY")
    which = m.value("DOTDAY") if which is None else which
    items = m.tokens.items
    if now.preceded(m.start, "EVERY", "FAMED") or any("PARTS" in t.kinds for t in items[m.end : m.end + 3]):
        raise NoSuchDateError  # “Monday and Tuesday nights” come back
    if (m.end < len(items) and items[m.end].word in PAPERS) or (m.start and items[m.start - 1].word in _SHOWS):
        raise NoSuchDateError
    tense = now.tense(m.start)
    before = [t.word.lower() for t in items[max(m.start - 2, 0) : m.start]]
    if (before[-1:] == ["recent"] and "a" in before) or (before[-1:] == ["a"] and items[m.end : m.end + 1] and items[m.end].word in ("in", "of")):
        raise NoSuchDateError  # “on a Saturday in March”
    until = before[-1:] and before[-1] in ("until", "till", "by")
    if tense == "future" or (until and tense != "past") or before == ["ahead", "of"]:
        return moved(now.day, (which - now.day.weekday()) % 7).isoformat()
    return moved(now.day, -((now.day.weekday() - which) % 7)).isoformat()


def weekday_turned(m: Match, now: Context) -> str:
    """Last Friday, next Monday, this Thursday, the previous Friday."""
    which, today_ = m.value("WEEKDAY"), now.day
    behind = (today_.weekday() - which) % 7 or 7
    ahead = (which - today_.weekday()) % 7 or 7
    if m.has("PREVIOUS") or m.has("FOLLOWING") or m.has("BEFORE") or m.has("AFTER"):
        told = now.told(DAY, m.start)
        back = m.has("PREVIOUS") or m.has("BEFORE")
        steps = -((told.weekday() - which) % 7 or 7) if back else (which - told.weekday()) % 7 or 7
        return moved(told, steps).isoformat()
    if m.has("LAST") or m.has("PAST"):
        return moved(today_, -behind).isoformat()
    if m.has("NEXT") or m.has("COMING"):
        return moved(today_, ahead).isoformat()
    monday = moved(today_, -today_.weekday())
    return moved(monday, which).isoformat()


def weekday_of_week(m: Match, now: Context) -> str:
    """Tuesday of last week."""
    if m.end < len(m.tokens.items) and "POSS" in m.tokens.items[m.end].kinds:
        raise NoSuchDateError  # “video on Monday of last week’s shooting”
    monday = moved(now.day, -now.day.weekday() + 7 * steps_of(m))
    return moved(monday, m.value("WEEKDAY")).isoformat()


def weekday_ago(m: Match, now: Context) -> str:
    """A week ago Friday, one year ago today, 20 years ago this month, a year ago March."""
    unit, steps = unit_of(m), -count_of(m) * fold_of(m)
    if m.has("WEEKDAY"):
        return shifted(unit, moved(now.day, -((now.day.weekday() - m.value("WEEKDAY")) % 7)), steps).isoformat()
    if m.has("TODAY"):
        return shifted(unit, now.day, steps).isoformat()
    if unit != YEAR:
        raise NoSuchDateError
    if m.has("MONTH"):
        return span(MONTH, date(shifted(unit, now.day, steps).year, m.value("MONTH"), 1))
    return span(next(m.value(kind) for kind in ("WEEKUNIT", "MONTHUNIT") if m.has(kind)), shifted(unit, now.day, steps))


def from_now(m: Match, now: Context) -> str:
    """Six months from now, a week from Friday."""
    unit, count = unit_of(m), count_of(m) * fold_of(m)
    if m.has("NOW"):
        return about(counted(unit, now.day, count), m)
    start = now.day if m.has("TODAY") else moved(now.day, (m.value("WEEKDAY") - now.day.weekday()) % 7)
    return shifted(unit, start, count).isoformat()
