"""The preview in a real browser: tabs that reload, mistakes over the page, and a policy that stays as strict as published."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from making import make_site, put
from playwright.sync_api import Browser, Page, expect

from dateline.serve import start

Visit = Callable[..., Page]
MANY = {f"content/events/day-{n:02}.yaml": f"title: Day {n}\ndate: 2024-06-{n:02}\nreports: [{{source: diary}}]\n" for n in range(1, 29)}
FIRE = "title: The pier burns\ndate: 2024-05-13\nreports: [{source: diary}]\n"
STORY = {"content/sources/diary.yaml": "title: A diary\npublished: 2024-06-30\n", "content/events/fire.yaml": FIRE, **MANY}
TABS = 12


@pytest.fixture
def story(tmp_path: Path) -> Path:
    return make_site(tmp_path, {**STORY, "config.yaml": "title: Ashford\nbase_url: https://user.github.io/repo/\n"})


@pytest.fixture
def address(story: Path) -> Iterator[str]:
    """The address of a preview that follows the story."""
    server, preview = start(story, 0, lambda _: None)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}{preview.shown.base}"
    server.shutdown()
    server.server_close()


def test_twelve_tabs_reload_at_a_change(browser: Browser, story: Path, address: str) -> None:
    context = browser.new_context()
    tabs = [context.new_page() for _ in range(TABS)]
    for tab in tabs:
        tab.goto(f"{address}events/fire.html")

    put(story, {"content/events/fire.yaml": FIRE.replace("burns", "smokes")})

    for tab in tabs:
        expect(tab.locator("h1")).to_contain_text("The pier smokes", timeout=20_000)
    context.close()


def test_a_reload_keeps_the_place(visit: Visit, story: Path, address: str) -> None:
    page = visit(address)
    page.evaluate("scrollTo(0, 1200)")

    put(story, {"content/events/fire.yaml": FIRE.replace("burns", "smokes")})

    expect(page.get_by_text("The pier smokes").first).to_be_attached(timeout=20_000)
    page.wait_for_function("Math.abs(scrollY - 1200) < 40")


def test_a_mistake_lies_over_the_page_and_goes_without_a_reload(visit: Visit, story: Path, address: str) -> None:
    page = visit(address)
    page.evaluate("document.body.dataset.mine = 'the same page'")

    put(story, {"content/events/fire.yaml": f"{FIRE}taggs: [<b>]\n"})
    over = page.locator("dateline-problems")
    expect(over).to_be_visible(timeout=20_000)
    words, under = over.inner_text(), page.locator("h1").first.is_visible()
    place = over.bounding_box()
    put(story, {"content/events/fire.yaml": FIRE})
    expect(over).to_have_count(0, timeout=20_000)

    assert "content/events/fire.yaml:4:1: error: an event has no field 'taggs'\n   write tags" in words
    assert (under, page.evaluate("document.body.dataset.mine")) == (True, "the same page")
    assert place is not None
    assert (place["x"], round(place["y"] + place["height"]), place["width"]) == (0, 900, 1280)
    assert page.told == []  # type: ignore[attr-defined]  # neither script nor style was refused by the page's policy


def test_a_page_opened_while_there_is_a_mistake_shows_it_too(visit: Visit, story: Path, address: str) -> None:
    page = visit(address)
    put(story, {"content/events/fire.yaml": f"{FIRE}taggs: [x]\n"})
    expect(page.locator("dateline-problems")).to_be_visible(timeout=20_000)

    page.goto(f"{address}events/day-01.html")
    expect(page.locator("h1")).to_contain_text("Day 1")
    expect(page.locator("dateline-problems")).to_have_count(1)
    page.goto(f"{address}events/new.html")
    expect(page.locator("dateline-problems")).to_contain_text("the page comes by itself")
    put(story, {"content/events/fire.yaml": FIRE, "content/events/new.yaml": FIRE.replace("burns", "is new")})

    expect(page.locator("h1")).to_contain_text("The pier is new", timeout=20_000)


def test_the_mistakes_can_be_folded_and_read_on_a_phone(visit: Visit, story: Path, address: str) -> None:
    put(story, {f"content/events/day-{n:02}.yaml": "titel: x\n" for n in range(1, 20)})
    page = visit(f"{address}index.html", width=360)
    over = page.locator("dateline-problems")
    expect(over).to_be_visible(timeout=20_000)
    height = over.evaluate("e => [e.offsetHeight <= innerHeight * 0.71, e.scrollHeight > e.clientHeight, document.documentElement.scrollWidth]")

    over.locator("summary").click()

    assert height == [True, True, 360]
    assert over.evaluate("e => e.offsetHeight") < 100


def test_the_policy_of_a_page_is_the_published_one(visit: Visit, address: str) -> None:
    page = visit(address)

    policy = page.locator("meta[http-equiv=Content-Security-Policy]").get_attribute("content")

    assert policy == "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'"


def test_a_page_comes_to_rest_after_it_was_opened(browser: Browser, address: str) -> None:
    page = browser.new_page()

    page.goto(address, wait_until="networkidle", timeout=20_000)

    assert page.title()
    page.close()
