"""Dates that are counted from a happening: “three days after the election in May”, “the day after the vote”.

A composition is a head (“three days after”) and an anchor behind it: a date, or a happening that the article has dated
or that the calendar knows. Without an anchor that is known there is no date.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from dateline.edtf import Edtf, read
from dateline.extract.date_calendar import NoSuchDateError, named_day, nearest, shifted, span, yearly
from dateline.extract.date_context import Context
from dateline.extract.date_grammar import Match, Rule, read_grammar
from dateline.extract.date_relative import count_of, unit_of
from dateline.extract.date_tokens import kind_class
from dateline.extract.date_words import DAY, HAPPENING_OF, MONTH, NOT_SO, WEEK, WEEKEND, YEAR

Seen = tuple[int, str | None]  # the place after an expression, and its date
Reader = Callable[[Context, int], Seen | None]

_KNOWN_WITHIN = 400  # days: “the election” is no election further away than about a year
_TOLD_BESIDE = 8  # tokens before a date in which its happening is named: “the vote on the bridge was on June 23”
_NAME = 5  # tokens of “Mr. Smith’s” before the happening
_MODIFIERS = 3  # words between “the” and the happening: “the disputed presidential election”


class Anchor(NamedTuple):
    """What a composition is counted from."""

    end: int  # the place after its last token
    found: Edtf
    dated: bool  # whether the words themselves hold a date: “the Nov. 8 vote”


def counted(m: Match, anchor: Anchor) -> str:
    """Two days after X, more than three months after X."""
    unit, count = unit_of(m), count_of(m)
    ahead = m.has("AFTER")
    known = anchor.found
    edge = known.latest if ahead else known.earliest
    if edge is None:
        raise NoSuchDateError
    exact = known.kind in ("day", "time")
    if unit in (DAY, WEEK) and not exact:
        return known.value  # two days after some day of a month: no more than the month is known
    when = shifted(unit, edge, count if ahead else -count)
    value = span(DAY if unit in (DAY, WEEK) else unit, when)
    if m.has("THAN") and unit in (DAY, WEEK, MONTH, YEAR):
        return f"[{value}..]" if m.has("MORE") == ahead else f"[..{value}]"
    loose = (m.has("ABOUT") and m.word("ABOUT") not in NOT_SO) or m.has("COUPLE")
    return f"{value}~" if loose and unit in (DAY, WEEK, MONTH, YEAR) else value


def beside(m: Match, anchor: Anchor) -> str:
    """The day after X, the year before X: a stretch that ends or begins with X, at the exactness of X."""
    unit, known = unit_of(m), anchor.found
    first, last = known.earliest, known.latest
    if first is None or last is None:
        raise NoSuchDateError
    steps = 1 if m.has("AFTER") else -1
    if unit == WEEKEND:
        return span(WEEKEND, first if steps > 0 and first.weekday() < 5 else shifted(WEEKEND, first, steps))
    if unit in (DAY, WEEK) and known.kind not in ("day", "time"):
        if not anchor.dated:
            raise NoSuchDateError
        return known.value
    if unit == DAY:
        return span(DAY, shifted(DAY, first, steps))
    if ((last - first).days >= 27 and unit == MONTH) or (last - first).days >= 364:
        return span(unit, shifted(unit, first, steps))
    exact = DAY if known.kind in ("day", "time") else MONTH
    ends = sorted((first, shifted(unit, first, steps)))
    return "/".join(span(exact, end) for end in ends)


def eve(m: Match, anchor: Anchor) -> str:
    """The night before X, the morning after X, the eve of X."""
    if anchor.found.kind not in ("day", "time") or anchor.found.earliest is None:
        raise NoSuchDateError
    return span(DAY, shifted(DAY, anchor.found.earliest, 1 if m.has("AFTER") else -1))


def bounded(m: Match, anchor: Anchor) -> str:
    """After the Nov. 8 vote, before the June 23 referendum."""
    if not anchor.dated or anchor.found.kind != "day" or m.word("AFTER") not in ("", "after"):
        raise NoSuchDateError
    return f"{anchor.found.value}/.." if m.has("AFTER") else f"../{anchor.found.value}"


_TELLING = re.compile(kind_class("HAPPENING"))
_NUMBER = "(NUM|A|(TENS DASH NUM)|(A? COUPLE OF?))"
HEADS = read_grammar(
    (
        Rule(f"(ABOUT|(MORE THAN)|(LESS THAN))? {_NUMBER} (UNIT|UNITS) (AFTER|(BEFORE TO?))", counted, "two days after"),
        Rule("THE UNIT (AFTER|(BEFORE TO?))", beside, "the year before"),
        Rule("THE? ((PART (AFTER|BEFORE))|(EVE OF))", eve, "the night before the vote"),
        Rule("(AFTER|(BEFORE TO?)) THE", bounded, "after the Nov. 8 vote", "“the” is the anchor’s own; “after Nov. 8” stays a day"),
    )
)


def read_composition(now: Context, place: int, read_at: Reader) -> Seen | None:
    """The end and the date of the composition that begins at this token; None where none begins."""
    for rule, match in HEADS.fitting(now.tokens, place):
        bare = rule.meaning is bounded
        anchor = _anchor(now, match.end - 1 if bare else match.end, read_at)
        if anchor is None or (bare and not anchor.dated):
            continue
        try:
            return anchor.end, rule.meaning(match, anchor)
        except NoSuchDateError:
            continue
    return None


def remember_happening(now: Context, start: int, end: int, value: str) -> None:
    """Keep the day of a happening whose noun or verb stands beside a date: “the Nov. 8 vote”, “arrested on May 3”."""
    found = read(value)
    if found.earliest is None or found.latest is None or (found.latest - found.earliest).days > 31:
        return
    if not _TELLING.search(now.tokens.kinds, max(start - _TOLD_BESIDE, 0), end + 3):
        return  # most dates stand beside no happening
    items = now.tokens.items
    for at in (*range(end, min(end + 3, len(items))), *range(start - 1, max(start - _TOLD_BESIDE, -1), -1)):
        if "STOP" in items[at].kinds or "PARAGRAPH" in items[at].kinds:
            if at < start:
                return
            continue
        happening = HAPPENING_OF.get(items[at].word)
        if happening:
            kept = now.happenings.get(happening, "")
            if not kept or found.kind == "day" or read(kept).kind != "day":
                now.happenings[happening] = value
            return


def _anchor(now: Context, place: int, read_at: Reader) -> Anchor | None:
    """The date or dated happening that begins at this token."""
    items = now.tokens.items
    if place >= len(items):
        return None
    direct = read_at(now, place)
    if direct is None and "THE" in items[place].kinds and place + 1 < len(items):
        direct = read_at(now, place + 1)
        if direct is not None and not _happening_at(now, direct[0]):
            return None
    if direct is not None:
        end, value = direct
        return Anchor(_happening_at(now, end) or end, read(value), dated=bool(_happening_at(now, end))) if value else None
    owned = any("POSS" in t.kinds for t in items[place + 1 : place + _NAME])
    if not owned and not any(kind in items[place].kinds for kind in ("THE", "HIS", "A", "THAT")):
        return None
    for at in range(place + 1, min(place + 2 + _MODIFIERS + (_NAME if owned else 0), len(items))):
        if "COMMA" in items[at].kinds or now.ends_sentence(at):
            return None
        happening = HAPPENING_OF.get(items[at].word)
        if happening:
            found = _dated_happening(now, happening, at + 1, read_at)
            return found if found is None or found.dated or "A" not in items[place].kinds else None
    return None


def _happening_at(now: Context, place: int) -> int:
    """The place after a happening's noun at this token or the one behind it; 0 if there is none."""
    items = now.tokens.items
    for at in range(place, min(place + 2, len(items))):
        if "HAPPENING" in items[at].kinds:
            return at + 1
        if items[at].kinds:
            return 0
    return 0


def _dated_happening(now: Context, happening: str, place: int, read_at: Reader) -> Anchor | None:
    """The happening's date: told behind it (“in November”), told before in the article, or known to the calendar."""
    items = now.tokens.items
    if place + 1 < len(items) and any(kind in items[place].kinds for kind in ("IN", "ON", "OF")):
        told = read_at(now, place + 1)
        if told is not None and told[1]:
            value = told[1]
            known = _known(now, happening)
            if known and _within(known, value):
                value = known
            now.happenings[happening] = value
            return Anchor(told[0], read(value), dated=True)
    value = now.happenings.get(happening, "")
    known = _known(now, happening)
    if known and (not value or _within(known, value)):
        value = known
    return Anchor(place, read(value), dated=False) if value else None


def _within(day: str, wide: str) -> bool:
    known, around = read(day), read(wide)
    if known.earliest is None or around.earliest is None or around.latest is None:
        return False
    return around.earliest <= known.earliest <= around.latest


def _known(now: Context, happening: str) -> str:
    """The day of an American election or inauguration near publication, "" elsewhere."""
    name = {"vote": "election day", "inauguration": "inauguration day"}.get(happening)
    if name is None or now.published is None or not now.american:
        return ""
    step = 2 if happening == "vote" else 1
    days = [d for d in yearly(lambda year: named_day(name, year), now.published.year) if d.year % step == 0]
    best: date = nearest(days, now.published)
    return best.isoformat() if abs((best - now.published).days) <= _KNOWN_WITHIN else ""

