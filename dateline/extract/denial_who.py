"""Who responds: the subject of a trigger, as a person, an organisation, or the article's own description.

Takes the body, its people and a trigger; gives one responder, or several where a group is named or summed up ("All of
the men have denied …"). The subject stands before the verb in its clause; "who" points at the name before it, "and
denied" at the subject that the clause began with, "he" at whom it means.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from dateline.extract.body import Body
from dateline.extract.denial_subjects import (
    ADVERBIAL,
    LEADING_PHRASE,
    Responder,
    clause_pieces,
    description,
    ends_on_role,
    read_phrase,
    read_subject,
    responder,
)
from dateline.extract.denial_triggers import Trigger, sentence_near
from dateline.extract.denial_words import MESSAGES
from dateline.extract.name_words import word_set
from dateline.extract.people import Mention, People
from dateline.names import split_name

_WHO = re.compile(r",?\s(?:all of whom|both of whom|none of whom|neither of whom|who|which|that)$")
_PRONOUN = re.compile(r"(?:^|[^\w])(he|she|it|they|we|i|both|neither|all|none)$", re.IGNORECASE)
_THROUGH = re.compile(
    r",? (?:through|via|by|in|at|on|speaking|for|when|after) (?:[\w’'.-]+ ){0,6}[\w’'.-]+,?$"
)
_COORDINATED = re.compile(r"(?:^|[\s,])(?:and|but|or|then)$")
_GROUP = re.compile(
    r"(?:^|[\s,“\"])(?:(all|both|each|none|neither|some|either)(?: (?:of )?(?:the )?(?:(?:two|three|four|five|six|seven) )?(?:of )?(?:them|men|women|people|officials|companies|candidates|campaigns|aides|lawyers|senators|executives|advisers))?|(?:the )?(?:two|three|four|five) (?:men|women|of them)|the (?:two|three|four)|they|the (?:men|women|pair|trio|couple|brothers|sisters))$",
    re.IGNORECASE,
)
_NUMBER = {
    "two": 2,
    "both": 2,
    "neither": 2,
    "either": 2,
    "pair": 2,
    "couple": 2,
    "three": 3,
    "trio": 3,
    "four": 4,
    "five": 5,
}
_AGENT = re.compile(
    r" by ((?:[\w’'.-]+ ?){1,9}?)(?=[,.;:)—–]| that | in | on | as | who | which | and (?:he|she|they)\b|$)"
)
_CLAIM_THAT = re.compile(
    r"\b(?:a|an) (?:claim|charge|allegation|accusation|assertion|suggestion|point|notion|idea|report|rumor|contention)s? (?:that|which) "
)
_ISSUING = word_set("issued released offered repeated reiterated gave made sent tweeted posted")
_BLAMED = re.compile(r"\b(?:for|of|from)$")  # "faulted Lee for denying it" is Lee
_DEFINITE = re.compile(r"[Tt]he ([a-z]+)")
_SENT_TO = re.compile(r" (?:to|with|for|at) ")
_CLIENT = re.compile(r"(?:his|her|their|the) clients?", re.IGNORECASE)
_LAWYERED = re.compile(r" (?:lawyer|attorney|counsel|solicitor)")
_PARENT = re.compile(r"(?:his|her) (father|son)", re.IGNORECASE)
_MANY = 500  # people looked through for namesakes
_RECENT = 1200  # code points within which "the campaign" is the one last named
_PARTICIPLES = ("ing",)


def find_responders(body: Body, people: People, trigger: Trigger) -> tuple[Responder, ...]:
    """Whoever responds by this trigger; empty when the sentence names nobody."""
    return tuple(_relative(body, people, _named_before(people, who)) for who in _of_trigger(body, people, trigger))


def _named_before(people: People, who: Responder) -> Responder:
    """For "the campaign", the campaign that was named just before, if one was."""
    noun = _DEFINITE.fullmatch(who.name) if who.described else None
    if noun is None:
        return who
    for mention in reversed(people.between(max(0, who.start - _RECENT), who.start)):
        found = people.found[mention.person]
        if found.kind == "organisation" and found.name.lower().endswith(f" {noun[1]}"):
            return responder(people, mention)._replace(start=who.start)
    return who


def _relative(body: Body, people: People, who: Responder) -> Responder:
    """For "her client", whose lawyer speaks; for "his father", the one of two namesakes who is not the Jr."""
    if not who.described:
        return who
    start, _end = sentence_near(body, who.start)
    if _CLIENT.fullmatch(who.name):
        for mention in people.between(start, who.start):
            if _LAWYERED.match(body.text, mention.end + 2 * (body.text[mention.end : mention.end + 2] in {"’s", "'s"})):
                return responder(people, mention)._replace(start=who.start)
    parent = _PARENT.fullmatch(who.name)
    if parent:
        pairs = _namesakes(people)
        if len(pairs) == 1:
            elder, younger = pairs[0]
            place = elder if parent[1].lower() == "father" else younger
            return who._replace(name=people.found[place].name, described=False, person=place)
    return who


def _namesakes(people: People) -> list[tuple[int, int]]:
    """Father and son of one name, as places in People.found: "Tom Lee", "Tom Lee Sr." and "Tom Lee Jr."."""
    parts = {n: split_name(p.name) for n, p in enumerate(people.found[:_MANY]) if p.kind == "person"}
    elders = {(p.first, p.last): n for n, p in parts.items() if p.suffix in {"", "Sr."} and p.first}
    return [(elders[p.first, p.last], n) for n, p in parts.items() if p.suffix == "Jr." and (p.first, p.last) in elders]


def _of_trigger(body: Body, people: People, trigger: Trigger) -> tuple[Responder, ...]:
    """The subject of the trigger, as the sentence gives it."""
    start, end = sentence_near(body, trigger.start)
    left = body.text[start : trigger.start].rstrip()
    agent = (
        _AGENT.match(body.text, trigger.end, min(end, trigger.end + 90))
        if trigger.family in {"deny", "counter"}
        else None
    )
    if agent and trigger.cue.lower().endswith("ed"):
        return read_phrase(body, people, agent.start(1), agent.end(1) - agent[1].endswith("."))
    if trigger.family == "unanswered" and (sent := MESSAGES.search(left)):  # calls to Ann Lee | were not returned
        to = _SENT_TO.search(sent.group())
        return read_phrase(body, people, start + sent.start() + to.end(), start + len(left)) if to else ()
    if trigger.family == "denial" and trigger.cue.split()[0].lower() not in _ISSUING:
        return _of_owner(body, people, trigger)
    if trigger.cue.lower().split()[0].endswith(_PARTICIPLES):
        found = _of_participle(body, people, start, end, trigger)
        return (found,) if found else ()
    left = _without_means(left)
    group = _GROUP.search(left) or (
        _GROUP.search(_WHO.sub("", left)) if _WHO.search(left) and " whom" in left[-14:] else None
    )
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
    return read_subject(body, people, start, left) or _nearest(people, start, trigger.start)


def _without_means(left: str) -> str:
    """The text before the verb without "through a spokesman," and the like."""
    match = _THROUGH.search(left[-80:]) if left.endswith(",") else None
    if match and "," in match.group()[:2]:
        return left[: len(left) - len(match.group())].rstrip()
    return left


def _antecedent(body: Body, people: People, start: int, left: str) -> tuple[Responder, ...]:
    """The name or phrase right before "who": of "Lee, a friend, who denied", the name."""
    names = [m for m in people.between(start, start + len(left)) if not m.pronoun]
    if names and start + len(left) - names[-1].end < 2:
        return (responder(people, names[-1]),)
    if names and re.match(
        r",? (?:the|a|an|his|her|its|their|then|now|former) [^,;]{2,70},?$", left[names[-1].end - start :]
    ):
        return (responder(people, names[-1]),)
    found = read_subject(body, people, start, left.rstrip(","))
    if found and (found[0].person >= 0 or len(found[0].name.split()) < 8):
        return found
    return (responder(people, names[-1]),) if names else ()


def _by_pronoun(body: Body, people: People, place: int, word: str) -> tuple[Responder, ...]:
    for mention in people.between(place, place + len(word)):
        return (responder(people, mention),)
    if word in {"it", "they", "we", "i", "both", "all", "none", "neither"}:
        start, _end = sentence_near(body, place)
        kind = "organisation" if word in {"it", "they", "we"} else "person"
        earlier = [
            m
            for m in people.between(max(0, start - 600), place)
            if not m.pronoun and people.found[m.person].kind == kind
        ]
        if earlier:
            subjects = [m for m in earlier if sentence_near(body, m.start)[0] >= m.start - 5]
            return (responder(people, (subjects or earlier)[-1]),)
        at = start if place - start > 12 else sentence_near(body, max(0, start - 2))[0]
        opening = LEADING_PHRASE.match(body.text, at, at + 90)
        return read_phrase(body, people, at, opening.end()) if opening else ()
    return _nearest(people, max(0, place - 600), place)


def _of_clause_start(body: Body, people: People, start: int, left: str) -> tuple[Responder, ...]:
    """The subject with which the sentence, or its last full clause, began: of "Lee said no and denied it", Lee."""
    cut = max((m.end() for m in re.finditer(r"[;“”\"]|, but |''", left[: max(0, len(left) - 12)])), default=0)
    claim = max((m.end() for m in _CLAIM_THAT.finditer(left)), default=cut)
    for at in (max(claim, cut), cut, 0):
        pieces = clause_pieces(left, at)
        for first, stop in pieces[:3]:
            piece = left[first:stop]
            near = people.between(start + first, start + stop)
            if near and near[0].start - (start + first) < 2:
                owned = re.match(
                    r"[’']s? (?:[a-z-]+ ){0,3}?[a-z-]+(?= (?:[a-z]+ed|said|says|has|have|had|was|were|is|told|did|also)\b)",
                    body.text[near[0].end : start + stop],
                )
                if owned and not near[0].pronoun:
                    return read_phrase(body, people, start + first, near[0].end + owned.end())
                return (responder(people, near[0]),)
            if ADVERBIAL.match(piece):
                continue
            if near and ends_on_role(body.text[start + first : near[0].start].strip()):
                return (responder(people, near[0]),)
            head = LEADING_PHRASE.match(piece)
            if head:
                return read_phrase(body, people, start + first, start + first + head.end())
            if near:
                return (responder(people, near[0]),)
    return ()


def _of_owner(body: Body, people: People, trigger: Trigger) -> tuple[Responder, ...]:
    """Whose "his denials" and "Lee’s denial" are."""
    near = [m for m in people.between(max(0, trigger.start - 40), trigger.end) if m.end > trigger.start]
    if near:
        return (responder(people, near[0]),)
    owner = re.match(r"([A-Z][\w-]+)[’']s?", body.text[trigger.start : trigger.end])
    return description(owner[1], trigger.start, "") if owner else ()


def _of_participle(body: Body, people: People, start: int, end: int, trigger: Trigger) -> Responder | None:
    """The subject of "…, denying it": the sentence's own; of "Denying it, Lee …": the name behind."""
    left = body.text[start : trigger.start].rstrip()
    if len(left) < 3:
        near = people.between(trigger.end, end)
        return responder(people, near[0]) if near else None
    closest = _nearest(people, start, trigger.start)
    if closest and _BLAMED.search(left):
        return closest[0]
    found = _of_clause_start(body, people, start, left) or closest
    return found[0] if found else None


def _nearest(people: People, start: int, end: int) -> tuple[Responder, ...]:
    """The last person or body named before the verb in its sentence."""
    near = people.between(start, end)
    return (responder(people, near[-1]),) if near else ()


def _members(body: Body, people: People, start: int, place: int, words: str) -> tuple[Responder, ...]:
    """Those who were named together just before the group: in its own sentence, else in the nearest that lists several."""
    wanted = next((n for word, n in _NUMBER.items() if word in words.split()), 0)
    at = bisect_right(body.sentences, start, key=lambda s: s[0]) - 1
    spans = [
        (start, place),
        *(sentence_near(body, body.sentences[n][1] - 1) for n in range(at - 1, max(-1, at - 4), -1)),
    ]
    kinds = (
        {"organisation"}
        if re.search(r"campaigns|companies", words)
        else {"person"}
        if re.search(r"\b(?:men|women|brothers|sisters|aides|lawyers)\b", words)
        else {"person", "organisation"}
    )
    for first, last in spans:
        members: dict[int, Mention] = {}
        for mention in people.between(first, last):
            owner = body.text[mention.end : mention.end + 2] in {"’s", "'s"}
            after = re.search(
                r"\b(?:for|to|of|with|by) $", body.text[max(0, mention.start - 6) : mention.start]
            )
            if people.found[mention.person].kind in kinds and not mention.pronoun and not owner and not after:
                members.setdefault(mention.person, mention)
        if len(members) >= max(2, wanted) or (words.strip() != "they" and len(members) > 1):
            chosen = list(members.values())[-wanted:] if wanted else list(members.values())
            return tuple(responder(people, m) for m in chosen)
    return ()
