"""Search in a real browser: what is found, in which order, with what loaded; from a disk and under a base path."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import invented
import msgspec
import pytest
from playwright.sync_api import Page, expect

from dateline.model import Archive, Config, Event, Person, Quotation, Report, Role, Source
from dateline.render import postings

Visit = Callable[..., Page]


def small(**events: Event) -> Archive:
    return Archive(
        config=Config(title="T"),
        events=events,
        people={"ida-roe": Person(name="Ida Roe", aliases=("the Harbour Queen",), roles=(Role(role="pilot"),)), "jo": Person(name="Jo Adeyemi")},
        sources={"s": Source(title="Ida Roe sails", publisher="Le Courrier")},
    )


EVENTS = {
    "a": Event(title="The board meets Ida Roe and the pilots", summary="Ida Roe spoke of money. She named the city.", people=("ida-roe",), reports=(Report(source="s"),)),
    "b": Event(title="L’Élysée répond à l’appel", summary="The city named the money she spoke of.", quotations=(Quotation(id="q1", words="Not a word of it", speaker="jo", source="s"),)),
    "c": Event(title="Правительство отвечает прессе", summary="東京都知事が辞任した。"),
    "d": Event(title="Constructor of __proto__ toString", summary="x" * 50 + " word" * 600 + " needle in the haystack"),
    "e": Event(title="Elsewhere", summary="A money matter", people=("ida-roe",)),
}


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory, visit_once: Visit) -> Callable[[str], list[str]]:
    """found(query) → the headlines, in order, of a site opened from a disk."""
    folder = invented.write_site(small(**EVENTS), tmp_path_factory.mktemp("search"))
    page = visit_once((folder / "search.html").as_uri())

    def ask(query: str) -> list[str]:
        page.fill("#q", "")
        expect(page.locator(".find .shown")).to_have_text("")
        page.fill("#q", query)
        expect(page.locator(".find .shown")).not_to_have_text("")
        assert page.told == []  # type: ignore[attr-defined]
        return page.locator(".hits h3").all_inner_texts()

    return ask


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("elysee", ["L’Élysée répond à l’appel"]),
        ("ÉLYSÉE REPOND", ["L’Élysée répond à l’appel"]),
        ("правит", ["Правительство отвечает прессе"]),
        ("都知事", ["Правительство отвечает прессе"]),
        ("辞", ["Правительство отвечает прессе"]),
        ("needle", ["Constructor of __proto__ toString"]),
        ("constructor", ["Constructor of __proto__ toString"]),
        ("tostring", ["Constructor of __proto__ toString"]),
        ("“spoke of money”", ["The board meets Ida Roe and the pilots"]),
        ('"named the money"', ["L’Élysée répond à l’appel"]),
        ('"needle in the haystack"', ["Constructor of __proto__ toString"]),
        ("«money she spoke»", ["L’Élysée répond à l’appel"]),
        ('"money spoke"', []),
        ('"pilots Ida"', []),
        ("zzz", []),
        ("mone", ["Elsewhere", "L’Élysée répond à l’appel", "The board meets Ida Roe and the pilots"]),
    ],
)
def test_it_finds_words_their_beginnings_and_phrases_in_any_script(found: Callable[[str], list[str]], query: str, first: list[str]) -> None:
    assert sorted(found(query)) == sorted(first)


@pytest.mark.parametrize("query", ["ida roe", "harbour queen", "roe, ida"])
def test_a_person_stands_before_what_mentions_them_by_name_or_alias(found: Callable[[str], list[str]], query: str) -> None:
    hits = found(query)

    assert hits[0] == "Ida Roe"
    assert {"The board meets Ida Roe and the pilots", "Elsewhere"} <= set(hits)


def test_a_headline_stands_before_a_text(found: Callable[[str], list[str]]) -> None:
    assert found("pilots")[0] == "The board meets Ida Roe and the pilots"


def test_equals_stand_by_kind_and_year_however_they_came(tmp_path: Path, visit: Visit) -> None:
    days = {"2019": ("2019-03-01", "2024-02-01"), "2011": ("2011-05", "2024-02-02"), "no year": ("", "2024-01-01"), "2015": ("2015", "2024-01-02")}
    events = {f"e{n}": Event(title=f"Money of {year}", date=date, added=added, reports=(Report(source=f"s{n}"),)) for n, (year, (date, added)) in enumerate(days.items())}
    sources = {f"s{n}": Source(title=f"Money in the papers of {year}", published=date) for n, (year, (date, _)) in enumerate(days.items())}
    folder = invented.write_site(Archive(config=Config(title="T"), events=events, sources=sources), tmp_path)
    page = visit((folder / "search.html").as_uri())

    page.fill("#q", "money")
    expect(page.locator(".hits h3")).to_have_count(8)
    order = ["2011", "2015", "2019", "no year"]

    assert page.locator(".hits h3").all_inner_texts() == [*(f"Money in the papers of {year}" for year in order), *(f"Money of {year}" for year in order)]
    page.fill('input[name="from"]', "2012")
    expect(page.locator(".hits h3")).to_have_count(4)
    page.select_option('select[name="among"]', "s")
    expect(page.locator(".hits h3")).to_have_text([f"Money in the papers of {year}" for year in ("2015", "2019")])


def test_back_returns_to_the_same_results(served: str, visit: Visit) -> None:
    page = visit(f"{served}ferry/search.html")

    page.fill("#q", "dinner")
    page.locator(".hits a").first.click()
    page.wait_for_url("**/events/*")
    page.go_back()

    assert page.url.endswith("search.html?q=dinner")
    expect(page.locator(".find .shown")).to_have_text("3 results")
    assert page.input_value("#q") == "dinner"


def test_the_keyboard_reaches_every_result_and_more(tmp_path: Path, visit: Visit) -> None:
    events = {f"e-{n:02}": Event(title=f"A matter of money {n:02}") for n in range(30)}
    folder = invented.write_site(Archive(config=Config(title="T"), events=events), tmp_path)
    page = visit((folder / "search.html").as_uri())

    page.keyboard.type("money")
    expect(page.locator(".find .shown")).to_have_text("30 results")
    page.get_by_role("button", name="Show more").focus()
    page.keyboard.press("Enter")

    expect(page.locator(".hits h3")).to_have_count(30)
    assert page.locator(":focus").inner_text() == "A matter of money 20"


def test_a_file_that_cannot_be_loaded_is_told_and_not_taken_for_nothing_found(tmp_path: Path, visit: Visit) -> None:
    folder = invented.write_site(small(**EVENTS), tmp_path)
    for shard in (folder / "search").glob("s-mo.js"):
        shard.unlink()
    page = visit((folder / "search.html").as_uri())

    page.fill("#q", "money")

    expect(page.locator(".find .shown")).to_contain_text("could not be loaded")


def test_hostile_words_are_found_and_shown_as_text(tmp_path: Path, visit: Visit) -> None:
    events = {"a": Event(title="<img src=x onerror=alert(1)> scandal", summary="scandal </script><b>bold</b> ${x} {{ y }}")}
    folder = invented.write_site(Archive(config=Config(title="T"), events=events), tmp_path)
    page = visit((folder / "search.html?q=<script>alert(1)</script> scandal").as_uri().replace("%3F", "?"))

    page.fill("#q", "scandal")
    expect(page.locator(".hits h3")).to_have_text("<img src=x onerror=alert(1)> scandal")

    assert page.locator(".found img, .found b").count() == 0
    assert page.told == []  # type: ignore[attr-defined]


def test_large_files_are_parted_and_words_of_most_records_pass_in_a_phrase(tmp_path: Path, visit: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(postings, "FULL", 3)
    monkeypatch.setattr(postings, "_MANY", 4)
    few = {f"e-{n}": Event(title=f"The {word} of money", summary="правда 東京都", people=(f"p{n}",)) for n, word in enumerate(["thaw", "theft", "thirst", "thorn", "thumb"])}
    folder = invented.write_site(Archive(config=Config(title="T"), events=few, people={f"p{n}": Person(name=f"Ida {n}") for n in range(5)}), tmp_path)
    page = visit((folder / "search.html").as_uri())

    for query, hits in (("thirst", 1), ("the", 5), ("thef", 1), ("th", 0), ("прав", 5), ("東京", 5), ("東", 5), ('"thorn of money"', 1), ('"thorn to money"', 0), ('"money thorn"', 1), ('"Ida 3"', 2)):
        page.fill("#q", "")
        expect(page.locator(".find .shown")).to_have_text("")
        page.fill("#q", query)
        expect(page.locator(".find .shown")).not_to_have_text("")
        assert (query, page.locator(".hits h3").count()) == (query, hits)
    page.fill("#q", "")
    page.select_option('select[name="person"]', "p3")
    expect(page.locator(".hits h3")).to_have_text(["The thorn of money", "Ida 3"])
    assert {"s-th-65.js", "p-th-6f.js", "f-person-70.js"} <= {url.rpartition("/")[2] for url in page.asked}  # type: ignore[attr-defined]


def test_a_phrase_loads_the_places_of_a_word_in_many_records_alone(tmp_path: Path, visit: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(postings, "ALONE", 2)
    events = {f"e-{n}": Event(title=f"The {word} of money, 東京都") for n, word in enumerate(["thaw", "theft", "thirst", "thorn", "thumb"])}
    folder = invented.write_site(Archive(config=Config(title="T"), events=events), tmp_path)
    page = visit((folder / "search.html").as_uri())

    for query, hits in (('"thorn of money"', 1), ('"of money"', 5), ('"money of"', 0), ('"money 東京都"', 5)):
        page.fill("#q", "")
        expect(page.locator(".find .shown")).to_have_text("")
        page.fill("#q", query)
        expect(page.locator(".find .shown")).not_to_have_text("")
        assert (query, page.locator(".hits h3").count()) == (query, hits)

    assert {"p-th.js", "p-w-6f-66.js", "p-w-6771-4eac.js"} <= {url.rpartition("/")[2] for url in page.asked}  # type: ignore[attr-defined]
    assert "p-of.js" not in {url.rpartition("/")[2] for url in page.asked}  # type: ignore[attr-defined]


def test_a_query_of_a_large_site_loads_kilobytes(tmp_path: Path, visit: Visit) -> None:
    words = [f"{a}{b}{c}" for a in "bdfgk" for b in "aeiou" for c in ("lon", "ram", "sit", "vek")]
    event = invented.archive().events["promise"]
    events = {
        f"e-{n}": msgspec.structs.replace(event, title=f"{words[n % 100]} {words[n * 7 % 97]} entry {n}", summary=" ".join(words[n * k % 100] for k in range(1, 90)), was=())
        for n in range(900)
    }
    from dateline.render.book import make_book
    from dateline.render.search import search_files
    from dateline.render.words import Strings, Words

    folder = invented.write_site(Archive(config=Config(title="T")), tmp_path)
    archive = msgspec.structs.replace(invented.archive(), events=events)
    for path, content in search_files(make_book(archive, Words(Strings(invented.strings())), draft=False)):
        (folder / path).write_text(content, encoding="utf-8")
    page = visit((folder / "search.html").as_uri())
    page.fill("#q", "balon dasit")
    expect(page.locator(".hits h3").first).to_be_visible()

    asked = {url.rpartition("/")[2] for url in page.asked if "/search/" in url}  # type: ignore[attr-defined]
    loaded = sum((folder / "search" / name).stat().st_size for name in asked)
    whole = sum(path.stat().st_size for path in (folder / "search").iterdir())

    assert loaded < 300_000
    assert loaded < whole / 5
