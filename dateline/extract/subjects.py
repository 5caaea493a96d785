"""Which words of a sentence are the subject of a verb.

Takes the pieces of a sentence and the place of a verb; gives the noun phrase before or behind it. There is no tagger:
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
_LINKS = frozenset("of for with from at in to on by about between among inside near over against".split())  # may stand inside “a spokesman for the mayor of Rome”
_BREAKS = frozenset(
    "that because when if while but although though whether what which how why where whose whom who since until unless "
    "so than then or and as whereas nor yet".split()
)
_RELATIVE = frozenset("who which that".split())
_ADVERBS = frozenset(
    "also then later again never once even still now just only often first recently repeatedly earlier thus however "
    "instead therefore perhaps sometimes always already soon too not both all further next reportedly himself herself "
    "themselves itself ever long twice there here quickly famously n't afterward meanwhile".split()
)
_TIMES = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday yesterday today tonight tomorrow morning afternoon evening "
    "night late early earlier later last this week weekend month year noon least".split()
)
DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday yesterday today tonight last this earlier later".split())
_STOPS = frozenset(",;:.?!—–()[]…|-\"")
_COMMON_VERBS = frozenset(
    "went goes go made makes make took takes take came comes come got gets get gave gives give met meets ran runs won wins "
    "win lost loses lose led leads kept keeps spent became becomes become began stood stands sat sent sends brought brings "
    "bought built sought seeks fought grew drew drove rose fell flew threw broke chose spoke put let sold caught taught "
    "wore tore struck stuck slept shook shot seems seem looks appears appear needs tries helps lives remains joins".split()
)
_NOT_VERBS = frozenset("united unnamed retired alleged red need bed hundred unidentified so-called embattled".split())
_SMALL_NAME_PARTS = frozenset("de la van von der den bin al el jr. sr. jr sr ii iii iv".split())
_LOWER_SUBJECTS = frozenset("police people critics supporters officials aides experts".split())
_REACH = 40  # pieces walked for a subject: one that stands farther off is a guess


class Subject(NamedTuple):
    """The pieces of a noun phrase, first included, last excluded, and of the apposition beside it."""

    first: int
    last: int
    role_first: int = 0
    role_last: int = 0
    relative: bool = False  # of `who said`: the subject is what the pronoun stands for


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
        return not (before in PREPOSITIONS or before.endswith(("'s", "ly")) or before in _STOPS or before == "and")
    return False


def has_verb(pieces: Row, first: int, last: int) -> bool:
    """Whether a finite verb stands between the places."""
    return any(is_verb(pieces, at) for at in range(max(first, 0), min(last, len(pieces))))


def skip_back(pieces: Row, verb: int) -> int:
    """The place behind the subject of a verb: auxiliaries, adverbs and days between them are stepped over."""
    end = verb
    while end and (pieces[end - 1].low in AUXILIARIES or is_adverb(pieces[end - 1]) or pieces[end - 1].low in _TIMES):
        end -= 1
        while pieces[end].low in _TIMES and end and pieces[end - 1].low in ("on", "in", "at", "the", "a", "during"):
            end -= 1
            if pieces[end].low not in ("the", "a"):
                break
            if end and pieces[end - 1].low in ("on", "in", "at", "during"):
                end -= 1
                break
    return end


def is_passive(pieces: Row, verb: int) -> bool:
    """Whether the verb is in the passive: “was called”, “have been told”."""
    at = verb - 1
    while at >= 0 and is_adverb(pieces[at]):
        at -= 1
    return at >= 0 and pieces[at].low in BE


def subject_before(pieces: Row, verb: int) -> Subject | None:
    """The subject of the verb at this place, looked for to its left; None if there is none."""
    end = skip_back(pieces, verb)
    if not end:
        return None
    low = pieces[end - 1].low
    if low in (",", ")", "—", "–", "--", "]"):
        return _over_parenthesis(pieces, end)
    if low in _STOPS or (pieces[end - 1].marked >= 0 and end < 2):
        return None
    if low in ("and", "but", "or"):
        return _of_clause(pieces, end - 1)
    if end > 1 and low.endswith("ed") and is_verb(pieces, end - 1):  # the order released Friday said
        return subject_before(pieces, end - 1)
    if low in _RELATIVE:
        comma = end >= 2 and pieces[end - 2].low in (",", "—", "–")
        found = _over_parenthesis(pieces, end - 1) if comma else _noun_phrase(pieces, end - 1)
        return found and found._replace(relative=True)
    return _behind_relative(pieces, _noun_phrase(pieces, end), end)


def _behind_relative(pieces: Row, found: Subject | None, end: int) -> Subject | None:
    """The subject, where the words before the verb are only the tail of a relative clause.

    “The officials interviewed in recent weeks said”, “a report that was made public in January found”: a phrase that
    a preposition opens cannot be the subject.
    """
    if found is None or not found.first:
        return found
    at = found.first - 2
    if pieces[found.first - 1].low not in PREPOSITIONS:
        return _antecedent(pieces, found, end)
    while at > 0 and (is_adverb(pieces[at]) or pieces[at].low == "public"):
        at -= 1
    if at > 0 and pieces[at].low in ("and", "but"):
        return _of_clause(pieces, at) or found
    if at < 1 or not (is_verb(pieces, at) or pieces[at].low.endswith(("ed", "ing"))):
        return found
    while at > 0 and (is_verb(pieces, at) or is_adverb(pieces[at]) or pieces[at].low.endswith("ing")):
        at -= 1
    if pieces[at].low in _RELATIVE and at:
        at -= 1
    if pieces[at].low in (",", "”") or pieces[at].low in _STOPS:
        return found
    earlier = _noun_phrase(pieces, at + 1)
    return earlier._replace(last=end) if earlier and pieces[earlier.first - 1].low not in PREPOSITIONS else found


def _antecedent(pieces: Row, found: Subject, end: int) -> Subject:
    """Of `a report that was made public in January`: the report."""
    at = found.first - 1
    while at > 0 and (is_verb(pieces, at) or is_adverb(pieces[at])):
        at -= 1
    if at < 1 or at == found.first - 1 or pieces[at].low not in _RELATIVE:
        return found
    earlier = _noun_phrase(pieces, at)
    return earlier._replace(last=end) if earlier and pieces[at - 1].low not in _STOPS and not is_verb(pieces, at - 1) else found


def _over_parenthesis(pieces: Row, end: int) -> Subject | None:
    """The subject before `, the mayor of Rome,` or `, in an interview,`: the piece at end - 1 closes it."""
    chunks: list[tuple[int, int]] = []
    at = end - 1
    while at > 0 and len(chunks) < 5 and end - at < _REACH * 2:
        first = at
        while first > 0 and pieces[first - 1].low not in (",", "(", ")", "—", "–", "--", ";", ":"):
            first -= 1
        if first < at:
            chunks.append((first, at))
        if first == 0 or pieces[first - 1].low in (";", ":"):
            break
        at = first - 1
    return _pick_chunk(pieces, chunks)


def _pick_chunk(pieces: Row, chunks: list[tuple[int, int]]) -> Subject | None:
    """Of the chunks between commas, nearest first, the one that is the subject.

    The nearest is the subject where it is a bare name (his chief of staff, Joe Lee, said) or nothing but asides
    stand farther off; else it is an apposition, and the chunk before it is.
    """
    for number, (first, last) in enumerate(chunks):
        farther = chunks[number + 1 :]
        if farther and _is_aside(pieces, first):
            continue
        if not farther or (_is_bare_name(pieces, first, last) and not _is_apposed(pieces, farther)):
            subject = _noun_phrase(pieces, last)
            if subject and farther and farther[0][0] + 12 > farther[0][1] and not _is_aside(pieces, farther[0][0]):
                role = _noun_phrase(pieces, farther[0][1])
                return subject._replace(role_first=role.first, role_last=role.last) if role else subject
            return subject
        named = _named_chunk(pieces, farther)
        if named:
            return named._replace(role_first=first, role_last=last)
        subject = _noun_phrase(pieces, last)
        if subject:
            return subject
    return None


def _is_apposed(pieces: Row, chunks: list[tuple[int, int]]) -> bool:
    """Whether the chunks to the left run `Joe Lee, the editor of the paper` or `Joe Lee, whose paper`.

    A bare name behind them is the paper’s.
    """
    if pieces[chunks[0][0]].low in ("whose", "who", "which", "where", "whom"):
        return True
    return len(chunks) > 1 and pieces[chunks[0][0]].low in DETERMINERS and _is_bare_name(pieces, *chunks[1])


def _named_chunk(pieces: Row, chunks: list[tuple[int, int]]) -> Subject | None:
    """The nearest chunk that ends in a name or a described person and is no aside."""
    for first, last in chunks[:3]:
        subject = _noun_phrase(pieces, last)
        if subject is None:
            continue
        if _is_aside(pieces, first) and subject.first <= first + 2:
            continue
        head = head_of(pieces, subject)
        if pieces[head].upper or pieces[subject.first].low in DETERMINERS:
            return subject
    return None


def head_of(pieces: Row, subject: Subject) -> int:
    """The place of the head noun: the last piece before the first preposition."""
    for at in range(subject.first + 1, subject.last):
        if pieces[at].low in PREPOSITIONS or pieces[at].low in ("who", "whose", "that", "familiar"):
            return at - 1
    return subject.last - 1


def _is_bare_name(pieces: Row, first: int, last: int) -> bool:
    """Whether the pieces are a person’s name and no more: “Democrat of Tennessee” is none, “Joe Lee” is one."""
    if last - first > 5:
        return False
    if all(p.upper or p.low in _SMALL_NAME_PARTS for p in pieces[first:last]):
        return last - first > 1 and pieces[first].low not in ("democrat", "republican", "r.", "d.")
    return False


def _is_aside(pieces: Row, at: int) -> bool:
    piece = pieces[at]
    low = piece.low
    return (
        low in PREPOSITIONS
        or low in _ADVERBS
        or low in _TIMES
        or low in _BREAKS
        or low in ("including", "jr.", "sr.", "jr", "sr", "d", "r", "d.", "r.", "however")
        or low[:1].isdigit()
        or (low.endswith(("ing", "ly")) and not piece.upper)
        or (low.endswith("ed") and not piece.upper)
        or (low in CUES and not piece.upper)
    )


def _of_clause(pieces: Row, end: int) -> Subject | None:
    """The subject of the verb that `and` joins to the one at hand: of the nearest finite verb to the left."""
    for at in range(end - 1, max(0, end - _REACH), -1):
        if pieces[at].low in (";", ":"):
            return None
        if is_verb(pieces, at) and pieces[at - 1].low not in ("and", "or"):
            found = subject_before(pieces, at)
            if found:
                return found
    return None


def _noun_phrase(pieces: Row, end: int) -> Subject | None:
    """The noun phrase that ends before this place; None where no noun stands there."""
    at = end
    while at > 0 and end - at < _REACH and _inside(pieces, at - 1, end):
        at -= 1
    while at < end and (pieces[at].low in _BREAKS or pieces[at].low in PREPOSITIONS or (is_adverb(pieces[at]) and pieces[at].low not in ("all", "both"))):
        at += 1
    return Subject(at, end) if at < end else None


def _inside(pieces: Row, at: int, end: int) -> bool:
    """Whether the piece may stand in the noun phrase that ends at `end`."""
    low = pieces[at].low
    if pieces[at].marked >= 0 or low in _STOPS or (at + 1 < end and pieces[at + 1].low in PRONOUNS):
        return False
    if low in PRONOUNS or low.partition("'")[0] in PRONOUNS:
        return at + 1 == end
    if low in ("and", "or"):
        return at > 0 and at + 1 < end and pieces[at - 1].low not in _STOPS and not is_verb(pieces, at - 1)
    if low in _BREAKS or (low.endswith("ing") and _is_participle(pieces, at)):
        return False
    if low in _LINKS:
        return at > 0 and at + 1 < end and not is_verb(pieces, at - 1) and pieces[at - 1].low not in _STOPS | {"and", "but"}
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
    while last < len(pieces) and last - at < _REACH and not _ends_phrase(pieces, last, at):
        last += 1
    while last > at and (pieces[last - 1].low in _LINKS or pieces[last - 1].low in ("and", "or")):
        last -= 1
    if last == at or not (loose or _can_open(pieces, at)):
        return None
    return Subject(at, last, *_role_behind(pieces, last))


def _ends_phrase(pieces: Row, at: int, first: int) -> bool:
    piece = pieces[at]
    low = piece.low
    if piece.marked >= 0 or low in _STOPS:
        return True
    if at == first:
        return False
    if low in PRONOUNS or low in DAYS or low in AUXILIARIES or is_adverb(piece):
        return True
    if low in _BREAKS:
        return low != "and"
    return low in PREPOSITIONS and low not in ("of", "for", "with", "at", "from")


def _can_open(pieces: Row, at: int) -> bool:
    piece = pieces[at]
    low = piece.low
    if low in PREPOSITIONS or low in _BREAKS or low in DAYS or is_adverb(piece) and not piece.upper:
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
    if opening.low == "who" or _is_aside(pieces, last + 1):
        return (0, 0)
    stop = last + 1
    while stop < len(pieces) and pieces[stop].low not in (",", ".", ";", "”", "—") and stop - last < _REACH:
        stop += 1
    if stop < len(pieces) and pieces[stop].low == "”" or has_verb(pieces, last + 1, stop):
        return (0, 0)
    return (last + 1, stop)


def main_subject(pieces: Row, limit: int) -> Subject | None:
    """The subject of the sentence’s first finite verb before a place, an opening subordinate clause left out."""
    at = main_start(pieces, limit)
    fallback = _opening_name(pieces, at - 1 if at == 1 else at + 1)
    while at < limit:
        if is_verb(pieces, at):
            found = subject_before(pieces, at)
            if found and not found.relative and (found.first == 0 or pieces[found.first - 1].low not in ("that", "what", "as")):
                return found
            fallback = fallback or found
        at += 1
    return fallback if fallback and fallback.last <= limit else None


def _opening_name(pieces: Row, at: int) -> Subject | None:
    """The noun phrase at the head of a main clause, where no verb behind it is known."""
    if at >= len(pieces) or not (pieces[at].upper or pieces[at].low in DETERMINERS):
        return None
    return subject_after(pieces, at)


def main_start(pieces: Row, limit: int) -> int:
    """Where the main clause starts: behind the comma that ends an opening subordinate clause, else 1."""
    if any(p.low in SUBORDINATORS for p in pieces[:3]):
        for at in range(1, limit):
            if pieces[at].low == ",":
                return at
    return 1
