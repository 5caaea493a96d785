"""What was found in one article: the form of `inspect`, and what proposals are made from.

Offsets count code points into the article's text, start included, end excluded. Names of fields are those of
docs/format.md, “inspect”; fields that only proposals need stand after them.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from dateline.article import Article
from dateline.problem import Problem

QuotationKind = Literal["direct", "mixed", "indirect"]
ResponseKind = Literal["denied", "disputed", "declined-to-comment", "no-reply", "confirmed", "statement"]
Sourcing = Literal["named", "unnamed", "document", "outlet"]


class DateFound(msgspec.Struct, frozen=True):
    """An expression of time and the date it means."""

    start: int
    end: int
    words: str  # text[start:end]
    edtf: str | None  # None when it cannot be resolved, as a weekday without a day of publication


class Speaker(msgspec.Struct, frozen=True):
    """Who is said to have said it."""

    name: str  # the full name that the article gives, also for "he"; an unnamed speaker's exact description
    start: int  # the mention beside the words
    end: int
    described: bool = False  # True for an unnamed speaker: "two former harbor officials"
    organisation: bool = False  # True where an organisation speaks: "Reuters", "the F.B.I."
    count: int | None = None  # of an unnamed group, only where the article gives it
    role: str = ""  # the speaker's role in the outlet's words, where the sentence gives it


class QuotationFound(msgspec.Struct, frozen=True):
    """Quoted words (direct, mixed) between one pair of marks, or an attributed clause (indirect)."""

    start: int  # the words, without their marks
    end: int
    words: str
    kind: QuotationKind
    cue: str = ""  # "said", "according to", "in a statement"; "" when the speaker is carried over
    said: str | None = None  # EDTF, where the article dates the saying
    speaker: Speaker | None = None
    cue_start: int = 0  # where the cue stands; 0 with cue_end 0 when there is none
    cue_end: int = 0
    according_to: str = ""  # where an outlet speaks: whose authority it gives ("four current U.S. officials")
    relayed_from: str = ""  # the outlet it was said to: "Interfax"


class DenialFound(msgspec.Struct, frozen=True):
    """A response: denial, no-comment, confirmation, statement. A group gives one entry for each member."""

    start: int  # the clause that denies, its trigger word included
    end: int
    kind: ResponseKind
    cue: str  # the trigger: "denied", "declined to comment"
    by: str  # full name, or an unnamed speaker's description
    on_behalf_of: str = ""
    words: tuple[str, ...] = ()  # quoted words of this response, verbatim
    of: str = ""  # what it answers, in the article's words
    said: str | None = None
    described: bool = False  # whether `by` is an unnamed speaker's description
    organisation: bool = False
    quotations: tuple[int, ...] = ()  # places of `words` in Findings.quotations


class PersonFound(msgspec.Struct, frozen=True):
    """A person or an organisation that speaks or acts, under the fullest name that the article gives."""

    name: str
    aliases: tuple[str, ...] = ()  # other forms used: "Mr. Manafort", "Manafort"
    kind: Literal["person", "organisation"] = "person"
    mentions: tuple[tuple[int, int], ...] = ()  # pronouns left out
    roles: tuple[str, ...] = ()  # apposition and prefix, in the outlet's words: "the deputy Russian foreign minister"


class ClaimFound(msgspec.Struct, frozen=True):
    """What unnamed sources say of an event in a further sentence of the article."""

    passage: tuple[int, int]
    according_to: str  # their description, in the outlet's exact words
    count: int | None = None
    anonymity_reason: str = ""
    relayed_from: str = ""


class EventFound(msgspec.Struct, frozen=True):
    """Something that happened or was said on a date."""

    date: str  # EDTF
    title: str  # a plain clause of at most 90 characters from the article's words
    passage: tuple[int, int]
    people: tuple[str, ...] = ()  # names, as in PersonFound.name
    sourcing: Sourcing = "outlet"
    according_to: str = ""
    planned: bool = False
    dated_by: str = ""  # the words that the date was read from
    count: int | None = None
    anonymity_reason: str = ""
    relayed_from: str = ""
    claims: tuple[ClaimFound, ...] = ()  # on unnamed authority, in order of place
    quotations: tuple[int, ...] = ()  # places in Findings.quotations; those of a denial stand with the denial
    denials: tuple[int, ...] = ()  # places in Findings.denials
    summary: str = ""  # Markdown, only of an entry of another tool
    tags: tuple[str, ...] = ()  # only of an entry of another tool


class Findings(msgspec.Struct, frozen=True):
    """All that was found in one article, each list in order of place."""

    dates: tuple[DateFound, ...] = ()
    quotations: tuple[QuotationFound, ...] = ()
    denials: tuple[DenialFound, ...] = ()
    people: tuple[PersonFound, ...] = ()
    events: tuple[EventFound, ...] = ()
    problems: tuple[Problem, ...] = ()


class Reading(msgspec.Struct, frozen=True):
    """One article of one saved copy, read whole: what proposals are made from."""

    copy: str  # the file's name in content/articles/, "#2" behind it for the second article of a file
    bytes_sha256: str
    article: Article
    findings: Findings
    stem: str = ""  # the outlet's short name, of which source ids are made: "nytimes"
