"""The noun phrase before a verb, as who responds.

Takes the text of a sentence up to the verb; gives responders: a name, several joined by "and", or the article's own
description, with whom it speaks for. Adverbials before the subject and appositions behind it are left out.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from dateline.extract.body import Body
from dateline.extract.name_words import ROLES, word_set
from dateline.extract.people import Mention, People

_BOUNDARY = re.compile(
    r"[;:—–“”\"]|, (?:and|but|while|though|although|yet|so|because|as|since|when|where)\b|\b(?:said|says|noted|added|that|because|while|although|though|whereas|but|if|when|after|before|since|until|adding|saying|noting)\b(?! the\b$)|''"
)
ADVERBIAL = re.compile(
    r"^(?:(?:on|in|at|by|after|before|during|since|until|through|for|with|from|despite|as|when|while|asked|to|amid|under|over|like|unlike|including|speaking|contacted|reached|citing|earlier|later|then|still|yesterday|today|last|this|however|meanwhile|instead|also|too|though|for example|of course|if|following|among|within|facing|via)\b|[A-Z][a-z]+day\b|[a-z]+ly$|[a-z]+ing\b)",
    re.IGNORECASE,
)
_AGE = re.compile(r"(?:aged? )?\d{1,3}")
_OPENING = re.compile(
    r"^(?:and|but|or|so|yet|first|second|finally|then|still|meanwhile|now|however|also|both|even|though|although|while|as for|because|that|when|,)\s+",
    re.IGNORECASE,
)
_RELATIVE = re.compile(r",? (?:who|which|whose|whom) [^;]*,$")
_LINK = re.compile(r" (?:for|of|at|to|with|from|in|on|by|representing|supporting) ")
_VERBS = r"(?:has|have|had|was|were|is|are|did|does|would|could|will|may|[a-z]+ed|says?|said|told|wrote|went|took|made|gave|sent|put|came|got|held|ran|spoke|won|lost|left|kept|began|found|met|saw|[a-z]+s)"
LEADING_PHRASE = re.compile(
    rf"(?:(?:the|a|an|one|his|her|their|its|two|three|several|some|many|most)\b(?: [\w’'.-]+){{1,6}}?|[A-Z][\w.&-]*(?: [A-Z][\w.&-]*){{0,3}})(?= {_VERBS}\b)",
    re.IGNORECASE,
)
_SENTENCE_WORDS = re.compile(
    r"\b(?:he|she|they|it|I|we|you|is|was|were|are|has|have|had|said|says|did|would|which|what|who)\b"
)
_THINGS = re.compile(
    r"\b(?:statement of|study|studies|polls?|data|films?|movie|videos?|bill|evidence|facts|theory|images?|footage|support|forecasts?|numbers|records|figures|history)\b",
    re.IGNORECASE,
)
_FINITE = re.compile(r"\b(?:has|have|had|was|were|is|are|did|does|would|could|will|said|says)\b")
_DESCRIBED_WORDS = 14  # a longer subject is no description but a misread sentence
_GROUP_HEADS = word_set(
    "campaign campaigns office offices representatives team staff camp administration government company department agency ministry group committee lawyers attorneys advisers aides family"
)


class Responder(NamedTuple):
    """Who responds, and for whom."""

    name: str
    start: int  # where the subject stands
    described: bool = False
    organisation: bool = False
    on_behalf_of: str = ""
    person: int = -1  # place in People.found; -1 for a description


def _clause(left: str) -> int:
    """Where the last clause of the text starts."""
    at = 0
    for match in _BOUNDARY.finditer(left):
        if match.end() < len(left) - 1:
            at = match.end()
    return at


def read_subject(body: Body, people: People, start: int, left: str) -> tuple[Responder, ...]:
    """The subject at the end of the text: its last clause, adverbials and appositions left out."""
    relative = _RELATIVE.search(left)
    if relative:
        left = left[: relative.start()]
    pieces = clause_pieces(left, _clause(left))
    if not pieces:
        return ()
    if left.endswith(",") or (relative and len(pieces) > 1 and _is_name(people, start, pieces[0])):
        return _before_apposition(body, people, start, left, pieces)
    while len(pieces) > 1 and not (
        " and " in left[slice(*pieces[-1])] and _is_name(people, start, pieces[-2])
    ):
        role = (
            len(pieces) == 2 and _is_name(people, start, pieces[-1]) and ends_on_role(left[slice(*pieces[0])])
        )
        if role:
            names = people.between(start + pieces[-1][0], start + pieces[-1][1])
            return (
                responder(
                    people, names[0], _behalf(body, people, start + pieces[0][0], start + pieces[0][1])
                ),
            )
        pieces = pieces[1:]
    return read_phrase(body, people, start + pieces[0][0], start + pieces[-1][1])


def _before_apposition(
    body: Body, people: People, start: int, left: str, pieces: list[tuple[int, int]]
) -> tuple[Responder, ...]:
    """The subject of "Ana Ruiz, a spokeswoman, …" and of "the press secretary, Ana Ruiz, …"."""
    while (
        len(pieces) > 1
        and ADVERBIAL.match(left[slice(*pieces[0])])
        and not _starts_with_name(people, start + pieces[0][0])
    ):
        pieces = pieces[1:]
    first, stop = pieces[0]
    rest = pieces[1:]
    if rest and _is_name(people, start, rest[0]) and ends_on_role(left[first:stop]):
        names = people.between(start + rest[0][0], start + rest[0][1])
        return (responder(people, names[0], _behalf(body, people, start + first, start + stop)),)
    found = read_phrase(body, people, start + first, start + stop)
    if found and rest and found[0].person >= 0 and not found[0].on_behalf_of:
        behalf = _behalf(body, people, start + rest[0][0], start + rest[-1][1])
        return tuple(f._replace(on_behalf_of=behalf) for f in found)
    return found


def _is_name(people: People, start: int, piece: tuple[int, int]) -> bool:
    """Whether the piece is a name and nothing else."""
    names = [m for m in people.between(start + piece[0], start + piece[1]) if not m.pronoun]
    return bool(names) and names[0].start - (start + piece[0]) < 5 and names[-1].end >= start + piece[1] - 1


def clause_pieces(left: str, at: int) -> list[tuple[int, int]]:
    """The comma-separated pieces from the place on, trimmed, opening conjunctions cut off."""
    found: list[tuple[int, int]] = []
    for match in re.finditer(r"[^,]+", left[at:]):
        a, b = at + match.start(), at + match.end()
        while a < b and left[a] in ' \n“"':
            a += 1
        while b > a and left[b - 1] in ' \n"“‘':
            b -= 1
        if _AGE.fullmatch(left, a, b):
            continue
        opening = _OPENING.match(left[a:b])
        while opening and opening.end() < b - a:
            a += opening.end()
            opening = _OPENING.match(left[a:b])
        if a < b:
            found.append((a, b))
    return found


def _starts_with_name(people: People, place: int) -> bool:
    near = people.between(place, place + 60)
    return bool(near) and near[0].start - place < 2


def ends_on_role(phrase: str) -> bool:
    """Whether the phrase ends on what somebody is, or names an office for somebody: "the ambassador to Rome"."""
    words = re.split(r" (?:of|to|for|at|in|from) ", phrase)[0].split()
    return bool(words) and words[-1].lower() in ROLES


def read_phrase(body: Body, people: People, start: int, end: int) -> tuple[Responder, ...]:
    """The noun phrase as a responder; several where names are joined by "and"."""
    text = body.text[start:end]
    last = text.rfind(" and ")
    if last > 0 and _FINITE.search(text[:last]):
        return read_phrase(body, people, start + last + 5, end)
    if " and " in text and not _LINK.search(text.split(" and ")[0]):
        parts = _joined(body, people, start, end)
        if parts:
            return parts
    names = [m for m in people.between(start, end) if not m.pronoun]
    tail = re.sub(r"\s*\([^)]*\)$", "", text)
    link = _LINK.search(text)
    for name in names:
        before, after = body.text[start : name.start], body.text[name.end : end]
        if link and start + link.start() < name.start:
            continue
        closes = name.end >= start + len(tail) or _LINK.match(after) or after.lstrip().startswith("(")
        if closes and (name.start == start or not after.strip() or _LINK.match(after) or not before.strip()):
            return (responder(people, name),)
    if link and names and _described_head(text[: link.start()]):
        behalf = next((people.found[m.person].name for m in names if m.start >= start + link.start()), "")
        return description(text, start, behalf)
    return description(text, start, "")


def _joined(body: Body, people: People, start: int, end: int) -> tuple[Responder, ...]:
    """Each of the names that "and" joins, or nothing when a part is no name."""
    found: list[Responder] = []
    place = start
    for part in re.split(r" and |, ", body.text[start:end]):
        at = body.text.find(part, place, end)
        place = at + len(part)
        clean = re.sub(r"^(?:the|both) ", "", part, flags=re.IGNORECASE)
        names = [m for m in people.between(at, at + len(part)) if not m.pronoun]
        if names and names[-1].end >= at + len(part) - 1:
            found.append(responder(people, names[-1]))
        elif found and re.match(r"(?:his|her|their|its) [a-z]+", clean):
            found += description(part, at, found[0].name)
        else:
            return ()
    return tuple(found)


def _described_head(text: str) -> bool:
    words = text.split()
    return bool(words) and (
        words[-1].lower() in ROLES
        or words[-1].lower().rstrip("s") in ROLES
        or words[-1].lower() in _GROUP_HEADS
        or words[-1].lower().endswith(("men", "women", "people", "person"))
    )


def is_role(description: str) -> bool:
    """Whether a description names people by what they are: "a spokesman for the mayor", "two officials"."""
    return _described_head(_LINK.split(description)[0])


def description(text: str, start: int, behalf: str) -> tuple[Responder, ...]:
    """The words as an unnamed responder; nothing where they are too long, a clause, or a thing that cannot speak."""
    words = text.split()
    if (
        not words
        or len(words) > _DESCRIBED_WORDS
        or not re.search(r"\w", text)
        or _SENTENCE_WORDS.search(text)
        or _THINGS.search(text)
    ):
        return ()
    return (Responder(" ".join(words), start, described=True, on_behalf_of=behalf),)


def _behalf(body: Body, people: People, start: int, end: int) -> str:
    """For whom somebody speaks, from "a spokeswoman for Mr. Lee"."""
    match = re.search(
        r"(?:spokes\w+|lawyers?|attorneys?|secretary|aide|adviser|representative|manager|director|counsel) (?:for|of|to) (?:the )?",
        body.text[start:end],
    )
    if match is None:
        return ""
    near = people.between(start + match.end(), min(end + 1, start + match.end() + 60))
    return people.found[near[0].person].name if near and near[0].start - (start + match.end()) < 2 else ""


def responder(people: People, mention: Mention, behalf: str = "") -> Responder:
    """Whom the mention names."""
    found = people.found[mention.person]
    return Responder(
        found.name,
        mention.start,
        organisation=found.kind == "organisation",
        on_behalf_of=behalf,
        person=mention.person,
    )
