"""Claims and responses: each claim with everyone who answered it, by date; a page a year or a month where there are many."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from dateline.model import Event, Quotation, passage_key
from dateline.render.book import Book
from dateline.render.contexts_lists import ClaimRow, ResponsesPage
from dateline.render.division import divided, neighbours, year_rows
from dateline.render.entries import badges_of, event_when
from dateline.render.evidence import cite, event_path, person_name, quotation_badge, responses_to, speaker_of
from dateline.render.views import Cited, LinkedName, ResponseView, YearRow
from dateline.render.when import section_title

PATH = "responses.html"
_ON_ONE_PAGE = 200  # claims
_KINDS = ("denied", "disputed", "declined-to-comment", "no-reply", "confirmed", "statement")


def responses_pages(book: Book) -> Iterator[tuple[str, ResponsesPage]]:
    """Every event's claim and every quotation that was answered."""
    rows = [row for name, event in book.events.items() for row in _rows(book, name, event)]
    if len(rows) <= _ON_ONE_PAGE:
        yield PATH, _page(book, rows, rows)
        return
    parts = divided(rows, lambda row: row.when.section, _ON_ONE_PAGE)
    keys = list(parts)
    years = year_rows(book.words, "claims", {key: len(part) for key, part in parts.items()}, _path)
    yield PATH, _page(book, [], rows, years=years)
    for at, (key, part) in enumerate(parts.items()):
        before, after = neighbours(keys, at, _path, book.words)
        yield _path(key), _page(book, part, part, heading=section_title(key, book.words.strings), before=before, after=after)


def _path(part: str) -> str:
    return f"responses/{part}.html"


def _page(
    book: Book,
    rows: list[ClaimRow],
    counted: list[ClaimRow],
    *,
    heading: str = "",
    years: tuple[YearRow, ...] = (),
    before: LinkedName | None = None,
    after: LinkedName | None = None,
) -> ResponsesPage:
    answering = {denial.by for row in rows for _, denial in book.answers.get(row.claim, ()) if denial.by}
    who = sorted(((person_name(book, person), person) for person in answering), key=lambda item: item[0].casefold())
    kinds = Counter(kind for row in rows for kind in row.kinds.split())
    return ResponsesPage(
        heading=heading,
        rows=tuple(rows),
        total=len(counted),
        answered=sum(bool(row.responses) for row in counted),
        people=tuple(LinkedName(name, person) for name, person in who),
        kinds=tuple((kind, book.words(f"response_{kind.replace('-', '_')}"), kinds[kind]) for kind in _KINDS if kinds[kind]),
        years=years,
        before=before,
        after=after,
    )


def _kinds(responses: tuple[ResponseView, ...]) -> str:
    """What the filter knows a claim by."""
    return " ".join(["answered", *dict.fromkeys(response.kind for response in responses)]) if responses else "none"


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
        badges=badges_of(book, event), cited=_first_of_each(book, name, event), responses=responses, people=" ".join(dict.fromkeys(p for p in concerned if p)),
        kinds=_kinds(responses),
    )  # fmt: skip


def _first_of_each(book: Book, name: str, event: Event) -> tuple[Cited, ...]:
    """Where the event's own claim stands: of each source its first report; without reports, its first quotation."""
    if not event.reports:
        return tuple({q.source: cite(book, q.source, q.words) for q in reversed(event.quotations) if q.source}.values())[::-1]
    first = {report.source: report for report in reversed(event.reports)}
    return tuple(cite(book, r.source, r.passage, passage=passage_key(name, r)) for r in event.reports if first[r.source] is r)


def _quotation_row(book: Book, name: str, event: Event, quotation: Quotation) -> ClaimRow:
    claim = f"{name}#{quotation.id}"
    badge = quotation_badge(book, quotation, quotation.source)
    concerned = [quotation.speaker, *(denial.by for _, denial in book.answers[claim])]
    responses = responses_to(book, claim, here=name)
    return ClaimRow(
        anchor=f"{name}-{quotation.id}", claim=claim, title=event.title, path=f"{event_path(name)}#{quotation.id}",
        when=event_when(book, event), words=quotation.words, speaker=speaker_of(book, quotation),
        badges=(badge,) if badge else (), cited=(cite(book, quotation.source, quotation.words),) if quotation.source else (), responses=responses,
        people=" ".join(dict.fromkeys(p for p in concerned if p)), kinds=_kinds(responses),
    )  # fmt: skip
