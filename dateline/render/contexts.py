"""What each template gets as `page`, with paths from the site's root. One template, one record; docs/templates.md is checked against it."""

from __future__ import annotations

from markupsafe import Markup
from msgspec import Struct

from dateline.render.views import (
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
    Strip,
    YearRow,
)
from dateline.render.when import When


class TimelinePage(Struct, frozen=True, gc=False):
    """timeline.html: the front page, a year, a month, a topic, or all on one page."""

    title: str  # of the page; the site's name on the front page
    front: bool  # whether this is index.html
    heading: str  # "2017"; "" on the front page
    strip: Strip | None  # None where there is too little to draw
    sections: tuple[Section, ...]  # in the order of the site
    years: tuple[YearRow, ...]  # on the front page of a long timeline, in place of sections
    order: str  # "oldest first"
    total: int  # entries on this page
    up: LinkedName | None  # on the page of a month, its year
    filters: bool  # whether there is something to filter
    before: LinkedName | None  # the page before this one in time
    after: LinkedName | None  # the page after it


class EventPage(Struct, frozen=True, gc=False):
    """event.html: one event."""

    id: str  # of the event
    title: str  # headline
    path: str  # of this page
    when: When
    up: LinkedName | None  # its month or season in the timeline
    summary: Markup  # HTML; may be ""
    plain_summary: str  # the same without marks
    people: tuple[LinkedName, ...]  # whom it names
    tags: tuple[LinkedName, ...]  # topics
    reported: str  # "12 March 2019, The Gazette": day and outlet of the first report; may be ""
    reports: tuple[ReportView, ...]  # who reports it
    responses: tuple[ResponseView, ...]  # to the event's own claim, those recorded in other events too
    quotes: tuple[QuoteView, ...]  # in their words, with responses
    below: int  # responses to those quotations
    answered: tuple[tuple[str, str], ...]  # kind of response in words, and who answers so: "A, B"; none where no_response says so
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


class PersonPage(Struct, frozen=True, gc=False):
    """person.html: a person or an organisation."""

    id: str  # of the record
    name: str  # in full
    path: str  # of this page
    part: str  # "2014" on a page of a long list's part; else ""
    organisation: bool  # or a person
    aliases: str  # other forms of the name, listed; may be ""
    roles: tuple[RoleView, ...]  # by time
    description: Markup  # HTML; may be ""
    strip: Strip | None  # when the entries are
    responses: tuple[ResponseView, ...]  # what they answered, first of all; of long lists only the beginning is in full
    more_responses: tuple[LinkedName, ...]  # the rest
    said: tuple[QuoteView, ...]  # their words
    more_said: tuple[LinkedName, ...]  # the rest
    about: tuple[QuoteView, ...]  # others' words that contain their name
    more_about: tuple[LinkedName, ...]  # the rest
    entries: tuple[Entry, ...]  # entries that name them
    more_entries: tuple[LinkedName, ...]  # the rest
    published: tuple[Cited, ...]  # an outlet's articles
    same_as: tuple[str, ...]  # addresses about the same person
    proposal: bool  # not published yet
    divided: bool  # whether `more_…` are links to the parts of a long list, with counts; else the rest as lines
    before: LinkedName | None  # the part before this one
    after: LinkedName | None  # the part after it
    json_ld: Markup  # structured data; "" on the page of a part


class SourcePage(Struct, frozen=True, gc=False):
    """source.html: one article, document or broadcast; never its text."""

    id: str  # of the record
    path: str  # of this page
    part: str  # "2014" on a page of a long list's part; else ""
    cited: Cited
    kind: str  # in words
    outlet: LinkedName  # its publisher; name "" when not known
    accessed: str  # day in words; may be ""
    same_text: LinkedName | None  # the source that has the same text
    quotes: tuple[QuoteView, ...]  # in order of appearance, where the receipt knows it; of long lists only the beginning is in full
    more_quotes: tuple[LinkedName, ...]  # the rest
    responses: tuple[ResponseView, ...]  # reported here
    more_responses: tuple[LinkedName, ...]  # the rest
    reports: tuple[Entry, ...]  # events that it reports
    more_reports: tuple[LinkedName, ...]  # the rest
    sourcing: tuple[tuple[str, int], ...]  # attributions by kind, in words
    relays: tuple[str, ...]  # whose reports it repeats
    copies: tuple[tuple[str, str, str], ...]  # (SHA-256 of the bytes, of the text, day verified in words)
    history: tuple[Change, ...]
    withdrawn: str  # "withdrawn on …"; "" when it stands
    reason: str  # why it was withdrawn
    proposal: bool  # not published yet
    divided: bool  # whether `more_…` are links to the parts of a long list, with counts; else the rest as lines
    before: LinkedName | None  # the part before this one
    after: LinkedName | None  # the part after it


class SearchPage(Struct, frozen=True, gc=False):
    """search.html: one box; without script it leads to the indexes."""

    meta: str  # path of the index's first file
    who: str  # path of its persons, outlets and kinds of response
    folder: str  # path of the folder of its other files
    script: str  # path of the script that searches


class TextPage(Struct, frozen=True, gc=False):
    """page.html: a Markdown page of the site's own."""

    title: str  # its first heading, or its name
    html: Markup  # the rest


class MethodPage(Struct, frozen=True, gc=False):
    """method.html: how the record is made, with its own figures."""

    text: Markup  # the site's own words, of content/pages/method.md; may be ""
    corrections_policy: Markup  # may be ""
    share_verified: str  # "100 %"


class NotFoundPage(Struct, frozen=True, gc=False):
    """404.html: served at any depth, so its links are absolute."""

    latest: tuple[LinkedName, ...]  # a few entries
    moved: tuple[LinkedName, ...]  # old names and where they are now


class MovedPage(Struct, frozen=True, gc=False):
    """moved.html: an old address."""

    title: str  # of the record
    target: str  # its path
    canonical: str  # its full address; "" when unknown


class FeedPage(Struct, frozen=True, gc=False):
    """feed.xml: Atom."""

    id: str  # never changes
    title: str  # of the feed
    home: str  # address of the site
    own: str  # address of the feed; "" when unknown
    updated: str  # RFC 3339
    items: tuple[FeedItem, ...]  # latest first
