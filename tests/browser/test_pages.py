"""Every kind of page in a real browser: readable, quiet, within the law of its own content policy."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import invented
import pytest
from playwright.sync_api import Page
from test_render_safe import hostile

Visit = Callable[..., Page]
AXE = Path(__file__).resolve().parents[2] / "node_modules" / "axe-core" / "axe.min.js"
_RULES = "{runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']}"


def there(site: Path) -> list[str]:
    return [kind for kind in invented.KINDS if (site / kind).exists()]


def test_every_kind_of_page_is_made(site: Path) -> None:
    assert sorted(set(invented.KINDS) - set(there(site))) == []


def test_a_page_complains_of_nothing_and_asks_no_other_host(site: Path, visit: Visit) -> None:
    page = visit("about:blank")
    for kind in there(site):
        page.goto((site / kind).as_uri())

    assert page.told == []
    assert {url for url in page.asked if not url.startswith((site.as_uri(), "about:"))} == set()


def test_no_page_scrolls_sideways_at_320_px(site: Path, visit: Visit) -> None:
    wide = {}
    page = visit("about:blank", width=320)
    for kind in there(site):
        page.goto((site / kind).as_uri())
        wide[kind] = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")

    assert {kind: by for kind, by in wide.items() if by > 0} == {}


@pytest.mark.parametrize(("width", "dark"), [(1280, False), (1280, True), (360, False), (360, True)])
def test_axe_finds_nothing(site: Path, visit: Visit, width: int, dark: bool) -> None:
    assert AXE.exists(), "axe-core is not installed: run `make test`, or npm ci; pages are not checked for access without it"
    source = AXE.read_text(encoding="utf-8")
    found = {}
    page = visit("about:blank", width=width, dark=dark, free=True)
    for kind in there(site):
        page.goto((site / kind).as_uri())
        page.evaluate(source)
        found[kind] = page.evaluate(
            f"axe.run(document, {_RULES}).then(r => r.violations.map(v => v.id + ': ' + v.nodes.slice(0, 3).map(n => n.html).join(' | ')))"
        )

    assert {kind: violations for kind, violations in found.items() if violations} == {}


def test_axe_finds_nothing_on_the_pages_of_wrong_and_old_addresses(site: Path, served: str, visit: Visit) -> None:
    source, found = AXE.read_text(encoding="utf-8"), {}
    stub = (site / "events/the-dinner.html").read_text(encoding="utf-8").replace('http-equiv="refresh"', 'name="was-refresh"')
    (site.parent / "stub.html").write_text(stub, encoding="utf-8")  # without the refresh, which would leave before anything is looked at
    for dark in (False, True):
        page = visit("about:blank", width=360, dark=dark, free=True)
        for address in (f"{served}ferry/404.html", f"{served}stub.html"):
            page.goto(address)
            page.evaluate(source)
            found[address, dark] = page.evaluate(f"axe.run(document, {_RULES}).then(r => r.violations.map(v => v.id))")

    assert {where: violations for where, violations in found.items() if violations} == {}


def test_everything_is_there_with_script_off(site: Path, visit: Visit) -> None:
    differs = {}
    with_script, without = visit("about:blank"), visit("about:blank", script=False)
    for kind in there(site):
        said = []
        for page in (with_script, without):
            page.goto((site / kind).as_uri())
            said.append(set(page.locator("main").inner_text().split()))
        controls = with_script.locator(".pick, .copy, .find").all_inner_texts()
        differs[kind] = said[0] - said[1] - set(" ".join(controls).split())

    assert {kind: words for kind, words in differs.items() if words} == {}


def test_the_page_of_a_wrong_address_has_its_links_at_any_depth(served: str, visit: Visit) -> None:
    page = visit(f"{served}ferry/404.html")

    broken = [url for url in page.asked if "/ferry/" not in url]
    links = page.eval_on_selector_all("a", "all => all.map(a => a.getAttribute('href'))")

    assert broken == []
    assert [link for link in links if not link.startswith(("/ferry/", "#", "mailto:"))] == []


def test_print_drops_the_controls_and_lists_the_sources(site: Path, visit: Visit) -> None:
    page = visit((site / "events/promise.html").as_uri())
    page.emulate_media(media="print")

    assert not page.locator("nav").first.is_visible()
    assert "https://gazette.example/2019/03/12/ferry-contract" in page.locator(".paper").inner_text()


def test_forced_colours_keep_claim_and_response_apart(site: Path, visit: Visit) -> None:
    page = visit((site / "events/promise.html").as_uri())
    page.emulate_media(forced_colors="active")

    claim = page.evaluate("getComputedStyle(document.querySelector('.claim')).borderInlineStartWidth")
    response = page.evaluate("getComputedStyle(document.querySelector('.resp'), '::before').borderTopWidth")

    assert (claim, response) == ("4px", "1px")


def test_hostile_content_runs_nothing(tmp_path: Path, visit: Visit) -> None:
    folder = invented.write_site(hostile(), tmp_path)
    page = visit("about:blank")
    page.on("dialog", lambda dialog: page.told.append(f"dialog: {dialog.message}"))
    for path in ("index.html", "events/a.html", "people/p.html", "sources/s.html", "responses.html", "about.html", "search.html?q=alert"):
        page.goto(f"{folder.as_uri()}/{path}")
    page.goto((folder / "events/b.html").as_uri())
    page.set_viewport_size({"width": 320, "height": 900})

    assert page.told == []
    assert {url for url in page.asked if not url.startswith((folder.as_uri(), "about:"))} == set()
    assert page.evaluate("document.documentElement.scrollWidth") == 320
