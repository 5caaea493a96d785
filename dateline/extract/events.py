"""Events: what happened or was said on a resolved date, one for each happening, with its words and its denials.

Better too few and right than many and wrong. An event begins at a date that dates a happening (event_kinds.py); the
article's lead is one even without a date (event_lead.py); what is told twice becomes one (event_twice.py). Quotations
join the event they belong to, what is left of them becomes one statement a speaker. Responses stand with the claim
that they answer (responses.py).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

import msgspec

from dateline.extract.body import Body, Span
from dateline.extract.date_reach import date_reach
from dateline.extract.event_actors import with_actor, with_name
from dateline.extract.event_clauses import clause_at, has_verb, main_part
from dateline.extract.event_days import is_ahead, is_long_ago
from dateline.extract.event_deeds import with_deeds
from dateline.extract.event_kinds import WHERE, Dated, is_happening, is_of_the_past, is_planned_today
from dateline.extract.event_lead import is_obituary, lead_paragraph, with_lead
from dateline.extract.event_quotations import Found, people_in, saying, with_quotations
from dateline.extract.event_states import is_told_ahead, tells_half, tells_nothing, tells_state
from dateline.extract.event_titles import plain_title, plain_words, standing
from dateline.extract.event_twice import one_of_each
from dateline.extract.people import People
from dateline.extract.responses import with_responses
from dateline.extract.sourcing import with_sourcing
from dateline.findings import DateFound, DenialFound, EventFound, QuotationFound

_LONGEST = 1500  # characters of a sentence that is read for clauses; what is longer is a list, or a page without full stops
_AND_ANOTHER = re.compile(r"\s(?:and|but)\s(?=(?:the|an?|his|her|its|their|he|she|it|they|[A-Z][a-z]+)\s)")  # a second subject
_AND_THEN = 12  # characters from the comma to a date that begins another happening
_VAGUE = re.compile(r"(?:it|they|this|that|these|those|there|he|she|his|her|its|their|both)\b", re.I)  # of words that are not quoted: read alone, they do not tell of what
_OPENING = 3  # characters before the first word of a quotation that opens a sentence


def find_events(
    body: Body,
    people: People,
    dates: Sequence[DateFound],
    quotations: Sequence[QuotationFound],
    denials: Sequence[DenialFound],
) -> tuple[EventFound, ...]:
    """The article's events in order of place; empty for an empty text."""
    if not body.sentences:
        return ()
    found = Found(body=body, people=people, dates=dates, quotations=quotations, denials=denials)
    lead = lead_paragraph(body)
    events = with_lead(found, one_of_each(found, _without_background(body, _dated(found, lead), lead)), lead)
    if not events:  # a page of letters
        return ()
    events = with_deeds(found, events, lead)
    events = [with_actor(found, e) for e in events if e.title]  # a line of dashes says nothing
    events = sorted(with_quotations(found, events), key=lambda e: e.passage)
    events = with_sourcing(found, events)
    events = with_responses(body, people, quotations, denials, events)
    return tuple(sorted(events, key=lambda e: e.passage))


def _dated(found: Found, lead: Span) -> list[EventFound]:
    events: list[EventFound] = []
    behind = 0  # the far end of a stretch is no event of its own
    of_life = is_obituary(found.body, lead)
    for at, date in enumerate(found.dates):
        sentence = found.body.sentence_at(date.start)
        if not date.edtf or date.start < behind or sentence[1] - sentence[0] > _LONGEST:
            continue
        clause = clause_at(found.body.text, sentence, date.start)
        reach = date_reach(found.body.text, found.dates, at)  # "between May and July": one event from May to July
        stretch = ".." not in (reach.edtf or "..")
        dated = Dated(found, date, clause, sentence, in_lead=sentence[0] < lead[1], of_life=of_life)
        event = _event_of(dated, max(date.end, reach.end) if stretch else date.end)
        if event and stretch:
            event = msgspec.structs.replace(event, date=reach.edtf, dated_by=reach.words)
            behind = reach.end
        events += [event] if event else []
    return events


def _without_background(body: Body, events: list[EventFound], lead: Span) -> list[EventFound]:
    """The events without the years of long ago, unless the article is mostly about them."""
    old = [is_long_ago(body, e.date) for e in events]
    return events if is_obituary(body, lead) or sum(old) * 2 >= len(events) else [e for e, is_old in zip(events, old, strict=True) if not is_old]


def _event_of(dated: Dated, end: int) -> EventFound | None:
    """The event of a date whose words end at `end`; None where nothing happened on it, or nothing that a title can tell."""
    title = _title(dated, end) if is_happening(dated) else ""
    if not title:
        return None
    ahead = is_ahead(dated.found.body, dated.edtf) or (is_planned_today(dated) and is_told_ahead(title))
    if not (is_told_ahead(title) if ahead else _is_told_done(dated, title)):
        return None
    return EventFound(
        date=dated.edtf,
        title=title,
        passage=dated.sentence,
        people=people_in(dated.found, dated.clause),
        planned=ahead,
        dated_by=dated.date.words,
    )


def _is_told_done(dated: Dated, title: str) -> bool:
    """Whether the title tells what was done, or what was said: "Lee is joining the show, the network announced"."""
    said = dated.said
    if tells_state(title):
        return said is not None and (said.end <= said.cue_start or title == saying(said))
    return said is not None or not is_planned_today(dated) or is_of_the_past(dated)


def _title(dated: Dated, end: int) -> str:
    """The clause's title, the sentence's where the clause has no verb; "" where neither says what happened.

    Of words that somebody says on that date, `Name: words`.
    """
    found, text, date, clause, sentence = dated.found, dated.text, dated.date, dated.clause, dated.sentence
    said = dated.said
    if said and not _VAGUE.match(said.words) and (said.start <= sentence[0] + _OPENING or (said.kind == "indirect" and said.end <= date.start)):
        return saying(said)
    within = WHERE.match(text, end, clause[1])
    spans: list[tuple[Span, Span | None]] = [((within.end(), clause[1]), None)] if within else []
    main = _before_next(found, main_part(text, clause, (date.start, end), sentence[1]), date)
    spans += [(main, (date.start, end))]
    if not has_verb(dated.words):
        spans += [(sentence, (date.start, end))]
    if said and text[sentence[1] - 1] == ":" and said.start >= sentence[1]:  # "In a 1963 speech, he declared:"
        return saying(said)
    for span, without in spans:
        words = standing(with_name(found, span, plain_words(text, span, without)))
        if words and not tells_nothing(words) and not tells_half(words):
            return plain_title(words)
    return saying(said) if said and said.kind != "indirect" else ""


def _before_next(found: Found, clause: Span, date: DateFound) -> Span:
    """The clause up to the part that tells something else: "met Mr. Lee last week | , and this week Ms. Cho"."""
    further = _AND_ANOTHER.match(found.body.text, date.end, clause[1])
    if further and has_verb(found.body.text[further.end() : clause[1]]):
        return clause[0], date.end
    for other in found.dates[bisect_right(found.dates, date.start, key=lambda d: d.start) :]:
        if other.start >= clause[1]:
            break
        cut = found.body.text.rfind(", and ", date.end, other.start)
        if cut >= 0 and other.start - cut < _AND_THEN:
            return clause[0], cut
    return clause
