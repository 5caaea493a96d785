"""What `publish` pushed, fetched from the repository and served as Pages serves it: under /harbor/, with its own 404 page."""

from __future__ import annotations

import subprocess
import threading
from collections.abc import Callable, Iterator
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from making import make_site, run
from playwright.sync_api import Page

STORY = {
    "content/sources/diary.yaml": "title: A diary\npublished: 2024-05-20\n",
    "content/people/clara-voss.yaml": "name: Clara Voss\nwas: [clara]\n",
    "content/events/fire.yaml": "title: The pier burns\ndate: 2024-05-13\npeople: [clara-voss]\nwas: [blaze]\nreports: [{source: diary}]\n",
}


class Pages(SimpleHTTPRequestHandler):
    """A server with the habits of GitHub Pages."""

    def log_message(self, *_: object) -> None:
        """Nothing: a test's output is its result."""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        content = (Path(self.directory) / "harbor" / "404.html").read_bytes()
        self.send_response(HTTPStatus.NOT_FOUND if code == HTTPStatus.NOT_FOUND else code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)


def git(folder: Path, *arguments: str) -> None:
    name = ("-c", "user.name=Ana Lee", "-c", "user.email=ana@example.org")
    subprocess.run(["git", *name, "-C", str(folder), *arguments], capture_output=True, check=True)


@pytest.fixture(scope="module")
def online(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a published site: built, pushed to a bare repository, cloned from it, served."""
    folder = tmp_path_factory.mktemp("online")
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Pages, directory=str(folder / "web"))) as server:
        base = f"http://127.0.0.1:{server.server_port}/harbor/"
        site = make_site(folder, STORY)
        git(folder, "init", "--bare", "bare.git")
        git(site, "init")
        for key, value in {"user.name": "Ana Lee", "user.email": "ana@example.org", "remote.origin.url": str(folder / "bare.git")}.items():
            git(site, "config", key, value)
        done = run("--site", site, "publish", "--base-url", base)
        assert done.exit_code == 0, done.output
        git(folder, "clone", "--branch", "gh-pages", str(folder / "bare.git"), str(folder / "web" / "harbor"))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield base
        server.shutdown()


def test_every_page_of_the_site_is_reached_from_its_first(online: str, visit: Callable[..., Page]) -> None:
    page = visit(online)
    seen, ahead, broken = set(), [online], []
    while ahead and len(seen) < 60:
        address = ahead.pop()
        answer = page.goto(address)
        seen.add(address)
        broken += [address] if answer is None or not answer.ok else []
        links = page.eval_on_selector_all("a[href]", "all => all.map(a => a.href.split('#')[0])")
        ahead += sorted({link for link in links if link.startswith(online) and link.endswith((".html", "/"))} - seen - set(ahead))

    assert (broken, {f"{online}{name}" for name in ("events/fire.html", "people/clara-voss.html", "sources.html")} - seen) == ([], set())
    assert {url.split("/harbor/")[0] for url in page.asked} == {online.split("/harbor/")[0]}  # type: ignore[attr-defined]
    assert page.told == []  # type: ignore[attr-defined]


@pytest.mark.parametrize("path", ["nope.html", "events/deep/er/nope.html"])
def test_the_404_page_is_whole_at_any_depth(path: str, online: str, visit: Callable[..., Page]) -> None:
    page = visit(online + path)

    assert page.eval_on_selector("main", "main => getComputedStyle(main).maxWidth") == visit(f"{online}index.html").eval_on_selector("main", "main => getComputedStyle(main).maxWidth")
    assert all(url.endswith("nope.html") or "/harbor/assets/" in url for url in page.asked)  # type: ignore[attr-defined]
    page.click("nav a >> nth=0")
    assert page.url == f"{online}index.html"


@pytest.mark.parametrize(("old", "new"), [("events/blaze.html", "events/fire.html"), ("people/clara.html", "people/clara-voss.html")])
def test_an_old_address_leads_to_the_new_one(old: str, new: str, online: str, visit: Callable[..., Page]) -> None:
    page = visit(online + old)

    page.wait_for_url(f"{online}{new}")
    assert page.get_by_role("heading", level=1).is_visible()
