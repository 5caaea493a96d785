"""What the pages say: claims beside responses, authority in words, nothing that was not accepted, the same bytes each time."""

from __future__ import annotations

import json
import re

import invented
import msgspec
import pytest
from bs4 import BeautifulSoup
from jinja2 import DictLoader, FileSystemLoader

from dateline.model import Archive, Config, Denial, Event, Person, Publish, Quotation, Report, Source
from dateline.render import contexts, render, views

TEMPLATES = FileSystemLoader(invented.ROOT / "templates")


def pages(archive: Archive, *, draft: bool = False) -> dict[str, str]:
    printed = render(archive, TEMPLATES, invented.static(), strings=invented.strings(), draft=draft)
    return {page.path: page.content.decode() for page in printed}


@pytest.fixture(scope="module")
def site() -> dict[str, str]:
    return pages(invented.archive())


def text(page: str) -> str:
    return " ".join(BeautifulSoup(page, "html.parser").get_text(" ").split()).replace(" ,", ",")


def test_the_same_archive_gives_the_same_bytes() -> None:
    assert pages(invented.archive()) == pages(invented.archive())


def test_no_path_is_made_twice() -> None:
    printed = render(invented.archive(), TEMPLATES, invented.static(), strings=invented.strings())
    paths = [page.path for page in printed]

    assert len(paths) == len(set(paths))


def test_a_claim_and_its_response_stand_side_by_side(site: dict[str, str]) -> None:
    event = BeautifulSoup(site["events/promise.html"], "html.parser")
    claim = event.select_one("#q1")

    assert claim is not None
    pair = claim.parent
    assert pair is not None
    assert "pair" in pair["class"]
    assert "Disputed" in pair.get_text()
    assert "This is a story about a soup" in pair.get_text()


def test_responses_to_the_claim_follow_the_first_report_before_further_evidence(site: dict[str, str]) -> None:
    order = [tag["class"][0] for tag in BeautifulSoup(site["events/promise.html"], "html.parser").select(".first > div")]

    assert order == ["claim", "answers", "claim"]


def test_the_speaker_stands_before_the_words(site: dict[str, str]) -> None:
    response = BeautifulSoup(site["events/promise.html"], "html.parser").select_one("#d1")

    assert response is not None
    said = response.get_text()
    assert said.index("Ines Calloway") < said.index("I promised nothing to anybody")


@pytest.mark.parametrize(
    "words",
    [
        "Unnamed: “four current and former city officials”, as described by The Alder Gazette",
        "The Varn Weekly, citing Northern Wire, citing “two people who were at the table”",
        "The Varn Weekly, citing Northern Wire, citing “three officials”",
        "Reported on unnamed sources only",
        "Why unnamed, in the outlet’s words: “because the inquiry is not finished”",
        "Said before the earliest source here.",
        "Why: the Gazette saw the calendar of the dinner",
    ],
)
def test_authority_is_told_in_words(site: dict[str, str], words: str) -> None:
    assert words in text(site["events/promise.html"])


def test_every_quotation_shows_speaker_source_receipt_and_the_way_to_the_sentence(site: dict[str, str]) -> None:
    quotation = BeautifulSoup(site["events/signed.html"], "html.parser").select_one("#q1")

    assert quotation is not None
    links = {link.get_text(): link["href"] for link in quotation.select("a")}
    assert links["Samuel J. Pell"] == "../people/sam-pell.html"
    assert links["The Alder Gazette"] == "../sources/gazette-2019-03-12.html"
    assert links["Read the sentence"].startswith("https://gazette.example/2019/03/12/ferry-contract#:~:text=")
    assert links["Archived copy"].startswith("https://archive.example/2019/ferry-contract#:~:text=")
    assert "Word for word in the saved copy, 21 November 2026" in quotation.get_text()


def test_words_that_stand_twice_are_linked_with_their_surroundings(site: dict[str, str]) -> None:
    links = re.findall(r'href="(https://gazette[^"]*#:~:text=[^"]*)"', site["events/promise.html"])

    assert any(link.endswith(",-and%20left") and "said%20that-," in link for link in links)


def test_a_quotation_without_a_receipt_says_so() -> None:
    event = Event(title="A", quotations=(Quotation(id="q1", words="It was so", speaker="p", source="s"),))
    archive = Archive(events={"a": event}, people={"p": Person(name="P Q")}, sources={"s": Source(title="S")})

    assert "Not yet found in a saved copy" in pages(archive)["events/a.html"]


def test_a_person_page_puts_responses_first_and_never_mixes_the_lists(site: dict[str, str]) -> None:
    page = BeautifulSoup(site["people/ines-calloway.html"], "html.parser")
    headings = [h2.get_text() for h2 in page.select("h2")]

    assert headings[:3] == ["Responses and denials", "Said by others, with this name in their words", "Entries that name Ines Calloway"]
    assert "The lists hold what the sources cited beside each line report" in page.get_text()


def test_a_withdrawn_event_keeps_its_page_with_the_reason_and_nothing_else(site: dict[str, str]) -> None:
    assert "The Gazette withdrew its report." in site["events/gone.html"]
    assert "In its own voice" not in site["events/gone.html"]
    assert {path for path, page in site.items() if "A meeting that did not take place" in page} == {
        "events/gone.html",
        "changes.html",
        "changes.xml",
    }


def test_people_and_sources_without_an_event_have_no_page() -> None:
    archive = Archive(people={"p": Person(name="Nobody Here")}, sources={"s": Source(title="Unread")})

    made = pages(archive)

    assert not {path for path in made if path.startswith(("people/", "sources/"))}
    assert not [path for path, page in made.items() if "Nobody Here" in page or "Unread" in page]


def test_a_proposal_is_in_no_file_of_a_published_site() -> None:
    secret = Event(title="Zanzibar secret", date="2019-01-01", quotations=(Quotation(id="q1", words="xylophone words", speaker="z", source="zs"),))
    archive = invented.archive()
    archive = msgspec.structs.replace(
        archive,
        events={**archive.events, "z": secret},
        people={**archive.people, "z": Person(name="Zoe Hidden")},
        sources={**archive.sources, "zs": Source(title="Hidden source")},
        proposed=frozenset({"events/z", "people/z", "sources/zs"}),
    )

    published, draft = pages(archive), pages(archive, draft=True)

    for words in ("Zanzibar", "xylophone", "Zoe Hidden", "Hidden source"):
        assert [path for path, page in published.items() if words in page] == []
    assert "Proposal, not published" in draft["events/z.html"]
    assert "Proposal, not published" in draft["index.html"]


def test_old_ids_lead_to_the_new_page(site: dict[str, str]) -> None:
    assert 'content="0; url=../events/promise.html"' in site["events/the-dinner.html"]
    assert 'content="0; url=../people/odile-march.html"' in site["people/o-march.html"]
    assert f'href="{invented.BASE}events/promise.html"' in site["events/the-dinner.html"]


def test_a_response_to_another_event_is_shown_on_both_pages(site: dict[str, str]) -> None:
    there, here = text(site["events/promise.html"]), text(site["events/audit.html"])

    assert "“The report names no dinner”" in there
    assert "Recorded in The auditor finds" in there
    assert "In answer to Officials say the ferry contract was promised" in here


def test_no_response_is_told_as_ours(site: dict[str, str]) -> None:
    assert "No response is recorded in the sources read." in site["events/tender.html"]
    assert "None found in the five sources read." in site["events/board.html"]


def test_a_group_of_responses_without_words_is_told() -> None:
    event = Event(title="A", denials=(Denial(kind="no-reply", by_described="the ministry", id="d1", source="s"),), reports=(Report(source="s"),))

    page = text(pages(Archive(events={"a": event}, sources={"s": Source(title="S")}))["events/a.html"])

    assert "No reply “the ministry” Reported without a quotation." in page


def test_newest_first_turns_the_days_but_not_the_bands() -> None:
    archive = msgspec.structs.replace(invented.archive(), config=Config(publish=Publish(order="newest-first")))
    page = BeautifulSoup(pages(archive)["index.html"], "html.parser")
    november = page.select_one("section[aria-labelledby='d-2018-11']")

    assert november is not None
    assert [item["id"] for item in november.select(".ev")] == ["tender", "about", "strike"]


def test_a_template_of_the_site_may_extend_the_shipped_one() -> None:
    from jinja2 import ChoiceLoader, PrefixLoader

    own = DictLoader({"event.html": "{% extends 'shipped/event.html' %}{% block title %}Ours{% endblock %}"})
    loader = ChoiceLoader([own, TEMPLATES, PrefixLoader({"shipped": TEMPLATES})])
    made = {p.path: p.content.decode() for p in render(invented.archive(), loader, {}, strings=invented.strings())}

    assert "<title>Ours</title>" in made["events/promise.html"]
    assert "In their words" in made["events/promise.html"]


def test_the_data_holds_every_record(site: dict[str, str]) -> None:
    data = json.loads(site["data/timeline.json"])

    assert data["schema"] == 1
    assert {event["id"] for event in data["events"]} == set(invented.archive().events) - {"gone"}
    assert next(e for e in data["events"] if e["id"] == "signed")["quotations"][0]["verified"] is True


def test_every_field_of_a_context_is_explained() -> None:
    for module in (contexts, views):
        lines = (invented.ROOT / "dateline" / "render" / f"{module.__name__.rpartition('.')[2]}.py").read_text("utf-8").splitlines()
        for name in vars(module).values():
            if isinstance(name, type) and name.__module__ == module.__name__:
                assert name.__doc__
                assert set(name.__struct_fields__) <= {line.strip().partition(":")[0] for line in lines}


def test_time_elements_hold_only_what_html_allows(site: dict[str, str]) -> None:
    held = {time["datetime"] for path, page in site.items() if path.endswith(".html") for time in BeautifulSoup(page, "html.parser").select("time")}

    assert {len(value) for value in held} <= {4, 7, 10, 16}
