"""The persons and speaking organisations of an article, and every place where they are named.

Takes a Body; gives People. First the full names are read from the whole article, then short forms ("Mr. Ruiz",
"Ruiz") are tied to them, then pronouns. A short form that fits nobody stands for itself.
"""

from __future__ import annotations

import re
from bisect import bisect_left

import msgspec

from dateline.extract.body import Body
from dateline.extract.bylines import find_bylines
from dateline.extract.candidates import Candidate, is_inside, read_candidates
from dateline.extract.evidence import acts, headline_spans, is_named
from dateline.extract.pronouns import Figure, find_pronouns
from dateline.extract.register import Register
from dateline.extract.roles import roles_of
from dateline.findings import PersonFound
from dateline.names import SUFFIXES

_ENGLISH = frozenset(
    {"", "en"}
)  # elsewhere other words are capitalised too, so only titles and known first names tell
_ORDINARY = re.compile(r"\b[a-z]{3,}\b")  # a word that the article also writes small is no name


class Mention(msgspec.Struct, frozen=True):
    """A place where a person or an organisation is named, or meant by a pronoun."""

    start: int
    end: int
    person: int  # place in People.found
    pronoun: bool = False


class People(msgspec.Struct, frozen=True):
    """Who is in the article, and where."""

    found: tuple[PersonFound, ...] = ()
    mentions: tuple[Mention, ...] = ()  # in order of place, never overlapping

    def between(self, start: int, end: int) -> tuple[Mention, ...]:
        """The mentions that lie wholly between the two places, in order."""
        at = bisect_left(self.mentions, start, key=lambda m: m.start)
        found = []
        while at < len(self.mentions) and self.mentions[at].start < end:
            if self.mentions[at].end <= end:
                found.append(self.mentions[at])
            at += 1
        return tuple(found)


def find_people(body: Body) -> People:
    """Everybody whom the article names, in order of first mention."""
    hidden = find_bylines(body)
    candidates = [c for c in read_candidates(body, headline_spans(body)) if not is_inside(c.start, hidden)]
    register = Register(body.text)
    _register_full_names(body, candidates, register)
    named = _tie(body, candidates, register)
    kept = _kept(body.text, register, named)
    places = {old: new for new, old in enumerate(kept)}
    mentions = [Mention(start, end, places[who]) for start, end, who in named if who in places]
    figures = [
        Figure(m.start, m.end, m.person, register.gender(kept[m.person]))
        for m in mentions
        if register.is_person(kept[m.person])
    ]
    pronouns = [Mention(start, end, who, pronoun=True) for start, end, who in find_pronouns(body, figures)]
    spans: list[list[tuple[int, int]]] = [[] for _ in kept]
    for m in mentions:
        spans[m.person].append((m.start, m.end))
    found = tuple(_found(body, register, old, spans[new]) for new, old in enumerate(kept))
    return People(found, tuple(sorted([*mentions, *pronouns], key=lambda m: m.start)))


def _register_full_names(body: Body, candidates: list[Candidate], register: Register) -> None:
    """Every name of two words or more that is surely a person's, wherever in the article it stands."""
    counts = register.count_last_words(candidates)
    english = body.language in _ENGLISH
    for c in candidates:
        if c.kind in {"organisation", "heading"} or _is_short(c):
            continue
        if c.kind == "person" or (english and (is_named(body.text, c) or counts.get(c.names[-1].low, 0) > 1)):
            register.add_person(c)


def _tie(body: Body, candidates: list[Candidate], register: Register) -> list[tuple[int, int, int]]:
    """Each candidate with whom it names, as (start, end, place in the register), in order of place."""
    english = body.language in _ENGLISH
    ordinary = frozenset(_ORDINARY.findall(body.text))
    for c in candidates:
        single = _is_short(c) and c.kind not in {"organisation", "heading"}
        if (
            single
            and register.find(c) is None
            and (c.honorific or (english and c.names[0].low not in ordinary and is_named(body.text, c)))
        ):
            register.add_person(c)
    named: list[tuple[int, int, int]] = []
    pieces = (
        piece for c in candidates for piece in (_known_names(c, register) if c.kind == "heading" else (c,))
    )
    for c in pieces:
        who = register.add_organisation(c) if c.kind == "organisation" else register.find(c)
        if who is not None:
            named.append((c.start, c.end, who))
            register.saw(who)
    return named


def _is_short(candidate: Candidate) -> bool:
    """Whether it is one word, a "Jr." behind it not counted."""
    return sum(t.low not in SUFFIXES for t in candidate.names) < 2


def _known_names(heading: Candidate, register: Register) -> list[Candidate]:
    """The names in a heading's run of capitals that the article's sentences know, the longest first."""
    found: list[Candidate] = []
    at = 0
    while at < len(heading.names):
        for width in (3, 2, 1):
            names = heading.names[at : at + width]
            piece = heading._replace(kind="unknown", start=names[0].start, end=names[-1].end, names=names)
            if len(names) == width and register.find(piece) is not None:
                found.append(piece)
                break
        at += width
    return found


def _kept(text: str, register: Register, named: list[tuple[int, int, int]]) -> list[int]:
    """Persons, and those organisations that speak or act, in order of first mention."""
    keep = {who for _start, _end, who in named if register.is_person(who)}
    keep |= {who for start, end, who in named if who not in keep and acts(text, start, end)}
    return list(dict.fromkeys(who for _start, _end, who in named if who in keep))


def _found(body: Body, register: Register, who: int, spans: list[tuple[int, int]]) -> PersonFound:
    name = register.name(who)
    forms = dict.fromkeys(" ".join(body.text[start:end].split()) for start, end in spans)
    return PersonFound(
        name=name,
        aliases=tuple(f for f in forms if f != name),
        kind="person" if register.is_person(who) else "organisation",
        mentions=tuple(spans),
        roles=roles_of(body, spans, register.prefixes(who)) if register.is_person(who) else (),
    )
