"""Meanings of expressions that name a year or longer: 2016, fiscal 1990, the late 1970s, the 20th century.

Each takes a match and the context and gives EDTF, as in date_points.py.
"""

from __future__ import annotations

from dateline.extract.date_calendar import NoSuchDateError, day, months_on, shifted, span
from dateline.extract.date_context import Context
from dateline.extract.date_grammar import Match
from dateline.extract.date_words import COUNTED, MONTH, NUMBERED, QUARTER, YEAR

_PLAIN_YEARS = 1900  # an older year needs a word before it that says so
_YEAR_MARKS = ("IN", "SINCE", "UPTO", "FROM", "OF", "BETWEEN", "AND", "THE", "EARLY")
_JOINTS = frozenset(".,/-–")
_RANGES = frozenset("/-–")
_ROUGHLY = frozenset({"ABOUT", "THAN", "MORE", "LESS"})  # before a count
_COMPARED = 40  # tokens: how far before “a year earlier” its period is named
_NEWS_YEARS = range(1700, 2100)  # a number outside is no year of the news

def year(m: Match, now: Context) -> str:
    """A year by its number: 1990, early 1990, fiscal 1990."""
    value = sound_year(m.value("YEAR"))
    if m.end - m.start == 1 and not _is_year(m, now):
        raise NoSuchDateError
    return f"{value:04}"


def _is_year(m: Match, now: Context) -> bool:
    """Whether a lone number is a year: not a price, a share or a count of things."""
    items, at, value = m.tokens.items, m.start, m.value("YEAR")
    here = items[at]
    before = items[at - 1] if at else None
    after = items[at + 1] if at + 1 < len(items) else None
    if before is not None:
        if before.word.lower() in NUMBERED or "MONEY" in before.kinds or "NUM" in before.kinds:
            return False
        if before.word in _JOINTS and before.end == here.start:
            return before.word in _RANGES and at > 1 and "YEAR" in items[at - 2].kinds  # the end of 2007-2008
    if before is not None and "AT" in before.kinds:
        return False  # “closed at 1950”
    if after is not None:
        if after.word.islower() and not after.kinds and before is not None and (before.kinds.keys() & _ROUGHLY or (value % 100 == 0 and after.word.endswith("s") and not now.preceded(at, *_YEAR_MARKS))):
            return False  # “more than 2000 protesters”
        if after.word in COUNTED or "PERCENT" in after.kinds or "UNITS" in after.kinds:
            return False
        if after.word in _JOINTS and after.start == here.end and m.tokens.text[after.end : after.end + 1].isdigit():
            return after.word in _RANGES
    return value >= _PLAIN_YEARS or now.preceded(at, *_YEAR_MARKS)


def year_range(m: Match, _now: Context) -> str:
    """2007/08, 1992-97: a short second year stands for one of the same hundred."""
    first, last = m.tokens.items[m.start], m.tokens.items[m.end - 1]
    if last.end - first.end != len("-08"):
        raise NoSuchDateError
    text = m.tokens.text
    behind = text[last.end : last.end + 2]
    value, short = sound_year(m.value("YEAR")), last.kinds["NUM"]
    if short <= value % 100 or (behind[:1] in _JOINTS and behind[1:].isdigit()):
        raise NoSuchDateError
    return f"{value:04}/{value // 100:02}{short:02}"


def half_year(m: Match, now: Context) -> str:
    """The first half of 2016, the second half of last year."""
    steps = -1 if m.has("LAST") else 1 if m.has("NEXT") else 0
    value = m.get("YEAR")
    value = now.day.year + steps if value is None else sound_year(value)
    which = m.get("ORD") or 2
    if which > 2:
        raise NoSuchDateError
    return f"{value:04}-01/{value:04}-06" if which == 1 else f"{value:04}-07/{value:04}-12"


def year_in_words(m: Match, _now: Context) -> str:
    """Nineteen ninety-six; the year two thousand; January nineteen ninety-seven."""
    numbers = [t.kinds["NUM"] for t in m.tokens.items[m.start : m.end] if "NUM" in t.kinds]
    if m.has("THOUSAND"):
        if numbers != [2]:
            raise NoSuchDateError
        return "2000"
    hundreds, tens, ones = (*numbers, 0)[:3]
    if hundreds not in (18, 19, 20) or tens < 20 or ones > 9:
        raise NoSuchDateError
    value = hundreds * 100 + tens + ones
    return span(MONTH, day(value, m.value("MONTH"), 1)) if m.has("MONTH") else f"{value:04}"


def decade(m: Match, now: Context) -> str:
    """The 1990s, the late 1970s, the nineties."""
    if now.preceded(m.start, "HIS"):
        raise NoSuchDateError  # “in her 80s” is an age
    if m.has("DECADENAME"):
        return f"19{m.value('DECADENAME')}X"
    value, word = m.value("DECADE"), m.word("DECADE")
    if len(word) == len("30s") and (value < 195 or not now.tokens.items[m.start].kinds.keys() & {"THE", "EARLY"}):
        raise NoSuchDateError  # without an apostrophe “the mid-30s” may be degrees or a share
    if value % 10 == 0 and value < 200:
        return f"{value * 10:04}/{value * 10 + 99:04}"  # the 1300s are a century, the 2000s a decade
    return f"{value:03}X"


def century(m: Match, _now: Context) -> str:
    """The 20th century, counted as 1900 to 1999 as EDTF does."""
    which = m.value("ORD")
    if not 1 <= which <= 30:
        raise NoSuchDateError
    first = max((which - 1) * 100, 1)
    return f"{first:04}/{(which - 1) * 100 + 99:04}"


def year_ago(m: Match, now: Context) -> str:
    """A year earlier, the year-ago quarter: as wide as what it is compared with, a quarter where one was named."""
    items = m.tokens.items
    if m.has("YEAR"):
        when = now.last_quarter()
        which = m.get("ORD") or (when.month - 1) // 3 + 1
        return quarter_of(m.value("YEAR"), which)
    if m.has("ORD"):
        return quarter_of(shifted(YEAR, now.last_quarter(), -1).year, m.value("ORD"))
    if m.has("POSS"):
        return span(QUARTER, months_on(now.last_quarter(), -12 if m.has("LAST") else 0))
    if any("QUARTERUNIT" in t.kinds or "PERIOD" in t.kinds for t in items[m.start : m.end]):
        return span(QUARTER, months_on(now.last_quarter(), -12))
    if m.has("MONTHUNIT"):
        month = now.named(MONTH, m.start) or now.day
        return span(MONTH, month.replace(year=now.day.year - 1, day=1) if m.has("LAST") else months_on(month, -12))
    compared = _compared(m)
    if compared == "months":
        return span(YEAR, months_on(now.day, -12))
    if compared == "month" and (named := now.named(MONTH, m.start)):
        return span(MONTH, months_on(named, -12))
    if now.quarter is not None:
        return span(QUARTER, months_on(now.last_quarter(), -12))
    start = None if m.has("AGO") else now.pointed(YEAR, m.start)
    return span(YEAR, months_on(start or now.day, -12))


def _compared(m: Match) -> str:
    """What it is compared with: "months" behind “in the first nine months”, "month" in a sentence of one month, else ""."""
    items = m.tokens.items
    for at in range(m.start - 1, max(m.start - _COMPARED, -1), -1):
        kinds = items[at].kinds
        if not kinds.keys().isdisjoint(("QUARTERUNIT", "QUARTERNAME", "PERIOD", "PARAGRAPH")):
            return ""
        if items[at].word == "months":
            return "months"
        if "MONTH" in kinds and "IN" in items[at - 1].kinds and "DAYNUM" not in items[at + 1].kinds and m.start - at < _COMPARED // 2:
            return "month"
    return ""


def quarter_of(year: int, which: int) -> str:
    """A quarter of a year, 1 to 4."""
    if not 1 <= which <= 4:
        raise NoSuchDateError
    return f"{year:04}-{32 + which}"


def sound_year(value: int) -> int:
    """The number, where it can be a year of the news."""
    if value not in _NEWS_YEARS:
        raise NoSuchDateError
    return value
