"""Events of a timeline made with another tool: its entries say what is an event, so none is looked for between them."""

from __future__ import annotations

from dateline.article import Article, Entry
from dateline.edtf import contains
from dateline.extract.people import People
from dateline.findings import DateFound, DenialFound, EventFound, QuotationFound


def entry_events(
    article: Article,
    people: People,
    dates: tuple[DateFound, ...],
    quotations: tuple[QuotationFound, ...],
    denials: tuple[DenialFound, ...],
) -> tuple[EventFound, ...]:
    """One event an entry, with the people, quotations and responses of its text."""
    answered = {place for d in denials for place in d.quotations}
    events = []
    for entry in article.entries:
        names = dict.fromkeys(people.found[m.person].name for m in people.between(entry.start, entry.end))
        events.append(
            EventFound(
                date=_date(entry, dates),
                title=entry.title,
                passage=(entry.start, entry.line_end),
                people=tuple(names),
                dated_by=article.text[entry.start : entry.start + entry.dated],
                quotations=tuple(n for n, q in enumerate(quotations) if q.kind != "indirect" and _in(entry, q) and n not in answered),
                denials=tuple(n for n, d in enumerate(denials) if _in(entry, d)),
                summary=entry.summary,
                tags=entry.tags,
            )
        )
    return tuple(events)


def _in(entry: Entry, found: QuotationFound | DenialFound) -> bool:
    return entry.line_end < found.start and found.end <= entry.end


def _date(entry: Entry, dates: tuple[DateFound, ...]) -> str:
    """The entry's date; as coarse as its author's words say it, where the tool wanted a day that nobody knows ("Spring 2014")."""
    if not entry.own_words:
        return entry.date
    inside = [d.edtf for d in dates if d.edtf and entry.start <= d.start and d.end <= entry.start + entry.dated]
    said = inside[0] if len(inside) == 1 else ""
    return said if said and (not entry.date or contains(said, entry.date.split("T")[0].split("/")[0])) and "/" not in entry.date else entry.date
