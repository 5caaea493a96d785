"""What each template gets as `page`, with paths from the site's root. One template, one record; docs/templates.md is checked against it."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from dateline.render.views import (
    Badge,
    Change,
    Citation,
    Cited,
    DateRow,
    Entry,
    FeedItem,
    LinkedName,
    QuoteView,
    ReportView,
    ResponseView,
    RoleView,
    Section,
    Speaker,
    Strip,
    YearRow,
)
from dateline.render.when import When


@dataclass(frozen=True, slots=True)
class TimelinePage:
    """timeline.html: the front page, a year, a month, a topic, or all on one page."""

    title: str  # of the page; the site's name on the front page
    front: bool  # whether this is index.html
    heading: str  # "2017"; "" on the front page
    strip: Strip | None  # None where there is too little to draw
    sections: tuple[Section, ...]  # in the order of the site
    years: tuple[YearRow, ...]  # on the front page of a long timeline, in place of sections
    order: str  # "oldest first"
    total: int  # entries on this page
    filters: bool  # whether there is something to filter
    before: LinkedName | None  # the page before this one in time
    after: LinkedName | None  # the page after it


@dataclass(frozen=True, slots=True)
class EventPage:
    """event.html: one event."""

    id: str  # of the event
    title: str  # headline
    path: str  # of this page
    when: When
    summary: Markup  # HTML; may be ""
    plain_summary: str  # the same without marks
    people: tuple[LinkedName, ...]  # whom it names
    tags: tuple[LinkedName, ...]  # topics
    reported: str  # "12 March 2019, The Gazette": day and outlet of the first report; may be ""
    reports: tuple[ReportView, ...]  # who reports it
    responses: tuple[ResponseView, ...]  # to the event's own claim, those recorded in other events too
    quotes: tuple[QuoteView, ...]  # in their words, with responses
    answers: tuple[ResponseView, ...]  # recorded here, to claims of other events
    unnamed_only: bool  # whether every report rests on unnamed sources and no named person is quoted
    no_response: str  # what is said where there is no response; "" where there is one
    sources: tuple[Cited, ...]  # everything it rests on, once each, for paper
    dates: tuple[DateRow, ...]  # none unless reports differ
    history: tuple[Change, ...]  # oldest first
    citations: tuple[Citation, ...]  # forms to copy
    before: LinkedName | None  # the event before
    after: LinkedName | None  # the event after
    planned: bool  # an announced future event
    proposal: bool  # not published yet
    withdrawn: str  # "withdrawn on …"; "" when it stands
    reason: str  # why it was withdrawn
    json_ld: Markup  # structured data, safe inside <script>


@dataclass(frozen=True, slots=True)
class PersonPage:
    """person.html: a person or an organisation."""

    id: str  # of the record
    name: str  # in full
    path: str  # of this page
    organisation: bool  # or a person
    aliases: str  # other forms of the name, listed; may be ""
    roles: tuple[RoleView, ...]  # by time
    description: Markup  # HTML; may be ""
    strip: Strip | None  # when the entries are
    responses: tuple[ResponseView, ...]  # what they answered, first of all; of long lists only the beginning is in full
    more_responses: tuple[LinkedName, ...]  # the rest, as lines
    said: tuple[QuoteView, ...]  # their words
    more_said: tuple[LinkedName, ...]  # the rest, as lines
    about: tuple[QuoteView, ...]  # others' words that contain their name
    more_about: tuple[LinkedName, ...]  # the rest, as lines
    entries: tuple[Entry, ...]  # entries that name them
    more_entries: tuple[LinkedName, ...]  # the rest, as lines
    published: tuple[Cited, ...]  # an outlet's articles
    same_as: tuple[str, ...]  # addresses about the same person
    proposal: bool  # not published yet
    json_ld: Markup  # structured data


@dataclass(frozen=True, slots=True)
class SourcePage:
    """source.html: one article, document or broadcast; never its text."""

    id: str  # of the record
    path: str  # of this page
    cited: Cited
    kind: str  # in words
    outlet: LinkedName  # its publisher; name "" when not known
    accessed: str  # day in words; may be ""
    same_text: LinkedName | None  # the source that has the same text
    quotes: tuple[QuoteView, ...]  # in order of appearance, where the receipt knows it; of long lists only the beginning is in full
    more_quotes: tuple[LinkedName, ...]  # the rest, as lines
    responses: tuple[ResponseView, ...]  # reported here
    more_responses: tuple[LinkedName, ...]  # the rest, as lines
    reports: tuple[Entry, ...]  # events that it reports
    more_reports: tuple[LinkedName, ...]  # the rest, as lines
    sourcing: tuple[tuple[str, int], ...]  # attributions by kind, in words
    relays: tuple[str, ...]  # whose reports it repeats
    copies: tuple[tuple[str, str, str], ...]  # (SHA-256 of the bytes, of the text, day verified in words)
    history: tuple[Change, ...]
    withdrawn: str  # "withdrawn on …"; "" when it stands
    reason: str  # why it was withdrawn
    proposal: bool  # not published yet


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """A claim and its responses."""

    anchor: str  # id within the page
    claim: str  # "event" or "event#q1"
    title: str  # of the event
    path: str  # place of the claim
    when: When
    words: str  # the quotation answered; "" for the event's own claim
    speaker: Speaker | None  # whose words these are
    badges: tuple[Badge, ...]  # on what authority
    responses: tuple[ResponseView, ...]  # none = "none recorded"
    people: str  # ids of those concerned, for the filter


@dataclass(frozen=True, slots=True)
class ResponsesPage:
    """responses.html: claims and who answered them."""

    heading: str  # the year; "" on the first page
    rows: tuple[ClaimRow, ...]  # by date of the claim; none on the first page where each year has its own
    total: int  # claims, those on the pages of the years too
    answered: int  # of them, claims with a response
    years: tuple[LinkedName, ...]  # pages of the years, where there are many claims
    people: tuple[LinkedName, ...]  # who responded; the path is their id, for the filter


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person in the index."""

    name: str  # in full
    path: str  # their page
    role: str  # the latest known; may be ""
    note: str  # "4 quotations · 2 responses · 7 entries"
    proposal: bool  # not published yet


@dataclass(frozen=True, slots=True)
class PeoplePage:
    """people.html: everyone, and every organisation."""

    people: tuple[tuple[str, tuple[PersonRow, ...]], ...]  # by initial; one group without an initial when they are few
    organisations: tuple[PersonRow, ...]


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A source in the index."""

    cited: Cited
    note: str  # "2 entries · 5 quotations"
    proposal: bool  # not published yet


@dataclass(frozen=True, slots=True)
class SourcesPage:
    """sources.html: every source, by outlet."""

    outlets: tuple[tuple[LinkedName, tuple[SourceRow, ...]], ...]  # each with its sources, oldest first


@dataclass(frozen=True, slots=True)
class OutletPage:
    """outlet.html: what one outlet published, and on what its reports rest."""

    name: str  # as sources give it
    sources: tuple[SourceRow, ...]  # oldest first
    sourcing: tuple[tuple[str, int], ...]  # attributions by kind, in words
    relays: tuple[str, ...]  # whose reports it repeats
    organisation: str  # its page as one that speaks or acts; "" when there is none


@dataclass(frozen=True, slots=True)
class KnownRow:
    """An event by the day on which it was first reported."""

    entry: Entry
    lag: str  # "reported 246 days later"; "" where the event has no exact day


@dataclass(frozen=True, slots=True)
class KnownPage:
    """known.html: what became public in a month, or the list of months."""

    title: str  # "Known by March 2019"
    days: tuple[tuple[When, tuple[KnownRow, ...]], ...]  # by day of first report; none on the list of months
    months: tuple[LinkedName, ...]  # on the list of months, with counts as notes
    so_far: str  # how much was known by the end of the month, in words
    before: LinkedName | None  # the month before in which something became public
    after: LinkedName | None  # the month after


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One change of one entry."""

    entry: LinkedName
    kind: str  # added, changed, corrected or withdrawn
    what: str  # the same in words
    note: str  # what was corrected or why it was withdrawn; may be ""


@dataclass(frozen=True, slots=True)
class ChangesPage:
    """changes.html: what was added, changed, corrected and withdrawn, latest first."""

    days: tuple[tuple[str, tuple[ChangeRow, ...]], ...]  # day in words, its changes
    corrections: int  # how many of all changes are corrections
    left_out: int  # older changes that the page does not list


@dataclass(frozen=True, slots=True)
class SearchPage:
    """search.html: one box; without script it leads to the indexes."""

    meta: str  # path of the index's first file
    who: str  # path of its persons, outlets and kinds of response
    folder: str  # path of the folder of its other files
    script: str  # path of the script that searches


@dataclass(frozen=True, slots=True)
class TextPage:
    """page.html: a Markdown page of the site's own."""

    title: str  # its first heading, or its name
    html: Markup  # the rest


@dataclass(frozen=True, slots=True)
class MethodPage:
    """method.html: how the record is made, with its own figures."""

    text: Markup  # the site's own words, of content/pages/method.md; may be ""
    corrections_policy: Markup  # may be ""
    rules: int  # version of the canonical form that receipts were made with
    share_verified: str  # "100 %"


@dataclass(frozen=True, slots=True)
class NotFoundPage:
    """404.html: served at any depth, so its links are absolute."""

    latest: tuple[LinkedName, ...]  # a few entries
    moved: tuple[LinkedName, ...]  # old names and where they are now


@dataclass(frozen=True, slots=True)
class MovedPage:
    """moved.html: an old address."""

    title: str  # of the record
    target: str  # its path
    canonical: str  # its full address; "" when unknown


@dataclass(frozen=True, slots=True)
class FeedPage:
    """feed.xml: Atom."""

    id: str  # never changes
    title: str  # of the feed
    home: str  # address of the site
    own: str  # address of the feed; "" when unknown
    updated: str  # RFC 3339
    items: tuple[FeedItem, ...]  # latest first
