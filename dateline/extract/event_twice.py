"""One event for each happening: what one article tells twice, and what somebody says in one speech.

Takes events in order of place; gives them without the later tellings. Their quotations find the first one by its
speaker and its day (event_quotations.py).
"""

from __future__ import annotations

import re

import msgspec

from dateline.alike import shared_part
from dateline.extract.cues import CUES
from dateline.extract.event_clauses import read_words
from dateline.extract.event_days import width
from dateline.extract.event_quotations import Found, union
from dateline.extract.event_words import DECISIVE
from dateline.extract.responses import content_words
from dateline.findings import EventFound

_SAME = 0.75  # of the shorter title's words that stand in the other one
_ALIKE = 0.5  # … where day and actor are the same
_STAGE = re.compile(r"\b(?:speech|stage|address|rally|interview|news conference|debate|podium|remarks)\b")  # where somebody says much
_IN_SPEECH = frozenset("accused demanded warned urged called mocked criticized criticised praised attacked denounced condemned blasted slammed lashed vowed pledged threatened".split())
_NEAREST = 30  # events looked back; a long article has as many


def one_of_each(found: Found, events: list[EventFound]) -> list[EventFound]:
    """The events, each happening once: the finer of two dates in one sentence, the first of two tellings of one day."""
    kept: list[EventFound] = []
    for event in events:
        last = kept[-1] if kept else None
        if last and last.passage == event.passage and _is_one_clause(last, event):
            finer = event if width(event.date) < width(last.date) and last.date != event.date and not _is_cut(event, last) else last
            kept[-1] = msgspec.structs.replace(finer, people=union(last.people, event.people))
        elif not any(_is_told(found, earlier, event) for earlier in kept[-_NEAREST:]):
            kept.append(event)
    return kept


def _is_one_clause(one: EventFound, other: EventFound) -> bool:
    if one.date != other.date and one.title.split()[0] != other.title.split()[0]:
        return False  # what was reported on Monday happened on Friday
    return one.date == other.date or shared_part(set(content_words(one.title)), set(content_words(other.title))) >= _SAME


def _is_cut(event: EventFound, other: EventFound) -> bool:
    return len(event.title) * 2 < len(other.title)


def _is_told(found: Found, earlier: EventFound, event: EventFound) -> bool:
    """Whether the earlier event is this one: the same day and actor, and words of it, or something said that day."""
    if earlier.date != event.date or width(event.date) > 1:
        return False
    one, other = set(content_words(earlier.title)), set(content_words(event.title))
    if shared_part(one, other) >= _SAME:
        return True
    actor = _actor(earlier)
    if not actor or (actor != _actor(event) and not (actor in event.people and event.title.startswith("The "))):
        return False
    speaks = _says(earlier.title) or _STAGE.search(found.body.text, *earlier.passage)
    return shared_part(one, other) >= _ALIKE or bool(speaks and _says(event.title) and not _decides(event.title))


def _actor(event: EventFound) -> str:
    """Whom the title names first; "" where it names nobody."""
    places = {name: event.title.find(name.rpartition(" ")[2]) for name in event.people}
    return min((name for name, at in places.items() if at >= 0), key=lambda name: places[name], default="")


def _decides(title: str) -> bool:
    """Whether the title tells a deed that stands alone, even beside a speech of its day: "She announced that she will go"."""
    pieces, verb = read_words(title)
    return verb >= 0 and pieces[verb].low in DECISIVE and pieces[verb].low not in _IN_SPEECH


def _says(title: str) -> bool:
    """Whether the title tells that somebody says something."""
    pieces, verb = read_words(title)
    cue = CUES.get(pieces[verb].low) if verb >= 0 else None
    return "“" in title or bool(cue and cue.group in ("say", "call"))
