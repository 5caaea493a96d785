"""Who speaks where the sentence has no cue: the speaker carried over from the words before.

Takes the clauses and what was found so far; gives a Carried speaker with the rule that told it.
"""

from __future__ import annotations

from typing import NamedTuple

from dateline.extract.body import Body
from dateline.extract.clauses import Clause
from dateline.extract.marks import Marked
from dateline.extract.people import People
from dateline.extract.sayings import find_sayings
from dateline.extract.speakers import name_speaker
from dateline.extract.subjects import Row, Subject, main_subject
from dateline.findings import QuotationFound, Speaker


class Carried(NamedTuple):
    """A speaker and the rule that told it."""

    speaker: Speaker | None
    rule: str = ""  # "subject", "continued", "carry", "led", "before", "paragraph"


def carry_speaker(
    body: Body,
    people: People,
    clauses: tuple[Clause, ...],
    marked: tuple[Marked, ...],
    index: int,
    at: int,
    before: list[QuotationFound],
) -> Carried:
    """The speaker of a stretch that no cue of its own sentence holds.

    In this order: the one whose words run over from the paragraph before; the subject of the sentence; the one
    quoted last in the paragraph; the subject of the sentence before, where a colon leads in or it quotes nobody; the
    one quoted last in the paragraph before.
    """
    pieces = clauses[index].pieces
    last = next((q for q in reversed(before) if q.kind != "indirect"), None)
    if last and at == 0 and _runs_over(marked, pieces[at].marked) and body.text.count("\n\n", last.end, marked[pieces[at].marked].start) <= 1:
        return Carried(last.speaker, "continued")
    subject = main_subject(pieces, at)
    if subject:
        return Carried(name_speaker(body.text, pieces, subject, people), "subject")
    if last and body.paragraph_at(last.start) == body.paragraphs[clauses[index].paragraph]:
        return Carried(last.speaker, "carry")
    if index and clauses[index - 1].paragraph >= clauses[index].paragraph - 1:
        led = _leading(clauses[index - 1].pieces)
        if led:
            return Carried(name_speaker(body.text, clauses[index - 1].pieces, led, people), "led")
    return Carried(last.speaker if last else None, "paragraph")


def _runs_over(marked: tuple[Marked, ...], at: int) -> bool:
    """Whether a stretch goes on from the paragraph before: that one was left open, or this one never opened."""
    return at > 0 and (not marked[at].opened or not marked[at - 1].closed)


def _leading(pieces: Row) -> Subject | None:
    """Whom the sentence before makes the speaker of the words that follow."""
    sayings = find_sayings(pieces)
    if pieces[-1].low == ":" and sayings:
        return sayings[-1].subject
    return main_subject(pieces, len(pieces))
