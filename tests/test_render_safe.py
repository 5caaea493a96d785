"""Hostile content is inert on every page: it is shown as the text it is."""

from __future__ import annotations

import invented
import pytest
from bs4 import BeautifulSoup
from jinja2 import FileSystemLoader

from dateline.model import Archive, Config, Denial, Event, Person, Quotation, Report, Role, Source, Stored
from dateline.render import render
from dateline.render.markdown import first_sentence, to_html, to_plain
from dateline.render.page import link_url, relative, web_url
from dateline.render.site import theme_css

EVIL = "</script><script>alert(1)</script>{{ 7*7 }}{% raw %}<img src=x onerror=alert(2)>\u202egnp\x00\x0b\x1b[31m\u2028\u2029'\"&"
LONG = "endless " * 1250


def hostile() -> Archive:
    quotation = Quotation(id="q1", words=EVIL, speaker="p", source="s", role=EVIL, said="2019-01-02")
    event = Event(
        title=EVIL,
        date="2019-01-01",
        summary=f"{EVIL}\n\n[click](javascript:alert(1)) [data](data:text/html,x) ![pic](https://evil.example/x.png) <b>raw</b>",
        people=("p",),
        tags=(EVIL, "../../etc"),
        reports=(Report(source="s", passage=EVIL, according_to=EVIL, sourcing="unnamed", relayed_from=EVIL, anonymity_reason=EVIL, dated_by=EVIL),),
        quotations=(quotation,),
        denials=(Denial(id="d1", kind="denied", by="p", on_behalf_of=EVIL, quotations=(Quotation(words=EVIL, role=EVIL),), passage=EVIL, source="s"),),
        added="2026-01-01",
        was=("old",),
    )
    return Archive(
        config=Config(title=EVIL, tagline=EVIL, description=EVIL, license=EVIL, contact="javascript:alert(1)", base_url="https://example.org/"),
        events={"a": event, "b": Event(title=LONG, summary=LONG, date="2019-01-03", reports=(Report(source="s"),))},
        people={"p": Person(name=EVIL, aliases=(EVIL,), roles=(Role(role=EVIL),), description=EVIL, same_as=("javascript:alert(1)",))},
        sources={"s": Source(title=EVIL, publisher=EVIL, authors=(EVIL,), url="javascript:alert(1)", archived=Stored(url="data:text/html,x"))},
        pages={"about": f"# {EVIL}\n\n{EVIL}"},
    )


@pytest.fixture(scope="module")
def site() -> dict[str, str]:
    loader = FileSystemLoader(invented.ROOT / "templates")
    return {p.path: p.content.decode() for p in render(hostile(), loader, {}, strings=invented.strings())}


def test_no_markup_of_the_content_becomes_an_element(site: dict[str, str]) -> None:
    for path, page in site.items():
        if path.endswith(".html"):
            parsed = BeautifulSoup(page, "html.parser")
            scripts = [tag for tag in parsed.select("script") if tag.get("type") != "application/ld+json" and not tag.get("src")]
            assert scripts == [], path
            assert parsed.select("img, b > script, [onerror]") == [], path


def test_no_link_leads_anywhere_but_to_web_mail_and_pages(site: dict[str, str]) -> None:
    for path, page in site.items():
        if path.endswith(".html"):
            for link in BeautifulSoup(page, "html.parser").select("[href], [src], [cite]"):
                for name in ("href", "src", "cite"):
                    assert not str(link.get(name, "")).lower().startswith(("javascript:", "data:", "//")), (path, link)


def test_nothing_of_the_content_is_run_by_the_templates(site: dict[str, str]) -> None:
    assert all("49" not in page.replace("2049", "") or "{{ 7*7 }}" in page or "7*7" in page for path, page in site.items() if path.startswith("events/"))
    assert "{{ 7*7 }}" in BeautifulSoup(site["events/a.html"], "html.parser").get_text()


def test_forbidden_and_reordering_characters_are_dropped(site: dict[str, str]) -> None:
    assert [path for path, page in site.items() if any(c in page for c in "\x00\x0b\u202e") and not path.endswith((".json", ".csv"))] == []


def test_feeds_of_hostile_content_are_well_formed(site: dict[str, str]) -> None:
    from xml.etree import ElementTree

    for path, page in site.items():
        if path.endswith(".xml"):
            ElementTree.fromstring(page)


def test_a_tag_cannot_name_a_file_elsewhere(site: dict[str, str]) -> None:
    assert [path for path in site if ".." in path or path.startswith("/")] == []


def test_a_headline_of_ten_thousand_characters_is_cut_in_lists_and_whole_on_its_page(site: dict[str, str]) -> None:
    assert LONG.strip() in site["events/b.html"]
    assert LONG[:400] not in site["index.html"]


@pytest.mark.parametrize("url", ["javascript:alert(1)", "JaVaScRiPt:alert(1)", " java\nscript:x", "data:text/html,x", "//evil.example", "https://", "http://[", "vbscript:x"])
def test_no_such_address_is_linked(url: str) -> None:
    assert web_url(url) == ""
    assert link_url(url) == ""


@pytest.mark.parametrize("url", ["https://a.example/b?c=d&e=%20f#g", "mailto:desk@a.example", "people.html", "../x/y.html#z"])
def test_such_an_address_is(url: str) -> None:
    assert link_url(url) == url


@pytest.mark.parametrize(
    ("markdown", "html", "plain"),
    [
        ("![a *mill*](https://x.example/m.png)", '<p><a href="https://x.example/m.png" rel="noopener">a mill</a></p>', "a mill"),
        ("![a\n![b](https://x.example/b.png)](https://x.example/m.png)", '<p><a href="https://x.example/m.png" rel="noopener">a b</a></p>', "a b"),
        ("Burnt!![](https://x.example/m.png)", "<p>Burnt!</p>", "Burnt!"),
        ("[![mill](https://x.example/m.png)](https://x.example/)", '<p><a href="https://x.example/" rel="noopener">mill</a></p>', "mill"),
        ("![mill](javascript:x)", "<p>![mill](javascript:x)</p>", "![mill](javascript:x)"),
    ],
)
def test_a_picture_is_a_link_with_its_description_or_nothing(markdown: str, html: str, plain: str) -> None:
    assert (str(to_html(markdown)).strip(), to_plain(markdown)) == (html, plain)


def test_markdown_keeps_quotations_as_they_are_and_shifts_headings() -> None:
    html = to_html('# Top\n\n"Straight" -- and (c) ...\n\n## Under', top_heading=2)

    assert html == '<h2>Top</h2>\n<p>&quot;Straight&quot; -- and (c) ...</p>\n<h3>Under</h3>\n'


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Mr. Pell and Sen. J. Roe met. They left.", "Mr. Pell and Sen. J. Roe met."),
        ("The U.S. Embassy knew. Others did not.", "The U.S. Embassy knew."),
        ("“It was late.” She left.", "“It was late.”"),
        ("No end", "No end"),
    ],
)
def test_the_first_sentence_knows_initials(text: str, first: str) -> None:
    assert first_sentence(text) == first


def test_links_between_pages_are_relative() -> None:
    assert relative("events/a.html", "people/b.html") == "../people/b.html"
    assert relative("events/a.html", "events/b.html#q1") == "b.html#q1"
    assert relative("index.html", "index.html#d-2016") == "#d-2016"
    assert relative("index.html", "events/a.html") == "events/a.html"


def test_a_theme_can_set_properties_and_do_nothing_else() -> None:
    theme = {"link": "#123456", "measure": "36rem", "paper": "url(https://evil.example/x)", "}body{": "x", "ink": "red;}*{display:none"}

    assert theme_css(theme) == b"\n:root:root{--link:#123456;--measure:36rem}\n"


def test_links_in_a_summary_lead_from_the_root_of_the_site() -> None:
    summary = "See [her](people/p.html#said), [them](https://a.example/x), [below](#q1) and [us](mailto:a@b.example)."
    event = Event(title="A", summary=summary, people=("p",), was=("../../escape", "old"))
    archive = Archive(events={"a": event}, people={"p": Person(name="P Q")}, pages={"people": "# Mine", "about": "[p](people/p.html)"})
    made = {p.path: p.content.decode() for p in render(archive, FileSystemLoader(invented.ROOT / "templates"), {}, strings=invented.strings())}
    links = [link["href"] for link in BeautifulSoup(made["events/a.html"], "html.parser").select(".summary a")]

    assert links == ["../people/p.html#said", "https://a.example/x", "#q1", "mailto:a@b.example"]
    assert "# Mine" not in made["people.html"]
    assert [path for path in made if "escape" in path] == []
