"""The records that a person edits: events, people, sources, the site's configuration and the receipts.

One definition: these structs validate the YAML (yamlfile.py), give the JSON Schema that editors use (docs/schema/) and
are the cache's form. A record's id is its file's stem and stands beside it, not in it: `Archive.events["ryabkov"]`.
A `Meta(extra={"read": f})` names the function that reads that scalar; it raises ValueError with what to write.
Empty text, 0 and () mean "left out".
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

import msgspec
from msgspec import Meta, field

from dateline import edtf
from dateline.findings import ResponseKind, Sourcing
from dateline.problem import Where

_DATE_FORM = {"examples": ["2017-02-14", "2017-02", "2016-22", "2015-11/2016-11", "2016-11-10~"]}
Date = Annotated[str, Meta(description="EDTF, see docs/format.md", extra={"read": edtf.check}, extra_json_schema=_DATE_FORM)]
Day = Annotated[str, Meta(description="a day, YYYY-MM-DD", extra={"read": edtf.check_day})]
Id = Annotated[str, Meta(description="the id of a record: its file's name without .yaml")]
Markdown = Annotated[str, Meta(description="Markdown")]
Verbatim = Annotated[str, Meta(description="the outlet's exact words; proven against the saved copy by `check`")]

KeyPath = tuple[str | int, ...]  # ("reports", 0, "date"): the way to a value inside a record


class Record(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True, gc=False):
    """What all records share: unknown fields are mistakes, fields left out are not written.

    A record holds no record that holds it, so the collector of cycles need not look at any.
    """


class Report(Record, frozen=True, kw_only=True):
    """Who reports an event, in which words, on whose authority."""

    id: str = ""  # "r2": only where one source reports an event in several passages; the first has none
    source: Id  # the article
    passage: Verbatim = ""  # its sentences; may be left out: the receipt keeps the place
    dated_by: Verbatim = ""  # the words that the date was read from
    date: Date = ""  # only where reports differ
    preferred_because: str = ""  # why the event's date is this one
    sourcing: Sourcing = "outlet"  # named, unnamed, document, or the paper's own voice
    according_to: Verbatim = ""  # the outlet's description of its source
    count: Annotated[int, Meta(ge=0, description="of unnamed sources, only where the outlet gives it")] = 0
    anonymity_reason: Verbatim = ""
    relayed_from: str = ""  # whose report the outlet repeats


class Quotation(Record, frozen=True, kw_only=True):
    """Words that somebody said, verbatim."""

    id: str = ""  # within the event, "q1"; an anchor once published
    words: Verbatim
    speaker: Id = ""  # a person or organisation …
    speaker_described: Verbatim = ""  # … or an unnamed one in the outlet's words
    source: Id = ""  # inside a denial: left out, the denial's
    according_to: Verbatim = ""  # where an outlet speaks: on whose authority
    said: Date = ""  # only where it differs from the event's date
    role: str = ""  # the speaker's role at the time, in the outlet's words


class Denial(Record, frozen=True, kw_only=True):
    """A response to a claim, given the same weight as the claim."""

    id: str = ""  # within the event, "d1"
    kind: ResponseKind
    by: Id = ""
    by_described: Verbatim = ""
    on_behalf_of: str = ""
    quotations: tuple[Quotation, ...] = ()
    passage: Verbatim = ""
    cue: str = ""
    of: str = ""  # "q1", "other-event#q2", "other-event"; left out = this event's claim
    said: Date = ""
    source: Id = ""
    role: str = ""


class Correction(Record, frozen=True, kw_only=True):
    """A published line that was changed, and how."""

    date: Day
    note: str


class Withdrawal(Record, frozen=True, kw_only=True):
    """Why a published record no longer stands; its page stays."""

    date: Day
    reason: str


class Event(Record, frozen=True, kw_only=True):
    """Something that happened or was said, and who reports it."""

    date: Date = ""  # left out: undated
    title: str
    summary: Markdown = ""
    people: tuple[Id, ...] = ()
    tags: tuple[str, ...] = ()
    reports: tuple[Report, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    denials: tuple[Denial, ...] = ()
    responses_sought: str = ""  # "none found in the sources read"
    seq: int = 0  # order among events of the same date
    planned: bool = False
    added: Day = ""
    changed: Day = ""
    corrections: tuple[Correction, ...] = ()
    withdrawn: Withdrawal | None = None
    was: tuple[Id, ...] = ()
    distinct_from: tuple[Id, ...] = ()


class Stored(Record, frozen=True, kw_only=True):
    """A stored copy on the web."""

    url: str
    on: Day = ""


def passage_key(event: str, part: Report | Denial) -> str:
    """The name that a report's or denial's passage has in receipts: "event", "event#r2", "event#d1"."""
    return f"{event}#{part.id}" if part.id else event


class Source(Record, frozen=True, kw_only=True):
    """An article, document, transcript, statement or broadcast."""

    title: str
    publisher: str = ""
    authors: tuple[str, ...] = ()
    published: Date = ""  # unknown = left out: dates relative to it stay unresolved
    url: str = ""
    archived: Stored | None = None
    accessed: Day = ""
    copies: tuple[str, ...] = ()  # files in content/articles/, newest last
    same_text_as: Id = ""
    kind: Literal["article", "document", "transcript", "statement", "broadcast"] = "article"
    language: str = ""
    added: Day = ""
    corrections: tuple[Correction, ...] = ()
    withdrawn: Withdrawal | None = None
    was: tuple[Id, ...] = ()
    distinct_from: tuple[Id, ...] = ()


class Role(Record, frozen=True, kw_only=True):
    """What a person was, when, and who says so."""

    role: str
    during: Date = ""
    source: Id = ""


class Person(Record, frozen=True, kw_only=True):
    """A person, or an organisation that speaks or acts."""

    name: str
    kind: Literal["person", "organisation"] = "person"
    aliases: tuple[str, ...] = ()
    roles: tuple[Role, ...] = ()
    description: Markdown = ""
    distinct_from: tuple[Id, ...] = ()
    same_as: tuple[str, ...] = ()  # addresses: Wikidata and the like
    was: tuple[Id, ...] = ()


class EventAddition(Event, frozen=True, kw_only=True):
    """In proposed/: items to be appended to an event that is there; no title needed."""

    title: str = ""


class SourceAddition(Source, frozen=True, kw_only=True):
    """In proposed/: items to be appended to a source that is there."""

    title: str = ""


class PersonAddition(Person, frozen=True, kw_only=True):
    """In proposed/: items to be appended to a person that is there."""

    name: str = ""


class Publish(Record, frozen=True, kw_only=True):
    """How the site is published."""

    order: Literal["oldest-first", "newest-first"] = "oldest-first"
    quote_cap_share: Annotated[float, Meta(ge=0, le=1, description="warn above this share of a source's words …")] = 0.1
    quote_cap_words: Annotated[int, Meta(ge=0, description="… and above this many")] = 300


class Config(Record, frozen=True, kw_only=True):
    """config.yaml: every key has a default."""

    title: str = "Timeline"
    tagline: str = ""
    description: str = ""
    language: str = "en"
    base_url: str = ""  # "https://example.org/timeline/": needed by feeds, sitemap and 404 page
    domain: str = ""  # "timeline.example.org": a domain of the site's own on GitHub Pages; its CNAME file
    publish: Publish = Publish()
    outlets: Mapping[str, str] = field(default_factory=dict)  # domain → name
    strings: Mapping[str, str] = field(default_factory=dict)  # overrides of templates/strings.yaml
    theme: Mapping[str, str] = field(default_factory=dict)  # custom properties: "link": "#1D4F7C"
    license: str = ""
    contact: str = ""
    corrections_policy: Markdown = ""
    output: str = "public"


class Place(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """Where proven words stand in a source's canonical text, and what a link to the sentence needs. Never a passage."""

    start: int  # code points into the clean text
    end: int
    prefix: str = ""  # at most 32 characters before …
    suffix: str = ""  # … and after
    head: str = ""  # the first few words, at most 32 characters
    tail: str = ""  # the last few words, at most 32 characters; "" when head is all
    unique: bool = True  # whether the words stand there once
    hash: str = ""  # of the canonical words


class SavedCopy(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A saved file that words were proven against."""

    file: str  # name in content/articles/
    bytes_sha256: str
    text_sha256: str  # of the canonical text read from it
    verified: str = ""  # the day
    words: int = 0  # of the text, so that a share of it can be told without the copy


class Receipt(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """One source's proof: what was verified against which bytes, what was accepted and rejected. Machine-written JSON."""

    source: str
    rules: int = 1  # version of the canonical form, docs/method.md
    copies: tuple[SavedCopy, ...] = ()  # newest last
    words: Mapping[str, Place] = field(default_factory=dict)  # hash of canonical words → place
    passages: Mapping[str, Place] = field(default_factory=dict)  # "event" or "event#d1" → place
    accepted: Mapping[str, str] = field(default_factory=dict)  # hash of a finding → event id
    rejected: tuple[str, ...] = ()  # hashes of findings that must not come back
    runs: Mapping[str, str] = field(default_factory=dict)  # hash of a few words of a decided passage → event id, "" where it was rejected
    given: Mapping[str, str] = field(default_factory=dict)  # what the user said on import: published, url, publisher


class Archive(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that a site's content says, read and typed; each mapping in order of id."""

    config: Config = Config()
    events: Mapping[str, Event] = field(default_factory=dict)
    people: Mapping[str, Person] = field(default_factory=dict)
    sources: Mapping[str, Source] = field(default_factory=dict)
    pages: Mapping[str, str] = field(default_factory=dict)  # stem → Markdown
    receipts: Mapping[str, Receipt] = field(default_factory=dict)  # source id → receipt
    paths: Mapping[str, str] = field(default_factory=dict)  # "events/ryabkov" → its file, as shown in messages
    proposed: frozenset[str] = frozenset()  # "events/ryabkov": records that are not accepted (shown by serve alone)
    places: Mapping[tuple[str, KeyPath], Where] = field(default_factory=dict)  # where each value stands in its file
    unread: frozenset[str] = frozenset()  # "events/ryabkov", "receipts/ledger": files that are there and cannot be read
