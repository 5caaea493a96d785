"""Quotations and their events: each joins the event that it belongs to, the rest become statements of their speaker."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import TypeVar

import msgspec

from dateline.extract.body import Body, Span
from dateline.extract.event_fit import cut_at_word
from dateline.extract.event_words import TITLE_LENGTH
from dateline.extract.people import People
from dateline.extract.responses import content_words, earlier_events
from dateline.findings import DateFound, DenialFound, EventFound, QuotationFound

_LEAST_SAID = 4  # words of a statement
_NAME = 60  # characters of a name or description that begins a title
T = TypeVar("T", QuotationFound, DenialFound, DateFound)
_REACH = 2000  # code points; the longest quotation of 900 articles has 1,900
NEAR = 3  # sentences after an event in which its speaker may go on speaking; further on it is a new statement
SHARED = 2  # content words that a quotation must share with an event's passage to be about it


class Found(msgspec.Struct, frozen=True):
    """What the other finders found, handed on together."""

    body: Body
    people: People
    dates: Sequence[DateFound]
    quotations: Sequence[QuotationFound]
    denials: Sequence[DenialFound]


def with_quotations(found: Found, events: list[EventFound]) -> list[EventFound]:
    """Each quotation that is not a response's joins its event; what is said on a day of its own becomes a statement.

    Words without a day are one only in an article without an event.
    """
    taken = {place for d in found.denials for place in d.quotations}
    joined: dict[int, list[int]] = {}
    statements: dict[tuple[str, str], list[int]] = {}
    for place, quotation in enumerate(found.quotations):
        if place in taken or quotation.kind == "indirect" or quotation.speaker is None:
            continue
        at = _home(found, events, quotation)
        if at is None:
            statements.setdefault((quotation.speaker.name, quotation.said or ""), []).append(place)
        else:
            joined.setdefault(at, []).append(place)
    for at, places in joined.items():
        speakers = tuple(s.name for p in places if (s := found.quotations[p].speaker) and not s.described)
        people = union(events[at].people, (*speakers, *(n for p in places for n in people_in(found, _span(found, p)))))
        events[at] = msgspec.structs.replace(events[at], quotations=tuple(places), people=people)
    told = [places for places in statements.values() if _is_statement([found.quotations[p] for p in places], alone=not events)]
    return [*events, *(_statement(found, places) for places in told)]


def _is_statement(quotations: list[QuotationFound], *, alone: bool) -> bool:
    """Whether words that belong to no event are one of their own: said on some day, and more than a name for something."""
    words = sum(len(q.words.split()) for q in quotations)
    return words >= _LEAST_SAID and (any(q.said for q in quotations) or (alone and any(q.kind == "direct" for q in quotations)))


def _home(found: Found, events: list[EventFound], quotation: QuotationFound) -> int | None:
    """The event that the quotation belongs to; None for words said on a day that no event of their speaker has.

    In this order: that of its own sentence; the one that its speaker goes on about; for words without a day of their
    own the nearest earlier one that names the speaker, or shares words with them, or the article's main claim.
    """
    earlier = earlier_events(events, quotation.start)
    here = [i for i in earlier if quotation.start < events[i].passage[1]]
    if here:
        return min(here, key=lambda i: (events[i].date != quotation.said, i))
    before = found.body.sentences[max(0, found.body.sentence_index(quotation.start) - NEAR)][0]
    name = quotation.speaker.name if quotation.speaker else ""
    naming = [i for i in earlier if name in events[i].people]
    if quotation.said:
        same_day = [i for i in naming if events[i].date == quotation.said]
        if not same_day and quotation.speaker and quotation.speaker.described:  # "the email" of the day before
            same_day = [i for i in earlier if events[i].date == quotation.said and events[i].passage[0] >= before]
        return same_day[-1] if same_day else None
    near = [i for i in naming if events[i].passage[0] >= before]
    if near or not earlier:
        return near[-1] if near else None
    words = content_words(quotation.words)
    shared = {i: len(words & content_words(found.body.text[slice(*events[i].passage)])) for i in earlier}
    best = max(earlier, key=lambda i: (shared[i], i))
    return best if shared[best] >= SHARED else naming[-1] if naming else earlier[0]


def _statement(found: Found, places: list[int]) -> EventFound:
    """What a speaker says in the article, on the day that it gives, else on its day of publication or earlier."""
    first = found.quotations[places[0]]
    sentence = found.body.sentence_at(first.start)
    said = next((q.said for p in places if (q := found.quotations[p]).said), None)
    names = (first.speaker.name,) if first.speaker and not first.speaker.described else ()
    inside = tuple(n for p in places for n in people_in(found, _span(found, p)))
    return EventFound(
        date=said or by_publication(found.body),
        title=saying(first),
        passage=sentence,
        people=union(names, (*people_in(found, sentence), *inside)),
        quotations=tuple(places),
    )


def saying(quotation: QuotationFound) -> str:
    """`Name: “words”`, without the marks for words that are not quoted; “…” where they are cut."""
    name = cut_at_word(quotation.speaker.name, _NAME) if quotation.speaker else ""
    words = " ".join(quotation.words.split()).strip(" ,.“”\"")
    room = TITLE_LENGTH - len(name) - 5
    told = words if len(words) <= room else f"{cut_at_word(words, room)}…"
    told = f"{told[:1].upper()}{told[1:]}" if quotation.kind == "indirect" else f"“{told}”"
    return f"{name[:1].upper()}{name[1:]}: {told}"[:TITLE_LENGTH]


def beside(items: Sequence[T], span: Span) -> Sequence[T]:
    """Those that can reach into the span, of items in order of place; what is longer than a page is no quotation."""
    begin = bisect_left(items, span[0] - _REACH, key=lambda i: i.start)
    return items[begin : bisect_left(items, span[1], key=lambda i: i.start)]


def people_in(found: Found, span: Span) -> tuple[str, ...]:
    """Names of all who are mentioned in the span, pronouns too, each once, in order."""
    names = dict.fromkeys(found.people.found[m.person].name for m in found.people.between(*span))
    return tuple(names)


def _span(found: Found, place: int) -> Span:
    return found.quotations[place].start, found.quotations[place].end


def union(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...]:
    """Both, each name once, in order."""
    return tuple(dict.fromkeys((*one, *other)))


def by_publication(body: Body) -> str:
    """That day or some time earlier: all that an undated sentence of a dated article can claim."""
    return f"[..{body.published}]" if body.published else ""
