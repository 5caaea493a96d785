"""Meanings of expressions that are counted from a day: of publication, or the one last named.

Each takes a match and the context and gives EDTF, as in date_points.py.
"""

from __future__ import annotations

from datetime import date

from dateline.extract.date_calendar import NoSuchDateError, moved, shifted, span
from dateline.extract.date_context import Context, UnresolvedError
from dateline.extract.date_grammar import Match
from dateline.extract.date_points import about
from dateline.extract.date_words import (
    AGES,
    CENTURY,
    CYCLE,
    DAY,
    MONTH,
    PEOPLE_OF,
    POINTED_ON,
    QUARTER,
    UNIT_KINDS,
    WEEK,
    WEEKEND,
    YEAR,
)

_TRADED = frozenset({"on", "for", "ended", "finished", "closed", "opened", "began", "started"})  # before “the day” of a market
_WEEKEND_NEAR = 4  # until Thursday “the weekend” is the one that is over
_BACK = ("LAST", "PAST", "PREVIOUS")
_AHEAD = ("NEXT", "COMING", "FOLLOWING")


def today(m: Match, now: Context) -> str:
    """Today, tonight, yesterday morning, late tomorrow."""
    items, text = m.tokens.items, m.tokens.text
    before = items[m.start - 1] if m.start else None
    if before is not None and text[items[m.start].start].isupper() and text[before.start].isupper() and before.end + 1 == items[m.start].start:
        raise NoSuchDateError  # USA Today
    if _is_title(text, items[m.start].start, items[m.end - 1].end):
        raise NoSuchDateError  # the “Today” show
    behind = items[m.end : m.end + 2]
    if len(behind) > 1 and "POSS" in behind[0].kinds and behind[1].word in AGES:
        raise NoSuchDateError
    if m.word("TODAY") == "tomorrow" and now.preceded(m.start, "OF") and items[m.start - 2].word in PEOPLE_OF:
        raise NoSuchDateError
    return moved(now.day, m.value("TODAY")).isoformat()


def _is_title(text: str, start: int, end: int) -> bool:
    """Whether a capitalised word stands alone between marks: the ''Today'' show."""
    return text[start].isupper() and text[max(start - 1, 0)] in "'\"“‘" and text[end : end + 2].lstrip(",.")[:1] in ("'", '"', "”", "’")


def part_of_day(m: Match, now: Context) -> str:
    """Last night, this morning; that night and the next morning are of the day last named."""
    last = m.tokens.items[m.end - 1]
    if m.has("THIS") and m.tokens.text[last.start].isupper():
        raise NoSuchDateError  # “CBS This Morning”
    if m.has("LAST"):
        return moved(now.day, -1).isoformat()
    if m.has("THAT") or m.has("SAME"):
        return now.told(DAY, m.start).isoformat()
    if m.has("PREVIOUS"):
        return moved(now.told(DAY, m.start), -1).isoformat()
    if m.has("NEXT") or m.has("FOLLOWING"):
        return moved(now.told(DAY, m.start), 1).isoformat()
    return now.day.isoformat()


def the_part(m: Match, now: Context) -> str:
    """In the morning, during the night: of the day last named."""
    items = m.tokens.items
    alone = m.end >= len(items) or items[m.end].kinds or items[m.end].word in ("when", "he", "she", "they", "it", "as")
    if not now.preceded(m.start, "IN", "DURING") or not alone or (m.end < len(items) and "OF" in items[m.end].kinds):
        raise NoSuchDateError  # “in the morning meetings”
    return now.same_day(m.start).isoformat()


def steps_of(m: Match) -> int:
    """-1 for “last”, 1 for “next”, 0 for “this”."""
    if any(m.has(kind) for kind in _BACK):
        return -1
    return int(any(m.has(kind) for kind in _AHEAD))


def turned(m: Match, now: Context) -> str:
    """Last week, this year, next month, the past year: counted from publication."""
    unit, steps = unit_of(m), steps_of(m)
    items = m.tokens.items
    last = items[m.end - 1]
    if m.has("LAST") and now.preceded(m.start, "THE", "HIS") and m.end < len(items) and items[m.end].kinds.keys() & {"OF", "IN"}:
        raise NoSuchDateError  # “the last week of January”
    if m.end < len(items) and items[m.end].word in ("Tonight", "tonight"):
        raise NoSuchDateError  # “Last Week Tonight”
    if unit in (DAY, CENTURY) or (m.has("THIS") and m.tokens.text[last.start].isupper()):
        raise NoSuchDateError  # “This Week” is a broadcast
    if unit == QUARTER and steps < 0 and m.has("LATEST"):
        return span(QUARTER, now.last_quarter())
    if unit == WEEKEND:
        return _weekend(now.day, steps)
    if unit == WEEK and steps == 0 and items[m.start].word == "earlier" and now.day.weekday():
        return f"{moved(now.day, -now.day.weekday())}/{now.day}"  # what is over on a Thursday did not happen on the Sunday after
    return span(unit, shifted(unit, now.day, steps))


def _weekend(today_: date, steps: int) -> str:
    """Last weekend is the one that is over; this weekend that of the week, or the one just over on a Monday or Tuesday."""
    if steps == 0 and today_.weekday() < 2:
        steps = -1
    return span(WEEKEND, moved(today_, 7 * steps))


def told_unit(m: Match, now: Context) -> str:
    """The following month, that year, the same day, the next day: counted from the date last named."""
    unit = unit_of(m)
    if unit != DAY and m.has("NEXT") and now.preceded(m.start, "IN", "DURING"):
        return span(unit, shifted(unit, now.day, 1))
    if (m.has("AFTER") or m.has("BEFORE")) and m.end < len(m.tokens.items) and m.tokens.items[m.end].word[:1].isalpha():
        raise UnresolvedError  # the day after something that nobody has dated
    steps = 1 if m.has("AFTER") else -1 if m.has("BEFORE") else steps_of(m)
    told = now.pointed(unit, m.start) or now.day if m.has("PREVIOUS") else now.told(unit, m.start)
    if unit == WEEKEND and steps:
        return span(WEEKEND, moved(told, 7 * steps))
    return span(unit, shifted(unit, told, steps))


def the_unit(m: Match, now: Context) -> str:
    """The year, the month, the week, the weekend, later in the day: that of publication."""
    if _ended(m):
        raise NoSuchDateError  # “the year ended March 31”, “the year to March” are no calendar years
    unit = unit_of(m)
    if unit != DAY and _comes_back(m):
        raise NoSuchDateError
    if unit == DAY:
        return now.same_day(m.start).isoformat()
    if unit == MONTH and m.end - m.start == 2:
        return span(MONTH, now.named(MONTH, m.start) or now.day)
    if unit != WEEKEND or now.is_future(m.start):
        return span(unit, now.day)
    return span(unit, moved(now.day, -7 if now.day.weekday() < _WEEKEND_NEAR else 0))


def on_the_day(m: Match, now: Context) -> str:
    """Down 2 percent on the day, ended the day at its low: of the day last named."""
    before = m.tokens.items[m.start - 1].word if m.start else ""
    if before not in _TRADED or not (_ends_clause(m) or m.tokens.items[m.end].word == "at"):
        raise NoSuchDateError
    return now.same_day(m.start).isoformat()


def _comes_back(m: Match) -> bool:
    """Whether it is another year, or any: “the year that he died”, “Car of the Year”, “days of the week”, “by the month”."""
    items = m.tokens.items
    before, after = [t.word for t in items[max(m.start - 2, 0) : m.start]], items[m.end : m.end + 2]
    return (
        (bool(after) and after[0].word in POINTED_ON)
        or (len(after) > 1 and "OF" in after[0].kinds and "MONEY" not in after[1].kinds)
        or m.tokens.text[items[m.end - 1].start].isupper()
        or (before[-1:] == ["of"] and before[0] in CYCLE)
        or (before[-1:] == ["by"] and m.end - m.start == 2 and not m.has("WEEKENDUNIT"))
    )


def _ended(m: Match) -> bool:
    items = m.tokens.items[m.end : m.end + 2]
    return bool(items) and ("ENDED" in items[0].kinds or (len(items) > 1 and items[0].word in ("to", "through") and "MONTH" in items[1].kinds))


def end_of_unit(m: Match, now: Context) -> str:
    """Year-end, the end of the month, the end of this week."""
    unit = unit_of(m)
    if unit == DAY:
        raise NoSuchDateError
    return span(unit, shifted(unit, now.day, steps_of(m)))


def count_of(m: Match) -> int:
    """How many units are told of."""
    items = m.tokens.items
    if m.has("COUPLE"):
        return 2
    numbers = [t.kinds["NUM"] for t in items[m.start : m.end] if "NUM" in t.kinds]
    if not numbers:
        return 1
    count = sum(numbers) if len(numbers) > 1 and numbers[0] >= 20 > numbers[1] else numbers[0]
    if count > 5000:
        raise NoSuchDateError
    return count


def unit_of(m: Match) -> int:
    """The unit of time in it; NoSuchDateError where there is none."""
    for kind in ("UNITS", "UNIT", *UNIT_KINDS):
        unit = m.get(kind)
        if unit is not None:
            return unit
    raise NoSuchDateError


def ago(m: Match, now: Context) -> str:
    """Three days ago, nearly four years ago: as exact as the unit."""
    unit, count = unit_of(m), count_of(m)
    if m.start and m.tokens.items[m.start - 1].word in ("half", "/", "quarter"):
        raise NoSuchDateError  # “half a century ago”, “2 1/2 years ago”
    return about(counted(unit, now.day, -count * fold_of(m)), m)


def before_last(m: Match, now: Context) -> str:
    """The week before last, the year before last."""
    unit = unit_of(m)
    return span(unit, shifted(unit, now.day, -2))


def night_before(m: Match, now: Context) -> str:
    """The night before, the morning after: of the day last named, where nothing follows that it could precede."""
    if not _ends_clause(m):
        raise NoSuchDateError
    return moved(now.told(DAY, m.start), -1 if m.has("BEFORE") else 1).isoformat()


def late_part(m: Match, now: Context) -> str:
    """By late afternoon, in the mid-morning: of the day last named."""
    if not now.preceded(m.start, "IN", "UPTO", "SINCE"):
        raise NoSuchDateError  # “an early morning raid”
    return now.same_day(m.start).isoformat()


def later(m: Match, now: Context) -> str:
    """Two days later, a month earlier: counted from the date last named."""
    unit, count = unit_of(m), count_of(m) * fold_of(m)
    if m.has("BEFORE") or m.has("AFTER"):
        if not _ends_clause(m):
            raise NoSuchDateError  # what it was before is told in other words
        return about(counted(unit, now.told(unit, m.start), count if m.has("AFTER") else -count), m)
    if m.has("LATER"):
        return about(counted(unit, now.told(unit, m.start), count), m)
    return about(counted(unit, now.pointed(unit, m.start) or now.day, -count), m)


def fold_of(m: Match) -> int:
    """How many of its unit it is: a fortnight is two weeks."""
    return 2 if "fortnight" in (m.word("UNIT") or m.word("UNITS")) else 1


def counted(unit: int, start: date, steps: int) -> str:
    """The unit of time that is so many of its kind later."""
    return span(unit, shifted(unit, start, steps))


def in_time(m: Match, now: Context) -> str:
    """In five years, in three weeks: so far ahead, where the clause is of the future; else it is how long something took."""
    if not now.is_future(m.start) or not _ends_clause(m):
        raise NoSuchDateError
    unit, count = unit_of(m), count_of(m) * fold_of(m)
    if any(t.word in ("first", "time", "once", "twice", "times") or t.word.endswith("est") for t in m.tokens.items[max(m.start - 6, 0) : m.start]):
        raise NoSuchDateError  # “the largest in five years”
    return about(counted(unit, now.day, count), m)


def _ends_clause(m: Match) -> bool:
    """Whether nothing behind it could be what is counted: “in ten years of war”, “in two days’ time”."""
    if m.end >= len(m.tokens.items):
        return True
    return bool(m.tokens.items[m.end].kinds.keys() & {"STOP", "COMMA", "PARAGRAPH", "AND", "LONGDASH"})


def stretch(m: Match, now: Context) -> str:
    """The past three weeks, the next two years: a day some time within, known from its far end only.

    A bound and not an interval: what happened “in the past three weeks” happened once in them, not through them.
    """
    unit, count = unit_of(m), count_of(m) * fold_of(m)
    back = any(m.has(kind) for kind in _BACK)
    other = shifted(unit, now.day, -count if back else count)
    value = span(DAY if unit in (DAY, WEEK, WEEKEND) else MONTH if unit in (MONTH, QUARTER) else YEAR, other)
    return f"[{value}..]" if back else f"[..{value}]"
