"""On whose authority an event is reported: named, unnamed in the outlet's exact words, a document, the outlet itself."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from dateline.extract.anonymity import find_anonymity_reason
from dateline.extract.body import Body, Span
from dateline.extract.event_quotations import beside
from dateline.extract.event_words import DOCUMENT, DOCUMENT_SPEAKER, NOT_ASSERTING
from dateline.extract.responses import content_words, earlier_events
from dateline.findings import ClaimFound, EventFound, QuotationFound, Speaker

_SHARED = 3  # content words that a further sentence must share with an event's passage to be about it



def with_sourcing(
    body: Body, quotations: Sequence[QuotationFound], events: list[EventFound]
) -> list[EventFound]:
    """The events with sourcing, according_to, count, anonymity_reason and relayed_from, and with further claims."""
    reasons = find_anonymity_reason(body)
    sourced = [_sourced(body, quotations, reasons, event) for event in events]
    return _with_claims(body, quotations, reasons, sourced)


def _with_claims(
    body: Body, quotations: Sequence[QuotationFound], reasons: Sequence[tuple[int, int, str]], events: list[EventFound]
) -> list[EventFound]:
    """What unnamed sources say in sentences that are no event themselves joins the earlier event that it is about."""
    taken = {event.passage for event in events}
    for quotation in quotations:
        sentence = body.sentence_at(quotation.start)
        earlier = earlier_events(events, sentence[0] - 1)
        if quotation.kind != "indirect" or not quotation.speaker or not quotation.speaker.described:
            continue
        if sentence in taken or not earlier:
            continue
        taken.add(sentence)
        words = content_words(body.text[slice(*sentence)])
        shared = {i: len(words & content_words(body.text[slice(*events[i].passage)])) for i in earlier}
        best = max(earlier, key=lambda i: (shared[i], -i))
        at = best if shared[best] >= _SHARED else earlier[0]
        claim = ClaimFound(
            passage=sentence,
            according_to=_exact(body, quotation.speaker),
            count=quotation.speaker.count,
            anonymity_reason=_reason(body, reasons, sentence),
            relayed_from=quotation.relayed_from,
        )
        events[at] = msgspec.structs.replace(events[at], claims=(*events[at].claims, claim))
    return events


def _sourced(
    body: Body,
    quotations: Sequence[QuotationFound],
    reasons: Sequence[tuple[int, int, str]],
    event: EventFound,
) -> EventFound:
    date = body.text.find(event.dated_by, *event.passage) if event.dated_by else -1
    own = [q for q in beside(quotations, event.passage) if q.speaker and _overlap((q.start, q.end), event.passage) and _vouches(q, event, date)]
    unnamed = [q for q in own if q.speaker and q.speaker.described]
    chosen = next(iter(unnamed or own), None)
    document = DOCUMENT.search(body.text, *event.passage)
    if chosen is None or chosen.speaker is None:
        return msgspec.structs.replace(event, sourcing="document") if document else event
    speaker = chosen.speaker
    paper = DOCUMENT_SPEAKER.match(speaker.name) if speaker.described else None
    if paper or (document and speaker.described and _overlap(document.span(), (speaker.start, speaker.end))):
        return msgspec.structs.replace(event, sourcing="document", according_to=_exact(body, speaker))
    return msgspec.structs.replace(
        event,
        sourcing="unnamed" if speaker.described else "named",
        according_to=chosen.according_to if speaker.organisation and chosen.according_to else _exact(body, speaker),
        count=speaker.count if speaker.described else None,
        anonymity_reason=_reason(body, reasons, event.passage) if speaker.described else "",
        relayed_from=chosen.relayed_from,
    )


def _vouches(quotation: QuotationFound, event: EventFound, date: int) -> bool:
    """Whether the speaker asserts what is dated: in the words that hold the date, or on that day."""
    if quotation.cue.rpartition(" ")[2].lower() in NOT_ASSERTING:
        return False
    return date < 0 or quotation.start <= date < quotation.end or quotation.said == event.date


def _exact(body: Body, speaker: Speaker) -> str:
    """The outlet's own words for the speaker: the mention where it is a description, the full name for a pronoun."""
    mention = body.text[speaker.start : speaker.end]
    return mention if speaker.described and mention else speaker.name


def _reason(body: Body, reasons: Sequence[tuple[int, int, str]], passage: Span) -> str:
    """The reason for anonymity that the same paragraph states, or one that is stated of "all" who are cited."""
    paragraph = body.paragraph_at(passage[0])
    here = [words for start, _, words in reasons if paragraph[0] <= start < paragraph[1]]
    of_all = [words for start, _, words in reasons if body.text.startswith("All ", body.sentence_at(start)[0])]
    return (here or of_all or [""])[0]


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]
