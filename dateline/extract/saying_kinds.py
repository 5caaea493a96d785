"""Sayings, and the cues that are no plain verbs: according to, NAME:, “her claim that”, any verb squeezed against marks.

Takes the pieces of a sentence and a place; gives the Saying whose cue stands there, or None.
"""

from __future__ import annotations

from typing import NamedTuple

from dateline.extract.cues import NOUNS
from dateline.extract.phrases import (
    DETERMINERS,
    PREPOSITIONS,
    Row,
    Subject,
    has_verb,
    is_adverb,
    is_passive,
    is_verb,
    subject_after,
)
from dateline.extract.subjects import subject_before

_LONGEST_NAME = 7  # pieces before a colon that names the speaker
_OWNERS = frozenset("his her their its".split())


class Saying(NamedTuple):
    """A cue and what belongs to it, as places in the row of pieces."""

    first: int  # the cue
    last: int
    group: str  # of cues.py; "by" for according to, "noun" for a nominal cue, "colon" for NAME:
    form: str
    base: str
    subject: Subject
    inverted: bool = False  # the subject stands behind the cue

    @property
    def begins(self) -> int:
        """Where cue and subject begin."""
        return min(self.first, self.subject.first)

    @property
    def ends(self) -> int:
        """Where cue and subject end, the apposition included."""
        return max(self.last, self.subject.last, self.subject.role_last) if self.inverted else self.last


def according_to(pieces: Row, at: int) -> Saying | None:
    """`according to the mayor`."""
    if pieces[at].low != "according" or at + 2 >= len(pieces) or pieces[at + 1].low != "to":
        return None
    subject = subject_after(pieces, at + 2, loose=True)
    if subject and subject.last - subject.first == 1 and pieces[subject.first].low in DETERMINERS:
        return None  # according to the “…” paper
    return subject and Saying(at, at + 2, "by", "by", "according to", subject, inverted=True)


def name_and_colon(pieces: Row, at: int, *, headline: bool = False) -> Saying | None:
    """`Mr. Lee: “…”` at the head of a sentence or behind another quotation; in a headline without marks too."""
    if pieces[at].low != ":" or at + 1 >= len(pieces):
        return None
    if pieces[at + 1].marked < 0:
        named = headline and 0 < at < _LONGEST_NAME and all(p.upper for p in pieces[:at])
        return Saying(at, at + 1, "colon", "past", ":", Subject(0, at)) if named else None
    first = at
    while first > 0 and pieces[first - 1].marked < 0 and pieces[first - 1].low not in (".", ";", "—", "-", "•"):
        first -= 1
    if first == at or has_verb(pieces, first, at):
        return None
    last = first
    while last < at and pieces[last].low not in (",", "("):
        last += 1
    if last - first > _LONGEST_NAME or not pieces[first].upper or is_adverb(pieces[first]) or pieces[first].low in PREPOSITIONS:
        return None
    return Saying(at, at + 1, "colon", "past", ":", Subject(first, last))


def noun_of_speech(pieces: Row, at: int) -> Saying | None:
    """`her claim that …`, `the mayor’s call for “…”`: whose claim it is stands before it."""
    if pieces[at].low not in NOUNS or at + 1 >= len(pieces) or not at:
        return None
    if pieces[at + 1].low not in ("that", "of", "for", "to", ":", "about", ",", "on"):
        return None
    owner = at - 1
    while owner >= 0 and at - owner <= 4 and not (pieces[owner].low in _OWNERS or pieces[owner].low.endswith(("'s", "s'"))):
        if pieces[owner].low in PREPOSITIONS or pieces[owner].low in (",", "the", "a", "and") or pieces[owner].marked >= 0:
            return None
        owner -= 1
    if owner < 0 or at - owner > 4:
        return None
    first = owner
    if pieces[owner].low not in _OWNERS:
        while first > 0 and (pieces[first - 1].upper or pieces[first - 1].low in ("the", "a")) and pieces[first - 1].marked < 0:
            first -= 1
    return Saying(at, at + 1, "noun", "noun", pieces[at].low, Subject(first, owner + 1))


def verb_beside_marks(pieces: Row, at: int) -> Saying | None:
    """Any verb that stands where only a verb of saying can: `he demurred: “…”`; `“…,” she deadpanned.`"""
    low = pieces[at].low
    if not low.endswith("ed") or pieces[at].upper or at + 1 >= len(pieces) or not at:
        return None
    if pieces[at - 1].marked >= 0 and pieces[at + 1].upper and is_verb(pieces, at) and not any(p.low in ("said", "says") for p in pieces[at:]):  # “…!” beamed Ann Lee
        subject = subject_after(pieces, at + 1)
        return subject and Saying(at, at + 1, "say", "past", low, subject, inverted=True)
    leads = at + 2 < len(pieces) and pieces[at + 1].low in (",", ":") and pieces[at + 2].marked >= 0
    follows = at > 1 and pieces[at + 1].low in (".", ",") if at + 1 < len(pieces) else False
    if not (leads or follows) or is_passive(pieces, at) or not is_verb(pieces, at):
        return None
    subject = subject_before(pieces, at)
    if subject is None or subject.relative or not (leads or (subject.first and pieces[subject.first - 1].marked >= 0)):
        return None
    return Saying(at, at + 1, "say", "past", low, subject)


def is_speech_noun(low: str) -> bool:
    """Whether a word names something said: statement, claim, interview."""
    return low in NOUNS
