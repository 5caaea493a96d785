"""Who responds: the subject of a trigger, as a person, an organisation, or the article's own description.

Takes the body, its people and a trigger; gives one responder, or several where a group is named or summed up ("All of
the men have denied …"). The subject stands before the verb in its clause; "who" points at the name before it, "and
denied" at the subject that the clause began with, "he" at whom it means.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import NamedTuple

from dateline.extract.body import Body
from dateline.extract.denial_triggers import Trigger
from dateline.extract.name_words import ROLES
from dateline.extract.people import Mention, People


class Responder(NamedTuple):
    """Who responds, and for whom."""

    name: str
    start: int  # where the subject stands
    described: bool = False
    organisation: bool = False
    on_behalf_of: str = ""
    person: int = -1  # place in People.found; -1 for a description


_BOUNDARY = re.compile(r"[;:—–“”\"]|, (?:and|but|while|though|although|yet|so|because|as|since|when|where)\b|\b(?:said|says|noted|added|that|because|while|although|though|whereas|but|if|when|after|before|since|until|adding|saying|noting)\b(?! the\b$)|''")
_ADVERBIAL = re.compile(
    r"^(?:(?:on|in|at|by|after|before|during|since|until|through|for|with|from|despite|as|when|while|asked|to|amid|under|over|like|unlike|including|speaking|contacted|reached|citing|earlier|later|then|still|yesterday|today|last|this|however|meanwhile|instead|also|too|though|for example|of course|if|following|among|within|facing|via)\b|[A-Z][a-z]+day\b|[a-z]+ly$|[a-z]+ing\b)",
    re.IGNORECASE,
)
_OPENING = re.compile(r"^(?:and|but|or|so|yet|first|second|finally|then|still|meanwhile|now|however|also|both|even|though|while|as for|because|that|when|,)\s+", re.IGNORECASE)
_WHO = re.compile(r",?\s(?:all of whom|both of whom|none of whom|neither of whom|who|which|that)$")
_PRONOUN = re.compile(r"(?:^|[^\w])(he|she|it|they|we|i|both|neither|all|none)$", re.IGNORECASE)
_RELATIVE = re.compile(r",? (?:who|which|whose|whom) [^;]*,$")
_THROUGH = re.compile(r",? (?:through|via|by|in|at|on|speaking|for|when|after) (?:[\w’'.-]+ ){0,6}[\w’'.-]+,?$")
_COORDINATED = re.compile(r"(?:^|[\s,])(?:and|but|or|then)$")
_LINK = re.compile(r" (?:for|of|at|to|with|from|in|on|by|representing|supporting) ")
_GROUP = re.compile(
    r"(?:^|[\s,“\"])(?:(all|both|each|none|neither|some|either)(?: (?:of )?(?:the )?(?:(?:two|three|four|five|six|seven) )?(?:of )?(?:them|men|women|people|officials|companies|candidates|campaigns|aides|lawyers|senators|executives|advisers))?|(?:the )?(?:two|three|four|five) (?:men|women|of them)|the (?:two|three|four)|they|the (?:men|women|pair|trio|couple|brothers|sisters))$",
    re.IGNORECASE,
)
_NUMBER = {"two": 2, "both": 2, "neither": 2, "either": 2, "pair": 2, "couple": 2, "three": 3, "trio": 3, "four": 4, "five": 5}
_AGENT = re.compile(r" by ((?:[\w’'.-]+ ?){1,9}?)(?=[,.;:)—–]| that | in | on | as | who | which | and (?:he|she|they)\b|$)")
_CLAIM_THAT = re.compile(r"\b(?:a|an) (?:claim|charge|allegation|accusation|assertion|suggestion|point|notion|idea|report|rumor|contention)s? (?:that|which) ")
_ISSUING = frozenset("issued released offered repeated reiterated gave made sent tweeted posted".split())
_VERBS = r"(?:has|have|had|was|were|is|are|did|does|would|could|will|may|[a-z]+ed|says?|said|told|wrote|went|took|made|gave|sent|put|came|got|held|ran|spoke|won|lost|left|kept|began|found|met|saw|[a-z]+s)"
_LEADING_PHRASE = re.compile(rf"(?:(?:the|a|an|one|his|her|their|its|two|three|several|some|many|most)\b(?: [\w’'.-]+){{1,6}}?|[A-Z][\w.&-]*(?: [A-Z][\w.&-]*){{0,3}})(?= {_VERBS}\b)", re.IGNORECASE)
_SENTENCE_WORDS = re.compile(r"\b(?:he|she|they|it|I|we|you|is|was|were|are|has|have|had|said|says|did|would|which|what|who)\b")
_THINGS = re.compile(r"\b(?:statement of|study|studies|polls?|data|films?|movie|videos?|bill|law|evidence|facts|theory|images?|footage|numbers|records|figures|history)\b", re.IGNORECASE)
_PARTICIPLES = ("ing",)
_DESCRIBED_WORDS = 14  # a longer subject is no description but a misread sentence
_GROUP_HEADS = frozenset("campaign campaigns office offices representatives team staff camp administration government company department agency ministry group committee lawyers attorneys advisers aides family".split())


def find_responders(body: Body, people: People, trigger: Trigger) -> tuple[Responder, ...]:
    """Whoever responds by this trigger; empty when the sentence names nobody."""
    start, end = body.sentence_at(trigger.start)
    left = body.text[start : trigger.start].rstrip()
    agent = _AGENT.match(body.text, trigger.end, min(end, trigger.end + 90)) if trigger.family in {"deny", "counter"} else None
    if agent and trigger.cue.lower().endswith("ed"):
        return _phrase(body, people, agent.start(1), agent.end(1))
    if trigger.family == "denial" and trigger.cue.split()[0].lower() not in _ISSUING:
        return _of_owner(body, people, trigger)
    if trigger.cue.lower().split()[0].endswith(_PARTICIPLES):
        found = _of_participle(body, people, start, end, trigger)
        return (found,) if found else ()
    left = _without_means(left)
    group = _GROUP.search(left) or (_GROUP.search(_WHO.sub("", left)) if _WHO.search(left) and " whom" in left[-14:] else None)
    if group:
        members = _members(body, people, start, start + group.start(), group.group().lower())
        if len(members) > 1:
            return members
    who = _WHO.search(left)
    if who:
        left = left[: who.start()]
        return _antecedent(body, people, start, left) or _nearest(people, start, trigger.start)
    pronoun = _PRONOUN.search(left)
    if pronoun:
        return _by_pronoun(body, people, start + pronoun.start(1), pronoun.group(1).lower())
    if _COORDINATED.search(left) or not left:
        return _of_clause_start(body, people, start, left) or _nearest(people, start, trigger.start)
    return _read_subject(body, people, start, left) or _nearest(people, start, trigger.start)


def _without_means(left: str) -> str:
    """The text before the verb without "through a spokesman," and the like."""
    match = _THROUGH.search(left[-80:]) if left.endswith(",") else None
    if match and "," in match.group()[:2]:
        return left[: len(left) - len(match.group())].rstrip()
    return left


def _clause(left: str) -> int:
    """Where the last clause of the text starts."""
    at = 0
    for match in _BOUNDARY.finditer(left):
        if match.end() < len(left) - 1:
            at = match.end()
    return at


def _read_subject(body: Body, people: People, start: int, left: str) -> tuple[Responder, ...]:
    """The subject at the end of the text: its last clause, adverbials and appositions left out."""
    relative = _RELATIVE.search(left)
    if relative:
        left = left[: relative.start()]
    pieces = _pieces(left, _clause(left))
    if not pieces:
        return ()
    if left.endswith(","):
        return _before_apposition(body, people, start, left, pieces)
    while len(pieces) > 1 and not (" and " in left[slice(*pieces[-1])] and _is_name(people, start, pieces[-2])):
        role = len(pieces) == 2 and _is_name(people, start, pieces[-1]) and _role_ends(left[slice(*pieces[0])])
        if role:
            names = people.between(start + pieces[-1][0], start + pieces[-1][1])
            return (_responder(people, names[0], _behalf(body, people, start + pieces[0][0], start + pieces[0][1])),)
        pieces = pieces[1:]
    return _phrase(body, people, start + pieces[0][0], start + pieces[-1][1])


def _before_apposition(body: Body, people: People, start: int, left: str, pieces: list[tuple[int, int]]) -> tuple[Responder, ...]:
    """The subject of "Ana Ruiz, a spokeswoman, …" and of "the press secretary, Ana Ruiz, …"."""
    while len(pieces) > 1 and _ADVERBIAL.match(left[slice(*pieces[0])]) and not _starts_with_name(people, start + pieces[0][0]):
        pieces = pieces[1:]
    first, stop = pieces[0]
    rest = pieces[1:]
    if rest and _is_name(people, start, rest[0]) and _role_ends(left[first:stop]):
        names = people.between(start + rest[0][0], start + rest[0][1])
        return (_responder(people, names[0], _behalf(body, people, start + first, start + stop)),)
    found = _phrase(body, people, start + first, start + stop)
    if found and rest and found[0].person >= 0 and not found[0].on_behalf_of:
        behalf = _behalf(body, people, start + rest[0][0], start + rest[-1][1])
        return tuple(f._replace(on_behalf_of=behalf) for f in found)
    return found


def _is_name(people: People, start: int, piece: tuple[int, int]) -> bool:
    """Whether the piece is a name and nothing else."""
    names = [m for m in people.between(start + piece[0], start + piece[1]) if not m.pronoun]
    return bool(names) and names[0].start - (start + piece[0]) < 5 and names[-1].end >= start + piece[1] - 1


def _pieces(left: str, at: int) -> list[tuple[int, int]]:
    """The comma-separated pieces from the place on, trimmed, opening conjunctions cut off."""
    found: list[tuple[int, int]] = []
    for match in re.finditer(r"[^,]+", left[at:]):
        a, b = at + match.start(), at + match.end()
        while a < b and left[a] in " \n“\"":
            a += 1
        while b > a and left[b - 1] in " \n":
            b -= 1
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


def _role_ends(phrase: str) -> bool:
    """Whether the phrase ends on what somebody is, or names an office for somebody: "the ambassador to Rome"."""
    words = re.split(r" (?:of|to|for|at|in|from) ", phrase)[0].split()
    return bool(words) and words[-1].lower() in ROLES


def _phrase(body: Body, people: People, start: int, end: int) -> tuple[Responder, ...]:
    """The noun phrase as a responder; several where names are joined by "and"."""
    text = body.text[start:end]
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
        if name.end >= start + len(tail) or _LINK.match(after) or after.lstrip().startswith("("):
            if name.start == start or not after.strip() or _LINK.match(after) or not before.strip():
                return (_responder(people, name),)
    if link and names and _described_head(text[: link.start()]):
        behalf = next((people.found[m.person].name for m in names if m.start >= start + link.start()), "")
        return _description(text, start, behalf)
    return _description(text, start, "")


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
            found.append(_responder(people, names[-1]))
        elif found and re.match(r"(?:his|her|their|its) [a-z]+", clean):
            found += _description(part, at, found[0].name)
        else:
            return ()
    return tuple(found)


def _described_head(text: str) -> bool:
    words = text.split()
    return bool(words) and (words[-1].lower() in ROLES or words[-1].lower().rstrip("s") in ROLES or words[-1].lower() in _GROUP_HEADS or words[-1].lower().endswith(("men", "women", "people", "person")))


def is_role(description: str) -> bool:
    """Whether a description names people by what they are: "a spokesman for the mayor", "two officials"."""
    return _described_head(_LINK.split(description)[0])


def _description(text: str, start: int, behalf: str) -> tuple[Responder, ...]:
    words = text.split()
    if not words or len(words) > _DESCRIBED_WORDS or not re.search(r"\w", text) or _SENTENCE_WORDS.search(text) or _THINGS.search(text):
        return ()
    return (Responder(" ".join(words), start, described=True, on_behalf_of=behalf),)


def _behalf(body: Body, people: People, start: int, end: int) -> str:
    """For whom somebody speaks, from "a spokeswoman for Mr. Lee"."""
    match = re.search(r"(?:spokes\w+|lawyers?|attorneys?|secretary|aide|adviser|representative|manager|director|counsel) (?:for|of|to) (?:the )?", body.text[start:end])
    if match is None:
        return ""
    near = people.between(start + match.end(), min(end + 1, start + match.end() + 60))
    return people.found[near[0].person].name if near and near[0].start - (start + match.end()) < 2 else ""


def _responder(people: People, mention: Mention, behalf: str = "") -> Responder:
    found = people.found[mention.person]
    return Responder(found.name, mention.start, organisation=found.kind == "organisation", on_behalf_of=behalf, person=mention.person)


def _antecedent(body: Body, people: People, start: int, left: str) -> tuple[Responder, ...]:
    """The name or phrase right before "who": of "Lee, a friend, who denied", the name."""
    names = [m for m in people.between(start, start + len(left)) if not m.pronoun]
    if names and start + len(left) - names[-1].end < 2:
        return (_responder(people, names[-1]),)
    if names and re.match(r",? (?:the|a|an|his|her|its|their|then|now|former) [^,;]{2,70},?$", left[names[-1].end - start :]):
        return (_responder(people, names[-1]),)
    found = _read_subject(body, people, start, left.rstrip(","))
    if found and (found[0].person >= 0 or len(found[0].name.split()) < 8):
        return found
    return (_responder(people, names[-1]),) if names else ()


def _by_pronoun(body: Body, people: People, place: int, word: str) -> tuple[Responder, ...]:
    for mention in people.between(place, place + len(word)):
        return (_responder(people, mention),)
    if word in {"it", "they", "we", "i", "both", "all", "none", "neither"}:
        start, _end = body.sentence_at(place)
        kind = "organisation" if word in {"it", "they", "we"} else "person"
        earlier = [m for m in people.between(max(0, start - 600), place) if not m.pronoun and people.found[m.person].kind == kind]
        if earlier:
            subjects = [m for m in earlier if body.sentence_at(m.start)[0] >= m.start - 5]
            return (_responder(people, (subjects or earlier)[-1]),)
        at = start if place - start > 12 else body.sentence_at(max(0, start - 2))[0]
        opening = _LEADING_PHRASE.match(body.text, at, at + 90)
        return _phrase(body, people, at, opening.end()) if opening else ()
    return _nearest(people, max(0, place - 600), place)


def _of_clause_start(body: Body, people: People, start: int, left: str) -> tuple[Responder, ...]:
    """The subject with which the sentence, or its last full clause, began: of "Lee said no and denied it", Lee."""
    cut = max((m.end() for m in re.finditer(r"[;“”\"]|, but |''", left[: max(0, len(left) - 12)])), default=0)
    claim = max((m.end() for m in _CLAIM_THAT.finditer(left)), default=cut)
    for at in (max(claim, cut), cut, 0):
        pieces = _pieces(left, at)
        for first, stop in pieces[:3]:
            piece = left[first:stop]
            near = people.between(start + first, start + stop)
            if near and near[0].start - (start + first) < 2:
                owned = re.match(r"[’']s? (?:[a-z-]+ ){0,3}?[a-z-]+(?= (?:[a-z]+ed|said|says|has|have|had|was|were|is|told|did|also)\b)", body.text[near[0].end : start + stop])
                if owned and not near[0].pronoun:
                    return _phrase(body, people, start + first, near[0].end + owned.end())
                return (_responder(people, near[0]),)
            if _ADVERBIAL.match(piece):
                continue
            if near and _role_ends(body.text[start + first : near[0].start].strip()):
                return (_responder(people, near[0]),)
            head = _LEADING_PHRASE.match(piece)
            if head:
                return _phrase(body, people, start + first, start + first + head.end())
            if near:
                return (_responder(people, near[0]),)
    return ()


def _of_owner(body: Body, people: People, trigger: Trigger) -> tuple[Responder, ...]:
    """Whose "his denials" and "Lee’s denial" are."""
    near = people.between(trigger.start, trigger.end)
    if near:
        return (_responder(people, near[0]),)
    owner = re.match(r"([A-Z][\w-]+)[’']s?", body.text[trigger.start : trigger.end])
    return _description(owner[1], trigger.start, "") if owner else ()


def _of_participle(body: Body, people: People, start: int, end: int, trigger: Trigger) -> Responder | None:
    """The subject of "…, denying it": the sentence's own; of "Denying it, Lee …": the name behind."""
    left = body.text[start : trigger.start].rstrip()
    if len(left) < 3:
        near = people.between(trigger.end, end)
        return _responder(people, near[0]) if near else None
    found = _of_clause_start(body, people, start, left) or _nearest(people, start, trigger.start)
    return found[0] if found else None


def _nearest(people: People, start: int, end: int) -> tuple[Responder, ...]:
    """The last person or body named before the verb in its sentence."""
    near = people.between(start, end)
    return (_responder(people, near[-1]),) if near else ()


def _members(body: Body, people: People, start: int, place: int, words: str) -> tuple[Responder, ...]:
    """Those who were named together just before the group: in its own sentence, else in the nearest that lists several."""
    wanted = next((n for word, n in _NUMBER.items() if word in words.split()), 0)
    at = bisect_right(body.sentences, start, key=lambda s: s[0]) - 1
    spans = [(start, place), *(body.sentences[n] for n in range(at - 1, max(-1, at - 4), -1))]
    kinds = {"organisation"} if re.search(r"campaigns|companies", words) else {"person"} if re.search(r"\b(?:men|women|brothers|sisters|aides|lawyers)\b", words) else {"person", "organisation"}
    for first, last in spans:
        members: dict[int, Mention] = {}
        for mention in people.between(first, last):
            owner = body.text[mention.end : mention.end + 2] in {"’s", "'s"}
            after = re.search(r"\b(?:for|to|of|with|by) $", body.text[max(0, mention.start - 6) : mention.start])
            if people.found[mention.person].kind in kinds and not mention.pronoun and not owner and not after:
                members.setdefault(mention.person, mention)
        if len(members) >= max(2, wanted) or (words.strip() != "they" and len(members) > 1):
            chosen = list(members.values())[-wanted:] if wanted else list(members.values())
            return tuple(_responder(people, m) for m in chosen)
    return ()
