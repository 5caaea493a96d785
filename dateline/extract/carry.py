"""Who speaks where the sentence has no cue: the speaker carried over from the words before.

Takes the clauses and what was found so far; gives a Carried speaker with the rule that told it.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from dateline.extract.body import Body
from dateline.extract.clauses import Clause
from dateline.extract.marks import Marked
from dateline.extract.people import People
from dateline.extract.phrases import Row, Subject
from dateline.extract.sayings import find_sayings
from dateline.extract.speakers import name_speaker
from dateline.extract.subjects import main_subject
from dateline.extract.voices import has_voice
from dateline.findings import QuotationFound, Speaker

_LABEL = re.compile(r"[\"“«'’ ]{0,3}([A-Z][A-Z’'.-]{2,20}(?: [A-Z][A-Z’'.-]{1,20}){0,3}): ?\S")
_DASHES = frozenset(("-", "–", "—", "--", "―"))
_SIGNED = 14  # pieces of a signature line, office included
_ALONE = 16  # pieces behind the marks in a sentence that is nothing but a signed quotation
_PRONOUNS = frozenset("he she they it we i who you".split())

_BREAK = 2  # line breaks between two paragraphs
_PEOPLE_OPENERS = frozenset("one two three four five six some several many most a an another".split())


class Carried(NamedTuple):
    """A speaker and the rule that told it."""

    speaker: Speaker | None
    rule: str = ""  # "subject", "continued", "label", "signed", "carry", "led", "before", "paragraph"


def carry_speaker(
    body: Body,
    people: People,
    clauses: tuple[Clause, ...],
    marked: tuple[Marked, ...],
    index: int,
    at: int,
    last: QuotationFound | None,
) -> Carried:
    """The speaker of a stretch that no cue of its own sentence holds.

    In this order: the one whose name stands before a colon, the one whose words run over from the paragraph before; the subject of the sentence; the one
    quoted last in the paragraph; the subject of the sentence before, where a colon leads in or it quotes nobody; the
    one quoted last in the paragraph before.
    """
    pieces = clauses[index].pieces
    label = _label(body.text, people, pieces[at].start, pieces[at].end) if at == 0 else None
    if label:
        return Carried(label, "label")
    if last and at == 0 and _runs_over(marked, pieces[at].marked) and body.text.count("\n\n", last.end, marked[pieces[at].marked].start) <= 1:
        return Carried(last.speaker, "continued")
    signed = _signature(clauses, index) if len(pieces) - at < _ALONE else None
    if signed:
        return Carried(name_speaker(body.text, *signed, people), "signed")
    subject = main_subject(pieces, at)
    if subject:
        return Carried(_speaking(name_speaker(body.text, pieces, subject, people), people), "subject")
    if last and body.paragraph_at(last.start) == body.paragraphs[clauses[index].paragraph]:
        return Carried(last.speaker, "carry")
    if index and clauses[index - 1].paragraph >= clauses[index].paragraph - 1:
        led = _leading(clauses[index - 1].pieces)
        speaker = _speaking(name_speaker(body.text, clauses[index - 1].pieces, led, people), people) if led else None
        if speaker:
            return Carried(speaker, "led")
    return Carried(last.speaker if last and _is_next(body, last, pieces[at].start) else None, "paragraph")


def _speaking(speaker: Speaker, people: People) -> Speaker | None:
    """The speaker, if it can speak: somebody whom the article names, or a pronoun or description of people."""
    if people.between(speaker.start, speaker.end):
        return speaker
    words = speaker.name.casefold().split()
    if words[0] in _PRONOUNS - {"it"} or (speaker.described and words[0] in _PEOPLE_OPENERS):
        return speaker
    return speaker if has_voice(speaker.name) else None


def _label(text: str, people: People, start: int, end: int) -> Speaker | None:
    """The name before a colon inside the marks, as transcripts print it: “LEE: I never …"""
    match = _LABEL.match(text, start, end)
    if not match:
        return None
    first, last = match.span(1)
    name = _by_last_name(people, match.group(1))
    return Speaker(name=name or match.group(1), start=first, end=last)


def _by_last_name(people: People, label: str) -> str:
    """The one person whose last name the label is, in any case; "" if there is none or several."""
    last = label.split()[-1].casefold()
    names = [p.name for p in people.found if p.kind == "person" and p.name.split()[-1].casefold() == last]
    return names[0] if len(names) == 1 else ""


def _signature(clauses: tuple[Clause, ...], index: int) -> tuple[Row, Subject] | None:
    """The name that signs a quotation standing alone: “…” — Ann Lee, on the same line or the next."""
    row = clauses[index].pieces
    at = next((n for n, piece in enumerate(row) if piece.marked >= 0), 0) + 1
    if at >= len(row) or row[at].low not in _DASHES:
        if at < len(row) or index + 1 >= len(clauses) or clauses[index + 1].paragraph > clauses[index].paragraph + 1:
            return None
        row, at = clauses[index + 1].pieces, 0
    if row[at].low not in _DASHES or len(row) - at > _SIGNED or at + 1 >= len(row) or not row[at + 1].upper:
        return None
    last = at + 1
    while last < len(row) and row[last].upper and row[last].marked < 0:
        last += 1
    return row, Subject(at + 1, last)


def _is_next(body: Body, last: QuotationFound, place: int) -> bool:
    """Whether the last quotation stands in the paragraph right before the place."""
    return body.text.count("\n", last.end, place) <= _BREAK and body.paragraph_at(last.start) != body.paragraph_at(place)


def _runs_over(marked: tuple[Marked, ...], at: int) -> bool:
    """Whether a stretch goes on from the paragraph before: that one was left open, or this one never opened."""
    return at > 0 and (not marked[at].opened or not marked[at - 1].closed)


def _leading(pieces: Row) -> Subject | None:
    """Whom the sentence before makes the speaker of the words that follow."""
    sayings = find_sayings(pieces)
    if pieces[-1].low == ":" and sayings:
        return sayings[-1].subject
    return main_subject(pieces, len(pieces))
