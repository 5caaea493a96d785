"""The days of sayings that give none themselves: carried from the words before, or from what they answer.

Takes the quotations found; gives them with `said` filled where the article dates them.
"""

from __future__ import annotations

import datetime
from bisect import bisect_left
from collections.abc import Sequence

import msgspec

from dateline.extract.body import Body
from dateline.extract.clauses import Clause
from dateline.extract.people import People
from dateline.extract.said import AT_THE_TIME, opening_day
from dateline.findings import DateFound, QuotationFound

_NEAR = 1  # paragraphs between two sayings of one speaker over which a day is carried
_FRESH = 7  # days before publication; an older date beside a speaker is seldom the day of speaking
_NOWADAYS = frozenset({"today", "now"})  # in a sentence that tells how things are, no day of speaking
_TAIL = 60  # code points behind a cue that are searched for `at the time`


class _Dated(msgspec.Struct, frozen=True):
    """The last day that a speaker’s words were given."""

    day: str
    paragraph: int


def carry_days(
    body: Body, people: People, dates: Sequence[DateFound], clauses: tuple[Clause, ...], found: list[QuotationFound]
) -> tuple[QuotationFound, ...]:
    """The same quotations; those without a day given that of the speaker’s words just before, or of what they answer.

    A day at the head of a sentence holds for the sayings behind it in its paragraph. `At the time` is the day of the
    last dated saying, made approximate.
    """
    starts = [c.start for c in clauses]
    by_speaker: dict[str, _Dated] = {}
    latest = ""
    out: list[QuotationFound] = []
    for q in found:
        place = q.cue_start if q.cue_end else q.start
        index = max(0, bisect_left(starts, place + 1) - 1)
        paragraph = clauses[index].paragraph if clauses else 0
        name = q.speaker.name if q.speaker else ""
        day = q.said or ""
        if not day and q.cue_end and _refers_back(body.text, q):
            before = _day_before(dates, clauses, index)
            day = before or (latest.rstrip("~") + "~" if latest else "")
        known = by_speaker.get(name)
        if not day and known and name and paragraph - known.paragraph <= _NEAR:
            day = known.day
        if not day and name:
            day = _opened(clauses, index, dates, body.published) or _day_beside(body, people, dates, clauses, index, name)
        if day:
            by_speaker[name] = _Dated(day, paragraph)
            latest = day
        out.append(msgspec.structs.replace(q, said=day or None))
    return tuple(out)


def _refers_back(text: str, q: QuotationFound) -> bool:
    """Whether the cue has the day of what was told just before: `wrote at the time`, `the letter reads`."""
    if q.cue == "reads" and q.speaker and q.speaker.described:
        return True
    end = min(len(text), q.cue_end + _TAIL)
    stop = text.find(". ", q.cue_end, end)
    return bool(AT_THE_TIME.search(text, q.cue_start, stop + 1 if stop > 0 else end))


def _day_before(dates: Sequence[DateFound], clauses: tuple[Clause, ...], index: int) -> str:
    """The last date of the sentence before, within the paragraph; "" where it has none or one without bounds."""
    if not index or clauses[index - 1].paragraph != clauses[index].paragraph:
        return ""
    at = bisect_left(dates, clauses[index].start, key=lambda d: d.start) - 1
    while at >= 0 and dates[at].start >= clauses[index - 1].start:
        day = dates[at].edtf
        if day and ".." not in day:
            return day.partition("T")[0]
        at -= 1
    return ""


def _opened(clauses: tuple[Clause, ...], index: int, dates: Sequence[DateFound], published: str) -> str:
    """The day at the head of an earlier sentence of the paragraph, if it is of the last week before publication.

    What was said long before stands in a sentence of its own: the next speaker is back in the present.
    """
    for at in range(index, max(-1, index - 4), -1):
        if clauses[at].paragraph != clauses[index].paragraph:
            break
        day = opening_day(clauses[at].pieces, dates)
        if day and _is_fresh(day, published):
            return day if at < index else ""
    return ""


def _day_beside(
    body: Body, people: People, dates: Sequence[DateFound], clauses: tuple[Clause, ...], index: int, name: str
) -> str:
    """A day of the last week before publication beside the speaker’s name in the sentence before."""
    if not index or clauses[index - 1].paragraph < clauses[index].paragraph - 1:
        return ""
    before = clauses[index - 1]
    named = [m for m in people.between(before.start, before.end) if people.found[m.person].name == name]
    if not named:
        return ""
    at = bisect_left(dates, before.start, key=lambda d: d.start)
    days: set[str] = set()
    while at < len(dates) and dates[at].start < before.end:
        if dates[at].words.lower() not in _NOWADAYS and _is_fresh(dates[at].edtf or "", body.published):
            days.add(dates[at].edtf or "")
        at += 1
    return days.pop() if len(days) == 1 else ""  # of two days nobody can tell which


def _is_fresh(day: str, published: str) -> bool:
    try:
        age = datetime.date.fromisoformat(published[:10]) - datetime.date.fromisoformat(day)
    except ValueError:
        return False
    return 0 <= age.days <= _FRESH
