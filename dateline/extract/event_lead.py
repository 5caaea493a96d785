"""What an article begins with: its headline, its lead paragraph, and the event that they tell.

The lead claim is an event even without a day of its own. An opinion, a supposition and a question are none.
"""

from __future__ import annotations

import re
from itertools import pairwise

import msgspec

from dateline.extract.body import Body, Span
from dateline.extract.cues import CUES, NOUN_LIKE
from dateline.extract.event_clauses import has_verb, main_clause
from dateline.extract.event_days import is_ahead, width
from dateline.extract.event_quotations import SHARED, Found, beside, by_publication, people_in
from dateline.extract.event_states import tells_state
from dateline.extract.event_titles import plain_title, plain_words, standing
from dateline.extract.event_words import HEADLINE_VERBS, OPINION, TITLE_LENGTH
from dateline.extract.responses import content_words
from dateline.findings import EventFound

_HEADLINE = 140  # characters; longer first paragraphs are sentences
_FEW = 12  # words of a headline that shares none with the paragraph below it
_LABEL = 24  # characters: "ABSTRACT." is no paragraph to read
_SOON = 8  # paragraphs in which the lead's happening is told with its day
_MOST_ALIKE = 5  # … where its title does not name whom the headline names first
_ALIKE = 3  # words of the headline that an event must share to be what the article is about
_TEASER = re.compile(
    r"\?|!|…|\.\.\.|^(?:why|how|what|when|where|who|here|this|these|those|watch|see|video|photos?|read|meet|can|could|should|will|does|do|is|are|\d+)\b"
    r"|\b(?:just|this is|here[’']s|you)\b|^(?:analysis|opinion|editorial|review|live|transcript|commentary)\b",
    re.I,
)
_LINES = re.compile(r"[;?]\s*\n")
_GOING_ON = re.compile(r"\b(?:is|are) (?:\w+ly )?\w+ing\b")  # "is calling for": news
_LETTERS = re.compile(r"LETTERS\.?|Letters(?: to the [Ee]ditor)?\.?")  # the page of other people's opinions
_HEAD = 3  # paragraphs in which it stands
_NOT_YET = re.compile(r"(?:n[’']t|\bnot)\b.*\byet\b")
_DEATH = re.compile(r"\b(?:died|has died|dies|is dead|was found dead)\b")
_QUOTED = re.compile(r"“[^”]{0,1000}”|\"[^\"]{0,1000}\"|''[^']{0,1000}''")


def with_lead(found: Found, events: list[EventFound], lead: Span) -> list[EventFound]:
    """The events with the lead's, under the headline where that says it in a clause."""
    body = found.body
    if any(_LETTERS.fullmatch(body.text, *p) for p in body.paragraphs[:_HEAD]):
        return events
    headline, raw = _headline(body, lead), headline_words(body, lead)
    first = next((i for i, e in enumerate(events) if e.passage[0] < lead[1]), None)
    if first is not None:
        event = events[first]
        if event.title.endswith(("…", "…”")) and _shared(headline, body.text[slice(*event.passage)]) >= SHARED:
            events[first] = msgspec.structs.replace(event, title=headline)
        return events
    sentence = _first_sentence(body, lead)
    if events and (_is_told_later(found, events, raw) or _is_opinion(found, sentence)):
        return events
    lead_event = _lead(found, sentence, headline)
    return events if events and lead_event.title != headline and _tells_little(lead_event) else [lead_event, *events]


def _tells_little(event: EventFound) -> bool:
    """Whether the title of the lead's event tells a state, or begins with "It was"."""
    return bool(_NOT_YET.search(event.title)) or (tells_state(event.title) and not _GOING_ON.search(event.title)) or not standing(event.title)


def lead_paragraph(body: Body) -> Span:
    """The first paragraph that is no headline: one ends without a full stop, or says briefly what the next one says."""
    paragraphs = [p for p in body.paragraphs[:6] if p[1] - p[0] > _LABEL or body.text[p[0] : p[1]].count(" ") > 1][:4]
    for this, following in pairwise(paragraphs):
        words = body.text[slice(*this)]
        repeated = content_words(words) & content_words(body.text[slice(*following)])
        brief = len(words) < min(_HEADLINE, following[1] - following[0]) and body.sentence_at(this[0])[1] == this[1]
        first = this == body.paragraphs[0] and not body.title
        if first and len(words) < 2 * _HEADLINE and _LINES.search(words):  # a headline and the line below it
            continue
        if first and _is_above(body, this, following):
            continue
        if words[-1] in ".?!”\"’'" and not (brief and len(repeated) >= (1 if first else SHARED)):
            return this
    return (paragraphs or body.paragraphs)[-1]


def _is_above(body: Body, this: Span, following: Span) -> bool:
    """Whether a paragraph is a headline above the next one: one sentence of a few words, in an article without a title."""
    brief = body.text.count(" ", *this) < _FEW and 2 * (this[1] - this[0]) < following[1] - following[0]
    return brief and body.sentence_at(this[0])[1] == this[1] and body.text[this[1] - 1] == "."


def is_obituary(body: Body, lead: Span) -> bool:
    """Whether the article begins with a death: then the life that it tells is what it is about."""
    return bool(_DEATH.search(body.text, *lead))


def _first_sentence(body: Body, lead: Span) -> Span:
    """The lead paragraph's first sentence; not the hour before it ("6:40 p.m.")."""
    first = body.sentence_index(lead[0])
    inside = [s for s in body.sentences[first : first + 3] if s[0] < lead[1]]
    return next((s for s in inside if has_verb(body.text[slice(*s)])), body.sentences[first])


def _headline(body: Body, lead: Span) -> str:
    """The headline where it is a clause that can stand as a title; "" otherwise."""
    words = headline_words(body, lead)
    if not words or len(words) > TITLE_LENGTH or words.count(" ") < 2 or _TEASER.search(words):
        return ""
    return words if any(_is_verb(word) for word in words.split()[1:]) else ""


def headline_words(body: Body, lead: Span) -> str:
    """The headline: the article's title, or a brief paragraph before the lead."""
    words = body.title
    if not words and body.paragraphs[0][0] < lead[0] and body.paragraphs[0][1] - body.paragraphs[0][0] < _HEADLINE:
        words = body.text[slice(*body.paragraphs[0])]
    return " ".join(re.split(r";\s", words, maxsplit=1)[0].split()).removesuffix(".").strip()


def _is_verb(word: str) -> bool:
    low = word.lower().strip("‘’“”\"',:;")
    cue = CUES.get(low)
    return low in HEADLINE_VERBS or has_verb(low) or bool(cue and (cue.form in ("s", "past") or (cue.form == "base" and low not in NOUN_LIKE)))


def _shared(headline: str, passage: str) -> int:
    return len(content_words(headline) & content_words(passage))


def _first_named(found: Found, headline: str) -> str:
    """The last name of the person that the headline names first; "" where it names none."""
    places = {last: headline.find(last) for p in found.people.found if (last := p.name.rpartition(" ")[2])}
    return min((last for last, at in places.items() if at >= 0), key=lambda last: places[last], default="")


def _is_told_later(found: Found, events: list[EventFound], headline: str) -> bool:
    """Whether what the headline tells is told with its day soon behind the lead, of the same actor."""
    body = found.body
    end = body.paragraphs[min(len(body.paragraphs), _SOON) - 1][1]
    actor = _first_named(found, headline)
    return any(
        e.passage[1] <= end
        and width(e.date) < _SOON
        and not is_ahead(body, e.date)
        and _shared(headline, body.text[slice(*e.passage)]) >= (_ALIKE if actor in e.title else _MOST_ALIKE)
        for e in events
    )


def _is_opinion(found: Found, sentence: Span) -> bool:
    """Whether the sentence says in nobody's name what may be or should be."""
    words = found.body.text[slice(*sentence)]
    if any(q.cue_end and sentence[0] <= q.start < sentence[1] for q in beside(found.quotations, sentence)):
        return False
    return bool(OPINION.search(_QUOTED.sub("", words))) or words.rstrip("”\"’' ").endswith("?")


def _lead(found: Found, sentence: Span, headline: str) -> EventFound:
    """What the article begins with, on the day of publication or some time earlier."""
    text = found.body.text
    clause = main_clause(text, sentence)
    words = plain_words(text, clause, None)
    own = plain_title(standing(words))
    shared = _shared(headline, text[slice(*sentence)])
    title = headline if shared >= SHARED or (shared and (not own or own.endswith("…") or tells_state(own))) else own or plain_title(words)
    return EventFound(date=by_publication(found.body), title=title, passage=sentence, people=people_in(found, sentence))
