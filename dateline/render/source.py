"""The page of a source: what it is, what is quoted from it and how that was verified. Never its text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

from dateline.model import Quotation, Source
from dateline.render.book import Book
from dateline.render.contexts import SourcePage
from dateline.render.division import Rest, divided, each_page, in_pages
from dateline.render.entries import IN_FULL, entry, line
from dateline.render.evidence import cite, day_words, source_path
from dateline.render.plan import Plan
from dateline.render.said import anchor_of, quoted, view_response
from dateline.render.sheet import Near, Sheet, Sheets, changed
from dateline.render.stands import place_of
from dateline.render.views import Change, LinkedName

TEMPLATE = "source.html"
LONG = 800  # entries and quotations up to which everything from a source stands on one page
PART = 240  # entries up to which the part of a long list is a year, not a month; and entries of a page at most
BEGINNING = 20  # items of each list on the first page of a longer one
_LAST = 10**9  # where words whose place is not known are listed: after the others


class _Lists(NamedTuple):
    """What a page lists of a source, each with the event in which it is recorded."""

    events: Sequence[str]
    quotes: list[tuple[str, int, Quotation]]  # with its number there; in the order in which they stand in the source
    responses: list[tuple[str, int, str]]  # number there, and place on the page of its event
    kinds: Counter[str]  # its reports by what they rest on
    relays: dict[str, None]  # whose reports it repeats


def source_sheets(book: Book, only: str = "") -> Sheets:
    """Every source that an event rests on, or `only` one; of one from which very much comes also the parts."""
    plan = book.plan
    for name in (only,) if only in plan.sources else () if only else plan.sources:
        if len(plan.quoted_from[name]) + plan.quotes_from.get(name, 0) <= LONG:
            yield f"sources/{name}.html", Sheet(TEMPLATE, _source, (name,))
            continue
        yield f"sources/{name}.html", Sheet(TEMPLATE, _long, (name,))
        parts, link = _parts(plan, name), partial(_part_path, name)
        for key, events, title, near in each_page(parts, link, book.words):
            yield link(key), Sheet(TEMPLATE, _part, (name, key, events, title, near))


def _parts(told: Book | Plan, name: str) -> dict[str, Sequence[str]]:
    """The events of each part, by the date of the event."""
    return in_pages(divided(told.quoted_from[name], lambda event: told.placed[event][0], PART), PART)


def _part_path(name: str, part: str) -> str:
    return f"sources/{name}/{part}.html"


def _source(book: Book, name: str) -> SourcePage:
    """A page that holds everything from a source."""
    return _page(book, name, _lists(book, name, book.quoted_from[name]))


def _long(book: Book, name: str) -> SourcePage:
    """The first page of a long list: the beginning of each, and the way to its parts."""
    lists = _lists(book, name, book.quoted_from[name])
    rest = Rest(_parts(book, name), partial(_part_path, name), book.words, BEGINNING)
    first = _Lists(lists.events[:BEGINNING], lists.quotes[:BEGINNING], lists.responses[:BEGINNING], lists.kinds, lists.relays)
    return changed(
        _page(book, name, first),
        more_quotes=rest((event for event, *_ in lists.quotes), "quotes"),
        more_responses=rest((event for event, *_ in lists.responses), "responses"),
        more_reports=rest(lists.events, "entries"),
        divided=True,
    )


def _part(book: Book, name: str, key: str, events: Sequence[str], title: str, near: Near) -> SourcePage:
    """A part of a long list: only the lists, under the source's title."""
    page = _page(book, name, _lists(book, name, events))
    return changed(page, path=_part_path(name, key), part=title, sourcing=(), relays=(), copies=(), history=(), before=near[0], after=near[1])


def _page(book: Book, name: str, lists: _Lists) -> SourcePage:
    """The first of each list in full, and the rest as lines."""
    source, receipt, shown = book.sources[name], book.archive.receipts.get(name), IN_FULL
    same = source.same_text_as
    return SourcePage(
        id=name,
        path=f"sources/{name}.html",
        part="",
        cited=cite(book, name),
        kind=book.words(f"source_{source.kind}"),
        outlet=LinkedName(source.publisher, book.outlet_paths.get(source.publisher, "")),
        accessed=day_words(book, source.accessed),
        same_text=LinkedName(book.archive.sources[same].title, source_path(book, same)) if same in book.archive.sources else None,
        quotes=tuple(quoted(book, event, n) for event, n, _ in lists.quotes[:shown]),
        more_quotes=tuple(line(book, event, quotation.id) for event, _, quotation in lists.quotes[shown:]),
        responses=tuple(view_response(book, event, n) for event, n, _ in lists.responses[:shown]),
        more_responses=tuple(line(book, event, anchor) for event, _, anchor in lists.responses[shown:]),
        reports=tuple(entry(book, event) for event in lists.events[:shown]),
        more_reports=tuple(line(book, event) for event in lists.events[shown:]),
        sourcing=tuple((book.words(f"sourcing_{kind}"), n) for kind in ("named", "unnamed", "document", "outlet") if (n := lists.kinds[kind])),
        relays=tuple(lists.relays),
        copies=tuple((copy.bytes_sha256, copy.text_sha256, day_words(book, copy.verified)) for copy in receipt.copies) if receipt else (),
        history=_history(book, source),
        withdrawn=book.words("withdrawn_on", date=day_words(book, source.withdrawn.date)) if source.withdrawn else "",
        reason=source.withdrawn.reason if source.withdrawn else "",
        proposal=book.proposed("sources", name),
        divided=False,
        before=None,
        after=None,
    )


def _lists(book: Book, name: str, events: Sequence[str]) -> _Lists:
    """What these events say to be from the source."""
    lists = _Lists(events, [], [], Counter(), {})
    for event in events:
        record = book.events[event]
        lists.quotes.extend((event, n, quotation) for n, quotation in enumerate(record.quotations) if quotation.source == name)
        mine = [(n, denial) for n, denial in enumerate(record.denials) if name in {denial.source, *(quotation.source for quotation in denial.quotations)}]
        lists.responses.extend((event, n, anchor_of(record, denial)) for n, denial in mine)
        reports = [report for report in record.reports if report.source == name]
        lists.kinds.update(report.sourcing for report in reports)
        lists.relays.update((report.relayed_from, None) for report in reports if report.relayed_from)
    receipt = book.archive.receipts.get(name)
    lists.quotes.sort(key=lambda quote: place.start if (place := place_of(receipt, quote[2].words)) else _LAST)
    return lists


def _history(book: Book, source: Source) -> tuple[Change, ...]:
    found = [(source.added, "added", "")] + [(c.date, "corrected", c.note) for c in source.corrections]
    return tuple(Change(day_words(book, date), book.words(f"history_{what}"), note) for date, what, note in sorted(found) if date)
