"""What each run of capitalised words may be: a person's name, an organisation, or neither.

Takes a Body and its runs; gives candidates in order of place. Nothing is decided by likeness: titles, tables of first
names, the last word of the run and the words beside it decide. What stays open is "unknown" until the whole article
has been seen (see people.py).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import NamedTuple

from dateline.extract.body import Body, Span
from dateline.extract.capitals import Run, Token, is_acronym, read_runs
from dateline.extract.first_names import is_first_name
from dateline.extract.name_kinds import SURNAMES_TOO, kind_of_name, kind_of_word, without_modifiers
from dateline.extract.name_words import (
    CALENDAR,
    DEMONYMS,
    FUNCTION_WORDS,
    HOLIDAYS,
    NOT_NAMES,
    ORG_ENDS,
    ORG_NAMES,
    ORG_TAILS,
    PLACES,
    ROLE_MODIFIERS,
    ROLES,
    SHORT_PAPERS,
    word_set,
)
from dateline.names import HONORIFICS, PARTICLES, REGAL

_TAIL = re.compile(r" ((?:[a-z]+ )?[a-z]+)\b(?![’'-])")
_JOINER = re.compile(r" (?:of|for|on|and|&|in|to)(?: the)? ")
_ORG_HEADS = word_set("""department bureau university committee council house ministry institute board office center centre association bank chamber college court school federation
    union league society fund organization organisation coalition commission academy agency museum campaign conference church daughters sons americans citizens
    service national institutes centers federal republic state senate intelligence armed federalist food brotherhood""")
# Surnames that are also the last word of places or bodies.
_SURE_TITLES = word_set("mr mrs ms dr sen rep gov miss mx sir")
_LONGEST = 5  # words of a name; more of them are a title or a heading
_THE = re.compile(r"\b[Tt]he $")
_CONTRACTION = re.compile(r"[’'](?:ve|re|ll|m|d|t)$", re.IGNORECASE)
_DOTTED_PLACES = frozenset({"u.s", "u.n", "u.k", "e.u", "d.c", "l.a", "n.y", "n.j", "u.s.s.r", "u.a.e"})


class Candidate(NamedTuple):
    """A stretch that may be a name."""

    kind: str  # "person", "organisation", "unknown", "heading"; what is surely neither is left out
    start: int
    end: int
    names: tuple[Token, ...]  # for a person: the name without titles
    honorific: str = ""  # "mr", "senator"; of a person
    prefix: tuple[int, int] | None = (
        None  # capitalised role before the name: "Former National Security Adviser"
    )
    initial: bool = False
    possessive: bool = False


def read_candidates(body: Body, headlines: list[Span]) -> list[Candidate]:
    """All candidates of the text in order of place; in a headline each run is one, of the kind "heading"."""
    found: list[Candidate] = []
    runs = read_runs(body)
    at = 0
    while at < len(runs):
        if is_inside(runs[at].start, headlines):
            found.append(Candidate("heading", runs[at].start, runs[at].end, runs[at].tokens))
            at += 1
            continue
        taken, organisation = _joined_organisation(body.text, runs, at)
        if organisation is not None:
            found.append(organisation)
        else:
            found += _classify(body.text, runs[at])
        at += taken
    return found


def is_inside(place: int, spans: list[Span]) -> bool:
    """Whether the place lies in one of the spans, which are in order and do not overlap."""
    at = bisect_left(spans, place + 1, key=lambda s: s[0]) - 1
    return at >= 0 and spans[at][1] > place


def _joined_organisation(text: str, runs: list[Run], at: int) -> tuple[int, Candidate | None]:
    """An organisation over several runs, "Department of Justice", and how many runs it takes."""
    last = at
    while last + 1 < len(runs) and last - at < 3:
        gap = text[runs[last].end : runs[last + 1].start]
        if (
            len(gap) > 9
            or runs[last].possessive
            or runs[last + 1].tokens[0].low in CALENDAR
            or not _JOINER.fullmatch(gap)
            or not _heads(runs[last], runs[last + 1], gap)
        ):
            break
        last += 1
    if last == at:
        return 1, None
    tokens = tuple(t for run in runs[at : last + 1] for t in run.tokens)
    tokens = _without_opening(tokens, runs[at])
    return last - at + 1, _organisation(tokens, possessive=runs[last].possessive) if tokens else None


def _heads(left: Run, right: Run, gap: str) -> bool:
    """Whether the left run opens the name of a body that the right one goes on with."""
    head, tail = left.tokens[-1].low, right.tokens[-1].low
    if "and" in gap or "&" in gap:
        return tail in ORG_ENDS and head in (_ORG_HEADS | ROLE_MODIFIERS | ORG_ENDS) and len(right.tokens) > 1
    if head not in _ORG_HEADS or any(t.low in HONORIFICS for t in right.tokens[:1]):
        return False
    return " to " not in gap and (" of " in gap or tail not in PLACES)


def _without_opening(tokens: tuple[Token, ...], run: Run) -> tuple[Token, ...]:
    """The tokens without function words at their head: "The", "But", "In"."""
    at = 0
    while at < len(tokens) and tokens[at].low in NOT_NAMES and not _keeps(tokens[at:], run):
        at += 1
    return tokens[at:]


def _keeps(tokens: tuple[Token, ...], run: Run) -> bool:
    """Whether a word that is usually none opens a name here: "Bill Hale", "White House", "National Guard"."""
    low = " ".join(t.low for t in tokens)
    if low in ORG_NAMES or low in PLACES or low in HOLIDAYS:
        return True
    first, rest = tokens[0].low, tokens[1:]
    if len(tokens) > 1 and tokens[-1].low in ORG_ENDS and first not in FUNCTION_WORDS:
        return True
    if first in HONORIFICS or first in ROLE_MODIFIERS or first in DEMONYMS or first in ROLES:
        return bool(rest)
    return (
        bool(rest)
        and is_first_name(first)
        and rest[0].low not in NOT_NAMES
        and not (run.initial and first in {"will", "may", "mark"})
    )


def _classify(text: str, run: Run) -> list[Candidate]:
    """The candidates of one run, often one, often none."""
    tokens = _without_opening(run.tokens, run)
    if not tokens:
        return []
    low = " ".join(t.low for t in tokens)
    if low in HOLIDAYS or low in PLACES or _is_shout(tokens):
        return _with_tail(text, tokens, run)
    titled = _last_title(tokens)
    if titled is not None:
        return _titled(text, run, tokens, titled)
    if (
        low in ORG_NAMES
        or (len(tokens) > 1 and _ends_like_organisation(tokens))
        or (len(tokens) == 1 and is_acronym(tokens[0]) and low not in _DOTTED_PLACES)
    ):
        return [_organisation(tokens, possessive=run.possessive)]
    return _with_tail(text, tokens, run) or _plain(text, run, tokens)


def _is_shout(tokens: tuple[Token, ...]) -> bool:
    """A dateline or a heading in capitals, longer than an acronym."""
    return (
        all(is_acronym(t) or t.low in PARTICLES for t in tokens)
        and sum(len(t.low) for t in tokens) > 6
        and "." not in tokens[0].word
    )


def _ends_like_organisation(tokens: tuple[Token, ...]) -> bool:
    last = tokens[-1].low
    if last not in ORG_ENDS:
        return False
    return not (last in SURNAMES_TOO and len(tokens) == 2 and is_first_name(tokens[0].low))


def _organisation(tokens: tuple[Token, ...], *, possessive: bool, end: int = 0) -> Candidate:
    return Candidate("organisation", tokens[0].start, end or tokens[-1].end, tokens, possessive=possessive)


def _with_tail(text: str, tokens: tuple[Token, ...], run: Run) -> list[Candidate]:
    """As "the Lee campaign", "the Chinese government": a name and a word in lower case that make a body."""
    if run.possessive:
        return []
    match = _TAIL.match(text, tokens[-1].end)
    if match is None:
        return []
    words = match[1]
    tail = words if words in ORG_TAILS else words.split()[0] if words.split()[0] in ORG_TAILS else ""
    if not tail:
        return []
    return [_organisation(tokens, possessive=False, end=tokens[-1].end + 1 + len(tail))]


def _last_title(tokens: tuple[Token, ...]) -> int | None:
    """The place of the last title or role with a name behind it; None without one."""
    for at in range(len(tokens) - 2, -1, -1):
        low = tokens[at].low
        after = tokens[at + 1]
        if low == "m" and at:
            continue  # "Eleanor M. Voss": an initial, not the French title
        if low in HONORIFICS or low in ROLES:
            if (
                is_first_name(low)
                and at == 0
                and low not in {"judge", "general", "major"}
                and len(tokens) == 2
            ):
                continue  # "Dean Holt": a first name, not a title
            if low not in _SURE_TITLES and (
                after.low in ORG_ENDS or (after.low in ROLES and at + 2 == len(tokens))
            ):
                return None
            return at
    return None


def _titled(text: str, run: Run, tokens: tuple[Token, ...], at: int) -> list[Candidate]:
    """A person behind a title, and what stands before the title."""
    names = tokens[at + 1 :]
    head = at
    while head > 0 and (
        tokens[head - 1].low in ROLE_MODIFIERS
        or tokens[head - 1].low in ROLES
        or tokens[head - 1].low in DEMONYMS
        or tokens[head - 1].low in HONORIFICS
        or is_acronym(tokens[head - 1])
        or tokens[head - 1].low in ORG_ENDS
        or tokens[head - 1].low in PLACES
    ):
        head -= 1
    before = _classify(text, Run(tokens[:head], run.initial)) if head else []
    honorific = tokens[at].low if tokens[at].low in HONORIFICS else ""
    short = bool(honorific) and (
        head == at or honorific in {"president", "senator", "sen", "rep", "gov", "governor"}
    )
    start = tokens[at].start if short or honorific else names[0].start
    if honorific in REGAL:
        names = tokens[at:]
    prefix = (tokens[head].start, tokens[at].end) if tokens[at].low in ROLES or head < at else None
    return [
        *before,
        Candidate("person", start, names[-1].end, names, honorific, prefix, possessive=run.possessive),
    ]


def _plain(text: str, run: Run, tokens: tuple[Token, ...]) -> list[Candidate]:
    """A run without a title: a person by its first name, a paper by its last word, else unknown or nothing."""
    tokens, prefix = without_modifiers(text, tokens, initial=run.initial)
    paper = (
        len(tokens) == 1
        and tokens[0].low in SHORT_PAPERS
        and _THE.search(text, max(0, tokens[0].start - 4), tokens[0].start)
    )
    if paper or any(t.word == "&" for t in tokens):
        return [_organisation(tokens, possessive=run.possessive)]
    if len(tokens) > _LONGEST or any(
        _CONTRACTION.search(t.word) or (is_acronym(t) and "." not in t.word) for t in tokens
    ):
        return []
    kind = kind_of_word(tokens[0].low) if len(tokens) == 1 else kind_of_name(text, tokens)
    return (
        [Candidate(kind, tokens[0].start, tokens[-1].end, tokens, "", prefix, run.initial, run.possessive)]
        if kind
        else []
    )
