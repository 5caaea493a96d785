"""Where a site is published: --base-url, the environment, config.yaml and a domain of one's own; links and redirects follow."""

from __future__ import annotations

from pathlib import Path

import pytest
from making import make_site, put, run

from dateline.pipeline.address import base_path, pages_address, what_is_wrong
from dateline.pipeline.build import build_site, check_site

STORY = {
    "content/sources/diary.yaml": "title: A diary\npublisher: The Ashford Herald\npublished: 2024-05-20\nwas: [old-diary]\n",
    "content/people/clara-voss.yaml": "name: Clara Voss\nwas: [clara]\n",
    "content/events/fire.yaml": "title: The pier burns\ndate: 2024-05-13\npeople: [clara-voss]\nwas: [blaze]\nresponses_sought: none found\nreports: [{source: diary}]\n",
}
PROJECT, USER, OWN = "https://ashford.github.io/harbor/", "https://ashford.github.io/", "https://timeline.example.org/"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return make_site(tmp_path, STORY)


def page(site: Path, name: str) -> str:
    return (site / "public" / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("base", [PROJECT, USER, OWN], ids=["project", "user", "domain"])
def test_every_absolute_link_follows_from_the_address_given(base: str, site: Path) -> None:
    done = run("--site", site, "build", "--base-url", base.rstrip("/"))

    assert done.exit_code == 0, done.output
    assert f'href="{base_path(base)}index.html"' in page(site, "404.html")
    assert f'<link rel="canonical" href="{base}events/fire.html">' in page(site, "events/fire.html")
    assert f"<loc>{base}events/fire.html</loc>" in page(site, "sitemap.xml")
    assert f"Sitemap: {base}sitemap.xml" in page(site, "robots.txt")
    assert run("--site", site, "publish", "--check", "--base-url", base).exit_code == 0


def test_absolute_links_are_on_the_404_page_alone(site: Path) -> None:
    run("--site", site, "build", "--base-url", PROJECT)

    pages = {p.relative_to(site / "public").as_posix(): p.read_text(encoding="utf-8") for p in (site / "public").rglob("*.html")}
    assert {name for name, text in pages.items() if 'href="/' in text or 'src="/' in text} == {"404.html"}


def test_the_workflow_gives_the_address_by_the_environment(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(site, {"config.yaml": f"title: Ashford\nbase_url: {OWN}\n"})
    monkeypatch.setenv("DATELINE_BASE_URL", PROJECT)

    run("--site", site, "build")

    assert 'href="/harbor/index.html"' in page(site, "404.html")


@pytest.mark.parametrize(("kind", "old", "new"), [("events", "blaze", "fire"), ("people", "clara", "clara-voss"), ("sources", "old-diary", "diary")])
def test_a_renamed_record_redirects_by_a_relative_and_a_canonical_link(kind: str, old: str, new: str, site: Path) -> None:
    run("--site", site, "build", "--base-url", PROJECT)

    text = page(site, f"{kind}/{old}.html")
    assert f'<meta http-equiv="refresh" content="0; url=../{kind}/{new}.html">' in text
    assert f'<link rel="canonical" href="{PROJECT}{kind}/{new}.html">' in text


def test_a_domain_of_ones_own_is_in_cname_and_gives_the_address(site: Path) -> None:
    put(site, {"config.yaml": "title: Ashford\ndomain: Timeline.Example.org\n"})

    run("--site", site, "build")

    assert page(site, "CNAME") == "timeline.example.org\n"
    assert f'<link rel="canonical" href="{OWN}events/fire.html">' in page(site, "events/fire.html")


def test_without_a_domain_there_is_no_cname_and_nojekyll_is_always_there(site: Path) -> None:
    run("--site", site, "build")

    assert ((site / "public/CNAME").exists(), (site / "public/.nojekyll").read_bytes()) == (False, b"")


WRONG = {
    "domain: https://example.org/": "config.yaml:2:9: error: 'https://example.org/' is not the name of a domain\n   write it without https:// and path: timeline.example.org             [bad-domain]",
    "domain: example": "config.yaml:2:9: error: 'example' is not the name of a domain\n   write it without https:// and path: timeline.example.org             [bad-domain]",
    "base_url: example.org": "config.yaml:2:11: error: 'example.org' cannot be the address of the site: it does not begin with https:// and a host\n"
    "   write it whole: https://you.github.io/timeline/                      [bad-base-url]",
    "base_url: https://example.org/?a=1": "config.yaml:2:11: error: 'https://example.org/?a=1' cannot be the address of the site: an address of pages has neither ? nor #\n"
    "   write it whole: https://you.github.io/timeline/                      [bad-base-url]",
    "base_url: https://example.org/\ndomain: www.example.org": "config.yaml:2:11: error: base_url is https://example.org/, but the domain is www.example.org\n"
    "   leave base_url out: it follows from the domain                       [domain-mismatch]",
}


@pytest.mark.parametrize("lines", WRONG)
def test_a_wrong_address_is_told_with_its_place(lines: str, site: Path) -> None:
    put(site, {"config.yaml": f"title: Ashford\n{lines}\n"})

    assert [str(p) for p in check_site(site).problems] == [WRONG[lines]]
    assert build_site(site).output == ""


@pytest.mark.parametrize("address", ["ashford.github.io", "ftp://x.test/", "https://", "https://x.test:port/", "https://[x/", "https://x.test/ y", "https://x.test/#a"])
def test_a_wrong_address_given_is_wrong_usage(address: str, site: Path) -> None:
    done = run("--site", site, "build", "--base-url", address)

    assert (done.exit_code, (site / "public").exists()) == (2, False)
    assert f"'{address}' cannot be the address of the site: " in done.output


def test_addresses_that_pages_can_have_are_taken() -> None:
    assert [what_is_wrong(a) for a in (PROJECT, USER, OWN, "http://localhost:8000/x", "https://xn--bcher-kva.example/")] == [""] * 5


REMOTES = {
    "https://github.com/Ashford/harbor.git": PROJECT,
    "https://github.com/ashford/harbor": PROJECT,
    "https://token@github.com/ashford/harbor.git/": PROJECT,
    "git@github.com:ashford/harbor.git": PROJECT,
    "ssh://git@github.com/ashford/harbor.git": PROJECT,
    "git@github.com:ashford/Ashford.github.io.git": USER,
    "https://github.com/ashford/har.bor_2": "https://ashford.github.io/har.bor_2/",
    "https://gitlab.com/ashford/harbor.git": "",
    "https://evil.test/github.com/a/b": "",
    "https://github.com.evil.test/a/b": "",
    "../bare.git": "",
    "": "",
}


@pytest.mark.parametrize("remote", REMOTES)
def test_the_address_follows_from_the_remote(remote: str) -> None:
    assert pages_address(remote) == REMOTES[remote]
