"""Structured data is read back whole: what is claimed, by whom, where, and who answered; its references lead to what is told."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin

import invented
import msgspec
import pytest
from bs4 import BeautifulSoup
from jinja2 import FileSystemLoader
from test_render_safe import EVIL, hostile

from dateline.model import Archive, Config, Denial, Event, Person, Quotation, Report, Source, Stored
from dateline.render import render

# schema.org, version 29: the properties that we use, by the types that have them.
_THING = {"@type", "@id", "name", "description", "url", "sameAs", "subjectOf", "alternateName"}
_WORK = _THING | {"about", "author", "datePublished", "headline", "publisher", "text", "isPartOf", "hasPart", "archivedAt"}
VOCABULARY = {
    "Event": _THING | {"startDate", "endDate", "about"},
    "Claim": _WORK | {"appearance", "comment"},
    "Quotation": _WORK | {"spokenByCharacter"},
    "Comment": _WORK,
    "NewsArticle": _WORK,
    "CreativeWork": _WORK,
    "Person": _THING,
    "Organization": _THING,
}


SITES = {
    "invented": invented.archive(),
    "hostile": hostile(),
    "without an address": msgspec.structs.replace(invented.archive(), config=Config(title="T")),
}
PROMISE = f"{invented.BASE}events/promise.html"


def told(archive: Archive) -> dict[str, Any]:
    """The structured data of every page that has some, by the page's path."""
    pages = render(archive, FileSystemLoader(invented.ROOT / "templates"), invented.static(), strings=invented.strings())
    scripts = ((page.path, BeautifulSoup(page.content, "lxml")) for page in pages if page.path.endswith(".html"))
    found = ((path, page.select_one('script[type="application/ld+json"]')) for path, page in scripts)
    return {path: json.loads(script.get_text()) for path, script in found if script}


@pytest.fixture(scope="module", params=SITES)
def site(request: pytest.FixtureRequest) -> dict[str, Any]:
    return told(SITES[request.param])


@pytest.fixture(scope="module")
def promise() -> list[dict[str, Any]]:
    graph: list[dict[str, Any]] = told(invented.archive())["events/promise.html"]["@graph"]
    return graph


def parts(value: object) -> Iterator[dict[str, Any]]:
    """Every object within a value."""
    if isinstance(value, dict):
        yield value
    for item in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from parts(item)


def known(graph: list[dict[str, Any]], page: str) -> dict[str, dict[str, Any]]:
    """What is told of each thing, by its full address."""
    return {urljoin(page, part["@id"]): part for part in parts(graph) if "@type" in part and "@id" in part}


def test_structured_data_uses_words_that_schema_org_has(site: dict[str, Any]) -> None:
    typed = [(path, part) for path, data in site.items() for part in parts(data) if "@type" in part]

    assert typed
    assert [(path, part) for path, part in typed if set(part) - VOCABULARY[part["@type"]] - {"@context"}] == []


def test_every_reference_leads_to_what_the_same_page_tells_once(site: dict[str, Any]) -> None:
    for path, data in site.items():
        page = invented.BASE + path
        there = [urljoin(page, part["@id"]) for part in parts(data) if "@type" in part and "@id" in part]
        meant = {urljoin(page, part["@id"]) for part in parts(data) if set(part) == {"@id"}}

        assert len(there) == len(set(there)), path
        assert meant <= set(there), path


def test_an_event_page_tells_event_claim_quotations_and_articles(promise: list[dict[str, Any]]) -> None:
    assert [item["@type"] for item in promise] == ["Event", "Claim", *["Quotation"] * 2, *["NewsArticle"] * 3]
    assert [item["@id"] for item in promise[:4]] == [PROMISE, f"{PROMISE}#claim", "#q1", "#q2"]
    assert [promise[0]["startDate"], promise[0]["name"]] == ["2018-07-09", promise[1]["name"]]
    assert promise[1]["about"] == {"@id": PROMISE}
    assert promise[1]["appearance"] == promise[0]["subjectOf"]


def test_the_responses_are_comments_on_the_claim_with_author_day_and_article(promise: list[dict[str, Any]]) -> None:
    comments, there = promise[1]["comment"], known(promise, PROMISE)

    assert sorted(one["name"] for one in comments) == ["Declined to comment", "Denied", "Disputed", "No reply", "Statement"]
    assert {there[urljoin(PROMISE, one["isPartOf"]["@id"])]["@type"] for one in comments} == {"NewsArticle"}
    denied = next(one for one in comments if one["name"] == "Denied")
    assert there[urljoin(PROMISE, denied["author"]["@id"])]["name"] == "Ines Calloway"


def test_a_quotation_has_its_speaker_and_its_article() -> None:
    archive = invented.archive()
    for path, data in told(archive).items():
        if path.startswith("events/"):
            there, event = known(data["@graph"], path), archive.events[path[7:-5]]
            read = [part for part in data["@graph"] if part["@type"] == "Quotation"]
            speakers = [there[urljoin(path, q["spokenByCharacter"]["@id"])]["name"] if "spokenByCharacter" in q else "" for q in read]
            articles = [there[urljoin(path, q["isPartOf"]["@id"])]["headline"] for q in read]

            assert [q["text"] for q in read] == [q.words for q in event.quotations]
            assert speakers == [archive.people[q.speaker].name if q.speaker else "" for q in event.quotations]
            assert articles == [archive.sources[q.source].title for q in event.quotations]


def test_a_response_to_an_event_without_reports_is_a_comment_about_the_event() -> None:
    denial = Denial(kind="denied", by="ada", source="s", quotations=(Quotation(words="No"), Quotation(words="Never", speaker="ada")))
    archive = Archive(
        config=Config(base_url="https://a.example"),
        events={"e": Event(title="E", quotations=(Quotation(words="Yes", speaker_described="an aide", source="s"),), denials=(denial,))},
        people={"ada": Person(name="Ada")},
        sources={"s": Source(title="S", kind="document", authors=("B", "C"), url="https://s.example/", archived=Stored(url="https://a.example/s"))},
    )
    event, comment, _, article = told(archive)["events/e.html"]["@graph"]

    author = {"@id": "../people/ada.html"}
    assert event["about"] == [{"@type": "Person", "name": "Ada", **author, "url": "https://a.example/people/ada.html"}]
    assert (comment["@type"], comment["about"], comment["author"]) == ("Comment", {"@id": event["@id"]}, author)
    assert [(q["text"], q["spokenByCharacter"]) for q in comment["hasPart"]] == [("No", author), ("Never", author)]
    assert article == {
        "@type": "CreativeWork", "@id": "../sources/s.html", "headline": "S", "url": "https://s.example/", "archivedAt": "https://a.example/s",
        "author": [{"@type": "Person", "name": "B"}, {"@type": "Person", "name": "C"}],
    }  # fmt: skip


def test_a_person_without_a_page_is_told_by_name_each_time() -> None:
    said = tuple(Quotation(words=words, speaker="nobody-here", source="s") for words in ("One", "Two"))
    archive = Archive(events={"e": Event(title="E", quotations=said)}, sources={"s": Source(title="S")})
    graph = told(archive)["events/e.html"]["@graph"]

    assert [q["spokenByCharacter"] for q in graph[1:3]] == [{"@type": "Person", "name": "nobody-here"}] * 2


@pytest.mark.parametrize(
    ("date", "days"),
    [
        ("2017-02-14", {"startDate": "2017-02-14"}),
        ("2017-02", {"startDate": "2017-02"}),
        ("2017-02-14/2017-02-16", {"startDate": "2017-02-14", "endDate": "2017-02-16"}),
        ("2017-02/2017-03", {}),
        ("2017-02-14/..", {}),
        ("2017-02-14~", {}),
        ("", {}),
    ],
)
def test_only_days_that_are_given_as_such_are_told(date: str, days: dict[str, str]) -> None:
    event = told(Archive(events={"e": Event(title="E", date=date, reports=(Report(source="s"),))}, sources={"s": Source(title="S")}))["events/e.html"]["@graph"][0]

    assert {key: value for key, value in event.items() if key.endswith("Date")} == days


def test_addresses_lead_from_the_page_where_the_site_has_none() -> None:
    data = told(SITES["without an address"])["events/signed.html"]

    urls = {part["url"] for part in parts(data) if part.get("@type") == "Person" and "url" in part}
    assert urls == {"../people/ines-calloway.html", "../people/sam-pell.html"}
    assert data["@graph"][0]["@id"] == "signed.html"


def test_hostile_words_are_read_back_whole_but_for_the_marks_that_reorder_text() -> None:
    data = told(hostile())
    texts = [part["text"] for part in parts(data["events/a.html"]) if part.get("@type") == "Quotation"]

    assert set(texts) == {EVIL.replace("\u202e", "")}
    assert data["people/p.html"]["name"].startswith("</script><script>alert(1)</script>")


def test_a_person_has_other_names_and_addresses() -> None:
    person = Person(name="The Mill Post", kind="organisation", aliases=("Post",), same_as=("https://w.example/Q1", "javascript:alert(1)"))
    archive = Archive(config=Config(base_url="https://a.example/t"), events={"e": Event(title="E", people=("post",))}, people={"post": person})

    assert told(archive)["people/post.html"] == {
        "@context": "https://schema.org", "@type": "Organization", "name": "The Mill Post", "url": "https://a.example/t/people/post.html",
        "alternateName": ["Post"], "sameAs": ["https://w.example/Q1"],
    }  # fmt: skip
