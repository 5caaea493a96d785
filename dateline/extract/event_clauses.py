"""The clause that an event stands in, and where its verb and its subject are.

Takes text and places in it, or the pieces of a few words; gives spans and places. There is no tagger: a finite verb is
told by its ending, by the tables, and by the words beside it.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from dateline.extract.body import Span
from dateline.extract.clauses import read_pieces
from dateline.extract.cues import BE, CUES, NOUN_LIKE
from dateline.extract.event_words import CLAUSE_BREAK, IRREGULAR_PAST, NOT_VERBS, PRESENT, SAID_THAT
from dateline.extract.phrases import DETERMINERS, PREPOSITIONS, PRONOUNS, Row, is_adverb, is_verb

_WORD = re.compile(r"[\w’'-]+")
_QUOTED = re.compile(r"“[^”]{1,1000}”|\"[^\"]{1,1000}\"")
# ", who has not been charged, dismissed …": a relative clause between two commas
ENCLOSED = re.compile(r",\s(?:\w+ of )?(?:who|which|whose|whom|where)\s[^,;“”\"]{3,150},\s")
ITS_PARTIES = re.compile(r"\s(?:between|among|of|against)\s")  # behind the date of a happening: "the calls last year | between the two"
_AGENT = frozenset("by in at on to for from with as into over during between against under".split())
_OBJECTS = frozenset("him her them it us me you his their its the a an".split())
_CLAUSE_ENDS = frozenset(", ; : — – -- that who which whose where when if while because".split())
_SUBORDINATE = re.compile(r"\W{0,3}(?:(?:and|but)\s)?(?:(?:Even|Just|Shortly|Hours|Days|Weeks|Soon|Moments) )?(?:as|while|although|though|despite|when|after|before|since|because|unlike|like|in spite of|instead of|with|ahead of)\b", re.I)
# "In May, | as the band played, | the mayor resigned"
_ASIDE_BEHIND = re.compile(r",\s(?:even |just )?(?:as|while|when|although|though|after|before|because)\s[^,;“”\"]{3,150},\s")
_BEFORE = re.compile(r"\W{0,3}(?:(?:just|shortly|only|\w+)\s){0,2}(?:minutes |hours |days |weeks |months )?(?:before|until|unless|if)\b", re.I)
_UNLIKE = re.compile(r"\W{0,3}(?:(?:and|but)\s)?(?:un)?like\b", re.I)  # "Unlike the mayor four years ago, she": another's date
_CONJUNCTION = re.compile(r"^\W{0,3}(?:and|but|yet|then)\s(?:then\s|later\s)?")
_AFTER = re.compile(r"\b(?:after|before|because|since|once)\s")  # "resigned after | the paper reported on Monday that": another's day
_COMMA = re.compile(r",\s(?:however,\s)?(?=[\w“])")
_LIST_WORDS = ("and ", "or ", "which ", "who ", "a ", "an ")
_NEAR_COMMA = 3  # pieces: the main verb follows the comma that ends a relative clause
_WIDE = 40  # pieces behind a participle that are searched for the verb it is not


def clause_at(text: str, sentence: Span, place: int) -> Span:
    """The clause of the sentence that holds the place: parted at commas with a conjunction, semicolons, dashes.

    A piece without a finite verb joins its neighbour, so that a clause says something; a relative clause between two
    commas is a piece of its own only for a place inside it.
    """
    pieces = _pieces(text, sentence, place)
    at = next((i for i, (start, end) in enumerate(pieces) if start <= place < end), len(pieces) - 1)
    start, end = pieces[at]
    while at + 1 < len(pieces) and not has_verb(text[start:end]):
        at += 1
        end = pieces[at][1]
    return start, end


def main_clause(text: str, sentence: Span) -> Span:
    """The sentence's first clause, or the one behind it where that begins with "As" or "After"."""
    if _SUBORDINATE.match(text, *sentence):
        for comma in _COMMA.finditer(text, *sentence):
            start, end = clause_at(text, sentence, comma.end())
            if verb_of(read_pieces(text, max(start, comma.end()), end)) > 0:
                return max(start, comma.end()), end
    return clause_at(text, sentence, sentence[0])


def main_part(text: str, clause: Span, date: Span, sentence_end: int) -> Span:
    """Of a clause that holds another ("As the band played, the mayor | on Monday | resigned"), that which has the date.

    Empty where only "before" or "until" has it.
    """
    start, end = clause
    behind = _AFTER.finditer(text, start + 1, date[0])
    after = [m.end() for m in behind if "," not in text[m.end() : date[0]] and verb_of(read_pieces(text, m.end(), date[0])) > 0]
    if after:
        return after[-1], end
    if text[start : date[0]].strip().lower() in ("", "in", "on", "at"):
        aside = _ASIDE_BEHIND.match(text, date[1])
        if aside and aside.end() < sentence_end and has_verb(text[aside.end() : sentence_end]):
            return aside.end(), sentence_end
    opens = _BEFORE.match(text, start, end)
    if not (opens or _SUBORDINATE.match(text, start, end)):
        return clause
    commas = [m for m in _COMMA.finditer(text, start, end) if not text.startswith(_LIST_WORDS, m.end())]
    main = next((m.end() for m in commas if m.end() < date[0] and has_verb(text[m.end() : end])), None)
    if main is not None:
        return main, end
    comma = next((m.start() for m in commas if m.start() >= date[1]), None)
    if comma is not None and not opens and _UNLIKE.match(text, start, end):
        return start, start
    if comma is None or (not opens and not has_verb(text[start:comma])):
        return clause
    return (start, start) if opens else (start, comma)


def _pieces(text: str, sentence: Span, place: int) -> list[Span]:
    start, end = sentence
    body = text[start:end]
    enclosed = [(start + m.start(), start + m.end()) for m in ENCLOSED.finditer(body)]
    around = [(a, b) for a, b in enclosed if not a <= place < b]
    around += [(start + m.start(), start + m.end()) for m in _QUOTED.finditer(body)]
    cuts = [start + m.end() for m in CLAUSE_BREAK.finditer(body)]
    cuts += [start + m.end() for m in SAID_THAT.finditer(body) if start + m.end() <= place]
    cuts += [b for a, b in enclosed if a <= place < b]
    edges = sorted({start, *(c for c in cuts if not any(a < c <= b for a, b in around)), end})
    pieces: list[Span] = []
    for a, b in pairwise(edges):
        if pieces and (len(_WORD.findall(text[a:b])) < 3 or not has_verb(text[a:b]) or _shares_subject(text[a:b])):
            pieces[-1] = (pieces[-1][0], b)
        else:
            pieces.append((a, b))
    return pieces or [sentence]


def _shares_subject(piece: str) -> bool:
    """Whether a piece begins with its verb: "and | removed it on Monday" goes on with the subject before it."""
    conjunction = _CONJUNCTION.match(piece)
    word = piece[conjunction.end() :].split(" ", 1)[0] if conjunction else ""
    return word.islower() and has_verb(word) and word not in ("was", "were", "is", "are")


def has_verb(clause: str) -> bool:
    """Whether a finite verb is likely: a past form, an auxiliary, a verb of the present table."""
    for word in _WORD.findall(clause):
        low = word.lower()
        if low in IRREGULAR_PAST or low in PRESENT or (low.endswith("ed") and len(low) > 4 and low not in NOT_VERBS):
            return True
    return False


def verb_of(pieces: Row, first: int = 0) -> int:
    """The place of the first finite verb; -1 where none is likely. Participles behind their noun are passed over."""
    for at in range(first, len(pieces)):
        if _is_finite(pieces, at) and not _is_reduced(pieces, at):
            return at
    return -1


@lru_cache(maxsize=256)
def read_words(words: str) -> tuple[Row, int]:
    """The pieces of a few words and the place of their main verb; a title is asked for them many times.

    Of "the man who built it, Tom Lee, died", the last one: what "who" does is not what is told.
    """
    pieces = read_pieces(words, 0, len(words))
    verb = verb_of(pieces)
    if verb > 0 and pieces[verb - 1].low in ("who", "which", "that"):
        comma = next((at for at in range(verb, len(pieces)) if pieces[at].low == ","), len(pieces))
        later = verb_of(pieces, comma)
        verb = later if later > 0 and later - comma < _NEAR_COMMA else verb
    return pieces, verb


def _is_finite(pieces: Row, at: int) -> bool:
    piece = pieces[at]
    if piece.upper or not piece.low[:1].isalpha():
        return False
    before = pieces[at - 1].low if at else "the"
    if before in DETERMINERS or before == "to" or before.endswith("'s") or (before in PREPOSITIONS and piece.low not in BE):
        return before in ("this", "that", "these", "those", "some", "many", "all", "most") and is_verb(pieces, at)
    if piece.low in IRREGULAR_PAST or is_verb(pieces, at):
        return True
    if piece.low.endswith("ed") and at + 1 < len(pieces) and is_adverb(pieces[at - 1]) and pieces[at + 1].low in _OBJECTS:
        return True  # "personally invited him", not "a heavily armed man"
    if piece.low == "retired":  # "she retired in May", not "said retired Gen. Lee"
        return at + 1 == len(pieces) or not pieces[at + 1].upper
    cue = CUES.get(piece.low)
    return piece.low in PRESENT or bool(cue and cue.form == "s" and (piece.low not in NOUN_LIKE or before in PRONOUNS))


def _is_reduced(pieces: Row, at: int) -> bool:
    """Whether a past form is a participle behind its noun: "a bill | filed | in Manila was read" has its verb later."""
    low = pieces[at].low
    if not (low.endswith("ed") or low in ("held", "made", "sent", "led", "known", "set", "held", "built", "told", "found", "put", "sold", "paid")):
        return False
    if at + 1 >= len(pieces) or pieces[at + 1].low not in _AGENT or (at and (pieces[at - 1].low in PRONOUNS or is_adverb(pieces[at - 1]))):
        return False
    for later in range(at + 2, min(len(pieces), at + _WIDE)):
        if pieces[later].low in _CLAUSE_ENDS:
            return False
        if _is_finite(pieces, later):
            return not pieces[later].low.endswith("ed") or pieces[later - 1].low not in ("and", "or", "but")
    return False
