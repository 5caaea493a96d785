"""Which words of a sentence are the subject of a verb.

Takes the pieces of a sentence and the place of a verb; gives the noun phrase that is its subject: right before it, in
front of an apposition, behind `and`, or what a relative pronoun stands for.
"""

from __future__ import annotations

from dateline.extract.cues import AUXILIARIES
from dateline.extract.phrases import (
    DETERMINERS,
    PREPOSITIONS,
    REACH,
    RELATIVE,
    STOPS,
    SUBORDINATORS,
    TIMES,
    Row,
    Subject,
    head_of,
    is_adverb,
    is_aside,
    is_verb,
    noun_phrase,
    subject_after,
)

_SMALL_NAME_PARTS = frozenset("de la van von der den bin al el jr. sr. jr sr ii iii iv".split())


def skip_back(pieces: Row, verb: int) -> int:
    """The place behind the subject of a verb: auxiliaries, adverbs and days between them are stepped over."""
    end = verb
    while end and (pieces[end - 1].low in AUXILIARIES or is_adverb(pieces[end - 1]) or pieces[end - 1].low in TIMES):
        end -= 1
        while pieces[end].low in TIMES and end and pieces[end - 1].low in ("on", "in", "at", "the", "a", "during"):
            end -= 1
            if pieces[end].low not in ("the", "a"):
                break
            if end and pieces[end - 1].low in ("on", "in", "at", "during"):
                end -= 1
                break
    return end


def subject_before(pieces: Row, verb: int) -> Subject | None:
    """The subject of the verb at this place, looked for to its left; None if there is none."""
    end = skip_back(pieces, verb)
    if not end:
        return None
    low = pieces[end - 1].low
    if low in (",", ")", "—", "–", "--", "]"):
        return _over_parenthesis(pieces, end)
    if low in STOPS or (pieces[end - 1].marked >= 0 and end < 2):
        return None
    if low in ("and", "but", "or"):
        return _of_clause(pieces, end - 1)
    if end > 1 and low.endswith("ed") and is_verb(pieces, end - 1):  # the order released Friday said
        return subject_before(pieces, end - 1)
    if low in RELATIVE:
        comma = end >= 2 and pieces[end - 2].low in (",", "—", "–")
        found = _over_parenthesis(pieces, end - 1) if comma else noun_phrase(pieces, end - 1)
        return found and found._replace(relative=end - 1)
    return _behind_relative(pieces, noun_phrase(pieces, end), end)


def _behind_relative(pieces: Row, found: Subject | None, end: int) -> Subject | None:
    """The subject, where the words before the verb are only the tail of a relative clause.

    “The divers interviewed in recent days said”, “a report that was printed in May found”: a phrase that
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
    if pieces[at].low in RELATIVE and at:
        at -= 1
    if pieces[at].low in (",", "”") or pieces[at].low in STOPS:
        return found
    earlier = noun_phrase(pieces, at + 1)
    return earlier._replace(last=end) if earlier and pieces[earlier.first - 1].low not in PREPOSITIONS else found


def _antecedent(pieces: Row, found: Subject, end: int) -> Subject:
    """Of `a report that was printed in May`: the report."""
    at = found.first - 1
    while at > 0 and (is_verb(pieces, at) or is_adverb(pieces[at])):
        at -= 1
    if at < 1 or at == found.first - 1 or pieces[at].low not in RELATIVE:
        return found
    earlier = noun_phrase(pieces, at)
    return earlier._replace(last=end) if earlier and pieces[at - 1].low not in STOPS and not is_verb(pieces, at - 1) else found


def _over_parenthesis(pieces: Row, end: int) -> Subject | None:
    """The subject before `, the mayor of Rome,` or `, in an interview,`: the piece at end - 1 closes it."""
    chunks: list[tuple[int, int]] = []
    at = end - 1
    while at > 0 and len(chunks) < 5 and end - at < REACH * 2:
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
        if farther and is_aside(pieces, first):
            continue
        if not farther or (_is_bare_name(pieces, first, last) and not _is_apposed(pieces, farther)):
            subject = noun_phrase(pieces, last)
            if subject and farther and farther[0][0] + 12 > farther[0][1] and not is_aside(pieces, farther[0][0]):
                role = noun_phrase(pieces, farther[0][1])
                return subject._replace(role_first=role.first, role_last=role.last) if role else subject
            return subject
        named = _named_chunk(pieces, farther)
        if named:
            return named._replace(role_first=first, role_last=last)
        subject = noun_phrase(pieces, last)
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
        subject = noun_phrase(pieces, last)
        if subject is None:
            continue
        if is_aside(pieces, first) and subject.first <= first + 2:
            continue
        head = head_of(pieces, subject)
        if pieces[head].upper or pieces[subject.first].low in DETERMINERS:
            return subject
    return None


def _is_bare_name(pieces: Row, first: int, last: int) -> bool:
    """Whether the pieces are a person’s name and no more: “Democrat of Tennessee” is none, “Joe Lee” is one."""
    if last - first > 5:
        return False
    if all(p.upper or p.low in _SMALL_NAME_PARTS for p in pieces[first:last]):
        return last - first > 1 and pieces[first].low not in ("democrat", "republican", "r.", "d.")
    return False


def _of_clause(pieces: Row, end: int) -> Subject | None:
    """The subject of the verb that `and` joins to the one at hand: of the nearest finite verb to the left."""
    for at in range(end - 1, max(0, end - REACH), -1):
        if pieces[at].low in (";", ":"):
            return None
        if is_verb(pieces, at) and pieces[at - 1].low not in ("and", "or"):
            found = subject_before(pieces, at)
            if found:
                return found
    return None


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
    if at >= len(pieces) or pieces[at].low.endswith("ing") or not (pieces[at].upper or pieces[at].low in DETERMINERS):
        return None
    return subject_after(pieces, at)


def main_start(pieces: Row, limit: int) -> int:
    """Where the main clause starts: behind the comma that ends an opening subordinate clause or phrase, else 1."""
    if any(p.low in SUBORDINATORS for p in pieces[:3]) or (pieces and pieces[0].low in PREPOSITIONS):
        for at in range(1, limit):
            if pieces[at].low == ",":
                return at
    return 1
