"""A part of a list that is too long for a page is given on several: each entry once, in order, and each page leads to the next."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st
from test_render_links import broken, pages, parsed_pages

from dateline.model import Archive, Config, Denial, Event, Person, Publish, Quotation, Report, Source
from dateline.render.division import in_pages

SMALL = {
    "timeline.ON_ONE_PAGE": 4, "timeline._AT_MOST": 5, "plan.ON_ONE_PAGE": 4, "known._ON_ONE_PAGE": 6, "responses._ON_ONE_PAGE": 4,
    "person.LONG": 4, "person.PART": 4, "person._ON_ONE_PAGE": 5, "source.LONG": 6, "source.PART": 4, "source.BEGINNING": 2,
}  # fmt: skip
EVENTS = 12


def archive(order: str = "oldest-first") -> Archive:
    """A source that tells of all that somebody said in one month, and of years of which no month is known."""
    quotation = Quotation(id="q1", words="Not a word", speaker="pell", source="book")
    denial = Denial(id="d1", kind="denied", by="pell", source="book")
    one = {"quotations": (quotation,), "denials": (denial,), "tags": ("water",), "reports": (Report(source="book"),)}
    days = {f"day-{n:02}": Event(title=f"Day {n:02}", date=f"2017-02-{n + 1:02}", **one) for n in range(EVENTS)}
    years = {f"year-{n:02}": Event(title=f"Year {n:02}", date="1914", reports=(Report(source="book"),), seq=n) for n in range(EVENTS)}
    return Archive(
        config=Config(title="The long record", publish=Publish(order=order)), events={**days, **years},
        people={"pell": Person(name="Pat Pell")}, sources={"book": Source(title="The book", published="2017-03-01")},
    )  # fmt: skip


def made(order: str = "oldest-first") -> dict[str, BeautifulSoup]:
    with pytest.MonkeyPatch.context() as patch:
        for name, value in SMALL.items():
            patch.setattr(f"dateline.render.{name}", value)
        files = pages(archive(order))
    soups = parsed_pages(files)
    assert broken(files, soups) == []
    return soups


@pytest.fixture(scope="module")
def site() -> dict[str, BeautifulSoup]:
    return made()


def crowd(people: int, sources: int) -> dict[str, BeautifulSoup]:
    """A site of so many people of one initial, and as many sources of no outlet."""
    events = {f"e{n:02}": Event(title=f"Entry {n}", people=(f"p{n:02}",), reports=(Report(source=f"s{n:02}"),)) for n in range(max(people, sources))}
    named = {f"p{n:02}": Person(name=f"Pat P{n:02}") for n in range(people)}
    made = {f"s{n:02}": Source(title=f"Letter {n:02}", published=f"20{n:02}") for n in range(sources)}
    with pytest.MonkeyPatch.context() as patch:
        for name, value in {"lists._LISTED": 4, "lists._AT_MOST": 3, "outlet._ON_ONE_PAGE": 4}.items():
            patch.setattr(f"dateline.render.{name}", value)
        files = pages(Archive(events=events, people=named, sources=made))
    soups = parsed_pages(files)
    assert broken(files, soups) == []
    return soups


def followed(site: dict[str, BeautifulSoup], path: str) -> list[BeautifulSoup]:
    """The page and those behind it, as its links lead on."""
    found = [site[path]]
    while link := found[-1].select_one(".near a[rel=next]"):
        here = next(path for path, page in site.items() if page is found[-1])
        folder = here.split("/")[:-1]
        for step in str(link["href"]).split("/"):
            folder = folder[:-1] if step == ".." else [*folder, step]
        found.append(site["/".join(folder)])
    return found


@given(st.lists(st.integers(), max_size=40), st.integers(1, 9))
def test_pages_hold_every_item_once_in_order_and_are_as_few_as_can_be(items: list[int], at_most: int) -> None:
    parted = in_pages({"2017": items}, at_most)

    assert [item for page in parted.values() for item in page] == items
    assert len(parted) == max(1, -(-len(items) // at_most))
    assert max(map(len, parted.values())) - min(map(len, parted.values())) < len(parted)
    assert [*parted][:2] == ["2017", "2017/2"][: len(parted)]


@pytest.mark.parametrize(
    ("path", "listed", "named"),
    [
        ("months/2017-02.html", ".ev h3", [f"Day {n:02}" for n in range(EVENTS)]),
        ("years/1914.html", ".ev h3", [f"Year {n:02}" for n in range(EVENTS)]),
        ("known/2017-03.html", ".lines h3", [f"Year {n:02}" for n in range(EVENTS)] + [f"Day {n:02}" for n in range(EVENTS)]),
        ("topics/water/2017-02.html", ".ev h3", [f"Day {n:02}" for n in range(EVENTS)]),
        ("people/pell/2017-02.html", ".ev h3", [f"Day {n:02}" for n in range(EVENTS)]),
        ("responses/2017-02.html", "tbody h2", [f"Day {n:02}" for n in range(EVENTS)]),
        ("sources/book/1914.html", ".ev h3", [f"Year {n:02}" for n in range(EVENTS)] + [f"Day {n:02}" for n in range(EVENTS)]),
    ],
)
def test_a_long_part_is_read_page_by_page(site: dict[str, BeautifulSoup], path: str, listed: str, named: list[str]) -> None:
    found = [[h.get_text() for h in page.select(listed)] for page in followed(site, path)]

    titles = [title for page in found for title in page]

    assert [title for title in titles if title in named][: len(named)] == named
    assert len(titles) == len(set(titles))
    assert max(map(len, found)) <= 6
    assert len(found) > 1


def test_a_page_says_which_of_how_many_it_is(site: dict[str, BeautifulSoup]) -> None:
    headings = [page.select("h1")[-1].get_text() for page in followed(site, "months/2017-02.html")]

    assert headings == [f"February 2017 ({n} of 3)" for n in (1, 2, 3)]


def test_lists_of_parts_lead_to_the_first_page_and_count_all(site: dict[str, BeautifulSoup]) -> None:
    months = site["responses.html"].select(".months a, .year h2 a")

    assert [(a["href"], a.parent.select_one("small").get_text()) for a in months][-1] == ("responses/2017-02.html", "12")  # type: ignore[union-attr]


def test_a_source_of_much_begins_its_lists_and_leads_to_their_parts(site: dict[str, BeautifulSoup]) -> None:
    first = site["sources/book.html"]
    counts = {box["aria-labelledby"]: [int(small.get_text()) for small in box.select(".months small")] for box in first.select("section") if box.select(".months")}

    assert {name: sum(found) for name, found in counts.items()} == {"quotes": EVENTS, "responses": EVENTS, "entries": 2 * EVENTS}
    assert [h.get_text() for h in first.select(".ev h3")] == ["Year 00", "Year 01"]
    assert first.select_one("#receipt") is not None
    part = site["sources/book/2017-02/2.html"]
    assert part.select_one("#receipt") is None
    assert part.select_one(".dateline a")["href"] == "../../../sources/book.html"  # type: ignore[index]
    assert len(part.select("section[aria-labelledby=quotes] .claim")) == 4


def test_the_first_page_of_a_month_is_the_latest_where_the_latest_stand_first() -> None:
    found = [[h3.get_text() for h3 in page.select(".ev h3")] for page in followed(made("newest-first"), "months/2017-02.html")]

    assert [title for page in found for title in page] == [f"Day {n:02}" for n in reversed(range(EVENTS))]


def test_many_of_one_initial_are_listed_page_by_page() -> None:
    site = crowd(people=8, sources=0)

    found = [[a.get_text() for a in page.select(".index a")] for page in followed(site, "initials/p.html")]

    assert [name for page in found for name in page] == [f"Pat P{n:02}" for n in range(8)]
    assert [*map(len, found)] == [3, 3, 2]
    assert [small.get_text() for small in site["people.html"].select(".months small")] == ["8"]


def test_many_sources_of_no_outlet_have_a_page_like_an_outlet() -> None:
    site = crowd(people=0, sources=6)
    heading = site["sources.html"].select_one(".az h2 a")

    assert heading is not None
    assert (heading.get_text(), heading["href"]) == ("Outlet not known", "outlets/no_outlet.html")
    assert site["sources.html"].select(".index a") == []
    assert [a["href"] for a in site["outlets/no_outlet.html"].select(".year h2 a")] == [f"../outlets/no_outlet/20{n:02}.html" for n in range(6)]
    assert [a.get_text() for a in site["outlets/no_outlet/2003.html"].select(".index a")] == ["Letter 03"]
