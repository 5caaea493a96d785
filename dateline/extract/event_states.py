"""What the verb of a title or clause tells: a state, what is to come, a word of saying without what is said.

Takes words; gives yes or no. An event is what happened: its verb tells a deed, an utterance, or an announcement.
"""

from __future__ import annotations

from dateline.extract.body import Span
from dateline.extract.clauses import read_pieces
from dateline.extract.cues import AUXILIARIES, BE, CUES, NOUN_LIKE
from dateline.extract.event_clauses import read_words, verb_of
from dateline.extract.event_words import COMPLEMENT_VERBS, FUTURE, NOT_ALONE, SCHEDULED, STATES
from dateline.extract.phrases import PREPOSITIONS, PRONOUNS, Row
from dateline.findings import DateFound

_SHORT = 6  # words of a title that says too little where its verb is the last
_FAR = 6  # words between a verb and a year that it hardly dates
_FAR_OF_ONE = 9  # … where the clause has no other verb and no comma
_TAIL = 40  # characters before a date in which its participle stands
_WILL_REACH = 20  # characters behind a verb in which "set to" or "plans to" may stand
_NO_STATES = frozenset("say says tell tells write writes".split())  # the present of a report
_CLAUSE_WORDS = frozenset("that and but who which when while as , ;".split())


def tells_state(title: str) -> bool:
    """Whether the title's own verb tells how things are: "The window into his soul is what he said"."""
    pieces, verb = read_words(title)
    return verb > 0 and _is_stative(pieces, verb)


def tells_nothing(title: str) -> bool:
    """Whether the title has a word of saying and not what is said: "The mayor said after a meeting with his aides"."""
    pieces, verb = read_words(title)
    if verb <= 0 or pieces[verb].low not in ("said", "says", "told"):
        return False
    behind = pieces[verb + 1 :]
    return not any(p.low in ("that", "“", '"', "”", "''") for p in behind) and verb_of(pieces, verb + 1) < 0


def tells_half(title: str) -> bool:
    """Whether the title ends with its verb, and that asks for more: "The daughter left", not "The mayor died"."""
    pieces, verb = read_words(title)
    return verb > 0 and verb == len(pieces) - 1 and pieces[verb].low in NOT_ALONE and len(pieces) <= _SHORT


def is_told_ahead(title: str) -> bool:
    """Whether the title's own verb tells what will be."""
    pieces, verb = read_words(title)
    will = FUTURE.search(title)
    if verb >= 0 and pieces[verb].low in ("is", "are") and verb + 1 < len(pieces) and pieces[verb + 1].low.endswith("ing"):
        return bool(FUTURE.match(title, pieces[verb].start))  # "is staking its claim" is no plan, "is going to" is one
    return verb < 0 or pieces[verb].low in ("is", "are") or bool(SCHEDULED.match(title, pieces[verb].start)) or bool(will and will.start() <= pieces[verb].end + _WILL_REACH)


def is_state(text: str, clause: Span, date: DateFound) -> bool:
    """Whether the verb that the date belongs to tells how things are: "are wary of the votes that she needs in May"."""
    for start, end, nearest in ((clause[0], date.start, -1), (date.end, clause[1], 0)):
        pieces = read_pieces(text, start, end)
        verbs = _verbs(pieces)
        if verbs:
            return _is_stative(pieces, verbs[nearest])
    return False


def is_far_from_verb(text: str, clause: Span, date: DateFound) -> bool:
    """Whether many words stand between the date and the verb before it."""
    pieces = read_pieces(text, clause[0], date.start)
    verbs = _verbs(pieces)
    own = len(verbs) == 1 and not any(p.low in _CLAUSE_WORDS for p in pieces[verbs[0] :])  # "began raids on the old harbor towns of the north in 2014"
    return len(pieces) > _FAR and (not verbs or len(pieces) - verbs[-1] - 1 > (_FAR_OF_ONE if own else _FAR))


def is_of_participle(text: str, clause: Span, date: DateFound) -> bool:
    """Whether the date is that of a participle behind some noun: "wrote two articles | published | in October"."""
    if "ed " not in text[clause[0] : date.start][-_TAIL:]:
        return False
    pieces = read_pieces(text, clause[0], date.start)
    at = len(pieces) - 1
    while at > 0 and (pieces[at].low in PREPOSITIONS or pieces[at].low == "the"):
        at -= 1
    if at < 2 or not pieces[at].low.endswith("ed") or pieces[at].upper or not pieces[at - 1].low[:1].isalpha() or pieces[at - 1].low in BE | PRONOUNS:
        return False
    verb = verb_of(pieces[:at])
    return 0 < verb < at - 1 and pieces[verb].low not in AUXILIARIES | COMPLEMENT_VERBS and not any(p.low in _CLAUSE_WORDS or p.upper for p in pieces[max(verb + 1, at - 1) : at])


def _is_stative(pieces: Row, at: int) -> bool:
    low = pieces[at].low
    following = [p.low for p in pieces[at + 1 : at + 4]]
    if low in ("has", "have"):
        return ("been" in following and any(f.endswith("ing") for f in following)) or following[:1] == ["to"]
    if low in ("was", "were") and "still" in following:
        return True
    cue = CUES.get(low)
    return low in STATES or bool(cue and cue.form == "s" and low not in NOUN_LIKE and low not in _NO_STATES)


def _verbs(pieces: Row) -> list[int]:
    verbs: list[int] = []
    at = verb_of(pieces)
    while at >= 0:
        verbs += [at] if pieces[at].low not in ("been", "be", "being") else []
        at = verb_of(pieces, at + 1)
    return verbs
