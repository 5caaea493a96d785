"""Long lists are parted by year and month: nothing is lost, every link holds, and no page grows with the whole record."""

from __future__ import annotations

import re

import invented
import msgspec
import pytest
from bs4 import BeautifulSoup
from test_render_links import broken, pages, parsed_pages

from dateline.model import Archive, Denial, Event, Person, Quotation, Report, Source

SMALL = {
    "timeline.ON_ONE_PAGE": 6, "timeline.HEADLINES": 8, "person.LONG": 1, "person.PART": 1, "person.BEGINNING": 1,
    "responses._ON_ONE_PAGE": 3, "lists._LISTED": 2, "lists._UNPARTED": 1, "outlet._ON_ONE_PAGE": 1,
}  # fmt: skip


@pytest.fixture(scope="module")
def site() -> dict[str, BeautifulSoup]:
    """The invented story with a second source of one outlet, as it is parted where a few records are already many."""
    archive = invented.archive()
    second = msgspec.structs.replace(archive.sources["gazette-2019-03-12"], title="A second report", published="2019-06-01")
    hearing = msgspec.structs.replace(archive.events["hearing"], reports=(Report(source="second"),))
    with pytest.MonkeyPatch.context() as patch:
        for name, value in SMALL.items():
            patch.setattr(f"dateline.render.{name}", value)
        made = pages(
            msgspec.structs.replace(
                archive, sources={**archive.sources, "second": second}, events=dict(sorted({**archive.events, "hearing": hearing}.items()))
            )
        )
    soups = parsed_pages(made)
    assert broken(made, soups) == []
    return soups


def headlines(page: BeautifulSoup) -> list[str]:
    return [h3.get_text() for h3 in page.select(".ev h3")]


def test_the_parts_of_a_person_hold_every_entry_once(site: dict[str, BeautifulSoup]) -> None:
    parts = [path for path in site if path.startswith("people/ines-calloway/")]
    first = site["people/ines-calloway.html"]
    naming = {h3.get_text() for path, page in site.items() if path.startswith("months/") for h3 in page.select(".ev h3")}

    found = [title for path in parts for title in headlines(site[path])]

    assert len(parts) > 1
    assert len(found) == len(set(found)) > len(headlines(first)) == SMALL["person.BEGINNING"]
    assert set(headlines(first)) <= set(found)
    assert len(set(found) & naming) > 1
    counts = [int(small.get_text()) for small in first.select("section[aria-labelledby=entries] .months small")]
    assert sum(counts) == len(found)


def test_a_part_names_the_person_and_leads_back(site: dict[str, BeautifulSoup]) -> None:
    path = next(path for path in site if path.startswith("people/ines-calloway/"))

    page = site[path]

    assert re.fullmatch(r"Ines Calloway: .*\d{4}", page.h1.get_text())  # type: ignore[union-attr]
    assert page.select_one(".dateline a")["href"] == "../../people/ines-calloway.html"  # type: ignore[index]
    assert page.select("script[type='application/ld+json']") == []
    assert "implies no wrongdoing" in page.get_text()


def test_many_people_and_sources_are_listed_on_pages_of_their_own(site: dict[str, BeautifulSoup]) -> None:
    assert [a.get_text() for a in site["people.html"].select("main .months a")] == ["C", "M", "P", "R", "Organisations"]
    assert [a.get_text() for a in site["initials/c.html"].select(".index a")] == ["Ines Calloway"]
    assert "Marrow Line" in site["initials/organisations.html"].select_one(".index").get_text()  # type: ignore[union-attr]
    assert [p.get_text() for p in site["sources.html"].select(".az .meta")] == ["1 source", "1 source", "2 sources", "1 source"]
    assert [a.get_text() for a in site["sources.html"].select(".index a")] == ["Open letter of the harbour workers"]
    assert [a.get_text() for a in site["outlets/the-alder-gazette/2019-06.html"].select(".index a")] == ["A second report"]


def test_claims_are_parted_and_the_parts_lead_on(site: dict[str, BeautifulSoup]) -> None:
    parts = [path for path in site if path.startswith("responses/")]
    rows = [row["id"] for path in parts for row in site[path].select(".claims tbody tr")]

    assert len(parts) > 2
    assert len(rows) == len(set(rows))
    assert site["responses.html"].select(".claims") == []
    assert {a["href"] for a in site["responses.html"].select("main a")} == {path for path in parts if path.count("/") == 1}


def test_a_topic_of_many_entries_is_parted(site: dict[str, BeautifulSoup]) -> None:
    events = {f"e{n}": Event(title=f"Entry {n}", date=f"20{10 + n // 100}-01-{1 + n % 28:02}", tags=("water",)) for n in range(130)}

    made = parsed_pages(pages(Archive(events=events)))

    assert [a["href"] for a in made["topics/water.html"].select(".year h2 a")] == ["../topics/water/2010.html", "../topics/water/2011.html"]
    assert len(made["topics/water/2010.html"].select(".ev")) == 100
    assert "Topic: water, 2010" in made["topics/water/2010.html"].h1.get_text()  # type: ignore[union-attr]


def test_everything_on_one_page_names_every_entry_of_a_long_record(site: dict[str, BeautifulSoup]) -> None:
    assert len(site["all.html"].select(".heads li")) == 19
    assert site["all.html"].select(".ev") == []


def test_a_page_does_not_grow_with_the_record() -> None:
    """A person in every entry of 400: the first page stays that of 150."""

    def first_page(n: int) -> int:
        quotation = Quotation(id="q1", words="Not a word", speaker="p", source="s")
        denial = Denial(id="d1", kind="denied", by="p", source="s")
        events = {f"e-{i:03}": Event(title=f"Entry {i}", date=f"{2000 + i % 5}-01-{1 + i % 28:02}", quotations=(quotation,), denials=(denial,)) for i in range(n)}
        archive = Archive(events=events, people={"p": Person(name="Pat Pell")}, sources={"s": Source(title="S")})
        return len(pages(archive)["people/p.html"])

    short, long = first_page(150), first_page(400)

    assert long < 1.05 * short


def test_claims_can_be_filtered_by_the_kind_of_response_with_counts() -> None:
    page = parsed_pages(pages(invented.archive()))["responses.html"]
    rows = page.select(".claims tbody tr")

    for radio in page.select(".filter input"):
        value, n = str(radio["value"]), int(radio.parent.small.get_text())  # type: ignore[union-attr]
        assert n == len([row for row in rows if value == "all" or value in str(row["data-s"]).split()])
    assert [str(radio["value"]) for radio in page.select(".filter input")][:3] == ["all", "answered", "denied"]
    css = (invented.ROOT / "static" / "style.css").read_text("utf-8")
    assert [str(r["value"]) for r in page.select(".filter input") if r["value"] != "all" and f":has([value={r['value']}]:checked)" not in css] == []
