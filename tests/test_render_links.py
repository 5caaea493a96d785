"""Every link between the pages leads somewhere, and what machines read is well formed."""

from __future__ import annotations

import json
import posixpath
import subprocess
from pathlib import Path
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree

import invented
import msgspec
import pytest
from bs4 import BeautifulSoup
from jinja2 import FileSystemLoader
from test_render_safe import hostile

from dateline.model import Archive
from dateline.render import render
from dateline.render.tokens import shard_of, tokens

ATOM = "{http://www.w3.org/2005/Atom}"


def many() -> Archive:
    """The invented story so often that it is paged by year and month."""
    archive = invented.archive()
    events = {}
    for year in (2001, 2002):
        for n in range(80 if year == 2001 else 130):
            event = archive.events["promise" if n % 7 == 0 else "signed"]
            event = msgspec.structs.replace(event, date=f"{year}-{1 + n % 12:02}-{1 + n % 28:02}", was=())
            events[f"e-{year}-{n}"] = event
    return msgspec.structs.replace(archive, events=dict(sorted({**archive.events, **events}.items())))


def pages(archive: Archive) -> dict[str, bytes]:
    loader = FileSystemLoader(invented.ROOT / "templates")
    return {p.path: p.content for p in render(archive, loader, invented.static(), strings=invented.strings())}


@pytest.fixture(scope="module")
def site() -> dict[str, bytes]:
    return pages(invented.archive())


@pytest.fixture(scope="module")
def long_site() -> dict[str, bytes]:
    return pages(many())


def parsed_pages(site: dict[str, bytes]) -> dict[str, BeautifulSoup]:
    return {path: BeautifulSoup(page, "lxml") for path, page in site.items() if path.endswith(".html")}


@pytest.fixture(scope="module")
def parsed(site: dict[str, bytes]) -> dict[str, BeautifulSoup]:
    return parsed_pages(site)


@pytest.fixture(scope="module")
def long_parsed(long_site: dict[str, bytes]) -> dict[str, BeautifulSoup]:
    chosen = {path: page for path, page in long_site.items() if not path.startswith("events/") or path.endswith("0.html")}
    return parsed_pages(chosen)


def broken(site: dict[str, bytes], parsed: dict[str, BeautifulSoup]) -> list[tuple[str, str]]:
    anchors = {path: {tag["id"] for tag in soup.select("[id]")} for path, soup in parsed.items()}
    found = []
    for path, soup in parsed.items():
        for tag in soup.select("a[href], link[href], script[src]"):
            target = str(tag.get("href") or tag.get("src"))
            parts = urlsplit(target)
            if parts.scheme or path == "404.html":
                continue
            at = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(parts.path))) if parts.path else path
            if at not in site or (parts.fragment and at in anchors and parts.fragment not in anchors[at]):
                found.append((path, target))
    return found


def test_every_link_and_fragment_resolves(site: dict[str, bytes], parsed: dict[str, BeautifulSoup]) -> None:
    assert broken(site, parsed) == []


def test_every_link_and_fragment_resolves_on_a_long_timeline(long_site: dict[str, bytes], long_parsed: dict[str, BeautifulSoup]) -> None:
    assert {"years/2001.html", "years/2002.html", "months/2001-03.html", "months/2002-03.html", "all.html", "responses/2002.html"} <= set(long_site)
    assert broken(long_site, long_parsed) == []


def test_no_id_stands_twice_on_a_page(parsed: dict[str, BeautifulSoup], long_parsed: dict[str, BeautifulSoup]) -> None:
    twice = {}
    for path, soup in [*parsed.items(), *long_parsed.items()]:
        ids = [tag["id"] for tag in soup.select("[id]")]
        twice[path] = sorted({name for name in ids if ids.count(name) > 1})

    assert {path: ids for path, ids in twice.items() if ids} == {}


def test_pages_keep_to_their_weight(site: dict[str, bytes], long_site: dict[str, bytes]) -> None:
    assert len(site["assets/style.css"]) <= 20_000
    assert len(site["assets/site.js"]) <= 12_000
    assert len(site["assets/search.js"]) <= 12_000
    assert max(len(page) for path, page in long_site.items() if path.startswith(("index", "years/", "months/"))) <= 150_000


def test_feeds_say_when_and_where(site: dict[str, bytes]) -> None:
    feeds = {path: ElementTree.fromstring(page) for path, page in site.items() if path.endswith(".xml") and path != "sitemap.xml"}

    assert set(feeds) >= {"feed.xml", "changes.xml", "people/ines-calloway.xml"}
    for feed in feeds.values():
        ids = [e.findtext(f"{ATOM}id") for e in feed.iter(f"{ATOM}entry")]
        assert len(ids) == len(set(ids))
        assert all(len(e.text or "") == len("2026-11-21T00:00:00Z") for e in feed.iter(f"{ATOM}updated"))
        assert all(e.findtext(f"{ATOM}title") for e in feed.iter(f"{ATOM}entry"))


def test_the_site_map_names_every_page(site: dict[str, bytes]) -> None:
    named = {e.text for e in ElementTree.fromstring(site["sitemap.xml"]).iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")}
    moved = {"events/the-dinner.html", "people/o-march.html"}

    assert named == {invented.BASE + path for path in site if path.endswith(".html") and path != "404.html" and path not in moved}
    assert b"Sitemap: https://example.org/ferry/sitemap.xml" in site["robots.txt"]


def test_what_is_searched_is_found_in_the_index(site: dict[str, bytes]) -> None:
    shard = site[f"search/s-{shard_of('dinner')}.js"].decode()
    words = json.loads(shard[shard.index("(") + 1 : shard.rindex(")")].split(",", 1)[1])

    assert tokens("Où est l’Élysée?") == ["ou", "est", "l", "elysee"]
    assert tokens("東京都 Ítaca") == ["東京", "京都", "都", "itaca"]
    assert [shard_of(word) for word in ("dinner", "d", "правда", "東京")] == ["di", "d", "u43f-440", "u19d"]
    assert len(words["dinner"].split(".")) == 3


@pytest.mark.parametrize("name", ["invented", "hostile", "mirrored"])
def test_the_pages_are_valid_html(name: str, npx: list[str], tmp_path: Path) -> None:
    mirrored = msgspec.structs.replace(invented.archive(), config=msgspec.structs.replace(invented.CONFIG, language="ar"))
    for path, page in pages({"invented": invented.archive(), "hostile": hostile(), "mirrored": mirrored}[name]).items():
        if path.endswith(".html"):
            (tmp_path / path.replace("/", "_")).write_bytes(page)

    done = subprocess.run([*npx, "html-validate", "--preset", "standard", str(tmp_path / "*.html")], capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout + done.stderr
