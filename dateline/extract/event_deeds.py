"""Decisive deeds without a day: what named persons did, told near the head of the article.

A careful editor wants them beside the dated ones; they are dated by publication, that day or some time earlier. Few
and sure: only verbs that decide something, only behind a name, at most two an article, of its main persons first.
"""

from __future__ import annotations

from dateline.alike import shared_part
from dateline.extract.body import Span
from dateline.extract.event_actors import with_name
from dateline.extract.event_clauses import main_clause, read_words
from dateline.extract.event_lead import headline_words
from dateline.extract.event_quotations import Found, beside, by_publication, people_in
from dateline.extract.event_titles import plain_title, plain_words, standing
from dateline.extract.event_words import DECISIVE, HYPOTHETICAL
from dateline.extract.phrases import is_adverb
from dateline.extract.responses import content_words
from dateline.findings import EventFound

_PARAGRAPHS = 6  # from the lead on, in which the news is told
_MOST = 2  # deeds of an article
_ALIKE = 0.5  # of the shorter title's words that another event has: told already
_LONGEST = 400  # characters of a sentence


def with_deeds(found: Found, events: list[EventFound], lead: Span) -> list[EventFound]:
    """The events, and up to two deeds without a day that none of them tells."""
    body = found.body
    if not body.published:
        return events
    end = [p for p in body.paragraphs if p[0] >= lead[0]][:_PARAGRAPHS][-1][1]
    deeds: list[EventFound] = []
    for sentence in body.sentences[body.sentence_index(lead[0]) + 1 :]:
        if sentence[0] >= end:
            break
        deed = _deed(found, sentence)
        if deed and not any(e.passage == sentence or _is_told(e, deed) for e in (*events, *deeds)):
            deeds.append(deed)
    headline = headline_words(body, lead)
    first = sorted(deeds, key=lambda e: not any(name.rpartition(" ")[2] in headline for name in e.people[:1]))[:_MOST]
    return sorted([*events, *first], key=lambda e: e.passage)


def _deed(found: Found, sentence: Span) -> EventFound | None:
    """The event of a sentence without a date whose main verb decides something; None for any other."""
    text = found.body.text
    if DECISIVE.isdisjoint(text[slice(*sentence)].split()):  # most sentences; told before anything is read
        return None
    if sentence[1] - sentence[0] > _LONGEST or text[sentence[1] - 1] not in ".”\"'" or text[sentence[0]] == "<":
        return None
    clause = main_clause(text, sentence)
    dated = any(d.end > clause[0] for d in beside(found.dates, sentence))
    if dated or any(d.end > sentence[0] for d in beside(found.denials, sentence)):
        return None
    words = standing(with_name(found, clause, plain_words(text, clause, None)))
    pieces, verb = read_words(words)
    if verb <= 0 or verb + 1 >= len(pieces) or HYPOTHETICAL.search(words[: pieces[verb].end]):
        return None
    actor = verb - 1
    while actor > 0 and is_adverb(pieces[actor]):
        actor -= 1
    name = words[pieces[actor].start : pieces[actor].end]
    told = pieces[verb + 1].low if pieces[verb].low in ("has", "have", "was", "were") else pieces[verb].low
    people = people_in(found, clause)
    if told not in DECISIVE or not any(name in person.split() for person in people):
        return None
    return EventFound(date=by_publication(found.body), title=plain_title(words), passage=sentence, people=people)


def _is_told(event: EventFound, deed: EventFound) -> bool:
    return shared_part(set(content_words(event.title)), set(content_words(deed.title))) >= _ALIKE
