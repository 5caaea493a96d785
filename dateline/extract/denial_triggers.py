"""Where somebody responds: each trigger of the tables that stands for a response, its look-alikes left out.

Takes a Body; gives triggers in order of place. What a trigger governs and what stands before it decide: a visa is
denied by nobody who answers a claim, and who "could not deny" it has not.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import NamedTuple

from dateline.extract.body import Body, Span
from dateline.extract.denial_rules import RULES
from dateline.extract.denial_words import (
    AUXILIARY,
    DECIDERS,
    LED_IN,
    POLLED,
    STEMS,
    TRIGGERS,
)
from dateline.findings import ResponseKind

REACH = 700  # code points of a sentence read on either side of a place, so that the work stays linear in hostile texts
LIMIT = 500  # triggers of a family that are read; an article has a few, a text with more of them is none
_BEFORE = 70  # code points before a trigger that can turn it into something else


_GROUP = re.compile(rf"(?:\b{AUXILIARY} )+$")


class Trigger(NamedTuple):
    """A word or phrase that responds."""

    family: str  # key of TRIGGERS
    kind: ResponseKind
    start: int  # of the verb group: "has also strongly denied"
    end: int
    cue: str  # the trigger itself, as printed


def sentence_near(body: Body, place: int) -> Span:
    """The sentence that holds the place, cut where it runs on for longer than any sentence should."""
    start, end = body.sentence_at(place)
    return max(start, place - REACH), min(end, place + REACH)


def find_triggers(body: Body) -> list[Trigger]:
    """All triggers that respond, in order of place, none inside another."""
    found: list[Trigger] = []
    low = body.text.lower()
    for family, pattern in TRIGGERS.items():
        if not any(stem in low for stem in STEMS[family]):
            continue
        for match in islice(pattern.finditer(body.text), LIMIT):
            trigger = _read(body, family, match)
            if trigger is not None:
                found.append(trigger)
    found.sort(key=lambda t: (t.start, -t.end))
    kept: list[Trigger] = []
    for trigger in found[:LIMIT]:
        if not kept or trigger.start >= kept[-1].end:
            kept.append(trigger)
    return kept


def _read(body: Body, family: str, match: re.Match[str]) -> Trigger | None:
    start, end = sentence_near(body, match.start())
    before = body.text[max(start, match.start() - _BEFORE) : match.start()]
    after = body.text[match.end() : min(end, match.end() + 160)]
    if _is_question(body.text, match.end(), end) and family not in {"silent", "decline", "nothing said"}:
        return None
    kind = RULES[family](match, before, after)
    if kind is None:
        return None
    if (
        family in {"deny", "counter"}
        and DECIDERS.search(body.text[max(start, match.start() - 110) : match.start()])
        and _decided(before)
    ):
        return None
    if family in {"decline", "silent"} and POLLED.search(
        body.text[max(start, match.start() - 60) : match.start()]
    ):
        return None
    return Trigger(
        family, kind, match.start() - _group_width(before), match.end(), " ".join(match.group().split())
    )


def _group_width(before: str) -> int:
    """How much of the text before belongs to the verb: "has also repeatedly tried to "."""
    led = LED_IN.search(before)
    width = len(led.group()) if led else 0
    group = _GROUP.search(before[: len(before) - width])
    return width + (len(group.group()) if group else 0)


def _is_question(text: str, start: int, end: int) -> bool:
    """Whether the rest of the sentence asks; a question that is only quoted behind the trigger does not count."""
    rest = text[start:end]
    return rest.rstrip('”"’ ').endswith("?") and not re.search(r"[,:] [“\"]", rest)


def _decided(before: str) -> bool:
    """Whether a deciding body is the subject: it stands in the same clause, right before the verb."""
    clause = re.split(r"[,;:—–“”\"]|\b(?:that|but|who|which)\b", before)[-1]
    return bool(DECIDERS.search(clause)) and not re.search(r"\b(?:he|she|they|it)\b(?: \w+)? $", clause)
