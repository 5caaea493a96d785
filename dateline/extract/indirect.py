"""Which clause a saying governs where no marks stand: he said | the talks had failed |.

Takes the pieces of a sentence and its sayings; gives the attributed clause of each as a span of pieces, without cue
and speaker.
"""

from __future__ import annotations

from typing import NamedTuple

from dateline.extract.phrases import (
    DAYS,
    DETERMINERS,
    PREPOSITIONS,
    PRONOUNS,
    SUBORDINATORS,
    Row,
    has_verb,
    is_adverb,
    is_verb,
)
from dateline.extract.saying_kinds import Saying, is_speech_noun

_JOINTS = frozenset("and but while whereas though although yet".split())
_QUESTIONS = frozenset("how why whether what if where when who".split())
# Take a clause without “that”: “she said the talks had failed”.
_BARE = frozenset(
    "say think believe add note suggest claim argue insist hope fear acknowledge know feel find show tell warn predict "
    "announce explain estimate admit concede expect imagine suspect assume conclude indicate declare promise vow swear "
    "maintain contend allege assert testify complain recall report learn understand write joke tweet figure reveal decide confirm "
    "deny imply point hear guess doubt wish agree remark observe mention quip reply reiterate stress state realize pledge "
    "recognize see sense worry determine hold discover reckon assure remind inform".split()
)
_ALWAYS_CLAUSE = frozenset("say tell believe think".split())
# Verbs of knowing and feeling are mostly about the world, not about words: they need a “that”.
_ONLY_THAT = frozenset("hold know feel see realize decide learn guess sense hear".split())
# Take an infinitive: “he promised to resign”.
_WITH_TO = frozenset(
    "promise vow pledge want urge hope plan ask agree expect offer swear propose threaten advise encourage prefer "
    "beg decide plan threaten intend tell invite instruct implore order demand wish seek aim".split()
)
# Take what they praise or blame: “she criticized the deal”.
_WITH_OBJECT = frozenset(
    "propose announce demand predict suggest promise mention acknowledge explain regret doubt want fear accept deny recall express "
    "echo outline recommend claim affirm protest stress emphasize disclose reveal declare lament tout detail consider favor prefer "
    "anticipate envision estimate expect hint imply reiterate underscore underline plead describe admit discuss concede".split()
)
_NEVER_OBJECT = frozenset("say tell hit back hold".split())
_ABOUT = frozenset("about of for against over on at to".split())  # spoke about, warned of, called for, railed against
_SPOKEN_OF = frozenset("about of for against over".split())  # not “on”: spoke on condition of anonymity
_MOST = 120  # pieces of a clause


class Attributed(NamedTuple):
    """The clause that a saying governs, as places in the row."""

    first: int
    last: int
    saying: Saying


def attributed_clauses(pieces: Row, sayings: list[Saying]) -> list[Attributed]:
    """The governed clause of every saying that has one without marks, in order of the sayings."""
    found: list[Attributed] = []
    for number, saying in enumerate(sayings):
        span = _closing_clause(pieces, saying) or _opening_clause(pieces, saying, sayings[number + 1 :])
        if span and 2 <= span[1] - span[0] <= _MOST:
            found.append(Attributed(*span, saying))
    return found


def _closing_clause(pieces: Row, saying: Saying) -> tuple[int, int] | None:
    """The clause before `, Mr. Lee said.` or `, according to the mayor.`"""
    begins = saying.begins
    if begins < 3 or saying.form in ("ing", "inf", "passive") or saying.subject.relative:
        return None
    by = saying.group == "by"
    speaks = saying.group == "say" or saying.base in ("learn", "believe", "think", "hear", "understand")
    if not by and not (speaks and pieces[begins - 1].low in (",", "—")):
        return None
    rest = saying.ends
    if not by and has_verb(pieces, rest, _next_stop(pieces, rest)) and not saying.inverted:
        return None
    last = begins - 1 if pieces[begins - 1].low in (",", "—", "–") else begins
    first = _behind_dateline(pieces)
    while first < last and pieces[first].low in ("but", "and", "—", "-", "yet", ","):
        first += 1
    if not by and rest < len(pieces) and pieces[rest].low == "," and has_verb(pieces, rest, len(pieces)):
        behind = (rest + 1, _trimmed_end(pieces, len(pieces)))  # …, he said, …: the longer side
        if behind[1] - behind[0] > last - first:
            return behind
    return (first, last) if has_verb(pieces, first, last) else None


def _behind_dateline(pieces: Row) -> int:
    """The place behind `ROME, March 3 (AP) —` at the head of a sentence."""
    for at, piece in enumerate(pieces[:12]):
        if piece.low in ("—", "–", "--", "-") and at:
            return at + 1 if pieces[0].upper and not has_verb(pieces, 0, at) else 0
    return 0


def _next_stop(pieces: Row, at: int) -> int:
    while at < len(pieces) and pieces[at].low not in (",", ";", ".", "—", ":", "?", "!", "–"):
        at += 1
    return at


def _opening_clause(pieces: Row, saying: Saying, later: list[Saying]) -> tuple[int, int] | None:
    """The clause behind the cue: said | that … |."""
    if saying.group == "by":
        comma = _next_stop(pieces, saying.ends)
        if saying.first > 2 or comma >= len(pieces) or pieces[comma].low != ",":
            return None
        return comma + 1, _trimmed_end(pieces, len(pieces))
    if saying.group == "colon":
        return saying.last, _trimmed_end(pieces, len(pieces))
    if _is_negated(pieces, saying.first) or saying.group == "noun" or saying.inverted or (saying.begins and pieces[saying.begins - 1].low == "as"):
        return None
    last = _clause_end(pieces, saying, later)
    first = _clause_start(pieces, saying, last)
    return (first, last) if first < last else None


def _is_negated(pieces: Row, at: int) -> bool:
    """Whether the cue says that nothing was said: would not disclose, never mentioned."""
    near = pieces[max(0, at - 4) : at]
    return any(p.low in ("not", "never", "cannot") or p.low.endswith("n't") for p in near)


def _clause_start(pieces: Row, saying: Saying, last: int) -> int:
    """Where the governed clause begins; `last` if the cue governs none."""
    at = saying.last
    that = _find_that(pieces, at, last if saying.group != "call" else at + 1)
    if that:
        return that + (that < last and pieces[that].low == ",")
    at = _skip_setting(pieces, at, last)
    if saying.base in ("tell", "assure", "remind", "inform", "warn", "ask", "urge", "advise"):
        at = _skip_addressee(pieces, at, last)
        at = _skip_setting(pieces, at, last)
    if at >= last:
        return last
    low = pieces[at].low
    if low in _QUESTIONS and saying.group != "call":
        return at
    if low == "to" and (saying.base in _WITH_TO):
        return at
    if saying.base in _BARE - _ONLY_THAT and (has_verb(pieces, at, last) or _is_bare_clause(pieces, at, last, saying)):
        return at
    if low == "”" or saying.base in _NEVER_OBJECT or (saying.base in ("speak", "talk") and low != "about"):
        return last
    if saying.group == "call" or saying.base in _WITH_OBJECT:
        return at if low not in PREPOSITIONS else at + (low in _ABOUT) if low in _ABOUT or saying.base == "refer" else last
    if saying.group == "show" and (low in DETERMINERS or pieces[at].upper):
        return at
    if saying.group == "say" and low in _SPOKEN_OF and saying.base not in ("speak", "talk"):
        return at + 1
    return last


def _is_bare_clause(pieces: Row, at: int, last: int, saying: Saying) -> bool:
    """Whether what follows can only be a clause, though no verb in it is known: she said | workers strike daily."""
    opening = pieces[at].low
    if saying.base not in _ALWAYS_CLAUSE or last - at < 3:
        return False
    return opening not in PREPOSITIONS and opening not in (",", "”", ":", "so", "no", "nothing", "little", "much", "more", "goodbye")


def _find_that(pieces: Row, at: int, last: int) -> int:
    """The place behind the `that` of a cue; 0 if a verb or a comma comes first."""
    for place in range(at, min(last, at + 16)):
        low = pieces[place].low
        if low == "that":
            return place + 1
        if low in (";", ":", "”", "—") or is_verb(pieces, place):
            return 0
    return 0


def _skip_setting(pieces: Row, at: int, last: int) -> int:
    """Behind `on Tuesday`, `in a statement`, `in an interview with CNN`, adverbs and commas."""
    while at < last:
        piece = pieces[at]
        if piece.low in DAYS or piece.low == "," or (is_adverb(piece) and piece.low not in ("just", "only", "both", "all")):
            at += 1
        elif piece.low in ("on", "in", "during", "at") and at + 1 < last and _is_setting(pieces, at + 1, last):
            at += 2
            while at < last and not is_verb(pieces, at) and pieces[at].low not in PRONOUNS and pieces[at].low not in ("the", ",", "that", "a"):
                at += 1
        else:
            break
    return at


def _is_setting(pieces: Row, at: int, last: int) -> bool:
    return pieces[at].low in DAYS or any(is_speech_noun(p.low) for p in pieces[at : min(last, at + 4)])


def _skip_addressee(pieces: Row, at: int, last: int) -> int:
    first = at
    while at < last:
        low = pieces[at].low
        if at > first and (low in PRONOUNS or low in DETERMINERS or low in PREPOSITIONS or low in _QUESTIONS or is_verb(pieces, at)):
            break
        if low in (",", "”"):
            break
        at += 1
        if low in PRONOUNS or low in ("him", "her", "them", "me", "us", "reporters"):
            break
    return at


def _clause_end(pieces: Row, saying: Saying, later: list[Saying]) -> int:
    """Where the governed clause ends: at the next saying of the same rank, a semicolon, or the sentence’s end."""
    limit = len(pieces)
    for other in later:
        shared = other.form == "ing" or other.subject == saying.subject
        begins = other.first if shared else other.begins
        if begins <= saying.last or not begins:
            continue
        before = pieces[begins - 1].low
        if before in (",", "—", ";") and (other.form == "ing" or other.group in ("say", "by") or other.inverted):
            limit = begins - 1
            break
        if shared and before in ("and", "but"):
            limit = begins - 1
            break
        if before in _JOINTS and begins > 1 and pieces[begins - 2].low == ",":
            limit = begins - 2
            break
        if other.group == "by":
            limit = begins
            break
    if saying.subject.relative:
        limit = min(limit, _next_stop(pieces, saying.last))
    opened = saying.begins and pieces[saying.begins - 1].low in SUBORDINATORS
    for at in range(saying.last, limit):
        low = pieces[at].low
        if low == ";" or (opened and low == ",") or (low in ("but", "while", "although", "though") and pieces[at - 1].low == ","):
            limit = at
            break
    return _trimmed_end(pieces, limit)


def _trimmed_end(pieces: Row, limit: int) -> int:
    while limit and pieces[limit - 1].low in (".", "?", "!", ",", ":", "—"):
        limit -= 1
    return limit
