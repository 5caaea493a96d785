"""Words that go together: noun phrases, and what ends them.

Takes the pieces of a sentence and a place; gives a Subject: the noun phrase before or behind it. There is no tagger:
what ends a noun phrase are verbs, prepositions, conjunctions and commas, all told by the word lists below.
"""

from __future__ import annotations

from typing import NamedTuple

from dateline.extract.clauses import Piece
from dateline.extract.cues import AUXILIARIES, BE, CUES, NOUN_LIKE

Row = tuple[Piece, ...]
PRONOUNS = frozenset("he she they it we i who you".split())
DETERMINERS = frozenset(
    "the a an this that these those some many several most all both each every another other any no one two three four "
    "five six seven eight nine ten dozens scores hundreds thousands few his her its their our my your more".split()
)
PREPOSITIONS = frozenset(
    "about above across after against along amid among around as at before behind below beneath beside besides between "
    "beyond by despite during except for from in inside into like near of off on onto out outside over past per since "
    "through throughout to toward towards under until unlike up upon via with within without".split()
)
SUBORDINATORS = frozenset("when while if as after before although though because since until once unless where whereas".split())
_BEFORE_ARTICLE = frozenset("and or all both half such many quite".split())
_LINKS = frozenset("of for with from at in to on by about between among inside near over against".split())  # may stand inside “a spokesman for the mayor of Rome”
_BREAKS = frozenset(
    "that because when if while but although though whether what which how why where whose whom who since until unless "
    "so than then or and as whereas nor yet".split()
)
RELATIVE = frozenset("who which that".split())
_ADVERBS = frozenset(
    "also then later again never once even still now just only often first recently repeatedly earlier thus however "
    "instead therefore perhaps sometimes always already soon too not both all further next reportedly himself herself "
    "themselves itself ever long twice there here quickly famously n't afterward meanwhile".split()
)
TIMES = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday yesterday today tonight tomorrow morning afternoon evening "
    "night late early earlier later last this week weekend month year noon least".split()
)
DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday yesterday today tonight last this earlier later".split())
STOPS = frozenset((*",;:.?!—–()[]…|-\"'", "--"))
_COMMON_VERBS = frozenset(
    "left went goes go made makes make took takes take came comes come got gets get gave gives give met meets ran runs won wins "
    "win lost loses lose led leads kept keeps spent became becomes become began stood stands sat sent sends brought brings "
    "bought built sought seeks fought grew drew drove rose fell flew threw broke chose spoke put let sold caught taught "
    "wore tore struck stuck slept shook shot seems seem looks appears appear needs tries helps lives remains joins".split()
)
_NOT_VERBS = frozenset("united unnamed retired alleged red need bed hundred unidentified so-called embattled".split())
_LOWER_SUBJECTS = frozenset("police people critics supporters officials aides experts".split())
REACH = 40  # pieces walked for a subject: one that stands farther off is a guess


class Subject(NamedTuple):
    """The pieces of a noun phrase, first included, last excluded, and of the apposition beside it."""

    first: int
    last: int
    role_first: int = 0
    role_last: int = 0
    relative: int = 0  # the place of the pronoun in `Mr. Lee, who said`: the subject is what it stands for


def is_adverb(piece: Piece) -> bool:
    """Whether a piece may stand between a subject and its verb."""
    return piece.low in _ADVERBS or (piece.low.endswith("ly") and not piece.upper and len(piece.low) > 4)


def is_verb(pieces: Row, at: int) -> bool:
    """Whether a piece is very likely a finite verb."""
    piece = pieces[at]
    low = piece.low
    if low in AUXILIARIES or ("'" in low and low.partition("'")[0] in PRONOUNS):
        return True
    if piece.upper or low in _NOT_VERBS:
        return False
    before = pieces[at - 1].low if at else "the"
    if before in DETERMINERS and before not in ("this", "that", "these", "those", "some", "many", "all", "one", "others"):
        return False
    if low in _COMMON_VERBS:
        return True
    cue = CUES.get(low)
    if cue and (cue.form in ("past", "part") or (cue.form == "s" and low not in NOUN_LIKE)):
        return not (before in PREPOSITIONS or before.endswith("'s"))
    if low in NOUN_LIKE:
        return before in PRONOUNS
    if low.endswith("ed") and len(low) > 4 and "-" not in low:
        if before == ",":  # , elected in May, | , expressed concern
            return at + 1 < len(pieces) and (pieces[at + 1].low not in PREPOSITIONS or pieces[at + 1].low in ("to", "up", "out"))
        return not (before in PREPOSITIONS or before.endswith(("'s", "ly")) or before in STOPS or before == "and")
    return False


def has_verb(pieces: Row, first: int, last: int) -> bool:
    """Whether a finite verb stands between the places."""
    return any(is_verb(pieces, at) for at in range(max(first, 0), min(last, len(pieces))))


def is_passive(pieces: Row, verb: int) -> bool:
    """Whether the verb is in the passive: “was called”, “have been told”."""
    at = verb - 1
    while at >= 0 and is_adverb(pieces[at]):
        at -= 1
    return at >= 0 and pieces[at].low in BE


def head_of(pieces: Row, subject: Subject) -> int:
    """The place of the head noun: the last piece before the first preposition."""
    for at in range(subject.first + 1, subject.last):
        if pieces[at].low in PREPOSITIONS or pieces[at].low in ("who", "whose", "that", "familiar"):
            return at - 1
    return subject.last - 1


def noun_phrase(pieces: Row, end: int) -> Subject | None:
    """The noun phrase that ends before this place; None where no noun stands there."""
    at = end
    while at > 0 and end - at < REACH and _inside(pieces, at - 1, end):
        at -= 1
    while at < end and (pieces[at].low in _BREAKS or pieces[at].low in PREPOSITIONS or (is_adverb(pieces[at]) and pieces[at].low not in ("all", "both"))):
        at += 1
    for inner in range(end - 1, at, -1):  # stars | an actor |
        if not pieces[inner].upper and pieces[inner].low in ("a", "an", "the") and pieces[inner - 1].low not in _BEFORE_ARTICLE and pieces[inner - 1].low not in PREPOSITIONS:
            at = inner
            break
    while at + 1 < end and pieces[at].low in TIMES and (pieces[at + 1].upper or pieces[at + 1].low in DETERMINERS or pieces[at + 1].low in PRONOUNS | TIMES):
        at += 1  # On Tuesday | the mayor |
    return Subject(at, end) if at < end else None


def _inside(pieces: Row, at: int, end: int) -> bool:
    """Whether the piece may stand in the noun phrase that ends at `end`."""
    low = pieces[at].low
    if pieces[at].marked >= 0 or low in STOPS or (at + 1 < end and pieces[at + 1].low in PRONOUNS):
        return False
    if low in PRONOUNS or low.partition("'")[0] in PRONOUNS:
        return at + 1 == end
    if low in ("and", "or"):
        return at > 0 and at + 1 < end and pieces[at - 1].low not in STOPS and not is_verb(pieces, at - 1)
    if low in _BREAKS or (low.endswith("ing") and _is_participle(pieces, at)):
        return False
    if low in _LINKS:
        return at > 0 and at + 1 < end and not is_verb(pieces, at - 1) and pieces[at - 1].low not in STOPS | {"and", "but"}
    return low not in PREPOSITIONS and not is_verb(pieces, at)


def _is_participle(pieces: Row, at: int) -> bool:
    """Whether an -ing form has an object here, as in `saying a foundation`: it is no part of a subject."""
    if pieces[at].upper or at + 1 >= len(pieces):
        return False
    return pieces[at].low in CUES or pieces[at + 1].low in DETERMINERS


def subject_after(pieces: Row, at: int, *, loose: bool = False) -> Subject | None:
    """The noun phrase that begins here: said | Mr. Lee of Ohio, the mayor, in an interview.

    Where nothing but a noun phrase can stand (`according to …`), `loose` takes any word as its beginning.
    """
    last = at
    while last < len(pieces) and last - at < REACH and not _ends_phrase(pieces, last, at):
        last += 1
    while last > at and (pieces[last - 1].low in _LINKS or pieces[last - 1].low in ("and", "or")):
        last -= 1
    if last == at or not (loose or _can_open(pieces, at)):
        return None
    return Subject(at, last, *_role_behind(pieces, last))


def _ends_phrase(pieces: Row, at: int, first: int) -> bool:
    piece = pieces[at]
    low = piece.low
    if piece.marked >= 0 or low in STOPS:
        return True
    if at == first:
        return False
    if low in DAYS and pieces[at - 1].low in ("a", "an", "the"):
        return False  # reads | a Wednesday editorial |
    if low in PRONOUNS or low in DAYS or low in AUXILIARIES or is_adverb(piece):
        return True
    if low in _BREAKS:
        return low != "and"
    return low in PREPOSITIONS and low not in ("of", "for", "with", "at", "from")


def _can_open(pieces: Row, at: int) -> bool:
    piece = pieces[at]
    low = piece.low
    if low in PREPOSITIONS or low in _BREAKS or low in DAYS or (is_adverb(piece) and not piece.upper):
        return False
    if piece.upper or low in DETERMINERS or low in PRONOUNS or low in _LOWER_SUBJECTS or low.endswith(("s", "'s")):
        return True
    return any(p.upper for p in pieces[at + 1 : at + 5]) and low not in AUXILIARIES  # said retired Gen. Lee


def _role_behind(pieces: Row, last: int) -> tuple[int, int]:
    """The apposition behind a name: `, the mayor of Rome,`."""
    if last + 1 >= len(pieces) or pieces[last].low != ",":
        return (0, 0)
    opening = pieces[last + 1]
    if opening.low not in DETERMINERS and opening.low not in ("former", "who") and (opening.upper or opening.marked >= 0):
        return (0, 0)
    if opening.low == "who" or is_aside(pieces, last + 1):
        return (0, 0)
    stop = last + 1
    while stop < len(pieces) and pieces[stop].low not in (",", ".", ";", "”", "—") and stop - last < REACH:
        stop += 1
    if (stop < len(pieces) and pieces[stop].low == "”") or has_verb(pieces, last + 1, stop):
        return (0, 0)
    return (last + 1, stop)


def is_aside(pieces: Row, at: int) -> bool:
    """Whether a chunk that begins here is an aside between commas, no noun phrase: in an interview; who is 45."""
    piece = pieces[at]
    low = piece.low
    return (
        low in PREPOSITIONS
        or low in _ADVERBS
        or low in TIMES
        or low in _BREAKS
        or low in ("including", "jr.", "sr.", "jr", "sr", "d", "r", "d.", "r.", "however")
        or low[:1].isdigit()
        or (low.endswith(("ing", "ly")) and not piece.upper)
        or (low.endswith("ed") and not piece.upper)
        or (low in CUES and not piece.upper)
    )
