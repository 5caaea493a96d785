"""How soon a reader sees the first text of a built site, on a slow machine and a slow line.

    .venv/bin/python bench/paint.py [FOLDER] [PAGE …]

FOLDER is a built site (public/), PAGE its pages (index.html). Each is loaded five times with an empty cache, at a quarter
of this machine's speed and Lighthouse's slow 4G; prints `first_paint_ms PAGE: least median`. Less than 1000 is wanted.
"""

from __future__ import annotations

import shutil
import statistics
import sys
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

from playwright.sync_api import Browser, sync_playwright

PAINTED = "performance.getEntriesByName('first-contentful-paint').map(e => e.startTime)"
LINE = {"offline": False, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 94_000}  # bytes a second
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
RUNS = 5


class _Silent(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Nothing: the figures are the output."""


def first_paint_ms(browser: Browser, address: str) -> float:
    """Milliseconds until the first text stands there, nothing being cached."""
    context = browser.new_context(viewport={"width": 360, "height": 800})
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", LINE)
    page.goto(address)
    page.wait_for_function(f"{PAINTED}.length > 0")
    painted = float(page.evaluate(PAINTED)[0])
    context.close()
    return painted


def main(folder: str = "public", *pages: str) -> None:
    """Serve the folder on loopback and print a line a page."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Silent, directory=folder))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=QUIET)
        for path in pages or ("index.html",):
            times = [first_paint_ms(browser, f"http://127.0.0.1:{server.server_port}/{path}") for _ in range(RUNS)]
            print(f"first_paint_ms {path}: {min(times):.0f} {statistics.median(times):.0f}")
        browser.close()
    server.shutdown()


if __name__ == "__main__":
    main(*sys.argv[1:])
