"""On whose authority an event is reported: named, unnamed in the outlet's exact words, a document, the outlet itself."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from dateline.extract.body import Body, Span
from dateline.extract.event_words import DOCUMENT
from dateline.extract.people import People
from dateline.extract.quotations import find_anonymity_reason
from dateline.findings import EventFound, QuotationFound, Speaker


def with_sourcing(
    body: Body, people: People, quotations: Sequence[QuotationFound], events: list[EventFound]
) -> list[EventFound]:
    """The events with sourcing, according_to, count, anonymity_reason and relayed_from."""
    reasons = find_anonymity_reason(body)
    return [_sourced(body, people, quotations, reasons, event) for event in events]


def _sourced(
    body: Body,
    people: People,
    quotations: Sequence[QuotationFound],
    reasons: Sequence[tuple[int, int, str]],
    event: EventFound,
) -> EventFound:
    own = [q for q in quotations if q.speaker and _overlap((q.start, q.end), event.passage)]
    unnamed = [q for q in own if q.speaker and q.speaker.described]
    chosen = next(iter(unnamed or own), None)
    if chosen is None or chosen.speaker is None:
        document = DOCUMENT.search(body.text, *event.passage)
        return msgspec.structs.replace(event, sourcing="document") if document else event
    speaker = chosen.speaker
    return msgspec.structs.replace(
        event,
        sourcing="unnamed" if speaker.described else "named",
        according_to=chosen.according_to if speaker.organisation and chosen.according_to else _exact(body, speaker),
        count=speaker.count if speaker.described else None,
        anonymity_reason=_reason(body, reasons, event.passage) if speaker.described else "",
        relayed_from=chosen.relayed_from,
    )


def _exact(body: Body, speaker: Speaker) -> str:
    """The outlet's own words for the speaker: the mention where it is a description, the full name for a pronoun."""
    mention = body.text[speaker.start : speaker.end]
    return mention if speaker.described and mention else speaker.name


def _reason(body: Body, reasons: Sequence[tuple[int, int, str]], passage: Span) -> str:
    """The stated reason for anonymity: of this paragraph, else the first of the article, which covers its officials."""
    paragraph = body.paragraph_at(passage[0])
    here = [words for start, _, words in reasons if paragraph[0] <= start < paragraph[1]]
    return (here or [words for _, _, words in reasons] or [""])[0]


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]
