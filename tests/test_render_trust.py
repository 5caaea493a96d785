"""Whose word it is: on every page that tells a claim a reader sees who reports it, on what authority, and the way to the words."""

from __future__ import annotations

import re

import invented
import pytest
from bs4 import BeautifulSoup
from jinja2 import FileSystemLoader
from test_render_event import UNNAMED, pages, words

from dateline.model import Denial, Event, Quotation, Report
from dateline.render import render

OWN_VOICE = Event(title="The inquiry begins", date="2017-05-01", reports=(Report(source="week"),))
ANSWERED = Event(
    title="A", date="2017-05-01", reports=(UNNAMED, Report(source="post"), Report(source="post", sourcing="document")),
    quotations=(Quotation(id="q1", words="It is so", speaker="senator", source="late"),),
    denials=(Denial(kind="denied", by="paper", source="week"), Denial(kind="disputed", by="paper", of="q1", source="week")),
)  # fmt: skip


@pytest.fixture(scope="module")
def ferry() -> dict[str, BeautifulSoup]:
    made = render(invented.archive(), FileSystemLoader(invented.ROOT / "templates"), invented.static(), strings=invented.strings())
    return {page.path: BeautifulSoup(page.content, "html.parser") for page in made if page.path.endswith(".html")}


@pytest.mark.parametrize("path", ["index.html", "known/2017-05.html", "responses.html", "events/a.html"])
def test_what_an_outlet_says_in_its_own_voice_is_said_to_be_that(path: str) -> None:
    assert "The Week, in its own voice" in words(pages(a=OWN_VOICE)[path])


def test_a_claim_in_the_table_names_each_of_its_sources_once() -> None:
    whole, quoted = pages(a=ANSWERED)["responses.html"].select(".claims .claim")

    assert [cite.get_text() for cite in whole.select("cite")] == ["The Week", "The Mill Post"]
    assert [cite.get_text() for cite in quoted.select("cite")] == ["The Evening"]


def test_a_claim_told_by_quotations_alone_names_their_source_in_the_table() -> None:
    event = Event(title="A", quotations=(Quotation(words="It is so", speaker="senator", source="late"),))

    assert "The Evening" in words(pages(a=event)["responses.html"])


def test_a_claim_in_the_table_leads_to_its_words_as_its_responses_do(ferry: dict[str, BeautifulSoup]) -> None:
    claims = ferry["responses.html"].select(".claims .claim")

    assert [claim.h2.get_text() for claim in claims if not claim.select(".from cite")] == []  # type: ignore[union-attr]
    assert len([claim for claim in claims if claim.select("a[href*='#:~:text=']") and claim.select(".ok")]) > 3


def test_what_was_first_reported_in_a_month_names_its_outlet() -> None:
    event = Event(title="A", date="2017-05-01", reports=(Report(source="week", sourcing="named", according_to="Ada Brook", relayed_from="Reuters"),))
    page = pages(a=event)["known/2017-05.html"]

    assert page.select_one(".lines .meta").get_text().startswith("The Week, citing Reuters · The event: ")  # type: ignore[union-attr]


def test_reported_on_unnamed_sources_only_leads_to_what_unnamed_means() -> None:
    site = pages(a=Event(title="A", reports=(UNNAMED,)))
    link = site["events/a.html"].select_one(".only a")

    assert link is not None
    assert link["href"] == "../method.html#sources"
    assert "“Unnamed” means that the outlet knows who spoke and does not print the name" in words(site["method.html"])


def test_links_to_sentences_are_told_apart_by_what_they_lead_to(ferry: dict[str, BeautifulSoup]) -> None:
    links = ferry["events/promise.html"].select("a.out[href^='https://gazette.example'][href*='#:~:text=']")
    names = {(str(link.get("aria-label", link.get_text())), str(link["href"])) for link in links}

    assert len(names) > 2
    assert len({name for name, _ in names}) == len(names)
    assert [str(link["aria-label"]) for link in links if not str(link["aria-label"]).startswith(f"{link.get_text()}: ")] == []


def test_the_responses_have_a_heading_that_a_screen_reader_finds() -> None:
    told = pages(a=ANSWERED)["events/a.html"].select("h1, h2, h3")

    assert [h.get_text() for h in told if not h.get("aria-hidden")][:3] == ["A", "What is reported", "Responses"]


def test_the_standing_note_speaks_of_no_named_sources_where_they_may_be_unnamed() -> None:
    assert "named sources" not in invented.strings()["standing_note"]


def test_the_method_page_names_every_file_of_data_and_the_schema(ferry: dict[str, BeautifulSoup]) -> None:
    made = render(invented.archive(), FileSystemLoader(invented.ROOT / "templates"), invented.static(), strings=invented.strings())
    files = {page.path for page in made if re.fullmatch(r"data/[\w-]+\.(csv|json|ics)", page.path)}

    assert files >= {"data/responses.csv", "data/schema-1.json"}
    assert files - {str(a["href"]) for a in ferry["method.html"].select("main a[href]")} == set()


def test_every_kind_of_page_says_what_it_is_where_it_is_shared(ferry: dict[str, BeautifulSoup]) -> None:
    def shared(page: BeautifulSoup, key: str) -> list[str]:
        return [str(meta["content"]) for meta in page.select(f"meta[property='og:{key}']")]

    for path in invented.KINDS:
        assert [len(shared(ferry[path], key)) for key in ("title", "type", "site_name", "url")] == [1, 1, 1, 1], path
        assert shared(ferry[path], "title")[0], path
    assert shared(ferry["years/2018.html"], "title") == ["2018 – The Ferry Contract: a record of what was reported"]
    assert shared(ferry["people/ines-calloway.html"], "type") == ["profile"]


def test_a_wrong_address_can_be_searched_from_and_no_other_page_sends_a_form(ferry: dict[str, BeautifulSoup]) -> None:
    def policy(path: str) -> str:
        return str(ferry[path].select_one("meta[http-equiv='Content-Security-Policy']")["content"]).rpartition("form-action ")[2]  # type: ignore[index]

    form = ferry["404.html"].select_one("main form")
    assert form is not None
    assert (form["action"], form.input["name"]) == ("/ferry/search.html", "q")  # type: ignore[index]
    assert {path: policy(path) for path in ferry if 'http-equiv="refresh"' not in str(ferry[path]) and policy(path) != "'none'"} == {"404.html": "'self'"}


def test_a_shared_claim_goes_nowhere_without_who_answered_it() -> None:
    event = Event(
        title="A", summary="An aide was paid.", reports=(UNNAMED,), quotations=(Quotation(id="q1", words="It is so", speaker_described="an aide", source="week"),),
        denials=(
            Denial(kind="denied", by="senator", source="week"),
            Denial(kind="denied", by="paper", of="q1", source="week"),
            Denial(kind="declined-to-comment", by_described='a "friend"', source="week"),
        ),
    )  # fmt: skip
    page = pages(a=event)["events/a.html"]

    told = "Reported on unnamed sources only. Declined to comment: a \"friend\". Denied: Ada Brook, The Mill Post. An aide was paid."
    assert [str(meta["content"]) for meta in page.select("meta[name=description], meta[property='og:description']")] == [told, told]
