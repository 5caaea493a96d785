"""Whom "he" and "she" mean.

Takes the body and the persons named in it, in order; gives each pronoun with its likeliest person. Within reach are
the same sentence and the few before it. The subject of a sentence outweighs its other names, a speaker outweighs both;
inside quoted words, where people speak of others, being spoken of often counts instead.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from typing import NamedTuple

from dateline.extract.body import Body
from dateline.extract.name_words import SPEECH_VERBS

# A short word with the right first letter; the set at its start lets the search skip most of the text.
_SHORT = re.compile(r"[HhSs](?<!\w[HhSs])[A-Za-z]{1,6}\b(?![-.][a-z])")
_PRONOUNS = {
    "he": "m",
    "him": "m",
    "his": "m",
    "himself": "m",
    "she": "f",
    "her": "f",
    "hers": "f",
    "herself": "f",
}
_VERB_AFTER = re.compile(r"[’']?,? (?:also |then |later |has |have |had )?([a-z]+)")
_SPEECH_BEFORE = re.compile(r"([a-z]+) (?:[a-z]+ ){0,2}$")
_PREPOSITION = re.compile(
    r"\b(?:of|to|for|with|by|against|about|from|on|in|at|between|and|over|than|like|as) (?:[a-z]+ )?$"
)
_OWN_WORDS = re.compile(
    r"[’']s? (?:\w+ ){0,2}(?:comments?|statements?|claims?|remarks?|denials?|assertions?|promises?|pledges?|suggestions?|insistence|vow) that\b"
)
_MARK = re.compile(r"[“”\"]|''|\n\n")
REACH = 4  # sentences looked back; further away a pronoun means nobody that can be told
_NEAR = 24  # mentions looked back, so that the work stays linear in hostile texts
_FADE = 0.72  # what a sentence of distance leaves of a weight


class Figure(NamedTuple):
    """A person at a place in the text."""

    start: int
    end: int
    person: int
    gender: str


class _Weighed(NamedTuple):
    figure: Figure
    sentence: int
    weight: float
    owner: bool  # a possessive
    quoted: bool


def find_pronouns(body: Body, figures: list[Figure]) -> list[tuple[int, int, int]]:
    """Each pronoun that can be told, as (start, end, person), in order of place."""
    found: list[tuple[int, int, int]] = []
    scene = _Scene(body, figures)
    at = 0
    for match in _SHORT.finditer(body.text):
        gender = _PRONOUNS.get(match.group().lower())
        if gender is None:
            continue
        while at < len(figures) and figures[at].start < match.start():
            scene.add(figures[at])
            at += 1
        who = scene.likeliest(match.start(), gender)
        if who is not None:
            found.append((match.start(), match.end(), who))
            scene.add(Figure(match.start(), match.end(), who, gender))
    return found


class _Scene:
    """Who has been named so far and how strongly; grows as the text is read."""

    def __init__(self, body: Body, figures: list[Figure]) -> None:
        self._text = body.text
        self._starts = [start for start, _ in body.sentences]
        self._genders = {f.person: f.gender for f in figures}
        self._counts = Counter(f.person for f in figures)
        self._weighed: list[_Weighed] = []
        self._quoted = _quoted_spans(body.text)

    def add(self, figure: Figure) -> None:
        """Take in a mention, with its weight in its sentence."""
        if not self._genders.get(figure.person):
            self._genders[figure.person] = figure.gender
        sentence = bisect_right(self._starts, figure.start) - 1
        quoted = self._in_quotes(figure.start)
        first = not self._weighed or self._weighed[-1].sentence != sentence
        owner = self._text[figure.end : figure.end + 2] in {"’s", "'s", "’ ", "' "} or self._text[
            figure.start : figure.end
        ].lower() in {"his", "her"}
        weight = self._weight(figure, max(sentence, 0), owner=owner) + (0.6 if first else 0.0)
        self._weighed.append(_Weighed(figure, sentence, weight * (0.6 if quoted else 1.0), owner, quoted))

    def _weight(self, figure: Figure, sentence: int, *, owner: bool) -> float:
        if owner:
            return 0.5
        after = _VERB_AFTER.match(self._text, figure.end, figure.end + 40)
        before = self._text[max(0, figure.start - 30) : figure.start]
        speech = _SPEECH_BEFORE.search(before)
        if (after and after[1] in SPEECH_VERBS) or (speech and speech[1] in SPEECH_VERBS):
            return 2.6
        if self._starts and figure.start - self._starts[sentence] < 4:
            return 2.2
        if _PREPOSITION.search(before):
            return 0.7
        return 1.6 if after else 1.0

    def likeliest(self, place: int, gender: str) -> int | None:
        """Whom the pronoun at the place means; None when nobody within reach fits."""
        here = bisect_right(self._starts, place) - 1
        quoted = self._in_quotes(place)
        best, who = 0.0, None
        for past in reversed(self._weighed[-_NEAR:]):
            if here - past.sentence > REACH:
                break
            known = self._genders[past.figure.person]
            if known and known != gender:
                continue
            score = self._score(past, place, here, quoted=quoted) * (1.0 if known else 0.8)
            if score > best:
                best, who = score, past.figure.person
        return who

    def _score(self, past: _Weighed, place: int, here: int, *, quoted: bool) -> float:
        between = self._text[past.figure.end : place] if past.sentence == here else ""
        weight = past.weight
        if quoted and not past.quoted:
            weight = 0.5 + 0.1 * min(self._counts[past.figure.person], 15)
        elif past.owner and between and _OWN_WORDS.match(between):
            weight = 3.0  # "Lee’s claim that he …" is Lee
        fade = 0.5 ** min(between.count(";"), 3)
        return float(weight * fade * _FADE ** (here - past.sentence))

    def _in_quotes(self, place: int) -> bool:
        at = bisect_right(self._quoted, place, key=lambda s: s[0]) - 1
        return at >= 0 and self._quoted[at][1] > place


def _quoted_spans(text: str) -> list[tuple[int, int]]:
    """Roughly what stands in double quotation marks; a new paragraph closes what was left open."""
    spans: list[tuple[int, int]] = []
    opened = -1
    for match in _MARK.finditer(text):
        mark = match.group()
        if mark == "\n\n":
            opened = -1
        elif opened < 0 and mark != "”":
            opened = match.end()
        elif opened >= 0 and mark != "“":
            spans.append((opened, match.start()))
            opened = -1
    return spans
