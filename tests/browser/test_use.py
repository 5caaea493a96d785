"""What a reader does: reads by keyboard, filters, changes the colours, follows a link to the very sentence."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import invented
import msgspec
from playwright.sync_api import Page, expect

from dateline import text
from dateline.model import Archive, Event, Place, Quotation, Receipt, SavedCopy, Source

Visit = Callable[..., Page]


def shown(page: Page) -> int:
    return page.locator(".ev:visible").count()


def test_the_first_key_reaches_the_skip_link_and_it_skips(site: Path, visit: Visit) -> None:
    page = visit((site / "index.html").as_uri())

    page.keyboard.press("Tab")
    assert page.locator(":focus").inner_text() == "Skip to the text"
    page.keyboard.press("Enter")

    assert page.evaluate("document.activeElement.id") == "main"


def test_the_tab_key_walks_through_and_every_stop_shows_its_focus(site: Path, visit: Visit) -> None:
    page = visit((site / "events/promise.html").as_uri())
    stops, hidden = [], []
    for _ in range(120):
        page.keyboard.press("Tab")
        stop = page.evaluate(
            "(() => { const e = document.activeElement; if (e === document.body) return null; const s = getComputedStyle(e);"
            " return [e.outerHTML.slice(0, 80), s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2] })()"
        )
        if stop is None:
            break
        stops.append(stop[0])
        if not stop[1]:
            hidden.append(stop[0])

    assert hidden == []
    assert len(stops) > 30
    assert len(stops) < 120, "the walk never left the page"


def test_filters_work_without_script(site: Path, visit: Visit) -> None:
    page = visit((site / "index.html").as_uri(), script=False)
    everything = shown(page)

    page.check("#show-response")

    assert 0 < shown(page) < everything
    assert page.locator(".mo:visible").count() == 2


def test_filters_say_how_many_and_keep_their_state_in_the_address(served: str, visit: Visit) -> None:
    page = visit(f"{served}ferry/index.html")

    page.check("#show-unnamed")

    assert page.locator(".filter .shown").inner_text() == "1 of 19 shown"
    assert page.url.endswith("?show=unnamed")
    page.reload()
    assert shown(page) == 1


def test_claims_are_filtered_by_person(served: str, visit: Visit) -> None:
    page = visit(f"{served}ferry/responses.html")

    page.select_option("#who", "sam-pell")

    assert page.locator(".claims tbody tr:visible").count() == 3
    assert page.url.endswith("?who=sam-pell")


def test_the_colours_a_reader_chose_are_kept(served: str, visit: Visit) -> None:
    page = visit(f"{served}ferry/index.html")
    light = page.evaluate("getComputedStyle(document.body).backgroundColor")

    page.get_by_role("button", name="Dark").click()
    dark = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.goto(f"{served}ferry/people.html")

    assert light == "rgb(251, 250, 246)"
    assert dark == "rgb(22, 23, 26)"
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == dark


def test_j_and_k_walk_from_entry_to_entry_but_not_in_a_field(served: str, visit: Visit) -> None:
    page = visit(f"{served}ferry/index.html")

    page.keyboard.press("j")
    page.keyboard.press("j")
    second = page.locator(":focus").inner_text()
    page.keyboard.press("k")

    assert second == "Marrow Line loses its northern routes"
    assert page.locator(":focus").inner_text() == "The harbour silts up"


@dataclass(frozen=True)
class _Saved:
    """An article on the local server and a quotation from its far end."""

    page: Path
    words: str = "We were told – in July, by two of them – who would build the boats & when"

    def write(self) -> str:
        filler = "".join(f"<p>Paragraph {n} says that the harbour was quiet on that day.</p>" for n in range(300))
        said = f"<p>“{self.words},” she said.</p>"
        self.page.write_text(f"<!doctype html><meta charset=utf-8><title>Article</title>{filler}{said}{filler}", encoding="utf-8")
        return "".join(re.sub(r"<[^>]+>", "\n", filler + said + filler))


def test_a_link_to_the_sentence_opens_at_the_sentence(site: Path, served: str, visit: Visit) -> None:
    article = _Saved(site.parent / "article.html")
    found = text.place_of(article.words, article.write())
    assert found is not None
    place = Place(**msgspec.structs.asdict(msgspec.convert(found._asdict(), Place)))
    receipt = Receipt(source="a", copies=(SavedCopy(file="a", bytes_sha256="0", text_sha256="0"),), words={text.words_hash(article.words): place})
    quotation = Quotation(id="q1", words=article.words, speaker_described="an official", source="a")
    archive = Archive(
        events={"e": Event(title="An official speaks", quotations=(quotation,))},
        sources={"a": Source(title="Article", url=f"{served}article.html")},
        receipts={"a": receipt},
    )
    invented.write_site(archive, site.parent / "sentence")
    page = visit(f"{served}sentence/events/e.html")

    page.get_by_text("Read the sentence").first.click()
    page.wait_for_load_state()

    page.wait_for_function("window.scrollY > 1000")
    where = page.evaluate("[...document.querySelectorAll('p')].find(p => p.textContent.startsWith('“')).getBoundingClientRect().top")
    assert 0 <= where <= 900


def test_search_finds_words_phrases_and_kinds_from_a_disk(site: Path, visit: Visit) -> None:
    page = visit(f"{(site / 'search.html').as_uri()}?q=dinn")
    page.wait_for_selector(".hits li")

    expect(page.locator(".find .shown")).to_have_text("3 results")
    assert page.locator("mark").first.inner_text() == "dinner"
    page.fill("#q", "“names no dinner”")
    expect(page.locator(".find .shown")).to_have_text("1 result")
    page.fill("#q", "renn")
    page.select_option("[name=among]", "p")
    expect(page.locator(".hits a")).to_have_attribute("href", "people/tobias-renn.html")
    page.fill("#q", "xyzzy")
    expect(page.locator(".find .shown")).to_have_text("Nothing was found.")


def test_search_is_narrowed_by_person_outlet_and_response_and_keeps_it_in_the_address(served: str, visit: Visit) -> None:
    page = visit(f"{served}ferry/search.html")
    page.wait_for_selector("[name=person] option >> nth=1", state="attached")

    page.select_option("[name=response]", "denied")
    expect(page.locator(".find .shown")).to_have_text("1 result")
    page.select_option("[name=response]", "")
    page.select_option("[name=person]", "sam-pell")
    page.select_option("[name=outlet]", "The Varn Weekly")
    expect(page.locator(".find .shown")).to_have_text("3 results")
    assert page.url.endswith("?person=sam-pell&outlet=The+Varn+Weekly")
    page.reload()

    expect(page.locator(".find .shown")).to_have_text("3 results")
    assert page.locator("[name=person]").input_value() == "sam-pell"


def test_the_keys_can_be_switched_off_and_stay_off(served: str, visit: Visit) -> None:
    page = visit(f"{served}ferry/index.html")

    page.locator(".keys").click()
    page.reload()
    page.keyboard.press("j")

    assert page.evaluate("document.activeElement.tagName") == "BODY"
    assert "are off" in page.locator(".keys").inner_text()


def test_search_says_what_it_needs_when_script_is_off(site: Path, visit: Visit) -> None:
    page = visit((site / "search.html").as_uri(), script=False)

    assert page.get_by_text("This search needs JavaScript.").is_visible()
    assert page.locator(".find").is_hidden()
