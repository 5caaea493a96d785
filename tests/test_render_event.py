"""What an entry claims about its own sources: no more than the sources here can carry."""

from __future__ import annotations

import invented
import pytest
from bs4 import BeautifulSoup
from jinja2 import FileSystemLoader

from dateline.model import Archive, Denial, Event, Person, Quotation, Report, Role, Source, Withdrawal
from dateline.render import render

PEOPLE = {"senator": Person(name="Ada Brook"), "paper": Person(name="The Mill Post", kind="organisation")}
SOURCES = {
    "week": Source(title="A", publisher="The Week", published="2017-05-18"),
    "post": Source(title="B", publisher="The Mill Post", published="2017-05-18"),
    "late": Source(title="C", publisher="The Evening", published="2017-06-01"),
}
UNNAMED = Report(source="week", sourcing="unnamed", according_to="two aides")


def pages(**events: Event) -> dict[str, BeautifulSoup]:
    archive = Archive(events=events, people=PEOPLE, sources=SOURCES)
    made = render(archive, FileSystemLoader(invented.ROOT / "templates"), {}, strings=invented.strings())
    return {page.path: BeautifulSoup(page.content, "html.parser") for page in made if page.path.endswith(".html")}


def words(page: BeautifulSoup) -> str:
    return " ".join(page.get_text(" ").replace("\u00a0", " ").split())


@pytest.mark.parametrize(
    ("reports", "told"),
    [
        ((Report(source="week"),), "18 May 2017, The Week"),
        ((Report(source="week", relayed_from="Reuters"), Report(source="late")), "18 May 2017, The Week, citing Reuters"),
        ((Report(source="week", relayed_from="Reuters"), Report(source="post")), "18 May 2017, The Week, citing Reuters; The Mill Post"),
        ((Report(source="week"), Report(source="post")), "18 May 2017, The Week and The Mill Post"),
    ],
)
def test_the_earliest_source_is_that_of_this_site_and_names_whom_it_repeats(reports: tuple[Report, ...], told: str) -> None:
    site = pages(a=Event(title="A", date="2017-05-01", reports=reports))

    assert f"Earliest source here: {told}" in words(site["index.html"])
    assert f"Earliest source here {told}" in words(site["events/a.html"])


@pytest.mark.parametrize(
    ("quotation", "told"),
    [
        (Quotation(words="It is so", speaker="senator", source="week"), False),
        (Quotation(words="It is so", speaker="senator", according_to="an aide", source="week"), True),
        (Quotation(words="It is so", speaker="paper", source="week"), True),
        (Quotation(words="It is so", speaker_described="an aide", source="week"), True),
    ],
)
def test_unnamed_sources_only_is_not_said_beside_a_named_person_who_speaks(quotation: Quotation, told: bool) -> None:
    site = pages(a=Event(title="A", reports=(UNNAMED,), quotations=(quotation,)))

    assert ["Reported on unnamed sources only" in words(site[path]) for path in ("index.html", "events/a.html")] == [told, told]


def test_a_response_of_a_named_person_does_not_name_the_source() -> None:
    denial = Denial(kind="denied", by="senator", quotations=(Quotation(words="It is not", speaker="senator"),), source="week")
    site = pages(a=Event(title="A", reports=(UNNAMED,), denials=(denial,)))

    assert "Reported on unnamed sources only" in words(site["events/a.html"])


def test_the_responses_have_their_heading_where_none_is_found() -> None:
    site = pages(a=Event(title="A", reports=(UNNAMED,), responses_sought="None found in the sources read."))

    assert [h2.get_text() for h2 in site["events/a.html"].select(".heads h2")] == ["What is reported", "Responses"]


def story() -> dict[str, BeautifulSoup]:
    denials = (
        Denial(id="d1", kind="denied", by="senator", said="2017-07-04", source="late"),
        Denial(id="d2", kind="no-reply", by_described="the mill", said="2017-08-02", source="late"),
        Denial(id="d3", kind="confirmed", by="paper", said="2017-05-30", source="late"),
        Denial(id="d4", kind="disputed", by="paper", said="2017-07", source="late"),
        Denial(id="d5", kind="disputed", by="paper", said="[..2017-07-04]", source="late"),
    )
    return pages(
        a=Event(title="A mill burns", date="2017-05-01", tags=("fire",), reports=(UNNAMED,), denials=denials),
        b=Event(title="B", date="2017-07-01", tags=("flood",), reports=(UNNAMED,)),
    )


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("index.html", ["4 July 2017: Ada Brook denied, in answer to: A mill burns", "2 August 2017: “the mill” did not reply, in answer to: A mill burns"]),
        ("years/2017.html", ["4 July 2017: Ada Brook denied, in answer to: A mill burns", "2 August 2017: “the mill” did not reply, in answer to: A mill burns"]),
        ("months/2017-07.html", ["4 July 2017: Ada Brook denied, in answer to: A mill burns"]),
        ("months/2017-05.html", []),
        ("topics/flood.html", []),
    ],
)
def test_a_response_of_an_exact_day_in_another_month_is_pointed_to_there(path: str, told: list[str]) -> None:
    assert [words(line) for line in story()[path].select(".mo .run")] == told


def test_a_pointer_leads_to_the_response_and_a_month_of_pointers_alone_has_its_page() -> None:
    found = story()
    page = found["index.html"]

    assert [str(a["href"]) for a in page.select(".run a")] == ["events/a.html#d1", "events/a.html#d2"]
    assert [str(a["href"]) for a in page.select(".mo > h2 a")] == ["months/2017-05.html", "months/2017-07.html", "months/2017-08.html"]
    assert words(found["months/2017-08.html"].select_one(".mo")) == "August 2017 2 August 2017: “the mill” did not reply, in answer to: A mill burns"


def reply(**denials: Denial) -> str:
    site = pages(a=Event(title="A", reports=(UNNAMED,), denials=tuple(denials.values())))
    return words(site["index.html"].select_one(".notes .re"))  # type: ignore[arg-type]


def test_a_list_gives_the_words_of_the_one_who_answered_as_it_gives_those_of_the_claim() -> None:
    said = Denial(kind="denied", by="senator", quotations=(Quotation(words="It is not"),), source="week")
    at_length = Denial(kind="denied", by="senator", quotations=(Quotation(words="It is not so " * 20),), source="week")
    other = Denial(kind="denied", by="paper", quotations=(Quotation(words="No"),), source="week")

    assert reply(a=said) == "Denied Ada Brook: “It is not”"
    assert reply(a=at_length) == "Denied Ada Brook"
    assert reply(a=said, b=other) == "Denied Ada Brook and The Mill Post"


def test_the_responses_to_a_quotation_are_pointed_to_beside_the_claim() -> None:
    quotation = Quotation(id="q1", words="It is so", speaker="senator", source="week")
    denials = (Denial(kind="denied", by="paper", of="q1", source="week"), Denial(kind="disputed", by="paper", source="week"))
    site = pages(a=Event(title="A", date="2017-05", reports=(UNNAMED,), quotations=(quotation,), denials=denials))

    pointer = site["events/a.html"].select_one(".answers a[href='#words']")
    assert pointer is not None
    assert pointer.get_text() == "1 response to a quotation stands below"
    assert site["events/a.html"].select_one(".dateline a")["href"] == "../index.html#d-2017-05"  # type: ignore[index]


def test_the_title_of_a_withdrawn_entry_says_so_wherever_it_is_shared() -> None:
    page = pages(a=Event(title="A was paid", withdrawn=Withdrawal(date="2020-01-02", reason="Wrong.")))["events/a.html"]

    assert page.title is not None
    assert page.title.get_text().startswith("Withdrawn on 2 January 2020: A was paid")
    assert page.select_one("meta[property='og:title']")["content"] == "Withdrawn on 2 January 2020: A was paid"  # type: ignore[index]


def test_the_index_gives_the_latest_role_by_its_date() -> None:
    roles = (Role(role="minister", during="2015"), Role(role="mayor", during="2009"), Role(role="a lawyer"))
    people = {"senator": Person(name="Ada Brook", roles=roles)}
    made = render(
        Archive(events={"a": Event(title="A", people=("senator",))}, people=people),
        FileSystemLoader(invented.ROOT / "templates"), {}, strings=invented.strings(),
    )  # fmt: skip

    assert "minister" in next(page.content.decode() for page in made if page.path == "people.html")
