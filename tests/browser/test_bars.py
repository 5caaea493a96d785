"""The bars that every kind of page clears: contrast, keyboard, width, right to left; with gentle and with hostile content."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import invented
import msgspec
import pytest
from playwright.sync_api import Page
from test_pages import AXE, there
from test_render_links import many
from test_render_safe import hostile

from dateline.model import Archive, Denial, Event, Quotation, Report

Visit = Callable[..., Page]
LONG_KINDS = ("index.html", "all.html", "years/2001.html", "months/2001-03.html", "responses.html", "responses/2002.html")
_AXE = "axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']})"
_SAID = ".then(r => r.violations.map(v => v.id + ': ' + v.nodes.slice(0, 3).map(n => n.html.slice(0, 200)).join(' | ')))"
_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
# For each text on the page, the contrast of its colour with the nearest ground behind it: [ratio, words] of those below the bar.
_FAINT = """bar => {
  const channel = c => (c /= 255) <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  const numbers = colour => (colour.match(/[\\d.]+/g) || []).map(Number);
  const light = ([r, g, b]) => 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
  const ground = e => { for (; e; e = e.parentElement) { const c = numbers(getComputedStyle(e).backgroundColor); if (c.length && c[3] !== 0) return c; } return [255, 255, 255]; };
  const found = [], walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const e = walk.currentNode.parentElement, words = walk.currentNode.textContent.trim();
    if (!words || e.closest('svg, script, option') || !e.checkVisibility({visibilityProperty: true})) continue;
    const [a, b] = [light(numbers(getComputedStyle(e).color)), light(ground(e))];
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (ratio < bar) found.push([Math.round(ratio * 10) / 10, words.slice(0, 40)]);
  }
  return found;
}"""
_ABLE = 'a[href], button, input, select, textarea, summary, [tabindex="0"]'
# Notes each stop of the keyboard: whether it shows its focus by an outline, or in a drawing by its stroke. How many stops there can be comes back.
_LISTEN = f"""() => {{
  window.stops = [];
  addEventListener("focusin", event => {{
    const e = event.target, s = getComputedStyle(e), hit = e.querySelector(".hit");
    const shown = s.outlineStyle !== "none" && parseFloat(s.outlineWidth) >= 2 || hit && parseFloat(getComputedStyle(hit).strokeWidth) >= 2;
    stops.push(e);
    e.dataset.shown = shown ? "yes" : "no";
  }});
  document.activeElement.blur();
  return document.querySelectorAll('{_ABLE}').length;
}}"""
_TOLD = f"""() => {{
  const cut = e => e.outerHTML.slice(0, 90), able = [...document.querySelectorAll('{_ABLE}')];
  const open = able.filter(e => e.checkVisibility({{visibilityProperty: true}}) && !(e.type === "radio" && !e.checked));
  return [
    ...stops.filter(e => e.dataset.shown === "no").map(e => "focus not shown: " + cut(e)),
    ...open.filter(e => !stops.includes(e)).map(e => "not reached: " + cut(e)),
    ...(document.activeElement !== document.body && stops.filter(e => e === stops[0]).length < 2 ? ["not left: " + cut(document.activeElement)] : []),
  ];
}}"""


def endless() -> Archive:
    """Hostile content, and words, names and addresses that no line can hold, in every place that takes text."""
    archive, events = hostile(), {}
    for n, text in enumerate(("x" * 10_000, "Donaudampfschifffahrtsgesellschaft" * 40, "مرحبا " * 500, "漢" * 3000)):
        table = f"{text}\n\n| a | b |\n|---|---|\n| {text[:900]} | {text[:900]} |\n\n    {text[:900]}\n\n- {text[:900]}"
        quotation = Quotation(id="q1", words=text, speaker_described=text, source="s", role=text)
        report = Report(source="s", passage=text, according_to=text, sourcing="unnamed", relayed_from=text, anonymity_reason=text)
        denial = Denial(id="d1", kind="denied", by_described=text, source="s", quotations=(Quotation(words=text),), on_behalf_of=text, passage=text)
        events[f"w{n}"] = Event(title=text, summary=table, date="2019-02-01", people=("p",), tags=(text[:300],), reports=(report,), quotations=(quotation,), denials=(denial,))
    word = "Donaudampfschifffahrtsgesellschaft" * 9
    source = msgspec.structs.replace(archive.sources["s"], title=word, publisher=word, authors=(word,), url=f"https://a.example/{word}")
    config = msgspec.structs.replace(archive.config, title=word, tagline=word, description=word, license=word)
    person = msgspec.structs.replace(archive.people["p"], name=word, aliases=(word,), same_as=(f"https://a.example/{word}",))
    pages = {"about": f"# {word}\n\n{word}\n\n| a | b |\n|---|---|\n| {word} | {word} |\n\n```\n{word}\n```"}
    return msgspec.structs.replace(archive, events={**archive.events, **events}, sources={"s": source}, people={"p": person}, config=config, pages=pages)


def pages_of(folder: Path) -> list[str]:
    """Every page but those that lead elsewhere, and the one whose links need a server."""
    found = (path for path in sorted(folder.rglob("*.html")) if 'http-equiv="refresh"' not in path.read_text(encoding="utf-8"))
    return [path.relative_to(folder).as_posix() for path in found if path.name != "404.html"]


@pytest.fixture(scope="module")
def long_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return invented.write_site(many(), tmp_path_factory.mktemp("long"))


@pytest.fixture(scope="module")
def odd_sites(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return {name: invented.write_site(made(), tmp_path_factory.mktemp(name)) for name, made in (("hostile", hostile), ("endless", endless))}


@pytest.fixture(scope="module")
def mirrored(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The invented story as a site in a language that is written from right to left."""
    archive = invented.archive()
    config = msgspec.structs.replace(archive.config, language="ar", title="سجل العقد", strings={"nav_people": "أشخاص", "nav_timeline": "الخط الزمني"})
    return invented.write_site(msgspec.structs.replace(archive, config=config), tmp_path_factory.mktemp("rtl"))


def violations(page: Page, folder: Path, kinds: list[str]) -> dict[str, list[str]]:
    source, found = AXE.read_text(encoding="utf-8"), {}
    for kind in kinds:
        page.goto((folder / kind).as_uri())
        page.evaluate(source)
        found[kind] = page.evaluate(_AXE + _SAID)
    return {kind: told for kind, told in found.items() if told}


def too_wide(page: Page, folder: Path, kinds: list[str]) -> dict[str, int]:
    found = {}
    for kind in kinds:
        page.goto((folder / kind).as_uri())
        found[kind] = page.evaluate(_WIDE)
    return {kind: by for kind, by in found.items() if by > 0}


def test_every_kind_of_page_that_a_site_has_is_among_those_looked_at(site: Path, long_site: Path) -> None:
    def kinds(paths: list[str]) -> set[str]:
        return {path.partition("/")[0] for path in paths}

    assert kinds(pages_of(site)) - kinds(list(invented.KINDS)) == set()
    assert kinds(pages_of(long_site)) - kinds([*invented.KINDS, *LONG_KINDS]) == set()


def test_axe_finds_nothing_on_the_pages_that_a_long_timeline_alone_has(long_site: Path, visit: Visit) -> None:
    page = visit("about:blank", width=360, dark=True, free=True)

    assert violations(page, long_site, ["index.html", "months/2001-03.html", "responses/2002.html"]) == {}


@pytest.mark.parametrize("dark", [False, True])
def test_text_stands_out_six_to_one(site: Path, visit: Visit, dark: bool) -> None:
    found = {}
    page = visit("about:blank", dark=dark)
    for kind in there(site):
        page.goto((site / kind).as_uri())
        found[kind] = page.evaluate(_FAINT, 6)

    assert {kind: faint for kind, faint in found.items() if faint} == {}


def test_the_measure_of_contrast_sees_faint_text(visit: Visit) -> None:
    page = visit("about:blank")
    page.set_content("<body style='background:#fff'><p style='color:#767676'>grey</p><p style='color:#000'>black</p>")

    assert page.evaluate(_FAINT, 6) == [[4.5, "grey"]]


def test_the_tab_key_reaches_everything_on_every_kind_of_page_and_leaves_it(site: Path, visit: Visit) -> None:
    found = {}
    page = visit("about:blank", free=True)
    for kind in there(site):
        page.goto((site / kind).as_uri())
        for _ in range(page.evaluate(_LISTEN) + 2):
            page.keyboard.press("Tab")
        found[kind] = page.evaluate(_TOLD)

    assert {kind: told for kind, told in found.items() if told} == {}


def test_the_walk_sees_a_focus_that_does_not_show_a_place_that_is_not_reached_and_a_trap(visit: Visit) -> None:
    page = visit("about:blank")
    page.set_content(
        "<style>:focus-visible{outline:2px solid}</style><a href=a style='outline:0'>A</a><a href=b>B</a><button>C</button><a href=d>D</a>"
        "<script>document.querySelector('button').onkeydown = e => e.preventDefault()</script>"
    )
    for _ in range(page.evaluate(_LISTEN) + 2):
        page.keyboard.press("Tab")

    assert [told.partition(">")[0] for told in page.evaluate(_TOLD)] == [
        'focus not shown: <a href="a" style="outline:0" data-shown="no"',
        'not reached: <a href="d"',
        'not left: <button data-shown="yes"',
    ]


@pytest.mark.parametrize("name", ["hostile", "endless"])
def test_no_page_of_odd_content_scrolls_sideways_or_complains(odd_sites: dict[str, Path], visit: Visit, name: str) -> None:
    folder, page = odd_sites[name], visit("about:blank", width=320)

    assert too_wide(page, folder, pages_of(folder)) == {}
    assert page.told == []  # type: ignore[attr-defined]
    assert {url for url in page.asked if not url.startswith((folder.as_uri(), "about:"))} == set()  # type: ignore[attr-defined]


@pytest.mark.parametrize(("width", "dark"), [(1280, True), (320, False)])
def test_axe_finds_nothing_on_a_page_of_hostile_content(odd_sites: dict[str, Path], visit: Visit, width: int, dark: bool) -> None:
    page, folder = visit("about:blank", width=width, dark=dark, free=True), odd_sites["hostile"]

    assert violations(page, folder, pages_of(folder)) == {}


def test_a_site_from_right_to_left_is_mirrored_and_as_good(mirrored: Path, visit: Visit) -> None:
    page = visit((mirrored / "index.html").as_uri(), width=1280, free=True)
    entry = page.locator(".ev h3").first.bounding_box()
    month = page.locator(".mo h2").first.bounding_box()

    assert (page.evaluate("document.documentElement.lang"), page.evaluate("getComputedStyle(document.body).direction")) == ("ar", "rtl")
    assert entry is not None
    assert month is not None
    assert month["x"] > entry["x"], "the month stands at the right"
    assert violations(page, mirrored, there(mirrored)) == {}


def test_no_page_from_right_to_left_scrolls_sideways_at_320_px(mirrored: Path, visit: Visit) -> None:
    assert too_wide(visit("about:blank", width=320), mirrored, pages_of(mirrored)) == {}


def test_the_style_sheet_knows_no_left_and_right() -> None:
    css = (invented.ROOT / "static" / "style.css").read_text(encoding="utf-8")
    physical = ("margin-left", "margin-right", "padding-left", "padding-right", "border-left", "border-right", "text-align:left", "text-align:right", "float:left", "float:right")

    assert [name for name in physical if name in css.replace(" ", "")] == []


def test_a_refusal_by_the_content_policy_is_heard(tmp_path: Path, visit: Visit) -> None:
    policy = "<meta http-equiv='Content-Security-Policy' content=\"default-src 'none'\">"
    (tmp_path / "x.html").write_text(f"<!doctype html>{policy}<title>x</title><script>document.title = 'run'</script>", encoding="utf-8")

    page = visit((tmp_path / "x.html").as_uri())
    page.wait_for_timeout(300)

    assert any("refused script-src" in told for told in page.told)  # type: ignore[attr-defined]
