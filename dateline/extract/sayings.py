"""The sayings of a sentence: each cue with its subject, as places in the row of pieces.

Takes the pieces of a sentence; gives Saying records in order of their cues. Nothing is decided here about quoted
words: attribution.py lays the sayings and the marks side by side.
"""

from __future__ import annotations

from dateline.extract.clauses import Piece
from dateline.extract.cues import AUXILIARIES, CUES, NOUN_LIKE, NOUNS, PHRASES, Cue
from dateline.extract.phrases import (
    DETERMINERS,
    PREPOSITIONS,
    PRONOUNS,
    SUBORDINATORS,
    Row,
    Subject,
    has_verb,
    head_of,
    is_adverb,
    is_passive,
    is_verb,
    subject_after,
)
from dateline.extract.saying_kinds import (
    Saying,
    according_to,
    name_and_colon,
    noun_of_speech,
    verb_beside_marks,
)
from dateline.extract.subjects import main_subject, skip_back, subject_before

_TURNS = frozenset("say add note report explain write argue".split())  # turn round behind a comma without marks
_NEVER_TURNS = frozenset("tell".split())
_NAMING = frozenset("call dub term label nickname brand title".split())
_CONTENT = frozenset("that how why what whether".split())
_MOSTLY_NOUNS = frozenset("states state thanks objects charges orders points figures terms notes posts rules lists".split())
_GOES_ON = frozenset("went goes going go".split())
_HEAD = 3  # pieces: a participle this near the head of a sentence opens it
_NO_CUES = frozenset("beginning lying meaning including".split())
_OPENERS = frozenset(CUES) | NOUNS | {phrase.split()[0] for phrase in PHRASES} | {"according", ":"}  # only there a cue can begin
_NUMBERS = frozenset("four five six seven eight nine ten half third quarter percent hundred thousand majority minority".split())
_PLURALS = frozenset("people men women police both some many most others critics they we you i two three".split())


def find_sayings(pieces: Row, *, headline: bool = False) -> list[Saying]:
    """Every cue of the sentence with its subject, in order; in a headline cues begin with a capital too."""
    found: list[Saying] = []
    behind = 0
    for at, piece in enumerate(pieces):
        if at < behind or piece.marked >= 0 or not (piece.low in _OPENERS or piece.low.endswith("ed")):
            continue
        saying = (
            according_to(pieces, at)
            or _verb(pieces, at, found, headline=headline)
            or noun_of_speech(pieces, at)
            or name_and_colon(pieces, at, headline=headline)
            or verb_beside_marks(pieces, at)
        )
        if saying:
            found.append(saying)
            behind = saying.last
    return found


def _verb(pieces: Row, at: int, found: list[Saying], *, headline: bool) -> Saying | None:
    low = pieces[at].low
    last = at + 1
    cue = CUES.get(low) if low not in _NO_CUES else None
    if last < len(pieces):
        group = PHRASES.get(f"{low} {pieces[last].low}")
        if group and low in _GOES_ON and not (last + 1 < len(pieces) and pieces[last + 1].low in (":", ",", "”", "to", "that", ".")):
            group = None
        if group:
            cue, last = Cue(f"{low} {pieces[last].low}", group, "ing" if low.endswith("ing") else "past"), at + 2
    if not cue or (pieces[at].upper and not (headline and cue.form in ("s", "past")) and (cue.form == "base" or (at and pieces[at - 1].marked < 0))):
        return None
    if pieces[at].upper and not headline and cue.form != "ing" and not (last < len(pieces) and pieces[last].upper):
        return None  # Read more: | Said Mr. Lee:
    if cue.form == "ing":
        return _participle(pieces, at, last, cue, found)
    return _finite(pieces, at, last, cue, found)


def _finite(pieces: Row, first: int, last: int, cue: Cue, found: list[Saying]) -> Saying | None:
    before = pieces[first - 1].low if first else ""
    if before == "to":
        return _infinitive(pieces, first, last, cue, found)
    if before in DETERMINERS - PRONOUNS and before not in _PLURALS and before not in ("this", "that", "all", "one", "another", "each", "others", "several", "two", "three", "few", "four", "more"):
        return None
    if before.endswith("'s") or (before in PREPOSITIONS and before not in ("on", "in")):
        return None
    if _is_naming(pieces, first, last, cue):
        return None
    if not is_passive(pieces, first):
        inverted = _inverted(pieces, first, last, cue)
        if inverted:
            return Saying(first, last, cue.group, cue.form, cue.base, inverted, inverted=True)
    elif cue.base not in ("agree",):
        return _passive(pieces, first, last, cue)
    if pieces[first].low in NOUN_LIKE and before in DETERMINERS and before not in PRONOUNS and before not in _PLURALS:
        return None
    joint = skip_back(pieces, first)
    if joint and pieces[joint - 1].low in ("and", "but") and (outer := next((s for s in found if s.group == "say" and s.form != "ing" and not s.subject.relative and not _is_subordinate(pieces, s)), None)):
        return Saying(first, last, cue.group, cue.form, cue.base, outer.subject)
    if pieces[first].low in NOUN_LIKE and not _stands_as_verb(pieces, first):
        return None
    subject = subject_before(pieces, first)
    if subject is None or (cue.form == "base" and not _takes_base(pieces, first, subject)):
        return None
    return Saying(first, last, cue.group, cue.form, cue.base, subject)


def _is_subordinate(pieces: Row, saying: Saying) -> bool:
    """Whether a saying stands in a clause that `as` or `when` opens: as the crowd chanted, Lee smiled and said …"""
    return saying.begins > 0 and pieces[saying.begins - 1].low in SUBORDINATORS


def _stands_as_verb(pieces: Row, at: int) -> bool:
    """Whether a form that may be a noun (claims, calls) is a verb here: a plain subject stands right before it."""
    before = pieces[at - 1] if at else None
    if before is None:
        return False
    low = before.low
    if low in PRONOUNS or low in AUXILIARIES or low in ("who", "which", ")", "and") or is_adverb(before) or low in _PLURALS:
        return True
    if low == ",":
        return True
    if before.marked >= 0 or low.endswith(("'s", "s'")):
        return False
    cue = CUES.get(pieces[at].low)
    third = cue is not None and cue.form == "s"
    subject = subject_before(pieces, at)
    if subject and pieces[at].low not in _MOSTLY_NOUNS and _opens_clause(pieces, subject.first) and at + 1 < len(pieces) and _opens_content(pieces[at + 1]):
        head = pieces[head_of(pieces, subject)].low
        plural = head.endswith("s") or head in _PLURALS
        return third or plural
    if subject and at + 1 < len(pieces) and pieces[at + 1].low in (".", ",") and (subject.first == 0 or pieces[subject.first - 1].marked >= 0):
        return True  # “…,” the suit reads.
    if before.upper:
        first = at - 1
        while first > 0 and pieces[first - 1].upper:
            first -= 1
        ruled = first > 0 and (pieces[first - 1].low in DETERMINERS or pieces[first - 1].low.endswith("'s"))
        return not ruled and (third or low.endswith("s"))
    subject = subject_before(pieces, at)
    if not third or subject is None or pieces[subject.first].low not in DETERMINERS:
        return False
    return subject.last - subject.first <= 4 and at + 1 < len(pieces) and pieces[at + 1].low in ("that", "the", "a", "he", "she", "they", "it", "how", "his", "her")


def _opens_clause(pieces: Row, at: int) -> bool:
    return at == 0 or pieces[at - 1].low in (",", "that", "and", "but", "as", "while", "”", "—", ":")


def _opens_content(piece: Piece) -> bool:
    """Whether a piece begins what is claimed, so that the form before it is a verb: polls show | that …"""
    return piece.upper or piece.low in _CONTENT or piece.low in DETERMINERS or piece.low in PRONOUNS


def _takes_base(pieces: Row, at: int, subject: Subject) -> bool:
    """Whether a base form can follow: “officials believe”, “did not say”, “they say”; not “the man say”."""
    back = at - 1
    while back >= 0 and is_adverb(pieces[back]):
        back -= 1
    if back >= 0 and pieces[back].low in AUXILIARIES:
        return True
    low = pieces[subject.last - 1].low
    if low in _PLURALS or low in _NUMBERS or low.isdecimal() or any(p.low == "and" for p in pieces[subject.first : subject.last]):
        return True
    return any(p.low.endswith("s") and not p.low.endswith(("'s", "ss")) for p in pieces[subject.first : subject.last])


def _is_naming(pieces: Row, first: int, last: int, cue: Cue) -> bool:
    """Whether the cue only gives a name: a plan called “New Start”; a unit dubbed “the Pit”."""
    if cue.base not in _NAMING or last >= len(pieces) or pieces[last].marked < 0 or not first:
        return False
    if last + 1 < len(pieces) and pieces[last + 1].low == "by":
        return False
    before = pieces[first - 1]
    return before.low == "," or is_passive(pieces, first) or (before.marked < 0 and not before.upper and before.low not in PRONOUNS and not is_adverb(before) and before.low not in AUXILIARIES)


def _infinitive(pieces: Row, first: int, last: int, cue: Cue, found: list[Saying]) -> Saying | None:
    """`went on to say`, `continued to call`: the subject is that of the finite verb before."""
    if cue.form != "base" or cue.group not in ("say", "call"):
        return None
    outer = next((s for s in reversed(found) if s.last == first - 1), None)
    subject = outer.subject if outer else main_subject_near(pieces, first - 1)
    return subject and Saying(first, last, cue.group, "inf", cue.base, subject)


def _passive(pieces: Row, first: int, last: int, cue: Cue) -> Saying | None:
    """`was called “a fraud” by Mr. Lee`: whoever stands behind by."""
    for at in range(last, min(len(pieces), last + 12)):
        if pieces[at].low == "by":
            subject = subject_after(pieces, at + 1)
            return subject and Saying(first, last, cue.group, "passive", cue.base, subject)
        if pieces[at].low in (",", ";", ".") or is_verb(pieces, at):
            break
    return None


def _inverted(pieces: Row, first: int, last: int, cue: Cue) -> Subject | None:
    """The subject of `“…,” said Mr. Lee` or `…, said Mr. Lee.`"""
    if cue.group not in ("say", "think") or cue.form not in ("past", "s", "part", "base") or cue.base in _NEVER_TURNS:
        return None
    before = pieces[first - 1] if first else None
    if before is not None and before.low == "'" and first > 1:  # a stray mark behind the closing ones
        before = pieces[first - 2]
    if before is not None and before.marked < 0 and before.low not in (",", "—", "?", "!"):
        return None
    beside_marks = before is None or before.marked >= 0 or (first > 1 and pieces[first - 2].marked >= 0)
    if cue.group != "say" and not beside_marks:
        return None
    if not beside_marks and (cue.base not in _TURNS or not (has_verb(pieces, 0, first - 1) or any(p.marked >= 0 for p in pieces[:first]))):
        return None
    subject = subject_after(pieces, last)
    if subject is None or (not beside_marks and has_verb(pieces, subject.first + 1, subject.last + 1)):
        return None
    if subject.last < len(pieces) and is_verb(pieces, subject.last) and (subject.last - subject.first == 1 or pieces[subject.last].low in AUXILIARIES):
        return None
    if cue.form == "base" and pieces[subject.first].low not in PRONOUNS and not _takes_base(pieces, subject.first, subject):
        return None
    if not beside_marks and subject.last < len(pieces) and pieces[subject.last].low in ("to", "”"):
        return None
    return subject


def _participle(pieces: Row, first: int, last: int, cue: Cue, found: list[Saying]) -> Saying | None:
    """`saying`, `adding`: the subject is that of the saying before, else the sentence’s."""
    before = pieces[first - 1].low if first else ""
    if is_passive(pieces, first):
        spoken = subject_before(pieces, first)
        return spoken and Saying(first, last, cue.group, "ing", cue.base, spoken)
    if before in PREPOSITIONS and before not in ("in", "by", "after", "before", "while", "without"):
        return None
    if before in DETERMINERS or before.endswith("'s"):
        return None
    if before and before not in (",", "”", "and", "in", "by", "—", "after", "before", "while", "without", "but", "-", "–"):
        return _beside_noun(pieces, first, last, cue)
    subject: Subject | None
    outer = [s for s in found if s.group not in ("by", "noun") and not s.subject.relative and s.form != "ing"]
    if before == "and" and found and found[-1].form == "ing":
        subject = found[-1].subject
    elif outer:
        subject = outer[-1 if outer[-1].ends >= first - 1 else 0].subject  # … , he said, adding …
    else:
        subject = _subject_behind(pieces, last) if first < _HEAD else main_subject(pieces, first)
    return subject and Saying(first, last, cue.group, "ing", cue.base, subject)


def _beside_noun(pieces: Row, first: int, last: int, cue: Cue) -> Saying | None:
    """`the share of voters saying`: the noun speaks; `sent out a statement saying`: whoever sent it does."""
    subject = subject_before(pieces, first)
    if subject is None or (cue.group != "say" and not pieces[first - 1].upper):
        return None
    if pieces[subject.last - 1].low in NOUNS:
        subject = main_subject(pieces, first) or subject
    return Saying(first, last, cue.group, "ing", cue.base, subject)


def _subject_behind(pieces: Row, behind: int) -> Subject | None:
    """The subject of the main clause behind a comma: of `Saying so, Mr. Lee left.`"""
    for at in range(behind, len(pieces)):
        if is_verb(pieces, at):
            subject = subject_before(pieces, at)
            if subject and pieces[subject.first - 1].low in (",", "”"):
                return subject
    comma = next((at for at in range(behind, len(pieces) - 1) if pieces[at].low in (",", "”") and pieces[at + 1].upper), 0)
    return subject_after(pieces, comma + 1) if comma else None


def main_subject_near(pieces: Row, before: int) -> Subject | None:
    """The subject of the nearest finite verb to the left of a place."""
    for at in range(before - 1, max(-1, before - 30), -1):
        if pieces[at].low == ";":
            return None
        if is_verb(pieces, at):
            subject = subject_before(pieces, at)
            if subject:
                return subject
    return None
