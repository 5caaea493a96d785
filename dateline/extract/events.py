"""Events: what happened or was said on a resolved date, one for each happening, with its words and its denials.

Better too few and right than many and wrong. An event begins at a date that dates a clause ("on Monday", not "the 2016
election"); the article's first sentence is one even without a date; quotations join the event they belong to, what is
left of them becomes one statement a speaker. Responses stand with the claim that they answer (responses.py).
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from dateline.edtf import read
from dateline.extract.body import Body, Span
from dateline.extract.event_titles import TITLE_LENGTH, clause_at, has_verb, plain_title, plain_words, shortened
from dateline.extract.event_words import (
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
from dateline.extract.responses import content_words, earlier_events, with_responses
from dateline.extract.sourcing import with_sourcing
from dateline.findings import DateFound, DenialFound, EventFound, QuotationFound

_NEAR = 3  # sentences after an event in which its speaker may go on speaking; further on it is a new statement
_LEAST = 3  # words of a title that can stand alone
_SHARED = 2  # content words that a quotation must share with an event's passage to be about it
_COARSE = 32  # days: wider dates make an event only where a named person or organisation is in the clause


class Found(msgspec.Struct, frozen=True):
    """What the other finders found, handed on together."""

    body: Body
    people: People
    dates: Sequence[DateFound]
    quotations: Sequence[QuotationFound]
    denials: Sequence[DenialFound]


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
    if not any(e.passage[0] < body.paragraphs[0][1] for e in events):
        events.insert(0, _lead(found))
    events = sorted(_with_quotations(found, events), key=lambda e: e.passage)
    events = with_sourcing(body, quotations, events)
    events = with_responses(body, people, quotations, denials, events)
    return tuple(sorted(events, key=lambda e: e.passage))


def _dated(found: Found) -> list[EventFound]:
    return [event for date in found.dates if date.edtf and (event := _event_of(found, date))]


def _event_of(found: Found, date: DateFound) -> EventFound | None:
    text = found.body.text
    sentence = found.body.sentence_at(date.start)
    clause = clause_at(text, sentence, date.start)
    words = text[clause[0] : clause[1]]
    if not date.edtf or _in_response(found, clause) or _in_talk(found, date) or not _dates_its_clause(text, clause, date):
        return None
    if HYPOTHETICAL.search(words[: date.start - clause[0]]) or QUESTION.search(text[sentence[0] : sentence[1]]):
        return None
    if STATIVE_RELATIVE.match(words) or SINCE.search(words[: date.start - clause[0]]):
        return None
    names = _people_in(found, clause)
    if _width(date.edtf) > _COARSE and not names and not _has_name(words) and sentence[0] > found.body.paragraphs[0][1]:
        return None
    future = bool(found.body.published) and _begins_after(date.edtf, found.body.published)
    if future and not FUTURE.search(words):
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
    said = [q for q in found.quotations if q.said == date.edtf and q.speaker and sentence[0] <= q.start < q.end <= date.start]
    if said and said[0].kind == "indirect":
        return _saying(said[0])
    for span in (clause, sentence):
        whole = plain_words(text, span, span_of_date)
        words = whole.split()
        if len(words) >= _LEAST and words[0].lower() not in _VAGUE and (has_verb(whole) or words[-1].strip("’”.,").lower() in EVENT_NOUNS):
            return plain_title(text, span, span_of_date)
    return ""


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
    return any(d.start < clause[1] and clause[0] < d.end for d in found.denials)


def _in_talk(found: Found, date: DateFound) -> bool:
    """Whether a person says the date inside quotation marks; what an outlet writes there is reporting."""
    for q in found.quotations:
        if q.kind != "indirect" and q.start <= date.start < q.end:
            return not (q.speaker and q.speaker.organisation)
    return False


def _people_in(found: Found, span: Span) -> tuple[str, ...]:
    names = dict.fromkeys(found.people.found[m.person].name for m in found.people.between(*span))
    return tuple(names)


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
            kept[-1] = msgspec.structs.replace(finer, people=_union(last.people, event.people))
        else:
            kept.append(event)
    return kept


def _union(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*one, *other)))


def _lead(found: Found) -> EventFound:
    """The article's first sentence, on the day of publication or some time earlier."""
    sentence = found.body.sentences[0]
    clause = clause_at(found.body.text, sentence, sentence[0])
    return EventFound(
        date=_by_publication(found.body),
        title=plain_title(found.body.text, clause, None),
        passage=sentence,
        people=_people_in(found, sentence),
    )


def _by_publication(body: Body) -> str:
    """That day or some time earlier: all that an undated sentence of a dated article can claim."""
    return f"[..{body.published}]" if body.published else ""


def _with_quotations(found: Found, events: list[EventFound]) -> list[EventFound]:
    """Each quotation that is not a response's joins its event; what is said on a day of its own becomes a statement."""
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
        people = _union(events[at].people, (*speakers, *(n for p in places for n in _people_in(found, _span(found, p)))))
        events[at] = msgspec.structs.replace(events[at], quotations=tuple(places), people=people)
    return [*events, *(_statement(found, places) for places in statements.values())]


def _span(found: Found, place: int) -> Span:
    return found.quotations[place].start, found.quotations[place].end


def _home(found: Found, events: list[EventFound], quotation: QuotationFound) -> int | None:
    """The event that the quotation belongs to; None for words said on a day that no event of their speaker has.

    In this order: that of its own sentence; the one that its speaker goes on about; for words without a day of their
    own the nearest earlier one that names the speaker, or shares words with them, or the article's main claim.
    """
    earlier = earlier_events(events, quotation.start)
    here = [i for i in earlier if quotation.start < events[i].passage[1]]
    if here:
        return min(here, key=lambda i: (events[i].date != quotation.said, i))
    before = found.body.sentences[max(0, found.body.sentence_index(quotation.start) - _NEAR)][0]
    name = quotation.speaker.name if quotation.speaker else ""
    naming = [i for i in earlier if name in events[i].people]
    if quotation.said:
        same_day = [i for i in naming if events[i].date == quotation.said]
        return same_day[-1] if same_day else None
    near = [i for i in naming if events[i].passage[0] >= before]
    if near or not earlier:
        return near[-1] if near else None
    words = content_words(quotation.words)
    shared = {i: len(words & content_words(found.body.text[slice(*events[i].passage)])) for i in earlier}
    best = max(earlier, key=lambda i: (shared[i], i))
    return best if shared[best] >= _SHARED else naming[-1] if naming else earlier[0]


def _statement(found: Found, places: list[int]) -> EventFound:
    """What a speaker says in the article, on the day that it gives, else on its day of publication or earlier."""
    first = found.quotations[places[0]]
    sentence = found.body.sentence_at(first.start)
    said = next((q.said for p in places if (q := found.quotations[p]).said), None)
    names = (first.speaker.name,) if first.speaker and not first.speaker.described else ()
    inside = tuple(n for p in places for n in _people_in(found, _span(found, p)))
    return EventFound(
        date=said or _by_publication(found.body),
        title=_saying(first),
        passage=sentence,
        people=_union(names, (*_people_in(found, sentence), *inside)),
        quotations=tuple(places),
    )


def _saying(quotation: QuotationFound) -> str:
    """`Name: “words”`, without the marks for words that are not quoted, cut where a title ends."""
    name = quotation.speaker.name if quotation.speaker else ""
    words = shortened(" ".join(quotation.words.split()).strip(" ,."), TITLE_LENGTH - len(name) - 6)
    cut = "…" if len(words) < len(" ".join(quotation.words.split()).strip(" ,.")) else ""
    told = f"{words[:1].upper()}{words[1:]}" if quotation.kind == "indirect" else f"“{words}{cut}”"
    return f"{name[:1].upper()}{name[1:]}: {told}"
