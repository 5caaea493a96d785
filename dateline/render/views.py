"""The pieces that pages are made of: speakers, quotations, responses, entries, and what every page is given as `site`.

Paths are relative to the site's root. docs/templates.md is checked against this file.
"""

from __future__ import annotations

from markupsafe import Markup
from msgspec import Struct

from dateline.render.when import When


class NavItem(Struct, frozen=True, gc=False):
    """A place that the header links to."""

    words: str  # "People"
    path: str  # "people.html"


class Counts(Struct, frozen=True, gc=False):
    """How much the site holds. Attributions are counted, never persons."""

    events: int  # entries on the timeline
    quotations: int  # quotations, those inside responses too
    verified: int  # of them, found word for word in a saved copy
    responses: int  # responses of every kind
    people: int  # persons with a page
    sources: int  # sources with a page
    named: int  # reports that rest on a named source
    unnamed: int  # … on an unnamed one
    document: int  # … on a document
    outlet: int  # … on the outlet's own voice


class Site(Struct, frozen=True, gc=False):
    """What every page gets."""

    title: str  # the site's name
    tagline: str  # one line under it; may be ""
    description: Markup  # what the site covers, as HTML; may be ""
    plain_description: str  # the same without marks, for search engines
    language: str  # "en"
    direction: str  # "ltr" or "rtl"
    base_url: str  # "https://example.org/timeline/", "" when unknown
    style: str  # path of the style sheet
    script: str  # path of the script
    search_script: str  # path of the script of the search page
    icon: str  # path of the icon
    nav: tuple[NavItem, ...]  # the header's links
    pages: tuple[NavItem, ...]  # the Markdown pages
    known: str  # path of “what was known when”; "" when no day of publication is known
    counts: Counts  # how much there is
    updated: str  # the day of the latest change, in words; "" when unknown
    license: str  # of the site's own words; may be ""
    contact: str  # where to write; may be ""
    contact_url: str  # the same as a link; "" when it is none
    draft: bool  # whether proposals are shown


class Speaker(Struct, frozen=True, gc=False, array_like=True):
    """Who says or answers something."""

    name: str  # a name, or an unnamed speaker's description in the outlet's words
    path: str  # page of the person; "" for the unnamed
    described: bool  # whether this is a description
    role: str  # at the time, in the outlet's words; may be ""


class Badge(Struct, frozen=True, gc=False, array_like=True):
    """On what authority something is said, in words."""

    kind: str  # named, unnamed, document or outlet
    text: str  # "Unnamed: “four officials”, as described by The Gazette"


class Cited(Struct, frozen=True, gc=False, array_like=True):
    """Where something stands, and the way to the very sentence."""

    id: str  # of the source; "" when none is given
    path: str  # page of the source
    title: str  # of the article
    publisher: str  # its outlet; may be ""
    authors: str  # "A, B and C"; may be ""
    published: When  # undated when unknown
    url: str  # of the article; "" when there is none
    sentence: str  # the same with a text fragment; "" when the place is not known
    archived: str  # stored copy, with the fragment where there is one; may be ""
    archived_on: str  # day of the stored copy in words; may be ""
    verified: str  # "found word for word in the saved copy on …"; "" when not
    head: str  # first few words of the place, an article's dateline left out
    tail: str  # last few words; "" when the head is all


class QuoteView(Struct, frozen=True, gc=False, array_like=True):
    """A quotation."""

    anchor: str  # id within its page; may be ""
    words: str  # verbatim, without marks
    speaker: Speaker
    badge: Badge | None  # where the speaker is unnamed, or an outlet that gives its authority
    cited: Cited
    said: When | None  # only where it differs from the event's date
    event_title: str  # the event it belongs to …
    event_path: str  # … and the place of the quotation there
    event_when: When  # … and its date
    responses: tuple[ResponseView, ...]  # what answers it


class ResponseView(Struct, frozen=True, gc=False, array_like=True):
    """A response to a claim."""

    anchor: str  # id within its event's page; may be ""
    kind: str  # denied, disputed, declined-to-comment, no-reply, confirmed or statement
    verb: str  # the kind in words
    speaker: Speaker
    on_behalf_of: str  # "the transition team"; may be ""
    quotes: tuple[QuoteView, ...]  # none where it is reported without words
    passage: str  # the outlet's words; may be ""
    cited: Cited
    said: When | None  # when it was said, where that is given
    timing: str  # "Said before the earliest source here."; may be ""
    claim_title: str  # what it answers: an event's title or a quotation's first words, "" for its own event's claim …
    claim_path: str  # … and its place
    event_title: str  # the event it is recorded in …
    event_path: str  # … and its place there
    event_when: When  # … and that event's date
    elsewhere: bool  # whether it is shown on another page than its event's


class ReportView(Struct, frozen=True, gc=False):
    """One source's report of an event."""

    cited: Cited
    passage: str  # the outlet's words; "" where the site does not publish them
    badge: Badge
    count: int  # of unnamed sources as the outlet gives it; 0 when it does not
    anonymity_reason: str  # why a source is unnamed, in the outlet's words; may be ""
    dated_by: str  # the words that the date was read from; may be ""
    date: When | None  # this report's own date, where it differs
    preferred_because: str  # why this report's date is the event's; may be ""


class LinkedName(Struct, frozen=True, gc=False):
    """A link to a record."""

    name: str  # what to show
    path: str  # where it leads; "" = no page
    note: str = ""  # a word beside it; may be ""


class Reply(Struct, frozen=True, gc=False, array_like=True):
    """Who answered an entry, in one line."""

    verb: str  # "denied"
    names: str  # "Ana Lee, Tom Ruiz"
    words: str  # a short quotation of the one who answered; "" where there are several


class Entry(Struct, frozen=True, gc=False, array_like=True):
    """An event in a list."""

    id: str  # of the event, and its anchor in the list
    path: str  # its page
    title: str  # headline
    when: When
    summary: str  # first sentence, plain; may be ""
    words: str  # a short quotation; may be ""
    speaker: Speaker | None  # whose words these are
    badges: tuple[Badge, ...]  # on what authority, each once; the outlet's own voice only where nothing else speaks
    unnamed_only: bool  # whether every report rests on unnamed sources and no named person is quoted
    replies: tuple[Reply, ...]  # who answered, by kind of response
    reported: str  # "Earliest source here: 14 February 2017, The Gazette"; may be ""
    outlets: str  # who reported it that day, with whom they repeat; may be ""
    sources: int  # how many sources it rests on
    facets: str  # words that the filters know: named unnamed document outlet response
    planned: bool  # an announced future event
    proposal: bool  # not published yet


class Section(Struct, frozen=True, gc=False):
    """A month, season, quarter, year or decade of the timeline."""

    id: str  # anchor: "d-2017-02"
    path: str  # the page of the month, or of the year it belongs to; "" = no page
    title: str  # "February 2017"
    bands: tuple[Entry, ...]  # entries that are less than a day exact, outside the order of days
    entries: tuple[Entry, ...]  # the others, in order
    running: tuple[LinkedName, ...]  # intervals that began earlier and continue
    answers: tuple[LinkedName, ...]  # responses given in it to what stands elsewhere; who and when are the notes


class Bar(Struct, frozen=True, gc=False):
    """A month (or year) of the density strip. All figures are SVG lengths."""

    path: str  # where it leads
    label: str  # "February 2017: 12 entries"
    x: str  # left edge, in percent
    width: str  # in percent
    y: int  # top, in pixels
    height: int  # in pixels
    answered: int  # height of the part with a response, in pixels


class Tick(Struct, frozen=True, gc=False):
    """A year under the strip."""

    words: str  # "2017"
    x: str  # in percent


class Strip(Struct, frozen=True, gc=False):
    """How many entries there are, month by month."""

    bars: tuple[Bar, ...]  # only months that have entries
    ticks: tuple[Tick, ...]  # years
    height: int  # of the bars, in pixels
    caption: str  # what is drawn and what is not
    by_year: bool  # whether a bar is a year


class YearRow(Struct, frozen=True, gc=False):
    """A year on the front page of a long timeline."""

    title: str  # "2017"
    path: str  # its page
    count: str  # "84 entries"
    months: tuple[LinkedName, ...]  # with their counts as notes
    headlines: tuple[LinkedName, ...]  # every entry of the year with its date as note, where there is room


class DateRow(Struct, frozen=True, gc=False):
    """One date of an event whose reports differ."""

    when: When
    sources: tuple[Cited, ...]  # who gives it
    because: str  # why it is preferred; may be ""
    preferred: bool  # whether it is the one the event stands under


class Change(Struct, frozen=True, gc=False):
    """One line of an entry's history."""

    date: str  # in words
    what: str  # "added"
    note: str  # may be ""


class Citation(Struct, frozen=True, gc=False):
    """How to cite an entry in one form."""

    form: str  # "BibTeX"
    text: str  # ready to copy


class RoleView(Struct, frozen=True, gc=False):
    """What a person was."""

    role: str  # in the outlet's words
    during: When | None  # when
    cited: Cited | None  # who says so


class FeedItem(Struct, frozen=True, gc=False):
    """An entry of a feed."""

    id: str  # never changes
    title: str  # of the entry or change
    url: str  # absolute where the site's address is known
    updated: str  # RFC 3339
    summary: str  # plain
    people: tuple[str, ...]  # names
