"""Every date expression of an article, with the date that it means as exactly as its words allow.

Takes a Body; gives spans with EDTF values, None where there is nothing to count from. The text is read once, from
start to end: what was named before decides what “the following month” means.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from dateline.edtf import read
from dateline.extract.body import Body
from dateline.extract.date_anchors import HEADS, Seen, read_composition, remember_happening
from dateline.extract.date_calendar import NoSuchDateError
from dateline.extract.date_context import Context, UnresolvedError, read_context
from dateline.extract.date_grammar import Match
from dateline.extract.date_points import clock_time
from dateline.extract.date_rules import CLOCK_GRAMMAR, GRAMMAR
from dateline.extract.date_tokens import read_tokens
from dateline.findings import DateFound

_STARTS = re.compile(f"[{''.join({*GRAMMAR.starts, *CLOCK_GRAMMAR.starts, *HEADS.starts})}]")  # tokens that may begin a date


def find_dates(body: Body) -> tuple[DateFound, ...]:
    """All expressions of time, in order of place, none within another."""
    return tuple(_found(read_context(body, read_tokens(body.text))))


def dates_in(dates: Sequence[DateFound], start: int, end: int) -> tuple[DateFound, ...]:
    """Those that stand wholly within the span, in order of place; `dates` are in that order too."""
    first = bisect_left(dates, start, key=lambda d: d.start)
    last = bisect_left(dates, end, lo=first, key=lambda d: d.start)
    return tuple(d for d in dates[first:last] if d.end <= end)


def _found(now: Context) -> Iterator[DateFound]:
    text, items, kinds = now.tokens
    place = 0
    while start_here := _STARTS.search(kinds, place):  # most tokens begin nothing
        place = start_here.start()
        seen = (kinds[place] in HEADS.starts and read_composition(now, place, _read_at)) or _timed(now, place)
        if seen is None:
            place += 1
            continue
        end, value = seen
        if value:
            now.remember(value, place)
            remember_happening(now, place, end, value)
        else:
            now.mentions.clear()  # “the next day” behind it would be that of another date
        start, stop = items[place].start, items[end - 1].end
        yield DateFound(start, stop, text[start:stop], value)
        place = end


def _read_at(now: Context, place: int) -> Seen | None:
    """The end of the expression that begins at this token and its date; None where none begins."""
    for rule, match in GRAMMAR.fitting(now.tokens, place):
        try:
            return match.end, rule.meaning(match, now)
        except NoSuchDateError:
            continue
        except UnresolvedError:
            return match.end, None
    return None


def _timed(now: Context, place: int) -> Seen | None:
    """A date with the time beside it, “10 p.m. Wednesday” or “Wednesday at 10 p.m.”; either may stand alone."""
    clock = _clock_at(now, place)
    if clock is None:
        seen = _read_at(now, place)
        if seen is None or not _is_day(seen[1]):
            return seen
        clock = _clock_at(now, _behind(now, seen[0], "COMMA", "AT"))
        return seen if clock is None else (clock.end, _at_time(seen[1], clock))
    day = _read_at(now, _behind(now, clock.end, "COMMA", "ON"))
    if day is not None and (day[1] is None or _is_day(day[1])):
        return day[0], _at_time(day[1], clock)
    told = any(clock.has(kind) for kind in ("AMPM", "NOON", "ZONE", "TIME", "ABOUT")) or now.preceded(place, "AT")
    if not told:
        return None  # a lone 7:15 may be a verse, a score or a share
    try:
        return clock.end, _at_time(now.same_day(place).isoformat(), clock)
    except UnresolvedError:
        return clock.end, None


def _clock_at(now: Context, place: int) -> Match | None:
    """The time of day that begins at this token."""
    if place >= len(now.tokens.items) or now.tokens.kinds[place] not in CLOCK_GRAMMAR.starts:
        return None
    for _, match in CLOCK_GRAMMAR.fitting(now.tokens, place):
        try:
            clock_time(match)
        except NoSuchDateError:
            continue
        return match
    return None


def _at_time(day: str | None, clock: Match) -> str | None:
    time = clock_time(clock)
    return f"{day}T{time}" if day and time else day


def _is_day(value: str | None) -> bool:
    return bool(value) and read(value or "").kind == "day" and (value or "")[-1].isdigit()


def _behind(now: Context, place: int, *kinds: str) -> int:
    """The place behind the words of these kinds that stand here, one of each at most."""
    items = now.tokens.items
    for kind in kinds:
        if place < len(items) and kind in items[place].kinds:
            place += 1
    return min(place, len(items) - 1) if items else 0
