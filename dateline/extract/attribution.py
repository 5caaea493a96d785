"""To which saying a quoted stretch belongs: the rules, strongest first, each with its name.

Takes the clauses of an article; gives an Attribution for each quoted stretch.
"""

from __future__ import annotations

from typing import NamedTuple

from dateline.extract.phrases import DAYS, Row, has_verb, head_of, is_adverb
from dateline.extract.saying_kinds import Saying
from dateline.extract.subjects import main_start

_BARRIERS = frozenset("and but while whereas though although yet".split())
_FILLERS = frozenset(", : that — – -- ( as of".split())
_TELLS = frozenset("tell ask assure remind inform warn advise urge instruct text email reassure write answer".split())

_OF = frozenset("that of for to : ,".split())  # between a noun of speech and the marks: his claim of a “rigged” vote


class Choice(NamedTuple):
    """A saying and the rule that chose it."""

    saying: Saying
    rule: str  # "behind", "before", "inside", "ends"


def choose_saying(pieces: Row, at: int, sayings: list[Saying], text: str) -> Choice | None:
    """The saying of this sentence that the quoted stretch at this place belongs to; None if there is none."""
    prior = [s for s in sayings if s.last <= at and (not s.inverted or s.subject.last <= at)]
    after = [s for s in sayings if s.begins > at and s.form not in ("ing", "inf") and s.group != "noun"]
    beside = _beside(pieces, at, prior)
    behind = _behind(pieces, at, after, text)
    if behind and not (beside and _leads_in(pieces, at, beside)):
        return Choice(behind, "behind")
    if beside:
        return Choice(beside, "before")
    governing = _governing(pieces, at, prior) if prior else None
    if governing and (governing.group in ("say", "by") or not after):
        return Choice(governing, "inside")
    closing = _closing(pieces, after) if after else None
    if governing and closing and _closes(pieces, closing):
        return Choice(closing, "ends")
    if governing:
        return Choice(governing, "inside")
    if after:
        return Choice(_closing(pieces, after), "ends")
    return None


def _beside(pieces: Row, at: int, prior: list[Saying]) -> Saying | None:
    """The saying whose cue leads straight to the marks: said, “…”; told reporters on Tuesday that “…”."""
    if not prior:
        return None
    last = prior[-1]
    if last.group == "by":
        return None
    if last.group == "noun":
        joint = [p.low for p in pieces[last.last : at] if p.low not in ("a", "an", "the")]
        return last if len(joint) == 1 and joint[0] in _OF else None
    if last.group in ("call", "think", "show") and last.subject.relative:
        return None
    between = pieces[last.ends : at]
    if last.inverted and not any(p.low in (",", ":", "—", ".") for p in between):
        return None
    if all(p.low in _FILLERS or is_adverb(p) or p.low in DAYS for p in between):
        inner = last.group in ("say", "colon") and (_is_animate(pieces, last) or bool(between))
        return last if inner or not _say_outside(pieces, at, prior[:-1]) else None
    if last.group == "say" and between and between[-1].low in (":", ",", "that") and not has_verb(pieces, last.ends, at - 1):
        return last
    return None


def _say_outside(pieces: Row, at: int, prior: list[Saying]) -> bool:
    """Whether an earlier cue of saying governs the place: he said that she called it “…”."""
    behind = _behind_barrier(pieces, at, prior)
    return any(s.group == "say" and not s.subject.relative for s in behind)


def _is_animate(pieces: Row, saying: Saying) -> bool:
    """Whether the subject is a name or a pronoun for people: `the news underscored “…”` has none."""
    head = head_of(pieces, saying.subject)
    return pieces[head].upper or pieces[head].low in ("he", "she", "they", "i", "we", "you", "who")


def _leads_in(pieces: Row, at: int, saying: Saying) -> bool:
    """Whether the cue is right before the marks, with a comma, a colon or nothing between."""
    return saying.group in ("say", "colon") and (at == saying.ends or pieces[at - 1].low in (",", ":")) and at - saying.ends <= 1


def _behind(pieces: Row, at: int, after: list[Saying], text: str) -> Saying | None:
    """The attribution right behind the marks: “…,” Mr. Lee said."""
    for saying in after[:1]:
        between = pieces[at + 1 : saying.begins]
        if any(p.low not in (",", "—", "–", "”", "'") for p in between):
            return None
        if saying.subject.role_first and saying.subject.role_first < saying.begins and saying.subject.role_first <= at:
            return None
        closing = text[max(pieces[at].start, pieces[at].end - 4) : pieces[at].end + 1]
        if any(c in closing for c in ",?!—…–.") or saying.inverted or between:
            return saying if saying.group in ("say", "by", "think") or saying.inverted else None
    return None


def _behind_barrier(pieces: Row, at: int, prior: list[Saying]) -> list[Saying]:
    """The sayings that may govern the place: those behind the last joint of main clauses, else all."""
    for place in range(at - 1, 0, -1):
        joint = pieces[place].low in _BARRIERS and pieces[place - 1].low == ","
        if pieces[place].low == ";" or joint:
            behind = [s for s in prior if s.begins >= place]
            if behind:
                return behind
    opens = main_start(pieces, at)
    main = [s for s in prior if s.begins >= opens]
    return main if opens > 1 and main else prior


def _governing(pieces: Row, at: int, prior: list[Saying]) -> Saying:
    """Of the sayings before the marks, the one whose clause holds them: the outermost cue of saying, else the nearest."""
    near = _behind_barrier(pieces, at, prior)
    plain = [s for s in near if not s.subject.relative and s.form != "inf"]
    for saying in plain:
        if saying.group in ("say", "by"):
            nearest = plain[-1]  # he said … and called it “…”: the same speaker, the cue beside the words
            return nearest if nearest.subject == saying.subject and nearest.group != "noun" else saying
    verbs = [s for s in plain if s.group != "noun"]
    return (verbs or plain or near)[-1]


def _closing(pieces: Row, after: list[Saying]) -> Saying:
    """Of the sayings behind the marks, the one that closes the sentence: …, Mr. Lee said on Tuesday."""
    for saying in after:
        if saying.group == "by" or saying.inverted:
            return saying
        if _closes(pieces, saying):
            return saying
    return after[0]


def _closes(pieces: Row, saying: Saying) -> bool:
    """Whether the saying stands behind a comma at the end of its sentence: …, the lawsuit says."""
    if saying.group == "by" or saying.inverted:
        return True
    before = pieces[saying.begins - 1].low if saying.begins else ""
    return saying.group == "say" and before == "," and not has_verb(pieces, saying.ends, len(pieces))
