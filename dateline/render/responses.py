"""Claims and responses: each claim with everyone who answered it, by date; a page a year or a month where there are many."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from dateline.model import Event
from dateline.render.book import Book
from dateline.render.contexts_lists import ClaimRow, ResponsesPage
from dateline.render.division import each_page, in_pages, parts_of, section_of_page, year_rows
from dateline.render.entries import badges_of, event_when
from dateline.render.evidence import event_path, person_name
from dateline.render.plan import Plan
from dateline.render.plan_kept import sizes_of
from dateline.render.said import quoted, responses_to, said
from dateline.render.sheet import Near, Sheet, Sheets
from dateline.render.views import Cited, LinkedName, ResponseView
from dateline.render.when import section_key

PATH = TEMPLATE = "responses.html"
_ON_ONE_PAGE = 200  # claims
_KINDS = ("denied", "disputed", "declined-to-comment", "no-reply", "confirmed", "statement")


def responses_sheets(book: Book, only: str = "") -> Sheets:
    """Every event's claim and every quotation that was answered; of the year or month `only`, just its pages."""
    yield PATH, Sheet(TEMPLATE, _first)
    sections, pages = _parts(book.plan)
    for key, claims, title, near in each_page(pages, _path, book.words):
        part = section_of_page(key)
        if only in ("", part):
            of_part = [claim for section in sections[part] for claim in book.plan.claims[section]]
            yield _path(key), Sheet(TEMPLATE, _part, (title, [of_part[at] for at in claims], near))


def _parts(plan: Plan) -> tuple[Mapping[str, Sequence[str]], Mapping[str, Sequence[int]]]:
    """The sections of each part, and which of its claims stand on each of its pages; none where they are few."""
    sizes = sizes_of(plan.claims)
    if sum(sizes.values()) <= _ON_ONE_PAGE:
        return {}, {}
    sections = defaultdict[str, list[str]](list)
    for section, part in parts_of(sizes, _ON_ONE_PAGE).items():
        sections[part].append(section)
    return sections, in_pages({key: range(sum([sizes[section] for section in sections[key]])) for key in sorted(sections, key=section_key)}, _ON_ONE_PAGE)


def _path(part: str) -> str:
    return f"responses/{part}.html"


def _first(book: Book) -> ResponsesPage:
    """All claims or, where they are many, the years and months."""
    claims, (_, parts) = book.of_plan("claims"), _parts(book.plan)
    if not parts:
        return _of(book, [claim for of_section in claims.values() for claim in of_section])
    years = year_rows(book.words, "claims", {key: len(part) for key, part in parts.items()}, _path)
    total, answered = sum(map(len, claims.values())), book.of_plan("claims_answered")
    return ResponsesPage(heading="", rows=(), total=total, answered=answered, people=(), kinds=(), years=years, before=None, after=None)


def _part(book: Book, title: str, claims: Sequence[str], near: Near) -> ResponsesPage:
    return _of(book, claims, title, near)


def _of(book: Book, claims: Iterable[str], heading: str = "", near: Near = (None, None)) -> ResponsesPage:
    """The page of these claims."""
    rows = tuple(_row(book, claim) for claim in claims)
    people = {denial.by for row in rows for _, denial in book.answers.get(row.claim, ()) if denial.by}
    who = sorted(((person_name(book, person), person) for person in people), key=lambda item: (item[0].casefold(), item[1]))
    kinds = Counter(kind for row in rows for kind in row.kinds.split())
    return ResponsesPage(
        heading=heading,
        rows=rows,
        total=len(rows),
        answered=sum(bool(row.responses) for row in rows),
        people=tuple(LinkedName(name, person) for name, person in who),
        kinds=tuple((kind, book.words(f"response_{kind.replace('-', '_')}"), kinds[kind]) for kind in _KINDS if kinds[kind]),
        years=(),
        before=near[0],
        after=near[1],
    )


def _kinds(responses: tuple[ResponseView, ...]) -> str:
    """What the filter knows a claim by."""
    return " ".join(["answered", *dict.fromkeys(response.kind for response in responses)]) if responses else "none"


def _row(book: Book, claim: str) -> ClaimRow:
    """The claim "event" or "event#q1"."""
    name, _, quoted = claim.partition("#")
    event = book.events[name]
    if not quoted:
        return _event_row(book, name, event, responses_to(book, name, here=name))
    return _quotation_row(book, name, event, next(n for n, q in enumerate(event.quotations) if q.id == quoted))


def _event_row(book: Book, name: str, event: Event, responses: tuple[ResponseView, ...]) -> ClaimRow:
    concerned = [*event.people, *(denial.by for _, denial in book.answers.get(name, ()))]
    return ClaimRow(
        anchor=name, claim=name, title=event.title, path=event_path(name), when=event_when(book, event), words="", speaker=None,
        badges=badges_of(book, event), cited=_first_of_each(book, name, event), responses=responses, people=" ".join(dict.fromkeys(p for p in concerned if p)),
        kinds=_kinds(responses),
    )  # fmt: skip


def _first_of_each(book: Book, name: str, event: Event) -> tuple[Cited, ...]:
    """Where the event's own claim stands: of each source its first report; without reports, its first quotation."""
    views = said(book, name)
    if not event.reports:
        return tuple({q.source: view.cited for q, view in zip(reversed(event.quotations), reversed(views.quotes), strict=True) if q.source}.values())[::-1]
    first: dict[str, Cited] = {}
    for report, reported in zip(event.reports, views.reports, strict=True):
        first.setdefault(report.source, reported.cited)
    return tuple(first.values())


def _quotation_row(book: Book, name: str, event: Event, n: int) -> ClaimRow:
    quotation, view = event.quotations[n], quoted(book, name, n)
    claim = f"{name}#{quotation.id}"
    concerned = [quotation.speaker, *(denial.by for _, denial in book.answers[claim])]
    responses = responses_to(book, claim, here=name)
    return ClaimRow(
        anchor=f"{name}-{quotation.id}", claim=claim, title=event.title, path=f"{event_path(name)}#{quotation.id}",
        when=event_when(book, event), words=quotation.words, speaker=view.speaker,
        badges=(view.badge,) if view.badge else (), cited=(view.cited,) if quotation.source else (), responses=responses,
        people=" ".join(dict.fromkeys(p for p in concerned if p)), kinds=_kinds(responses),
    )  # fmt: skip
