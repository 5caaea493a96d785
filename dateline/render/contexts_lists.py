"""What the templates of indexes and tables get as `page`, with paths from the site's root. docs/templates.md is checked against it."""

from __future__ import annotations

from msgspec import Struct

from dateline.render.views import Badge, Cited, Entry, LinkedName, ResponseView, Speaker, YearRow
from dateline.render.when import When


class ClaimRow(Struct, frozen=True, gc=False):
    """A claim and its responses."""

    anchor: str  # id within the page
    claim: str  # "event" or "event#q1"
    title: str  # of the event
    path: str  # place of the claim
    when: When
    words: str  # the quotation answered; "" for the event's own claim
    speaker: Speaker | None  # whose words these are
    badges: tuple[Badge, ...]  # on what authority
    cited: tuple[Cited, ...]  # where it stands: each source of its reports once, or that of the quotation
    responses: tuple[ResponseView, ...]  # none = "none recorded"
    people: str  # ids of those concerned, for the filter
    kinds: str  # "answered" and the kinds of its responses, or "none", for the filter


class ResponsesPage(Struct, frozen=True, gc=False):
    """responses.html: claims and who answered them."""

    heading: str  # the year or month; "" on the first page
    rows: tuple[ClaimRow, ...]  # by date of the claim; none on the first page where there are many
    total: int  # claims, on the first page those of all years
    answered: int  # of them, claims with a response
    kinds: tuple[tuple[str, str, int], ...]  # kinds of response as (key, words, claims so answered), for the filter
    years: tuple[YearRow, ...]  # pages of the years and months, where there are many claims
    before: LinkedName | None  # the page before this one in time
    after: LinkedName | None  # the page after it
    people: tuple[LinkedName, ...]  # who responded; the path is their id, for the filter


class PersonRow(Struct, frozen=True, gc=False):
    """A person in the index."""

    name: str  # in full
    path: str  # their page
    role: str  # the latest known; may be ""
    note: str  # "4 quotations · 2 responses · 7 entries"
    proposal: bool  # not published yet


class PeoplePage(Struct, frozen=True, gc=False):
    """people.html: everyone, and every organisation."""

    heading: str  # the initial, on its own page; else ""
    people: tuple[tuple[str, tuple[PersonRow, ...]], ...]  # by initial; one group without an initial when they are few
    organisations: tuple[PersonRow, ...]
    initials: tuple[LinkedName, ...]  # where they are many: the pages of the initials, with counts
    before: LinkedName | None = None  # the page before this one, where an initial has several
    after: LinkedName | None = None  # the page after it


class SourceRow(Struct, frozen=True, gc=False):
    """A source in the index."""

    cited: Cited
    note: str  # "2 entries · 5 quotations"
    proposal: bool  # not published yet


class SourcesPage(Struct, frozen=True, gc=False):
    """sources.html: every source, by outlet."""

    outlets: tuple[tuple[LinkedName, tuple[SourceRow, ...]], ...]  # each with its sources, oldest first; without where they are many


class OutletPage(Struct, frozen=True, gc=False):
    """outlet.html: what one outlet published, and on what its reports rest."""

    name: str  # as sources give it
    part: str  # "2014" on a page of a long list's part; else ""
    sources: tuple[SourceRow, ...]  # oldest first
    sourcing: tuple[tuple[str, int], ...]  # attributions by kind, in words
    relays: tuple[str, ...]  # whose reports it repeats
    organisation: str  # its page as one that speaks or acts; "" when there is none
    years: tuple[YearRow, ...]  # pages of the years and months, where it has many sources
    path: str  # of its first page
    before: LinkedName | None  # the part before this one
    after: LinkedName | None  # the part after it


class KnownRow(Struct, frozen=True, gc=False):
    """An event by the day on which it was first reported."""

    entry: Entry
    outlets: str  # who reported it that day, with whom they repeat; may be ""
    lag: str  # "reported 246 days later"; "" where the event has no exact day


class KnownPage(Struct, frozen=True, gc=False):
    """known.html: what was first reported in a month, or the list of months."""

    title: str  # "Known by March 2019"
    days: tuple[tuple[When, tuple[KnownRow, ...]], ...]  # by day of first report; none on the list of months
    years: tuple[YearRow, ...]  # on the list of months: the years with their months
    so_far: str  # how much was known by the end of the month, in words
    before: LinkedName | None  # the month before in which something was first reported
    after: LinkedName | None  # the month after


class ChangeRow(Struct, frozen=True, gc=False):
    """One change of one entry."""

    entry: LinkedName
    kind: str  # added, changed, corrected or withdrawn
    what: str  # the same in words
    note: str  # what was corrected or why it was withdrawn; may be ""


class ChangesPage(Struct, frozen=True, gc=False):
    """changes.html: what was added, changed, corrected and withdrawn, latest first."""

    days: tuple[tuple[str, tuple[ChangeRow, ...]], ...]  # day in words, its changes
    corrections: int  # how many of all changes are corrections
    left_out: int  # older changes that the page does not list
