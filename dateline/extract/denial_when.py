"""When a response was given.

Takes a trigger with its clause and the article's dates; gives EDTF. "At the time" is about the day of what is answered.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from dateline.extract.body import Body
from dateline.extract.denial_triggers import Trigger, sentence_near
from dateline.extract.people import People
from dateline.findings import DateFound, QuotationFound

_AT_THE_TIME = re.compile(r"\bat (?:the|that) time\b")
_RELAY = 5  # sentences looked back for the statement that was answered
_NEAR_DATE = 120  # code points between a trigger and a date of the same clause


def read_date(
    body: Body,
    trigger: Trigger,
    stop: int,
    answered: str,
    words: Sequence[QuotationFound],
    people: People,
    dates: Sequence[DateFound],
) -> str | None:
    """When the response was given, as EDTF; None where neither its clause nor its words are dated.

    "At the time" means about the day of the statement that is answered.
    """
    start, end = sentence_near(body, trigger.start)
    spans = [(start, end), *(sentence_near(body, q.start) for q in words)]
    if any(_AT_THE_TIME.search(body.text, *span) for span in spans):
        day = _answered_day(body, start, answered, people, dates)
        return f"{day}~" if day and not day.endswith(("~", "?", "%")) else day
    near = [d for d in _between(dates, start, end) if d.edtf and _dates_the_verb(body, d, trigger)]
    if near:
        return min(
            near, key=lambda d: (not _adjoins(body, d, trigger, stop), abs(d.start - trigger.start))
        ).edtf
    return next((q.said for q in words if q.said), None)


def _between(dates: Sequence[DateFound], start: int, end: int) -> list[DateFound]:
    at = bisect_left(dates, start, key=lambda d: d.start)
    found = []
    while at < len(dates) and dates[at].start < end:
        found.append(dates[at])
        at += 1
    return found


def _dates_the_verb(body: Body, date: DateFound, trigger: Trigger) -> bool:
    """Whether a date of the sentence is the response's, not its object's."""
    text = body.text
    if date.start >= trigger.end:
        between = text[trigger.end : date.start]
        if re.search(
            r"\b(?:that|which|who|after|before|until|since|during|from|whether|how|when|of)\b", between
        ) or re.search(r"[;“”\"]|, (?:but|and) ", between):
            return False
        return date.start - trigger.end < _NEAR_DATE
    start, _end = sentence_near(body, trigger.start)
    between = text[date.end : trigger.start]
    opening = text[start : date.start]
    if re.search(r"[;“”\"]", between):
        return False
    if re.fullmatch(
        r"(?:But |And )?(?:[Ee]arlier |[Ll]ater |[Oo]n |[Ii]n |[Ll]ate |[Ee]arly |[Bb]y |[Uu]ntil |[Tt]his |[Aa]lso )*(?:an? |the |his |her )?(?:[\w-]+ ){0,3}(?:on |in )?",
        opening,
    ):
        return True
    return "earlier in the day" in between or len(between) < 25


def _adjoins(body: Body, date: DateFound, trigger: Trigger, stop: int) -> bool:
    return trigger.end <= date.start <= stop or (
        len(body.text[date.end : trigger.start]) < 60 and date.end <= trigger.start
    )


def _answered_day(
    body: Body, start: int, answered: str, people: People, dates: Sequence[DateFound]
) -> str | None:
    """The day of the statement that is answered: the nearest dated sentence before that names whose it was."""
    at = bisect_left(body.sentences, start, key=lambda s: s[0])
    named = [n for n, p in enumerate(people.found) if any(a and a in answered for a in (p.name, *p.aliases))]
    for number in range(at - 1, max(-1, at - 1 - _RELAY), -1):
        first, last = sentence_near(body, body.sentences[number][1] - 1)
        who = {m.person for m in people.between(first, last)}
        dated = [d for d in _between(dates, first, last) if d.edtf]
        if dated and (not named or who & set(named)):
            return dated[0].edtf
    return None
