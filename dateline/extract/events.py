"""Events: what happened or was said on a resolved date, one for each happening, with its words and its denials.

Better too few and right than many and wrong. An event begins at a date that dates a clause ("on Monday", not "the 2016
election"); the article's first sentence is one even without a date; quotations join the event they belong to, what is
left of them becomes one statement a speaker. Responses stand with the claim that they answer (responses.py).
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import msgspec

from dateline.edtf import read
from dateline.extract.body import Body, Span
from dateline.extract.date_reach import date_reach
from dateline.extract.event_quotations import (
    SHARED,
    Found,
    beside,
    by_publication,
    people_in,
    saying,
    union,
    with_quotations,
)
from dateline.extract.event_titles import TITLE_LENGTH, clause_at, has_verb, plain_title, plain_words
from dateline.extract.event_words import (
    CONDITION,
    DATE_PREPOSITION,
    EVENT_NOUNS,
    FUTURE,
    HYPOTHETICAL,
    PART_OF_NAME_AFTER,
    QUESTION,
    SINCE,
    STATIVE_RELATIVE,
)
from dateline.extract.people import People
from dateline.extract.responses import content_words, with_responses
from dateline.extract.sourcing import with_sourcing
from dateline.findings import DateFound, DenialFound, EventFound, QuotationFound

_HEADLINE = 140  # characters; longer first paragraphs are sentences
_LEAST = 3  # words of a title that can stand alone
_LONGEST = 1500  # characters of a sentence that is read for clauses; what is longer is a list, or a page without full stops
_COARSE = 100  # days: wider dates than a season make an event only where a named person or organisation is in the clause


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
    events = _merged(_dated(found))
    lead = _lead_paragraph(body)
    if not any(e.passage[0] < lead[1] for e in events):
        events.insert(0, _lead(found, body.sentence_at(lead[0])))
    events = [e for e in events if e.title]  # a line of dashes says nothing
    events = sorted(with_quotations(found, events), key=lambda e: e.passage)
    events = with_sourcing(found, events)
    events = with_responses(body, people, quotations, denials, events)
    return tuple(sorted(events, key=lambda e: e.passage))


def _dated(found: Found) -> list[EventFound]:
    events: list[EventFound] = []
    behind = 0  # the far end of a stretch is no event of its own
    for at, date in enumerate(found.dates):
        event = _event_of(found, date) if date.edtf and date.start >= behind else None
        if event is None:
            continue
        reach = date_reach(found.body.text, found.dates, at)  # "between May and July": one event from May to July
        if ".." not in (reach.edtf or ".."):
            event = msgspec.structs.replace(event, date=reach.edtf, dated_by=reach.words)
            behind = reach.end
        events.append(event)
    return events


def _event_of(found: Found, date: DateFound) -> EventFound | None:
    text = found.body.text
    sentence = found.body.sentence_at(date.start)
    if sentence[1] - sentence[0] > _LONGEST:
        return None
    clause = clause_at(text, sentence, date.start)
    words = text[clause[0] : clause[1]]
    if not date.edtf or _in_response(found, clause) or _in_talk(found, date) or not _dates_its_clause(text, clause, date):
        return None
    future = bool(found.body.published) and _begins_after(date.edtf, found.body.published)
    before = words[: date.start - clause[0]]
    if (CONDITION if future else HYPOTHETICAL).search(before) or QUESTION.search(text[sentence[0] : sentence[1]]):
        return None
    if future and not FUTURE.search(words):
        return None
    if STATIVE_RELATIVE.match(words) or SINCE.search(before):
        return None
    names = people_in(found, clause)
    if _width(date.edtf) > _COARSE and not names and not _has_name(words) and sentence[0] > _lead_paragraph(found.body)[1]:
        return None
    title = _with_name(found, clause, _title(found, clause, sentence, date))
    if not title:
        return None
    return EventFound(
        date=date.edtf,
        title=title,
        passage=sentence,
        people=names,
        planned=future,
        dated_by=date.words,
    )


_VAGUE = frozenset({"it", "they", "this", "that", "these", "those", "there", "we", "i", "you"})  # say nothing, read alone


def _title(found: Found, clause: Span, sentence: Span, date: DateFound) -> str:
    """The clause's title, the sentence's where that says too little; "" where neither says what happened.

    Of words that somebody says on that date, `Name: words`.
    """
    text, span_of_date = found.body.text, (date.start, date.end)
    said = [q for q in beside(found.quotations, sentence) if q.said == date.edtf and q.speaker and sentence[0] <= q.start < q.end <= date.start]
    if said and said[0].kind == "indirect":
        return saying(said[0])
    for span in (clause, sentence):
        whole = plain_words(text, span, span_of_date)
        words = whole.split()
        if len(words) >= _LEAST and words[0].lower() not in _VAGUE and (has_verb(whole) or any(w.strip("’”.,").lower() in EVENT_NOUNS for w in words)):
            return _with_its_verb(found, span, span_of_date)
    return ""


def _with_its_verb(found: Found, span: Span, date: Span) -> str:
    """The title; where the cut would leave a long description without its verb, begun at the name instead."""
    title = plain_title(found.body.text, span, date)
    if has_verb(title):
        return title
    names = [m.start for m in found.people.between(*span) if not m.pronoun and span[0] < m.start]
    shorter = (plain_title(found.body.text, (start, span[1]), date) for start in names[:3])
    return next((t for t in shorter if has_verb(t)), title)


def _with_name(found: Found, clause: Span, title: str) -> str:
    """A title that begins with "He" or "She" begins with the name instead: read alone, it must say who."""
    first, _, rest = title.partition(" ")
    if first not in ("He", "She"):
        return title
    names = [found.people.found[m.person].name for m in found.people.between(*clause) if m.pronoun]
    return f"{names[0]} {rest}"[:TITLE_LENGTH] if names else title


def _dates_its_clause(text: str, clause: Span, date: DateFound) -> bool:
    """Whether the date dates a happening: not a part of a name, and a verb or a noun of happening beside it."""
    if PART_OF_NAME_AFTER.match(text[date.end : date.end + 16]):
        return False
    before = text[clause[0] : date.start]
    head = DATE_PREPOSITION.sub("", before)
    if date.words.isdigit() and head.rstrip() == before.rstrip() and before.strip():
        return False  # a bare year without a preposition: "a 2014 report"
    last = head.split()[-1].strip(",.”’\"'").lower() if head.split() else ""
    return last in EVENT_NOUNS or has_verb(text[clause[0] : clause[1]])


def _in_response(found: Found, clause: Span) -> bool:
    """Whether the clause is a response: it stands with the claim it answers, not as an event."""
    return any(d.start < clause[1] and clause[0] < d.end for d in beside(found.denials, clause))


def _in_talk(found: Found, date: DateFound) -> bool:
    """Whether a person says the date inside quotation marks; what an outlet writes there is reporting."""
    for q in beside(found.quotations, (date.start, date.end)):
        if q.kind != "indirect" and q.start <= date.start < q.end:
            return not (q.speaker and q.speaker.organisation)
    return False


def _has_name(clause: str) -> bool:
    return any(w[:1].isupper() for w in clause.split()[1:])


def _width(date: str) -> int:
    d = read(date)
    return (d.latest - d.earliest).days + 1 if d.earliest and d.latest else 10_000


def _begins_after(date: str, published: str) -> bool:
    earliest, day = read(date).earliest, read(published).latest
    return bool(earliest and day and earliest > day)


def _merged(events: list[EventFound]) -> list[EventFound]:
    """One event where a sentence dates one clause twice, and where the next sentence goes on about the same day's."""
    kept: list[EventFound] = []
    for event in events:
        last = kept[-1] if kept else None
        if last and last.passage == event.passage and (last.title == event.title or last.date == event.date):
            finer = event if _width(event.date) < _width(last.date) else last
            kept[-1] = msgspec.structs.replace(finer, people=union(last.people, event.people))
        else:
            kept.append(event)
    return kept


def _lead_paragraph(body: Body) -> Span:
    """The first paragraph that is no headline: one ends without a full stop, or says briefly what the next one says."""
    for this, following in pairwise(body.paragraphs[:3]):
        words = body.text[slice(*this)]
        repeated = content_words(words) & content_words(body.text[slice(*following)])
        brief = len(words) < _HEADLINE and len(words) < following[1] - following[0]
        if words[-1] in ".?!”\"’'" and not (brief and len(repeated) >= SHARED):
            return this
    return body.paragraphs[min(len(body.paragraphs), 3) - 1]


def _lead(found: Found, sentence: Span) -> EventFound:
    """What the article begins with, on the day of publication or some time earlier."""
    clause = clause_at(found.body.text, sentence, sentence[0])
    return EventFound(
        date=by_publication(found.body),
        title=plain_title(found.body.text, clause, None),
        passage=sentence,
        people=people_in(found, sentence),
    )
