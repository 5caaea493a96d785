"""Whom a pronoun means that names no person: “it” of the report before, “they” of the officials who spoke last.

Takes the quotations found; gives them with such speakers described in the article's words. A pronoun that nothing
explains is no speaker: None is honest, “It” on a published page is not.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

import msgspec

from dateline.extract.body import Body
from dateline.extract.clauses import Clause
from dateline.extract.name_words import ROLES
from dateline.extract.people import People
from dateline.extract.phrases import DETERMINERS, PREPOSITIONS, Row, Subject, head_of
from dateline.extract.speakers import name_speaker
from dateline.extract.subjects import main_subject
from dateline.extract.voices import BODIES, PAPERS, PEOPLE
from dateline.findings import QuotationFound, Speaker

_THING = frozenset("it its which".split())
_ONE = frozenset("he she his her him".split())
_GROUP = frozenset("they their them".split())
_AUTHOR = frozenset("i we my our".split())  # the paper's own writer: kept where nothing is quoted, as nothing of it is published
PRONOUNS = _THING | _ONE | _GROUP | _AUTHOR | frozenset("you your who me us that this".split())
_PASSED = 3
_PLURALS = frozenset("people men women police officials critics".split())


def name_pronouns(body: Body, people: People, clauses: tuple[Clause, ...], found: Sequence[QuotationFound]) -> list[QuotationFound]:
    """The same quotations, in order; a pronoun as the speaker is described by what it stands for, else there is none."""
    starts = [c.start for c in clauses]
    group: Speaker | None = None
    out: list[QuotationFound] = []
    for q in found:
        low = q.speaker.name.casefold() if q.speaker else ""
        if low in PRONOUNS and q.speaker and not (low in _AUTHOR and q.kind == "indirect"):
            index = max(0, bisect_right(starts, q.speaker.start) - 1)
            told = group if low in _GROUP and group else _before(body, people, clauses, index, q.speaker.start, low)
            named = told and msgspec.structs.replace(told, start=q.speaker.start, end=q.speaker.end)
            out.append(msgspec.structs.replace(q, speaker=named))
            continue
        if q.speaker and q.speaker.described:
            group = q.speaker if _is_many(q.speaker.name) else None
        out.append(q)
    return out


def _is_many(description: str) -> bool:
    return description.split()[0].casefold() not in ("a", "an", "one")


def _before(body: Body, people: People, clauses: tuple[Clause, ...], index: int, place: int, low: str) -> Speaker | None:
    """What the pronoun stands for: the subject of its own sentence before it, else of the nearest sentence before.

    Sentences whose subject is a pronoun too are passed over, three at most.
    """
    paragraph = clauses[index].paragraph
    for number in range(index, max(-1, index - _PASSED - 1), -1):
        pieces = clauses[number].pieces
        if clauses[number].paragraph < paragraph - 1:
            break
        limit = next((n for n, piece in enumerate(pieces) if piece.start >= place), len(pieces))
        subject = (_opening_paper(pieces, limit) if low in _THING else None) or main_subject(pieces, limit)
        if subject and pieces[head_of(pieces, subject)].low.partition("'")[0] not in PRONOUNS:
            speaker = name_speaker(body.text, pieces, subject, people)
            return speaker if _agrees(pieces, subject, speaker, low) else None
    return None


def _opening_paper(pieces: Row, limit: int) -> Subject | None:
    """A paper or body at the head of a sentence, whatever its verb: | The report | fills three boxes."""
    if limit > _PASSED and pieces[0].low in ("the", "a", "an", "this") and pieces[1].low in PAPERS | BODIES and pieces[2].low not in PREPOSITIONS:
        return Subject(0, 2)
    return None


def _agrees(pieces: Row, subject: Subject, speaker: Speaker, low: str) -> bool:
    """Whether the pronoun can stand for the subject: “it” for a body or a thing, “he” for a role, “they” for several."""
    head = pieces[head_of(pieces, subject)].low
    if subject.relative or not (speaker.organisation or (speaker.described and pieces[subject.first].low in DETERMINERS | _PLURALS)):
        return False
    if low in _THING:
        return speaker.organisation or (head not in ROLES and not head.endswith("s") and head not in _PLURALS)
    if low in _ONE:
        return head in ROLES or head in PEOPLE
    return low in _GROUP and (head.endswith("s") or head in _PLURALS)
