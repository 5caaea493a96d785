"""What a date expression is counted from: the day of publication, the dates before it, and the tense around it.

One Context reads one article from its start to its end and remembers what was named.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from datetime import date
from functools import cached_property

from dateline.edtf import read
from dateline.extract.body import Body
from dateline.extract.date_calendar import nearest, shifted
from dateline.extract.date_tokens import Tokens
from dateline.extract.date_words import (
    DAY,
    DAY_FIRST_OUTLETS,
    DECADE,
    FUTURE,
    MONTH,
    PAST,
    QUARTER,
    WEEK,
    YEAR,
)

_LOOK = 24  # tokens searched for a verb on either side: two thirds of a long sentence
_AMERICAN = re.compile(
    r"Election Day|White House|Congress|Senat(?:e|or)|Republican|Democrat|United States|U\.S\.|F\.?B\.?I\b|American|Inauguration Day"
)
_FINANCIAL = re.compile(r"\b(?:earnings|revenues?|profits?|dividends?|net (?:income|loss)|inflation|unemployment|economists?|analysts|output|exports|gross domestic product|fiscal|GDP|GNP|economy|economic|shareholders|investors|a share|shares|stock|quarterly)\b", re.IGNORECASE)
_ADDRESS_DAY = re.compile(r"/((?:19|20)\d\d)[/-](\d\d?)[/-](\d\d?)(?=[/-]|$)")
_BESIDE = 200  # code points: a link so near is of the same sentence
_BESIDE_TOKENS = 25  # about a sentence
_TOLD_TOKENS = 200  # about three paragraphs
_TIE = 60  # days: two readings are as near to publication as one another within this
_CLOSE = 4  # tokens: a verb so near is that of the date
_ENDS = frozenset(".;:?!")
_CLAUSES = frozenset({"that", ",", "—", "–", "who", "which"})  # what parts a verb from a date behind it
_FAR = 120  # days: beyond, the past reading is about as near, and any verb of the past decides
_SENTENCE = 30  # tokens before a month in which its sentence may begin with a year
_SOON = 30  # days: a date without a year so near ahead is announced, whatever the verb beside it
_TITLES = frozenset({"mr", "mrs", "ms", "dr", "gen", "sen", "rep", "gov", "lt", "col", "sgt", "st", "inc", "corp", "co", "ltd", "no", "vs", "rev", "prof", "jr", "sr"})  # fmt: skip
_INFINITIVE = {"to": ("is", "are", "were"), "be": ("to",)}
_PRESENT = frozenset({"be", "is", "are"})
_OWNERS = frozenset({"THE", "A", "HIS", "THIS"})
_BARE = frozenset({"will", "would", "shall", "may", "might", "can", "could", "should", "must", "to", "not", "’ll", "'ll"})  # “will cut” is no past
_VERBS = {**dict.fromkeys(PAST, "P"), **dict.fromkeys(FUTURE, "F"), **dict.fromkeys(_INFINITIVE, "?")}
_ONCE = frozenset({"originally", "initially", "previously", "first"})  # “originally planned for April” is over
_NO_VERB = ".C"  # marks of tokens that tell no tense
_TENSES = {"F": "future", "P": "past"}
_NEEDS_TO = frozenset({"set", "going", "plan", "plans", "planned", "planning", "forecast"})  # say the future only with “to” (or “for”) behind
_UNIT_OF_KIND = {"day": DAY, "time": DAY, "month": MONTH, "quarter": QUARTER, "year": YEAR, "season": QUARTER, "decade": DECADE}


class UnresolvedError(Exception):
    """The words are a date, but there is nothing to count it from."""


class Context:
    """The state of reading: it must hold what was named so far."""

    def __init__(
        self,
        tokens: Tokens,
        published: date | None,
        day_first: bool | None = None,  # noqa: FBT001  three states, named where it is given
        stories: tuple[tuple[int, date], ...] = (),
    ) -> None:
        self.tokens = tokens
        self.published = published
        self.day_first = day_first  # order of numeric dates; None where nothing tells
        self.stories = stories  # place of each link and the day in its address, in order
        self.mentions: list[tuple[int, date, int]] = []  # unit, first day and token of each date so far
        self.quarter: date | None = None  # the first day of the quarter last named
        self.happenings: dict[str, str] = {}  # noun → EDTF: “the vote” once its day was told

    @cached_property
    def american(self) -> bool:
        """Whether “the election” may be the one of the United States."""
        return len({found[0] for found in _AMERICAN.finditer(self.tokens.text)}) > 1

    @cached_property
    def financial(self) -> bool:
        """Whether “the second quarter” is one of a year, not of a match."""
        return _FINANCIAL.search(self.tokens.text) is not None

    @property
    def day(self) -> date:
        """The day of publication; UnresolvedError when it is unknown."""
        if self.published is None:
            raise UnresolvedError
        return self.published

    def remember(self, value: str, place: int) -> None:
        """Keep a date for what follows to refer to."""
        found = read(value)
        first = found.earliest or found.latest
        if first is None:
            return
        unit = _UNIT_OF_KIND.get(found.kind, DAY)
        if found.kind == "interval" and found.latest:
            unit = WEEK if (found.latest - first).days < 8 else MONTH
        self.mentions.append((unit, first, place))

    def mentioned(self, unit: int, place: int, within: int) -> date | None:
        """The date last named, at most so many tokens before, that is at least as exact as the unit."""
        for named, first, where in reversed(self.mentions[-4:]):
            if named <= unit and place - where <= within:
                return first
        return None

    def named(self, unit: int, place: int) -> date | None:
        """The date last named that is of just this unit, None when none near was named."""
        near = [first for told, first, where in self.mentions[-4:] if told == unit and place - where <= _TOLD_TOKENS]
        return near[-1] if near else None

    def same_day(self, place: int) -> date:
        """The day that a bare time belongs to: one named beside it, else that of publication."""
        return self.mentioned(DAY, place, _BESIDE_TOKENS) or self.day

    def pointed(self, unit: int, place: int) -> date | None:
        """What “that day” points back to, None when nothing near was named."""
        return self.mentioned(unit, place, _TOLD_TOKENS)

    def told(self, unit: int, place: int) -> date:
        """As `pointed`; UnresolvedError when nothing near was named."""
        found = self.pointed(unit, place)
        if found is None:
            raise UnresolvedError
        return found

    def linked(self, best: date, days: list[date], place: int) -> date:
        """The day, or another of the same name as near to publication where a story linked beside it tells of that one."""
        if not self.stories:
            return best
        start = self.tokens.items[place].start
        at = bisect_left(self.stories, (start, date.min))
        near = [day for where, day in self.stories[max(at - 1, 0) : at + 1] if abs(where - start) < _BESIDE]
        if not near:
            return best
        reach = abs((best - self.day).days) + _TIE
        tied = [day for day in days if abs((day - self.day).days) <= reach]
        return min(tied, key=lambda day: (min(abs((day - story).days) for story in near), day != best))

    def last_quarter(self) -> date:
        """A day of the quarter last named, else of the last that was over on the day of publication."""
        return self.quarter or shifted(QUARTER, self.day, -1)

    def opening_year(self, place: int) -> int | None:
        """The year at the head of the sentence, which its months are of: "In 2012, the campaign spent it all in April"."""
        for at in range(place - 1, max(place - _SENTENCE, 0), -1):
            item = self.tokens.items[at]
            if "STOP" in item.kinds or "PARAGRAPH" in item.kinds:
                return None
            if "YEAR" in item.kinds and self.preceded(at, "IN") and at + 1 < place and "COMMA" in self.tokens.items[at + 1].kinds:
                opens = at < 4 or any(kind in self.tokens.items[n].kinds for n in (at - 2, at - 3) for kind in ("STOP", "PARAGRAPH"))
                return item.kinds["YEAR"] if opens else None
        return None

    def nearest_year(self, days: list[date], place: int) -> date:
        """The one of some yearly days that is meant at this token: the nearest, unless the tense says else."""
        best = nearest(days, self.day)
        if best < self.day and self.is_future(place):
            return nearest(days, self.day, future=True)
        ahead = (best - self.day).days
        if (ahead > _SOON and self.just_past(place)) or (ahead > _FAR and self.tense(place) == "past"):
            return nearest(days, self.day, past=True)
        return best

    def tense(self, place: int) -> str:
        """"future" or "past" by the nearest verb of the sentence, before it first; "" if there is none that tells."""
        told = self._marks[max(place - _LOOK, 0) : place].rstrip(_NO_VERB)[-1:]
        if told in ("", "S"):
            told = self._marks[place : place + _LOOK].lstrip(_NO_VERB)[:1]
        return _TENSES.get(told, "")

    def just_past(self, place: int) -> bool:
        """Whether the date's own verb is of the past: “died on Aug. 10”, “in March it had held”, not “moved to Aug. 10”."""
        if self.preceded(place, "UPTO", "SINCE", "BETWEEN"):
            return not self.preceded(place, "UPTO")
        start = max(place - _CLOSE, 0)
        before = self._marks[start:place].rstrip(".")
        if before.endswith(("P", "F")):
            return before.endswith("P")
        if place - start - len(before) > 1:
            return False
        return self._marks[place : place + _LOOK].lstrip(_NO_VERB).startswith("P")

    def is_future(self, place: int) -> bool:
        """Whether the clause around this token is of the future; strict, since most news is of the past."""
        return self.tense(place) == "future"

    def preceded(self, place: int, *kinds: str) -> bool:
        """Whether a word of one of these kinds stands just before this token."""
        return place > 0 and not self.tokens.items[place - 1].kinds.keys().isdisjoint(kinds)

    @cached_property
    def _marks(self) -> str:
        """A character a token: F and P for a verb of the future and the past, C and S for the end of a clause or sentence."""
        return "".join([self._mark(at, token.word) for at, token in enumerate(self.tokens.items)])

    def _mark(self, at: int, word: str) -> str:
        if word in _ENDS:
            return "S" if self.ends_sentence(at) else "."
        if word in _CLAUSES:
            return "C"
        return self._verb(at) if word in _VERBS or word.endswith("ed") else "S" if word[0] == "\n" else "."

    def _verb(self, at: int) -> str:
        items = self.tokens.items
        word = items[at].word
        told = _VERBS.get(word) or ("P" if word.endswith("ed") and len(word) > 4 else "")
        if not told or "MONTH" in items[at].kinds:
            return "."
        before = items[at - 1].word if at else ""
        after = items[at + 1].word if at + 1 < len(items) else ""
        if word == "won" and after in ("’t", "'t"):
            return "F"
        if told == "F":
            if before in _ONCE:
                return "P"
            if word in _NEEDS_TO:
                return "F" if after in ("to", "for") else "P" if word in PAST else "."
            if word == "due" and after == "to":
                return "."
            return "P" if before == "been" else "." if before == "to" else "F"  # “had been due to expire” is over
        if told == "?":
            return "F" if before in _INFINITIVE[word] else "."  # “is to resume”, “were to win”, “to be published”
        if word.endswith("ed") and word not in PAST and (word.startswith("un") or not items[at - 1 : at] or items[at - 1].kinds.keys() & _OWNERS):
            return "."  # “the proposed merger”, “a still unspecified date”
        return "." if before in _PRESENT or before in _BARE else "P"  # “is closed until Friday”, “will cut rates” are not of the past

    def ends_sentence(self, at: int) -> bool:
        """Whether this token ends a sentence or a part of one that has its own verb."""
        items = self.tokens.items
        kinds = items[at].kinds
        if "PARAGRAPH" in kinds:
            return True
        if "STOP" not in kinds:
            return False
        if items[at].word != ".":
            return True
        before, after = (items[at - 1] if at else None), (items[at + 1] if at + 1 < len(items) else None)
        if before is None or after is None:
            return True
        if after.start == items[at].end and after.word not in "”’\"'":
            return False
        return (len(before.word) > 1 or before.word.isdigit()) and before.word.lower() not in _TITLES


def read_context(body: Body, tokens: Tokens) -> Context:
    """What is known before reading: the day of publication, the order of numeric dates, the days of linked stories."""
    published = None
    if body.published and not (found := read(body.published)).coarse:
        published = found.earliest  # a month of publication is no day to count from
    stories = []
    for link in body.links:
        address = _ADDRESS_DAY.search(link.url[:300])
        if address:
            try:
                stories.append((link.start, date(*(int(part) for part in address.groups()))))
            except ValueError:
                continue
    return Context(tokens, published, day_first(body, tokens), tuple(sorted(stories)))


def day_first(body: Body, tokens: Tokens) -> bool | None:
    """Whether numeric dates begin with the day, by language, outlet and the article's own clear ones; None if nothing tells."""
    if body.language and body.language[:2] != "en":
        return True
    for item in tokens.items:
        if "NUMERIC" in item.kinds:
            first, second = (int(part) for part in re.split(r"[/.-]", item.word)[:2])
            if (first > 12) != (second > 12):
                return first > 12
    return next((order for name, order in DAY_FIRST_OUTLETS.items() if name in body.publisher.lower()), None)
