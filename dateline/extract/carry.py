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
from dateline.extract.phrases import DETERMINERS, Row, Subject, is_passive
from dateline.extract.sayings import find_sayings
from dateline.extract.speakers import name_speaker
from dateline.extract.subjects import main_subject
from dateline.extract.voices import has_voice
from dateline.findings import QuotationFound, Speaker

_LABEL = re.compile(r"[\"“«'’ ]{0,3}([A-Z][A-Z’'.-]{2,20}(?: [A-Z][A-Z’'.-]{1,20}){0,3}): ?\S")
_DASHES = frozenset(("-", "–", "—", "--", "―"))
_OPENING = 2  # pieces of `Now, “…”`, which names nobody
_SIGNED = 14  # pieces of a signature line, office included
_ALONE = 16  # pieces behind the marks in a sentence that is nothing but a signed quotation
_PRONOUNS = frozenset("he she they it we i who you".split())

_PEOPLE_OPENERS = frozenset("one two three four five six some several many most a an another".split())


class Carried(NamedTuple):
    """A speaker and the rule that told it."""

    speaker: Speaker | None
    rule: str = ""  # "subject", "continued", "label", "signed", "carry", "led"


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

    In this order: the one whose name stands before a colon; the one whose words run over from the paragraph before;
    who signs; the subject of the sentence; the one quoted last in the paragraph; who says something in the sentence
    before. Weaker signs are not followed: the one quoted in the paragraph before is wrong as often as right.
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
    if _is_addressed(pieces, at):
        return Carried(None)
    subject = main_subject(pieces, at)
    if subject and subject.last < at and at > _OPENING:  # not “Lee “had no idea””: there the words are about Lee
        return Carried(_speaking(name_speaker(body.text, pieces, subject, people), people), "subject")
    if last and body.paragraph_at(last.start) == body.paragraphs[clauses[index].paragraph]:
        return Carried(last.speaker, "carry")
    if index and clauses[index - 1].paragraph >= clauses[index].paragraph - 1:
        if last and at == 0 and last.start > clauses[index - 1].start:
            return Carried(last.speaker, "led")
        near = clauses[index - 1].paragraph == clauses[index].paragraph
        led = _leading(clauses[index - 1].pieces, alone=at == 0, near=near)
        speaker = _speaking(name_speaker(body.text, clauses[index - 1].pieces, led, people), people) if led else None
        if speaker:
            return Carried(speaker, "led")
        if last and clauses[index - 1].pieces[-1].low == ":":  # The transcript follows:
            return Carried(last.speaker, "led")
    return Carried(None)


def _is_addressed(pieces: Row, at: int) -> bool:
    """Whether the sentence names only whom the words were put to: Mr. Lee was asked, “…”"""
    verb = next((n for n in range(at - 1, max(-1, at - 3), -1) if pieces[n].low not in (",", ":")), -1)
    return verb > 0 and pieces[verb].low in ("asked", "told", "reminded", "warned", "informed") and is_passive(pieces, verb)


def _speaking(speaker: Speaker, people: People) -> Speaker | None:
    """The speaker, if it can speak: somebody whom the article names, or a pronoun or description of people."""
    if people.between(speaker.start, speaker.end):
        return speaker
    words = speaker.name.casefold().split()
    if words[0] in _PRONOUNS - {"it"} or (speaker.described and words[0] in _PEOPLE_OPENERS):
        return speaker
    return speaker if has_voice(speaker.name, cued=False) else None


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
    if row[at].low not in _DASHES or len(row) - at > _SIGNED or at + 1 >= len(row) or not row[at + 1].upper or row[at + 1].low in DETERMINERS:
        return None
    last = at + 1
    while last < len(row) and row[last].upper and row[last].marked < 0:
        last += 1
    return row, Subject(at + 1, last)


def _runs_over(marked: tuple[Marked, ...], at: int) -> bool:
    """Whether a stretch goes on from the paragraph before: that one was left open, or this one never opened."""
    return at > 0 and (not marked[at].opened or not marked[at - 1].closed)


def _leading(pieces: Row, *, alone: bool, near: bool) -> Subject | None:
    """Whom the sentence before makes the speaker of the words that follow: who says something in it.

    Behind a colon any subject will do, and in one paragraph that of a sentence right before words that stand alone.
    """
    sayings = find_sayings(pieces)
    spoken = [s for s in sayings if s.group in ("say", "call", "think") and s.form != "ing" and not s.subject.relative]
    if pieces[-1].low == ":":
        return sayings[-1].subject if sayings else main_subject(pieces, len(pieces))
    if not alone:
        return None
    return spoken[0].subject if spoken else main_subject(pieces, len(pieces)) if near else None
