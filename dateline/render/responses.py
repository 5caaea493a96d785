"""Claims and responses: each claim with everyone who answered it, by date; a page a year where there are many."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from dateline.model import Event, Quotation
from dateline.render.book import Book
from dateline.render.contexts import ClaimRow, ResponsesPage
from dateline.render.entries import badges_of, event_when
from dateline.render.evidence import event_path, person_name, quotation_badge, responses_to, speaker_of
from dateline.render.views import LinkedName, ResponseView
from dateline.render.when import section_title, year_of

PATH = "responses.html"
_ON_ONE_PAGE = 200  # claims


def responses_pages(book: Book) -> Iterator[tuple[str, ResponsesPage]]:
    """Every event's claim and every quotation that was answered."""
    rows = [row for name, event in book.events.items() for row in _rows(book, name, event)]
    if len(rows) <= _ON_ONE_PAGE:
        yield PATH, _page(book, rows, "", (), rows)
        return
    years: dict[str, list[ClaimRow]] = defaultdict(list)
    for row in rows:
        years[year_of(row.when.section)].append(row)
    titles = {year: section_title(year, book.words.strings) for year in years}
    links = tuple(LinkedName(titles[year], f"responses/{year}.html", book.words.count("claims", len(of_year))) for year, of_year in years.items())
    yield PATH, _page(book, [], "", links, rows)
    for year, of_year in years.items():
        yield f"responses/{year}.html", _page(book, of_year, titles[year], links, of_year)


def _page(book: Book, rows: list[ClaimRow], heading: str, years: tuple[LinkedName, ...], counted: list[ClaimRow]) -> ResponsesPage:
    answering = {denial.by for row in rows for _, denial in book.answers.get(row.claim, ()) if denial.by}
    who = sorted(((person_name(book, person), person) for person in answering), key=lambda item: item[0].casefold())
    return ResponsesPage(
        heading=heading,
        rows=tuple(rows),
        total=len(counted),
        answered=sum(bool(row.responses) for row in counted),
        people=tuple(LinkedName(name, person) for name, person in who),
        years=years,
    )


def _rows(book: Book, name: str, event: Event) -> Iterator[ClaimRow]:
    quoted = [q for q in event.quotations if q.id and f"{name}#{q.id}" in book.answers]
    own = responses_to(book, name, here=name)
    if own or not quoted:
        yield _event_row(book, name, event, own)
    for quotation in quoted:
        yield _quotation_row(book, name, event, quotation)


def _event_row(book: Book, name: str, event: Event, responses: tuple[ResponseView, ...]) -> ClaimRow:
    concerned = [*event.people, *(denial.by for _, denial in book.answers.get(name, ()))]
    return ClaimRow(
        anchor=name, claim=name, title=event.title, path=event_path(name), when=event_when(book, event), words="", speaker=None,
        badges=badges_of(book, event), responses=responses, people=" ".join(dict.fromkeys(p for p in concerned if p)),
    )  # fmt: skip


def _quotation_row(book: Book, name: str, event: Event, quotation: Quotation) -> ClaimRow:
    claim = f"{name}#{quotation.id}"
    badge = quotation_badge(book, quotation, quotation.source)
    concerned = [quotation.speaker, *(denial.by for _, denial in book.answers[claim])]
    return ClaimRow(
        anchor=f"{name}-{quotation.id}", claim=claim, title=event.title, path=f"{event_path(name)}#{quotation.id}",
        when=event_when(book, event), words=quotation.words, speaker=speaker_of(book, quotation),
        badges=(badge,) if badge else (), responses=responses_to(book, claim, here=name),
        people=" ".join(dict.fromkeys(p for p in concerned if p)),
    )  # fmt: skip
