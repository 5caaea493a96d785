"""A real browser on a site that was rendered from the invented story: from file://, and from a server under a base path."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import invented
import pytest
from playwright.sync_api import Browser, Page, sync_playwright

QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"]


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The invented story's site."""
    return invented.write_site(invented.archive(), tmp_path_factory.mktemp("site") / "ferry")


@pytest.fixture(scope="session")
def browser(chromium_path: str | None) -> Iterator[Browser]:
    """One Chromium for all tests."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=chromium_path, args=QUIET)
        yield chromium
        chromium.close()


@pytest.fixture
def visit(browser: Browser) -> Iterator[Callable[..., Page]]:
    """visit(address, width=…, dark=…, script=…) → the page; what it complained of and asked for is in `page.told` and `page.asked`."""
    yield from _visitor(browser)


@pytest.fixture(scope="module")
def visit_once(browser: Browser) -> Iterator[Callable[..., Page]]:
    """The same for a page that all tests of a module share."""
    yield from _visitor(browser)


def _visitor(browser: Browser) -> Iterator[Callable[..., Page]]:
    contexts = []

    def go(address: str, *, width: int = 1280, dark: bool = False, script: bool = True, free: bool = False) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 900}, color_scheme="dark" if dark else "light", java_script_enabled=script, bypass_csp=free
        )
        contexts.append(context)
        context.add_init_script("addEventListener('securitypolicyviolation', e => console.log('refused', e.violatedDirective, e.blockedURI))")
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.told, page.asked = [], []  # type: ignore[attr-defined]
        page.on("console", lambda message: page.told.append(message.text))  # type: ignore[attr-defined]
        page.on("pageerror", lambda error: page.told.append(str(error)))  # type: ignore[attr-defined]
        page.on("request", lambda request: page.asked.append(request.url))  # type: ignore[attr-defined]
        page.goto(address)
        return page

    yield go
    for context in contexts:
        context.close()


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Nothing: a test's output is its result."""


@pytest.fixture(scope="session")
def served(site: Path) -> Iterator[str]:
    """The address of the site's parent folder on a local server: the site lies under the base path ferry/."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(site.parent))) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()
