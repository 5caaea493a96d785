"""A reader in a hurry: lands on a wrong address, looks for the denials, sends a link of what was chosen, reads in another direction."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import invented
import msgspec
from playwright.sync_api import Page, expect

from dateline.model import Archive, Event, Report, Source

Visit = Callable[..., Page]


def test_who_looks_for_denied_finds_what_was_denied(site: Path, visit: Visit) -> None:
    page = visit(f"{(site / 'search.html').as_uri()}?q=denied")

    expect(page.locator(".hits h3")).to_have_text(["Officials say the ferry contract was promised to Marrow Line before bids were opened"])


def test_the_page_of_a_wrong_address_sends_words_to_the_search(served: str, visit: Visit) -> None:
    page = visit(f"{served}ferry/404.html")

    page.fill("#q", "dinner")
    page.keyboard.press("Enter")
    page.wait_for_url("**/ferry/search.html?q=dinner")

    expect(page.locator(".find .shown")).to_have_text("3 results")


def test_what_is_chosen_among_the_claims_stands_in_the_address_and_opens_again(served: str, visit: Visit) -> None:
    page = visit(f"{served}ferry/responses.html")
    everything = page.locator(".claims tbody tr:visible").count()

    page.check("#kind-denied")
    page.select_option("#who", "sam-pell")
    chosen = page.locator(".claims tbody tr:visible").count()
    again = visit(page.url)

    assert again.url.endswith("responses.html?kind=denied&who=sam-pell")
    assert chosen < everything
    assert again.locator(".claims tbody tr:visible").count() == chosen
    assert again.locator(".filter .shown").inner_text() == f"{chosen} of {everything} shown"


def test_a_month_without_what_is_chosen_goes_with_its_heading_though_script_is_off(site: Path, visit: Visit) -> None:
    page = visit((site / "index.html").as_uri(), script=False)
    page.check("#show-unnamed")

    assert page.locator(".mo:visible").count() == page.locator(".mo:visible:has(.ev:visible)").count() > 0


def test_a_source_does_not_repeat_its_own_name_and_day_on_every_entry(tmp_path: Path, visit: Visit) -> None:
    one, two = Source(title="One", publisher="The Post", published="2019-03-12"), Source(title="Two", publisher="The Echo", published="2019-03-01")
    events = {"a": Event(title="Told once", reports=(Report(source="one"),)), "b": Event(title="Told twice", reports=(Report(source="one"), Report(source="two")))}
    folder = invented.write_site(Archive(events=events, sources={"one": one, "two": two}), tmp_path)
    page = visit((folder / "sources/one.html").as_uri())

    assert page.locator(".ev .meta:visible").all_inner_texts() == ["Earliest source here: 1 March 2019, The Echo · 2 sources"]
    page.goto((folder / "index.html").as_uri())
    assert page.locator(".ev .meta:visible").count() == 2


def test_the_responses_are_headed_once_to_the_eye_at_any_width(site: Path, visit: Visit) -> None:
    page = visit((site / "events/promise.html").as_uri())

    def seen() -> list[bool]:
        page.wait_for_timeout(50)
        return [page.locator(which).evaluate("e => e.checkVisibility() && getComputedStyle(e).clipPath === 'none'") for which in (".heads .r", ".answers > h3")]

    wide = seen()
    page.set_viewport_size({"width": 360, "height": 800})

    assert (wide, seen()) == ([True, False], [False, True])


def test_a_latin_name_in_a_page_from_right_to_left_keeps_its_full_stop_behind_it(tmp_path: Path, visit: Visit) -> None:
    archive = invented.archive()
    people = {**archive.people, "sam-pell": msgspec.structs.replace(archive.people["sam-pell"], name="Sam Pell Jr.")}
    config = msgspec.structs.replace(archive.config, language="ar")
    page = visit((invented.write_site(msgspec.structs.replace(archive, people=people, config=config), tmp_path) / "events/promise.html").as_uri())

    edges = page.locator(".who a", has_text="Sam Pell Jr.").first.evaluate(
        "a => [0, a.firstChild.length - 1].map(n => { const r = document.createRange(); r.setStart(a.firstChild, n); r.setEnd(a.firstChild, n + 1); return r.getBoundingClientRect().left })"
    )

    assert edges[1] > edges[0], "the last sign, a full stop, stands right of the first"
