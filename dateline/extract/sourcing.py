"""On whose authority an event is reported: named, unnamed in the outlet's exact words, a document, the outlet itself."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from dateline.extract.anonymity import find_anonymity_reason
from dateline.extract.body import Body, Span
from dateline.extract.event_quotations import Found, beside
from dateline.extract.event_words import DOCUMENT, DOCUMENT_SPEAKER, NOT_ASSERTING
from dateline.extract.responses import content_words, earlier_events
from dateline.extract.speakers import count_of
from dateline.extract.unnamed import is_name, is_office, source_words, without_article
from dateline.findings import ClaimFound, EventFound, QuotationFound, Sourcing, Speaker

_SHARED = 3  # content words that a further sentence must share with an event's passage to be about it
Reasons = Sequence[tuple[int, int, str]]


def with_sourcing(found: Found, events: list[EventFound]) -> list[EventFound]:
    """The events with sourcing, according_to, count, anonymity_reason and relayed_from, and with further claims."""
    reasons = find_anonymity_reason(found.body)
    return _with_claims(found, reasons, [_sourced(found, reasons, event) for event in events])


def _with_claims(found: Found, reasons: Reasons, events: list[EventFound]) -> list[EventFound]:
    """What unnamed sources say in sentences that are no event themselves joins the earlier event that it is about.

    A description stands once with an event, unless its number is another.
    """
    body = found.body
    taken = {event.passage for event in events}
    told = {(i, without_article(e.according_to), e.count) for i, e in enumerate(events)}
    for quotation in found.quotations:
        sentence = body.sentence_at(quotation.start)
        words = source_words(body, quotation.speaker) if quotation.kind == "indirect" and quotation.speaker else ""
        if not words or quotation.speaker is None or sentence in taken or DOCUMENT_SPEAKER.match(words) or is_office(words) or _holds_denial(found, sentence):
            continue
        at = _event_about(body, events, sentence)
        key = (at, without_article(words), quotation.speaker.count)
        if at < 0 or key in told:
            continue
        taken.add(sentence)
        told.add(key)
        claim = ClaimFound(
            passage=sentence,
            according_to=words,
            count=quotation.speaker.count,
            anonymity_reason=_reason(body, reasons, sentence),
            relayed_from=quotation.relayed_from,
        )
        events[at] = msgspec.structs.replace(events[at], claims=(*events[at].claims, claim))
    return events


def _event_about(body: Body, events: Sequence[EventFound], sentence: Span) -> int:
    """The earlier event that shares most words with the sentence, else the first; -1 where none is earlier."""
    earlier = earlier_events(events, sentence[0] - 1)
    if not earlier:
        return -1
    words = content_words(body.text[slice(*sentence)])
    shared = {i: len(words & content_words(body.text[slice(*events[i].passage)])) for i in earlier}
    best = max(earlier, key=lambda i: (shared[i], -i))
    return best if shared[best] >= _SHARED else earlier[0]


def _holds_denial(found: Found, sentence: Span) -> bool:
    """Whether somebody responds in the sentence: who denies is no source of what is denied."""
    return any(_overlap((d.start, d.end), sentence) for d in beside(found.denials, sentence))


def _sourced(found: Found, reasons: Reasons, event: EventFound) -> EventFound:
    body = found.body
    date = body.text.find(event.dated_by, *event.passage) if event.dated_by else -1
    own = [
        q
        for q in beside(found.quotations, event.passage)
        if q.speaker and _overlap((q.start, q.end), event.passage) and _vouches(q, event, date) and _is_source(body, q.speaker)
    ]
    unnamed = [q for q in own if q.speaker and q.speaker.described]
    chosen = next(iter(unnamed or own), None)
    document = DOCUMENT.search(body.text, *event.passage)
    if chosen is None or chosen.speaker is None:
        return msgspec.structs.replace(event, sourcing="document") if document else event
    speaker = chosen.speaker
    if speaker.organisation and chosen.according_to:
        return _relayed(found, reasons, event, chosen)
    paper = DOCUMENT_SPEAKER.match(speaker.name) if speaker.described else None
    if paper or (document and speaker.described and _overlap(document.span(), (speaker.start, speaker.end))):
        return msgspec.structs.replace(event, sourcing="document", according_to=_exact(body, speaker))
    unknown = speaker.described and not is_office(_exact(body, speaker))
    return msgspec.structs.replace(
        event,
        sourcing="unnamed" if unknown else "named",
        according_to=_exact(body, speaker),
        count=speaker.count if unknown else None,
        anonymity_reason=_reason(body, reasons, event.passage) if unknown else "",
        relayed_from=chosen.relayed_from,
    )


def _relayed(found: Found, reasons: Reasons, event: EventFound, chosen: QuotationFound) -> EventFound:
    """What an outlet has from others: on their authority, and relayed where the outlet is not the article's own."""
    words, outlet = chosen.according_to, chosen.speaker.name if chosen.speaker else ""
    start = max(0, found.body.text.find(words, *event.passage))
    named = is_name(found.people, start, start + len(words))
    sourcing: Sourcing = "document" if DOCUMENT_SPEAKER.match(words) else "named" if named else "unnamed"
    first, second, *_ = [*words.lower().split(), "", ""]
    own = outlet.removeprefix("The ") == found.body.publisher.removeprefix("The ")
    return msgspec.structs.replace(
        event,
        sourcing=sourcing,
        according_to=words,
        count=count_of(first, second) if sourcing == "unnamed" else None,
        anonymity_reason=_reason(found.body, reasons, event.passage) if sourcing == "unnamed" else "",
        relayed_from=chosen.relayed_from or ("" if own else outlet),
    )


def _is_source(body: Body, speaker: Speaker) -> bool:
    """Whether the speaker has a name, or is a paper or persons without one."""
    return not speaker.described or bool(DOCUMENT_SPEAKER.match(speaker.name) or source_words(body, speaker))


def _vouches(quotation: QuotationFound, event: EventFound, date: int) -> bool:
    """Whether the speaker asserts what is dated: in the words that hold the date, or on that day."""
    if quotation.cue.rpartition(" ")[2].lower() in NOT_ASSERTING:
        return False
    return date < 0 or quotation.start <= date < quotation.end or quotation.said == event.date


def _exact(body: Body, speaker: Speaker) -> str:
    """The outlet's own words for the speaker: the mention where it is a description, the full name for a pronoun."""
    return source_words(body, speaker) or speaker.name


def _reason(body: Body, reasons: Reasons, passage: Span) -> str:
    """The reason for anonymity that the same paragraph states, or one that is stated of "all" who are cited."""
    paragraph = body.paragraph_at(passage[0])
    here = [words for start, _, words in reasons if paragraph[0] <= start < paragraph[1]]
    of_all = [words for start, _, words in reasons if body.text.startswith("All ", body.sentence_at(start)[0])]
    return (here or of_all or [""])[0]


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]
