"""An event as a list shows it: headline, one sentence, one quotation, who says so and who answered."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from dateline.model import Denial, Event, Report
from dateline.render.book import Book, first_reported, sources_of
from dateline.render.evidence import (
    event_path,
    outlet_of,
    person_name,
    quotation_badge,
    report_badge,
    speaker_of,
    unnamed_only,
)
from dateline.render.markdown import cut, first_sentence, to_plain
from dateline.render.views import Badge, Entry, LinkedName, Reply, Speaker
from dateline.render.when import When, in_words, order_key, when

IN_FULL = 40  # items of a list on the page of a person or a source; the others follow as lines
_QUOTE_SHOWN = 170  # characters of a quotation in a list; a longer one is left for the event's page
_REPLY_SHOWN = 110  # characters of a quotation beside who answered
_TITLE_SHOWN = 240  # characters of a headline in a list


def entry(book: Book, name: str) -> Entry:
    """The event `name` in a list; made once a render, since many pages list it."""
    return book.made(book.entries, name, _entry)


def line(book: Book, name: str, anchor: str = "") -> LinkedName:
    """The event `name` as one line of a long list, with its date; at the place `anchor` of its page. No entry is made for it."""
    event = book.archive.events[name]
    return LinkedName(cut(event.title, _TITLE_SHOWN), event_path(name) + (f"#{anchor}" if anchor else ""), event_when(book, event).plain)


def _entry(book: Book, name: str) -> Entry:
    event = book.archive.events[name]
    words, speaker = _short_quotation(book, event)
    badges = badges_of(book, event)
    told = tuple(badge for badge in badges if badge.kind != "outlet") or badges  # the outlet's own voice where nobody else speaks
    replies = _replies(book, name)
    first, outlets = first_report(book, event)
    kinds = dict.fromkeys([badge.kind for badge in badges] + (["response"] if replies else []))
    return Entry(
        id=name,
        path=event_path(name),
        title=cut(event.title, _TITLE_SHOWN),
        when=event_when(book, event),
        summary=first_sentence(to_plain(event.summary)) if event.summary else "",
        words=words,
        speaker=speaker,
        badges=told,
        unnamed_only=unnamed_only(book, event),
        replies=replies,
        reported=_reported(book, first, outlets),
        outlets=outlets,
        sources=len(set(sources_of(event))),
        facets=" ".join(kinds),
        planned=event.planned,
        proposal=book.proposed("events", name),
    )


def event_when(book: Book, event: Event) -> When:
    """The date of an event, marked where its reports give others."""
    differ = any(report.date and report.date != event.date for report in event.reports)
    return when(event.date, book.words.strings, differ=differ and bool(event.date))


def badges_of(book: Book, event: Event) -> tuple[Badge, ...]:
    """On what authority the event is told: every badge of its reports once; without reports, of its quotations."""
    if len(event.reports) == 1:
        return (report_badge(book, event.reports[0]),)
    found = _merged(book, event.reports)
    if not found:
        found = [badge for q in event.quotations if (badge := quotation_badge(book, q, q.source))]
    return tuple(dict.fromkeys(found))


def _merged(book: Book, reports: Iterable[Report]) -> list[Badge]:
    """The badges of reports; unnamed descriptions of one outlet stand in one line, each in its own marks and never added up."""
    described: dict[str, list[str]] = defaultdict(list)
    found: list[Badge | str] = []
    for report in reports:
        if report.sourcing != "unnamed" or report.relayed_from or not report.according_to:
            found.append(report_badge(book, report))
            continue
        if report.source not in described:
            found.append(report.source)
        described[report.source].append(book.words.quoted(report.according_to))
    return [
        Badge("unnamed", book.words("badge_unnamed", words=book.words.listed(list(dict.fromkeys(described[one]))), outlet=outlet_of(book, one)))
        if isinstance(one, str)
        else one
        for one in found
    ]


def _short_quotation(book: Book, event: Event) -> tuple[str, Speaker | None]:
    """The first quotation that fits on a line or two."""
    for quotation in event.quotations:
        if len(quotation.words) <= _QUOTE_SHOWN:
            return quotation.words, speaker_of(book, quotation)
    return "", None


def responses_of(book: Book, name: str) -> list[Denial]:
    """What answers the event or one of its quotations, in order of appearance."""
    claims = [name, *[f"{name}#{q.id}" for q in book.archive.events[name].quotations if q.id]]
    return [book.events[other].denials[n] for other, n in book.answers.places(*claims)]


def _replies(book: Book, name: str) -> tuple[Reply, ...]:
    """Who answered the event or one of its quotations, by kind of response in order of appearance."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for denial in responses_of(book, name):
        who = person_name(book, denial.by) if denial.by else book.words.quoted(denial.by_described)
        words = next((quotation.words for quotation in denial.quotations if len(quotation.words) <= _REPLY_SHOWN), "")
        found[denial.kind].setdefault(who if denial.by or denial.by_described else book.words("nobody_named"), words)
    return tuple(
        Reply(book.words(f"response_{kind.replace('-', '_')}"), book.words.listed(list(said)), "".join(said.values()) if len(said) == 1 else "")
        for kind, said in found.items()
    )


def _reported(book: Book, date: str, outlets: str) -> str:
    """The day and the outlet of the earliest source here; "" where no day of publication is known."""
    if not date or not outlets:
        return book.words("first_reported", date=date) if date else ""
    return book.words("first_reported_by", date=date, outlet=outlets)


def first_report(book: Book, event: Event) -> tuple[str, str]:
    """The day of the earliest source here and its outlets, with whom they repeat, both in words; "" where not known."""
    rests_on = dict.fromkeys([r.source for r in event.reports] or sources_of(event))
    found = [(source, record) for source in rests_on if (record := book.archive.sources.get(source))]
    days = dict.fromkeys(record.published for _, record in found if record.published)  # of equals, the first
    first = min(days, key=order_key) if len(days) > 1 else "".join(days) if found else first_reported(book.archive, event)
    if not first:
        return "", ""
    outlets: dict[str, dict[str, None]] = {}
    for source, record in found:
        if record.published == first and record.publisher:
            outlets.setdefault(record.publisher, {})
            outlets[record.publisher] |= {r.relayed_from: None for r in event.reports if r.source == source and r.relayed_from}
    return in_words(first, book.words.strings), _with_relays(book, outlets)


def _with_relays(book: Book, outlets: dict[str, dict[str, None]]) -> str:
    """The outlets, each with those whose reports it repeats; set apart where one repeats, since "A and B, citing C" is both or one."""
    if not any(outlets.values()):
        return book.words.listed(list(outlets))
    named = [book.words("chain_citing").join([outlet, book.words.listed(list(of))] if of else [outlet]) for outlet, of in outlets.items()]
    return book.words("list_apart").join(named)
