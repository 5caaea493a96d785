"""Responses to their claims: each denial joins the event that it answers.

In this order: the event whose speaker or words the denial's object names; the nearest earlier event that names the one
who responds; the article's first event, its main claim.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache

import msgspec

from dateline.extract.body import Body
from dateline.extract.event_words import STOP
from dateline.extract.people import People
from dateline.findings import DenialFound, EventFound, QuotationFound

_WORD = re.compile(r"[^\W\d_][\w'-]+")
_SHARED = 2  # words that a denial's object must share with an event's passage to be about it
_NEAREST = 40  # events looked at before a response or quotation; a long article has 30
_REACH = 12  # sentences back in which a claim can stand that a denial names by its speaker


def with_responses(
    body: Body,
    people: People,
    quotations: Sequence[QuotationFound],
    denials: Sequence[DenialFound],
    events: list[EventFound],
) -> list[EventFound]:
    """The events with the places of their denials, and with those who respond among their people."""
    if not events:
        return events
    events = sorted(events, key=lambda e: e.passage)
    for place, denial in enumerate(denials):
        at = _claim_of(body, people, quotations, denial, events)
        event = events[at]
        who = () if denial.described else (denial.by,)
        events[at] = msgspec.structs.replace(
            event, denials=(*event.denials, place), people=tuple(dict.fromkeys((*event.people, *who)))
        )
    return events


def _claim_of(
    body: Body, people: People, quotations: Sequence[QuotationFound], denial: DenialFound, events: list[EventFound]
) -> int:
    earlier = earlier_events(events, denial.start)
    if not earlier:
        return 0
    named = _speakers_named(body, people, denial)
    reach = _sentence_back(body, denial.start)
    for i in reversed(earlier):
        said_by = {s.name for q in events[i].quotations if (s := quotations[q].speaker)}
        if named & (said_by | set(events[i].people[:1])) and events[i].passage[0] >= reach and denial.by not in said_by:
            return i
    object_words = content_words(denial.of)
    shared = {i: len(object_words & content_words(body.text[slice(*events[i].passage)])) for i in earlier}
    best = max(earlier, key=lambda i: (shared[i], denial.by in events[i].people, -i))  # of equals the main claim
    if shared[best] >= _SHARED:
        return best
    about = [i for i in earlier if denial.by in events[i].people and events[i].passage[1] <= denial.start]
    near = [i for i in about if events[i].passage[0] >= reach]
    return near[-1] if near else earlier[0]


def _speakers_named(body: Body, people: People, denial: DenialFound) -> set[str]:
    """Persons whose statement the denial's object names: "Mr. Ryabkov's statement"."""
    start = body.text.find(denial.of, max(0, denial.start - 400), denial.end + 400) if denial.of else -1
    if start < 0:
        return set()
    return {people.found[m.person].name for m in people.between(start, start + len(denial.of))} - {denial.by}


def _sentence_back(body: Body, place: int) -> int:
    return body.sentences[max(0, body.sentence_index(place) - _REACH)][0]


def earlier_events(events: Sequence[EventFound], place: int) -> list[int]:
    """Which of the events, in order of place, begin at or before it: the first and the nearest ones.

    A hostile text may have thousands; what is further back than these is not what a writer answers.
    """
    end = bisect_right(events, place, key=lambda e: e.passage[0])
    return [0, *range(max(1, end - _NEAREST), end)] if end else []


@lru_cache(maxsize=512)
def content_words(text: str) -> frozenset[str]:
    """Words that carry meaning, lower case, plural and possessive endings off."""
    words = {w.removesuffix("'s").rstrip("'") for w in _WORD.findall(text.lower().replace("’", "'"))}
    return frozenset([w.removesuffix("s") if len(w) > 4 else w for w in words - STOP])
